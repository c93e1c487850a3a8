"""The ratio of a resource between two alliances, or between two states such as their leaders.

Formula: q = X_a / X_b, both from one series and one year, so that like is set beside like.
The ratio carries its coverage: members without a figure make X a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.ground.strict import Strict
from foedus.world import World, figures


class Ratio(Strict, kw_only=True, frozen=True):
    """`value` is None where one side has no figure or is zero; `missing` are states without a figure."""

    concept: str
    unit: str
    series: str
    year: int | None
    first: float | None
    second: float | None
    value: float | None
    missing: tuple[str, ...]


def ratio(world: World, concept: str, first: Iterable[str], second: Iterable[str]) -> Ratio:
    """The ratio of the totals of two groups of states as of the world's clocks."""
    group_a, group_b = sorted(set(first)), sorted(set(second))
    found = figures(concept, [*group_a, *group_b], world.as_of)
    a = _total(found.values, group_a)
    b = _total(found.values, group_b)
    return Ratio(
        concept=concept,
        unit=found.unit,
        series=found.series,
        year=found.year,
        first=a,
        second=b,
        value=a / b if a is not None and b else None,
        missing=found.missing,
    )


def _total(values: dict[str, float], group: list[str]) -> float | None:
    present = [values[s] for s in group if s in values]
    return sum(present) if present else None
