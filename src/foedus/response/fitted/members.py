"""Each ally in figures: what makes it likelier to send soldiers, given that the alliance sends any, and how many.

Only complete lists of contributors say who stayed away; a partial list says nothing of those who are not on it.
"""

from __future__ import annotations

from math import log, log1p
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.response.fitted.call import Sign, bound_to_adversary, came
from foedus.world import figures

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.record.case import Invocation
    from foedus.response.situation import Situation
    from foedus.world import World

#: What moves a member's chance to send, in the order of the columns; the first is the constant.
SENDING: Final[tuple[tuple[str, Sign], ...]] = (
    ("constant", 1),
    ("leads", 1),
    ("weight", 1),
    ("far", -1),
    ("borders", 1),
    ("own-record", 1),
    ("torn", -1),
)
#: What moves the logarithm of a contingent: constant, soldiers of the sender, distance, time, the alliance's own level.
SIZE: Final[tuple[str, ...]] = ("constant", "personnel", "far", "decades", "own-level")
#: Distance taken where a capital's place is unknown, in km (a convention).
SOMEWHERE_KM = 3000.0
#: How many own answers the rate of all members weighs against a member's own record of sending.
OWN = 2.0


def thousands(world: World, a: str, b: str) -> float:
    """log(1 + thousands of km) between two capitals; 0 for neighbours by land."""
    if world.borders(a, b):
        return 0.0
    km = world.distance_km(a, b)
    return log1p((km if km is not None else SOMEWHERE_KM) / 1000)


def sending(s: Situation, forces: dict[str, float]) -> NDArray[np.float64]:
    """The allies as rows (M, F) in the order of `s.allies`; the signs of `SENDING` are in the figures."""
    total = sum(forces.get(a, 0.0) for a in s.allies)
    rows = np.empty((len(s.allies), len(SENDING)))
    records, torn = sent_before(s), bound_to_adversary(s)
    for i, ally in enumerate(s.allies):
        share = forces.get(ally, 0.0) / total if total else 0.0
        came_before, could = records.get(ally, (0, 0))
        rows[i] = (
            1.0,
            float(ally == s.leader),
            log(1 + 100 * share),
            -thousands(s.world, ally, s.matter.by),
            float(s.world.borders(ally, s.matter.by)),
            (came_before + 0.3 * OWN) / (could + OWN) - 0.3,
            -float(ally in torn),
        )
    return rows


def sent_before(s: Situation) -> dict[str, tuple[int, int]]:
    """How often each ally sent soldiers in earlier answers whose list is complete, of how many it could have."""
    counts: dict[str, tuple[int, int]] = {}
    for precedent in s.cases:
        case = precedent.case
        if case.alliance != s.alliance.id or not came(case) or case.contributors != "complete":
            continue
        sent = senders_of(case)
        for ally in s.allies:
            a, b = counts.get(ally, (0, 0))
            counts[ally] = a + (ally in sent), b + 1
    return counts


def senders_of(case: Invocation) -> set[str]:
    """Who sent soldiers, as the case lists them."""
    return {c.state for c in case.contributions if c.kind == "troops"}


def size_row(world: World, state: str, to: str, soldiers: float, year: int, own: float = 0.0) -> NDArray[np.float64]:
    """One possible contingent in the order of `SIZE`; `own` is the alliance's level so far (`sizes.own_levels`)."""
    return np.array([1.0, log(max(soldiers, 1.0)), thousands(world, state, to), (year - 1990) / 10, own])


def forces_of(s: Situation) -> dict[str, float]:
    """Soldiers of the allies, from one series and year."""
    return figures("personnel", s.allies, s.world.as_of).values if s.allies else {}
