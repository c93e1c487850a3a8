"""Rows of a frame as arrays: features as of the day before, outcome and the day on which it could be known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: A day that never comes: the outcome of a state that stayed at home.
NEVER = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Rows:
    """A frame. `day`, `came` and `settled` are ordinals of days; `group` is a war.

    `came` is the day of the act, `NEVER` without; `settled` the day after which the row can teach something: for an
    ally at risk that of the call (it has not come yet), for a word to be kept that of the war's end.

    `x` has a column for each of `names`; `cell` is the class of the table that serves as offset (obligation by era);
    `label` says each row in words of codes and days, and is unique: rows stand in its order.
    """

    name: str
    names: tuple[str, ...]
    x: Array
    cell: NDArray[np.str_]
    outcome: Array
    day: NDArray[np.int64]
    came: NDArray[np.int64]
    settled: NDArray[np.int64]
    group: NDArray[np.str_]
    label: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.outcome)

    def only(self, which: NDArray[np.bool_]) -> Rows:
        """The chosen rows."""
        parts = ("x", "cell", "outcome", "day", "came", "settled", "group", "label")
        return replace(self, **{part: getattr(self, part)[which] for part in parts})

    def column(self, name: str) -> Array:
        """One feature."""
        return self.x[:, self.names.index(name)]

    def known_on(self, day: int) -> Array:
        """Outcomes as they stood on the eve of a day: an act of that day or later has not happened yet."""
        return (self.came < day).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Found:
    """One row before it stands in a frame; see `Rows`. Without `settled`, the row teaches from its own day."""

    label: str
    group: str
    cell: str
    day: int
    came: int
    x: list[float]
    settled: int | None = None


def rows_of(name: str, names: tuple[str, ...], found: list[Found]) -> Rows:
    """Rows brought into the order of their labels, whatever the order in which they were found."""
    found = sorted(found, key=lambda row: row.label)
    days, came = [row.day for row in found], [row.came for row in found]
    arrived = np.array(came, dtype=np.int64)
    return Rows(
        name=name,
        names=names,
        x=np.array([row.x for row in found], dtype=np.float64).reshape(len(found), len(names)),
        cell=np.array([row.cell for row in found], dtype=np.str_),
        outcome=(arrived < NEVER).astype(np.float64),
        day=np.array(days, dtype=np.int64),
        came=arrived,
        settled=np.array([row.day if row.settled is None else row.settled for row in found], dtype=np.int64),
        group=np.array([row.group for row in found], dtype=np.str_),
        label=np.array([row.label for row in found], dtype=np.str_),
    )
