"""The state system by year: which states are members when, in the lists of the Correlates of War or Gleditsch-Ward.

Both lists are spells in days. A state is in a year if it was a member on any day of it; two states make a dyad in a
year only if they were members on a common day of it (in 1990, Germany and East Germany were not). Members on the
lists' last day are taken as members since, up to the last year asked for.

Sources: Correlates of War Project (2017), State System Membership, v2016; Gleditsch & Ward (1999), International
Interactions 25(4).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt

from foedus.ground.errors import QueryError
from foedus.panel.columns import Array, Rows

SystemName = Literal["cow", "gw"]
#: The table of spells and the name of the code, by system.
LISTS: dict[str, tuple[str, str]] = {"cow": ("cow-system.spells", "ccode"), "gw": ("gw-system.spells", "gwcode")}
FIRST = 1816
#: A year and a code in one number: the year so many times, the code added.
_WIDE = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class StateYears:
    """State-years sorted by year and code.

    `code`, `year`: one entry a state-year. `offset[y]`: where year `first + y` begins (one more at the end).
    `row_of[y, code]`: the state-year's row, -1 if it is none of that year's states. `apart`: pairs of state-years
    (rows) of one year without a common day.
    """

    system: SystemName
    code_name: str
    first: int
    last: int
    code: npt.NDArray[np.int16]
    year: npt.NDArray[np.int16]
    offset: npt.NDArray[np.int64]
    row_of: npt.NDArray[np.int32]
    apart: npt.NDArray[np.int64]

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """The number of states by year."""
        return np.diff(self.offset)

    def rows(self, code: Array, year: Array) -> Rows:
        """The row of each state-year, -1 for those that are not there. Raises for a code or year with a fraction."""
        years, codes = self.row_of.shape
        y, c = _whole(year, "year") - self.first, _whole(code, "code")
        # Read without a sign, what is below zero is above every bound.
        outside = (y.view(np.uintp) >= years) | (c.view(np.uintp) >= codes)
        y *= codes
        y += c
        found = np.take(self.row_of.ravel(), y, mode="clip").astype(np.intp)
        if outside.any():
            found[outside] = -1
        return found


def _whole(values: Array, what: str) -> Rows:
    """Whole numbers as places in an array. Raises `QueryError` for fractions, which would fall on another state."""
    found = np.asarray(values)
    if found.dtype.kind == "f" and not (found == np.floor(found)).all():
        odd = found[found != np.floor(found)][0]
        raise QueryError(
            f"{odd:g} is no {what} of a state",
            why="codes and years are whole numbers",
            hint="drop rows without one, and round none",
        )
    return np.array(found, np.intp)


def check_years(first: int, last: int) -> None:
    """Raise `QueryError` for years that no panel has."""
    now = dt.date.today().year
    if not FIRST <= first <= last:
        raise QueryError(
            f"no panel from {first} to {last}",
            why=f"the state system begins in {FIRST}, and a panel ends no earlier than it begins",
            hint=f"ask for years from {FIRST} on, the first one first",
        )
    if last > now:
        raise QueryError(f"no panel up to {last}", why="that year has not begun", hint=f"ask for years up to {now}")


def state_years(first: int, last: int, system: SystemName = "cow") -> StateYears:
    """The state system's members by year, `first` to `last`."""
    check_years(first, last)
    if system not in LISTS:
        raise QueryError(f"there is no state system {system!r}", hint="cow or gw")
    return _state_years(first, last, system)


def spells(system: SystemName) -> list[tuple[int, dt.date, dt.date]]:
    """Code, first and last day of every spell, the open ones without an end in sight."""
    from foedus.datasets import store

    table, code = LISTS[system]
    found = store.frame(table)
    end = found["end"].max()
    rows = zip(found[code], found["start"], found["end"], strict=True)
    return [(int(c), a, dt.date.max if b == end else b) for c, a, b in rows]


@cache
def _state_years(first: int, last: int, system: SystemName) -> StateYears:
    listed = [s for s in spells(system) if s[1].year <= last and s[2].year >= first]
    spans = [(code, max(a.year, first), min(b.year, last) + 1) for code, a, b in listed]
    # Sorted by year and code, each once: a state may have two spells in a year.
    keys = np.unique(np.concatenate([np.empty(0, np.int64), *(np.arange(a, b) * _WIDE + c for c, a, b in spans)]))
    years, codes = (keys // _WIDE).astype(np.int16), (keys % _WIDE).astype(np.int16)
    offset = np.searchsorted(years, np.arange(first, last + 2)).astype(np.int64)
    row_of = np.full((last - first + 1, int(codes.max(initial=0)) + 1), -1, np.int32)
    row_of[years - first, codes] = np.arange(len(keys))
    apart = _apart(listed, row_of, first, last)
    return StateYears(system, LISTS[system][1], first, last, codes, years, offset, row_of, apart)


def _apart(
    listed: list[tuple[int, dt.date, dt.date]], row_of: npt.NDArray[np.int32], first: int, last: int
) -> npt.NDArray[np.int64]:
    """Pairs of rows of one year whose states share no day of it; only states that come or go can be such."""
    held: dict[int, list[tuple[dt.date, dt.date]]] = {}
    for code, start, end in listed:
        held.setdefault(code, []).append((start, end))
    moves = {(day.year, code) for code, *span in listed for day in span if first <= day.year <= last}
    found = {(y, c): [(a, b) for a, b in held[c] if a.year <= y <= b.year] for y, c in sorted(moves)}
    moving: dict[int, list[int]] = {}
    for year, code in found:
        moving.setdefault(year, []).append(code)
    pairs = []
    for year, codes in moving.items():
        for one, other in combinations(codes, 2):
            if not any(
                a <= d and c <= b and max(a, c).year <= year <= min(b, d).year
                for a, b in found[year, one]
                for c, d in found[year, other]
            ):
                rows = int(row_of[year - first, one]), int(row_of[year - first, other])
                pairs += [rows, rows[::-1]]
    return np.array(pairs, np.int64).reshape(-1, 2)
