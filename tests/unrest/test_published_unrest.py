"""What was published about the models of civil violence: patterns that hold here, and figures that do not.

E2002: J. M. Epstein, PNAS 99, suppl. 3 (2002), 7243-7250. Tolerances are standard errors over runs, or over outbursts.
"""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from foedus.ground.kernel import COMPILED
from foedus.unrest import PUBLISHED, PUBLISHED_COMMUNAL, RuleReading
from foedus.unrest import communal_run as communal
from foedus.unrest.outbursts import outbursts
from foedus.unrest.rebellion import ACTIVE
from foedus.unrest.run import begin, go_on, simulate
from foedus.unrest.vision import offsets

pytestmark = pytest.mark.skipif(
    not COMPILED or os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="millions of steps need compiled kernels"
)
EXACT, FLOOR, ROUND = (RuleReading(ratio=ratio) for ratio in ("exact", "floor", "round"))
CALM = PUBLISHED["punctuated-equilibrium"]


def many(setting, days: int, runs: int, seed: int = 1):
    """Waits and sizes of the outbursts of several runs."""
    found = [outbursts(simulate(setting, days, seed, run).active) for run in range(runs)]
    return np.concatenate([f.waits for f in found]), np.concatenate([f.sizes for f in found])


def se(values) -> float:
    return float(np.std(values, ddof=1) / np.sqrt(len(values)))


def test_r15_punctuated_equilibrium():
    """E2002 Figs. 3-7: quiet most of the time, and outbursts above 50 actives whose total activation is 708 (s.d. 230).

    With the ratio taken in whole numbers the mean total activation agrees within 3 standard errors of both means, his
    taken to rest on 100 outbursts; the mean wait of 60 cycles (s.d. 55) does not: 22 here.
    """
    active = np.concatenate([simulate(CALM, 2000, 1, run).active for run in range(6)])
    assert np.median(active) < 10
    assert active.max() > 200
    waits, sizes = many(CALM, 2000, 6)
    assert len(sizes) > 300
    assert abs(sizes.mean() - 708) < 3 * np.hypot(se(sizes), 230 / np.sqrt(100))
    assert waits.mean() + 3 * se(waits) < 30


def test_r15_no_reading_gives_both_the_published_wait_and_size():
    """Rounded, and acting before moving, waits are as published (60, s.d. 55), and outbursts a third of the size."""
    other = replace(CALM, reading=RuleReading(ratio="round", moves_first=False, jailed_leave=False))
    waits, sizes = many(other, 2000, 8)
    assert abs(waits.mean() - 60) < 3 * np.hypot(se(waits), 55 / np.sqrt(100))
    assert sizes.mean() + 3 * se(sizes) < 350


def test_r15_waits_have_a_tail_that_falls_away():
    """E2002 Fig. 5: waiting times have a most frequent range and fewer and fewer beyond it."""
    waits, _ = many(CALM, 3000, 6)
    counts = np.histogram(waits, bins=[0, 15, 30, 45, 60, 200])[0]
    assert counts.argmax() in (0, 1)
    assert list(counts[1:]) == sorted(counts[1:], reverse=True)


def test_r15_deception():
    """E2002 Figs. 1-2: the aggrieved are active where no cop is in view and quiet where cops are."""
    course = simulate(PUBLISHED["deception"], 200, seed=1)
    picture, setting = course.picture(), course.setting
    aggrieved = (course.temper[:, 0] * (1 - setting.legitimacy) > setting.threshold) & (course.place[:-64, 0] >= 0)
    near = {True: [], False: []}
    for citizen in np.flatnonzero(aggrieved):
        y, x = course.place[citizen]
        view = [picture[(y + d) % 40, (x + r) % 40] for d, r in offsets(1.7, "disc")]
        near[3 in view].append(course.state[citizen] == ACTIVE)
    alone, watched = np.mean(near[False]), np.mean(near[True])
    assert alone > 0.9
    assert alone - watched > 3 * np.sqrt(0.25 / len(near[True]) + 0.25 / len(near[False]))


@pytest.mark.parametrize("reading", [FLOOR, EXACT, ROUND])
def test_r15_a_sudden_loss_of_legitimacy_is_explosive_and_a_slow_one_is_tame(reading):
    """E2002 Figs. 9-10: 0.9 to 0.7 at once at t = 77, and in steps of a hundredth: actives of the days that follow.

    It is an explosion beside the slow loss, by 10 actives against 1. Later on a loss to 0.7 in steps ends in an outburst
    in about a fourth of the runs where the ratio is taken in whole numbers, as a sudden one does.
    """
    at_once = replace(PUBLISHED["sudden-loss"], reading=reading)
    slow = replace(PUBLISHED["salami"], reading=reading, legitimacy_steps=PUBLISHED["salami"].legitimacy_steps[:20])
    most = [[simulate(s, 82, 1, run).active[77:].max() for run in range(40)] for s in (at_once, slow)]
    apart = np.subtract(*most)
    assert apart.mean() > 3 * se(apart)
    assert np.mean(most[1]) < 3


def test_r15_all_the_way_down_in_small_steps_is_not_always_tame():
    """E2002 Fig. 9 shows no spike from 0.9 to 0.2 in small steps. Literally read so it is; in whole numbers it fails
    in a good part of the runs: below some legitimacy nothing keeps the many who are left quiet."""
    slow = PUBLISHED["salami"]
    spikes = [sum(simulate(replace(slow, reading=r), 300, 1, run).active.max() > 50 for run in range(40))
              for r in (EXACT, FLOOR)]  # fmt: skip
    assert spikes[0] == 0
    assert spikes[1] >= 5


def test_r15_walking_cops_down_tips_society():
    """E2002 Fig. 11: calm for long while one cop in 118 goes every 20 cycles, then very many actives at once.

    So it is in most runs with the ratio in whole numbers; as printed no run ever has more than 50 actives.
    """
    runs = [simulate(PUBLISHED["cop-reductions"], 1500, 1, run).active for run in range(20)]
    tipped = [int((active > 50).argmax()) for active in runs if active.max() > 50]
    assert len(tipped) >= 15
    assert np.median(tipped) > 200
    printed = replace(PUBLISHED["cop-reductions"], reading=EXACT)
    assert max(simulate(printed, 1500, 1, run).active.max() for run in range(10)) < 50


def test_r16_the_inputs_of_the_table():
    """E2002 Table 1, by a later reader's account of it: vision 1.7 and 7, legitimacy .80-.90, terms 15, 30, for ever."""
    assert all(
        (s.height, s.width, s.citizens, s.k, s.threshold) == (40, 40, 1120, 2.3, 0.1) for s in PUBLISHED.values()
    )
    assert {s.cops for s in PUBLISHED.values()} == {64, 118}
    assert {s.legitimacy for s in PUBLISHED.values()} == {0.89, 0.82, 0.9, 0.8}
    assert 1 - np.exp(-2.3) == pytest.approx(0.9, abs=0.001), "k makes the estimate .9 for one cop and oneself alone"


def test_r17_no_tipping_point():
    """Thron & Jackson: behaviour changes smoothly with the parameters.

    Over cop densities from .02 to .08 mean actives fall step by step, and no step is half of the whole fall.
    """
    densities = np.linspace(0.02, 0.08, 7)
    means = [
        np.mean([simulate(CALM.with_densities(0.7, d), 800, 1, run).active[100:].mean() for run in range(4)])
        for d in densities
    ]
    steps = -np.diff(means)
    assert (steps > 0).all()
    assert steps.max() < 0.5 * steps.sum()


def test_r18_large_bursts_need_the_ratio_in_whole_numbers():
    """Lemos, Lopes & Coelho 2015: as printed, with C / A, there is no burst; with its floor, or rounded, there are."""
    assert [len(many(replace(CALM, reading=r), 2000, 4)[1]) > 20 for r in (EXACT, FLOOR, ROUND)] == [False, True, True]
    assert max(simulate(replace(CALM, reading=EXACT), 2000, 1, run).active[50:].max() for run in range(4)) < 50


def until_extinct(setting, run: int, most: int, seed: int = 1):
    made = communal.begin_communal(setting, seed, run)
    while made.day < most and made.extinct is None:
        communal.go_on_communal(made, 100)
    return made


def test_r15_peaceful_coexistence():
    """E2002 Fig. 12: with high legitimacy of the other group and no cops nobody is killed."""
    for run in range(5):
        made = until_extinct(PUBLISHED_COMMUNAL["coexistence"], run, 300)
        assert made.extinct is None
        assert made.counts[:, communal.KILLED].sum() == 0


def test_r15_without_peacekeepers_one_group_is_always_killed_off():
    """E2002 p. 7249: in 30 runs genocide is always observed, and the victor is random."""
    made = [until_extinct(PUBLISHED_COMMUNAL["cleansing"], run, 3000) for run in range(30)]
    assert all(one.extinct is not None for one in made)
    first = sum(one.counts[-1, 0] > 0 for one in made)
    assert abs(first - 15) <= 3 * np.sqrt(30 / 4)


def test_r15_peacekeepers_delay_it_and_make_its_day_less_certain():
    """E2002 Figs. 15-17: mean time to extinction rises with the density of cops, and so does its spread."""
    days = []
    for density in (0.0, 0.06):
        setting = PUBLISHED_COMMUNAL["cleansing"].with_densities(0.7, density)
        days.append([until_extinct(setting, run, 4000).extinct or 4000 for run in range(40)])
    assert np.mean(days[1]) - np.mean(days[0]) > 3 * np.hypot(se(days[0]), se(days[1]))
    assert np.std(days[1]) > np.std(days[0])


def test_a_course_that_goes_on_in_pieces_has_the_same_outbursts():
    course = begin(CALM, 1)
    for _ in range(10):
        go_on(course, 60)
    whole, parts = outbursts(simulate(CALM, 600, 1).active), outbursts(course.active)
    assert whole.sizes.tolist() == parts.sizes.tolist()
    assert whole.waits.tolist() == parts.waits.tolist()
