"""The catalogue of data sets: what each is, whose, under which terms, and what its columns mean.

The text files under `catalogue/` hold one entry a set, each with its tables; `fingerprints.json` holds what the
published files look like (sha256, size, rows, a short hash of every column), made by `tools/build_fingerprints.py`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from foedus.ground.errors import DatasetError, did_you_mean
from foedus.ground.gate import typed
from foedus.ground.parsed import parsed
from foedus.ground.strict import Strict

FOLDER = Path(__file__).with_name("catalogue")

Kind = Literal["csv", "dta", "r", "xlsx", "json", "parquet", "arrow"]
Level = Literal[
    "state", "state-year", "state-day", "dyad", "dyad-year", "directed-dyad-year", "alliance", "alliance-member",
    "alliance-phase", "event", "participant", "conflict-year", "mission-year", "crisis", "leader", "place", "other",
]  # fmt: skip
Terms = Literal["stated", "known", "not found"]


class ColumnEntry(Strict, kw_only=True, frozen=True):
    """A column of a tidy table: where it comes from, its type and unit, and what stands for "not known".

    `source` is the column's name in the published file (the same name by default); `missing` lists the codes that
    mean unknown; `format` reads a date (strptime codes, or "days" since 1970); `absent` is what a panel may put where
    the table has no row within its coverage (0 for events that were looked for); `coverage` overrides the table's.
    """

    text: str
    type: Literal["int", "float", "text", "flag", "date"]
    source: str = ""
    unit: str = ""
    missing: tuple[str | int | float, ...] = ()
    format: str = ""
    absent: int | float | None = None
    coverage: tuple[int, int] | None = None
    values: str = ""


class Form(Strict, kw_only=True, frozen=True):
    """Another file in which the same table was published: the publisher's own beside a packed one, Stata beside CSV.

    `sources` names columns that are called otherwise in it (capitals do not matter), `missing` the codes that stand for
    "not known" in all of its numbers, `digits` the significant ones that its fractions hold (Stata's short floats).
    One without a fingerprint was not seen: it is recognised by its values, column by column.
    """

    file: str
    kind: Kind
    text: str = ""
    encoding: str = "utf-8"
    separator: str = ","
    header: bool = True
    skip_lines: int = 0
    sheet: str = ""
    reader: str = ""
    sources: dict[str, str] = msgspec.field(default_factory=dict)
    missing: tuple[int, ...] = ()
    digits: int = 0
    download: str = ""
    found_in: str = ""


class Unseen(Strict, kw_only=True, frozen=True):
    """A release that is known to exist and of which no copy could be read: its files are named, and not taken."""

    version: str
    files: tuple[str, ...] = ()
    text: str = ""


class Table(Strict, kw_only=True, frozen=True):
    """A table of a set, read from one published file; `download` is that file's own address, where one is known.

    `own_from`: the first year, by ISO code, in which a series for today's territory is about the state as it then was.
    `forms` are other files of the same table; `made_from` names tables from which `maker` makes it where its own file
    is not here (publishers' tables that a packer put together).
    """

    file: str
    kind: Kind
    level: Level
    text: str
    columns: dict[str, ColumnEntry]
    key: tuple[str, ...] = ()
    coverage: tuple[int, int] | None = None
    reader: str = ""
    encoding: str = "utf-8"
    separator: str = ","
    header: bool = True
    skip_lines: int = 0
    sheet: str = ""
    found_in: str = ""
    download: str = ""
    quirks: tuple[str, ...] = ()
    own_from: dict[str, int] = msgspec.field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    made_from: tuple[str, ...] = ()
    maker: str = ""
    digits: int = 0
    id: str = ""
    set: str = ""

    def in_form(self, form: Form) -> Table:
        """The table as one of its other files has it."""
        numbers = ("int", "float", "flag")
        columns = {
            name: msgspec.structs.replace(
                column,
                source=form.sources.get(column.source or name, column.source),
                missing=(*column.missing, *(form.missing if column.type in numbers else ())),
            )
            for name, column in self.columns.items()
        }
        same = ("file", "kind", "encoding", "separator", "header", "skip_lines", "sheet", "digits", "download")
        told = {name: getattr(form, name) for name in same}
        return msgspec.structs.replace(self, columns=columns, reader=form.reader or self.reader, **told)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files of the table, its own first."""
        return (self.file, *(f.file for f in self.forms))


class DataSet(Strict, kw_only=True, frozen=True):
    """A published data set: version, publisher, terms, citation, official address, tables.

    `download` is the direct address of an archive or file, where one is known; `tried` says when an address was last
    opened by us (empty: it could not be tried). `terms_state` says whether the terms were read at the source.
    """

    title: str
    version: str
    publisher: str
    citation: str
    terms: str
    terms_state: Terms
    address: str
    tables: dict[str, Table]
    topic: str
    download: str = ""
    tried: str = ""
    coverage: tuple[int, int] | None = None
    note: str = ""
    doi: str = ""
    unseen: tuple[Unseen, ...] = ()
    id: str = ""

    @property
    def downloads(self) -> tuple[str, ...]:
        """All addresses to download the set from: its own, then those of its tables."""
        return tuple(dict.fromkeys(a for a in (self.download, *(t.download for t in self.tables.values())) if a))


class Fingerprint(Strict, kw_only=True, frozen=True):
    """What a published file looks like: sha256 as found and with bare line feeds, size, rows, hashes of columns."""

    sha256: str
    bytes: int
    rows: int
    columns: dict[str, str]
    lf: str = ""


@cache
def catalogue() -> dict[str, DataSet]:
    """All sets by id, in the order of their files and entries."""
    files = sorted(FOLDER.glob("*.toml"))
    return parsed("catalogue", [*files, Path(__file__)], dict[str, DataSet], lambda: _parsed(files))


def _parsed(files: list[Path]) -> dict[str, DataSet]:
    import tomllib

    found: dict[str, DataSet] = {}
    for path in files:
        entries: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, entry in entries.items():
            if name in found:
                raise DatasetError(f"the set {name!r} stands twice in the catalogue", where=path.name)
            for short, table in entry.get("tables", {}).items():
                if like := table.pop("like", ""):
                    shared = _columns_of(entries, entry, like, path.name)
                    gone = table.pop("without", [])
                    table["columns"] = {k: v for k, v in shared.items() if k not in gone} | table.get("columns", {})
                table |= {"id": f"{name}.{short}", "set": name}
            try:
                found[name] = typed(entry | {"id": name}, DataSet)
            except msgspec.ValidationError as error:
                raise DatasetError(f"entry {name!r}: {error}", where=path.name) from None
    return found


def _columns_of(entries: dict[str, Any], entry: dict[str, Any], like: str, where: str) -> dict[str, Any]:
    """The columns of an earlier table of the set, or of a set before it in the file ("set.table")."""
    owner, _, short = like.rpartition(".")
    found = (entries.get(owner, {}) if owner else entry).get("tables", {}).get(short)
    if found is None:
        raise DatasetError(f"no table of the set is named {like!r}", where=where)
    columns: dict[str, Any] = found.get("columns", {})
    return columns


@cache
def tables() -> dict[str, Table]:
    """All tables by id ("set.table")."""
    return {table.id: table for entry in catalogue().values() for table in entry.tables.values()}


def by_file() -> dict[str, Table]:
    """Every table by the name of its file, and in each other form by the name of that file."""
    found: dict[str, Table] = {}
    for table in tables().values():
        found[table.file] = table
        found |= {form.file: table.in_form(form) for form in table.forms}
    return found


@cache
def fingerprints() -> dict[str, Fingerprint]:
    """What each published file looks like, by file name."""
    path = FOLDER / "fingerprints.json"
    if not path.exists():
        return {}
    found: dict[str, Fingerprint] = typed(json.loads(path.read_text(encoding="utf-8")), dict[str, Fingerprint])
    return found


def get_set(name: str) -> DataSet:
    """A set by id. Raises `DatasetError`, naming near ones."""
    found = catalogue()
    if name not in found:
        raise DatasetError(f"there is no data set {name!r}", hint=did_you_mean(name, found, "foedus data list"))
    return found[name]


def get_table(name: str) -> Table:
    """A table by id: "set.table", or the set's id where it has one table only."""
    known = tables()
    if name in known:
        return known[name]
    if name in catalogue() and len(catalogue()[name].tables) == 1:
        return next(iter(catalogue()[name].tables.values()))
    if name in catalogue():
        raise DatasetError(
            f"the set {name!r} has {len(catalogue()[name].tables)} tables",
            hint="name one: " + ", ".join(t.id for t in catalogue()[name].tables.values()),
        )
    raise DatasetError(f"there is no table {name!r}", hint=did_you_mean(name, known, "foedus data list"))
