#!/bin/sh
# scoringrules 0.10.0, crps_mixnorm: weights that do not sum to 1 are neither scaled nor refused, and the score falls below 0.
#
# A continuous ranked probability score is the integral of a square. Weights as counts (two models, one vote each) are usual
# and give a negative score, the better the larger the counts are: an average over forecasts hides it.
#
# Version and day seen: scoringrules 0.10.0, numpy 2.4.6, on 2026-11-27.
# Output seen: means (0, 1), deviations (1, 1), observed 0: weights (0.5, 0.5): 0.350; weights (1, 1): -0.563; (2, 2): -6.182.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: scoringrules==0.10.0 numpy==2.4.6
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import numpy as np
import scoringrules

means, deviations = np.array([0.0, 1.0]), np.array([1.0, 1.0])
seen = {}
for weights in ((0.5, 0.5), (1.0, 1.0), (2.0, 2.0)):
    seen[weights] = float(scoringrules.crps_mixnorm(0.0, means, deviations, np.array(weights)))
print(seen)
assert seen[0.5, 0.5] > 0
assert seen[1.0, 1.0] < 0, "weights are scaled or refused now"
assert seen[2.0, 2.0] < seen[1.0, 1.0]
PYTHON
