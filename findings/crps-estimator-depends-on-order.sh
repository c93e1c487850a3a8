#!/bin/sh
# scoringrules 0.10.0, crps_ensemble with estimator "akr": the score depends on the order of the members.
#
# Members of an ensemble have no order. This estimator takes the distance of each member to its neighbour in the array for the
# mean distance of all; that holds for members drawn independently, in the order in which they were drawn. Members in
# another order (sorted, from quantiles) get another score for the same ensemble.
#
# Version and day seen: scoringrules 0.10.0, numpy 2.4.6, on 2026-11-27.
# Output seen: members 0, 1, 3, 7, observed 1: default estimator 0.8125 in every order; "akr" 0.0 (a perfect score) or 0.5 by order.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: scoringrules==0.10.0 numpy==2.4.6
"$folder/env/bin/python" -W ignore - <<'PYTHON'
from itertools import permutations

import numpy as np
import scoringrules

members = (0.0, 1.0, 3.0, 7.0)
usual, found = set(), set()
for order in permutations(members):
    usual.add(round(float(scoringrules.crps_ensemble(1.0, np.array(order))), 6))
    found.add(round(float(scoringrules.crps_ensemble(1.0, np.array(order), estimator="akr")), 6))
print("default", usual, "akr", sorted(found))
assert len(usual) == 1
assert len(found) > 1, "the estimator no longer depends on the order"
PYTHON
