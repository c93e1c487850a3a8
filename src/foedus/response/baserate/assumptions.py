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


def drawn(name: str, draws: Draws) -> Runs:
    """The assumption for each run, shape (R,)."""
    return drawn_from(assumptions(), name, draws)
