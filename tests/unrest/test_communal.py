"""Model II, fast beside slow, and what Epstein saw in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.unrest import PUBLISHED_COMMUNAL, RuleReading, UnrestSetting
from foedus.unrest.communal import NOBODY
from foedus.unrest.communal_run import begin_communal, go_on_communal
from foedus.unrest.plain_communal import CommunalViolence
from foedus.unrest.rebellion import ACTIVE, JAILED
from foedus.unrest.rules import ENDLESS

SMALL = UnrestSetting(12, 13, 100, 6, vision=1.7, cop_vision=1.7, legitimacy=0.8, jail_max=5)
SETTINGS = {
    "paper": SMALL,
    "sees farther": replace(SMALL, vision=3, cop_vision=2),
    "nobody moves": replace(SMALL, movement=False),
    "for ever": replace(SMALL, jail_max=ENDLESS),
    "as printed": replace(SMALL, reading=RuleReading(ratio="exact")),
    "cops come and go": replace(SMALL, cops=0, cop_steps=((2, 20), (5, 4))),
    "full": replace(SMALL, citizens=140, cops=16),
    "nobody": replace(SMALL, citizens=0),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_fast_and_slow_agree_citizen_by_citizen(name):
    fast, slow = begin_communal(SETTINGS[name], seed=11, run=2), CommunalViolence(SETTINGS[name], seed=11, run=2)
    for _ in range(4):
        go_on_communal(fast, 3)
        for _ in range(3):
            slow.pass_day()
        assert fast.counts.tolist() == [list(day) for day in slow.counts]
        alive = np.flatnonzero(fast.state[: len(fast.temper)] != NOBODY)
        assert alive.tolist() == sorted(slow.people)
        for slot, one in slow.people.items():
            assert tuple(fast.place[slot]) == (one.site or (-1, -1))
            assert (fast.state[slot] == ACTIVE, fast.state[slot] == JAILED) == (one.active, one.term is not None)
            assert (fast.group[slot], *fast.temper[slot]) == (one.group, one.hardship, one.risk_aversion)
            assert tuple(fast.age[slot]) == (one.lived, one.life)
        for cop in slow.cops:
            assert tuple(fast.place[cop.slot]) == (cop.site or (-1, -1))
        free = fast.free[: fast.free[-1]].tolist()
        assert free == slow.free


def test_no_setting_of_the_paper_is_larger_than_the_grid():
    assert all(s.citizens == 1120 for s in PUBLISHED_COMMUNAL.values())
