"""Portfolios: each state's ties with all states in a year, packed year behind year, checked once at this gate.

Row i of a year is what state i has with each state (its pledges, where ties have a direction); position k is state k.
A portfolio with one unknown tie is unknown, since a sum over the rest would be a number about other states.
The own tie, a state's tie with itself, is a convention, so it is a parameter: "maximum" (the scale's highest level:
Signorino & Ritter 1999 hold a state to be maximally committed to itself, and Häge 2011 and fpsim follow), "given" (as
it stands in the block), or a level. Positions need not be states: a block of n x m votes works with own_tie "given".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The code of an unknown level; so a scale has at most 254 levels.
UNKNOWN = 255
#: The kernels keep positions in 16 bits.
MOST = 65_535


def _starts(lengths: Ints) -> Ints:
    """Where each of the blocks of these lengths begins, when they lie one behind another; the end last."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


@dataclass(frozen=True, eq=False)
class Portfolios:
    """Checked blocks of T years. codes: uint8 (sum n m,), level indices or 255; levels: float64 (L,), ascending.

    sizes n and widths m: int64 (T,). years: int64 (T,). states: int64 (sum n,), row by row, or None where unnamed.
    left_out: ties that named a state which was not a member in that year.
    """

    codes: NDArray[np.uint8]
    sizes: Ints
    widths: Ints
    levels: Floats
    years: Ints
    states: Ints | None = None
    left_out: int = 0

    @property
    def begins(self) -> Ints:
        """Where each year's block begins in `codes`; the end last."""
        return _starts(self.sizes * self.widths)

    @property
    def squares(self) -> Ints:
        """Where each year's n x n scores begin in a long array; the end last."""
        return _starts(self.sizes * self.sizes)

    @property
    def columns(self) -> Ints:
        """Where each year's weights begin; the end last."""
        return _starts(self.widths)

    def matrix(self, scores: Floats, index: int) -> Floats:
        """The n x n matrix of the year at `index`, a view of a long array of scores."""
        start, n = self.squares[index], int(self.sizes[index])
        return scores[start : start + n * n].reshape(n, n)

    def dyads(self) -> dict[str, Ints]:
        """ccode1, ccode2 and year of every element of a long array, own dyads included; ask once, they are large."""
        if self.states is None:
            raise QueryError("these portfolios do not name their states", hint="pass states= when packing them")
        rows = _starts(self.sizes)
        named = [self.states[rows[t] : rows[t + 1]] for t in range(len(self.sizes))]
        empty = [np.empty(0, np.int64)]
        return {
            "ccode1": np.concatenate([np.repeat(block, len(block)) for block in named] or empty),
            "ccode2": np.concatenate([np.tile(block, len(block)) for block in named] or empty),
            "year": np.repeat(self.years, self.sizes * self.sizes),
        }


def _scale(levels: ArrayLike) -> Floats:
    found = np.asarray(levels, dtype=np.float64)
    if found.ndim != 1 or not 2 <= len(found) < UNKNOWN or not np.isfinite(found).all() or (np.diff(found) <= 0).any():
        raise QueryError(
            f"levels {np.array2string(found, threshold=8)} are no scale",
            why="a scale is 2 to 254 finite ascending numbers, all that could occur and not only those that do",
            hint="(0, 1) for any tie, (0, 1, 2, 3) for ordered types",
        )
    return found


def _codes(block: Floats, levels: Floats, where: str) -> NDArray[np.uint8]:
    """Level indices of a block's values, 255 for NaN."""
    codes = np.full(block.shape, UNKNOWN, np.uint8)
    for index, level in enumerate(levels):
        codes[block == level] = index
    stray = (codes == UNKNOWN) & ~np.isnan(block)
    if stray.any():
        raise QueryError(
            f"a tie of {block[stray].flat[0]:g} is not on the scale {', '.join(f'{x:g}' for x in levels)}",
            where=where,
            why="S and the chance corrections depend on the whole scale, so it has to be stated",
            hint="add the level to levels=, or turn missing codes into NaN",
        )
    return codes


def _own_code(own_tie: str | float, levels: Floats) -> int | None:
    if own_tie == "given":
        return None
    if own_tie == "maximum":
        return len(levels) - 1
    if not isinstance(own_tie, str) and own_tie in levels:
        return int(np.flatnonzero(levels == own_tie)[0])
    raise QueryError(f"own_tie {own_tie!r} is unknown", hint='"maximum", "given", or one of the levels')


def portfolios_of_blocks(
    blocks: Sequence[ArrayLike],
    *,
    levels: ArrayLike,
    own_tie: str | float = "maximum",
    years: ArrayLike | None = None,
    states: Sequence[ArrayLike] | None = None,
) -> Portfolios:
    """Pack one (n, m) array of ties a year; NaN is an unknown tie.

    >>> pack = portfolios_of_blocks([[[0, 1], [1, 0]]], levels=(0, 1), years=[1949], states=[[2, 20]])
    >>> pack.codes.tolist(), pack.years.tolist()
    ([1, 1, 1, 1], [1949])
    """
    scale = _scale(levels)
    own = _own_code(own_tie, scale)
    found = [np.asarray(block, dtype=np.float64) for block in blocks]
    dated = np.arange(len(found), dtype=np.int64) if years is None else np.asarray(years, dtype=np.int64)
    named = None if states is None else [np.asarray(block, dtype=np.int64) for block in states]
    if len(dated) != len(found) or (named is not None and [len(x) for x in named] != [len(x) for x in found]):
        raise QueryError("years or states do not fit the blocks", why="there is one year a block and one state a row")
    packed = []
    for block, year in zip(found, dated, strict=True):
        if block.ndim != 2 or max(block.shape) > MOST:
            raise QueryError(
                f"a block of shape {block.shape}", where=f"year {year}", why="a block is states x positions"
            )
        codes = _codes(block, scale, f"year {year}")
        if own is not None:
            if block.shape[0] != block.shape[1]:
                raise QueryError(
                    f"a block of shape {block.shape} has no own ties",
                    where=f"year {year}",
                    hint='own_tie="given" for positions that are not the states themselves, such as votes',
                )
            np.fill_diagonal(codes, own)
        packed.append(codes.ravel())
    shapes = np.asarray([block.shape for block in found], dtype=np.int64).reshape(len(found), 2)
    return Portfolios(
        codes=np.concatenate(packed) if packed else np.empty(0, np.uint8),
        sizes=shapes[:, 0].copy(),
        widths=shapes[:, 1].copy(),
        levels=scale,
        years=dated,
        states=None if named is None else np.concatenate(named) if named else np.empty(0, np.int64),
    )


def _keys(ccode: ArrayLike, year: ArrayLike) -> Ints:
    """One number for a state and a year, in the order of years and then of states."""
    states, years = np.asarray(ccode), np.asarray(year)
    for what, column in (("ccode", states), ("year", years)):
        if column.size and (np.isnan(column.astype(np.float64)).any() or (column.astype(np.int64) != column).any()):
            raise QueryError(f"a {what} is missing or not whole", hint="leave such rows out, knowingly")
    states, years = states.astype(np.int64), years.astype(np.int64)
    if states.size and (states.min() < 0 or states.max() >= 10_000):
        raise QueryError(f"state code {states.max()} is not a COW or GW code", why="they lie between 0 and 9999")
    keys: Ints = years * 10_000 + states
    return keys


def portfolios_of_dyads(
    ccode1: ArrayLike,
    ccode2: ArrayLike,
    year: ArrayLike,
    tie: ArrayLike,
    *,
    members: tuple[ArrayLike, ArrayLike],
    covered: tuple[int, int],
    levels: ArrayLike,
    own_tie: str | float = "maximum",
    received: bool = False,
) -> Portfolios:
    """Pack directed dyad-years: `tie` is what ccode1 pledges to ccode2 in the year.

    members: (ccode, year), the state-years that make the system; states are in ascending order of code.
    covered: first and last year the source speaks of: inside, a dyad that is not listed has the lowest level; outside,
    all ties are unknown. received: portfolios of the pledges that a state is given instead of those it makes.
    Ties of states that were no members in the year are left out and counted in `left_out`.

    >>> pack = portfolios_of_dyads([2], [20], [1949], [1], members=([2, 20, 2, 20], [1949, 1949, 2020, 2020]),
    ...     covered=(1815, 2018), levels=(0, 1))
    >>> pack.codes.reshape(2, 2, 2).tolist()
    [[[1, 1], [0, 1]], [[1, 255], [255, 1]]]
    """
    scale = _scale(levels)
    own = _own_code(own_tie, scale)
    system = np.unique(_keys(*members))
    if len(system) != np.size(members[0]):
        raise QueryError("a state-year is twice in members", why="each state is once in a year's system")
    first, second = _keys(ccode1, year), _keys(ccode2, year)
    years, sizes = np.unique(system // 10_000, return_counts=True)
    begins, rows = _starts(sizes * sizes), _starts(sizes)
    unknown = (years < covered[0]) | (years > covered[1])
    codes = np.repeat(np.where(unknown, UNKNOWN, 0).astype(np.uint8), sizes * sizes)
    coded = _codes(np.asarray(tie, dtype=np.float64), scale, "tie")
    giver, taker = np.searchsorted(system, first), np.searchsorted(system, second)
    last = max(len(system) - 1, 0)
    there = np.zeros(len(first), bool)
    if len(system):
        there = (system[np.minimum(giver, last)] == first) & (system[np.minimum(taker, last)] == second)
    giver, taker, coded = giver[there], taker[there], coded[there]
    at = np.searchsorted(rows, giver, side="right") - 1
    row, column = giver - rows[at], taker - rows[at]
    if received:
        row, column = column, row
    places = begins[at] + row * sizes[at] + column
    if len(np.unique(places)) != len(places):
        raise QueryError("a directed dyad-year is listed twice", hint="keep the strongest tie of each dyad-year")
    codes[places] = coded
    if own is not None:
        diagonal = np.arange(len(system)) - np.repeat(rows[:-1], sizes)
        codes[np.repeat(begins[:-1], sizes) + diagonal * (np.repeat(sizes, sizes) + 1)] = own
    sizes = sizes.astype(np.int64)
    return Portfolios(codes, sizes, sizes.copy(), scale, years, system % 10_000, int(len(first) - there.sum()))


def aligned_weights(portfolios: Portfolios, ccode: ArrayLike, year: ArrayLike, value: ArrayLike) -> Floats:
    """The weight of every position of square portfolios, from a state-year column such as CINC; NaN where none."""
    if portfolios.states is None or (portfolios.sizes != portfolios.widths).any():
        raise QueryError("these positions are not named states", hint="pass weights in the order of the positions")
    keys, values = _keys(ccode, year), np.asarray(value, dtype=np.float64)
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    if (np.diff(keys) == 0).any():
        raise QueryError("a state-year has two weights", hint="keep one row a state and year")
    wanted = np.repeat(portfolios.years, portfolios.sizes) * 10_000 + portfolios.states
    if not len(keys):
        return np.full(len(wanted), np.nan)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], np.nan)
