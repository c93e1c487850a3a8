"""Counter-based draws: philox4x32-10, the same words for the same (seed, question, run, agent, day) wherever asked.

Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011). The key is the seed, the
counter is (agent, day, run, question). Words are whole numbers below 2^32 in 64 bits, so that products never overflow,
compiled or not.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.kernel import part

#: The questions that draws answer; each has a stream of its own.
TEMPER, PLACE, ORDER, MOVE, AGAIN, STAY, DEED, RELEASE, DUTY, CLONE, BIRTH, AGE = range(12)

LOW = 0xFFFFFFFF
FIRST, SECOND = 0xD2511F53, 0xCD9E8D57
WEYL_FIRST, WEYL_SECOND = 0x9E3779B9, 0xBB67AE85


@part
def philox(agent: Any, day: Any, run: Any, question: Any, key_low: Any, key_high: Any) -> Any:
    """Four words of the stream of a question about an agent on a day of a run."""
    low, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    first, second = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
    a, b, c, d = np.uint64(agent), np.uint64(day), np.uint64(run), np.uint64(question)
    k, m = np.uint64(key_low), np.uint64(key_high)
    for _ in range(10):
        p, q = first * a, second * c
        a, b, c, d = (q >> half) ^ b ^ k, q & low, (p >> half) ^ d ^ m, p & low
        k, m = (k + np.uint64(0x9E3779B9)) & low, (m + np.uint64(0xBB67AE85)) & low
    return a, b, c, d


@part
def below(word: Any, count: Any) -> Any:
    """A whole number 0..count - 1 from a word; uneven by less than count in 2^32."""
    return np.int64((np.uint64(word) * np.uint64(count)) >> np.uint64(32))


def words(agent: int, day: int, run: int, question: int, seed: int) -> tuple[int, int, int, int]:
    """The same four words with Python's own whole numbers, for the slow version."""
    a, b, c, d = agent, day, run, question
    k, m = key(seed)
    for _ in range(10):
        p, q = FIRST * a, SECOND * c
        a, b, c, d = (q >> 32) ^ b ^ k, q & LOW, (p >> 32) ^ d ^ m, p & LOW
        k, m = (k + WEYL_FIRST) & LOW, (m + WEYL_SECOND) & LOW
    return a, b, c, d


def key(seed: int) -> tuple[int, int]:
    """The two halves of a seed."""
    return seed & LOW, (seed >> 32) & LOW
