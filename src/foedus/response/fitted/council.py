"""The council of the fitted model: members lean together, so a procedure matters less than independent votes would say.

Member m lets a decision pass with chance v_m(z) = logistic(a + w_m + s z), where z is one common shock of strength
s for all of them (Student's t, two degrees) and w_m the member's own lean. The level a is the one under which the
treaty's own procedure, with all members present, gives the fitted chance. Another procedure, or a member taken away,
then gives another chance under the same draws. Integrals over z are sums over a grid, without simulation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.response.procedures import adopted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.ground.terms import Procedure
    from foedus.response.draws import Runs

#: Points of the sum over the common shock, at even steps of its distribution.
NODES: Final = 31
#: Steps of the search for a level, its ends, and when it is near enough.
STEPS, WIDEST, NEAR = 60, 90.0, 1e-10


@cache
def nodes() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes and weights for a mean over Student's t with two degrees of freedom.

    Its tails are heavy: now and then nobody moves, or everybody does, whatever the procedure.
    """
    u = (np.arange(NODES) + 0.5) / NODES
    return (2 * u - 1) / np.sqrt(2 * u * (1 - u)), np.full(NODES, 1 / NODES)


def logistic(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 / (1 + exp(-x)), without overflow."""
    half: NDArray[np.float64] = 0.5 * (1 + np.tanh(0.5 * x))
    return half


@dataclass(frozen=True, slots=True)
class Council:
    """Leans (M,), common shock (D,) and the place of the leading power among the members, if it is one."""

    leans: NDArray[np.float64]
    shock: Runs
    leader: int | None

    def votes(self, level: Runs) -> NDArray[np.float64]:
        """The chance that each member lets it pass, by draw and node: shape (D, Z, M)."""
        z, _ = nodes()
        return logistic(level[:, None, None] + self.shock[:, None, None] * z[:, None] + self.leans)

    def chance(self, procedure: Procedure, level: Runs) -> Runs:
        """The chance that the procedure lets it pass, shape (D,)."""
        if not len(self.leans):
            return np.zeros(len(level))
        votes = self.votes(level)
        draws, count, members = votes.shape
        passed = adopted(procedure, 1 - votes.reshape(draws * count, members), self.leader).reshape(draws, count)
        mean: Runs = passed @ nodes()[1]
        return mean

    def level(self, target: Runs, procedure: Procedure) -> Runs:
        """The level under which the procedure gives the target; the chance rises with it (Illinois method)."""
        low, high = np.full_like(target, -WIDEST), np.full_like(target, WIDEST)
        below, above = -target, 1 - target
        side = np.zeros_like(target)
        for _ in range(STEPS):
            middle = low - below * (high - low) / (above - below)
            rest = self.chance(procedure, middle) - target
            if np.abs(rest).max() < NEAR:
                break
            up = rest < 0
            # An end that stays twice is pulled nearer, so that both ends close in.
            above = np.where(up, np.where(side == 1, above / 2, above), rest)
            below = np.where(up, rest, np.where(side == -1, below / 2, below))
            low, high, side = np.where(up, middle, low), np.where(up, high, middle), np.where(up, 1, -1)
        return middle

    def passes(self, level: Runs) -> NDArray[np.float64]:
        """Each member's own chance to let it pass, shape (D, M)."""
        votes = self.votes(level)
        mean: NDArray[np.float64] = np.einsum("dzm,z->dm", votes, nodes()[1])
        return mean

    def only(self, present: list[int]) -> Council:
        """The council of some of its members; the rest keep their leans."""
        seat = present.index(self.leader) if self.leader in present else None
        return Council(self.leans[present], self.shock, seat)


@cache
def normal_nodes() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes and weights for a mean over a standard normal: who sends, once it is decided, has no such tails."""
    z, weight = np.polynomial.hermite_e.hermegauss(15)
    return z, weight / weight.sum()


def stretched(shock: Runs) -> Runs:
    """By how much log odds must be stretched so that the mean over the shock stays (MacKay 1992, Neural Comp. 4(5))."""
    factor: Runs = np.sqrt(1 + np.pi * shock**2 / 8)
    return factor


def anyone_else(sends: NDArray[np.float64], gone: NDArray[np.bool_], shock: Runs) -> Runs:
    """The chance that some other member sends soldiers, given that those `gone` send none, against anyone at all.

    `sends` (D, M) are chances given that the alliance sends any. They share the common shock: whoever stays away says
    something about the rest. Where nobody is gone it is 1.
    """
    if not gone.any():
        return np.ones(len(sends))
    if gone.all():
        return np.zeros(len(sends))
    z, weight = normal_nodes()
    odds = np.log(sends / (1 - sends)) * stretched(shock)[:, None]
    stays = 1 - logistic(odds[:, None, :] + shock[:, None, None] * z[:, None])
    without = np.prod(stays[:, :, gone], axis=2)
    others = 1 - np.prod(stays[:, :, ~gone], axis=2)
    given: Runs = ((without * others) @ weight) / np.maximum(without @ weight, 1e-300)
    whole: Runs = (1 - np.prod(stays, axis=2)) @ weight
    return np.minimum(given / np.maximum(whole, 1e-300), 1.0)


def given_any(sends: NDArray[np.float64], shock: Runs) -> NDArray[np.float64]:
    """Each member's chance (D, M) to send soldiers, given that some member does; `sends` share the common shock.

    An only ally sends whenever soldiers come; the chances of several sum to one or more.
    """
    z, weight = normal_nodes()
    odds = np.log(sends / (1 - sends)) * stretched(shock)[:, None]
    chances = logistic(odds[:, None, :] + shock[:, None, None] * z[:, None])
    anyone = (1 - np.prod(1 - chances, axis=2)) @ weight
    each: NDArray[np.float64] = np.einsum("z,dzm->dm", weight, chances)
    given: NDArray[np.float64] = np.clip(each / np.maximum(anyone, 1e-300)[:, None], 0.0, 1.0)
    return given
