"""Silent occasions: cases that arose within an alliance by published lists and in which no call is recorded, by draw.

`tools/draw_occasions.py` draws them; docs/reference/frames.md says by which rule. What was asked and what came is coded
by the codebook; an occasion that could not be looked up stays "unknown", which is not "none".
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from foedus.ground.calendar import Date
from foedus.ground.errors import RecordError
from foedus.ground.strict import Strict
from foedus.ground.terms import ResponseKind
from foedus.ground.toml import convert
from foedus.record.load import DATA
from foedus.record.tables import rows

DRAWN: Final = "occasions/drawn.csv"
POPULATION: Final = "occasions/population.csv"
DRAWN_FIELDS: Final = (
    "id", "alliance", "state", "date", "until", "list", "rows", "adversaries", "stratum", "probability", "weight",
    "asked", "response", "sources", "note",
)  # fmt: skip
POPULATION_FIELDS: Final = ("alliance", "stratum", "occasions", "called", "asked")


class Occasion(Strict, kw_only=True, frozen=True):
    """A drawn occasion; `rows` are the events in the lists, `weight` how many of its stratum it stands for."""

    id: str
    alliance: str
    state: str
    date: Date
    until: Date
    list: Literal["mid", "icb", "ucdp", "coup"]
    rows: tuple[str, ...]
    adversaries: tuple[str, ...]
    stratum: str
    probability: float
    weight: float
    asked: ResponseKind | Literal["unknown"]
    response: ResponseKind | Literal["unknown"]
    sources: tuple[str, ...]
    note: str

    @property
    def known(self) -> bool:
        """Whether it could be found out if somebody asked."""
        return self.asked != "unknown"

    @property
    def kind(self) -> str:
        """What happened: force, civil-war, coup, or force by a fellow member."""
        return self.stratum.split()[0]

    @property
    def decade(self) -> str:
        """The time that its stratum names."""
        return self.stratum.split()[1]


class Cell(Strict, kw_only=True, frozen=True):
    """An alliance's occasions in a stratum: all, those with a recorded call, and those in which that call asked."""

    alliance: str
    stratum: str
    occasions: int
    called: int
    asked: int

    @property
    def silent(self) -> int:
        """The occasions without a recorded call."""
        return self.occasions - self.called


def read_drawn(folder: Path = DATA) -> tuple[Occasion, ...]:
    """The drawn occasions, every row checked."""
    path, found = folder / DRAWN, []
    for line, row in rows(path, DRAWN_FIELDS):
        cell: dict[str, object] = dict(zip(DRAWN_FIELDS, row, strict=True))
        for name in ("rows", "adversaries", "sources"):
            cell[name] = str(cell[name]).split()
        for name in ("probability", "weight"):
            cell[name] = _figure(str(cell[name]), path, line)
        found.append(convert(cell, Occasion, path, f"line {line}"))
    return tuple(found)


def read_population(folder: Path = DATA) -> tuple[Cell, ...]:
    """How many occasions there were, every row checked."""
    path, found = folder / POPULATION, []
    for line, (alliance, stratum, *counts) in rows(path, POPULATION_FIELDS):
        figures = [int(_figure(text, path, line)) for text in counts]
        cell = {"alliance": alliance, "stratum": stratum, **dict(zip(POPULATION_FIELDS[2:], figures, strict=True))}
        found.append(convert(cell, Cell, path, f"line {line}"))
    return tuple(found)


def _figure(text: str, path: Path, line: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise RecordError(
            f"{text!r} is no figure of 0 or more", where=f"{path}:{line}", hint="run tools/draw_occasions.py"
        )
    return value
