"""Kernels of similarity: observed disagreement of two portfolios by counting bits or by shared ties.

A year is a block of `n` portfolios over `m` positions, in level indices 0..L-1 (the scale's lowest level is 0), a
whole row unknown or known. Blocks lie one behind another: that of year t begins at `begins[t]` in `codes`, its n x n
scores at `squares[t]`, its weights at `columns[t]`.

Two ways to the same sum D_ij = sum_k w_k c(x_ik, x_jk):
unweighted, each level above the lowest is a set of bits (position k has at least that level), and with X_t the
exclusive or of two such sets |x - y| = sum_t gap_t |X_t|, (x - y)^2 = sum_st gap_s gap_t |X_s and X_t|;
weighted, D_ij = a_i + a_j + sum over the positions where both are above the lowest level of
w_k (c(x, y) - c(x, 0) - c(0, y)), a_i = sum_k w_k c(x_ik, 0), which is short because ties are rare.
Both are exact where portfolios are equal (D = 0), and wherever gaps and weights are small whole numbers. More than
half of the time for S, kappa and pi of two million pairs goes into writing the results to memory.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.bits import ones
from foedus.ground.kernel import kernel
from foedus.measures.similarity.distances import ABSOLUTE, NOMINAL, SQUARED
from foedus.measures.similarity.portfolios import UNKNOWN

#: Arrays inside kernels; their types are in the docstrings.
Array = np.ndarray[Any, Any]


@kernel
def pack(block: Array, n: int, m: int, sets: Array) -> None:
    """Fill `sets` (L - 1, words, n) with the bits of n portfolios: bit k of set t says that position k is above t.

    block: uint8 (n * m,); an unknown level sets all bits.
    """
    for t in range(sets.shape[0]):
        for j in range(n):
            for q in range((m + 63) // 64):
                part = block[j * m + 64 * q : j * m + min(64 * q + 64, m)]
                word = np.uint64(0)
                for b in range(part.shape[0]):
                    word |= np.uint64(part[b] > t) << np.uint64(b)
                sets[t, q, j] = word


@kernel
def counted_row(i: int, n: int, m: int, sets: Array, gaps: Array, kind: int, count: Array, row: Array) -> None:
    """row[r] becomes the unweighted disagreement of portfolios i and i + 1 + r, from sets of bits.

    sets: uint64 (L - 1, words, n). gaps: float64 (L - 1,), steps between levels. count: int64 (n,), for use here.
    """
    rest, heights, words = n - i - 1, gaps.shape[0], (m + 63) // 64
    for r in range(rest):
        row[r] = 0.0
    for s in range(heights):
        for r in range(rest):
            count[r] = 0
        for q in range(words):
            mine, theirs = sets[s, q, i], sets[s, q, i + 1 : n]
            if kind != NOMINAL:
                for r in range(rest):
                    count[r] += ones(mine ^ theirs[r])
            else:
                # counted where it differs in set s and in none before it
                for r in range(rest):
                    differ = mine ^ theirs[r]
                    for before in range(s):
                        differ &= ~(sets[before, q, i] ^ sets[before, q, i + 1 + r])
                    count[r] += ones(differ)
        step = 1.0 if kind == NOMINAL else gaps[s] if kind == ABSOLUTE else gaps[s] * gaps[s]
        for r in range(rest):
            row[r] += step * count[r]
        for t in range(s + 1, heights if kind == SQUARED else 0):
            for r in range(rest):
                count[r] = 0
            for q in range(words):
                mine, also, theirs, too = sets[s, q, i], sets[t, q, i], sets[s, q, i + 1 : n], sets[t, q, i + 1 : n]
                for r in range(rest):
                    count[r] += ones((mine ^ theirs[r]) & (also ^ too[r]))
            for r in range(rest):
                row[r] += 2.0 * gaps[s] * gaps[t] * count[r]


@kernel
def list_ties(block: Array, n: int, m: int, mine: Array, held: Array, who: Array, level: Array, holders: Array) -> None:
    """List the ties above the lowest level, by portfolio and by position, both in ascending order.

    mine: uint16 (n, m), positions of portfolio j's ties, `held[j]` of them. who: uint16 (m, n), level: uint8 (m, n),
    the portfolios with a tie at position k and its level, `holders[k]` of them. Unknown levels are no ties.
    """
    for k in range(m):
        holders[k] = 0
    for j in range(n):
        found = 0
        part = block[j * m : j * m + m]
        for k in range(m):
            code = part[k]
            if code > 0 and code != UNKNOWN:
                at = holders[k]
                who[k, at] = j
                level[k, at] = code
                holders[k] = at + 1
                mine[j, found] = k
                found += 1
        held[j] = found


@kernel
def shared_row(
    i: int, n: int, w: Array, cost: Array, mine: Array, held: Array, who: Array, level: Array,
    holders: Array, seen: Array, lone: Array, gain: Array, sums: Array, row: Array,
) -> None:  # fmt: skip
    """row[r] becomes the weighted disagreement of portfolios i and i + 1 + r, from the ties that both have.

    seen: int64 (m,), the holders of position k below i; zero before row 0, and rows are asked for in order.
    lone: float64 (n,), a_j. gain: float64 (L,) and sums: float64 (n,), for use here.
    """
    for j in range(n):
        sums[j] = 0.0
    for e in range(held[i]):
        k = mine[i, e]
        v = level[k, seen[k]]
        seen[k] += 1
        for u in range(1, cost.shape[0]):
            gain[u] = w[k] * (cost[v, u] - cost[0, u] - cost[v, 0])
        others, theirs = who[k, seen[k] : holders[k]], level[k, seen[k] : holders[k]]
        for p in range(others.shape[0]):
            sums[others[p]] += gain[theirs[p]]
    theirs_alone, shared = lone[i + 1 : n], sums[i + 1 : n]
    for r in range(n - i - 1):
        row[r] = lone[i] + theirs_alone[r] + shared[r]


@kernel
def fractions(block: Array, n: int, m: int, w: Array, total: float, shares: Array, doubt: Array) -> None:
    """shares[v, j] becomes portfolio j's weighted share of positions at level v; doubt[j] 0, or NaN if it has a gap."""
    levels = shares.shape[0]
    at = np.empty(256)
    for j in range(n):
        at[:levels] = 0.0
        at[UNKNOWN] = 0.0
        part = block[j * m : j * m + m]
        gap = False
        for k in range(m):
            code = part[k]
            gap |= code == UNKNOWN
            if code > 0:
                at[code] += w[k]
        rest = 1.0
        for v in range(1, levels):
            shares[v, j] = at[v] / total
            rest -= shares[v, j]
        shares[0, j] = max(rest, 0.0)
        doubt[j] = np.nan if gap else 0.0


@kernel
def spread(pairs: Array, square: Array, n: int, diagonal: Array) -> None:
    """Write the scores of all pairs i < j, row behind row, to both halves of an n x n block, and set the diagonal."""
    at = 0
    for i in range(n):
        row = square[i * n + i + 1 : i * n + n]
        part = pairs[at : at + n - i - 1]
        for r in range(part.shape[0]):
            row[r] = part[r]
        at += n - i - 1
        square[i * n + i] = diagonal[i]
    tile = 16  # a tile's lines, of both halves, stay in the nearest cache
    for top in range(0, n, tile):
        for left in range(top, n, tile):
            for i in range(top, min(top + tile, n)):
                start = max(left, i + 1)
                part = square[i * n + start : i * n + min(left + tile, n)]
                for r in range(part.shape[0]):
                    square[(start + r) * n + i] = part[r]


@kernel
def expected_row(i: int, n: int, shares: Array, cost: Array, own: Array, chance: Array, pooled: Array) -> None:
    """chance[r] becomes e_ij and pooled[r] (e_ii + 2 e_ij + e_jj) / 4 for portfolio i and j = i + 1 + r."""
    levels, rest = shares.shape[0], n - i - 1
    for r in range(rest):
        chance[r] = 0.0
    for u in range(levels):
        pull = 0.0
        for v in range(levels):
            pull += shares[v, i] * cost[v, u]
        part = shares[u, i + 1 : n]
        for r in range(rest):
            chance[r] += pull * part[r]
    theirs = own[i + 1 : n]
    for r in range(rest):
        pooled[r] = 0.25 * (own[i] + theirs[r]) + 0.5 * chance[r]


@kernel
def score_years(
    codes: Array, sizes: Array, widths: Array, begins: Array, squares: Array, columns: Array, first: int, last: int,
    cost: Array, gaps: Array, kind: int, weights: Array, weighted: bool, s: Array, kappa: Array, pi: Array,
) -> None:  # fmt: skip
    """Fill S, kappa and pi of all pairs in the years first..last-1; an array of length 0 is not asked for.

    codes: uint8. sizes, widths, begins, squares, columns: int64. cost: float64 (L, L), symmetric, zero diagonal.
    s, kappa, pi: float64 (sum n^2,). With e_ij = p_i' C p_j the expected disagreement of independent portfolios,
    S = 1 - 2 D / c_max, kappa = 1 - D / e_ij, pi = 1 - D / ((e_ii + 2 e_ij + e_jj) / 4). NaN where a portfolio is
    unknown, the weights are unknown or sum to nothing, or nothing can disagree (0 / 0).
    """
    levels = cost.shape[0]
    most, widest = 1, 1
    for t in range(first, last):
        most, widest = max(most, sizes[t]), max(widest, widths[t])
    listed, packed = (most, 1) if weighted else (1, most)
    across = widest if weighted else 1
    mine, held = np.empty((listed, across), np.uint16), np.empty(listed, np.int64)
    who, level = np.empty((across, listed), np.uint16), np.empty((across, listed), np.uint8)
    holders, seen, gain = np.empty(across, np.int64), np.empty(across, np.int64), np.zeros(levels)
    sets = np.empty((levels - 1, (widest + 63) // 64, packed), np.uint64)
    count, sums, lone = np.empty(most, np.int64), np.empty(most), np.empty(most)
    own, doubt = np.empty(most), np.empty(most)
    shares, length = np.empty((levels, most)), most * (most - 1) // 2
    apart, chance, pooled = np.empty(length), np.empty(length), np.empty(length)
    expects, dearest = len(kappa) > 0 or len(pi) > 0, np.max(cost)
    for t in range(first, last):
        n, m, to = sizes[t], widths[t], squares[t]
        pairs = n * (n - 1) // 2
        block, w = codes[begins[t] : begins[t] + n * m], weights[columns[t] : columns[t] + m]
        total = 0.0
        for k in range(m):
            total += w[k]
        if not total > 0.0:
            total = np.nan
        fractions(block, n, m, w, total, shares, doubt)
        if weighted:
            list_ties(block, n, m, mine, held, who, level, holders)
            seen[:m] = 0
        else:
            pack(block, n, m, sets)
        doubts = False
        for j in range(n):
            lone[j], own[j] = 0.0, 0.0
            if weighted:
                for e in range(held[j]):
                    lone[j] += w[mine[j, e]] * cost[0, block[j * m + mine[j, e]]]
            for v in range(levels):
                for u in range(levels):
                    own[j] += shares[v, j] * cost[v, u] * shares[u, j]
            doubt[j] += 0.0 * total
            doubts |= np.isnan(doubt[j])
        at = 0
        for i in range(n):
            rest = n - i - 1
            row = apart[at : at + rest]
            if weighted:
                shared_row(i, n, w, cost, mine, held, who, level, holders, seen, lone, gain, sums, row)
            else:
                counted_row(i, n, m, sets, gaps, kind, count, row)
            if doubts:
                for r in range(rest):
                    row[r] += doubt[i] + doubt[i + 1 + r]
            if expects:
                expected_row(i, n, shares, cost, own, chance[at : at + rest], pooled[at : at + rest])
            at += rest
        for p in range(pairs):
            # sums of rounded weights may pass their bounds by the last bit; comparisons with NaN are false
            share = apart[p] / total
            share = 0.0 if share < 0.0 else share
            apart[p] = dearest if share > dearest else share
        for j in range(n):
            sums[j] = 1.0 + doubt[j] if own[j] > 0.0 else np.nan
        # each in its own place, since the buffers are to stay in the cache
        if len(pi):
            for p in range(pairs):
                pooled[p] = 1.0 - apart[p] / pooled[p]
            spread(pooled, pi[to : to + n * n], n, sums)
        if len(kappa):
            for p in range(pairs):
                chance[p] = 1.0 - apart[p] / chance[p]
            spread(chance, kappa[to : to + n * n], n, sums)
        if len(s):
            for p in range(pairs):
                apart[p] = 1.0 - 2.0 * apart[p] / dearest
            for j in range(n):
                sums[j] = 1.0 + doubt[j]
            spread(apart, s[to : to + n * n], n, sums)
