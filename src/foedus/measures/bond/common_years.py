"""Years of common history: how long two members have been bound together, in years.

Formula: the total length of the days up to `on` on which both were full members, divided by 365.2425.
For an alliance, the age is counted from the day its treaty was signed or bound.
"""

from __future__ import annotations

import datetime as dt

from foedus.record.alliance import Alliance
from foedus.world import World

DAYS_PER_YEAR = 365.2425


def _spans(world: World, alliance: Alliance, state: str) -> list[tuple[dt.date, dt.date]]:
    spans = []
    for entry in alliance.members:
        if entry.state == state and entry.status == "member" and world.as_of.knows(entry.known):
            end = entry.end(world.as_of.known)
            last = min(end.first, world.as_of.on) if end else world.as_of.on
            if entry.since.first < last:
                spans.append((entry.since.first, last))
    return spans


def common_years(world: World, alliance: Alliance, a: str, b: str) -> float:
    """Years up to the day during which both states were full members; 0.0 if they never were."""
    days = 0
    for start_a, end_a in _spans(world, alliance, a):
        for start_b, end_b in _spans(world, alliance, b):
            days += max(0, (min(end_a, end_b) - max(start_a, start_b)).days)
    return days / DAYS_PER_YEAR


def age_years(world: World, alliance: Alliance) -> float:
    """Years from the signing of the founding treaty to the day (or to the alliance's end)."""
    end = world.as_of.on
    if alliance.dissolved and world.dissolved(alliance):
        end = alliance.dissolved.first
    return (end - alliance.founded.first).days / DAYS_PER_YEAR
