"""Ids that others give to the record's states and alliances, each with the source that says so.

Only what a source says is here; a state or alliance without a row has an id that nobody has looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from foedus.ground.errors import RecordError
from foedus.ground.strict import Strict
from foedus.record.load import DATA, Record
from foedus.record.tables import rows

HEADER = ("table", "id", "scheme", "identifier", "source")
#: What an identifier of each scheme looks like.
FORM = {"wikidata": re.compile(r"Q[1-9]\d*")}


class Identifier(Strict, kw_only=True, frozen=True):
    """An id of another scheme for a row of `states` or `alliances`."""

    table: str
    id: str
    scheme: str
    identifier: str
    source: str


def identifiers(folder: Path = DATA) -> list[Identifier]:
    """All identifiers in the order of the file; none for a folder without it. A malformed one is a `RecordError`."""
    path = folder / "identifiers.csv"
    if not path.exists():
        return []
    found = []
    for line, row in rows(path, HEADER):
        entry = Identifier(**dict(zip(HEADER, row, strict=True)))
        form = FORM.get(entry.scheme)
        if entry.table not in ("states", "alliances") or form is None or not form.fullmatch(entry.identifier):
            raise RecordError(
                f"{entry.identifier!r} is no id of {entry.scheme or 'nothing'} for {entry.table or 'nothing'}",
                where=f"{path}:{line}",
                why="a field does not fit the format",
                hint="mend it, then run: foedus record audit",
            )
        found.append(entry)
    return found


def misnamed(found: list[Identifier], record: Record, states: set[str]) -> Iterator[str]:
    """What identifiers name that is not there, and what is named twice."""
    named: set[tuple[str, str]] = set()
    used: set[tuple[str, str]] = set()
    for entry in found:
        where = f"identifiers[{entry.table}/{entry.id}]"
        if entry.id not in (states if entry.table == "states" else record.alliances):
            yield f"{where}: {entry.id!r} is not in {entry.table}"
        if entry.source not in record.sources:
            yield f"{where}: source {entry.source!r} is not in sources/; add it there"
        if (entry.id, entry.scheme) in named:
            yield f"{where}: two ids of {entry.scheme}"
        if (entry.scheme, entry.identifier) in used:
            yield f"{where}: {entry.identifier} is given to another row, too"
        named.add((entry.id, entry.scheme))
        used.add((entry.scheme, entry.identifier))
