#!/bin/sh
# numpy 2.4.6, load: an .npz that is cut off raises zipfile.BadZipFile, and the file stays open.
#
# load() says that it raises OSError, UnpicklingError, ValueError or EOFError; BadZipFile is none of them, so who catches what the
# documentation names shows a traceback for a damaged file. The file that load() opened itself is closed only when memory is
# collected: a ResourceWarning, where warnings are errors a failure, and elsewhere a file that cannot be replaced on Windows.
# One that was opened by the caller is the caller's to close.
#
# Version and day seen: numpy 2.4.6, Python 3.11.7, on 2026-11-28.
# Output seen: BadZipFile is OSError or ValueError: False; warned of an unclosed file: True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: numpy==2.4.6
"$folder/env/bin/python" - "$folder/damaged.npz" <<'PYTHON'
import gc
import sys
import warnings
from pathlib import Path

import numpy as np

file = Path(sys.argv[1])
np.savez_compressed(file, x=np.arange(1000.0))
file.write_bytes(file.read_bytes()[:500])
raised = None
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    try:
        np.load(file, allow_pickle=False)
    except Exception as error:
        raised = type(error)
    gc.collect()
named = issubclass(raised, (OSError, ValueError, EOFError))
warned = any(issubclass(w.category, ResourceWarning) for w in seen)
print(f"{raised.__name__} is OSError or ValueError: {named}; warned of an unclosed file: {warned}")
assert raised.__name__ == "BadZipFile" and not named, "another error is raised now"
assert warned, "the file is closed now"
PYTHON
