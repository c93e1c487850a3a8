"""The assumptions of the first model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.response.assumptions import Assumptions, drawn_from, read_assumptions

if TYPE_CHECKING:
    from foedus.response.draws import Draws, Runs

FILE = Path(__file__).parent / "assumptions.toml"


def assumptions() -> Assumptions:
    """All assumptions by name."""
    return read_assumptions(FILE)


def drawn(name: str, draws: Draws, table: Assumptions | None = None) -> Runs:
    """The assumption for each run, shape (R,); by the shipped table unless another one is given."""
    return drawn_from(table or assumptions(), name, draws)
