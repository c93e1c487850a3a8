"""A record by any name: the one that ships, a folder of its text files, an export, the JSON of `record export`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from foedus.ground.errors import QueryError, RecordError
from foedus.ground.gate import typed_json
from foedus.ground.toml import decode
from foedus.record.interchange.read import is_export, read_export
from foedus.record.interchange.rows import Rows, gathered, shipped_rows, tabulated
from foedus.record.law import LAW_PARTS, Amendment, Law, Rules, Unwritten, read_law
from foedus.record.load import PARTS, Record, parse

#: The name of the record that ships.
SHIPPED = "shipped"


class Exported(Record, kw_only=True, frozen=True):
    """The record and its law in one document; one of an older release comes without the law."""

    rules: dict[str, Rules] = msgspec.field(default_factory=dict)
    changes: dict[str, Amendment] = msgspec.field(default_factory=dict)
    unwritten: dict[str, Unwritten] = msgspec.field(default_factory=dict)


def exported(record: Record, law: Law) -> Exported:
    """The record and its law as one document."""
    parts = {name: getattr(record, name) for name in PARTS} | {name: getattr(law, name) for name in LAW_PARTS}
    return Exported(**parts)


def opened(name: str, law: Law | None = None) -> Rows:
    """The rows of a record; `shipped` is this program's own, with its `law`, which a folder may hold in `rules`.

    A name that is none is a `QueryError`, which says what else can be named.
    """
    if name == SHIPPED:
        return shipped_rows(law)
    path = Path(name)
    if not path.exists():
        raise QueryError(
            f"there is no record {name!r}",
            why="a record is a folder of its text files, an export of it, or the one that ships",
            hint=f"name a folder or file, or {SHIPPED}",
        )
    if path.is_dir() and any((path / part).is_dir() for part in PARTS):
        own = read_law(path / "rules") if (path / "rules").is_dir() else None
        return tabulated(parse(path), path if (path / "states.csv").is_file() else None, own)
    if is_export(path):
        return read_export(path)
    if path.is_file() and path.suffix.lower() == ".json":
        whole = _from_json(path)
        return tabulated(whole, law=Law(rules=whole.rules, changes=whole.changes, unwritten=whole.unwritten))
    raise QueryError(
        f"{name} is no record",
        why="a record is a folder of its text files, an export of it, or the one that ships",
        hint=f"name a folder or file, or {SHIPPED}",
    )


def _from_json(path: Path) -> Exported:
    try:
        found: Exported = typed_json(path.read_bytes(), Exported, decode)
        return found
    except (OSError, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RecordError("the export cannot be read", where=str(path), why=str(error)) from None


def record_of(found: Rows, name: str) -> Record:
    """The entries of rows as a record."""
    return gathered(found, Path(name))
