"""Runs of model II. Loads numba."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from foedus.unrest.communal import NOBODY, pass_days
from foedus.unrest.philox import BIRTH, PLACE, TEMPER, key, words
from foedus.unrest.rebellion import COP, QUIET
from foedus.unrest.rules import UnrestSetting, estimate
from foedus.unrest.vision import offsets

#: Slots for citizens, in sites: one each on the grid, and as many in jail.
ROOM = 2
GROUPS, ACTIVE_NOW, IN_JAIL, KILLED = slice(0, 2), 2, 3, 4


@dataclass(frozen=True, slots=True)
class Population:
    """How citizens multiply and die: chance of a child in a cycle (0..1), longest life in cycles (at least 1)."""

    clone: float = 0.05
    max_age: int = 200


@dataclass(slots=True)
class Communal:
    """A run of model II as far as it has come (see `communal`)."""

    setting: UnrestSetting
    population: Population
    seed: int
    run: int
    day: int
    temper: NDArray[np.float64]
    group: NDArray[np.int8]
    age: NDArray[np.int32]
    place: NDArray[np.int16]
    state: NDArray[np.int8]
    term: NDArray[np.int32]
    who: NDArray[np.int32]
    free: NDArray[np.int32]
    counts: NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 5), np.int32))

    @property
    def extinct(self) -> int | None:
        """The first day at whose end a group is gone; None while both are there."""
        gone = np.flatnonzero((self.counts[:, GROUPS] == 0).any(axis=1))
        return int(gone[0]) if len(gone) else None


def begin_communal(setting: UnrestSetting, seed: int, run: int = 0, population: Population = Population()) -> Communal:
    """The first morning: each citizen of either group with the same chance, nobody older than another."""
    sites = setting.height * setting.width
    slots, citizens = ROOM * sites, setting.citizens
    made = Communal(
        setting, population, seed, run, 0, np.zeros((slots, 2)), np.zeros(slots, np.int8),
        np.zeros((slots, 2), np.int32), np.full((slots + setting.most_cops, 2), -1, np.int16),
        np.full(slots + setting.most_cops, NOBODY, np.int8), np.zeros(slots, np.int32),
        np.full((setting.height, setting.width), -1, np.int32), np.zeros(slots + 1, np.int32),
    )  # fmt: skip
    made.free[: slots - citizens] = np.arange(slots - 1, citizens - 1, -1)
    made.free[-1] = slots - citizens
    made.state[:citizens] = QUIET
    made.state[slots:] = COP
    order = list(range(sites))
    for n, slot in enumerate([*range(citizens), *range(slots, slots + setting.cops)]):
        other = n + (words(slot, 0, run, PLACE, seed)[0] * (sites - n) >> 32)
        order[n], order[other] = order[other], order[n]
        site = divmod(order[n], setting.width)
        made.place[slot] = site
        made.who[site] = slot
    for slot in range(citizens):
        a, b, c, d = words(slot, 0, run, TEMPER, seed)
        made.temper[slot] = ((a << 21) + (b >> 11)) / 2**53, ((c << 21) + (d >> 11)) / 2**53
        coin, life, _, _ = words(slot, 0, run, BIRTH, seed)
        made.group[slot], made.age[slot, 1] = coin >> 31, 1 + (life * population.max_age >> 32)
    return made


def go_on_communal(made: Communal, days: int) -> Communal:
    """Let so many more days pass; the run itself is changed and returned."""
    setting, reading = made.setting, made.setting.reading
    last = made.day + days
    legitimacy, on_duty = setting.each_cycle(last)
    mine = offsets(setting.vision, reading.shape)
    arrest = np.array(
        [[estimate(c, max(a, 1), setting.k, reading.ratio) for a in range(len(mine) + 2)] for c in range(len(mine) + 1)]
    )
    made.counts = np.concatenate([made.counts, np.zeros((days, 5), np.int32)])
    pass_days(
        made.day, last, made.run, *key(made.seed), np.array(legitimacy), np.array(on_duty, np.int64),
        setting.threshold, arrest, setting.movement, reading.least_term, setting.jail_max, made.population.clone,
        made.population.max_age, made.temper, made.group, made.age, made.place, made.state, made.term, made.who,
        made.free, np.empty(len(made.state), np.int32), mine, offsets(setting.cop_vision, reading.shape),
        offsets(1.7, "disc"), made.counts,
    )  # fmt: skip
    made.day = last
    return made


def simulate_communal(setting: UnrestSetting, days: int, seed: int = 0, run: int = 0) -> Communal:
    """A run of so many days, drawn from its seed and number."""
    return go_on_communal(begin_communal(setting, seed, run), days)
