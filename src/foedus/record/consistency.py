"""What cannot be true together: orders of days, states that were not there, answers that contradict themselves.

Where the world is odd and the record right (a member before it was a state, help decided before it was asked for), a
`note` of the entry says so, and the finding goes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from foedus.ground.calendar import Date
from foedus.ground.terms import WORDS
from foedus.record.alliance import Alliance, Membership
from foedus.record.case import Invocation
from foedus.record.entries import Contribution
from foedus.record.load import Record
from foedus.record.tables import Series, State

#: Armies are published in thousands, so that a small one is zero.
ROUNDED = 1000
#: The lists of the state system begin on this day; what was a state before it they do not say.
LISTED = dt.date(1816, 1, 1)
States = Mapping[str, tuple[State, ...]]


def consistency(record: Record, states: States, armies: Iterable[Series]) -> Iterator[str]:
    """All findings; `armies` are the series of military personnel, in persons."""
    armies = tuple(armies)
    for alliance in record.alliances.values():
        yield from _alliance(alliance, record, states, armies)
    for case in record.invocations.values():
        yield from _case(case, states, armies)
    for threat in record.threats.values():
        if threat.source_alliance and threat.source_alliance not in record.alliances:
            yield f"threats[{threat.id}].source_alliance: {threat.source_alliance!r} is not in the record"
    told = record.alliances.keys() | record.invocations.keys() | record.conflicts.keys()
    for statement in record.statements.values():
        for key in statement.about:
            if key not in told:
                yield f"statements[{statement.id}].about: {key!r} is no alliance, invocation or conflict of the record"
        if before(statement.known, statement.date):
            yield f"statements[{statement.id}]: known ({statement.known}) before it was made ({statement.date})"


def before(first: Date | None, second: Date | None) -> bool:
    """Whether the first day surely lies before the second; False where either is unknown."""
    return first is not None and second is not None and first.last < second.first


def _alliance(alliance: Alliance, record: Record, states: States, armies: tuple[Series, ...]) -> Iterator[str]:
    where = f"alliances[{alliance.id}]"
    for key in (*alliance.predecessors, alliance.counterpart):
        if key and key not in record.alliances:
            yield f"{where}: {key!r} is not in the record"
    for name, entries in (
        ("treaties", alliance.treaties), ("organs", alliance.organs), ("forces", alliance.forces),
        ("basing", alliance.basing), ("missions", alliance.missions), ("events", alliance.events),
    ):  # fmt: skip
        for key, count in Counter(entry.id for entry in entries).items():
            if count > 1:
                yield f"{where}.{name}: the id {key!r} is given {count} times"
    for one, two in pairwise(sorted(alliance.names, key=lambda n: n.since.first)):
        if one.until is None or before(two.since, one.until):
            yield f"{where}.names: two names at once, on {two.since}"
        elif before(one.until, two.since):
            yield f"{where}.names: no name from {one.until} to {two.since}"
    for one_leader, two_leader in pairwise(sorted(alliance.leaders, key=lambda n: n.since.first)):
        over = one_leader.until is None or before(two_leader.since, one_leader.until)
        if over and one_leader.state != two_leader.state:
            yield f"{where}.leaders: {one_leader.state} and {two_leader.state} both lead on {two_leader.since}"
    for treaty in alliance.treaties:
        if before(treaty.in_force, treaty.signed):
            yield f"{where}.treaties[{treaty.id}]: in force ({treaty.in_force}) before it was signed ({treaty.signed})"
        if before(treaty.until, treaty.in_force or treaty.signed):
            yield f"{where}.treaties[{treaty.id}]: ends ({treaty.until}) before it begins"
    for member in alliance.members:
        yield from _member(where, alliance, member, states)
    for event in alliance.events:
        if before(event.known, event.date):
            yield f"{where}.events[{event.id}]: known ({event.known}) before it happened ({event.date})"
    for force in alliance.forces:
        yield from _sizes(f"{where}.forces[{force.id}]", force.contingents, force.since, armies)
    for mission in alliance.missions:
        if mission.invocation and mission.invocation not in record.invocations:
            yield f"{where}.missions[{mission.id}].invocation: {mission.invocation!r} is not in the record"
        yield from _sizes(f"{where}.missions[{mission.id}]", mission.contributions, mission.since, armies)


def _member(where: str, alliance: Alliance, member: Membership, states: States) -> Iterator[str]:
    at = f"{where}.members[{member.state}]"
    if not member.note and not _there(member.state, member.since, states):
        yield f"{at}: no state of the state system on {member.since}; say why in `note`"
    if member.status == "member" and before(member.since, alliance.founded):
        yield f"{at}: member ({member.since}) before the alliance was founded ({alliance.founded})"
    if alliance.dissolved is not None and (member.until is None or before(alliance.dissolved, member.until)):
        yield f"{at}: member beyond the end of the alliance ({alliance.dissolved})"


def _there(code: str, day: Date, states: States) -> bool:
    """Whether a state was there on some day that the date may be; one that is not listed is another finding's."""
    spans = states.get(code, ())
    return (
        not spans
        or day.last < LISTED
        or any(s.since.first <= day.last and not (s.until and s.until.last <= day.first) for s in spans)
    )


def _case(case: Invocation, states: States, armies: tuple[Series, ...]) -> Iterator[str]:
    where = f"invocations[{case.id}]"
    response = case.response
    if not case.frame:
        yield f"{where}: no frame; say in `frame` how the case came into the record"
    for code in dict.fromkeys((case.by, case.victim, *case.adversaries)):
        if code and not case.note and not _there(code, case.date, states):
            yield f"{where}: {code} was no state of the state system on {case.date}; say why in `note`"
    if before(response.date, case.date) and not (case.note or response.note):
        yield f"{where}.response: decided ({response.date}) before the call ({case.date}); say why in `note`"
    for name, entry, day in (("", case, case.date), (".response", response, response.date)):
        if before(entry.known, day):
            yield f"{where}{name}: known ({entry.known}) before it happened ({day})"
    if response.kind in WORDS and response.delivered != "full":
        yield f"{where}.response: words are delivered when they are said, not {response.delivered!r}"
    soldiers = [c for c in case.contributions if c.kind == "troops"]
    if response.kind in WORDS and soldiers:
        yield f"{where}: soldiers of {soldiers[0].state}, but the response is {response.kind!r}"
    if response.delivered == "none" and case.contributions:
        yield f"{where}: a contribution of {case.contributions[0].state}, but nothing was delivered"
    yield from _sizes(where, case.contributions, response.date or case.date, armies)


def _sizes(where: str, contributions: tuple[Contribution, ...], day: Date, armies: tuple[Series, ...]) -> Iterator[str]:
    """Contingents larger than the whole army of that time, by the largest figure that any series has."""
    for entry in contributions:
        figure = entry.low if entry.low is not None else entry.best
        if entry.kind != "troops" or figure is None or entry.note:
            continue
        year = (entry.since or day).first.year
        largest = _army(entry.state, (year - 1, year, year + 1), armies)
        if largest is not None and figure > largest + ROUNDED:
            yield f"{where}.contributions[{entry.state}]: {figure:g} soldiers of an army of {largest:g}"


def _army(state: str, years: tuple[int, ...], armies: tuple[Series, ...]) -> float | None:
    """The largest figure that any series has for a state in some of the years; None where none has one."""
    found = [army.values[state].get(year) for army in armies if state in army.values for year in years]
    return max((figure for figure in found if figure is not None), default=None)
