"""Lanchester's laws: exact forms, and a fit whose intervals hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.attrition import LINEAR, SQUARE, course, fitted

CALM = np.zeros((20, 2))
rates = st.floats(0.001, 0.2)


@given(m=st.floats(100, 1e5), n=st.floats(100, 1e5), a=rates, b=rates)
def test_the_square_law_keeps_the_difference_of_squares(m, n, a, b):
    forces = course(SQUARE, (m, n), a, b, CALM, to_the_end=False)
    kept = b * forces[:, 0] ** 2 - a * forces[:, 1] ** 2
    size = b * forces[:, 0] ** 2 + a * forces[:, 1] ** 2
    assert (np.abs(kept - kept[0]) <= 1e-5 * size).all()


@given(m=st.floats(100, 1e5), n=st.floats(100, 1e5), a=rates, b=rates)
def test_the_square_law_is_its_exact_solution(m, n, a, b):
    days, w = np.arange(6), np.sqrt(a * b)
    found = course(SQUARE, (m, n), a, b, CALM[:5], to_the_end=False)
    exact = m * np.cosh(w * days) - n * np.sqrt(a / b) * np.sinh(w * days)
    np.testing.assert_allclose(found[:, 0], exact, rtol=0, atol=1e-6 * (m + n))


@given(m=st.floats(100, 1e4), n=st.floats(100, 1e4), a=st.floats(1e-6, 1e-5), b=st.floats(1e-6, 1e-5))
def test_the_linear_law_keeps_the_ratio_of_losses(m, n, a, b):
    forces = course(LINEAR, (m, n), a, b, CALM)
    np.testing.assert_allclose(b * (m - forces[:, 0]), a * (n - forces[:, 1]), rtol=1e-6, atol=1e-6)


def test_nobody_falls_below_nothing_and_the_battle_is_over():
    forces = course(SQUARE, (1000, 900), 0.1, 0.1, np.zeros((60, 2)))
    assert forces.min() == 0
    assert forces[-1, 0] == pytest.approx(np.sqrt(1000**2 - 900**2), rel=0.02)
    assert (forces[-1] == forces[-5]).all()


def test_a_side_that_has_not_landed_yet_has_not_lost():
    landed = np.zeros((10, 2))
    landed[3, 0] = 5000
    forces = course(SQUARE, (0, 1000), 0.05, 0.05, landed)
    assert forces[3].tolist() == [0, 1000]
    assert forces[4, 0] > 4000


def test_more_come_and_fewer_are_lost():
    landed = np.zeros((20, 2))
    landed[0, 0] = 500
    alone, helped = course(SQUARE, (1000, 800), 0.02, 0.02, CALM), course(SQUARE, (1000, 800), 0.02, 0.02, landed)
    assert alone[-1, 1] > helped[-1, 1]
    assert 1000 - alone[-1, 0] > 1500 - helped[-1, 0]


@pytest.mark.parametrize(("law", "a", "b"), [(SQUARE, 0.04, 0.012), (LINEAR, 2e-6, 9e-7)])
def test_a_fit_finds_the_coefficients_and_its_intervals_cover_them(law, a, b):
    """95 % intervals of a over 80 drawn reports cover it 76 times, with 3 standard errors of a count to each side."""
    landed = np.zeros((25, 2))
    landed[0, 0], landed[3, 0] = 40_000, 9_000
    true = course(law, (0, 20_000), a, b, landed, to_the_end=False)
    rng, covered = np.random.default_rng(3), 0
    for _ in range(80):
        seen = true + rng.normal(0, 300, true.shape)
        seen[rng.random(true.shape) < 0.4] = np.nan
        found = fitted(law, (0, 20_000), landed, seen)
        low, high = found.interval()[0]
        covered += low <= a <= high
        assert found.b == pytest.approx(b, rel=0.1)
    assert abs(covered - 76) <= 3 * np.sqrt(80 * 0.95 * 0.05)


def test_two_figures_give_two_coefficients_and_no_errors():
    landed = np.zeros((10, 2))
    landed[0, 0] = 3000
    seen = np.full((11, 2), np.nan)
    seen[10] = course(SQUARE, (0, 1500), 0.03, 0.02, landed)[10]
    found = fitted(SQUARE, (0, 1500), landed, seen)
    assert (found.a, found.b) == (pytest.approx(0.03, rel=1e-4), pytest.approx(0.02, rel=1e-4))
    assert np.isnan(found.se_a)
