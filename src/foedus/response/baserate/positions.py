"""Each member's weight in objecting: common threats lower it, a record of objecting raises it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.ground.strict import Strict
from foedus.measures.threat.divergence import source_of, threats_of
from foedus.response.baserate.assumptions import drawn
from foedus.response.draws import Draws, Runs
from foedus.response.precedents import Precedent
from foedus.world import World


class Standing(Strict, kw_only=True, frozen=True):
    """What is known of a member before the call: shared sources of threat, past stands, distance in km."""

    state: str
    shared: tuple[str, ...]
    supported: int
    objected: int
    distance_km: float | None
    borders: bool


def standing(world: World, state: str, by: str, cases: list[Precedent]) -> Standing:
    """A member's standing towards the state that asks."""
    own = {source_of(t) for t in threats_of(world, state)}
    theirs = {source_of(t) for t in threats_of(world, by)}
    stands = [p.stance for c in cases for p in c.case.positions if p.state == state]
    return Standing(
        state=state,
        shared=tuple(sorted((own & theirs) - {state, by})),
        supported=stands.count("support"),
        objected=stands.count("oppose") + stands.count("reserve"),
        distance_km=world.distance_km(state, by),
        borders=world.borders(state, by),
    )


def weights(members: list[Standing], cases: list[Precedent], draws: Draws) -> NDArray[np.float64]:
    """The weights w_m, shape (R, N); 1 is an average member.

    A member that shares a source of threat is scaled by the assumed factor; its past objections over its stands, shrunk
    to the average of all members, scale it further.
    """
    shared, pull = drawn("shared-threat", draws), drawn("past-objections", draws)
    stands = [p.stance for c in cases for p in c.case.positions]
    objected = stands.count("oppose") + stands.count("reserve")
    average = (objected + 1) / (len(stands) + 2)
    columns: list[Runs] = []
    for member in members:
        taken = member.supported + member.objected
        rate = (pull * average + member.objected) / (pull + taken)
        columns.append(rate / average * (shared if member.shared else 1.0))
    return np.stack(columns, axis=1) if columns else np.empty((draws.runs, 0))
