"""The mean field of unrest: beside a plain version of the docstring's equations, and what holds in every run."""

from __future__ import annotations

from math import exp, floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.crisis import riot
from foedus.crisis.keyed import DAY, LANES, words_of_days
from foedus.unrest.philox import words

DAYS, FORCE = 8, 50_000.0
SHARE = st.floats(0.0, 1.0)
NAMES = ("legitimacy", "swing", "order", "worth", "active", "spread", "jail", "sight")
INPUTS = st.fixed_dictionaries({
    "legitimacy": st.floats(0.3, 0.95), "swing": st.floats(0.0, 0.2), "order": st.floats(0.005, 0.3), "worth": st.floats(0.0, 20.0),
    "active": SHARE, "spread": st.floats(0.05, 1.0), "jail": st.floats(1.0, 60.0), "sight": st.floats(1.0, 100.0),
})  # fmt: skip


def followed(
    drawn: dict[str, float], soldiers: float, first: float = 2, full: float = 4, gone: float = 6, seed: int = 3
):
    """One run through the kernel: its series (4, DAYS) and its events (4,)."""
    path, events = np.zeros((4, DAYS, LANES), np.float32), np.full((4, 1), -1, np.int32)
    one = [np.array([x], np.float32) for x in (soldiers, first, 1 / (full - first + 1), gone)]
    given = np.array([[drawn[name]] for name in NAMES], np.float32)
    riot.unrest(5, DAYS, seed, 0, *one, given, np.float32(FORCE), path, events, 0)
    return path[:, :, 0], events[:, 0]


def plain(drawn: dict[str, float], soldiers: float, first: float = 2, full: float = 4, gone: float = 6, seed: int = 3):
    """The same in double precision, from the docstring, with the exponential and the floor as they are printed."""
    active, jailed, found, calm, events = drawn["active"], 0.0, [], 0, [-1, -1]
    for day in range(DAYS):
        there = 0.0 if day > gone else soldiers * min(max((day - first + 1) / (full - first + 1), 0), 1)
        u = (words(0, day // 4, 5, DAY, seed)[day % 4] >> 8) * 2.0**-24
        g = min(max(1 - drawn["legitimacy"] - drawn["swing"] * (2 * u - 1), 0.01), 1)
        order = drawn["order"] * (1 + drawn["worth"] * there / FORCE)
        n = min(floor(order * drawn["sight"] / (active * drawn["sight"] + 1)), 3)
        risk = 1 - exp(-riot.K * n)
        r = min(1, max(g - riot.T, 0) / risk) if risk else float(g > riot.T)
        s = max(r * (g - riot.T) - risk * r * r / 2, 0) / g
        before = active + drawn["spread"] * (s * (1 - jailed) - active)
        active, jailed = before - min(before, order), jailed + min(before, order) - jailed / drawn["jail"]
        calm = calm + 1 if n else 0
        events[0] = day if not n and events[0] < 0 else events[0]
        events[1] = day - 2 if calm == riot.CALM and events[1] < 0 else events[1]
        found.append((there, active, jailed, n))
    return found, events


@settings(max_examples=12)
@given(drawn=INPUTS, soldiers=st.floats(0, 100_000))
def test_a_run_is_what_the_equations_say(drawn, soldiers):
    path, events = followed(drawn, soldiers)
    slow, days = plain(drawn, soldiers)
    for day, (there, active, jailed, _) in enumerate(slow):
        sight, order = drawn["sight"], drawn["order"] * (1 + drawn["worth"] * there / FORCE)
        edge = order * sight / (active * sight + 1)
        if abs(edge - round(edge)) < 1e-3:
            return  # on the edge of a floor both precisions may go their own way
        assert path[0, day] == pytest.approx(there, rel=1e-5)
        assert path[1, day] == pytest.approx(active, abs=2e-5)
        assert path[2, day] == pytest.approx(jailed, abs=2e-5)
    assert events[:2].tolist() == days


@settings(max_examples=12)
@given(drawn=INPUTS, soldiers=st.floats(0, 100_000))
def test_shares_are_shares(drawn, soldiers):
    path, _ = followed(drawn, soldiers)
    assert (path[1:] >= 0).all() and (path[1] + path[2] <= 1 + 1e-5).all()


@settings(max_examples=8)
@given(drawn=INPUTS)
def test_nobody_who_comes_changes_nothing(drawn):
    path, events = followed(drawn, 0.0)
    assert path[1].tolist() == path[3].tolist()
    assert events[:2].tolist() == events[2:].tolist()


def test_soldiers_come_by_and_by_and_leave():
    path, _ = followed(dict.fromkeys(NAMES, 0.5) | {"jail": 5.0}, 900.0)
    assert path[0].tolist() == [0, 0, 300, 600, 900, 900, 900, 0]


@pytest.mark.parametrize("n", [0, 1, 2, 3, 9])
def test_those_who_keep_order_are_counted_for_each_active_in_whole_numbers(n):
    assert riot.seen(np.float32(0.2), np.float32(0.3 * (n + 0.5)), np.float32(10)) == min(n, 3)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_risk_of_arrest_is_that_of_the_article(n):
    """With g = .5 those with H g - R P > T are r (1 - T / g) - P r^2 / (2 g) with r = (g - T) / P < 1."""
    g, risk = 0.5, 1 - exp(-riot.K * n)
    r = (g - riot.T) / risk
    found = riot.willing(np.float32(n), np.float32(g - riot.T), np.float32(1 / g))
    assert found == pytest.approx(r * (1 - riot.T / g) - risk * r * r / (2 * g), rel=1e-6)


def test_without_risk_all_with_a_grievance_are_willing():
    """Epstein's rule for hardship even on 0..1: the share with H g > T is 1 - T / g."""
    assert riot.willing(np.float32(0), np.float32(0.15), np.float32(4)) == pytest.approx(1 - 0.1 / 0.25)
    assert riot.willing(np.float32(0), np.float32(0), np.float32(10)) == 0


def test_the_words_of_days_are_those_of_the_one_stream():
    found = np.empty((4, LANES), np.uint32)
    words_of_days(6, 2**32 - 3, 0xDEADBEEF, 0xFFFFFFFF, found)
    for i, run in ((0, 2**32 - 3), (2, 2**32 - 1)):
        assert found[:, i].tolist() == list(words(0, 1, run, DAY, 0xDEADBEEF + (0xFFFFFFFF << 32)))
