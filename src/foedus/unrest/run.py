"""Runs of model I: the arrays of a run, and its course day by day. Loads numba."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.ground.kernel import kernel
from foedus.unrest.boards import COPS, flip
from foedus.unrest.philox import PLACE, TEMPER, below, key, philox
from foedus.unrest.rebellion import BATCH, COP, advance, settle
from foedus.unrest.rules import UnrestSetting, estimate
from foedus.unrest.vision import margin, offsets, tiling, views

#: What is known of an agent, side by side: 16 bytes.
PERSON = np.dtype([("place", "<i2", 2), ("state", "i1"), ("", "i1"), ("term", "<i2"), ("temper", "<f4", 2)])


@dataclass(slots=True)
class Course:
    """A run as far as it has come: numbers at the end of each day, and the state of every agent (see `rebellion`)."""

    setting: UnrestSetting
    seed: int
    run: int
    day: int
    people: NDArray[np.void]
    who: NDArray[np.int32]
    taken: NDArray[np.uint8]
    boards: NDArray[np.uint64]
    active: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    jailed: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))

    @property
    def temper(self) -> NDArray[np.float32]:
        """Hardship and risk aversion of citizens, float32 (citizens, 2)."""
        return self.people["temper"][: self.setting.citizens]

    @property
    def place(self) -> NDArray[np.int16]:
        """Row and column of every agent, int16 (A, 2); -1 off the grid."""
        return self.people["place"]

    @property
    def state(self) -> NDArray[np.int8]:
        """Quiet, active, jailed or cop, int8 (A,)."""
        return self.people["state"]

    @property
    def term(self) -> NDArray[np.int16]:
        """Cycles of jail left, int16 (A,); -1 for ever."""
        return self.people["term"]

    def picture(self) -> NDArray[np.int8]:
        """The grid, int8 (H, W): the state of who is at a site, -1 where it is empty."""
        found = np.full((self.setting.height, self.setting.width), -1, np.int8)
        there = self.place[:, 0] >= 0
        found[self.place[there, 0], self.place[there, 1]] = self.state[there]
        return found


@kernel
def populate(
    temper: Any, place: Any, taken: Any, boards: Any, down: Any, across: Any, rows: Any, spots: Any, marks: Any,
    sites: Any, citizens: Any, cops: Any, run: Any, low: Any, high: Any,
) -> None:  # fmt: skip
    """Draw every citizen's temper, and put citizens and cops on sites, each way of doing so as likely as any other."""
    width = spots.shape[0]
    for agent in range(citizens):
        a, b, _, _ = philox(agent, 0, run, TEMPER, low, high)
        temper[agent, 0] = np.float64(a >> np.uint64(8)) / 16777216.0
        temper[agent, 1] = np.float64(b >> np.uint64(8)) / 16777216.0
    for agent in range(citizens + cops):
        word, _, _, _ = philox(agent, 0, run, PLACE, low, high)
        other = agent + below(word, sites.shape[0] - agent)
        sites[agent], sites[other] = sites[other], sites[agent]
        y, x = np.int64(sites[agent] // width), np.int64(sites[agent] % width)
        settle(agent, y, x, place, taken, down, across)
        if agent >= citizens:
            flip(boards, COPS, y, x, rows, spots, marks)


def begin(setting: UnrestSetting, seed: int, run: int = 0) -> Course:
    """The first morning of a run."""
    grid = setting.height, setting.width, setting.reach
    cut, edge = tiling(*grid), margin(*grid)
    people = np.zeros(setting.citizens + setting.most_cops, PERSON)
    people["place"] = -1
    people["state"][setting.citizens :] = COP
    sites = setting.height * setting.width
    course = Course(
        setting, seed, run, 0, people, np.full(sites, -1, np.int32), np.zeros(edge.size, np.uint8),
        np.zeros(cut.size, np.uint64),
    )  # fmt: skip
    populate(
        people["temper"], course.place, course.taken, course.boards, edge.down, edge.across, cut.rows, cut.spots,
        cut.marks, np.arange(sites, dtype=np.int32), setting.citizens, setting.cops, run, *key(seed),
    )  # fmt: skip
    return course


@cache
def estimates(most: int, cops: int, k: float, ratio: str) -> NDArray[np.float64]:
    """The estimate of arrest by cops and rebels seen, oneself not counted, float64 (cops + 1, most + 1)."""
    return np.array([[estimate(c, a + 1, k, ratio) for a in range(most + 1)] for c in range(cops + 1)])


def go_on(course: Course, days: int) -> Course:
    """Let so many more days pass; the course itself is changed and returned."""
    setting, reading, reach = course.setting, course.setting.reading, course.setting.reach
    first, last = course.day, course.day + days
    legitimacy, on_duty = setting.each_cycle(last)
    mine, cops_ = (offsets(vision, reading.shape) for vision in (setting.vision, setting.cop_vision))
    cut, edge = tiling(setting.height, setting.width, reach), margin(setting.height, setting.width, reach)
    both = np.concatenate([mine, cops_])
    leaps = both @ np.array([setting.width + 2 * reach, 1], np.int32)
    course.active = np.concatenate([course.active, np.zeros(days, np.int32)])
    course.jailed = np.concatenate([course.jailed, np.zeros(days, np.int32)])
    agents = len(course.people)
    with np.errstate(over="ignore"):  # counting bits multiplies modulo 2^64
        advance(
            first, last, course.run, *key(course.seed), np.array(legitimacy), np.array(on_duty, np.int64),
            setting.threshold, estimates(len(mine), min(len(mine), setting.most_cops), setting.k, reading.ratio),
            reading.moves_first, reading.jailed_leave, setting.movement, reading.least_term, setting.jail_max,
            course.people["temper"], course.place, course.state, course.term, course.who, course.taken, course.boards,
            reach, cut.tall, cut.pitch, edge.down, edge.across, both, leaps, len(mine),
            cut.windows, cut.spots, cut.marks, cut.rows, cut.near,
            views(setting.vision, setting.cop_vision, reading.shape, setting.height, reach),
            np.empty(agents, np.uint32), np.arange(agents // 4 + 1, dtype=np.uint32), np.empty((4, BATCH), np.uint32),
            np.empty((4, agents - setting.citizens), np.uint32),
            course.active, course.jailed,
        )  # fmt: skip
    course.day = last
    return course


def simulate(setting: UnrestSetting, days: int, seed: int = 0, run: int = 0) -> Course:
    """A run of so many days, drawn from its seed and number."""
    return go_on(begin(setting, seed, run), days)
