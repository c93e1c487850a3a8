"""The days on which something turned for an alliance: states joined or left, or one called for help."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foedus.ground.calendar import FIRST_YEAR, parse_day
from foedus.record.alliance import Alliance
from foedus.record.case import Invocation
from foedus.record.load import load
from foedus.record.version import DATE
from foedus.world import World


@dataclass(frozen=True, slots=True)
class Turn:
    """A day, which states are full members from then on and no longer, and the calls that day, by id."""

    day: dt.date
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


def turns(alliance: Alliance) -> tuple[Turn, ...]:
    """The turning points up to the day of the record, as known then, the first first."""
    end = parse_day(DATE)
    calls: dict[dt.date, list[Invocation]] = {}
    for case in load().invocations.values():
        if case.alliance == alliance.id and case.date.first <= end:
            calls.setdefault(case.date.first, []).append(case)
    spans = [m for m in alliance.members if m.status == "member"]
    # Of a span known to the month only, the state counts as a member from the month's first day to its last.
    days = {m.since.first for m in spans} | {m.until.last for m in spans if m.until is not None} | calls.keys()
    found = []
    for day in sorted(d for d in days if _first(alliance) <= d <= end):
        before, after = (_members(alliance, d) for d in (day - dt.timedelta(1), day))
        called = tuple(c.id for c in sorted(calls.get(day, ()), key=lambda c: c.id))
        if before != after or called:
            found.append(Turn(day, tuple(sorted(after - before)), tuple(sorted(before - after)), called))
    return tuple(found)


def _first(alliance: Alliance) -> dt.date:
    return max(alliance.founded.first, dt.date(FIRST_YEAR, 1, 1))


def _members(alliance: Alliance, day: dt.date) -> set[str]:
    if day < _first(alliance):
        return set()
    return {m.state for m in World.at(day, parse_day(DATE)).members(alliance)}
