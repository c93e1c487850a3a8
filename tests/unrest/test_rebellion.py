"""Model I, fast beside slow: agent by agent under the same draws, and what holds in every run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.unrest import PUBLISHED, RuleReading, UnrestSetting
from foedus.unrest.boards import COPS, REBELS
from foedus.unrest.philox import RELEASE, philox, words
from foedus.unrest.plain import Rebellion
from foedus.unrest.rebellion import ACTIVE, COP, JAILED, empty_site, fetched
from foedus.unrest.rules import ENDLESS, MESA
from foedus.unrest.run import Course, begin, go_on, simulate
from foedus.unrest.vision import margin, tiling

#: Known answers of philox4x32-10, from the tables of its authors' Random123: counter, key, result.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("counter", "key", "result"), KNOWN)
def test_philox_gives_the_known_answers(counter, key, result):
    assert tuple(int(w) for w in philox(*counter, *key)) == result
    assert words(*counter, seed=key[0] + (key[1] << 32)) == result


def alike(fast: Course, slow: Rebellion) -> None:
    """Every agent at the same site and in the same state, and the same counts on every day."""
    assert fast.active.tolist() == slow.active
    assert fast.jailed.tolist() == slow.jailed
    for agent in [*slow.citizens, *slow.cops]:
        n = agent.number
        place = tuple(int(x) for x in fast.place[n])
        assert place == (agent.site or (-1, -1))
        if agent.hardship is None:
            assert fast.state[n] == COP
            continue
        assert (fast.state[n] == ACTIVE, fast.state[n] == JAILED) == (agent.active, agent.jailed)
        assert tuple(fast.temper[n]) == (agent.hardship, agent.risk_aversion)
        if agent.jailed:
            assert fast.term[n] == agent.term
        if agent.active:
            assert fast.who.reshape(fast.setting.height, -1)[agent.site] == n


SMALL = UnrestSetting(height=16, width=17, citizens=190, cops=11, legitimacy=0.7, jail_max=6)
SETTINGS = {
    "paper": SMALL,
    "short of sight": replace(SMALL, vision=1.7, cop_vision=2.3),
    "cops see less": replace(SMALL, cop_vision=3),
    "nobody moves": replace(SMALL, movement=False),
    "for ever": replace(SMALL, jail_max=ENDLESS),
    "as printed": replace(SMALL, reading=RuleReading(ratio="exact"), legitimacy=0.2),
    "mesa": replace(SMALL, reading=MESA, vision=5, cop_vision=6),
    "mesa, nobody moves": replace(SMALL, reading=MESA, movement=False),
    "crowded": replace(SMALL, citizens=240, cops=20, cop_steps=((3, 28),)),
    "packed": replace(SMALL, citizens=258, cops=13),
    "packed, jailed stay": replace(SMALL, citizens=258, cops=13, reading=RuleReading(jailed_leave=False)),
    "changes": replace(SMALL, legitimacy_steps=((3, 0.9), (7, 0.5)), cop_steps=((2, 30), (5, 0), (8, 20))),
    "no cops": replace(SMALL, cops=0),
    "no citizens": replace(SMALL, citizens=0),
    "farthest": replace(SMALL, height=18, width=19, vision=8, cop_vision=8.9),
    "wide": replace(SMALL, height=15, width=140, citizens=900, cops=60),
    "word edge": replace(SMALL, height=15, width=50),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_fast_and_slow_agree_agent_by_agent(name):
    setting = SETTINGS[name]
    fast, slow = begin(setting, seed=7, run=3), Rebellion(setting, seed=7, run=3)
    alike(fast, slow)
    for _ in range(4):
        go_on(fast, 3)
        for _ in range(3):
            slow.pass_day()
        alike(fast, slow)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**64 - 1), run=st.integers(0, 2**32 - 1), citizens=st.integers(0, 200),
    cops=st.integers(0, 24), legitimacy=st.floats(0, 1), vision=st.floats(1, 7), cop_vision=st.floats(1, 7),
    jail_max=st.integers(1, 9) | st.just(ENDLESS), ratio=st.sampled_from(["exact", "floor", "round"]),
    shape=st.sampled_from(["disc", "diamond"]), moves_first=st.booleans(), jailed_leave=st.booleans(),
    least_term=st.integers(0, 1), movement=st.booleans(),
)  # fmt: skip
def test_fast_and_slow_agree_on_any_run(seed, run, citizens, cops, legitimacy, vision, cop_vision, jail_max, ratio,
                                        shape, moves_first, jailed_leave, least_term, movement):  # fmt: skip
    reading = RuleReading(ratio, shape, moves_first, jailed_leave, least_term)
    setting = UnrestSetting(15, 15, citizens, cops, vision, cop_vision, legitimacy, jail_max, movement=movement,
                      reading=reading)  # fmt: skip
    fast, slow = simulate(setting, 4, seed, run), Rebellion(setting, seed, run)
    for _ in range(4):
        slow.pass_day()
    alike(fast, slow)


def test_a_run_goes_on_where_it_stopped():
    setting = PUBLISHED["punctuated-equilibrium"]
    whole, parts = simulate(setting, 9, seed=5), simulate(setting, 3, seed=5)
    go_on(go_on(parts, 1), 5)
    assert whole.active.tolist() == parts.active.tolist()
    assert np.array_equal(whole.place, parts.place)


def test_runs_of_one_seed_differ_and_the_same_run_is_the_same():
    setting = PUBLISHED["punctuated-equilibrium"]
    one, two, again = (simulate(setting, 6, seed=1, run=n) for n in (0, 1, 0))
    assert one.active.tolist() == again.active.tolist() != two.active.tolist()


@pytest.mark.parametrize("reading", [RuleReading(), MESA])
def test_the_boards_say_what_stands_on_the_grid(reading):
    """Counts and bits kept up over a run are those made anew from the agents' places."""
    setting = replace(PUBLISHED["punctuated-equilibrium"], reading=reading)
    course = simulate(setting, 15, seed=2)
    picture = course.picture()
    assert (picture >= 0).sum() == (course.place[:, 0] >= 0).sum()
    assert (picture == ACTIVE).sum() == course.active[-1]
    margin_ = margin(40, 40, setting.reach)
    for n in (0, 1):
        taken = course.taken[margin_.down[:, n, None] + margin_.across[:, n]]
        assert np.array_equal(taken == 1, picture >= 0)
    cut = tiling(40, 40, setting.reach)
    for kind, state in ((REBELS, ACTIVE), (COPS, COP)):
        words = course.boards[cut.spots + (cut.rows[:, 0] * 2 + kind)[:, None, None]]
        bits = words & (cut.marks << cut.rows[:, 1].astype(np.uint64)[:, None, None])
        assert np.array_equal((bits != 0) & (cut.marks != 0), (picture == state)[:, :, None] & (cut.marks != 0))


def test_arrivals_come_on_top_and_move_nothing_before():
    """Cops on duty are those of the setting plus who has come; runs with and without are one run until that day."""
    alone = replace(SMALL, legitimacy=0.5, cop_steps=((4, 15),))
    helped = alone.with_arrivals({6: 9, 2: 5, 10: -9})
    assert helped.each_cycle(12)[1] == [11, 11, 16, 16, 20, 20, 29, 29, 29, 29, 20, 20]
    assert alone.with_arrivals({}).each_cycle(12) == alone.each_cycle(12)
    runs = simulate(alone, 12, seed=3), simulate(helped, 12, seed=3)
    assert runs[0].active[:2].tolist() == runs[1].active[:2].tolist()
    assert runs[0].active[2:].tolist() != runs[1].active[2:].tolist()
    assert (runs[1].picture() == COP).sum() == 20
    for wrong in ({-1: 3}, {2: -12}, {2: 500}):
        with pytest.raises(QueryError):
            alone.with_arrivals(wrong)


def test_the_last_empty_site_is_found_and_none_on_a_full_grid():
    """When tries at random fail, every site is looked at."""
    edge = margin(15, 15, 7)
    taken = np.ones(edge.size, np.uint8)
    for y, x, found in ((4, 11, (4, 11)), (0, 0, (0, 0)), (-1, -1, (-1, -1))):
        taken[:] = 1
        if y >= 0:
            taken[edge.down[y, 0] + edge.across[x, 0]] = 0
        assert empty_site(taken, edge.down, edge.across, 3, 2, 1, RELEASE, 5, 6) == found


def test_what_is_fetched_beforehand_changes_nothing():
    setting = replace(PUBLISHED["punctuated-equilibrium"], jail_max=3)
    course, edge = simulate(setting, 2, seed=1), margin(40, 40, 7)
    cut, before = tiling(40, 40, 7), course.boards.copy()
    order = np.arange(len(course.people), dtype=np.uint32)
    fetched(order, 0, 300, course.place, course.taken, course.boards, cut.windows, cut.rows, edge.down, edge.across)
    assert np.array_equal(before, course.boards)


@pytest.mark.parametrize(
    "wrong",
    [
        {"citizens": 1600}, {"citizens": -1}, {"vision": 0.5}, {"vision": 9}, {"height": 14}, {"width": 5000},
        {"legitimacy": 1.5}, {"legitimacy_steps": ((3, -0.1),)}, {"jail_max": 0}, {"jail_max": 32_768}, {"cop_steps": ((1, 900),)},
        {"reading": RuleReading(ratio="half")},
    ],
)  # fmt: skip
def test_what_makes_no_run_is_refused(wrong):
    with pytest.raises(QueryError):
        UnrestSetting(**wrong)
