"""What became of the rows of a source's tables on a panel: matched, of other years, without a state or year, unmatched.

A row is unmatched if a state that it names is not on the panel in its year (by the source's own codes), or the pair is
not: a list that goes further back, another list's states, a code written otherwise. No row vanishes without a count.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from foedus.datasets import store
from foedus.panel.codes import CROSSWALK, coded, iso_numbers
from foedus.panel.columns import Array, Mask
from foedus.panel.counts import Counts
from foedus.panel.sheet import Sheet
from foedus.panel.spread import years_of
from foedus.panel.system import FIRST
from foedus.panel.verbs import VERBS

if TYPE_CHECKING:
    import polars as pl

#: How a table names its states: the endings of one, two or either side.
ENDS = (("",), ("1", "2"), ("_a", "_b"))
#: How a table names its years: each one, or a spell's first and last.
DATED = (("year",), ("start", "end"), ("start_year", "end_year"))
#: What a list of states is called by which column of codes.
LIST = {"ccode": "cow", "gwcode": "gw"}


def counts_of(panel: Sheet, source: str) -> list[Counts]:
    """What became of the rows of each table that a source (a verb's name or a table's id) puts on a panel.

    Spells are counted by their years.
    """
    tables = VERBS[source].needed(panel.states.system) if source in VERBS else (source,)
    found = (_counts(panel, table, source) for table in tables if table not in CROSSWALK.values())
    return [counts for counts in found if counts is not None]


def _counts(panel: Sheet, table: str, source: str) -> Counts | None:
    """The counts of a table's rows; None where it names no states by code, or has no years."""
    read = store.frame(table)
    states = next(
        (
            (code, columns)
            for code in dict.fromkeys((panel.states.code_name, "ccode", "gwcode", "iso3"))
            for ends in ENDS
            if set(columns := [f"{code}{end}" for end in ends]) <= set(read.columns)
        ),
        None,
    )
    timed = _years(read)
    if states is None or timed is None:
        return None
    (code, columns), (row, year, undated) = states, timed
    # Marks and counts take a code from either crosswalk, single values only the one of the panel's own list.
    either = "_a" in columns[0] or (len(columns) == 1 and "year" not in read.columns)
    seen = coded(panel.states, code, either=either)
    cells = [_numbers(read[c], code) for c in columns]
    settled = 0
    if len(columns) == 2 and "_a" not in columns[0] and panel.pairs is not None:
        # Nearly all rows find their pair at once; only the others are looked at closely.
        both = panel.pairs.rows_of(code, cells[0][row], cells[1][row], year, both_ways=not panel.pairs.directed)
        there = (both.reshape(-1, len(row)) >= 0).any(axis=0)
        settled, row, year = int(there.sum()), row[~there], year[~there]
    empty = np.logical_and.reduce([n < 0 for n in cells]) if "_a" in columns[0] else np.logical_or.reduce(
        [n < 0 for n in cells]
    )  # fmt: skip
    outside = (year < panel.states.first) | (year > panel.states.last)
    lost = np.zeros(len(row), bool)
    names: Counter[str] = Counter()
    for column, numbers in zip(columns, cells, strict=True):
        missed = (numbers[row] >= 0) & (seen.rows(numbers[row], year) < 0) & ~outside & ~empty[row]
        lost |= missed
        names.update(str(v) for v in read[column].gather(row[missed]))
    if len(columns) == 2 and "_a" not in columns[0] and panel.pairs is not None:  # both are there, but on no common day
        pair = panel.pairs.rows_of(code, cells[0][row], cells[1][row], year, both_ways=True).reshape(2, -1)
        apart = (pair < 0).all(axis=0) & ~lost & ~outside & ~empty[row]
        lost |= apart
        names.update(f"{one}-{two}" for one, two in zip(*(read[c].gather(row[apart]) for c in columns), strict=True))
    without = int(empty[row].sum()) + int(undated.sum())
    beyond = int((outside & ~empty[row]).sum())
    rows, unmatched = settled + len(row) + int(undated.sum()), int(lost.sum())
    matched, lost_states = rows - beyond - without - unmatched, tuple(names.most_common())
    return Counts(
        table, rows, matched, beyond, unmatched, without,
        keys=(*columns, *_dated(read)), codes=LIST.get(code, code), states=lost_states, source=source,
    )  # fmt: skip


def _numbers(values: pl.Series, code: str) -> Array:
    """Codes as numbers, -1 for none; a text that is no alpha-3 code is a code of its own, which nobody has."""
    if code != "iso3":
        return (values.fill_null(-1) if values.null_count() else values).to_numpy()
    found = iso_numbers(values.to_list()).astype(np.int64)
    return np.where((found < 0) & values.is_not_null().to_numpy(), 26**3, found)


def _years(read: pl.DataFrame) -> tuple[Array, Array, Mask] | None:
    """For each row and year of it the row's number and the year, and which rows have no year; None without years."""
    dated_by = _dated(read)
    if not dated_by:
        return None
    if len(dated_by) == 1:
        if not read["year"].null_count():
            return np.arange(len(read)), read["year"].to_numpy(), np.zeros(0, bool)
        dated = read["year"].is_not_null().to_numpy()
        row = np.flatnonzero(dated)
        return row, read["year"].gather(row).to_numpy().astype(np.int64), ~dated
    first, final = (read[name] for name in dated_by)
    whole = (first.is_not_null() & final.is_not_null()).to_numpy()
    row = np.flatnonzero(whole)
    spell, year = years_of(first.gather(row), final.gather(row), (FIRST, 9999))
    return row[spell], year, ~whole


def _dated(read: pl.DataFrame) -> tuple[str, ...]:
    """The columns that say a row's years: one, or the first and the last of a spell; none where it has no years."""
    return next((names for names in DATED if set(names) <= set(read.columns)), ())
