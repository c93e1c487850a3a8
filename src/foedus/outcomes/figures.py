"""Figures counted from published sets: the shipped table, and which of it a question may see.

`tools/build_outcomes.py` counts them from the publishers' files (`counted/`) and writes `figures.toml`, so that an
answer needs none of these files. A figure is seen from the day on which its set was published.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from foedus.ground.calendar import AsOf, Date
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import Threat
from foedus.ground.toml import convert, shipped

FILE: Final = Path(__file__).parent / "figures.toml"
Kind = Literal["share", "difference", "median", "mean", "count"]


class CountedSet(Strict, kw_only=True, frozen=True):
    """A published set as it was counted: version, the day it was published, whose, and how to cite it."""

    id: str
    title: Label
    version: str
    known: Date
    citation: str
    terms: str


class CountedFigure(Strict, kw_only=True, frozen=True):
    """A figure of a published set: what (`outcome`) of whom (`group`), counted how (`kind`), by when (`horizon`).

    A share is `yes` of `of`, in 0..1; a difference is that of two shares, -1..1; medians and means are in `unit`.
    `low` and `high` hold nine tenths. `running` cases had not ended and are in no count. `without` is the figure
    without `largest`, the case that moves it most. `measure` groups figures that are told together.
    """

    id: str
    set: str
    threats: tuple[Threat, ...]
    measure: str
    outcome: str
    group: str
    kind: Kind
    value: float
    of: int
    low: float | None = None
    high: float | None = None
    yes: int | None = None
    running: int | None = None
    horizon: str = ""
    unit: str = ""
    largest: str = ""
    without: float | None = None


class Counted(Strict, kw_only=True, frozen=True):
    """The shipped table: the sets and what was counted in them."""

    sets: tuple[CountedSet, ...]
    figures: tuple[CountedFigure, ...]


def counted(path: Path = FILE) -> Counted:
    """The shipped table, every entry checked."""
    return convert(shipped(path), Counted, path)


def seen(
    threat: Threat, as_of: AsOf, table: Counted | None = None
) -> tuple[tuple[CountedFigure, ...], tuple[CountedSet, ...]]:
    """The figures that speak of a threat and were published by `known`; and the sets that came out only later."""
    table = counted() if table is None else table
    sets = {s.id: s for s in table.sets}
    about = [f for f in table.figures if threat in f.threats]
    there = tuple(f for f in about if as_of.knows(sets[f.set].known))
    later = dict.fromkeys(f.set for f in about if not as_of.knows(sets[f.set].known))
    return there, tuple(sets[key] for key in later)
