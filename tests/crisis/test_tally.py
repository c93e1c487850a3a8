"""Counts instead of runs: quantiles near those of the runs, sums that hang on no order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.crisis.keyed import LANES
from foedus.crisis.tally import STEPS, RunTally, count_days, count_sizes, size_quantiles

LEVELS = (0.05, 0.5, 0.95)


@settings(max_examples=15)
@given(values=st.lists(st.one_of(st.just(0.0), st.floats(2.0**-13, 2.0**23)), min_size=1, max_size=40))
def test_a_quantile_is_within_half_a_hundredth_of_that_of_the_runs(values):
    runs = np.array(values, np.float32)
    path = np.zeros((1, 1, LANES), np.float32)
    path[0, 0, : len(runs)] = runs
    bins = np.zeros((1, 1, STEPS), np.int32)
    count_sizes(path.view(np.uint32), len(runs), bins)
    found = size_quantiles(bins, LEVELS)[:, 0, 0]
    assert found == pytest.approx(np.quantile(runs, LEVELS, method="inverted_cdf"), rel=0.004)
    assert bins.sum() == len(runs)


def test_what_lies_beyond_the_scale_counts_at_its_ends():
    path = np.zeros((1, 1, LANES), np.float32)
    path[0, 0, :3] = 0.0, 2.0**-20, 1e9
    bins = np.zeros((1, 1, STEPS), np.int32)
    count_sizes(path.view(np.uint32), 3, bins)
    assert bins[0, 0, 0] == 2 and bins[0, 0, -1] == 1


def test_days_are_counted_and_what_never_came_stands_last():
    into = np.zeros((2, 4), np.int32)
    count_days(np.array([[0, 0, 2], [-1, 1, 9]], np.int32), into)
    assert into.tolist() == [[2, 0, 1, 0], [0, 1, 0, 2]]


def test_tallies_add_up():
    one = RunTally.empty(8, 2, 1, 3, 4)
    one.runs, one.kinds[0] = 5, 5
    one.add(one)
    assert (one.runs, one.kinds.tolist()) == (10, [10, 0, 0, 0, 0, 0, 0, 0])
