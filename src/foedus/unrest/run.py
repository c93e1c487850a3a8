"""Runs of model I: the arrays of a run, and its course day by day. Loads numba."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.ground.kernel import kernel
from foedus.unrest.boards import appear
from foedus.unrest.philox import PLACE, TEMPER, below, key, philox
from foedus.unrest.rebellion import BATCH, COP, QUIET, advance, settle
from foedus.unrest.rules import UnrestSetting, estimate
from foedus.unrest.vision import offsets, stamp, windows


@dataclass(slots=True)
class Course:
    """A run as far as it has come: numbers at the end of each day, and the state of every agent (see `rebellion`)."""

    setting: UnrestSetting
    seed: int
    run: int
    day: int
    temper: NDArray[np.float64]
    place: NDArray[np.int16]
    state: NDArray[np.int8]
    term: NDArray[np.int32]
    who: NDArray[np.int32]
    full: NDArray[np.uint8]
    rebels: NDArray[np.uint64]
    seen: NDArray[np.uint16]
    active: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    jailed: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))

    def picture(self) -> NDArray[np.int8]:
        """The grid, int8 (H, W): the state of who is at a site, -1 where it is empty."""
        found = np.full((self.setting.height, self.setting.width), -1, np.int8)
        there = self.place[:, 0] >= 0
        found[self.place[there, 0], self.place[there, 1]] = self.state[there]
        return found


@kernel
def people(
    temper: Any, place: Any, full: Any, seen: Any, breadth: Any, width: Any, sites: Any, citizens: Any, cops: Any,
    cop_stamp: Any, run: Any, low: Any, high: Any,
) -> None:  # fmt: skip
    """Draw every citizen's temper, and put citizens and cops on sites, each way of doing so as likely as any other."""
    scale = 1.0 / 9007199254740992.0
    for agent in range(citizens):
        a, b, c, d = philox(agent, 0, run, TEMPER, low, high)
        temper[agent, 0] = np.float64((a << np.uint64(21)) | (b >> np.uint64(11))) * scale
        temper[agent, 1] = np.float64((c << np.uint64(21)) | (d >> np.uint64(11))) * scale
    for agent in range(citizens + cops):
        other = agent + below(philox(agent, 0, run, PLACE, low, high)[0], sites.shape[0] - agent)
        sites[agent], sites[other] = sites[other], sites[agent]
        y, x = np.int64(sites[agent] // width), np.int64(sites[agent] % width)
        settle(agent, y, x, place, full, width)
        if agent >= citizens:
            appear(seen, breadth, y, x, cop_stamp)


def breadth(setting: UnrestSetting) -> int:
    """Columns of the board of counts, with those beyond the edges."""
    return setting.width + 2 * setting.reach + 32


def begin(setting: UnrestSetting, seed: int, run: int = 0) -> Course:
    """The first morning of a run."""
    reach, height, width = setting.reach, setting.height, setting.width
    agents = setting.citizens + setting.most_cops
    state = np.full(agents, QUIET, np.int8)
    state[setting.citizens :] = COP
    course = Course(
        setting, seed, run, 0, np.zeros((setting.citizens, 2)), np.full((agents, 2), -1, np.int16), state,
        np.zeros(agents, np.int32), np.full(height * width, -1, np.int32), np.zeros(height * width, np.uint8),
        np.zeros((height, (width + 2 * reach) // 64 + 2), np.uint64),
        np.zeros((height + 2 * reach) * breadth(setting), np.uint16),
    )  # fmt: skip
    people(
        course.temper, course.place, course.full, course.seen, breadth(setting), width,
        np.arange(height * width, dtype=np.int32), setting.citizens, setting.cops,
        stamp(setting.vision, setting.reading.shape, reach, 256), run, *key(seed),
    )  # fmt: skip
    return course


def go_on(course: Course, days: int) -> Course:
    """Let so many more days pass; the course itself is changed and returned."""
    setting, reading, reach = course.setting, course.setting.reading, course.setting.reach
    first, last = course.day, course.day + days
    legitimacy, on_duty = setting.each_cycle(last)
    shape, most = reading.shape, len(offsets(setting.vision, reading.shape))
    cops = min(most, setting.most_cops)
    arrest = np.array(
        [[estimate(c, max(a, 1), setting.k, reading.ratio) for a in range(most + 2)] for c in range(cops + 1)]
    )
    course.active = np.concatenate([course.active, np.zeros(days, np.int32)])
    course.jailed = np.concatenate([course.jailed, np.zeros(days, np.int32)])
    agents = len(course.state)
    with np.errstate(over="ignore"):  # counting bits multiplies modulo 2^64
        advance(
            first, last, course.run, *key(course.seed), setting.height, setting.width, reach,
            np.array(legitimacy), np.array(on_duty, np.int64), setting.threshold, arrest,
            reading.moves_first, reading.jailed_leave, setting.movement, reading.least_term, setting.jail_max,
            course.temper, course.place, course.state, course.term, course.who, course.full, course.rebels, course.seen,
            breadth(setting), np.empty(agents, np.uint32), np.arange(agents // 4 + 1, dtype=np.uint32),
            np.empty((4, BATCH), np.uint32), np.empty(1, np.int64), offsets(setting.vision, shape),
            stamp(setting.vision, shape, reach, 1), offsets(setting.cop_vision, shape),
            windows(setting.cop_vision, shape, reach), stamp(setting.vision, shape, reach, 256),
            course.active, course.jailed,
        )  # fmt: skip
    course.day = last
    return course


def simulate(setting: UnrestSetting, days: int, seed: int = 0, run: int = 0) -> Course:
    """A run of so many days, drawn from its seed and number."""
    return go_on(begin(setting, seed, run), days)
