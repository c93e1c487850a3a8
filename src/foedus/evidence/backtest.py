"""Forecast every recorded call from what was known the day before it, or without its alliance, and keep the chances."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from foedus.evidence.baselines import BASELINES
from foedus.evidence.calls import Row
from foedus.evidence.vintages import usual_of
from foedus.response.draws import Draws
from foedus.response.fitted.council import logistic
from foedus.response.fitted.posterior import PRIORS, Priors, design, fit_call
from foedus.response.fitted.vintages import vintage_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Chances = dict[str, "NDArray[np.float64]"]


def fitted_chance(seen: list[Row], row: Row, priors: Priors = PRIORS) -> float:
    """The model fitted to the calls seen, asked about another one."""
    usual = usual_of(seen)
    found = fit_call(
        design([r.call for r in seen], usual), np.array([float(r.came) for r in seen]), Draws(0, 1), priors
    )
    return float(logistic(found.draws @ design([row.call], usual)[0]).mean())


def shipped_chance(row: Row) -> float:
    """The shipped figures of the newest vintage before the call: what `foedus invoke` says."""
    learnt = vintage_of(row.eve)
    return float(logistic(learnt.calls @ design([row.call], learnt.usual)[0]).mean())


def known_before(frame: list[Row], row: Row) -> list[Row]:
    """The calls whose outcome was known on the day before."""
    return [r for r in frame if r.learnt <= row.eve and r.case.id != row.case.id]


def elsewhere(frame: list[Row], row: Row) -> list[Row]:
    """The calls to other alliances, and of other affairs."""
    return [r for r in frame if r.case.alliance != row.case.alliance and r.group != row.group]


def run(
    frame: list[Row],
    split: Callable[[list[Row], Row], list[Row]],
    model: Callable[[list[Row], Row], float] | None = None,
) -> Chances:
    """The chance of soldiers for every row, by the model and by each baseline, each fitted to the rows of its split."""
    ask = {**({"model": model} if model else {}), **BASELINES}
    found: dict[str, list[float]] = {name: [] for name in ask}
    for row in frame:
        seen = split(frame, row)
        for name, chance in ask.items():
            found[name].append(chance(seen, row))
    return {name: np.array(values) for name, values in found.items()}
