"""Kernels of the grid: which sites are taken, and where rebels and cops stand.

`taken` uint8, flat: 1 where somebody stands, with a margin (see `vision.Margin`). `boards` uint64, flat: a bit where a
rebel and where a cop stands, cut as `vision.Tiling` says; whoever counts what it sees reads the words near it and
counts their ones. Nothing that hangs on a draw decides between two ways through the code where it can be helped, since
a processor cannot foresee it; and an agent knows soon where it goes, since the next one may have to wait for that.
Indices are unsigned: a signed one may count from the end, and would be tested for that every time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.bits import ones
from foedus.ground.kernel import part
from foedus.unrest.vision import KINDS, TILES

Array = np.ndarray[Any, Any]
#: The boards of bits.
REBELS, COPS = range(2)


@part
def mark(taken: Array, y: Any, x: Any, value: Any, down: Array, across: Array) -> None:
    """Say whether somebody stands on a site (1 or 0), wherever it is on the board."""
    row, column = np.uintp(y), np.uintp(x)
    upper, lower, left, right = down[row, 0], down[row, 1], across[column, 0], across[column, 1]
    taken[np.uintp(upper + left)] = value
    taken[np.uintp(upper + right)] = value
    taken[np.uintp(lower + left)] = value
    taken[np.uintp(lower + right)] = value


@part
def flip(boards: Array, kind: Any, y: Any, x: Any, rows: Array, spots: Array, marks: Array) -> None:
    """Turn the bit of a site over in every word that holds it."""
    row, column = np.uintp(y), np.uintp(x)
    tile, lane = np.int64(rows[row, 0]) * KINDS + kind, np.uint64(rows[row, 1])
    for n in range(spots.shape[1]):
        boards[np.uintp(spots[column, n] + tile)] ^= marks[column, n] << lane


@part
def seen(boards: Array, y: Any, x: Any, windows: Array, near: Array, views: Array) -> Any:
    """Rebels + 2^32 x cops among the sites seen from (y, x) by a citizen."""
    row, column = np.uintp(y), np.uintp(x)
    first, shift, found = np.int64(windows[column, 0]), np.uint64(windows[column, 1]), np.int64(0)
    for k in range(TILES):  # a number known beforehand, so that the compiler writes them out
        at, view = first + np.int64(near[row, np.uintp(k)]) * KINDS, views[row, np.uintp(k)]
        found += ones((boards[np.uintp(at + REBELS)] >> shift) & view)
        found += ones((boards[np.uintp(at + COPS)] >> shift) & view) << 32
    for k in range(TILES, near.shape[1]):
        at, view = first + np.int64(near[row, np.uintp(k)]) * KINDS, views[row, np.uintp(k)]
        found += ones((boards[np.uintp(at + REBELS)] >> shift) & view)
        found += ones((boards[np.uintp(at + COPS)] >> shift) & view) << 32
    return found


@part
def tried(
    taken: Array, y: Any, x: Any, w0: Any, w1: Any, w2: Any, w3: Any, first: Any, sites: Any, leaps: Array, down: Array,
    across: Array,
) -> Any:  # fmt: skip
    """Which is the first empty one of twelve sites seen from (y, x), three from each word; -1 if all are taken.

    leaps: how far the sites seen are on the board of bytes, `sites` of them from `first` on. All twelve are looked at.
    """
    here, count, low, half = (
        down[np.uintp(y), 0] + across[np.uintp(x), 0],
        np.uint64(sites),
        np.uint64(0xFFFFFFFF),
        np.uint64(32),
    )
    r0, r1, r2, r3 = np.uint64(w0) * count, np.uint64(w1) * count, np.uint64(w2) * count, np.uint64(w3) * count
    s0, s1, s2, s3 = (r0 & low) * count, (r1 & low) * count, (r2 & low) * count, (r3 & low) * count
    t0, t1, t2, t3 = (s0 & low) * count, (s1 & low) * count, (s2 & low) * count, (s3 & low) * count
    found = np.int64(-1)
    for rest in (t3, t2, t1, t0, s3, s2, s1, s0, r3, r2, r1, r0):
        pick = np.int64(rest >> half) + first
        found = pick if taken[np.uintp(here + leaps[np.uintp(pick)])] == 0 else found
    return found
