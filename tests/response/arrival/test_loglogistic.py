"""The model of durations: against a slow plain likelihood, against itself with known truth, and its laws."""

from __future__ import annotations

from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.response.arrival.loglogistic import LONGEST, DelayPrior, durations, fit_delays, log_chances, log_posterior

FLAT = DelayPrior(np.array([0.0, log(10), 0.0]), np.array([10.0, 10.0, 10.0]), np.array([False, False]))
NEVER_FASTER = DelayPrior(np.array([0.0, log(10), log(0.1)]), np.array([0.5, 1.0, 1.0]), np.array([False, True]))


def chance_by_hand(middle: float, scale: float, low: float, high: float) -> float:
    """The chance of an interval from the distribution function as it is printed."""

    def below(t: float) -> float:
        return 0.0 if t <= 0 else 1.0 if t == inf else 1 / (1 + exp(-(log(t) - middle) / scale))

    return below(high) - below(low)


def sample(many: int, scale: float, slope: float, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Rows and whole days drawn with a known truth: middle 10 days, `slope` on a coin."""
    stream = np.random.default_rng(seed)
    coin = stream.integers(0, 2, many).astype(float)
    u = stream.random(many)
    days = np.floor(np.exp(log(10) + slope * coin + scale * np.log(u / (1 - u))))
    return np.column_stack([np.ones(many), coin]), days


# --- oracle ---------------------------------------------------------------------------------------


@given(
    st.floats(-2, 8), st.floats(0.2, 3), st.integers(0, 1000).map(float), st.one_of(st.floats(0.5, 1000), st.just(inf)),
)  # fmt: skip
def test_the_chance_of_an_interval_is_the_difference_of_the_distribution(middle, scale, low, width):
    found = log_chances(np.ones((1, 1)), np.array([low]), np.array([low + width]), np.array([middle]), scale)[0]
    plain = chance_by_hand(middle, scale, low, low + width)
    assert exp(found) == pytest.approx(plain, rel=1e-6, abs=1e-12)


def test_the_mode_is_no_lower_than_any_neighbour():
    x, days = sample(60, 0.8, 1.5)
    high = np.where(np.arange(60) % 5 == 0, inf, days + 1)
    mode = fit_delays(x, days, high, FLAT).mode
    best = log_posterior(mode, x, days, high, FLAT)
    for step in np.vstack([np.eye(3), -np.eye(3)]) * 0.02:
        assert log_posterior(mode + step, x, days, high, FLAT) < best


@pytest.mark.parametrize("share_open", [0.0, 0.4])
def test_what_is_put_in_comes_out_even_where_many_still_wait(share_open):
    """2,000 durations; of those cut short, the cut is drawn apart from how long they would have lasted."""
    x, days = sample(2000, 0.9, 1.2)
    stream = np.random.default_rng(4)
    cut = np.floor(np.exp(stream.normal(log(20), 1, 2000)))
    waits = (stream.random(2000) < share_open) & (cut < days)
    found = fit_delays(x, np.where(waits, cut, days), np.where(waits, inf, days + 1), FLAT)
    errors = np.sqrt(np.diag(found.root @ found.root.T))
    assert np.all(np.abs(found.mode - [log(0.9), log(10), 1.2]) < 3.5 * errors)


def test_another_library_finds_the_same():
    """lifelines 0.30.3, LogLogisticAFTFitter without a penalty, fit_interval_censoring: its beta is 1 / s.

    Its search stops a little earlier, so within a hundredth of a standard error.
    """
    low = [1, 2, 2, 3, 5, 6, 9, 14, 20, 31, 46, 62, 85, 94, 139, 222, 15, 36, 45, 153, 8, 13, 27, 33]
    wide = {5: 31, 7: 30, 11: 60, 12: 31}
    still = {16, 17, 18, 19, 23}
    coin = [0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1]
    high = np.array([inf if i in still else d + wide.get(i, 1) for i, d in enumerate(low)])
    x = np.column_stack([np.ones(len(low)), coin]).astype(float)
    flat = DelayPrior(np.array([0.0, 3.0, 0.0]), np.full(3, 1000.0), np.array([False, False]))
    found = fit_delays(x, np.array(low, dtype=float), high, flat)
    errors = np.sqrt(np.diag(found.root @ found.root.T))
    theirs = np.array([-0.178073, 2.428510, 1.557637])
    assert np.all(np.abs(found.mode - theirs) < 0.01 * errors)
    assert log_posterior(found.mode, x, np.array(low, dtype=float), high, flat) >= log_posterior(
        theirs, x, np.array(low, dtype=float), high, flat
    )
    assert errors == pytest.approx([0.188110, 0.486312, 0.634240], rel=0.01)


def test_without_any_case_the_prior_speaks():
    nothing = np.empty((0, 2)), np.empty(0), np.empty(0)
    found = fit_delays(*nothing, FLAT)
    assert found.mode == pytest.approx(FLAT.centre)
    assert np.sqrt(np.diag(found.root @ found.root.T)) == pytest.approx(FLAT.spread, rel=1e-4)


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=12))
def test_who_still_waits_makes_no_forecast_shorter(cases):
    """To learn that somebody waits on lengthens: the middle with an open case is not below that without it."""
    low = np.array([float(d) for d, _ in cases])
    high = np.array([inf if waits else d + 1.0 for d, waits in cases])
    one = np.ones((len(cases), 1))
    prior = DelayPrior(FLAT.centre[:2], np.array([0.35, 1.2]), np.array([False]))
    before = fit_delays(one, low, high, prior).mode[1]
    after = fit_delays(np.ones((len(cases) + 1, 1)), np.append(low, 500.0), np.append(high, inf), prior).mode[1]
    assert after >= before - 1e-6


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.floats(-2, 2)), max_size=15), st.floats(0, 3))
def test_a_coefficient_that_must_not_be_negative_hastens_nothing(cases, further):
    x = np.array([[1.0, v] for _, v in cases]).reshape(len(cases), 2)
    low = np.array([float(d) for d, _ in cases])
    found = fit_delays(x, low, low + 1, NEVER_FASTER)
    stream = np.random.default_rng(0)
    luck = stream.standard_normal((200, 3)), stream.random(200)
    near, far = (durations(found, np.array([1.0, v]), *luck) for v in (0.0, further))
    assert np.all(far >= near)
    assert np.all((near > 0) & (far <= LONGEST))
