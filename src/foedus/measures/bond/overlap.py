"""How much of an alliance's membership comes from an earlier one: is it "a relic" of it in its members?

A state counts as the same if it is the same state or a successor of it (states.csv). A dissolved union is
continued only by its recorded successor (RUS for SUN), not by every state that was once a part of it.
Formulas: share of today's members that were members then; Jaccard index of the two sets, in 0..1.
"""

from __future__ import annotations

import datetime as dt

from foedus.ground.strict import Strict
from foedus.record.alliance import Alliance
from foedus.record.tables import states
from foedus.world import World


class Overlap(Strict, kw_only=True, frozen=True):
    """`common` are today's members that were members, or are successors of members, of the predecessor."""

    predecessor: str
    common: tuple[str, ...]
    members_now: int
    members_then: int
    share: float | None
    jaccard: float | None


def overlap(world: World, alliance: Alliance, predecessor: Alliance) -> Overlap:
    """The overlap of the members on the day with all that ever were members of the predecessor."""
    now = {m.state for m in world.members(alliance)}
    then = {
        m.state
        for m in predecessor.members
        if m.status == "member" and m.since.first <= world.as_of.on and world.as_of.knows(m.known)
    }
    carried = {_successor(s, world.as_of.on) for s in then}
    common = now & carried
    union = now | carried
    return Overlap(
        predecessor=predecessor.id,
        common=tuple(sorted(common)),
        members_now=len(now),
        members_then=len(then),
        share=len(common) / len(now) if now else None,
        jaccard=len(common) / len(union) if union else None,
    )


def _successor(state: str, day: dt.date) -> str:
    for _ in range(5):
        spans = states().get(state, ())
        if not spans or any(s.existed(day) for s in spans) or not spans[-1].successor:
            return state
        state = spans[-1].successor
    return state
