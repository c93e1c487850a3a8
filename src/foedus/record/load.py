"""Read the record: every text file through one gate, with file, line and field in each error.

Parsed once, the record is kept as JSON in the user's cache folder (`foedus.ground.parsed`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from foedus.ground.calendar import DATES, Date
from foedus.ground.errors import RecordError
from foedus.ground.parsed import parsed
from foedus.ground.shown import Shown
from foedus.ground.toml import convert, encode, read_toml, stands
from foedus.record.aftermath import Aftermath
from foedus.record.alliance import Alliance
from foedus.record.case import Conflict, Invocation, Place, Statement, ThreatNamed
from foedus.record.entries import Source

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


class Record(Shown, kw_only=True, frozen=True):
    """The whole curated record, each part by id."""

    sources: dict[str, Source]
    alliances: dict[str, Alliance]
    invocations: dict[str, Invocation]
    threats: dict[str, ThreatNamed]
    conflicts: dict[str, Conflict]
    statements: dict[str, Statement]
    places: dict[str, Place]
    aftermath: dict[str, Aftermath] = msgspec.field(default_factory=dict)


def _tables(folder: Path, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted((folder / name).glob("*.toml")):
        yield path, read_toml(path)


def _put(store: dict[str, T], key: str, value: T, path: Path, at: str) -> None:
    """Keep an entry under its id, which the file has at the field `at`; one that is taken is a `RecordError`."""
    if key in store:
        raise RecordError(f"the id {key!r} is taken", where=stands(path, at), hint="give the entry an id of its own")
    store[key] = value


def parse(folder: Path = DATA) -> Record:
    """Read and check every file of the record under `folder`."""
    sources: dict[str, Source] = {}
    for path, table in _tables(folder, "sources"):
        for key, value in table.items():
            _put(sources, key, convert(value, Source, path, key), path, key)
    alliances: dict[str, Alliance] = {}
    for path, table in _tables(folder, "alliances"):
        alliance = convert(table, Alliance, path)
        _put(alliances, alliance.id, alliance, path, "id")
    invocations: dict[str, Invocation] = {}
    for path, table in _tables(folder, "invocations"):
        invocation = convert(table, Invocation, path)
        _put(invocations, invocation.id, invocation, path, "id")
    return Record(
        sources=sources,
        alliances=alliances,
        invocations=invocations,
        threats=_listed(folder, "threats", ThreatNamed),
        conflicts=_listed(folder, "conflicts", Conflict),
        statements=_listed(folder, "statements", Statement),
        places=_listed(folder, "places", Place),
        aftermath=_listed(folder, "aftermath", Aftermath),
    )


def _listed(folder: Path, name: str, kind: type[T]) -> dict[str, T]:
    """The entries of files that hold a list `[[name]]` each, by id."""
    store: dict[str, T] = {}
    for path, table in _tables(folder, name):
        entries = table.get(name)
        if set(table) != {name} or not isinstance(entries, list):
            raise RecordError(
                f"the file must hold [[{name}]] and nothing else",
                where=str(path),
                hint="see docs/reference/record-format.md",
            )
        for index, data in enumerate(entries):
            entry = convert(data, kind, path, f"{name}[{index}]")
            _put(store, entry.id, entry, path, f"{name}[{index}].id")  # type: ignore[attr-defined]
    return store


#: The parts of the record, a folder each.
PARTS = ("sources", "alliances", "invocations", "threats", "conflicts", "statements", "places", "aftermath")
#: The modules that say what the record's entries are.
TYPES = (
    "load.py",
    "entries.py",
    "alliance.py",
    "case.py",
    "deployment.py",
    "aftermath.py",
    "../ground/label.py",
    "../ground/calendar.py",
)


def _files(folder: Path) -> list[Path | os.DirEntry[str]]:
    """All that a parsed record depends on; the folder itself, too, since two may hold the same."""
    parts: list[Path | os.DirEntry[str]] = []
    for name in PARTS:
        if (folder / name).is_dir():
            # A directory's own entries are half the cost of making a path of each and asking for it anew.
            with os.scandir(folder / name) as found:
                parts += sorted(found, key=lambda entry: entry.name)
    here = Path(__file__).parent
    return [*parts, *(here / name for name in TYPES), folder.resolve()]


def _kept_date(kind: type, text: str) -> Date:
    """A date of the kept record, for msgspec's `dec_hook`; nothing else in it needs one."""
    return DATES[text]


@cache
def load(folder: Path = DATA) -> Record:
    """The record under `folder`, from the cache where that is fresh."""
    return parsed("record", _files(folder), Record, lambda: parse(folder), _kept_date, encode)
