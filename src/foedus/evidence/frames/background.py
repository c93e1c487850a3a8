"""What was known of states and of pairs of states at the end of the year before: strength, distance, enmity, records.

* share of capabilities, CINC (Singer, Bremer & Stuckey 1972; NMC 7.0); a state without a figure has `LITTLE`.
* strategic rivalry (Thompson, Sakuwa & Suhas 2021).
* contiguity by land or at most 150 miles of sea (Stinnett and others 2002, Conflict Management and Peace
  Science 19(2)), great-circle distance of capitals in km.
* disputes with force between two states that ended in the ten years before (Gibler, Miller & Little 2016).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from foedus.datasets import store
from foedus.evidence.frames.wars import War
from foedus.ground.sphere import great_circle_km

STRENGTH, RIVALS, CAPITALS = "nmc-7.state-years", "thompson-sakuwa-suhas.rivalries", "cow-capitals.spells"
NEIGHBOURS, MAJORS = "cow-contiguity.spells", "cow-majors.spells"
#: The share of a state of which no figure is known, the contiguity that counts, and a distance where one is unknown.
LITTLE, NEAR, FAR = 1e-5, 4, 8000.0
#: For how many years a dispute is recent.
RECENT = 10


class Background:
    """Look-ups by state or pair and year; each answers for the end of the year before, so none knows the day itself."""

    def __init__(self, disputes: Iterable[War]) -> None:
        self.disputes = tuple(disputes)

    @cached_property
    def _cinc(self) -> dict[tuple[int, int], float]:
        rows = store.frame(STRENGTH).select("ccode", "year", "cinc").drop_nulls().iter_rows()
        return {(ccode, year): cinc for ccode, year, cinc in rows}

    @cached_property
    def _rivals(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        found = defaultdict(list)
        for a, b, start, end in store.frame(RIVALS).select("ccode1", "ccode2", "start_year", "end_year").iter_rows():
            found[_pair(a, b)].append((start, end))
        return found

    @cached_property
    def _near(self) -> dict[tuple[int, int], list[tuple[dt.date, dt.date]]]:
        found = defaultdict(list)
        for a, b, kind, start, end in store.frame(NEIGHBOURS).iter_rows():
            if 1 <= kind <= NEAR:
                found[_pair(a, b)].append((start, end))
        return found

    @cached_property
    def _capitals(self) -> dict[int, list[tuple[dt.date, float, float]]]:
        found = defaultdict(list)
        for row in store.frame(CAPITALS).sort("ccode", "start").iter_rows(named=True):
            found[row["ccode"]].append((row["start"], row["lat"], row["lon"]))
        return found

    @cached_property
    def _majors(self) -> list[tuple[int, dt.date, dt.date]]:
        return list(store.frame(MAJORS).select("ccode", "start", "end").iter_rows())

    @cached_property
    def _fights(self) -> dict[tuple[int, int], list[dt.date]]:
        found = defaultdict(list)
        for dispute in self.disputes:
            for a in (f for f in dispute.fighters if f.side == 1):
                for b in (f for f in dispute.fighters if f.side == 2):
                    found[_pair(a.ccode, b.ccode)].append(max(a.known, b.known))
        return found

    @cached_property
    def _beside(self) -> dict[tuple[int, int], list[dt.date]]:
        found = defaultdict(list)
        for dispute in self.disputes:
            for side in (1, 2):
                its = [f for f in dispute.fighters if f.side == side and f.force]
                for i, a in enumerate(its):
                    for b in its[:i]:
                        found[_pair(a.ccode, b.ccode)].append(max(a.known, b.known))
        return found

    def share(self, ccode: int, year: int) -> float:
        """A state's share of the world's capabilities in the year before, or in the latest of the five before it."""
        known = (self._cinc.get((ccode, y)) for y in range(year - 1, year - 6, -1))
        return next((c for c in known if c is not None), LITTLE) or LITTLE

    def rivals(self, a: int, b: int, year: int) -> bool:
        """Whether the two were strategic rivals at the end of the year before."""
        return any(start < year <= end + 1 for start, end in self._rivals.get(_pair(a, b), ()))

    def near(self, a: int, b: int, year: int) -> bool:
        """Whether they bordered by land or narrow sea at the end of the year before (the list ends in 2016)."""
        at = min(dt.date(year - 1, 12, 1), dt.date(2016, 12, 1))
        return any(start <= at <= end for start, end in self._near.get(_pair(a, b), ()))

    def distance(self, a: int, b: int, year: int) -> float:
        """Kilometres between the capitals."""
        spots = [self._capital(c, dt.date(year - 1, 12, 31)) for c in (a, b)]
        if None in spots:
            return FAR
        return _kilometres(*(s for s in spots if s is not None))

    def _capital(self, ccode: int, day: dt.date) -> tuple[float, float] | None:
        found = self._capitals.get(ccode)
        if not found:
            return None
        _, lat, lon = next((spell for spell in reversed(found) if spell[0] <= day), found[0])
        return lat, lon

    def major(self, ccode: int, year: int) -> bool:
        """Whether it was a major power at the end of the year before (the list ends in 2016)."""
        at = min(dt.date(year - 1, 12, 31), dt.date(2016, 12, 31))
        return any(c == ccode and start <= at <= end for c, start, end in self._majors)

    def fought(self, a: int, b: int, day: dt.date) -> int:
        """Disputes with force between the two that ended in the ten years before the year."""
        first, last = dt.date(day.year - RECENT, 1, 1), dt.date(day.year - 1, 12, 31)
        return sum(first <= d <= last for d in self._fights.get(_pair(a, b), ()))

    def together(self, a: int, b: int, day: dt.date) -> int:
        """Disputes that ended before the year in which both used force on one side."""
        last = dt.date(day.year - 1, 12, 31)
        return sum(d <= last for d in self._beside.get(_pair(a, b), ()))


@lru_cache(maxsize=65536)
def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return great_circle_km(*a, *b)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
