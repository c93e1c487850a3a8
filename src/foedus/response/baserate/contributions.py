"""Who sends soldiers, and how many, given that the alliance sends any.

Chance: Beta posterior of a member's own record of sending, drawn towards the rate of its role (leader or other
member), moved in log odds by distance. Size: a share of the member's armed forces; ln(share) has a Student t predictive
from all recorded contributions (normal data, conjugate prior). A member whose armed forces are unknown has no size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.ground.calendar import AsOf
from foedus.ground.strict import Strict
from foedus.record.case import Invocation
from foedus.record.entries import Contribution
from foedus.response.assumptions import Assumptions
from foedus.response.baserate.assumptions import assumptions, drawn
from foedus.response.baserate.predictive import log_predictive
from foedus.response.draws import Draws, Runs
from foedus.response.precedents import Precedent
from foedus.response.standing import Standing
from foedus.world import World, figures

#: No member is taken to send more than this share of its armed forces (a bound on the tail, not an estimate).
LARGEST_SHARE = 0.5


class Sent(Strict, kw_only=True, frozen=True):
    """How often a state sent soldiers when it could have: `sent` of `eligible` recorded answers with troops."""

    sent: int
    eligible: int


@dataclass(frozen=True, slots=True)
class Senders:
    """The record of sending, as far as known: by state, and by role."""

    by_state: dict[str, Sent]
    leaders: Sent
    others: Sent
    without_leader: Sent
    log_shares: tuple[float, ...]


def senders(cases: list[Precedent], world: World) -> Senders:
    """Count who sent soldiers in the known cases answered with troops: who stayed away, only by complete lists."""
    by_state: dict[str, list[bool]] = {}
    roles: dict[bool, list[bool]] = {True: [], False: []}
    alone: list[bool] = []
    log_shares = []
    for precedent in cases:
        case = precedent.case
        sent = troops_by_state(case, world.as_of)
        if case.response.kind != "troops" or not sent:
            continue
        forces = figures("personnel", sent, AsOf(case.date.first, world.as_of.known)).values
        log_shares += [np.log(n / forces[s]) for s, n in sent.items() if n > 0 and forces.get(s)]
        if case.contributors != "complete":
            continue  # who is not on a partial list has not stayed away
        then = World.at(case.date.first, world.as_of.known, world.record)
        alliance = world.record.alliances[case.alliance]
        leader = then.leader(alliance)
        for member in then.members(alliance):
            if member.state != (case.victim or case.by):
                came = member.state in sent
                by_state.setdefault(member.state, []).append(came)
                roles[leader is not None and leader.state == member.state].append(came)
        if leader and leader.state != (case.victim or case.by):
            alone.append(leader.state not in sent)
    return Senders(
        by_state={s: Sent(sent=sum(v), eligible=len(v)) for s, v in by_state.items()},
        leaders=Sent(sent=sum(roles[True]), eligible=len(roles[True])),
        others=Sent(sent=sum(roles[False]), eligible=len(roles[False])),
        without_leader=Sent(sent=sum(alone), eligible=len(alone)),
        log_shares=tuple(float(x) for x in log_shares),
    )


def troops_by_state(case: Invocation, as_of: AsOf) -> dict[str, float]:
    """The first known (most authoritative) figure of each state's soldiers; 0 where only the fact is known."""
    found: dict[str, float] = {}
    for entry in case.contributions:
        if entry.kind == "troops" and as_of.knows(entry.known):
            found.setdefault(entry.state, _figure(entry))
    return found


def _figure(entry: Contribution) -> float:
    if entry.best is not None:
        return entry.best
    ends = [v for v in (entry.low, entry.high) if v is not None]
    return sum(ends) / len(ends) if ends else 0.0


def chance_to_send(
    member: Standing, is_leader: bool, known: Senders, draws: Draws, mean_km: float, table: Assumptions | None = None
) -> Runs:
    """The chance that the member sends soldiers, given that the alliance does, shape (R,)."""
    role = known.leaders if is_leader else known.others
    subject = "leader" if is_leader else "other"
    of_role = draws.beta(f"send/{subject}", 0.5 + role.sent, 0.5 + role.eligible - role.sent)
    own = known.by_state.get(member.state, Sent(sent=0, eligible=0))
    pull = drawn("own-record", draws, table)
    safe = np.clip(of_role, 1e-4, 1 - 1e-4)
    rate = draws.beta(f"send/{member.state}", pull * safe + own.sent, pull * (1 - safe) + own.eligible - own.sent)
    rate = np.clip(rate, 1e-6, 1 - 1e-6)
    if is_leader or member.distance_km is None:
        return rate
    shift = drawn("distance-effect", draws, table) * (member.distance_km - mean_km) / 1000
    shifted: Runs = 1 / (1 + np.exp(-(np.log(rate / (1 - rate)) - shift)))
    return shifted


def sizes(state: str, personnel: float, known: Senders, draws: Draws, table: Assumptions | None = None) -> Runs:
    """Predictive draws of the soldiers a member sends if it sends any, shape (R,)."""
    spread = (table or assumptions())["force-fraction-spread"].value
    centre = np.log(drawn("force-fraction", draws, table))
    share = np.exp(log_predictive(known.log_shares, centre, spread, draws, "size", subject=state))
    soldiers: Runs = personnel * np.minimum(share, LARGEST_SHARE)
    return soldiers
