"""How much of an alliance is its leader: the leader's share, and what is left without it.

Formulas: d = x_L / X in 0..1; remainder R = X - x_L in the unit of the resource; ratio r = R / X = 1 - d.
The largest other member's share of the remainder shows whether a second power could lead.
Reference: the dominance ratio of Olson & Zeckhauser (1966), here as a share of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ground.strict import Strict
from foedus.measures.strength.shares import Shares

if TYPE_CHECKING:
    from foedus.measures.strength.shares import Flags, Floats, Ints


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


@dataclass(frozen=True, slots=True, eq=False)
class Dependences:
    """One place a group (an alliance and year); NaN where unknown. `following` is the row of the largest other member.

    `following` is -1 where there is none.
    """

    leader_share: Floats
    without_leader: Floats
    without_leader_ratio: Floats
    following: Ints
    next_share: Floats


def dependence_by_group(values: Floats, shares: Floats, group: Ints, groups: int, leads: Flags) -> Dependences:
    """The dependence of every group on its leader in one pass.

    values: (R,), NaN where unknown; shares: (R,), see `shares_by_group`; group: (R,), 0..groups-1; leads: (R,), the
    rows of leaders, at most one a group. Of two largest others the later row follows.
    """
    import numpy as np

    share = np.full(groups, np.nan)
    share[group[leads]] = shares[leads]
    told = ~np.isnan(share)
    others = ~leads & ~np.isnan(values) & told[group]
    rest = np.where(told, np.bincount(group[others], values[others], groups), np.nan)
    # The last row of a group in ascending order of value is its largest.
    rows = np.flatnonzero(others)
    rows = rows[np.lexsort((rows, values[rows], group[rows]))]
    following = np.full(groups, -1)
    following[group[rows]] = rows
    largest = np.append(values, np.nan)[following]  # -1 is the NaN at the end
    with np.errstate(invalid="ignore", divide="ignore"):
        next_share = np.where(rest > 0, largest / rest, np.nan)
    return Dependences(share, rest, 1 - share, following, next_share)
