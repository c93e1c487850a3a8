"""What an agent sees: the sites within its vision on a torus, as offsets and as rows of bits."""

from __future__ import annotations

from functools import cache
from math import floor

import numpy as np
from numpy.typing import NDArray

#: The farthest vision: the sites in it can be counted in a byte.
FARTHEST = 8.99


def sees(down: int, right: int, vision: float, shape: str) -> bool:
    """Whether a site so many rows and columns away is seen; one's own is not.

    "disc": at most `vision` away in a straight line (1.7 gives the eight neighbours, 7 gives 148 sites).
    "diamond": at most `vision` steps north, south, east and west (7 gives 112 sites).
    """
    if down == right == 0:
        return False
    if shape == "disc":
        return down * down + right * right <= vision * vision
    return abs(down) + abs(right) <= vision


@cache
def offsets(vision: float, shape: str) -> NDArray[np.int32]:
    """The sites seen, int32 (S, 2): rows down and columns right, by rows."""
    reach = floor(vision)
    span = range(-reach, reach + 1)
    return np.array([(d, r) for d in span for r in span if sees(d, r, vision, shape)], dtype=np.int32).reshape(-1, 2)


@cache
def windows(vision: float, shape: str, reach: int) -> NDArray[np.uint64]:
    """The sites seen as bits, uint64 (2 * reach + 1,): bit b of word w is the site w - reach down, b - reach right."""
    rows = [sum(1 << (r + reach) for d, r in offsets(vision, shape).tolist() if d == row - reach)
            for row in range(2 * reach + 1)]  # fmt: skip
    return np.array(rows, dtype=np.uint64)


@cache
def stamp(vision: float, shape: str, reach: int, weight: int) -> NDArray[np.uint16]:
    """`weight` on the sites seen, uint16 (2 * reach + 1, 16 or 32), columns beyond the window 0."""
    span = 2 * reach + 1
    found = np.zeros((span, (span + 15) // 16 * 16), dtype=np.uint16)
    for down, right in offsets(vision, shape).tolist():
        found[down + reach, right + reach] = weight
    return found
