"""Fits, models and trials: signs hold, nothing of a war is learnt before it or from itself, groups stay whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from small_wars import fighter, pledge, rows, war

from foedus.evidence import models
from foedus.evidence.boosting import boosted
from foedus.evidence.fit import sigmoid, signed_logit
from foedus.evidence.frames.ally_in_war import SIGNS
from foedus.evidence.frames.pacts import Pacts
from foedus.evidence.trial import crossed, folds, mean_of, prequential, sparser


def sample(seed=1, n=300, k=4):
    draw = np.random.default_rng(seed)
    x = draw.normal(size=(n, k))
    y = (draw.random(n) < sigmoid(x @ np.linspace(1, -1, k) - 1)).astype(float)
    return x, y


def test_without_signs_it_is_the_penalised_likelihood():
    x, y = sample()
    found = signed_logit(x, y, np.zeros(4), 0.7)
    z = (x - x.mean(axis=0)) / x.std(axis=0)

    def loss(beta):
        line = beta[0] + z @ beta[1:]
        return np.sum(np.logaddexp(0, line) - y * line) + beta[1:] @ beta[1:] / (2 * 0.7**2) + 5e-5 * beta[0] ** 2

    best = minimize(loss, np.zeros(5), tol=1e-10).x
    assert np.allclose([found.intercept, *found.slopes], best, atol=1e-4)


@settings(max_examples=25)
@given(st.integers(0, 1000), st.lists(st.sampled_from([-1, 0, 1]), min_size=4, max_size=4))
def test_signs_hold(seed, signs):
    x, y = sample(seed, n=60)
    found = signed_logit(x, y, np.array(signs, float), 1.0)
    assert (found.slopes * np.array(signs) >= 0).all()


def test_a_wrong_sign_leaves_nothing_of_a_feature():
    x, y = sample()
    assert signed_logit(x, y, np.array([-1.0, 0, 0, 0]), 1.0).slopes[0] == 0


def test_weights_count_as_copies():
    x, y = sample(n=80)
    twice = signed_logit(np.vstack([x, x]), np.concatenate([y, y]), np.zeros(4), 1.0)
    weighted = signed_logit(x, y, np.zeros(4), 1.0, weight=np.full(80, 2.0))
    assert np.allclose(twice.slopes, weighted.slopes, atol=1e-5)


def test_a_feature_that_does_not_vary_says_nothing():
    x, y = sample()
    x[:, 1] = 3.0
    found = signed_logit(x, y, np.zeros(4), 1.0)
    assert found.slopes[1] == 0
    assert np.isfinite(found.line(x)).all()


def test_boosting_learns_a_step():
    x = np.linspace(0, 1, 200)[:, None]
    y = (x[:, 0] > 0.5).astype(float)
    chance = boosted(x, y).chance(x)
    assert chance[:90].max() < 0.1 and chance[110:].min() > 0.9


def test_an_average_over_wars_is_less_bold():
    line = np.array([-3.0, 0.0, 3.0])
    assert models.averaged(line, 0.0) == pytest.approx(sigmoid(line))
    wide = models.averaged(line, 1.5)
    assert wide[0] > sigmoid(line)[0] and wide[1] == pytest.approx(0.5) and wide[2] < sigmoid(line)[2]


@pytest.fixture(scope="module")
def frame():
    """Thirty wars of the same two states; the neighbour comes in two of three, the far ally in one of fifteen."""
    wars = []
    for i in range(30):
        its = [fighter(1, 1, f"{1900 + i}-01-01"), fighter(30, 2, f"{1900 + i}-01-01", began=True)]
        its += [fighter(2, 1, f"{1900 + i}-02-01")] if i % 3 else []
        its += [fighter(50, 1, f"{1900 + i}-02-01")] if i % 15 == 7 else []
        wars.append(war(f"war {i:02d}", *its))
    return rows(wars, Pacts([pledge(1, c) for c in (1, 2, 3, 50)]))


LEARNERS = {
    "rate": models.rate, "table": models.by_obligation_and_era, "signed": models.signed(), "boosting": models.boosting,
    "war": models.with_groups(("near-trigger", "distance")), "transfer": models.transfer(("near-trigger", "distance")),
    "carried": models.carried(("near-trigger", "distance")), "strength": models.strength_and_distance("ally-strength"),
}  # fmt: skip


def test_every_model_gives_chances_and_finds_the_neighbour(frame):
    found = mean_of(crossed(frame, LEARNERS, SIGNS, 20.0, sparser(frame)), "mean", ("signed", "war"))
    for name, chance in found.forecasts.items():
        assert ((chance > 0) & (chance < 1)).all(), name
    near = frame.column("near-trigger") == 1
    for name in ("signed", "boosting", "war", "strength", "mean"):
        assert found.forecasts[name][near].mean() > 2 * found.forecasts[name][~near].mean(), name


def test_folds_are_of_whole_groups(frame):
    fold = folds(frame)
    assert all(len(set(fold[frame.group == g])) == 1 for g in set(frame.group))
    assert len(set(fold)) == 10


def spy(seen):
    def learn(lesson, asked):
        seen.append((lesson, asked))
        return np.full(len(asked), 0.5)

    return learn


def test_folds_learn_nothing_from_a_war_they_forecast(frame):
    seen = []
    crossed(frame, {"rate": spy(seen)}, SIGNS, 20.0, sparser(frame, keep=1))
    for lesson, asked in seen:
        assert not set(lesson.rows.group) & set(asked.group)
        assert not set(lesson.more.group) & set(asked.group), "nor from the same war in another set"


def test_as_time_goes_only_what_was_known_is_learnt(frame):
    seen = []
    found = prequential(frame, {"rate": spy(seen)}, SIGNS, 20.0, sparser(frame, keep=1))
    assert len(found.rows) == sum(len(asked) for _, asked in seen) < len(frame)
    for lesson, asked in seen:
        day = asked.day.min()
        assert lesson.rows.day.max() < day and lesson.more.day.max() < day
        assert (lesson.y == (lesson.rows.came < day)).all()
        assert (lesson.more_y == (lesson.more.came < day)).all()


def test_deleting_the_future_moves_no_forecast(frame):
    cut = frame.only(frame.day < np.median(frame.day))
    whole = prequential(frame, LEARNERS, SIGNS, 20.0)
    part = prequential(cut, LEARNERS, SIGNS, 20.0)
    same = np.isin(whole.rows.label, part.rows.label)
    for name in LEARNERS:
        assert np.allclose(whole.forecasts[name][same], part.forecasts[name], atol=1e-9), name


def test_a_set_made_smaller_keeps_its_acts_and_its_weight(frame):
    small = sparser(frame)
    assert small.rows.outcome.sum() == frame.outcome.sum()
    assert set(small.weight) <= {1.0, 5.0}
