"""Scores: known values, ties, clipping, groups drawn whole, and no dependence on the order of rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.evidence import scores
from foedus.evidence.curve import curve
from foedus.evidence.scores import counts, difference, gain, interval, scored
from foedus.ground.errors import QueryError


def one(name, outcome, forecast, group=None, weight=None):
    rows = scored(outcome, forecast, group or ["a"] * len(outcome), weight)
    return scores.SCORES[name](rows, rows.weight)


def test_known_values():
    assert one("brier", [1, 0], [0.5, 0.5]) == 0.25
    assert one("log", [1, 0], [0.5, 0.5]) == pytest.approx(np.log(2))
    assert one("auc", [1, 0, 0], [0.9, 0.1, 0.2]) == 1
    assert one("brier", [1, 0], [1, 1], weight=[3, 1]) == 0.25


def test_ties_count_half():
    assert one("auc", [1, 0, 1, 0], [0.3] * 4) == 0.5
    assert one("auc", [1, 0, 0], [0.4, 0.4, 0.1]) == 0.75


def test_without_both_outcomes_there_is_no_area():
    rows = scored([1, 1], [0.2, 0.3], ["a", "b"])
    found = interval(scores.auc, rows)
    assert (found.value, found.low, found.drawn) == (None, None, 0)


def test_a_bold_miss_is_clipped():
    assert one("log", [1], [0.0]) == pytest.approx(-np.log(scores.LEAST))


def test_within_a_group_the_rate_of_groups_does_not_count():
    outcome, forecast, group = [1, 1, 0, 0, 0, 1], [0.1, 0.1, 0.05, 0.9, 0.8, 0.95], ["a", "a", "a", "b", "b", "b"]
    assert one("auc-within", outcome, forecast, group) == 1
    assert one("auc", outcome, forecast, group) < 0.6


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 8)), min_size=2, max_size=30))
def test_the_area_is_the_share_of_pairs(rows):
    y, p = np.array([r[0] for r in rows]), np.array([r[1] for r in rows]) / 8
    up, down = p[y == 1], p[y == 0]
    if len(up) and len(down):
        pairs = np.sign(up[:, None] - down[None, :])
        assert one("auc", y, p) == pytest.approx((pairs.mean() + 1) / 2)


def sample(n=600, groups=30, seed=1, bold=1.0):
    draw = np.random.default_rng(seed)
    z = draw.normal(-1, 1.2, n)
    y = (draw.random(n) < 1 / (1 + np.exp(-z))).astype(float)
    return y, 1 / (1 + np.exp(-bold * z)), [f"war {i % groups}" for i in range(n)]


def test_calibration_is_found():
    assert one("slope", *sample(n=20000)) == pytest.approx(1, abs=0.06)
    assert one("slope", *sample(n=20000, bold=2)) == pytest.approx(0.5, abs=0.04)
    assert one("large", *sample(n=20000)) == pytest.approx(0, abs=0.06)
    y, p, _ = sample(n=20000)
    assert one("large", y, p / 2) > 0.4


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.2, 6))
def test_the_line_is_the_likeliest(seed, bold):
    y, p, g = sample(n=25, groups=5, seed=seed, bold=bold)
    b = one("slope", y, p, g)
    if np.isfinite(b):
        z = np.log(np.clip(p, 1e-4, 1 - 1e-4) / (1 - np.clip(p, 1e-4, 1 - 1e-4)))

        def loss(at):
            lines = np.linspace(-30, 30, 4001)[:, None] + at * z
            return (np.logaddexp(0, lines) - y * lines).sum(axis=1).min()

        assert loss(b) <= min(loss(b - 0.05), loss(b + 0.05)) + 1e-3


def test_a_line_without_a_finite_slope_is_not_told():
    assert interval(scores.slope, scored([1, 0], [0.9, 0.1], ["a", "b"])).value is None
    assert interval(scores.slope, scored([1, 0], [0.5, 0.5], ["a", "b"])).value is None


@pytest.mark.parametrize("name", scores.SCORES)
def test_the_order_of_rows_moves_nothing(name):
    y, p, g = sample(n=120, groups=9)
    first = scored(y, p, g, peers={"base": np.full(120, 0.3)})
    order = np.random.default_rng(3).permutation(120)
    second = scored(y[order], p[order], [g[i] for i in order], peers={"base": np.full(120, 0.3)})
    assert interval(scores.SCORES[name], first, counts(first, 50)) == interval(
        scores.SCORES[name], second, counts(second, 50)
    )


def test_groups_are_drawn_whole():
    y, p, g = sample(n=120, groups=4)
    drawn = counts(scored(y, p, g), 200)
    assert drawn.shape == (200, 4)
    assert (drawn.sum(axis=1) == 4).all()
    wide = interval(scores.brier, scored([1, 1, 0, 0], [0.5, 0.5, 0, 0], ["a", "a", "b", "b"]))
    assert (wide.low, wide.high) == (0, 0.25)


def test_a_seed_keys_the_resamples():
    rows = scored(*sample(n=60, groups=12))
    assert (counts(rows, 20, seed=1) == counts(rows, 20, seed=1)).all()
    assert (counts(rows, 20, seed=1) != counts(rows, 20, seed=2)).any()


def test_gains_are_paired():
    y, p, g = sample()
    same = scored(y, p, g, peers={"same": p, "worse": np.full(len(y), 0.5)})
    nothing = gain(scores.brier, same, "same")
    assert (nothing.value, nothing.low, nothing.high) == (0, 0, 0)
    better = gain(scores.brier, same, "worse")
    assert 0 < better.low < better.value < better.high
    assert better.value == pytest.approx(1 - one("brier", y, p) / 0.25)
    assert difference(scores.auc, same, "worse").value == pytest.approx(one("auc", y, p) - 0.5)


def test_a_curve_has_what_happened_class_by_class():
    y, p, g = sample(n=5000, groups=50)
    found = curve(scored(y, p, g))
    assert sum(b.rows for b in found) == 5000
    assert [b.forecast for b in found] == sorted(b.forecast for b in found)
    assert all(abs(b.forecast - b.happened.value) < 0.06 for b in found if b.rows > 200)
    assert all(b.happened.low <= b.happened.value <= b.happened.high for b in found)
    edge = curve(scored([1, 0], [0.0, 1.0], ["a", "b"]))
    assert [(b.rows, b.happened.value) for b in edge] == [(1, 1.0), (1, 0.0)]


@pytest.mark.parametrize(
    ("outcome", "forecast", "weight"),
    [([1, 2], [0.1, 0.2], None), ([1, 0], [0.1, 1.2], None), ([1], [0.1, 0.2], None), ([1, 0], [0.1, 0.2], [-1, 1]),
     ([], [], None), ([1, 0], [np.nan, 0.2], None), ([1, 0], [0.1, 0.2], [0, 0])],
)  # fmt: skip
def test_what_cannot_be_scored_is_refused(outcome, forecast, weight):
    with pytest.raises(QueryError):
        scored(outcome, forecast, ["a", "b"], weight)
