"""What recorded deployments teach of each stage: a posterior, and how a new deployment is put before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.response.arrival.loglogistic import Array, DelayPosterior, DelayPrior, fit_delays
from foedus.response.arrival.spells import TERMS, Spell, Stage
from foedus.response.assumptions import Assumptions, read_assumptions

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


def columns_of(terms: Sequence[str]) -> tuple[int, ...]:
    """Where these terms stand among all that are known of a deployment."""
    return tuple(TERMS.index(name) for name in terms)


def positive_of(terms: Sequence[str]) -> NDArray[np.bool_]:
    """Which coefficients, the constant's first, are never negative: that of the distance."""
    return np.array([False, *(term == "nearest" for term in terms)])


def learn(
    found: Sequence[Spell], stage: Stage, terms: Sequence[str] | None = None, table: Assumptions | None = None
) -> Learnt:
    """A stage's posterior from spells, with the terms named (those in use without), by the shipped table or another."""
    names = USED[stage] if terms is None else tuple(terms)
    columns = columns_of(names)
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
        positive=positive_of(terms),
    )
