"""A forecast: what a model expects, as arrays over runs, members and kinds of response. An answer is its summary.

A run holds one draw of everything that is not known. Chances stay chances within a run, so that their spread over
runs says how little is known, not how dice fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.ground.strict import Strict
from foedus.ground.terms import RESPONSES, ResponseKind
from foedus.response.draws import Runs

ByMember = NDArray[np.float64]  # shape (R, M)
ByKind = NDArray[np.float64]  # shape (R, K)

#: The axes of each array: runs, members (`Forecast.members`), kinds of response (`RESPONSES`).
AXES: Final[dict[str, tuple[str, ...]]] = {
    "act": ("run",),
    "kinds": ("run", "kind"),
    "passes": ("run", "member"),
    "sends": ("run", "member"),
    "personnel": ("run", "member"),
    "first_arrival": ("run",),
    "full_strength": ("run",),
}
#: How far the kinds of a run may sum from 1.
ROUNDING = 1e-9


class Level(Strict, kw_only=True, frozen=True):
    """What a class of past cases counted: how many there were, and in how many of them the alliance acted."""

    level: str
    cases: int
    acted: int


class Basis(Strict, kw_only=True, frozen=True):
    """What a forecast rests on: past cases by class, and how many recorded dates stand behind each delay."""

    levels: tuple[Level, ...]
    dates: dict[str, int]


def _chances(array: NDArray[np.float64], *, unknown: bool) -> bool:
    """Whether all values are in 0..1; where `unknown` is admitted, whole arrays may be NaN."""
    if unknown and np.isnan(array).all():
        return True
    return bool(array.min() >= 0 and array.max() <= 1)


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Arrays with the axes of `AXES`, checked once.

    `act` is the chance that the alliance does more than speak, `kinds` that of each response, in the order of
    `RESPONSES`; `passes` the chance that a member lets the decision pass; `sends` that it sends soldiers, given that
    the alliance sends any; `personnel` how many it sends then (NaN where its armed forces are unknown; both NaN where
    the model was not asked for contingents). The days are counted from the request, given that soldiers come; None
    where nobody is left to send them.
    """

    members: tuple[str, ...]
    act: Runs
    kinds: ByKind
    passes: ByMember
    sends: ByMember
    personnel: ByMember
    first_arrival: Runs | None
    full_strength: Runs | None
    basis: Basis

    def __post_init__(self) -> None:
        length = {"run": len(self.act), "member": len(self.members), "kind": len(RESPONSES)}
        for name, axes in AXES.items():
            array = getattr(self, name)
            wanted = tuple(length[axis] for axis in axes)
            if array is not None and array.shape != wanted:
                raise ValueError(f"{name} has shape {array.shape}; {axes} is {wanted}")
        for name in ("act", "kinds", "passes", "sends"):
            array = getattr(self, name)
            if array.size and not _chances(array, unknown=name == "sends"):
                raise ValueError(f"{name} holds what is no chance")
        if len(self.act) and abs(self.kinds.sum(axis=1) - 1).max() > ROUNDING:
            raise ValueError("the kinds of a run must sum to one")

    def chance(self, kind: ResponseKind) -> Runs:
        """The chance of one kind of response, shape (R,)."""
        column: Runs = self.kinds[:, RESPONSES.index(kind)]
        return column
