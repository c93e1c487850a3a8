"""The pace of a deployment: draws of its stages for a question, from what was known of earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from foedus.record.load import load
from foedus.response.arrival.learnt import Learnt, delay_assumptions, learn
from foedus.response.arrival.loglogistic import durations
from foedus.response.arrival.spells import STAGES, Spell, Stage, known_before, spells
from foedus.response.arrival.vintages import AllStages, delays_by
from foedus.response.assumptions import Assumption, Assumptions

if TYPE_CHECKING:
    from foedus.response.draws import Draws, Runs
    from foedus.response.situation import Situation


@dataclass(frozen=True, slots=True)
class Pace:
    """Days from the request to the first soldiers, to full strength, and from the first to the last, each (R,).

    Whole days, 0 for the same day, given that soldiers come. `dates` counts the recorded dates behind each stage.
    """

    first_arrival: Runs
    full_strength: Runs
    stay: Runs
    dates: dict[str, int]


def lasting(learnt: Learnt, before: Sequence[float], stage: Stage, draws: Draws) -> Runs:
    """Durations in days (R,): the same parameters and the same luck for every question under one seed."""
    normal = draws.stream("arrival/parameters", stage).standard_normal((draws.runs, len(learnt.posterior.mode)))
    return durations(learnt.posterior, learnt.row(before), normal, draws.uniform("arrival/days", stage))


def pace(s: Situation, table: Assumptions) -> Pace | None:
    """The stages of a deployment in this situation, by a model's table; None where nobody is left to come."""
    if not s.present:
        return None
    before = known_before(s.world, s.alliance, s.matter.by, s.question.threat, s.present)
    learnt = _learnt(s, table)
    first, build, stay = (lasting(learnt[stage], before, stage, s.draws) for stage in STAGES)
    return Pace(
        first_arrival=np.floor(first),
        full_strength=np.floor(first + build),
        stay=np.floor(stay),
        dates={stage: learnt[stage].dates for stage in STAGES},
    )


def _learnt(s: Situation, table: Assumptions) -> AllStages:
    """The shipped figures of the vintage; on a table or a record of one's own a fit, since those are of neither."""
    shipped = delay_assumptions()
    assumed = {name: table[name] for name in shipped}
    if assumed == shipped and s.world.record is load():
        return delays_by(min(s.question.on, s.question.known))
    found = {stage: tuple(spells(s.world.record, stage, s.world.as_of, s.question.case)) for stage in STAGES}
    return {stage: _fitted(found[stage], stage, tuple(assumed.items())) for stage in STAGES}


@lru_cache(maxsize=64)
def _fitted(found: tuple[Spell, ...], stage: Stage, table: tuple[tuple[str, Assumption], ...]) -> Learnt:
    return learn(found, stage, table=dict(table))
