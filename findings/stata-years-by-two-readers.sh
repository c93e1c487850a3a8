#!/bin/sh
# pandas 3.1.1 and pyreadstat 1.3.7: a year that Stata displays as a year (%ty) is a day in one and a number in the other.
#
# Stata keeps a yearly date as the number of the year itself. The Stata file of National Material Capabilities 6.0 has its year
# so. pandas.read_stata gives 1 January of the year, pyreadstat.read_dta the number: the same script joins with one reader and
# finds no row in common with the other.
#
# Version and day seen: pandas 3.1.1, pyreadstat 1.3.7, numpy 2.4.6, on 2026-11-27.
# Output seen: pandas datetime64, 1816-01-01; pyreadstat float64, 1816.0; rows that the two have in common by year as text: 0.
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

path = os.path.join(tempfile.mkdtemp(), "years.dta")
days = pd.to_datetime(["1816-06-15", "1914-06-15", "2016-06-15"])
pd.DataFrame({"year": days, "cinc": [0.1, 0.2, 0.3]}).to_stata(path, convert_dates={"year": "ty"}, write_index=False)
one, (two, meta) = pd.read_stata(path), pyreadstat.read_dta(path)
print("pandas", one.year.dtype, one.year[0], "| pyreadstat", two.year.dtype, two.year[0], meta.original_variable_types)
assert meta.original_variable_types["year"] == "%ty"
assert one.year.dtype.kind == "M" and str(one.year[0].date()) == "1816-01-01", "pandas reads %ty otherwise now"
assert two.year.tolist() == [1816.0, 1914.0, 2016.0], "pyreadstat reads %ty otherwise now"
common = set(one.year.astype(str)) & set(two.year.astype(str))
print("in common", len(common))
assert not common
PYTHON
