"""Read an export back, of this release or an older one: rows, each cell checked, with file, line and field in errors.

A table or column that an older release did not have is empty; one that this release does not know is passed over.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from math import isfinite
from pathlib import Path
from typing import Any

from foedus.ground.errors import RecordError
from foedus.record.interchange.columns import DATE_PATTERN, RecordColumn, RecordTable
from foedus.record.interchange.files import DATABASE, DATABASE_ENDINGS, DESCRIPTOR
from foedus.record.interchange.rows import Row, Rows
from foedus.record.interchange.schema import tables

#: An archive unpacks to no more than this; the record has a few megabytes.
MOST_BYTES = 1_000_000_000
MEND = "restore the export, or make it anew: foedus record export"


def is_export(path: Path) -> bool:
    """Whether a path is an export of the record: an archive, a database, or a folder of tables."""
    if path.is_dir():
        names = (DESCRIPTOR, DATABASE, "invocations.csv", "invocations.parquet")
        return any((path / name).is_file() for name in names)
    return path.suffix.lower() in (".zip", *DATABASE_ENDINGS)


def read_export(path: Path) -> Rows:
    """The rows of an export in any of its forms; damage is a `RecordError`."""
    if path.is_dir():
        if (path / DATABASE).is_file():
            return _database(path / DATABASE)
        folder = path / "data" if (path / "data").is_dir() else path
        if (folder / "invocations.parquet").is_file():
            return {name: _parquet(folder / f"{name}.parquet", table) for name, table in tables().items()}
        return {name: _csv_file(folder / f"{name}.csv", table) for name, table in tables().items()}
    if path.suffix.lower() == ".zip":
        return _archive(path)
    return _database(path)


def _csv_file(path: Path, table: RecordTable) -> list[Row]:
    if not path.exists():
        return []
    try:
        return from_csv(path.read_bytes(), table, str(path))
    except OSError as error:
        raise _unreadable(str(path), error) from None


def from_csv(content: bytes, table: RecordTable, where: str) -> list[Row]:
    """The rows of a CSV file."""
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = next(reader, [])
        _check_header(header, table, where)
        found = []
        for cells in reader:
            if len(cells) != len(header):
                raise RecordError(
                    f"{len(cells)} fields instead of {len(header)}",
                    where=f"{where}:{reader.line_num}", why="the line is damaged or cut off", hint=MEND,
                )  # fmt: skip
            given = {name: cell or None for name, cell in zip(header, cells, strict=True)}
            found.append(_row(given, table, f"{where}:{reader.line_num}"))
        return found
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(where, error) from None


def _check_header(header: Iterable[str], table: RecordTable, where: str) -> None:
    given = list(header)
    gone = [name for name in table.key if name not in given]
    if gone or len(given) != len(set(given)):
        raise RecordError(
            "the columns are not those of the format",
            where=f"{where}:1",
            why=f"expected {','.join(table.names)}",
            hint=MEND,
        )


def _row(given: dict[str, Any], table: RecordTable, where: str) -> Row:
    """A row with every column of its table, each value of its type."""
    row: Row = {}
    for column in table.columns:
        value = given.get(column.name)
        try:
            row[column.name] = None if value is None else _value(value, column)
        except (ValueError, TypeError) as error:
            raise RecordError(
                f"field {column.name}: {error}", where=where, why="a field does not fit the format", hint=MEND
            ) from None
    if any(row[name] is None for name in table.key):
        raise RecordError(f"field {table.key[0]}: it is empty", where=where, why="a row is named by it", hint=MEND)
    return row


def _value(value: Any, column: RecordColumn) -> Any:
    """A cell as its type; ValueError says what is wrong with it."""
    if column.kind == "string":
        text = str(value)
        if column.pattern and not re.fullmatch(DATE_PATTERN, text):
            raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
        if column.enum and text not in column.enum:
            raise ValueError(f"{text!r} is none of {', '.join(column.enum)}")
        return text
    if column.kind == "boolean":
        if value not in ("true", "false", 0, 1):
            raise ValueError(f"{value!r} is neither true nor false")
        return value in ("true", 1)
    if column.kind == "date":
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    number = int(value) if column.kind == "integer" else float(value)
    if not isfinite(number):
        raise ValueError(f"{value!r} is not a number that can be")
    return number


def _archive(path: Path) -> Rows:
    """The tables of a Data Package in one file."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise RecordError("the archive unpacks to more than a gigabyte", where=str(path), hint=MEND)
            names = set(archive.namelist())
            if "data/invocations.csv" not in names:
                raise RecordError("this is no export of the record", where=str(path), hint=MEND)
            return {
                name: from_csv(archive.read(inner), table, f"{path}/{inner}")
                if (inner := f"data/{name}.csv") in names
                else []
                for name, table in tables().items()
            }
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _unreadable(str(path), error) from None


def _database(path: Path) -> Rows:
    """The tables of a SQLite database, opened so that nothing is written."""
    if not path.is_file():
        raise RecordError("the file cannot be read", where=str(path), why="there is no such file")
    connection = None
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "invocations" not in there:
            raise RecordError("this is no export of the record", where=str(path), hint=MEND)
        found: Rows = {name: [] for name in tables()}
        for name in found.keys() & there:
            cursor = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608  (a name of our own)
            found[name] = _from_rows(cursor, tables()[name], f"{path}: {name}")
        return found
    except (sqlite3.Error, OverflowError) as error:
        raise _unreadable(str(path), error) from None
    finally:
        if connection is not None:
            connection.close()


def _from_rows(found: sqlite3.Cursor, table: RecordTable, where: str) -> list[Row]:
    _check_header([column[0] for column in found.description], table, where)
    return [_row(dict(row), table, f"{where}, row {n}") for n, row in enumerate(found, 1)]


def _parquet(path: Path, table: RecordTable) -> list[Row]:
    if not path.exists():
        return []
    from foedus.ground.extras import need

    need("tables")
    import polars as pl

    read: Callable[[Path], pl.DataFrame] = pl.read_parquet
    try:
        frame = read(path)
    except Exception as error:  # Polars raises errors of many kinds for a damaged file
        raise _unreadable(str(path), error) from None
    _check_header(frame.columns, table, str(path))
    return [_row(row, table, f"{path}, row {n}") for n, row in enumerate(frame.to_dicts(), 1)]


def _unreadable(where: str, error: Exception) -> RecordError:
    return RecordError(
        "the export cannot be read", where=where, why=str(error).splitlines()[0] if str(error) else "", hint=MEND
    )
