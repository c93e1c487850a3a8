"""A forecast: what a model expects, as arrays over draws, runs, members and kinds. An answer is its summary.

A draw holds one value of everything that a model has to estimate; a run is one way the case may go under such a draw.
Chances stay chances within a draw, so that their spread over draws says how little is known, not how dice fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import RESPONSES, ResponseKind
from foedus.response.draws import Runs

ByMember = NDArray[np.float64]  # shape (D, M)
Soldiers = NDArray[np.float64] | NDArray[np.float32]  # shape (R, M)
ByKind = NDArray[np.float64]  # shape (D, K)

#: The axes of each array: draws, runs, members (`Forecast.members`), kinds of response (`RESPONSES`).
AXES: Final[dict[str, tuple[str, ...]]] = {
    "act": ("draw",),
    "kinds": ("draw", "kind"),
    "passes": ("draw", "member"),
    "sends": ("draw", "member"),
    "personnel": ("run", "member"),
    "joined": ("run", "member"),
    "total": ("run",),
    "first_arrival": ("run",),
    "full_strength": ("run",),
    "stay": ("run",),
}
#: How far the kinds of a run may sum from 1.
ROUNDING = 1e-9


class Level(Strict, kw_only=True, frozen=True):
    """What a class of past cases counted: how many there were, and in how many of them the alliance acted."""

    level: str
    cases: int
    acted: int


class Pull(Strict, kw_only=True, frozen=True):
    """What one thing in the case does to the chance of soldiers: `points` of 1, against a usual call of its class."""

    key: str
    text: Label
    points: float


class Basis(Strict, kw_only=True, frozen=True):
    """What a forecast rests on: past cases by class, recorded dates behind each delay, and what moves the chance.

    `usual` is the chance of soldiers for a usual call of the class (None for a model that knows none); `beyond` names
    what in the question lies outside what the model has seen.
    """

    levels: tuple[Level, ...]
    dates: dict[str, int]
    usual: float | None = None
    pulls: tuple[Pull, ...] = ()
    beyond: tuple[Label, ...] = ()


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
    the model was not asked for contingents), `total` how many all send together and `joined` who of them does, where
    armed forces are known (both None for a model that does not say).
    The days are counted from the request, those of `stay` from the first arrival, given that soldiers come; None where
    nobody is left to send them, `stay` also for a model that does not say.
    """

    members: tuple[str, ...]
    act: Runs
    kinds: ByKind
    passes: ByMember
    sends: ByMember
    personnel: Soldiers
    total: Runs | None
    first_arrival: Runs | None
    full_strength: Runs | None
    basis: Basis
    stay: Runs | None = None
    joined: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        length = {
            "draw": len(self.act),
            "run": len(self.personnel),
            "member": len(self.members),
            "kind": len(RESPONSES),
        }
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
