"""Tails: a law that was put in is found, one that was not is ruled out."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.attrition.tails import at, interval, log_log_slope, tail, worse_by_chance


def pareto(count: int, alpha: float, least: float, seed: int) -> np.ndarray:
    return least * (1 - np.random.default_rng(seed).random(count)) ** (-1 / (alpha - 1))


def test_the_exponent_is_found_within_its_standard_error():
    found = at(pareto(4000, 2.3, 50, 1), 50)
    assert found.count == 4000
    assert found.alpha == pytest.approx(2.3, abs=3 * found.se)


def test_a_tail_that_begins_within_is_found():
    rng = np.random.default_rng(2)
    sizes = np.concatenate([rng.uniform(1, 100, 800), pareto(800, 1.8, 100, 3)])
    found = tail(sizes)
    assert 60 < found.least < 250
    assert found.alpha == pytest.approx(1.8, abs=4 * found.se)


def test_a_power_law_is_not_ruled_out_and_an_exponential_is():
    true = pareto(150, 1.6, 1000, 4)
    assert worse_by_chance(true, tail(true), 60) > 0.1
    false = np.random.default_rng(5).exponential(100, 400)
    assert worse_by_chance(false, at(false, np.quantile(false, 0.2)), 60) < 0.1


def test_an_interval_holds_the_estimate_and_depends_on_its_seed_alone():
    sizes = pareto(120, 1.7, 10, 6)
    low, high = interval(sizes, 80, seed=1)
    assert low < tail(sizes).alpha < high
    assert (low, high) == interval(sizes, 80, seed=1)


def test_the_slope_of_a_power_law_is_one_less_its_exponent():
    slope, fit = log_log_slope(pareto(5000, 1.5, 1, 7))
    assert slope == pytest.approx(-0.5, abs=0.05)
    assert fit > 0.98
