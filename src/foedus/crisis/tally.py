"""Counts instead of runs: how often each series had which size on each day, and when each event came.

Counts are whole numbers, so they add up to the same in any order, and memory does not grow with runs. A size is counted
by the upper 16 bits of its float32: 128 steps for each doubling, so that a quantile read from the counts lies within
0.4 % of that of the runs themselves. Sizes under 2^-14 count as 0, those from 2^24 on as the largest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.ground.kernel import kernel

#: The smallest exponent that is told apart, biased as in float32, and the steps in all, the first for 0.
LEAST, STEPS = 113, 38 * 128 + 2

Counts = NDArray[np.int32]


@kernel
def count_sizes(path: Any, lanes: Any, bins: Any) -> None:
    """Add the first `lanes` runs of `path`, float32 (S, days, LANES) as uint32, to `bins` (S, days, STEPS)."""
    steps = np.empty(256, np.int32)
    for series in range(path.shape[0]):
        for day in range(path.shape[1]):
            row, into = path[series, day], bins[series, day]
            for i in range(256):
                step = np.int32(row[i] >> np.uint32(16)) - np.int32(14463)
                step = np.int32(0) if step < 0 else step
                steps[i] = np.int32(4865) if step > 4865 else step
            for i in range(lanes):
                into[steps[i]] += 1


@kernel
def counted_and_kept(path: Any, lanes: Any, start: Any, bins: Any, kept: Any) -> None:
    """Count the sizes of `path`, float32 (S, days, LANES), and keep its runs from `start` on where `kept` has room."""
    count_sizes(path.view(np.uint32), lanes, bins)
    if kept.shape[1] > 0:
        for series in range(path.shape[0]):
            for day in range(path.shape[1]):
                for i in range(lanes):
                    kept[series, start + i, day] = path[series, day, i]


@kernel
def count_days(events: Any, into: Any) -> None:
    """Add the days of `events` (int32 (E, R), -1 for never) to `into` (E, days + 1), the last for never."""
    last = into.shape[1] - 1
    for event in range(events.shape[0]):
        for i in range(events.shape[1]):
            day = events[event, i]
            into[event, last if day < 0 or day >= last else day] += 1


def middle(step: NDArray[Any]) -> NDArray[np.float32]:
    """The size that stands for a step: 0, or the middle between its ends."""
    bits = ((step + (LEAST << 7) - 1) << 16) + 0x8000
    return np.where(step == 0, np.float32(0), bits.astype(np.uint32).view(np.float32))


def size_quantiles(bins: Counts, levels: tuple[float, ...]) -> NDArray[np.float32]:
    """The sizes below which the shares `levels` of the runs lie, shape (levels, S, days); bins (S, days, STEPS)."""
    found = np.empty((len(levels), *bins.shape[:2]), np.float32)
    for series, of_days in enumerate(bins):
        so_far = of_days.cumsum(axis=1, dtype=np.int32)
        runs = so_far[:, -1:]
        for i, level in enumerate(levels):
            found[i, series] = middle((so_far < np.ceil(level * runs).clip(1)).sum(axis=1))
    return found


@dataclass(slots=True)
class RunTally:
    """What has been counted of the runs so far.

    runs: how many; kinds (K,): by what the alliance does; members (M,): runs in which each sends soldiers; sizes (S,
    days, STEPS); events (E, days + 1), the last for never. Of the runs in which soldiers come: effect (4,): the end
    (order restored, the adversary breaks off) comes about either way, only with them, only without them, in neither;
    sooner (2 days + 1,): by how many days sooner where it does either way, from -days to days.
    """

    runs: int
    kinds: Counts
    members: Counts
    sizes: Counts
    events: Counts
    effect: Counts
    sooner: Counts

    @classmethod
    def empty(cls, kinds: int, members: int, series: int, events: int, days: int) -> RunTally:
        """Nothing counted yet."""

        def none(*shape: int) -> Counts:
            return np.zeros(shape, np.int32)

        return cls(
            0, none(kinds), none(members), none(series, days, STEPS), none(events, days + 1), none(4),
            none(2 * days + 1),
        )  # fmt: skip

    def nothing(self) -> RunTally:
        """A tally of the same shape with nothing counted."""
        return RunTally(0, *(np.zeros_like(getattr(self, name)) for name in ARRAYS))

    def add(self, other: RunTally) -> None:
        """Count what another one has counted too."""
        self.runs += other.runs
        for name in ARRAYS:
            getattr(self, name).__iadd__(getattr(other, name))


#: The arrays of a tally.
ARRAYS = ("kinds", "members", "sizes", "events", "effect", "sooner")
