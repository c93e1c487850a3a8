"""What a model takes for granted: one documented table a model, each figure with range and grounds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, shipped

if TYPE_CHECKING:
    from foedus.response.draws import Draws, Runs


class Assumption(Strict, kw_only=True, frozen=True):
    """A figure, the range each run draws it from (log-uniform where low > 0), and why."""

    value: float
    low: float
    high: float
    unit: str
    text: Label
    grounds: str
    judgement: bool

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError("an assumption needs low <= value <= high")


Assumptions = dict[str, Assumption]


@cache
def read_assumptions(file: Path) -> Assumptions:
    """All assumptions of a table by name."""
    return convert(shipped(file), Assumptions, file)


def drawn_from(table: Assumptions, name: str, draws: Draws) -> Runs:
    """An assumption for each run, shape (R,): log-uniform over its range, uniform where that touches 0."""
    entry = table[name]
    u = draws.uniform(f"assumption/{name}")
    if entry.low > 0:
        scaled: Runs = entry.low * (entry.high / entry.low) ** u
        return scaled
    return entry.low + (entry.high - entry.low) * u
