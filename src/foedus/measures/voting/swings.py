"""A swing of player i is a coalition without i that does not decide, and does together with i; counted by size.

Both indices are sums over swings: Banzhaf's counts them, Shapley and Shubik's weighs one with k others by
k! (n - 1 - k)! / n!. Swings of [q; w] are those of its dual [w(N) - q + 1; w] with sizes reversed, so that the table
is as wide as the smaller of the two quotas. A common divisor of the weights is taken out, veto players are set aside,
and players of one weight are counted once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import comb, gcd
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from foedus.ground.errors import QueryError
from foedus.measures.voting.games import WeightedGame

#: The largest table, in 64-bit words: 512 MB. Above it the question is refused.
MOST_WORDS: Final = 2**26
#: From this many words on the compiled form is worth loading numba for (the plain one takes some 5 ms up to here).
WORTH_COMPILING: Final = 60_000

KERNELS: Final = "foedus.measures.voting.kernels"

Counts = NDArray[np.int64]


def _counter(words: int) -> Callable[..., tuple[Any, Any]]:
    # Once it is loaded, the compiled form is the faster one for tables of any size.
    if words < WORTH_COMPILING and KERNELS not in sys.modules:
        from foedus.measures.voting.losing import short_of_quota

        return short_of_quota
    from foedus.measures.voting.kernels import compiled_short_of_quota

    return compiled_short_of_quota


def binomials(n: int) -> Counts:
    """The numbers of coalitions of k among n, k = 0..n, shape (n + 1,); exact for n <= 60."""
    return np.array([comb(n, k) for k in range(n + 1)], dtype=np.int64)


def short_by_size(weights: tuple[int, ...], quota: int) -> tuple[Counts, Counts, Counts]:
    """Coalitions that miss the quota, by size: of all, (n + 1,); without i, (n, n); of the others even with i, (n, n).

    `quota` may be 0 or less (none misses it) but not above the sum of the weights. Raises `QueryError` if the table
    would need more than 2^26 words.
    """
    n = len(weights)
    if quota <= 0:  # also where nobody is left
        return np.zeros(n + 1, np.int64), np.zeros((n, n), np.int64), np.zeros((n, n), np.int64)
    unit = gcd(*weights)
    light = [w // unit for w in weights]
    quota = -(-quota // unit)
    dual = sum(light) - quota + 1
    width = min(quota, dual)
    if (n + 1) * width > MOST_WORDS:
        raise QueryError(
            f"a table of {n + 1} x {width:,} sums is not made",
            why=f"{MOST_WORDS:,} words of 8 bytes are the most; the quota, or what may be missing, is too large",
            hint="give weights in a coarser unit, and say so",
        )
    # A weight of the quota or more is as good as the quota, and keeps sums within 64 bits.
    capped = np.sort(np.minimum(np.array(light, dtype=object), width).astype(np.int64))
    distinct = np.unique(capped)
    total, lower = _counter((n + 1) * width)(capped, distinct, width)
    place = np.searchsorted(distinct, [min(w, width) for w in light])
    with_i = lower[place]
    # A coalition of all k that misses the quota has i in it, or has not.
    without_i = np.broadcast_to(total[:n], (n, n)).copy()
    without_i[:, 1:] -= with_i[:, :-1]
    if width == quota:
        return total, without_i, with_i
    # The complement of a coalition that misses the dual quota reaches the quota.
    others = binomials(n - 1)
    return binomials(n) - total[::-1], others - with_i[:, ::-1], others - without_i[:, ::-1]


def swings_by_size(game: WeightedGame) -> Counts:
    """Swings of each player by the number of others in the coalition, shape (n, n); exact.

    >>> swings_by_size(WeightedGame(("A", "B", "C"), 3, (2, 1, 1))).tolist()
    [[0, 2, 1], [0, 1, 0], [0, 1, 0]]
    """
    n = len(game.players)
    veto = [p in game.vetoes for p in game.players]
    held, rest = [i for i in range(n) if veto[i]], [i for i in range(n) if not veto[i]]
    v, r = len(held), len(rest)
    found = np.zeros((n, n), dtype=np.int64)
    sizes = np.arange(r + 1)
    quota = game.quota - sum(game.weights[i] for i in held)
    weights = tuple(game.weights[i] for i in rest)
    short, without_i, with_i = short_by_size(weights, quota)
    few = sizes < (0 if game.count is None else game.count - v)
    many = sizes >= (n + 1 if game.suffices is None else game.suffices - v)

    def lose(coalitions: Counts, light: Counts, at: slice) -> Counts:
        """Those that do not decide: all of too few members, and the too light among those of not enough."""
        found: Counts = np.where(few[at], coalitions, np.where(many[at], 0, light))
        return found

    if r:
        others = binomials(r - 1)
        alone, joined = slice(0, r), slice(1, r + 1)
        found[rest, v:] = lose(others, without_i, alone) - lose(others, with_i, joined)
    if v:
        found[held, v - 1 :] = binomials(r) - lose(binomials(r), short, slice(0, r + 1))
    return found
