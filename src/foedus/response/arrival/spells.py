"""Recorded deployments as durations: what was known by a day of how long each stage had taken, or was taking.

A stage that had not come about by the day is an open interval, not a gap: to leave out those who still wait would make
every ally look fast. What the record does not say is left out; who was invited against the government in office, or by
whom is contested, stands apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log, nan
from typing import Final, Literal

from foedus.ground.calendar import AsOf, Date
from foedus.ground.terms import BY_GOVERNMENT, Threat
from foedus.record.alliance import Alliance
from foedus.record.deployment import Deployment
from foedus.record.load import Record
from foedus.world import World

Stage = Literal["first_arrival", "full_strength", "stay"]
#: The stages: from the request to the first soldiers, from these to full strength, and to the last ones' leaving.
STAGES: Final[tuple[Stage, ...]] = ("first_arrival", "full_strength", "stay")
#: What is known of a deployment the day before it, in the order of `DeployedForce.known_before`.
TERMS: Final = ("war", "within", "nearest", "border", "standing", "allies")
#: Threats that last, and those that come from one day to the next inside a state.
LASTING: Final[tuple[Threat, ...]] = ("civil-war", "terrorism")
SUDDEN: Final[tuple[Threat, ...]] = ("coup", "internal-unrest")
#: Capitals are never taken to be nearer than that, in km.
NEAREST_KM = 100.0


@dataclass(frozen=True, slots=True)
class DeployedForce:
    """A deployment of the record with what was known of it the day before, as in `TERMS`.

    `promised` is the day from which it could be known that soldiers were to come, `requested` None where only the
    decision is on record.
    """

    id: str
    alliance: str
    requested: Date | None
    promised: Date
    plan: Deployment
    known_before: tuple[float, ...]

    @property
    def start(self) -> Date | None:
        """The day from which the first soldiers are waited for."""
        return self.requested or self.plan.decided


@dataclass(frozen=True, slots=True)
class Spell:
    """How long a stage took, in days: in [low, high), `high` infinite for what had not come about."""

    force: str
    alliance: str
    low: float
    high: float
    known_before: tuple[float, ...]


def known_before(
    world: World, alliance: Alliance, host: str, threat: Threat | None, present: Sequence[str] | None = None
) -> tuple[float, ...]:
    """The terms of a deployment to `host`; NaN for what is unknown. `present` are the allies that could come.

    A threat that lasts, one from within (1 or 0); ln km to the nearest of those present; whether one of them has a land
    border with the host; whether the alliance keeps a standing force; ln of the number of allies.
    """
    allies = [m.state for m in world.members(alliance, "member", "signatory") if m.state != host]
    near = allies if present is None else present
    ways = [km for ally in near if (km := world.distance_km(ally, host)) is not None]
    return (
        nan if threat is None else float(threat in LASTING),
        nan if threat is None else float(threat in SUDDEN),
        log(max(min(ways), NEAREST_KM)) if ways else nan,
        float(any(world.borders(ally, host) for ally in near)),
        float(any(force.holds(world.as_of) is not False for force in alliance.forces)),
        log(max(len(allies), 1)),
    )


class _Same:
    """A record as a key: equal to itself only."""

    __slots__ = ("record",)

    def __init__(self, record: Record) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.record is self.record


def forces(record: Record) -> tuple[DeployedForce, ...]:
    """Every deployment of the record whose days are on record, in the order of their ids."""
    return _forces(_Same(record))


@lru_cache(maxsize=4)
def _forces(same: _Same) -> tuple[DeployedForce, ...]:
    record = same.record
    found = []
    for case in record.invocations.values():
        if case.deployment is not None and case.request in (*BY_GOVERNMENT, "none"):
            before = _terms(record, case.alliance, case.victim or case.by, case.threat, case.date.first)
            found.append(DeployedForce(case.id, case.alliance, case.date, case.response.known, case.deployment, before))
    for alliance in record.alliances.values():
        for mission in alliance.missions:
            plan = mission.deployment
            if plan is not None:
                day = plan.requested or plan.decided or mission.since
                before = _terms(record, alliance.id, mission.host, mission.threat, day.first)
                found.append(
                    DeployedForce(f"{alliance.id}/{mission.id}", alliance.id, plan.requested, day, plan, before)
                )
    return tuple(sorted(found, key=lambda force: force.id))


def _terms(record: Record, alliance: str, host: str, threat: Threat | None, day: dt.date) -> tuple[float, ...]:
    return known_before(World.at(day, day, record), record.alliances[alliance], host, threat)


def spells(record: Record, stage: Stage, as_of: AsOf, exclude: str = "") -> list[Spell]:
    """The durations of a stage in deployments that began before `on`, as known by `known`."""
    found = []
    for force in forces(record):
        start = force.start or force.plan.first_arrival
        if force.id == exclude or start is None or start.first >= as_of.on or not as_of.knows(force.promised):
            continue
        span = _arrival(force, as_of) if stage == "first_arrival" else _since_arrival(force.plan, stage, as_of)
        if span is not None and span != (0.0, inf):
            found.append(Spell(force.id, force.alliance, *span, force.known_before))
    return found


def _arrival(force: DeployedForce, as_of: AsOf) -> tuple[float, float] | None:
    """From the request to the first soldiers; from a decision on where the request is not on record: at least that."""
    plan, start = force.plan, force.start
    if start is None:
        return None
    span = _waited(start, plan.first_arrival, plan.none_by, plan.known, as_of)
    return span if span is None or force.requested is not None else (span[0], inf)


def _since_arrival(plan: Deployment, stage: Stage, as_of: AsOf) -> tuple[float, float] | None:
    """From the first soldiers to full strength, or to the last ones' leaving."""
    arrived = plan.first_arrival
    if arrived is None or not _public(arrived, plan.known, as_of):
        return None
    if stage == "full_strength":
        return _waited(arrived, plan.full_strength, None, plan.known, as_of)
    seen = [day for day in (plan.first_withdrawal, plan.there_on) if day is not None]
    still = max(seen, key=lambda day: day.first) if seen else None
    return _waited(arrived, plan.ended, still, plan.known, as_of)


def _public(day: Date, known: Date, as_of: AsOf) -> bool:
    return as_of.knows(known) and as_of.knows(day)


def _waited(start: Date, end: Date | None, not_by: Date | None, known: Date, as_of: AsOf) -> tuple[float, float] | None:
    """The days from `start` to `end` as an interval; open where it lay ahead, None where nothing could be known.

    That nothing had happened could be seen on the day itself, whenever the record's source was written.
    """
    if end is not None and _public(end, known, as_of):
        return _least(start, end.first), float(max(0, (end.last - start.first).days)) + 1
    waits = as_of.known if end is not None and end.first > as_of.known else None
    if not_by is not None and end is None:
        waits = min(not_by.first, as_of.known)
    return None if waits is None else (_least(start, waits), inf)


def _least(start: Date, day: dt.date) -> float:
    return float(max(0, (day - start.last).days))
