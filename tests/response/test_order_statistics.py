"""Quantiles are numpy's, to the last bit."""

from __future__ import annotations

from math import isnan

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.response.order_statistics import quantiles_at

DRAWS = arrays(np.float64, st.integers(1, 60), elements=st.floats(-1e9, 1e9))
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=5)


@given(draws=DRAWS, shares=SHARES)
def test_quantiles_are_those_of_numpy(draws, shares):
    assert quantiles_at(draws, shares) == [float(q) for q in np.quantile(draws, shares)]


def test_quantiles_of_many_draws_are_those_of_numpy():
    draws = np.random.default_rng(7).gamma(0.7, size=20_000)
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    assert quantiles_at(draws, shares) == [float(q) for q in np.quantile(draws, shares)]


def test_where_a_draw_is_unknown_so_is_every_quantile():
    assert all(isnan(q) for q in quantiles_at(np.array([1.0, float("nan"), 2.0]), (0.05, 0.5)))
