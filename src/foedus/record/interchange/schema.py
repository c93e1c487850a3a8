"""The tables of the record, made from the types of its entries: columns, keys, and what refers to what.

Every entry has one `entry`, a stable id that spells where it stands (`alliances/CSTO/members/KAZ@1994-04-20`). A list
of entries is a table of its own, named for what holds it (`alliance_members`), with the holder's id and a `position`
that keeps the order; so is a list of words (`invocation_adversaries`). A single entry inside another is a table with at
most one row for each (`invocation_response`). A label is two columns, `_en` and `_de`. A date is the text as it was
written and, beside it, `_first` and `_last`, the days that it may be. Which source says what stands in `citations`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from foedus.record.entries import Source
from foedus.record.interchange.columns import LAST, MEANING, RecordColumn, RecordTable, Reference, columns_of, hints
from foedus.record.interchange.long import cited_tables, long_tables
from foedus.record.law import LAW_PARTS, Law, Unwritten
from foedus.record.load import PARTS, Record
from foedus.record.occasions import Occasion

#: What holds a list, by the last word of its table's name.
HOLDER = {
    "alliances": "alliance", "invocations": "invocation", "threats": "threat", "conflicts": "conflict",
    "statements": "statement", "places": "place", "sources": "source", "forces": "force", "missions": "mission",
    "basing": "basing", "occasions": "occasion", "aftermath": "finding",
    "rules": "rules", "articles": "article", "readings": "reading",
    "conditions": "condition", "amendments": "amendment", "changes": "change",
}  # fmt: skip
#: Columns that hold the id of a row elsewhere.
REFERS = {
    "state": "states", "host": "states", "by": "states", "victim": "states", "source_state": "states",
    "recognised": "states", "adversaries": "states", "parties": "states", "claimed_by": "states",
    "counterpart": "alliances", "predecessors": "alliances", "alliance": "alliances", "source_alliance": "alliances",
    "invocation": "invocations", "case": "invocations", "sources": "sources",
    "states": "states", "not_parties": "states",
}  # fmt: skip


#: What is known by its id alone; everything else is an entry, with a place of its own and the sources that it rests on.
BY_ID = (Source, Occasion, Unwritten)


def inner_name(table: str, name: str) -> str:
    """The name of the table of a field that holds entries or words."""
    return f"{HOLDER[table.rpartition('_')[2]]}_{name}"


def holder(table: str) -> Reference:
    """The column that says what holds a row of a table inside `table`, and what it refers to."""
    column = HOLDER[table.rpartition("_")[2]]
    return Reference(column, table, "id" if table in (*PARTS, *LAW_PARTS, "occasions") else "entry")


@cache
def tables() -> dict[str, RecordTable]:
    """Every table of the record by name, those referred to first where that can be."""
    found: dict[str, RecordTable] = {}
    for table in (*long_tables(), *cited_tables()):
        found[table.name] = table
    for whole, parts in ((Record, PARTS), (Law, LAW_PARTS)):
        for part in parts:
            _add(found, part, get_args(get_type_hints(whole)[part])[1], None)
    _add(found, "occasions", Occasion, None)
    return found


def _add(
    found: dict[str, RecordTable], name: str, kind: type[Struct], inside: str | None, *, listed: bool = True
) -> None:
    """A table of entries and, after it, those of what its entries hold."""
    entry = not issubclass(kind, BY_ID)
    table = RecordTable(name, _first_line(kind), ("entry",) if entry else ("id",), struct=kind)
    found[name] = table
    if entry:
        table.columns.append(RecordColumn("entry", required=True, says=MEANING["entry"]))
        table.references.append(Reference("entry", "entries", "entry"))
        if inside is None:
            table.unique = ("id",)
    else:
        table.columns.append(RecordColumn("id", required=True, says="the id by which others refer to it"))
    if inside is not None:
        above = holder(inside)
        table.columns.append(
            RecordColumn(above.column, required=True, says=f"what holds the entry: {above.table}.{above.to}")
        )
        table.references.append(above)
        if listed:
            table.columns.append(RecordColumn("position", "integer", True, minimum=1, says=MEANING["position"]))
    deeper: list[tuple[str, Any, str]] = []
    for info in sorted(fields(kind), key=lambda f: LAST.index(f.name) + 1 if entry and f.name in LAST else 0):
        what, held, may_lack = hints(kind)[info.name]
        if info.name == "id" and not entry:
            continue
        if what in ("words", "labels", "entries", "entry"):
            if info.name != "sources" or not entry:
                deeper.append((info.name, held, what))
            continue
        table.columns += columns_of(info, what, held, may_lack)
        if info.name in REFERS and not (inside and info.name == holder(inside).column):
            table.references.append(Reference(info.name, REFERS[info.name], "id"))
    for field_name, held, what in deeper:
        inner = inner_name(name, field_name)
        if what in ("entries", "entry"):
            _add(found, inner, held, name, listed=what == "entries")
        else:
            found[inner] = _words(inner, name, field_name, labels=what == "labels")


def _words(name: str, table: str, field_name: str, *, labels: bool) -> RecordTable:
    """The table of a list of words or labels."""
    above = holder(table)
    made = RecordTable(name, f"The list `{field_name}` of {table}, a row each.", (above.column, "position"))
    made.columns = [
        RecordColumn(above.column, required=True, says=f"what holds the list: {above.table}.{above.to}"),
        RecordColumn("position", "integer", True, minimum=1, says=MEANING["position"]),
    ]
    names = ("value_en", "value_de") if labels else ("value",)
    made.columns += [RecordColumn(n, required=True, says="one of the list") for n in names]
    made.references = [above]
    if field_name in REFERS:
        made.references.append(Reference("value", REFERS[field_name], "id"))
    return made


def _first_line(kind: type[Struct]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]
