"""Draws keyed by (seed, question, run, member, day): philox words, one stream for each question. Loads numba."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from foedus.ground.kernel import kernel
from foedus.unrest.philox import key, philox

#: The questions of a crisis, each with a stream of its own: how the alliance decides; what an assumption is; a day.
DECISION, ASSUMPTION, DAY = 64, 65, 66
#: Runs that a kernel takes together.
LANES = 256


@kernel
def words_of(question: Any, member: Any, first: Any, low: Any, high: Any, found: Any) -> None:
    """One word for each of the runs first, first + 1 ...; `found` uint32 (R,)."""
    for i in range(found.shape[0]):
        found[i], _, _, _ = philox(member, 0, first + i, question, low, high)


@kernel
def words_of_days(day: Any, first: Any, low: Any, high: Any, found: Any) -> None:
    """The words of four days from `day`, a multiple of four, for the runs from `first`; `found` uint32 (4, LANES).

    The rounds of `philox` written out, with every figure masked to 32 bits on its way in: so the compiler sees that
    products are of 32 bits and takes many runs at once, four times as fast. A test holds both together.
    """
    mask, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    times, other = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
    when = np.uint64(day >> 2) & mask
    for i in range(found.shape[1]):
        a, b, c, d = np.uint64(0), when, np.uint64(first + i) & mask, np.uint64(66)
        k, m = np.uint64(low) & mask, np.uint64(high) & mask
        for _ in range(10):
            p, q = times * a, other * c
            a, b, c, d = (q >> half) ^ b ^ k, q & mask, (p >> half) ^ d ^ m, p & mask
            k, m = (k + np.uint64(0x9E3779B9)) & mask, (m + np.uint64(0xBB67AE85)) & mask
        found[0, i], found[1, i], found[2, i], found[3, i] = a, b, c, d


def uniform(question: int, name: str, seed: int, first: int, runs: int) -> NDArray[np.float64]:
    """Uniform draws in (0, 1) of a question about a member or a name, for runs first .. first + runs - 1."""
    found = np.empty(runs, np.uint32)
    words_of(question, crc32(name.encode()), first, *key(seed), found)
    return (found.astype(np.float64) + 0.5) / 2.0**32
