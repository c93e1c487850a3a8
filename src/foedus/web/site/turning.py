"""The turning points of an alliance, a day each: on some, several states joined or left, or called for help."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from foedus.brief.figures.turning_points import TurningPoint, turning_points
from foedus.ground.calendar import FIRST_YEAR, parse_day
from foedus.record.load import load
from foedus.record.version import DATE
from foedus.world import World


@dataclass(frozen=True, slots=True)
class Turn:
    """A day, the names of the states that joined and of those that left, and the calls for help, by id."""

    day: dt.date
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


@cache
def turns(alliance: str, lang: str) -> tuple[Turn, ...]:
    """The turning points up to the day of the record, as known then, in a language, the first first.

    Days before the alliance was founded (of a treaty that others signed later) or before the first year of the record
    have no page and are left out.
    """
    end, entry = parse_day(DATE), load().alliances[alliance]
    first = max(entry.founded.first, dt.date(FIRST_YEAR, 1, 1))
    days: dict[dt.date, list[TurningPoint]] = {}
    for point in turning_points(World.at(end, end), alliance, lang):
        if point.on >= first:
            days.setdefault(point.on, []).append(point)
    return tuple(
        Turn(day, _named(points, "join"), _named(points, "leave"), tuple(p.case for p in points if p.case))
        for day, points in sorted(days.items())
    )


def _named(points: list[TurningPoint], kind: str) -> tuple[str, ...]:
    return tuple(p.subject for p in points if p.kind == kind)
