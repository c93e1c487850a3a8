"""Put a researcher's own table on the rows of a panel: columns by name, and what became of every row of the table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.ground.errors import QueryError
from foedus.panel.columns import Column, Rows
from foedus.panel.counts import Counts, Note, note
from foedus.panel.own.keys import Keys
from foedus.panel.own.places import Codes, state_rows
from foedus.panel.own.read import OwnTable
from foedus.panel.own.rows import NAMED, ROW, YEAR, Told, every_year, in_years, keyed, row_in_words, row_years
from foedus.panel.own.twins import doubled, rule, settled
from foedus.panel.spread import numbers, scatter, sides

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.sheet import Sheet
    from foedus.panel.system import StateYears


@dataclass(frozen=True, slots=True)
class Named:
    """What a table is called in messages, its one column if it has keys only, and what stands before its columns."""

    table: str
    alone: str = "listed"
    before: str = ""
    published: bool = False


def join(panel: Sheet, table: OwnTable, told: Told) -> tuple[dict[str, Column], Counts]:
    """The table's columns on the panel's rows, and the counts. Raises where rows cannot be read, or fall together."""
    frame, keys, notes = in_years(table, told, panel.states.system)
    given = Named(table.name, told.name or Path(table.name).stem, told.name)
    columns, counts = put(panel, frame, keys, told, given)
    spelled = table.frame.height if counts.rows != table.frame.height else None
    return columns, replace(counts, spelled=spelled, notes=(*notes, *table.notes, *counts.notes))


def put(panel: Sheet, frame: pl.DataFrame, keys: Keys, told: Told, given: Named) -> tuple[dict[str, Column], Counts]:
    """The columns of a table with known keys on the panel's rows, and the counts."""
    by, before = rule(told.twins), frame.height
    frame, keys, notes = keyed(frame, keys, given.table)
    codes = keys.codes or _numbered(panel.states, frame, keys, given.table)
    keys = replace(keys, codes=codes)
    if keys.beside:
        beside = ", ".join(keys.beside)
        notes += (note("beside", "left out, since they name the states once more: {columns}", columns=beside),)
    if not keys.year and not keys.spell:
        frame = every_year(frame, panel.states)
        notes += (note("standing", "without a year: the same in every year"),)
    years = row_years(frame)
    ends = [state_rows(panel.states, frame[c], codes, years) for c in keys.states]
    rows, turned, way = _rows(panel, ends, keys, told.directed, given.table)
    counts = _counted(panel.states, frame, keys, ends, rows[: frame.height], given.table)
    spelled = before if before != frame.height else None
    counts = replace(counts, spelled=spelled, notes=(*notes, *way, *_other_list(panel.states, frame, keys, ends)))
    if not given.published:
        _refuse_misfits(counts, frame, keys, ends, told.strict)
    values = _values(frame, keys, given.alone)
    if turned:
        values = values[np.tile(np.arange(values.height), 2)]
    twins = len(doubled(rows))
    values, rows = settled(values, rows, by, lambda i: row_in_words(frame, keys, i % frame.height), given.table)
    height = len(panel.states.code) if len(ends) == 1 else panel.height
    made = {c: _scattered(values[c], rows, height) for c in values.columns}
    made = {f"{given.before}_{c}" if given.before and c != given.alone else c: column for c, column in made.items()}
    made = sides(panel, made) if len(ends) == 1 else made
    twins = twins // 2 if turned else twins
    return made, replace(counts, doubled=twins, twins=(by or "") if twins else "", columns=tuple(made))


def _numbered(states: StateYears, frame: pl.DataFrame, keys: Keys, where: str) -> Codes:
    """The list of codes that the numbers are of, by how many rows it places; refused where that does not settle it."""
    years = row_years(frame) if YEAR in frame.columns else np.full(frame.height, states.last)
    tried: dict[Codes, Rows] = {
        c: np.stack([state_rows(states, frame[s], c, years) for s in keys.states]) for c in ("cow", "gw")
    }
    hits = {c: int((rows >= 0).sum()) for c, rows in tried.items()}
    if hits["cow"] == hits["gw"] and not np.array_equal(tried["cow"], tried["gw"]):
        raise QueryError(
            f"the numbers of {keys.states[0]!r} fit both lists alike, to different states",
            hint="say which: codes= or --codes cow|gw", where=where,
        )  # fmt: skip
    return "gw" if hits["gw"] > hits["cow"] else "cow"


def _rows(
    panel: Sheet, ends: list[Rows], keys: Keys, directed: bool | None, where: str
) -> tuple[Rows, bool, tuple[Note, ...]]:
    """The place of every row; whether the rows stand twice, the second time turned round; what was noted."""
    if len(ends) == 1:
        return ends[0], False, ()
    if panel.pairs is None:
        raise QueryError(
            "the table is about pairs of states, the panel about states",
            hint="join it to dyad-years, or make one row a state and year of it", where=where,
        )  # fmt: skip
    one, two = ends
    told = directed if directed is not None else keys.directed
    way = told if told is not None else _has_direction(one, two, where)
    forward = panel.pairs.between(one, two)
    if not panel.pairs.directed:
        back = panel.pairs.between(two, one)
        text = "{count} rows from the second state to the first are left out: the panel has a pair once"
        left = note("back", text, count=int((back >= 0).sum()))
        return (forward, False, (left,)) if way else (np.where(forward >= 0, forward, back), False, ())
    if way:
        return forward, False, ()
    both = np.concatenate([forward, panel.pairs.between(two, one)])
    twice = "each pair stands once: put both ways (--pairs directed if it has a direction)"
    return both, True, () if told is not None else (note("twice", twice),)


def _has_direction(one: Rows, two: Rows, where: str) -> bool:
    """Whether the pairs stand both ways round; refused where they stand once and in no order."""
    there = (one >= 0) & (two >= 0)
    a, b = one[there], two[there]
    size = int(max(a.max(initial=0), b.max(initial=0))) + 1
    if np.isin(b * size + a, a * size + b).any():
        return True
    ordered = bool((a < b).all() or (a > b).all())
    single = any(len(np.unique(x)) == 1 for x in (a, b)) and len(np.unique(a * size + b)) > 1
    if ordered and not single:
        return False
    raise QueryError(
        "each pair stands one way round only, and the rows do not show whether that is a direction",
        hint="say so: directed=True or False, --pairs directed|undirected", where=where,
    )  # fmt: skip


def _counted(states: StateYears, frame: pl.DataFrame, keys: Keys, ends: list[Rows], rows: Rows, name: str) -> Counts:
    lost = rows < 0
    empty = frame[YEAR].is_null().to_numpy()
    for column in keys.states:
        empty |= frame[column].is_null().to_numpy()
    years = row_years(frame)
    outside = lost & ~empty & ((years < states.first) | (years > states.last))
    rest = lost & ~empty & ~outside
    cells: Counter[str] = Counter()
    for column, end in zip(keys.states, ends, strict=True):
        cells.update(str(v) for v in frame[column].gather(np.flatnonzero(rest & (end < 0))))
    return Counts(
        name=name, rows=frame.height, matched=int((~lost).sum()), outside=int(outside.sum()),
        unmatched=int(rest.sum()), without=int((lost & empty).sum()), keys=keys.columns, codes=keys.codes or "",
        states=tuple(cells.most_common()),
    )  # fmt: skip


def _other_list(states: StateYears, frame: pl.DataFrame, keys: Keys, ends: list[Rows]) -> tuple[Note, ...]:
    """A note where the other list of numbers would leave fewer rows unmatched."""
    other: Codes = "gw" if keys.codes == "cow" else "cow"
    if keys.codes not in ("cow", "gw") or all((end >= 0).all() for end in ends):
        return ()
    years = row_years(frame)
    hits = sum(int((end >= 0).sum()) for end in ends)
    others = sum(int((state_rows(states, frame[c], other, years) >= 0).sum()) for c in keys.states)
    return (
        (
            note(
                "other",
                "{count} more codes would be found as {codes}: --codes {codes}",
                count=others - hits,
                codes=other,
            ),
        )
        if others > hits
        else ()
    )


def _refuse_misfits(counts: Counts, frame: pl.DataFrame, keys: Keys, ends: list[Rows], strict: bool) -> None:
    """Raise where nothing fits, or anything does not and all was asked to."""
    if counts.matched and not (strict and counts.unmatched + counts.without):
        return
    lost = np.flatnonzero(np.min(np.stack(ends), axis=0) < 0)[:NAMED]
    named = "; ".join(row_in_words(frame, keys, int(i)) for i in lost)
    what = "no row fits the panel" if not counts.matched else f"{counts.unmatched + counts.without:,} rows do not fit"
    raise QueryError(
        f"{what}: {named or 'the pairs are not on it'}",
        why=f"states were looked for by {counts.codes} in {', '.join(keys.columns)}",
        hint="; ".join(n.text for n in counts.notes if n.key == "other")
        or "name the keys (on=, --keys) and the list (codes=, --codes), or take other years",
        where=counts.name,
    )  # fmt: skip


def _values(frame: pl.DataFrame, keys: Keys, name: str) -> pl.DataFrame:
    """What the table says beside its keys; of one that says nothing more, that the row is there."""
    import polars as pl

    found = frame.drop([c for c in (*keys.columns, *keys.beside, ROW, YEAR) if c in frame.columns])
    return found if found.width else pl.DataFrame({name or "listed": np.ones(frame.height, bool)})


def _scattered(values: pl.Series, rows: Rows, height: int) -> Column:
    """One column on the places; words as numbers of a list of words."""
    import polars as pl

    if values.dtype.is_numeric() or values.dtype == pl.Boolean:
        return scatter(height, rows, numbers(values.fill_nan(None) if values.dtype.is_float() else values), None, None)
    texts = values.cast(pl.String)
    words = texts.drop_nulls().unique(maintain_order=True)
    at = texts.replace_strict(words, pl.Series(np.arange(len(words), dtype=np.int32)), return_dtype=pl.Int32)
    found = scatter(height, rows, numbers(at), None, None)
    return replace(found, words=tuple(words.to_list()))
