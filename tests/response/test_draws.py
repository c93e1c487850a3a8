"""One question, one stream: same key, same numbers; no other draw moves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.response.assumptions import Assumption
from foedus.response.baserate.assumptions import assumptions, drawn
from foedus.response.draws import Draws
from strategies import label

subjects = st.text(max_size=8)
seeds = st.integers(0, 2**63 - 1)


@given(seeds, subjects, subjects)
def test_the_same_key_gives_the_same_numbers(seed, question, subject):
    one, other = Draws(seed, 5), Draws(seed, 5)
    other.normal("something else", "asked in between")
    assert (one.uniform(question, subject) == other.uniform(question, subject)).all()
    assert (one.gamma(question, subject, 2.0) == other.gamma(question, subject, 2.0)).all()
    assert (one.beta(question, 2.0, 3.0) == other.beta(question, 2.0, 3.0)).all()


@given(seeds, subjects)
def test_more_runs_only_add_runs(seed, subject):
    assert (Draws(seed, 20).normal("size", subject)[:5] == Draws(seed, 5).normal("size", subject)).all()


@given(st.lists(st.tuples(seeds, subjects, subjects), min_size=2, max_size=2, unique=True))
def test_different_keys_give_different_numbers(keys):
    one, other = (Draws(seed, 4).uniform(question, subject) for seed, question, subject in keys)
    assert not (one == other).all()


def test_question_and_subject_do_not_run_together():
    draws = Draws(0, 4)
    assert not (draws.uniform("ab", "c") == draws.uniform("a", "bc")).all()


def test_subjects_questions_and_seeds_are_uncorrelated():
    """|r| of independent streams of 20,000 has a standard error of 0.007; 4.5 of them are allowed."""
    runs = 20_000
    streams = [Draws(seed, runs).normal(q, s) for seed in (0, 1) for q in ("size", "delay") for s in ("KAZ", "RUS", "")]
    r = np.corrcoef(streams)
    off = r[~np.eye(len(streams), dtype=bool)]
    assert np.abs(off).max() < 4.5 / np.sqrt(runs)


def test_the_draws_follow_their_distributions():
    """Means within 4.5 standard errors."""
    draws, runs = Draws(3, 20_000), 20_000
    for found, mean, sd in (
        (draws.uniform("u"), 0.5, 12**-0.5),
        (draws.normal("n"), 0.0, 1.0),
        (draws.beta("b", 2.0, 6.0), 0.25, (12 / (64 * 9)) ** 0.5),
        (draws.gamma("g", "", 3.0), 3.0, 3**0.5),
    ):
        assert found.shape == (runs,)
        assert abs(found.mean() - mean) < 4.5 * sd / np.sqrt(runs)


@pytest.mark.parametrize("name", sorted(assumptions()))
def test_each_assumption_is_drawn_from_its_range(name):
    entry, found = assumptions()[name], drawn(name, Draws(0, 5000))
    assert (found >= entry.low - 1e-12).all()
    assert (found <= entry.high * (1 + 1e-12)).all()
    middle = (entry.low * entry.high) ** 0.5 if entry.low > 0 else (entry.low + entry.high) / 2
    share = (found < middle).mean() if entry.high > entry.low else 0.5
    assert abs(share - 0.5) < 4.5 * 0.5 / np.sqrt(5000)
    assert entry.text.en and entry.text.de and entry.grounds and entry.unit


@pytest.mark.parametrize(("low", "value", "high"), [(2, 1, 3), (1, 4, 3), (3, 2, 1)])
def test_an_assumption_out_of_its_range_is_refused(low, value, high):
    with pytest.raises(ValueError, match="low <= value <= high"):
        Assumption(value=value, low=low, high=high, unit="", text=label(), grounds="", judgement=True)
