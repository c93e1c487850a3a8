"""One state, several codes: Correlates of War, Gleditsch-Ward and ISO 3166 alpha-3, by year.

The crosswalk is the record's table of states, each code over a span of days. Where a code passes from one state to
another within a year (Germany in 1990), the state that bears it on 31 December has it for that year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from foedus.panel.columns import Array
from foedus.panel.system import StateYears
from foedus.record import tables

_FIELDS: dict[str, str] = {"ccode": "cow", "gwcode": "gw"}


def number_of(iso3: str) -> int:
    """An alpha-3 code as a number in 0..17575, so that it can index an array; -1 for what is none.

    >>> number_of("AAB"), number_of("ZZZ"), number_of("eu")
    (1, 17575, -1)
    """
    if len(iso3) != 3 or not (iso3.isascii() and iso3.isupper()):
        return -1
    a, b, c = (ord(x) - 65 for x in iso3)
    return (a * 26 + b) * 26 + c


def coded(states: StateYears, code: str) -> StateYears:
    """The same state-years, found by another code; `states` itself for its own code."""
    return states if code == states.code_name else _coded(states, code)


@lru_cache(maxsize=16)
def _coded(states: StateYears, code: str) -> StateYears:
    wanted = crosswalk(states, code)
    row_of = np.full((len(states.counts), int(wanted.max(initial=0)) + 1), -1, np.int32)
    year = states.year.astype(np.int64) - states.first
    late = _late(states)
    # States that are there at the year's end are written last, so that they have the code if two claim it.
    for rows in (np.flatnonzero((wanted >= 0) & ~late), np.flatnonzero((wanted >= 0) & late)):
        row_of[year[rows], wanted[rows]] = rows
    return replace(states, row_of=row_of)


@lru_cache(maxsize=16)
def crosswalk(states: StateYears, code: str) -> npt.NDArray[np.int32]:
    """For each state-year its other code as a number (`number_of` for ISO), -1 where the record knows none."""
    own = _FIELDS[states.code_name]
    spans: dict[int, list[tuple[dt.date, dt.date, int]]] = {}
    for state in (s for entries in tables.states().values() for s in entries):
        mine = getattr(state, own)
        other = number_of(state.id) if code == "iso3" else getattr(state, _FIELDS[code])
        if mine is not None and other is not None:
            until = state.until.first if state.until else dt.date.max
            spans.setdefault(mine, []).append((state.since.first, until, other))
    found = np.full(len(states.code), -1, np.int32)
    for row, (mine, year) in enumerate(zip(states.code.tolist(), states.year.tolist(), strict=True)):
        held = [s for s in spans.get(mine, ()) if s[0].year <= year and s[1] > dt.date(year, 1, 1)]
        if held:
            found[row] = max(held)[2]
    return found


def _late(states: StateYears) -> Array:
    """Whether each state-year's state is still a member in the next year (or the panel ends)."""
    y = np.minimum(states.year.astype(np.int64) - states.first + 1, len(states.counts) - 1)
    return np.asarray((states.row_of[y, states.code] >= 0) | (states.year == states.last))


def iso_numbers(values: list[str | None]) -> Array:
    """Alpha-3 codes as numbers; see `number_of`."""
    known: dict[str | None, int] = {v: number_of(v) if v else -1 for v in set(values)}
    return np.array([known[v] for v in values], np.int32)
