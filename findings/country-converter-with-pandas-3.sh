#!/bin/sh
# country_converter 1.3.2 with pandas 3.1.1: no converter can be made, so no name or code is converted at all.
#
# The requirement of the package allows this pandas, and pip installs the two together without a word. The packaged table is read
# with converters={column: str}: under this pandas fields that hold nothing come back as NaN and not as empty text, and the
# list of regular expressions that is made of them ends in a TypeError.
#
# Version and day seen: country-converter 1.3.2, pandas 3.1.1, numpy 2.4.6, on 2026-11-27.
# Output seen: TypeError "first argument must be string or compiled pattern" for convert("Armenia", to="ISO3").
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: country-converter==1.3.2 pandas==3.1.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import io

import pandas as pd

read = pd.read_csv(io.StringIO("a\tb\nx\t\n"), sep="\t", converters={"a": str, "b": str})
print("pandas", pd.__version__, "an empty field with a converter to str:", repr(read.b[0]))
import country_converter

try:
    country_converter.convert("Armenia", to="ISO3")
except TypeError as error:
    print("country_converter", country_converter.__version__, "TypeError:", error)
    assert "first argument must be string" in str(error)
else:
    raise SystemExit("country_converter works with this pandas now")
PYTHON
