#!/bin/sh
# polars 2.1.0 and pandas 3.1.1: one inner join of one table with itself has 2, 3 or 5 rows.
#
# A key with 1.0, NaN and null. Polars: NaN meets NaN, null meets nothing (2 rows; 3 with nulls_equal). to_pandas() writes null as
# NaN, and merge lets every NaN meet every NaN: 5 rows. Codes of states as floats with gaps are usual in files of this field, so
# a script that goes from one library to the other gains rows without a word.
#
# Version and day seen: polars 2.1.0, pandas 3.1.1, pyarrow 26.0.1, numpy 2.4.6, on 2026-11-27.
# Output seen: polars 2, polars with nulls_equal 3, pandas 5.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import polars as pl

table = pl.DataFrame({"code": [1.0, float("nan"), None], "value": [1, 2, 3]})
plain = table.join(table, on="code").height
equal = table.join(table, on="code", nulls_equal=True).height
merged = len(table.to_pandas().merge(table.to_pandas(), on="code"))
print("polars", plain, "with nulls_equal", equal, "pandas", merged)
assert (plain, equal, merged) == (2, 3, 5)
PYTHON
