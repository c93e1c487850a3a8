"""What differs between two records, fact by fact: added, removed, changed, with old and new value.

A fact is an entry, or a row of the long tables. The order of a list is none, nor are the days that a date may be, which
follow from it; which sources an entry rests on is one, and so is each list of words. An entry whose name changed with
its content (a membership that begins on another day) is told as changed where most of it stayed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Literal

from foedus.ground.strict import Strict
from foedus.record.interchange.columns import RecordTable
from foedus.record.interchange.rows import Row, Rows
from foedus.record.interchange.schema import holder, tables
from foedus.record.law import LAW_PARTS
from foedus.record.load import PARTS

What = Literal["added", "removed", "changed"]
Facts = dict[str, dict[str, Row]]
#: Tables that only help others, and how lists of words and of sources are told: as fields of what holds them.
FOLDED = ("entries", "citations", "releases")
LONG = ("states", "state_spans", "identifiers", "occasions", "occasion_population", "neighbours", "series", "figures")
#: An entry is the same under another name where at least this share of its fields stayed.
SAME = 0.6


class Value(Strict, kw_only=True, frozen=True):
    """A field before and after; None is not known, or not there."""

    old: str | float | bool | tuple[str, ...] | None
    new: str | float | bool | tuple[str, ...] | None


class FactChange(Strict, kw_only=True, frozen=True):
    """One fact that differs; `was` is its name in the first record where that is another one."""

    table: str
    entry: str
    what: What
    fields: dict[str, Value]
    was: str = ""


class Difference(Strict, kw_only=True, frozen=True):
    """All changes by table and entry; the long tables, and the rules, are not compared where one side lacks them."""

    added: int
    removed: int
    changed: int
    by_table: dict[str, dict[What, int]]
    not_compared: tuple[str, ...]
    changes: tuple[FactChange, ...]


def differ(before: Rows, after: Rows) -> Difference:
    """What `after` has other than `before`."""
    gone: tuple[str, ...] = LONG if bool(before["states"]) != bool(after["states"]) else ()
    if bool(before["rules"]) != bool(after["rules"]):
        gone += LAW_PARTS
    old, new = facts(before), facts(after)
    changes: list[FactChange] = []
    for name in tables():
        if name in old and _root(name) not in gone:
            changes += _in_table(name, old[name], new[name])
    counts = Counter(change.what for change in changes)
    by_table: dict[str, dict[What, int]] = {}
    for change in changes:
        row = by_table.setdefault(change.table, {"added": 0, "removed": 0, "changed": 0})
        row[change.what] += 1
    return Difference(
        added=counts["added"], removed=counts["removed"], changed=counts["changed"], by_table=by_table,
        not_compared=gone, changes=tuple(changes),
    )  # fmt: skip


def facts(found: Rows) -> Facts:
    """Every fact by table and name, with its fields; lists of words and of sources are fields of what holds them."""
    made: Facts = {}
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for name, table in tables().items():
        if name in FOLDED or _is_words(table):
            continue
        kept = [c.name for c in table.columns if not _follows(c.name, table)]
        made[name] = {}
        for row in found[name]:
            key = "/".join(str(row[part]) for part in table.key)
            made[name][key] = {column: row[column] for column in kept if row[column] is not None}
            if name in (*PARTS, *LAW_PARTS):
                named[name][row["id"]] = key
    where = {row["entry"]: row["table"] for row in found["entries"]}
    lists: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in sorted(found["citations"], key=lambda r: (r["entry"], r["position"])):
        if row["entry"] in where:
            lists[where[row["entry"]], row["entry"], "sources"].append(row["source"])
    for name, table in tables().items():
        if not _is_words(table):
            continue
        above = next(r for r in table.references if r.column == table.key[0])
        field = name.removeprefix(f"{holder(above.table).column}_")
        for row in sorted(found[name], key=lambda r: (r[above.column], r["position"])):
            at: str = row[above.column]
            key = named[above.table].get(at, at)
            said: str = row["value"] if "value" in row else f"{row['value_en']} | {row['value_de']}"
            lists[above.table, key, field].append(said)
    for (name, key, field), words in lists.items():
        if key in made.get(name, {}):
            made[name][key][field] = tuple(words)
    return made


def _root(name: str) -> str:
    """The table that holds, at some depth, the rows of a table: itself for one that stands alone."""
    table = tables()[name]
    above = next((r.table for r in table.references if r.column != "entry" and "position" in table.names), None)
    return _root(above) if above and above not in ("entries", "states", "sources") else name


def _is_words(table: RecordTable) -> bool:
    return table.name not in FOLDED and table.struct is None and table.key[-1] == "position"


def _follows(column: str, table: RecordTable) -> bool:
    """Whether a column says nothing of its own: the name, the place in a list, the days that a date may be."""
    bare = column.removesuffix("_first").removesuffix("_last")
    return column in ("entry", "position") or (bare != column and bare in table.names)


def _in_table(name: str, old: dict[str, Row], new: dict[str, Row]) -> list[FactChange]:
    """The changes of one table, by name."""
    same = {key for key in old.keys() & new.keys() if old[key] == new[key]}
    lost, come = ({k: r for k, r in rows.items() if k not in same} for rows in (old, new))
    found: list[FactChange] = []
    for was, now in _pairs(lost, come):
        before, after = lost.pop(was), come.pop(now)
        fields = {
            key: Value(old=before.get(key), new=after.get(key))
            for key in {**before, **after}
            if before.get(key) != after.get(key)
        }
        if fields:  # else two of one name have changed places
            found.append(
                FactChange(table=name, entry=now, what="changed", fields=fields, was=was if was != now else "")
            )
    for key, row in lost.items():
        found.append(
            FactChange(
                table=name, entry=key, what="removed", fields={k: Value(old=v, new=None) for k, v in row.items()}
            )
        )
    for key, row in come.items():
        found.append(
            FactChange(table=name, entry=key, what="added", fields={k: Value(old=None, new=v) for k, v in row.items()})
        )
    return sorted(found, key=lambda change: change.entry)


def _pairs(lost: dict[str, Row], come: dict[str, Row]) -> list[tuple[str, str]]:
    """Which entry of the one side is which of the other: the same content, else the same name, else most alike."""
    pairs: list[tuple[str, str]] = []
    left, right = dict(lost), dict(come)

    def pair(was: str, now: str) -> None:
        pairs.append((was, now))
        del left[was], right[now]

    by_content: dict[Any, list[str]] = defaultdict(list)
    for key, row in right.items():
        by_content[_place(key), frozenset(row.items())].append(key)
    for key, row in lost.items():
        alike = by_content[_place(key), frozenset(row.items())]
        if alike:
            pair(key, alike.pop())
    for key in [key for key in left if key in right]:
        pair(key, key)
    by_place: dict[str, list[str]] = defaultdict(list)
    for key in right:
        by_place[_place(key)].append(key)
    alike_keys = [
        (-_alike(row, right[other]), key, other)
        for key, row in left.items()
        for other in by_place[_place(key)]
        if "/" in _place(key)  # entries with an id of their own are other entries under another id
    ]
    for score, key, other in sorted(alike_keys):
        if -score >= SAME and key in left and other in right:
            pair(key, other)
    return pairs


def _place(key: str) -> str:
    """The list that an entry stands in."""
    return key.rpartition("/")[0]


def _alike(one: Row, other: Row) -> float:
    """The share of fields of either that both say alike, 0 to 1."""
    names = {**one, **other}
    alike: int = sum(one.get(name) == other.get(name) for name in names)
    return alike / max(len(names), 1)
