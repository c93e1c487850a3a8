"""Kernel of rank association: concordant less discordant pairs of positions, from joint counts of levels."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.bits import ones
from foedus.ground.kernel import kernel
from foedus.measures.similarity.kernels import pack
from foedus.measures.similarity.portfolios import UNKNOWN

#: Arrays inside kernels; their types are in the docstrings.
Array = np.ndarray[Any, Any]


@kernel
def tau_years(
    codes: Array, sizes: Array, widths: Array, begins: Array, squares: Array, levels: int, out: Array
) -> None:
    """Fill Kendall's tau-b of all pairs of portfolios in all years; NaN where one is unknown or does not vary.

    codes: uint8; out: float64 (sum n^2,). With N_uv the positions at level u in one and v in the other portfolio,
    C - D = sum_uv N_uv (sum_{u'>u, v'>v} N_u'v' - sum_{u'>u, v'<v} N_u'v').
    """
    most, widest = 1, 1
    for t in range(len(sizes)):
        most, widest = max(most, sizes[t]), max(widest, widths[t])
    heights = levels - 1
    sets = np.empty((heights, (widest + 63) // 64, most), np.uint64)
    above, known, untied = np.empty((levels, most), np.int64), np.empty(most, np.bool_), np.empty(most)
    joint = np.empty((levels + 1, levels + 1), np.int64)
    for t in range(len(sizes)):
        n, m, to = sizes[t], widths[t], squares[t]
        block = codes[begins[t] : begins[t] + n * m]
        pack(block, n, m, sets)
        for j in range(n):
            known[j] = True
            for k in range(m):
                if block[j * m + k] == UNKNOWN:
                    known[j] = False
            above[0, j] = m
            for h in range(heights):
                total = 0
                for q in range((m + 63) // 64):
                    total += ones(sets[h, q, j])
                above[h + 1, j] = total
            tied = 0
            for h in range(levels):
                at = above[h, j] - (above[h + 1, j] if h + 1 < levels else 0)
                tied += at * (at - 1) // 2
            untied[j] = m * (m - 1) // 2 - tied
        for i in range(n):
            for j in range(i, n):
                score = np.nan
                if known[i] and known[j] and untied[i] > 0 and untied[j] > 0:
                    # joint[u, v]: first how many are at u or above and v or above, then how many at u and v
                    for u in range(levels + 1):
                        for v in range(levels + 1):
                            joint[u, v] = 0
                    for u in range(levels):
                        joint[u, 0], joint[0, u] = above[u, i], above[u, j]
                    for u in range(heights):
                        for v in range(heights):
                            total = 0
                            for q in range((m + 63) // 64):
                                total += ones(sets[u, q, i] & sets[v, q, j])
                            joint[u + 1, v + 1] = total
                    for u in range(levels):
                        for v in range(levels):
                            joint[u, v] += joint[u + 1, v + 1] - joint[u + 1, v] - joint[u, v + 1]
                    balance = 0
                    for u in range(levels):
                        for v in range(levels):
                            for higher in range(u + 1, levels):
                                for other in range(levels):
                                    if other > v:
                                        balance += joint[u, v] * joint[higher, other]
                                    elif other < v:
                                        balance -= joint[u, v] * joint[higher, other]
                    score = balance / np.sqrt(untied[i] * untied[j])
                out[to + i * n + j] = score
                out[to + j * n + i] = score
