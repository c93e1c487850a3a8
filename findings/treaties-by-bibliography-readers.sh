#!/bin/sh
# pandoc 3.9: a treaty is one only as @legal; as BibTeX it loses its type and its day, and its month is no macro any more.
#
# CSL has a type "treaty", and so do citation styles (no author, title in roman, the day of signature). What is exported as the
# @misc that BibTeX's styles know comes in without any type and is printed as a page with a year; "@treaty" is no better.
# biblatex's @legal comes in as a treaty. On the way out "-t bibtex" writes month = {apr}: a text, which BibTeX's styles print as
# "apr", where the macro month = apr would be "April" or "Apr." in the style's own words; and the day goes.
#
# Version and day seen: pypandoc_binary 1.17 with pandoc 3.9, on 2026-11-27.
# Output seen: misc '' 1949-4-4, treaty '' 1949-4-4, legal 'treaty' 1949-4-4; back from BibTeX '' 1949-4, month = {apr}.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: pypandoc_binary==1.17
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import json

import pypandoc


def read(text, form):
    (found,) = json.loads(pypandoc.convert_text(text, "csljson", format=form))
    return found["type"], found["issued"]["date-parts"][0]


for name in ("misc", "treaty", "legal"):
    text = "@%s{t, title = {{North Atlantic Treaty}}, year = {1949}, month = apr, day = {4}}" % name
    kind, day = read(text, "biblatex")
    print(name, repr(kind), day)
    assert (kind, day) == ("treaty" if name == "legal" else "", [1949, 4, 4]), "pandoc reads treaties otherwise now"
treaty = [{"id": "t", "type": "treaty", "title": "North Atlantic Treaty", "issued": {"date-parts": [[1949, 4, 4]]}}]
written = pypandoc.convert_text(json.dumps(treaty), "bibtex", format="csljson")
print(written)
assert written.startswith("@misc") and "month = {apr}" in written, "pandoc writes the month as a macro now"
assert read(written, "bibtex") == ("", [1949, 4]), "pandoc keeps a treaty's type or day in BibTeX now"
PYTHON
