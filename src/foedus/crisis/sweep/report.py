"""What a sweep shows: for each answer what every factor does to it, alone from where it stands and overall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from foedus.crisis.sweep.cluster import SweepEffort, worked
from foedus.crisis.sweep.points import Places, SweepIndices, indices, one_at_a_time, places, valued
from foedus.crisis.sweep.spec import ANSWERS, SweepFactor, SweepSpec, factors

Told = Callable[[int, int], None]
#: Machines and workers of the example in which a sweep is spread.
MACHINES: Final = 100


@dataclass(frozen=True, slots=True)
class SweepBar:
    """A factor's own effect on an answer: the answer at each of its `ends`, and as the question stands (`base`)."""

    factor: SweepFactor
    base: float
    ends: tuple[float, ...]

    @property
    def reach(self) -> float:
        """How far apart the answers lie, nan left out; 0 where none is known."""
        known = [x for x in (self.base, *self.ends) if not np.isnan(x)]
        return max(known) - min(known) if known else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class SweepReport:
    """A sweep worked out. bars: for each answer those of all factors; overall: for each answer the method's indices.

    `points` counts the evaluations, `effort` says what they took.
    """

    spec: SweepSpec
    factors: tuple[SweepFactor, ...]
    bars: dict[str, tuple[SweepBar, ...]]
    overall: dict[str, SweepIndices | None]
    points: int
    effort: SweepEffort

    def ranked(self, answer: str) -> list[SweepBar]:
        """The bars of an answer, the longest first."""
        return sorted(self.bars[answer], key=lambda bar: (-bar.reach, bar.factor.name))

    def as_dict(self) -> dict[str, Any]:
        """Figures for machines: nothing in `answers` hangs on workers or the machine; `effort` does."""
        return {
            "case": self.spec.case, "method": self.spec.method, "samples": self.spec.samples, "seed": self.spec.seed,
            "points": self.points,
            "answers": {name: self._answer(name) for name in self.spec.answers},
            "effort": {name: getattr(self.effort, name) for name in self.effort.__dataclass_fields__},
        }  # fmt: skip

    def _answer(self, name: str) -> dict[str, Any]:
        overall = self.overall[name]
        told = {}
        for i, bar in enumerate(self.bars[name]):
            ends = zip(bar.factor.ends, bar.ends, strict=True)
            told[bar.factor.name] = {
                "kind": bar.factor.kind,
                "alone": {str(end): _known(x) for end, x in ends},
                "effect": None if overall is None else _known(float(overall.effect[i])),
                "half": None if overall is None else _known(float(overall.half[i])),
                "first_order_or_spread": None if overall is None else _known(float(overall.alone[i])),
            }
        return {"as_it_stands": _known(self.bars[name][0].base), "factors": told}


def _known(x: float) -> float | None:
    return None if np.isnan(x) else round(x, 6)


def sweep(client: Any, spec: SweepSpec, told: Told = lambda done, of: None) -> SweepReport:
    """Work a sweep out on a cluster; the figures are the same for any workers. told: points done, and of how many."""
    varied = factors(spec)
    single, at = one_at_a_time(varied), places(spec, varied)
    points = [*single, *valued(varied, at)]
    found, effort = worked(client, spec, points, lambda done: told(done, len(points)))
    alone, spread = found[: len(single)], found[len(single) :]
    return SweepReport(
        spec, varied,
        {name: _bars(varied, alone[:, ANSWERS.index(name)]) for name in spec.answers},
        {name: indices(spec, varied, at, spread[:, ANSWERS.index(name)]) for name in spec.answers},
        len(points), effort,
    )  # fmt: skip


def _bars(varied: tuple[SweepFactor, ...], found: Places) -> tuple[SweepBar, ...]:
    bars, start = [], 1
    for factor in varied:
        end = start + len(factor.ends)
        bars.append(SweepBar(factor, float(found[0]), tuple(float(x) for x in found[start:end])))
        start = end
    return tuple(bars)
