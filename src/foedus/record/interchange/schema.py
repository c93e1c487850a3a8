"""The tables of the record, made from the types of its entries: columns, keys, and what refers to what.

Every entry has one `entry`, a stable id that spells where it stands (`alliances/CSTO/members/KAZ@1994-04-20`). A list
of entries is a table of its own, named for what holds it (`alliance_members`), with the holder's id and a `position`
that keeps the order; so is a list of words (`invocation_adversaries`). A single entry inside another is a table with at
most one row for each (`invocation_response`). A label is two columns, `_en` and `_de`. A date is the text as it was
written and, beside it, `_first` and `_last`, the days that it may be. Which source says what stands in `citations`.
"""

from __future__ import annotations

import types
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.record.entries import Entry
from foedus.record.load import PARTS, Record
from foedus.record.tables import SeriesOrigin

Kind = Literal["string", "number", "integer", "boolean", "date"]

#: What holds a list, by the last word of its table's name.
HOLDER = {
    "alliances": "alliance", "invocations": "invocation", "threats": "threat", "conflicts": "conflict",
    "statements": "statement", "places": "place", "sources": "source", "forces": "force", "missions": "mission",
    "basing": "basing",
}  # fmt: skip
#: Columns that hold the id of a row elsewhere.
REFERS = {
    "state": "states", "host": "states", "by": "states", "victim": "states", "source_state": "states",
    "recognised": "states", "adversaries": "states", "parties": "states", "claimed_by": "states",
    "counterpart": "alliances", "predecessors": "alliances", "alliance": "alliances", "source_alliance": "alliances",
    "invocation": "invocations", "sources": "sources",
}  # fmt: skip
#: What columns mean, by their name; the codebook and the record's format say more.
MEANING = {
    "entry": "stable id of the entry: where it stands in the record",
    "position": "place in the list, counted from 1",
    "known": "the day from which the public could know the entry",
    "since": "first day on which the entry is true",
    "until": "first day on which the entry is not true any more",
    "until_known": "the day from which its end could be known, where that is not the end itself",
    "note": "for curators, in English",
    "low": "lowest figure that the source gives", "best": "best figure that the source gives",
    "high": "highest figure that the source gives",
    "source": "id of the source", "table": "the table that holds the entry",
}  # fmt: skip
#: Fields of all entries stand after those of their own.
LAST = ("since", "until", "until_known", "known", "note")
#: Texts that no entry may leave empty; others are there and may be empty (a mission at sea has no host).
SAID = ("id", "state", "alliance", "by", "title")
DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"


@dataclass(frozen=True)
class Column:
    """A column: its type, whether it may be empty, and which values it may have."""

    name: str
    kind: Kind = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    says: str = ""


@dataclass(frozen=True)
class Reference:
    """A foreign key of one column."""

    column: str
    table: str
    to: str


@dataclass
class Table:
    """A table with its key; `struct` is the type of its entries, None for a list of words and for the long tables."""

    name: str
    says: str
    key: tuple[str, ...]
    columns: list[Column] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    unique: tuple[str, ...] = ()
    struct: type[Struct] | None = None

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def shape(hint: Any) -> tuple[str, Any, bool]:
    """What a field holds: `label`, `date`, `entry`, `words`, `labels`, `entries`, `value`; of what; may it lack.

    >>> shape(tuple[str, ...])
    ('words', <class 'str'>, False)
    """
    may_lack = False
    if get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        may_lack, hint = True, inner[0]
    if get_origin(hint) is tuple:
        held = get_args(hint)[0]
        kind = "labels" if held is Label else "entries" if _is_struct(held) else "words"
        return kind, held, may_lack
    if hint is Label:
        return "label", hint, may_lack
    if hint is Date:
        return "date", hint, may_lack
    return ("entry" if _is_struct(hint) else "value"), hint, may_lack


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


@cache
def hints(kind: type[Struct]) -> dict[str, tuple[str, Any, bool]]:
    """The shape of every field of a struct."""
    found = get_type_hints(kind)
    return {info.name: shape(found[info.name]) for info in fields(kind)}


def inner_name(table: str, name: str) -> str:
    """The name of the table of a field that holds entries or words."""
    return f"{HOLDER[table.rpartition('_')[2]]}_{name}"


def holder(table: str) -> Reference:
    """The column that says what holds a row of a table inside `table`, and what it refers to."""
    column = HOLDER[table.rpartition("_")[2]]
    return Reference(column, table, "id" if table in PARTS else "entry")


@cache
def tables() -> dict[str, Table]:
    """Every table of the record by name, those referred to first where that can be."""
    found: dict[str, Table] = {}
    for table in (*_long(), *_cited()):
        found[table.name] = table
    for part in PARTS:
        kind = get_args(get_type_hints(Record)[part])[1]
        _add(found, part, kind, None)
    return found


def _add(found: dict[str, Table], name: str, kind: type[Struct], inside: str | None, *, listed: bool = True) -> None:
    """A table of entries and, after it, those of what its entries hold."""
    entry = issubclass(kind, Entry)
    table = Table(name, _first_line(kind), ("entry",) if entry else ("id",), struct=kind)
    found[name] = table
    if entry:
        table.columns.append(Column("entry", required=True, says=MEANING["entry"]))
        table.references.append(Reference("entry", "entries", "entry"))
        if inside is None:
            table.unique = ("id",)
    else:
        table.columns.append(Column("id", required=True, says="id of the source"))
    if inside is not None:
        above = holder(inside)
        table.columns.append(
            Column(above.column, required=True, says=f"what holds the entry: {above.table}.{above.to}")
        )
        table.references.append(above)
        if listed:
            table.columns.append(Column("position", "integer", True, minimum=1, says=MEANING["position"]))
    deeper: list[tuple[str, Any, str]] = []
    for info in sorted(fields(kind), key=lambda f: LAST.index(f.name) + 1 if entry and f.name in LAST else 0):
        what, held, may_lack = hints(kind)[info.name]
        if what in ("words", "labels", "entries", "entry"):
            if info.name != "sources":
                deeper.append((info.name, held, what))
            continue
        table.columns += _columns(info, what, held, may_lack)
        if info.name in REFERS and not (inside and info.name == holder(inside).column):
            table.references.append(Reference(info.name, REFERS[info.name], "id"))
    for field_name, held, what in deeper:
        inner = inner_name(name, field_name)
        if what in ("entries", "entry"):
            _add(found, inner, held, name, listed=what == "entries")
        else:
            found[inner] = _words(inner, name, field_name, labels=what == "labels")


def _columns(info: FieldInfo, what: str, held: Any, may_lack: bool) -> list[Column]:
    """The columns of one field."""
    name, says = info.name, MEANING.get(info.name, "")
    required = not may_lack and info.default is NODEFAULT and info.default_factory is NODEFAULT
    if what == "label":
        return [Column(f"{name}_{lang}", required=required, says=says) for lang in ("en", "de")]
    if what == "date":
        said = says or "a day, month or year, as the source says it"
        return [
            Column(name, required=required, pattern=DATE_PATTERN, says=said),
            Column(f"{name}_first", "date", required, says=f"first day that {name} may be"),
            Column(f"{name}_last", "date", required, says=f"last day that {name} may be"),
        ]
    if get_origin(held) is Literal:
        return [Column(name, required=required, enum=get_args(held), says=says)]
    kinds: dict[Any, Kind] = {str: "string", float: "number", int: "integer", bool: "boolean"}
    minimum = 0.0 if name in ("low", "best", "high") else None
    if held is str:
        required = name in SAID and required
    return [Column(name, kinds[held], required, minimum=minimum, says=says)]


def _words(name: str, table: str, field_name: str, *, labels: bool) -> Table:
    """The table of a list of words or labels."""
    above = holder(table)
    made = Table(name, f"The list `{field_name}` of {table}, a row each.", (above.column, "position"))
    made.columns = [
        Column(above.column, required=True, says=f"what holds the list: {above.table}.{above.to}"),
        Column("position", "integer", True, minimum=1, says=MEANING["position"]),
    ]
    names = ("value_en", "value_de") if labels else ("value",)
    made.columns += [Column(n, required=True, says="one of the list") for n in names]
    made.references = [above]
    if field_name in REFERS:
        made.references.append(Reference("value", REFERS[field_name], "id"))
    return made


def _cited() -> list[Table]:
    """Every entry once, and which sources it rests on."""
    entry = Column("entry", required=True, says=MEANING["entry"])
    return [
        Table(
            "entries", "Every entry of every table once, so that citations can refer to it.", ("entry",),
            [entry, Column("table", required=True, says=MEANING["table"])],
        ),
        Table(
            "citations", "Which sources each entry rests on, in the curator's order.", ("entry", "position"),
            [
                entry,
                Column("position", "integer", True, minimum=1, says=MEANING["position"]),
                Column("source", required=True, says=MEANING["source"]),
            ],
            [Reference("entry", "entries", "entry"), Reference("source", "sources", "id")],
        ),
    ]  # fmt: skip


def _long() -> list[Table]:
    """States, borders and yearly figures with their origin."""
    state = Column("state", required=True, says="id of the state")
    span = [
        Column("since", required=True, pattern=DATE_PATTERN, says=MEANING["since"]),
        Column("until", pattern=DATE_PATTERN, says=MEANING["until"]),
    ]
    origin = [c for info in fields(SeriesOrigin) for c in _columns(info, *hints(SeriesOrigin)[info.name])]
    return [
        Table("states", "States, ISO 3166 alpha-3 ids and historical ones.", ("id",),
              [Column("id", required=True, says="id of the state")]),
        Table(
            "state_spans", "When each state was in the state system, under which names and codes.", ("state", "since"),
            [state, *span, Column("name_en", required=True), Column("name_de", required=True),
             Column("cow", "integer", says="code of the Correlates of War"),
             Column("gw", "integer", says="code of Gleditsch and Ward"),
             Column("successor"), Column("capital_en"), Column("capital_de"),
             Column("lat", "number", says="of the capital, degrees"),
             Column("lon", "number", says="of the capital, degrees"),
             Column("iso_numeric")],
            [Reference("state", "states", "id")],
        ),
        Table(
            "neighbours", "Borders of states, by kind and span.", ("a", "b", "kind", "since"),
            [Column("a", required=True), Column("b", required=True), Column("kind", required=True), *span],
            [Reference("a", "states", "id"), Reference("b", "states", "id")],
        ),
        Table("series", "Where each yearly series comes from, in which unit, under which terms.", ("id",),
              [Column("id", required=True, says="id of the series"), *origin]),
        Table(
            "figures", "Yearly figures; a year without a row is unknown, never zero.", ("series", "state", "year"),
            [Column("series", required=True, says="id of the series"), state, Column("year", "integer", True),
             Column("value", "number", True, minimum=0.0, says="in the unit of its series")],
            [Reference("series", "series", "id"), Reference("state", "states", "id")],
        ),
    ]  # fmt: skip


def _first_line(kind: type[Struct]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]
