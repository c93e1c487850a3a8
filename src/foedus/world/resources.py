"""Yearly figures of states as of two clocks: one series and one year for all that are compared.

Mixing years or series inside one share would compare unlike things. So a concept is read for a group of states
from the best series and the last full year before the day that could be known, preferring the year in which most
states of the group have a figure. What is missing stays missing and is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.ground.calendar import AsOf
from foedus.ground.errors import QueryError
from foedus.record import tables

#: How many years back a figure may lie before it says nothing about the day asked for (a convention).
MAX_AGE_YEARS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """A concept's figures for a group: one series, one year, one unit; `missing` lists states without one."""

    concept: str
    series: str
    year: int | None
    unit: str
    values: dict[str, float]
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every state of the group has a figure."""
        return bool(self.values) and not self.missing

    @property
    def total(self) -> float | None:
        """The sum over the states with a figure; None if there is none."""
        return sum(self.values.values()) if self.values else None


def figures(concept: str, states: Iterable[str], as_of: AsOf) -> Figures:
    """The best comparable figures of `concept` for `states` as of the two clocks.

    Raises `QueryError` for a concept that no series measures.
    """
    keys = tables.of_concept(concept)
    if not keys:
        raise QueryError(f"no series measures {concept!r}", hint="see series.toml for the concepts")
    wanted = sorted(set(states))
    best = Figures(concept, "", None, tables.origins()[keys[0]].unit, {}, tuple(wanted))
    score = (0, 0.0)
    for rank, key in enumerate(keys):
        series = tables.series(key)
        for age, year in enumerate(series.years(as_of, MAX_AGE_YEARS)):
            values = {s: series.values[s][year] for s in wanted if year in series.values.get(s, {})}
            # More states first; then the better series; then the later year.
            here = (len(values), -(rank * 100.0 + age))
            if values and here > score:
                score = here
                missing = tuple(s for s in wanted if s not in values)
                best = Figures(concept, key, year, series.origin.unit, values, missing)
    return best
