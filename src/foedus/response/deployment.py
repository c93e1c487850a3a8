"""How soon: days from the request to the first soldiers, and to full strength, given that any come.

ln(days + 1/2) is normal with a conjugate prior whose centre is assumed and whose data are the known cases' dates.
"""

from __future__ import annotations

import numpy as np

from foedus.ground.calendar import AsOf
from foedus.response.assumptions import assumptions, drawn
from foedus.response.draws import Draws, Runs
from foedus.response.precedents import Precedent

PRIOR_OBSERVATIONS = 2.0
PRIOR_DEGREES = 4.0


def delays(cases: list[Precedent], stage: str, as_of: AsOf) -> list[float]:
    """Days from the request to `first_arrival` or `full_strength` in the known cases with both dates."""
    found = []
    for precedent in cases:
        plan = precedent.case.deployment
        date = getattr(plan, stage, None) if plan and as_of.knows(plan.known) else None
        if date is not None and date.precise and precedent.case.date.precise and as_of.knows(date):
            found.append(float(max(0, (date.first - precedent.case.date.first).days)))
    return found


def days(name: str, data: list[float], draws: Draws) -> Runs:
    """Predictive draws of the days for "first-arrival" or "full-strength", shape (R,)."""
    logs = np.log(np.array(data) + 0.5) if data else np.empty(0)
    centre = np.log(drawn(name, draws) + 0.5)
    count = PRIOR_OBSERVATIONS + logs.size
    mean = (PRIOR_OBSERVATIONS * centre + logs.sum()) / count
    scatter = PRIOR_DEGREES * assumptions()["delay-spread"].value ** 2
    if logs.size:
        scatter = scatter + ((logs - logs.mean()) ** 2).sum()
        scatter = scatter + PRIOR_OBSERVATIONS * logs.size / count * (logs.mean() - centre) ** 2
    degrees = PRIOR_DEGREES + logs.size
    variance = scatter / (2 * draws.gamma("delay/variance", name, degrees / 2))
    of_mean = mean + np.sqrt(variance / count) * draws.normal("delay/mean", name)
    drawn_days: Runs = np.exp(of_mean + np.sqrt(variance) * draws.normal("delay", name)) - 0.5
    return np.maximum(drawn_days, 0.0)
