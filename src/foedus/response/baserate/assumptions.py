"""The assumptions of the response model: one documented table, each figure with range and grounds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.response.draws import Draws

FILE = Path(__file__).parent / "assumptions.toml"


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


@cache
def assumptions() -> dict[str, Assumption]:
    """All assumptions by name."""
    return convert(shipped(FILE), dict[str, Assumption], FILE)


def drawn(name: str, draws: Draws) -> NDArray[np.float64]:
    """The assumption for each run, shape (R,): log-uniform over its range, uniform where that touches 0."""

    entry = assumptions()[name]
    u = draws.uniform(f"assumption/{name}")
    if entry.low > 0:
        scaled: NDArray[np.float64] = entry.low * (entry.high / entry.low) ** u
        return scaled
    return entry.low + (entry.high - entry.low) * u
