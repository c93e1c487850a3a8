"""One question, one stream: draws keyed by (seed, question, subject), one value per run.

A stream depends on nothing but its key, so adding a member, a rule or a question moves no other draw, and two scenarios
with the same seed can be compared run by run.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Runs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draws:
    """`runs` draws for each key under `seed`."""

    seed: int
    runs: int

    def stream(self, question: str, subject: str = "") -> np.random.Generator:
        """The generator of one question about one subject."""
        key = blake2b(f"{question}\x00{subject}".encode(), digest_size=8).digest()
        mixed = np.array([self.seed % 2**64, int.from_bytes(key, "little")], dtype=np.uint64)
        return np.random.Generator(np.random.Philox(key=mixed))

    def uniform(self, question: str, subject: str = "") -> Runs:
        """Uniform draws in [0, 1), shape (R,)."""
        return self.stream(question, subject).random(self.runs)

    def normal(self, question: str, subject: str = "") -> Runs:
        """Standard normal draws, shape (R,)."""
        return self.stream(question, subject).standard_normal(self.runs)

    def beta(self, question: str, a: Runs | float, b: Runs | float) -> Runs:
        """Beta draws, shape (R,)."""
        return self.stream(question).beta(a, b, self.runs)

    def gamma(self, question: str, subject: str, shape: Runs | float) -> Runs:
        """Gamma draws with unit scale, shape (R,)."""
        return self.stream(question, subject).standard_gamma(shape, self.runs)
