"""How soon: days from the request to the first soldiers, and to full strength, given that any come.

ln(days + 1/2) is normal with a conjugate prior whose centre is assumed and whose data are the known cases' dates.
"""

from __future__ import annotations

from math import log

import numpy as np

from foedus.ground.calendar import AsOf
from foedus.response.assumptions import Assumptions
from foedus.response.baserate.assumptions import assumptions, drawn
from foedus.response.baserate.predictive import log_predictive
from foedus.response.draws import Draws, Runs
from foedus.response.precedents import Precedent


def delays(cases: list[Precedent], stage: str, as_of: AsOf) -> list[float]:
    """Days from the request to `first_arrival` or `full_strength` in the known cases with both dates."""
    found = []
    for precedent in cases:
        plan = precedent.case.deployment
        date = getattr(plan, stage, None) if plan and as_of.knows(plan.known) else None
        if date is not None and date.precise and precedent.case.date.precise and as_of.knows(date):
            found.append(float(max(0, (date.first - precedent.case.date.first).days)))
    return found


def days(name: str, data: list[float], draws: Draws, table: Assumptions | None = None) -> Runs:
    """Predictive draws of the days for "first-arrival" or "full-strength", shape (R,)."""
    logs = [log(d + 0.5) for d in data]
    centre, spread = np.log(drawn(name, draws, table) + 0.5), (table or assumptions())["delay-spread"].value
    drawn_days = np.exp(log_predictive(logs, centre, spread, draws, "delay", of=name, subject=name)) - 0.5
    return np.maximum(drawn_days, 0.0)
