"""How much of an alliance is its leader: the leader's share, and what is left without it.

Formulas: d = x_L / X in 0..1; remainder R = X - x_L in the unit of the resource; ratio r = R / X = 1 - d.
The largest other member's share of the remainder shows whether a second power could lead.
Reference: the dominance ratio of Olson & Zeckhauser (1966), here as a share of the whole.
"""

from __future__ import annotations

from foedus.ground.strict import Strict
from foedus.measures.shares import Shares


class Dependence(Strict, kw_only=True, frozen=True):
    """None where the leader or its figure is unknown. `next_share` is a share of the remainder."""

    leader: str | None
    leader_share: float | None
    without_leader: float | None
    without_leader_ratio: float | None
    next_state: str | None
    next_share: float | None


def dependence(found: Shares, leader: str | None) -> Dependence:
    """The dependence on `leader`, from the shares of one resource."""
    share = found.shares.get(leader) if leader else None
    if leader is None or share is None or found.total is None:
        return Dependence(
            leader=leader, leader_share=None, without_leader=None, without_leader_ratio=None,
            next_state=None, next_share=None,
        )  # fmt: skip
    others = {s: v for s, v in found.values.items() if s != leader and v is not None}
    rest = sum(others.values())
    following = max(others, key=lambda s: (others[s], s)) if others else None
    return Dependence(
        leader=leader,
        leader_share=share,
        without_leader=rest,
        without_leader_ratio=rest / found.total if found.total else None,
        next_state=following,
        next_share=others[following] / rest if following and rest else None,
    )
