"""Many runs of model I of one setting, and what they say together. Loads numba."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.ground.errors import QueryError
from foedus.unrest.outbursts import MANY, outbursts
from foedus.unrest.rules import UnrestSetting
from foedus.unrest.run import begin, go_on, simulate

#: Agent-steps that one question may cost: about a quarter of an hour.
MOST_STEPS = 10_000_000_000
LEVELS = (0.05, 0.5, 0.95)
#: Days that are shown, from the one with the most actives.
AROUND = (-10, -4, -2, 0, 4, 10)


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Actives and jailed of R runs over T days, int32 (R, T), and the days and pictures (H, W) of the first run."""

    setting: UnrestSetting
    seed: int
    active: NDArray[np.int32]
    jailed: NDArray[np.int32]
    days: tuple[int, ...] = ()
    pictures: tuple[NDArray[np.int8], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Figures for machines: quantiles over runs (0.05, 0.5, 0.95), by day where they are lists."""
        found = [outbursts(course) for course in self.active]
        sizes = np.concatenate([f.sizes for f in found])
        waits = np.concatenate([f.waits for f in found])
        return {
            "runs": len(self.active),
            "days": self.active.shape[1],
            "seed": self.seed,
            "citizens": self.setting.citizens,
            "cops": self.setting.cops,
            "most_active": _spread(self.active.max(axis=1)),
            "days_above": {"many": MANY, "share": float((self.active > MANY).mean())},
            "outbursts": {
                "per_run": float(np.mean([len(f.sizes) for f in found])),
                "size": _spread(sizes),
                "wait_days": _spread(waits),
            },
            "jailed_at_the_end": _spread(self.jailed[:, -1]),
            "active": {str(q): np.quantile(self.active, q, axis=0).tolist() for q in LEVELS},
            "jailed": {str(q): np.quantile(self.jailed, q, axis=0).tolist() for q in LEVELS},
        }


def _spread(values: NDArray[np.int32] | NDArray[np.int64]) -> dict[str, float] | None:
    if not len(values):
        return None
    return {str(q): float(x) for q, x in zip(LEVELS, np.quantile(values, LEVELS), strict=True)}


def ensemble(setting: UnrestSetting, days: int, runs: int, seed: int, pictures: bool = False) -> Ensemble:
    """So many runs, drawn from the seed; with pictures of the first one on days around that with the most actives."""
    if not (1 <= days <= 100_000 and 1 <= runs <= 1_000_000):
        raise QueryError(
            f"{runs} runs of {days} days cannot be asked for", why="runs are 1 to 1,000,000, days 1 to 100,000"
        )
    agents = setting.citizens + setting.most_cops
    if runs * days * agents > MOST_STEPS:
        raise QueryError(
            f"{runs} runs of {days} days with {agents} agents are too many for one question",
            why="they would take more than a quarter of an hour",
            hint="ask for fewer runs, fewer days or a smaller grid",
        )
    active, jailed = np.empty((runs, days), np.int32), np.empty((runs, days), np.int32)
    for run in range(runs):
        course = simulate(setting, days, seed, run)
        active[run], jailed[run] = course.active, course.jailed
    if not pictures:
        return Ensemble(setting, seed, active, jailed)
    most = int(active[0].argmax()) + 1
    stops = sorted({min(max(most + after, 1), days) for after in AROUND})
    again = begin(setting, seed)
    shown = tuple(go_on(again, stop - again.day).picture() for stop in stops)
    return Ensemble(setting, seed, active, jailed, tuple(stops), shown)
