#!/bin/sh
# mesa 3.3.1: no example can be imported after `pip install mesa`, since the package of examples imports one that needs networkx.
#
# `mesa/examples/__init__.py` imports every example; one of them imports networkx, which is no dependency of mesa but of its
# extras. An example that needs nothing of the kind, such as Epstein's civil violence, falls with it.
#
# Version and day seen: mesa 3.3.1, on 2026-11-28.
# Output seen: ModuleNotFoundError: No module named 'networkx'; with networkx the same import works.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: mesa==3.3.1
cat > "$folder/imports.py" <<'PYTHON'
try:
    from mesa.examples.advanced.epstein_civil_violence.model import EpsteinCivilViolence
    print("imported", EpsteinCivilViolence.__name__)
except ModuleNotFoundError as error:
    print(error)
PYTHON
without=$("$folder/env/bin/python" -W ignore "$folder/imports.py")
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: networkx
with=$("$folder/env/bin/python" -W ignore "$folder/imports.py")
echo "$without"; echo "$with"
[ "$without" = "No module named 'networkx'" ] || { echo "the import works without networkx now"; exit 1; }
[ "$with" = "imported EpsteinCivilViolence" ]
