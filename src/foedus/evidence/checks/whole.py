"""All checks on the recorded calls as they are known now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from foedus.evidence.calls import contingents, frame_of
from foedus.evidence.checks.predicted import Predicted, predicted
from foedus.evidence.checks.sensitive import Setting, sensitivity
from foedus.evidence.checks.simulated import Calibration, calibrated
from foedus.evidence.vintages import Mixing, days, learnt_by, usual_of
from foedus.ground.strict import Strict
from foedus.response.draws import Draws
from foedus.response.fitted.council import logistic
from foedus.response.fitted.posterior import design, fit_call

if TYPE_CHECKING:
    import datetime as dt

    from foedus.record.load import Record


class Checks(Strict, kw_only=True, frozen=True):
    """How the newest vintage mixed, calibration on simulated data, predictive checks, other widths of priors."""

    mixing: Mixing
    simulated: Calibration | None
    predicted: tuple[Predicted, ...]
    settings: tuple[Setting, ...]


#: Gives what is told of the steps of a part.
Steps = Callable[[str], Callable[[int, int], None] | None]


def checks(record: Record, last: dt.date, simulations: int, widths: bool, steps: Steps = lambda part: None) -> Checks:
    """All checks; no calibration for 0 simulations, no other widths unless they are asked for."""
    rows = frame_of(record).rows
    usual = usual_of(rows)
    x, y = design([r.call for r in rows], usual), np.array([float(r.came) for r in rows])
    found = fit_call(x, y, Draws(0, 1))
    return Checks(
        mixing=learnt_by(days(last)[-1], rows, contingents(record))[1],
        simulated=calibrated(x, simulations, step=steps("simulations")) if simulations else None,
        predicted=tuple(predicted(rows, logistic(found.draws @ x.T))),
        settings=tuple(sensitivity(rows, steps("widths"))) if widths else (),
    )
