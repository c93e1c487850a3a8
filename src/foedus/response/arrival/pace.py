"""The pace of a deployment: draws of its stages for a question, from what was known of earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.response.arrival.loglogistic import Array, DelayPosterior, DelayPrior, durations, fit_delays
from foedus.response.arrival.spells import STAGES, TERMS, Spell, Stage, known_before, spells
from foedus.response.assumptions import Assumption, Assumptions, read_assumptions

if TYPE_CHECKING:
    from foedus.response.draws import Draws, Runs
    from foedus.response.situation import Situation

FILE = Path(__file__).parent / "assumptions.toml"
#: What is assumed of each stage's middle, by name.
MIDDLE: Final[dict[Stage, str]] = {"first_arrival": "first-arrival", "full_strength": "build-up", "stay": "stay"}
#: The terms that each stage hangs on; what was tried and did not help is told on the page about evidence.
USED: Final[dict[Stage, tuple[str, ...]]] = {
    "first_arrival": ("war", "within", "nearest"),
    "full_strength": ("war", "within"),
    "stay": (),
}
#: Standard normal deviates between the ends of a range that holds nine values in ten.
REACH = 2 * 1.645
#: What a table of one's own gives no range is still not more certain than this, in logarithms.
CERTAIN = 0.01


@dataclass(frozen=True, slots=True)
class Pace:
    """Days from the request to the first soldiers, to full strength, and from the first to the last, each (R,).

    Whole days, 0 for the same day, given that soldiers come. `dates` counts the recorded dates behind each stage.
    """

    first_arrival: Runs
    full_strength: Runs
    stay: Runs
    dates: dict[str, int]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A stage's posterior, the means that its terms are measured from, and how many dates it rests on."""

    posterior: DelayPosterior
    means: Array
    columns: tuple[int, ...]
    dates: int

    def row(self, before: Sequence[float]) -> Array:
        """A deployment's row: 1, then each used term less its mean; what is unknown is as usual."""
        terms = np.array(before, dtype=float)[list(self.columns)] - self.means
        return np.concatenate([[1.0], np.where(np.isnan(terms), 0.0, terms)])


def delay_assumptions() -> Assumptions:
    """What is assumed of delays, by name."""
    return read_assumptions(FILE)


def learn(
    found: Sequence[Spell], stage: Stage, terms: Sequence[str] | None = None, table: Assumptions | None = None
) -> Learnt:
    """A stage's posterior from spells, with the terms named (those in use without), by the shipped table or another."""
    names = USED[stage] if terms is None else tuple(terms)
    columns = tuple(TERMS.index(name) for name in names)
    known = np.array([spell.known_before for spell in found], dtype=float).reshape(len(found), len(TERMS))
    known = known[:, list(columns)]
    there = ~np.isnan(known)
    means = np.where(there, known, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    rows = np.column_stack([np.ones(len(found)), np.where(there, known - means, 0.0)])
    low, high = (np.array([getattr(spell, end) for spell in found], dtype=float) for end in ("low", "high"))
    posterior = fit_delays(rows, low, high, _prior(stage, names, table or delay_assumptions()))
    return Learnt(posterior, means, columns, int(np.isfinite(high).sum()))


def _prior(stage: Stage, terms: Sequence[str], table: Assumptions) -> DelayPrior:
    named = ["delay-scale", MIDDLE[stage], *("delay-distance" if t == "nearest" else "delay-term" for t in terms)]
    return DelayPrior(
        centre=np.array([log(table[name].value) for name in named]),
        spread=np.array([max(log(table[name].high / table[name].low) / REACH, CERTAIN) for name in named]),
        positive=np.array([False, *(term == "nearest" for term in terms)]),
    )


def lasting(learnt: Learnt, before: Sequence[float], stage: Stage, draws: Draws) -> Runs:
    """Durations in days (R,): the same parameters and the same luck for every question under one seed."""
    normal = draws.stream("arrival/parameters", stage).standard_normal((draws.runs, len(learnt.posterior.mode)))
    return durations(learnt.posterior, learnt.row(before), normal, draws.uniform("arrival/days", stage))


def pace(s: Situation, table: Assumptions) -> Pace | None:
    """The stages of a deployment in this situation, by a model's table; None where nobody is left to come."""
    if not s.present:
        return None
    before = known_before(s.world, s.alliance, s.matter.by, s.question.threat, s.present)
    learnt = {stage: _learnt(s, stage, table) for stage in STAGES}
    first, build, stay = (lasting(learnt[stage], before, stage, s.draws) for stage in STAGES)
    return Pace(
        first_arrival=np.floor(first),
        full_strength=np.floor(first + build),
        stay=np.floor(stay),
        dates={stage: learnt[stage].dates for stage in STAGES},
    )


def _learnt(s: Situation, stage: Stage, table: Assumptions) -> Learnt:
    found = tuple(spells(s.world.record, stage, s.world.as_of, s.question.case))
    return _fitted(found, stage, tuple((name, table[name]) for name in delay_assumptions()))


@lru_cache(maxsize=64)
def _fitted(found: tuple[Spell, ...], stage: Stage, table: tuple[tuple[str, Assumption], ...]) -> Learnt:
    return learn(found, stage, table=dict(table))
