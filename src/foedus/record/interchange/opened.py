"""A record by any name: the one that ships, a folder of its text files, an export, the JSON of `record export`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from foedus.ground.errors import QueryError, RecordError
from foedus.ground.gate import typed_json
from foedus.ground.toml import decode
from foedus.record.interchange.read import is_export, read_export
from foedus.record.interchange.rows import Rows, gathered, shipped_rows, tabulated
from foedus.record.load import PARTS, Record, parse

#: The name of the record that ships.
SHIPPED = "shipped"


def opened(name: str) -> Rows:
    """The rows of a record; `shipped` is this program's own. A `QueryError` says what else can be named."""
    if name == SHIPPED:
        return shipped_rows()
    path = Path(name)
    if not path.exists():
        raise QueryError(
            f"there is no record {name!r}",
            why="a record is a folder of its text files, an export of it, or the one that ships",
            hint=f"name a folder or file, or {SHIPPED}",
        )
    if path.is_dir() and any((path / part).is_dir() for part in PARTS):
        return tabulated(parse(path), path if (path / "states.csv").is_file() else None)
    if is_export(path):
        return read_export(path)
    if path.is_file() and path.suffix.lower() == ".json":
        return tabulated(_from_json(path))
    raise QueryError(
        f"{name} is no record",
        why="a record is a folder of its text files, an export of it, or the one that ships",
        hint=f"name a folder or file, or {SHIPPED}",
    )


def _from_json(path: Path) -> Record:
    try:
        found: Record = typed_json(path.read_bytes(), Record, decode)
        return found
    except (OSError, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RecordError("the export cannot be read", where=str(path), why=str(error)) from None


def record_of(found: Rows, name: str) -> Record:
    """The entries of rows as a record."""
    return gathered(found, Path(name))
