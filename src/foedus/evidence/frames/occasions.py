"""The frame of occasions: in how many of the cases that arose by published lists did anybody ask the alliance?

Two parts make the whole: occasions with a recorded call, known with certainty, and silent ones, of which a sample was
drawn by strata (`foedus.record.occasions`; docs/reference/frames.md). The share of the whole is

    (A + N_s * p) / N,    p = sum(w_i * y_i) / sum(w_i)  over the coded rows,

A the recorded calls that asked, N_s the silent occasions, w_i the inverse of the probability of being drawn, raised
within each kind of occasion so that the coded rows stand for those that could not be looked up. The interval of p is
Wilson's at Kish's effective number of rows, sum(w)**2 / sum(w**2): it does not shrink to nothing where nobody was found
to have asked. The bounds need no such assumption: all of the unknown asked, or none. References: Horvitz & Thompson
1952, Journal of the American Statistical Association 47; Kish 1965, Survey Sampling, section 11.7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import sqrt
from typing import Final

from foedus.ground.strict import Strict
from foedus.ground.terms import ACTS
from foedus.record.occasions import Cell, Occasion, read_drawn, read_population

#: The normal quantile of a two-sided interval of 90 %.
Z: Final = 1.6448536269514722
KINDS: Final = ("force", "civil-war", "coup", "fellow")


class Share(Strict, kw_only=True, frozen=True):
    """Counts of a group of occasions, and the estimated shares of all of them and of the silent ones.

    `asked` is of all occasions, `silent_asked` and `silent_acted` of those without a recorded call, with 90 % intervals
    [low, high] and, for the silent ones, the `bounds` if none or all of the unknown asked. None where no row is coded.
    """

    group: str
    occasions: int
    called: int
    drawn: int
    coded: int
    asked: tuple[float, float, float] | None
    silent_asked: tuple[float, float, float] | None
    silent_acted: tuple[float, float, float] | None
    bounds: tuple[float, float]


class Occasions(Strict, kw_only=True, frozen=True):
    """The whole frame, and by kind of occasion, time and alliance; by alliance there are counts alone."""

    whole: Share
    by_kind: tuple[Share, ...]
    by_decade: tuple[Share, ...]
    by_alliance: tuple[Share, ...]


def wilson(share: float, effective: float) -> tuple[float, float, float]:
    """A share with Wilson's interval at an effective number of rows.

    >>> [round(v, 3) for v in wilson(0.0, 30)]
    [0.0, 0.0, 0.083]
    """
    z2 = Z**2 / effective
    middle = (share + z2 / 2) / (1 + z2)
    half = Z / (1 + z2) * sqrt(share * (1 - share) / effective + z2 / (4 * effective))
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return share, low if share > 0 else 0.0, high if share < 1 else 1.0


def raised(drawn: Sequence[Occasion]) -> dict[str, float]:
    """The weight of every coded row, raised within its kind for the rows that could not be looked up."""
    every: dict[str, float] = defaultdict(float)
    coded: dict[str, float] = defaultdict(float)
    for row in drawn:
        every[row.kind] += row.weight
        coded[row.kind] += row.weight * row.known
    return {row.id: row.weight * every[row.kind] / coded[row.kind] for row in drawn if row.known}


def share_of(group: str, cells: Sequence[Cell], drawn: Sequence[Occasion], weights: dict[str, float]) -> Share:
    """The shares of one group; `weights` are those of `raised` over the whole sample."""
    coded = [row for row in drawn if row.known]
    occasions, called = sum(c.occasions for c in cells), sum(c.called for c in cells)
    silent_asked = _weighted(coded, weights, lambda row: row.asked != "none")
    whole = None
    if silent_asked and occasions:
        calls, silent = sum(c.asked for c in cells), occasions - called
        value, low, high = ((calls + silent * p) / occasions for p in silent_asked)
        whole = (value, low, high)
    total = sum(row.weight for row in drawn) or 1.0
    yes = sum(row.weight for row in coded if row.asked != "none")
    unknown = sum(row.weight for row in drawn if not row.known)
    return Share(
        group=group,
        occasions=occasions,
        called=called,
        drawn=len(drawn),
        coded=len(coded),
        asked=whole,
        silent_asked=silent_asked,
        silent_acted=_weighted(
            [row for row in coded if row.response != "unknown"], weights, lambda row: row.response in ACTS
        ),
        bounds=(yes / total, (yes + unknown) / total),
    )


def _weighted(
    rows: Sequence[Occasion], weights: dict[str, float], is_one: Callable[[Occasion], bool]
) -> tuple[float, float, float] | None:
    if not rows:
        return None
    w = [weights[row.id] for row in rows]
    share = sum(x for x, row in zip(w, rows, strict=True) if is_one(row)) / sum(w)
    return wilson(share, sum(w) ** 2 / sum(x * x for x in w))


def frame(cells: Sequence[Cell] | None = None, drawn: Sequence[Occasion] | None = None) -> Occasions:
    """The frame of the shipped record, or of the given counts and rows."""
    cells = read_population() if cells is None else cells
    drawn = read_drawn() if drawn is None else drawn
    weights = raised(drawn)

    def by(names: Sequence[str], of_cell: Callable[[Cell], str], of_row: Callable[[Occasion], str]) -> list[Share]:
        return [
            share_of(n, [c for c in cells if of_cell(c) == n], [r for r in drawn if of_row(r) == n], weights)
            for n in names
        ]

    times = sorted({c.stratum.split()[1] for c in cells})
    alliances = by(sorted({c.alliance for c in cells}), lambda c: c.alliance, lambda r: r.alliance)
    return Occasions(
        whole=share_of("all", cells, drawn, weights),
        by_kind=tuple(by(KINDS, lambda c: c.stratum.split()[0], lambda r: r.kind)),
        by_decade=tuple(by(times, lambda c: c.stratum.split()[1], lambda r: r.decade)),
        # An alliance is no stratum: its few rows carry no estimate.
        by_alliance=tuple(_counts_alone(one) for one in alliances),
    )


def _counts_alone(one: Share) -> Share:
    return Share(
        group=one.group, occasions=one.occasions, called=one.called, drawn=one.drawn, coded=one.coded,
        asked=None, silent_asked=None, silent_acted=None, bounds=one.bounds,
    )  # fmt: skip
