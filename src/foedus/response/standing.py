"""What is known of a member before the call: shared sources of threat, past stands, distance."""

from __future__ import annotations

from foedus.ground.strict import Strict
from foedus.measures.threat.divergence import source_of, threats_of
from foedus.response.precedents import Precedent
from foedus.world import World


class Standing(Strict, kw_only=True, frozen=True):
    """Shared sources of threat, past stands, distance between capitals in km (None where one is unknown)."""

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
