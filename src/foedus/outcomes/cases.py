"""The record's comparable cases as known by a day: affairs of one threat, by whether soldiers came, and what followed.

An affair is one case however many allies were called. It is comparable where the threat is the one asked about, the
call lies before the day and its answer was known by then, in the same age (before 1945 and since are two), and, for a
threat within, the place is the state's own. Soldiers came where they were decided and arrived at least in part.
Requests by a faction, or whose maker is disputed, stand apart: an invasion is no help.
"""

from __future__ import annotations

from typing import Final, Literal

from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import ARRIVED, BY_GOVERNMENT, GROUPS, SINCE, ResponseKind, Threat
from foedus.outcomes.followed import Followed, followed
from foedus.record.case import Invocation
from foedus.world import World

#: Whether soldiers came: they did; they did not; they were announced, and did not come or are not reported; the call is
#: contested.
Soldiers = Literal["came", "not", "announced", "contested"]
SOLDIERS: Final[tuple[Soldiers, ...]] = ("came", "not", "announced", "contested")


class ComparableCase(Strict, kw_only=True, frozen=True):
    """One affair: the calls in it, the state, the day of the first, what came, and what followed."""

    id: str
    calls: tuple[str, ...]
    title: Label
    state: str
    date: str
    soldiers: Soldiers
    asked: bool
    response: ResponseKind
    arrived: str | None
    text: Label
    followed: Followed
    sources: tuple[str, ...]


def comparable(world: World, threat: Threat, exclude: str = "") -> tuple[ComparableCase, ...]:
    """The comparable cases, the earliest first; `exclude` is a call whose affair is left out."""
    record, as_of = world.record, world.as_of
    left_out = record.invocations.get(exclude)
    affairs: dict[tuple[str, bool], list[Invocation]] = {}
    for case in sorted(record.invocations.values(), key=lambda c: (c.date.first, c.id)):
        known = as_of.knows(case.known) and as_of.knows(case.response.known) and case.date.last < as_of.on
        same_age = (case.date.first.year >= SINCE) is (as_of.on.year >= SINCE)
        if case.threat != threat or not known or not same_age or not _at_home(case, world):
            continue
        if left_out is not None and (case.affair or case.id) == (left_out.affair or left_out.id):
            continue
        contested = case.request not in (*BY_GOVERNMENT, "none")
        affairs.setdefault((case.affair or case.id, contested), []).append(case)
    found = [_case(name, calls, world, contested) for (name, contested), calls in affairs.items()]
    return tuple(sorted(found, key=lambda c: (Date(c.date).first, c.id)))


def _at_home(case: Invocation, world: World) -> bool:
    """Whether a threat within arose in the state that was to be helped."""
    if GROUPS[case.threat] != "internal":
        return True
    state = case.victim or case.by
    return any(
        place == state or (place in world.record.places and world.record.places[place].recognised == state)
        for place in case.places
    )


def _case(name: str, calls: list[Invocation], world: World, contested: bool) -> ComparableCase:
    sent = [c for c in calls if c.response.kind == "troops"]
    came = [c for c in sent if c.response.delivered in ARRIVED]
    wanted = [c for c in calls if c.request != "none" and c.asked == "troops"]
    first, told = calls[0], (came or sent or wanted or calls)[0]
    plans = [c.deployment for c in came if c.deployment is not None]
    arrived = [p.first_arrival for p in plans if p.first_arrival is not None and world.as_of.knows(p.first_arrival)]
    ids = tuple(c.id for c in calls)
    findings = [f for f in world.record.aftermath.values() if f.case in ids]
    what = followed(first.date, findings, plans, world.as_of)
    soldiers: Soldiers = "contested" if contested else "came" if came else "announced" if sent else "not"
    return ComparableCase(
        id=told.id, calls=ids, title=told.title, state=first.victim or first.by, date=first.date.text,
        soldiers=soldiers, asked=bool(wanted),
        response=told.response.kind, arrived=min(arrived, key=lambda d: d.first).text if arrived else None,
        text=told.response.text, followed=what,
        sources=tuple(dict.fromkeys((*told.sources[:1], *told.response.sources[:1], *what.sources))),
    )  # fmt: skip
