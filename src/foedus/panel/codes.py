"""One state, several codes: Correlates of War, Gleditsch-Ward and ISO 3166 alpha-3, by year.

Between the two lists the crosswalk is isard's, by state-year: a state has the other list's code in the years in which
it is a member of that list too, and none in others (West Germany in the Correlates of War before 1955). Between a list
and ISO it is the record's table of states, each code over a span of days.

Where two of a panel's states bear one code in a year (Germany in 1990), a source's row is that of the state that is
there on 31 December, and the other's is unknown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from foedus.datasets import store
from foedus.panel.columns import Array, Mask
from foedus.panel.system import StateYears, spells
from foedus.record import tables

_FIELDS: dict[str, str] = {"ccode": "cow", "gwcode": "gw"}
#: The crosswalk of each list's state-years.
CROSSWALK: dict[str, str] = {"ccode": "state-crosswalk.cow-years", "gwcode": "state-crosswalk.gw-years"}


def number_of(iso3: str) -> int:
    """An alpha-3 code as a number in 0..17575, so that it can index an array; -1 for what is none.

    >>> number_of("AAB"), number_of("ZZZ"), number_of("eu")
    (1, 17575, -1)
    """
    if len(iso3) != 3 or not (iso3.isascii() and iso3.isupper()):
        return -1
    a, b, c = (ord(x) - 65 for x in iso3)
    return (a * 26 + b) * 26 + c


def letters_of(number: int) -> str:
    """The alpha-3 code of a number; see `number_of`.

    >>> letters_of(number_of("DEU"))
    'DEU'
    """
    return "".join(chr(65 + x) for x in (number // 676, number // 26 % 26, number % 26))


def coded(states: StateYears, code: str, *, either: bool = False) -> StateYears:
    """The same state-years, found by another code; `states` itself for its own code.

    `either`: also by a code that only the other list's crosswalk gives a state, where it passed from one code to
    another within a year (345 and 340 in 2006): for marks and counts, which several rows of a source may make.
    """
    return states if code == states.code_name else _coded(states, code, either)


@lru_cache(maxsize=16)
def _coded(states: StateYears, code: str, either: bool) -> StateYears:
    wanted = crosswalk(states, code)
    rows = np.arange(len(wanted))
    # States that are there at the year's end are written last, so that they have the code if two claim it.
    rows = rows[np.argsort(_late(states), kind="stable")]
    rows = rows[wanted[rows] >= 0]
    year, other = states.year[rows].astype(np.int64) - states.first, wanted[rows].astype(np.int64)
    if either and code in CROSSWALK:
        own, theirs, when = _links(code, code, states.code_name)
        at = states.rows(theirs, when)
        there = at >= 0
        year = np.concatenate([when[there] - states.first, year])
        other, rows = np.concatenate([own[there], other]), np.concatenate([at[there], rows])
    row_of = np.full((len(states.counts), int(other.max(initial=0)) + 1), -1, np.int32)
    row_of[year, other] = rows
    return replace(states, row_of=row_of)


@lru_cache(maxsize=16)
def spoken_of(states: StateYears, code: str) -> Mask:
    """Which state-years a source that names states by a code can speak of: those that have it in that year."""
    found = np.zeros(len(states.code), bool)
    row_of = coded(states, code).row_of
    found[row_of[row_of >= 0]] = True
    return found


@lru_cache(maxsize=16)
def crosswalk(states: StateYears, code: str) -> npt.NDArray[np.int32]:
    """For each state-year its other code as a number (`number_of` for ISO), -1 where it has none."""
    found = np.full(len(states.code), -1, np.int32)
    if code in CROSSWALK:
        own, other, year = _links(states.code_name, states.code_name, code)
        rows = states.rows(own, year)
        found[rows[rows >= 0]] = other[rows >= 0]
        last = int(year.max(initial=0))
        own, other = own[year == last], other[year == last]
        for late in range(max(last + 1, states.first), states.last + 1):  # members on its last day are members since
            rows = states.rows(own, np.full(len(own), late))
            found[rows[rows >= 0]] = other[rows >= 0]
        return found
    spans: dict[int, list[tuple[dt.date, dt.date, int]]] = {}
    for state in (s for entries in tables.states().values() for s in entries):
        mine = getattr(state, _FIELDS[states.code_name])
        if mine is not None:
            until = state.until.first if state.until else dt.date.max
            spans.setdefault(mine, []).append((state.since.first, until, number_of(state.id)))
    for row, (mine, when) in enumerate(zip(states.code.tolist(), states.year.tolist(), strict=True)):
        held = [s for s in spans.get(mine, ()) if s[0].year <= when and s[1] > dt.date(when, 1, 1)]
        if held:
            found[row] = max(held)[2]
    return found


def _links(crossing: str, one: str, other: str) -> tuple[Array, Array, Array]:
    """The two codes of each state-year that has both, and the year, by the crosswalk of a list's state-years."""
    found = store.frame(CROSSWALK[crossing]).drop_nulls([one, other])
    return tuple(found[c].to_numpy().astype(np.int64) for c in (one, other, "year"))  # type: ignore[return-value]


def _late(states: StateYears) -> Array:
    """Whether each state-year's state is still a member on 31 December, by the list and not by the panel's end."""
    listed = spells(states.system)
    ends = {(code, end.year) for code, _, end in listed if end != dt.date(end.year, 12, 31)}
    left = {(c, y) for c, y in ends if not any(k == c and a <= dt.date(y, 12, 31) <= b for k, a, b in listed)}
    keys = zip(states.code.tolist(), states.year.tolist(), strict=True)
    return np.array([key not in left for key in keys], bool)


def iso_numbers(values: list[str | None]) -> Array:
    """Alpha-3 codes as numbers; see `number_of`."""
    known: dict[str | None, int] = {v: number_of(v) if v else -1 for v in set(values)}
    return np.array([known[v] for v in values], np.int32)
