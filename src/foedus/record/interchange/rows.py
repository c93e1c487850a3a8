"""The record as rows of its tables, and rows as a record again: nothing is lost on the way, and nothing made up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from foedus.ground.calendar import Date
from foedus.ground.errors import RecordError
from foedus.ground.gate import typed
from foedus.ground.label import Label
from foedus.ground.toml import decode
from foedus.record.identifiers import identifiers
from foedus.record.interchange.columns import hints
from foedus.record.interchange.schema import BY_ID, holder, inner_name, tables
from foedus.record.law import LAW_PARTS, Law
from foedus.record.load import DATA, PARTS, Record
from foedus.record.occasions import DRAWN, read_drawn, read_population
from foedus.record.releases import releases
from foedus.record.tables import origins, read_neighbours, read_series, read_states

T = TypeVar("T", bound=Struct)
Row = dict[str, Any]
Rows = dict[str, list[Row]]
#: What tells one entry of a list from the others of its list, the first of these that it has.
TELLING = (("id",), ("predicate", "known"), ("state", "kind", "known"), ("state", "since"), ("state", "known"),
           ("party", "of", "known"), ("body", "since"), ("since", "known"), ("known",), ("test",))  # fmt: skip


def tag(entry: Struct) -> str:
    """What tells an entry from the others of its list: its id, or state and day, or its days alone.

    The kind of a contribution tells only where it is not the usual one.
    """
    names = next(names for names in TELLING if all(hasattr(entry, name) for name in names))
    said = []
    for name in names:
        value = getattr(entry, name)
        if value is not None and value != "troops":
            said.append(value.en if isinstance(value, Label) else str(value))
    return re.sub(r"[\s,;]+", "-", "@".join(said).replace("/", "|"))


def tagged(entries: tuple[Struct, ...]) -> Iterator[tuple[str, Struct]]:
    """The entries of a list with their tags; of those that have one tag the second is `~2`."""
    seen: Counter[str] = Counter()
    for entry in entries:
        name = tag(entry)
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}~{seen[name]}"), entry


def tabulated(record: Record, folder: Path | None = None, law: Law | None = None) -> Rows:
    """Every row of every table; the long tables are those of `folder`, the rules of `law`, and empty without these."""
    found: Rows = {name: [] for name in tables()}
    for whole, parts in ((record, PARTS), (law, LAW_PARTS)):
        for part in parts if whole is not None else ():
            for key, entry in getattr(whole, part).items():
                if isinstance(entry, BY_ID):
                    found[part].append({"id": key} | _values(entry))
                else:
                    _entry(found, part, f"{part}/{key}", entry, {})
    if folder is not None:
        _long(found, folder)
    return found


def _entry(found: Rows, table: str, path: str, entry: Struct, above: Row) -> None:
    """The row of an entry, its citations, and the rows of what it holds."""
    found[table].append({"entry": path} | above | _values(entry))
    found["entries"].append({"entry": path, "table": table})
    found["citations"] += [
        {"entry": path, "position": n, "source": key} for n, key in enumerate(getattr(entry, "sources", ()), 1)
    ]
    column = holder(table) if _holds(type(entry)) else None
    for name, (what, _, _) in hints(type(entry)).items():
        value = getattr(entry, name)
        if column is None or name == "sources" or value is None:
            continue
        key = {column.column: getattr(entry, column.to, path)}
        if what == "entries":
            for n, (told, inner) in enumerate(tagged(value), 1):
                _entry(found, inner_name(table, name), f"{path}/{name}/{told}", inner, key | {"position": n})
        elif what == "entry":
            _entry(found, inner_name(table, name), f"{path}/{name}", value, key)
        elif what in ("words", "labels"):
            for n, word in enumerate(value, 1):
                said = {"value_en": word.en, "value_de": word.de} if what == "labels" else {"value": word}
                found[inner_name(table, name)].append(key | {"position": n} | said)


def _holds(kind: type[Struct]) -> bool:
    """Whether entries of a kind hold lists or other entries."""
    return any(
        n != "sources" and what in ("entries", "entry", "words", "labels") for n, (what, _, _) in hints(kind).items()
    )


def _values(entry: Struct) -> Row:
    """The columns of an entry's own plain fields; what is not known, or not said, is None."""
    row: Row = {}
    for name, (what, _, _) in hints(type(entry)).items():
        value = getattr(entry, name)
        if what == "label":
            row |= {f"{name}_en": value.en if value else None, f"{name}_de": value.de if value else None}
        elif what == "date":
            row |= _date(name, value)
        elif what == "value":
            row[name] = None if value == "" else value
    return row


def _date(name: str, value: Date | None) -> Row:
    if value is None:
        return {name: None, f"{name}_first": None, f"{name}_last": None}
    return {name: value.text, f"{name}_first": value.first, f"{name}_last": value.last}


def _long(found: Rows, folder: Path) -> None:
    """States, borders and yearly figures as they stand in the files."""

    def text(value: Date | None) -> str | None:
        return value.text if value else None

    found["releases"] = [
        {"version": r.version, "date": r.date.first, "changes_en": r.changes.en, "changes_de": r.changes.de}
        for r in releases(folder)
    ]
    found["identifiers"] = [_values(entry) for entry in identifiers(folder)]
    for key, spans in read_states(folder).items():
        found["states"].append({"id": key})
        for span in spans:
            plain = _values(span) | {"since": text(span.since), "until": text(span.until), "state": key}
            found["state_spans"].append({name: plain.get(name) for name in tables()["state_spans"].names})
    for line in read_neighbours(folder).items():
        pair, borders = sorted(line[0]), line[1]
        found["neighbours"] += [
            {"a": pair[0], "b": pair[-1], "kind": kind, "since": text(since), "until": text(until)}
            for kind, since, until in borders
        ]
    if (folder / DRAWN).is_file():
        for occasion in read_drawn(folder):
            found["occasions"].append(_values(occasion))
            for name in ("rows", "adversaries", "sources"):
                found[f"occasion_{name}"] += [
                    {"occasion": occasion.id, "position": n, "value": word}
                    for n, word in enumerate(getattr(occasion, name), 1)
                ]
        found["occasion_population"] = [_values(cell) for cell in read_population(folder)]
    for key, origin in origins(folder).items():
        found["series"].append({"id": key} | _values(origin))
        found["figures"] += [
            {"series": key, "state": state, "year": year, "value": value}
            for state, years in read_series(key, folder).values.items()
            for year, value in years.items()
        ]


def gathered(found: Rows, path: Path) -> Record:
    """Rows as a record; what does not fit is a `RecordError` that names `path`, table and field."""
    return _gathered(found, path, Record, PARTS)


def law_of(found: Rows, path: Path) -> Law:
    """The law in rows; what does not fit is a `RecordError` that names `path`, table and field."""
    return _gathered(found, path, Law, LAW_PARTS)


def _gathered(found: Rows, path: Path, whole: type[T], names: tuple[str, ...]) -> T:
    cited: dict[str, list[str]] = defaultdict(list)
    for row in sorted(found["citations"], key=lambda r: (r["entry"], r["position"])):
        cited[row["entry"]].append(row["source"])
    inside: dict[str, dict[str, list[Row]]] = {}
    for name, table in tables().items():
        above = next((r.column for r in table.references if r.table not in ("entries", "states", "sources")), None)
        if above and name not in (*PARTS, *LAW_PARTS):
            by: dict[str, list[Row]] = defaultdict(list)
            for row in sorted(found[name], key=lambda r: r.get("position") or 0):
                by[row[above]].append(row)
            inside[name] = by
    kinds = get_type_hints(whole)
    parts: dict[str, dict[str, Any]] = {}
    for part in names:
        kind = get_args(kinds[part])[1]
        parts[part] = {}
        for row in found[part]:
            data = _data(part, kind, row, row.get("entry") or "", cited, inside)
            if row["id"] in parts[part]:
                raise RecordError(f"the id {row['id']!r} is taken", where=f"{path}: {part}")
            if issubclass(kind, BY_ID):
                data.pop("id", None)
            parts[part][row["id"]] = data
    try:
        made: T = typed(parts, whole, decode)
        return made
    except msgspec.ValidationError as error:
        what, _, field = str(error).partition(" - at `")
        raise RecordError(
            f"field {field.rstrip('`') or '(top)'}: {what}",
            where=str(path),
            why="the entry does not fit the record format",
            hint="restore the export, or make it anew: foedus record export",
        ) from None


def _data(
    table: str,
    kind: type[Struct],
    row: Row,
    entry: str,
    cited: dict[str, list[str]],
    inside: dict[str, dict[str, list[Row]]],
) -> Row:
    """An entry as plain data, with all that it holds."""
    plain = {info.name for info in fields(kind)}
    data: Row = {"sources": cited.get(entry, [])} if "sources" in plain and not issubclass(kind, BY_ID) else {}
    for name, (what, held, may_lack) in hints(kind).items():
        if name == "sources":
            continue
        if what == "label":
            if row[f"{name}_en"] is not None or not may_lack:
                data[name] = {"en": row[f"{name}_en"] or "", "de": row[f"{name}_de"] or ""}
        elif what in ("value", "date"):
            if row[name] is not None:
                data[name] = row[name]
            elif name in plain and not may_lack and held is str:
                data[name] = ""
        else:
            inner = inner_name(table, name)
            key = row["id"] if holder(table).to == "id" else entry
            held_rows = inside[inner].get(key, [])
            made = [_said(what, inner, held, r, cited, inside) for r in held_rows]
            if what == "entry":
                if made:
                    data[name] = made[0]
            else:
                data[name] = made
    return data


def _said(what: str, table: str, held: Any, row: Row, cited: dict[str, list[str]], inside: Any) -> Any:
    if what == "words":
        return row["value"]
    if what == "labels":
        return {"en": row["value_en"] or "", "de": row["value_de"] or ""}
    return _data(table, held, row, row["entry"], cited, inside)


def shipped_rows(law: Law | None = None) -> Rows:
    """The rows of the record that ships, with its rules where they are handed in (they ship with the charter)."""
    from foedus.record.load import load

    return tabulated(load(), DATA, law)
