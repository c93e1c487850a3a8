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
    """A frame. `day` and `came` are ordinals of days (`came`: of the act, `NEVER` without); `group` a war.

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
    group: NDArray[np.str_]
    label: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.outcome)

    def only(self, which: NDArray[np.bool_]) -> Rows:
        """The chosen rows."""
        parts = ("x", "cell", "outcome", "day", "came", "group", "label")
        return replace(self, **{part: getattr(self, part)[which] for part in parts})

    def column(self, name: str) -> Array:
        """One feature."""
        return self.x[:, self.names.index(name)]

    def known_on(self, day: int) -> Array:
        """Outcomes as they stood on the eve of a day: an act of that day or later has not happened yet."""
        return (self.came < day).astype(np.float64)


def rows_of(name: str, names: tuple[str, ...], found: list[tuple[str, str, str, int, int, list[float]]]) -> Rows:
    """Rows from (label, group, cell, day, came, features), brought into the order of their labels."""
    found = sorted(found, key=lambda row: row[0])
    labels, groups, cells, days, came, x = zip(*found, strict=True) if found else ((),) * 6
    arrived = np.array(came, dtype=np.int64)
    return Rows(
        name=name,
        names=names,
        x=np.array(x, dtype=np.float64).reshape(len(found), len(names)),
        cell=np.array(cells, dtype=np.str_),
        outcome=(arrived < NEVER).astype(np.float64),
        day=np.array(days, dtype=np.int64),
        came=arrived,
        group=np.array(groups, dtype=np.str_),
        label=np.array(labels, dtype=np.str_),
    )
