"""Read the record: every text file through one gate, with file, line and field in each error.

Parsed once, the record is kept as JSON in the user's cache folder (`foedus.ground.parsed`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from foedus.ground.calendar import Date
from foedus.ground.errors import RecordError
from foedus.ground.parsed import parsed
from foedus.ground.strict import Strict
from foedus.record.alliance import Alliance
from foedus.record.case import Conflict, Invocation, Place, Statement, ThreatNamed
from foedus.record.entries import Source

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


class Record(Strict, kw_only=True, frozen=True):
    """The whole curated record, each part by id."""

    sources: dict[str, Source]
    alliances: dict[str, Alliance]
    invocations: dict[str, Invocation]
    threats: dict[str, ThreatNamed]
    conflicts: dict[str, Conflict]
    statements: dict[str, Statement]
    places: dict[str, Place]


def _decode(kind: type, value: Any) -> Any:
    if kind is Date:
        if not isinstance(value, str):
            raise ValueError(f'write the date as text: "{value}"')
        return Date(value)
    raise NotImplementedError(kind)


def encode(value: Any) -> Any:
    """A date as its text, for msgspec's `enc_hook`; NotImplementedError for anything else."""
    if isinstance(value, Date):
        return value.text
    raise NotImplementedError(type(value))


def _line_of(text: str, path: str) -> int:
    """The line of a field such as `$.members[3].since` in a TOML text, as near as the text shows it."""
    line, lines, prefix = 1, text.splitlines(), ""
    for part in re.findall(r"([\w-]+)|\[(\d+)\]|\[\.\.\.\]", path.lstrip("$")):
        key, index = part
        if key:
            prefix = f"{prefix}.{key}" if prefix else key
            pattern = rf"\s*(\[+\s*{re.escape(prefix)}\s*\]+|\"?{re.escape(key)}\"?\s*=)"
            hits = [n for n, row in enumerate(lines, 1) if n >= line and re.match(pattern, row)]
            line = hits[0] if hits else line
        elif index:
            pattern = rf"\s*\[\[\s*{re.escape(prefix)}\s*\]\]"
            hits = [n for n, row in enumerate(lines, 1) if n >= line and re.match(pattern, row)]
            line = hits[int(index)] if int(index) < len(hits) else line
    return line


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as plain data; a damaged one is a `RecordError` with file and line."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise RecordError(
            "this is not valid TOML",
            where=f"{path}:{line[1]}" if line else str(path),
            why=str(error),
            hint="mend the line, then run: foedus record audit",
        ) from None
    except OSError as error:
        raise RecordError("the file cannot be read", where=str(path), why=str(error)) from None


def convert(data: Any, kind: type[T], path: Path, at: str = "") -> T:
    """Plain data as the typed entry; what does not fit is a `RecordError` with file, line and field.

    `at` is where the data stand in the file, such as `threats[3]`.
    """
    try:
        return msgspec.convert(data, kind, dec_hook=_decode)
    except msgspec.ValidationError as error:
        what, _, field = str(error).partition(" - at `")
        field = f"${'.' if at else ''}{at}{field.rstrip('`').removeprefix('$')}"
        line = _line_of(path.read_text("utf-8"), field)
        raise RecordError(
            f"field {field if field != '$' else '(top)'}: {what}",
            where=f"{path}:{line}",
            why="the entry does not fit the record format",
            hint="see docs/reference/record-format.md, then run: foedus record audit",
        ) from None


def _tables(folder: Path, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted((folder / name).glob("*.toml")):
        yield path, read_toml(path)


def _put(store: dict[str, T], key: str, value: T, path: Path) -> None:
    if key in store:
        raise RecordError(f"the id {key!r} is taken", where=str(path), hint="give the entry an id of its own")
    store[key] = value


def parse(folder: Path = DATA) -> Record:
    """Read and check every file of the record under `folder`."""
    sources: dict[str, Source] = {}
    for path, table in _tables(folder, "sources"):
        for key, value in table.items():
            _put(sources, key, convert(value, Source, path, key), path)
    alliances: dict[str, Alliance] = {}
    for path, table in _tables(folder, "alliances"):
        alliance = convert(table, Alliance, path)
        _put(alliances, alliance.id, alliance, path)
    invocations: dict[str, Invocation] = {}
    for path, table in _tables(folder, "invocations"):
        invocation = convert(table, Invocation, path)
        _put(invocations, invocation.id, invocation, path)
    return Record(
        sources=sources,
        alliances=alliances,
        invocations=invocations,
        threats=_listed(folder, "threats", ThreatNamed),
        conflicts=_listed(folder, "conflicts", Conflict),
        statements=_listed(folder, "statements", Statement),
        places=_listed(folder, "places", Place),
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
            _put(store, entry.id, entry, path)  # type: ignore[attr-defined]
    return store


#: The parts of the record, a folder each.
PARTS = ("sources", "alliances", "invocations", "threats", "conflicts", "statements", "places")
#: The modules that say what the record's entries are.
TYPES = ("load.py", "entries.py", "alliance.py", "case.py")


def _files(folder: Path) -> list[Path]:
    """All that a parsed record depends on; the folder itself, too, since two may hold the same."""
    parts = [path for name in PARTS if (folder / name).is_dir() for path in sorted((folder / name).iterdir())]
    here = Path(__file__).parent
    return [*parts, *(here / name for name in TYPES), folder.resolve()]


@cache
def load(folder: Path = DATA) -> Record:
    """The record under `folder`, from the cache where that is fresh."""
    return parsed("record", _files(folder), Record, lambda: parse(folder), _decode, encode)
