#!/bin/sh
# powerlaw 2.0.0: the method KS() of a distribution raises NameError, with and without data.
#
# It calls a function `compute_distance_metrics` that its module does not define. `Fit` does not call it, so that fits work; whoever
# asks a distribution for its distance to other data gets no answer.
#
# Version and day seen: powerlaw 2.0.0, numpy 2.4.6, on 2026-11-28.
# Output seen: KS() NameError; KS(data) NameError; D of the fit is there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: powerlaw==2.0.0 numpy==2.4.6
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import numpy as np
import powerlaw

sizes = 1000 * (1 - np.random.default_rng(1).random(200)) ** (-1 / 0.53)
found = powerlaw.Fit(sizes, xmin=1000.0, verbose=False).power_law
seen = []
for name, arguments in (("KS()", ()), ("KS(data)", (sizes,))):
    try:
        found.KS(*arguments)
        seen.append("an answer")
    except NameError as error:
        seen.append("NameError")
        print(name, error)
print("D of the fit", found.D)
assert seen == ["NameError", "NameError"], seen
PYTHON
