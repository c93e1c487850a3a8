"""Kernels of the grid: a board of bits says where rebels stand, a board of counts what a site sees.

The board of bits is uint64 (H, words): site (y, x) is bit x + reach of row y, the `reach` sites beyond each edge are
copies of those on the other side, so that a window of a row never wraps. The board of counts is uint16, flat: the low
byte counts rebels, the high byte cops; whoever stands somewhere adds a stamp to every site that sees it. It runs on
beyond the edges, and a site near an edge is read in all its places. Rebels and cops are few and citizens many: so the
few write what they are, and the many read one number. Indices are unsigned where it matters: a signed one may count
from the end, and the test for that keeps a loop from being done many sites at a time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.bits import ones
from foedus.ground.kernel import kernel

Array = np.ndarray[Any, Any]


@kernel
def flip(board: Array, y: Any, x: Any, width: Any, reach: Any) -> None:
    """Turn the bit of a site over, and its copy beyond the edge."""
    p = x + reach
    board[y, p >> 6] ^= np.uint64(1) << np.uint64(p & 63)
    if x < reach:
        p += width
        board[y, p >> 6] ^= np.uint64(1) << np.uint64(p & 63)
    elif x >= width - reach:
        p -= width
        board[y, p >> 6] ^= np.uint64(1) << np.uint64(p & 63)


@kernel
def window(board: Array, y: Any, x: Any) -> Any:
    """The bits of row y from `reach` sites left of column x on."""
    q, s = x >> 6, x & 63
    bits = board[y, q] >> np.uint64(s)
    if s:
        bits |= board[y, q + 1] << np.uint64(64 - s)
    return bits


@kernel
def counted(board: Array, y: Any, x: Any, height: Any, reach: Any, masks: Array) -> Any:
    """How many of the sites seen from (y, x) have their bit set."""
    found = np.int64(0)
    for row in range(masks.shape[0]):
        at = y + row - reach
        if at < 0:
            at += height
        elif at >= height:
            at -= height
        found += ones(window(board, at, x) & masks[row])
    return found


@kernel
def nth(board: Array, y: Any, x: Any, height: Any, width: Any, reach: Any, masks: Array, n: Any) -> Any:
    """Row and column of the n-th (from 0) of the sites seen from (y, x) whose bit is set, by rows; (-1, -1) if none."""
    for row in range(masks.shape[0]):
        at = y + row - reach
        if at < 0:
            at += height
        elif at >= height:
            at -= height
        bits = window(board, at, x) & masks[row]
        here = ones(bits)
        if n < here:
            for _ in range(n):
                bits &= bits - np.uint64(1)
            right = x - reach + ones((bits - np.uint64(1)) & ~bits)
            if right < 0:
                right += width
            elif right >= width:
                right -= width
            return at, right
        n -= here
    return np.int64(-1), np.int64(-1)


@kernel
def appear(seen: Array, breadth: Any, y: Any, x: Any, shape: Array) -> None:
    """Somebody stands at (y, x): add its stamp, uint16 (rows, 16 or 32), to the board of counts.

    breadth: columns of the board, those beyond the edges included.
    """
    for row in range(shape.shape[0]):
        at = np.uintp((y + row) * breadth + x)
        for column in range(shape.shape[1]):
            seen[at + np.uintp(column)] += shape[row, column]


@kernel
def vanish(seen: Array, breadth: Any, y: Any, x: Any, shape: Array) -> None:
    """Somebody leaves (y, x): take its stamp off the board of counts."""
    for row in range(shape.shape[0]):
        at = np.uintp((y + row) * breadth + x)
        for column in range(shape.shape[1]):
            seen[at + np.uintp(column)] -= shape[row, column]


@kernel
def sight(seen: Array, breadth: Any, y: Any, x: Any, height: Any, width: Any, reach: Any) -> Any:
    """What is seen from (y, x): rebels + 256 x cops."""
    at = (y + reach) * breadth + x + reach
    beside = width if x < reach else (-width if x >= width - reach else 0)
    under = height * breadth if y < reach else (-height * breadth if y >= height - reach else 0)
    # without branches, which nobody could foresee: a place that does not count is read and multiplied by 0
    left, up = np.int64(beside != 0), np.int64(under != 0)
    here = np.int64(seen[np.uintp(at)]) + left * np.int64(seen[np.uintp(at + beside)])
    there = np.int64(seen[np.uintp(at + under)]) + left * np.int64(seen[np.uintp(at + under + beside)])
    return here + up * there
