"""The pairs of a year as a square of its n states without the diagonal, filled without an index.

Directed pairs lie in order of the first state, then of the second: n (n - 1) cells, row i the pairs of state i. Copies
of whole rows are several times faster than taking values by index, and need no index in memory.
"""

from __future__ import annotations

import numpy as np

from foedus.panel.columns import Array


def fill_first(out: Array, values: Array) -> None:
    """Each cell becomes the value of its first state. out: (n (n - 1),), contiguous; values: (n,)."""
    n = len(values)
    if n > 1:
        out.reshape(n, n - 1)[:] = values[:, None]


def fill_second(out: Array, values: Array) -> None:
    """Each cell becomes the value of its second state. out: (n (n - 1),), contiguous; values: (n,).

    The cells in one piece run through the states in a circle, leaving out the first of each pair: cut anew into n - 1
    rows of n, row r begins with state r + 1 and ends with state r.
    """
    n = len(values)
    if n > 1:
        twice = np.concatenate([values, values])
        step = twice.itemsize
        out.reshape(n - 1, n)[:] = np.ndarray((n - 1, n), twice.dtype, twice, offset=step, strides=(step, step))


def fill_cells(out: Array, square: Array) -> None:
    """Each cell becomes the square's entry in its first state's row and its second's column. square: (n, n)."""
    n = len(square)
    if n > 1:
        # Behind the first entry, n + 1 by n + 1, the last of each piece is one of the diagonal.
        out.reshape(n - 1, n)[:] = np.ascontiguousarray(square).ravel()[1:].reshape(n - 1, n + 1)[:, :n]


def square_of(cells: Array, n: int) -> Array:
    """The square whose cells these are, (n, n), with zeros in the diagonal. cells: (n (n - 1),)."""
    square = np.zeros((n, n), cells.dtype)
    if n > 1:
        square.ravel()[1:].reshape(n - 1, n + 1)[:, :n] = cells.reshape(n - 1, n)
    return square
