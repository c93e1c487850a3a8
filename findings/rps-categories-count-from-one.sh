#!/bin/sh
# scoringrules 0.10.0, rps_score: categories count from 1, and an observation of 0 is scored instead of refused.
#
# The ranked probability score of a forecast over categories is a sum of squared differences of cumulative shares. Code in
# Python numbers categories from 0. The function takes 1 for the first; with 0 no category has come, which cannot be, and
# the score is larger than that of the worst category (for three categories it lies beyond what the true one can give).
#
# Version and day seen: scoringrules 0.10.0, numpy 2.4.6, on 2026-11-27.
# Output seen: forecast (0.2, 0.3, 0.5): observed 1: 0.89, 2: 0.29, 3: 0.29, 0: 1.29. No error and no warning.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: scoringrules==0.10.0 numpy==2.4.6
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import numpy as np
import scoringrules

forecast = np.array([[0.2, 0.3, 0.5]])
cumulated = forecast.cumsum()


def by_hand(category):
    """The score where category 0 is the first."""
    return float(((cumulated - (np.arange(3) >= category)) ** 2).sum())


seen = {k: round(float(scoringrules.rps_score(np.array([k]), forecast)[0]), 6) for k in (0, 1, 2, 3)}
print("scoringrules", scoringrules.__version__ if hasattr(scoringrules, "__version__") else "0.10.0", seen)
print("by hand, first category", by_hand(0), "second", by_hand(1), "third", by_hand(2))
assert all(abs(seen[k + 1] - by_hand(k)) < 1e-6 for k in range(3)), "categories no longer count from 1"
assert seen[0] > max(by_hand(k) for k in range(3)), "an observation of 0 is no longer scored beyond all categories"
PYTHON
