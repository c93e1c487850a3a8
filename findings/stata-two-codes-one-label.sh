#!/bin/sh
# pandas 3.1.1 and pyreadstat 1.3.7: two codes of one label. pandas refuses the file, pyreadstat makes them one.
#
# Stata allows it, and data sets of this field have it (an outcome that was split in two codes and kept its name). By default
# pandas.read_stata ends in an error; pyreadstat with labels applied gives the label twice, so that a count by label adds the
# two codes up, and writing the file again loses the difference.
#
# Version and day seen: pandas 3.1.1, pyreadstat 1.3.7, numpy 2.4.6, on 2026-11-27.
# Output seen: pandas ValueError "Value labels for column outcome are not unique"; pyreadstat [win, win, lose] from codes 1, 2, 3.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: pandas==3.1.1 pyreadstat==1.3.7 numpy==2.4.6
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import os
import tempfile

import pandas as pd
import pyreadstat

path = os.path.join(tempfile.mkdtemp(), "outcome.dta")
labels = {1: "win", 2: "win", 3: "lose"}
pd.DataFrame({"outcome": [1, 2, 3]}).to_stata(path, write_index=False, value_labels={"outcome": labels})
try:
    pd.read_stata(path)
except ValueError as error:
    told = " ".join(str(error).split())
    print("pandas:", told[:90])
    assert "not unique" in told
else:
    raise SystemExit("pandas reads two codes of one label now")
found, meta = pyreadstat.read_dta(path, apply_value_formats=True)
print("pyreadstat:", found.outcome.tolist(), meta.value_labels)
assert found.outcome.tolist() == ["win", "win", "lose"], "pyreadstat keeps the codes apart now"
assert meta.value_labels["outcome"] == labels
PYTHON
