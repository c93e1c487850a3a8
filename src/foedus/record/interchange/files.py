"""Write the record in a form that other programs read: a Data Package, CSV, Parquet or SQLite, whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
import zipfile
from collections import Counter
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, get_args

from foedus.ground.errors import QueryError, RecordError
from foedus.ground.write import whole, whole_folder
from foedus.record.interchange.columns import RecordColumn, RecordTable
from foedus.record.interchange.package import descriptor
from foedus.record.interchange.rows import Row, Rows
from foedus.record.interchange.schema import tables
from foedus.record.version import DATE

Form = Literal["frictionless", "parquet", "csv", "sqlite"]
FORMS: tuple[Form, ...] = get_args(Form)
DESCRIPTOR = "datapackage.json"
DATABASE = "foedus-record.sqlite"
KEPT = "an export keeps every key and reference that it declares"
DATABASE_ENDINGS = (".sqlite", ".sqlite3", ".db")


def export(found: Rows, goal: Path, form: Form) -> Path:
    """Write the rows to a new folder, or to one file where the name says so; returns what was written.

    `.zip` makes one file of a Data Package, `.sqlite` or `.db` names the database itself. A folder that holds something
    is a `QueryError`: nothing of it is touched.
    """
    _whole(found)
    ending = goal.suffix.lower()
    if form == "sqlite":
        if ending in DATABASE_ENDINGS:
            with whole(goal) as part:
                _database(found, part)
            return goal
        with _new(goal) as folder:
            _database(found, folder / DATABASE)
        return goal / DATABASE
    if form == "frictionless" and ending == ".zip":
        with whole(goal) as part:
            _zipped(package(found), part)
        return goal
    with _new(goal) as folder:
        for path, content in _files(found, form).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return goal


def _whole(found: Rows) -> None:
    """Every key once and every reference kept, else a `RecordError`: no export that its own schema refuses."""
    for name, table in tables().items():
        keys = [tuple(row[k] for k in table.key) for row in found[name]]
        if len(set(keys)) < len(keys):
            twice = next(key for key, count in Counter(keys).items() if count > 1)
            raise RecordError(
                f"{'/'.join(map(str, twice))} stands twice in {name}", why=KEPT, hint="run: foedus record audit"
            )
        for reference in table.references:
            there = {row[reference.to] for row in found[reference.table]} | {None}
            lost = next((row for row in found[name] if row[reference.column] not in there), None)
            if lost is not None:
                row = "/".join(str(lost[key]) for key in table.key)
                raise RecordError(
                    f"{lost[reference.column]!r} of {row} is not in {reference.table}",
                    why=KEPT,
                    hint="run: foedus record audit",
                )


def _new(goal: Path) -> AbstractContextManager[Path]:
    if goal.is_dir() and any(goal.iterdir()):
        raise QueryError(
            f"there is something in {goal} already",
            why="an export is written whole, and nothing that is there is replaced",
            hint="name a new folder",
        )
    return whole_folder(goal)


def _files(found: Rows, form: Form) -> dict[str, bytes]:
    """Every file of a form by its path in the folder."""
    if form == "frictionless":
        return package(found)
    if form == "csv":
        return {f"{name}.csv": as_csv(table, found[name]) for name, table in tables().items()}
    made = {name: (f"{name}.parquet", _parquet(table, found[name])) for name, table in tables().items()}
    return dict(made.values()) | {DESCRIPTOR: _json(descriptor(made, "parquet"))}


def package(found: Rows) -> dict[str, bytes]:
    """The files of a Frictionless Data Package: the descriptor first, the tables under `data`."""
    made = {name: (f"data/{name}.csv", as_csv(table, found[name])) for name, table in tables().items()}
    return {DESCRIPTOR: _json(descriptor(made))} | dict(made.values())


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def as_csv(table: RecordTable, found: list[Row]) -> bytes:
    """The rows as CSV in UTF-8: a line of names, an empty cell for what is not known."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([as_cell(row.get(name)) for name in table.names] for row in found)
    return out.getvalue().encode("utf-8")


def as_cell(value: Any) -> str:
    """A value as text in a CSV file: nothing for what is not known, numbers so that they are read back the same."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _zipped(files: dict[str, bytes], goal: Path) -> None:
    """The files in one archive, each as old as the record, so that one record makes one archive."""
    day = dt.date.fromisoformat(DATE)
    with zipfile.ZipFile(goal, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(
                zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )


def _parquet(table: RecordTable, found: list[Row]) -> bytes:
    """The rows as a Parquet file, every column of its type."""
    from foedus.ground.extras import need

    need("tables")
    import polars as pl

    kinds: dict[str, Any] = {
        "string": pl.String, "number": pl.Float64, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.Date,
    }  # fmt: skip
    columns = {c.name: pl.Series(c.name, [row.get(c.name) for row in found], kinds[c.kind]) for c in table.columns}
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def _database(found: Rows, goal: Path) -> None:
    """A SQLite database with every key and rule declared."""
    connection = sqlite3.connect(goal)
    try:
        with connection:
            for table in tables().values():
                connection.execute(_created(table))
            for table in tables().values():
                names = table.names
                holes = ", ".join("?" * len(names))
                connection.executemany(
                    f'INSERT INTO "{table.name}" VALUES ({holes})',  # noqa: S608  (a name of our own)
                    ([_stored(row.get(name)) for name in names] for row in found[table.name]),
                )
    finally:
        connection.close()


def _stored(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _created(table: RecordTable) -> str:
    """The statement that makes a table."""
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.key)})")
    lines += [f"UNIQUE ({_quoted(name)})" for name in table.unique]
    lines += [
        f"FOREIGN KEY ({_quoted(r.column)}) REFERENCES {_quoted(r.table)} ({_quoted(r.to)})" for r in table.references
    ]
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(column: RecordColumn) -> str:
    kind = {"string": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}[column.kind]
    rules = [_quoted(column.name), kind]
    if column.required:
        rules.append("NOT NULL")
    if column.enum:
        allowed = ", ".join(f"'{value}'" for value in column.enum)
        rules.append(f"CHECK ({_quoted(column.name)} IN ({allowed}))")
    if column.kind == "boolean":
        rules.append(f"CHECK ({_quoted(column.name)} IN (0, 1))")
    if column.minimum is not None:
        rules.append(f"CHECK ({_quoted(column.name)} >= {column.minimum:g})")
    return " ".join(rules)


def _quoted(name: str) -> str:
    return f'"{name}"'
