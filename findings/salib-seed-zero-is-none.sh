#!/bin/sh
# SALib 1.6.0, SALib.analyze.sobol.analyze: seed=0 is taken for no seed at all, so the confidence intervals differ from call to call.
#
# The function asks `if seed:` where it means `is not None`. With seed=0, which the sampler takes as a seed, the indices are the same
# and S1_conf and ST_conf are drawn anew each time: a table made twice from the same points differs. seed=1 gives the same twice.
#
# Version and day seen: SALib 1.6.0, numpy 2.4.6, scipy 1.17.1, on 2026-11-28.
# Output seen: seed 1: intervals the same twice, True; seed 0: intervals the same twice, False; indices the same, True.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: SALib==1.6.0 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import numpy as np
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample

problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1], [0, 1]]}
points = sample.sample(problem, 64, calc_second_order=False, seed=0)
assert (points == sample.sample(problem, 64, calc_second_order=False, seed=0)).all()
answers = points[:, 0] + points[:, 1] ** 2
found = {
    seed: [analyze.analyze(problem, answers, calc_second_order=False, seed=seed) for _ in range(2)] for seed in (0, 1)
}
same = {seed: bool(np.array_equal(one["ST_conf"], two["ST_conf"])) for seed, (one, two) in found.items()}
indices = bool(np.array_equal(found[0][0]["ST"], found[0][1]["ST"]))
print("seed 1: intervals the same twice,", same[1], "- seed 0:", same[0], "- indices the same,", indices)
assert indices and same[1]
assert not same[0], "seed 0 is a seed now"
PYTHON
