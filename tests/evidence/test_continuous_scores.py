"""Scores of sizes: held against integrals, and the contingents' trial against its own definitions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from foedus.evidence.calls import contingents
from foedus.evidence.continuous import crps_normal, interval_score
from foedus.evidence.size_trial import size_trials
from foedus.record.load import load
from foedus.response.fitted.sizes import CENTRE, own_levels

PLACES, SPREADS = st.floats(-4, 4), st.floats(0.1, 3)


def one(y: float, mean: float, spread: float) -> float:
    return float(crps_normal(np.array([y]), np.array([mean]), np.array([spread]))[0])


@given(PLACES, PLACES, SPREADS)
def test_the_crps_is_the_integral_of_squared_distances(y, mean, spread):
    def distance(x: float) -> float:
        return (norm.cdf(x, mean, spread) - (x >= y)) ** 2

    low, high = min(y, mean - 12 * spread), max(y, mean + 12 * spread)
    integral = quad(distance, low, y, limit=200)[0] + quad(distance, y, high, limit=200)[0]
    assert one(y, mean, spread) == pytest.approx(integral, abs=1e-6)


@given(PLACES, PLACES)
def test_a_forecast_without_spread_is_scored_by_its_distance(y, mean):
    assert one(y, mean, 0.0) == pytest.approx(abs(y - mean))


@given(PLACES, SPREADS, PLACES, SPREADS)
def test_the_truth_is_the_best_forecast_on_average(mean, spread, other, wider):
    """Proper: over outcomes of a normal no other normal scores better, but for chance."""
    y = np.random.default_rng(0).normal(mean, spread, 4000)
    own, rival = (crps_normal(y, np.full(4000, m), np.full(4000, s)) for m, s in ((mean, spread), (other, wider)))
    rounding = 1e-12  # of two forecasts that are all but the same
    assert (own - rival).mean() <= 4.5 * (own - rival).std() / np.sqrt(4000) + rounding


@given(st.lists(PLACES, min_size=1, max_size=20), PLACES, SPREADS)
def test_the_interval_score_pays_for_width_and_for_what_lies_outside(values, low, width):
    y, high = np.array(values), low + width
    found = interval_score(y, np.full(len(y), low), np.full(len(y), high))
    for value, score in zip(values, found, strict=True):
        outside = max(low - value, 0, value - high)
        assert score == pytest.approx(width + 20 * outside)


@cache
def trial():
    return size_trials(contingents(load()))


def test_the_trial_of_contingents_says_what_its_lines_say():
    assert [found.design for found in trial()] == ["prequential", "elsewhere"]
    for found in trial():
        assert [line.forecast for line in found.lines] == ["model", "one-size", "one-share"]
        model = found.lines[0]
        assert (found.coverage, found.ratio) == (model.coverage, model.ratio)
        assert model.crps_saved.value == 0
        for line in found.lines:
            assert line.crps.low < line.crps.value < line.crps.high
            assert line.interval.value >= np.log(1.5)
            saved = 1 - model.crps.value / line.crps.value
            assert line.crps_saved.value == pytest.approx(saved)


def test_the_model_knows_more_of_a_contingent_than_one_size_or_one_share_for_all():
    for found in trial():
        assert all(line.crps_saved.low > 0 for line in found.lines[1:])
        assert 0.85 <= found.coverage <= 0.95


def test_an_alliance_s_own_level_is_that_of_missions_before_and_of_no_later_ones():
    found = contingents(load())
    day = dt.date(2005, 1, 1)
    late = [i for i, b in enumerate(found.began) if b >= day]
    moved = replace(found, y=np.where(np.isin(np.arange(len(found.y)), late), found.y + 3, found.y))
    assert moved.levels_by(day) == found.levels_by(day)
    assert moved.levels_by(dt.date(2026, 1, 1)) != found.levels_by(dt.date(2026, 1, 1))


def test_own_levels_worked_out_by_hand():
    """Two missions of A lie 1 and 3 above the prior's mean, one of B at -1: all at 1; A (0 + 2) / 3, B -2 / 2."""
    x = np.tile([1.0, 0.0, 0.0, 0.0, 0.0], (4, 1))
    rest = np.array([1.0, 3.0, -2.0, 0.0])
    found = own_levels(x, x @ CENTRE + rest, np.array([0, 1, 2, 2]), ["A", "A", "B", "B"])
    assert found == {"A": pytest.approx(2 / 3), "B": pytest.approx(-1.0)}
    assert own_levels(x[:0], rest[:0], np.empty(0, dtype=int), []) == {}
