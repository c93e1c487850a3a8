"""How many coalitions fall short of a quota, by size: exact counts from one dynamic program over weights.

c[k][x] is the number of coalitions of k players whose weights sum to x: adding a player of weight w makes
c[k][x] += c[k - 1][x - w] (Brams & Affuso 1976; Mann & Shapley 1962). With P[k][y] = sum of c[k][x] over x <= y, the
number of those without player i is P_i[k][y] = P[k][y] - P_i[k - 1][y - w_i], hence
    P_i[k][y] = sum over j >= 0 of (-1)^j P[k - j][y - j w_i].
All numbers are counts of coalitions of at most 60 players, so below 2^60, and exact in int64: removal loses nothing.
This module needs numpy alone and answers in milliseconds for small games; `kernels` has the same function compiled.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def short_of_quota(weights: Array, distinct: Array, quota: int) -> tuple[Array, Array]:
    """Coalitions with less than the quota by size: all, and those that fall short even with a given player.

    weights: int64 (n,), ascending. distinct: int64 (d,), the weights to answer for. quota: above 0.
    Returns total (n + 1,), total[k] = P[k][quota - 1]; and lower (d, n), lower[a, k] = the coalitions of k others that
    miss the quota together with a player of weight distinct[a]. Cost n^2 quota / 2 additions at most, n quota words.
    """
    n = weights.shape[0]
    sums = np.zeros(n + 1, dtype=np.int64)
    for i in range(n):
        sums[i + 1] = sums[i] + weights[i]
    table = np.zeros((n + 1, quota), dtype=np.int64)
    table[0, 0] = 1
    for i in range(n):
        w = weights[i]
        # Rows from the largest size down, each only where it is not zero: k - 1 of the first i players weigh at least
        # what the k - 1 lightest do and at most what the k - 1 heaviest do.
        for k in range(i + 1, 0, -1):
            start = sums[k - 1]
            stop = min(sums[i] - sums[i - k + 1] + 1, quota - w)
            if stop > start:
                table[k, start + w : stop + w] += table[k - 1, start:stop]
    for k in range(n + 1):
        table[k] = np.cumsum(table[k])
    total = table[:, quota - 1].copy()
    lower = np.zeros((distinct.shape[0], n), dtype=np.int64)
    for a in range(distinct.shape[0]):
        w = distinct[a]
        for k in range(n):
            found = np.int64(0)
            y = quota - 1 - w
            for j in range(k + 1):
                if y < 0:
                    break
                found += table[k - j, y] if j % 2 == 0 else -table[k - j, y]
                y -= w
            lower[a, k] = found
    return total, lower
