#!/bin/sh
# pybtex 0.26.1: one book without author and editor stops the whole bibliography; BibTeX warns and goes on.
#
# Such books are usual among official sources (yearbooks, collections of documents). By its source BibTeX's plain.bst warns "empty
# author and editor in x" and prints the rest; pybtex with its own style of that name raises FieldIsMissing, names the entry and
# prints nothing of the others. As @misc the same entry is printed.
#
# Version and day seen: pybtex 0.26.1, on 2026-11-27.
# Output seen: book FieldIsMissing "missing editor in yearbook"; misc "[1] Yearbook. 1999."
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pybtex==0.26.1
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import pathlib
import tempfile

from pybtex import PybtexEngine
from pybtex.style.template import FieldIsMissing


def printed(kind):
    path = pathlib.Path(tempfile.mkdtemp()) / "b.bib"
    entry = "@%s{yearbook, title = {Yearbook}, publisher = {NATO}, year = {1999}}\n" % kind
    path.write_text(entry + "@misc{other, title = {Other}, year = {2000}}\n")
    return PybtexEngine().format_from_file(str(path), style="plain", output_backend="plaintext")


try:
    printed("book")
except FieldIsMissing as error:
    print("book:", type(error).__name__, error)
    assert "yearbook" in str(error)
else:
    raise SystemExit("pybtex prints a book without author and editor now")
print("misc:", printed("misc"))
assert "Yearbook" in printed("misc") and "Other" in printed("misc")
PYTHON
