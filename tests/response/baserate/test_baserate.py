"""How often allies act: levels that count each case once, and cases that pull the rate their way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ground.terms import ACTS, RESPONSES, WORDS
from foedus.response.baserate.rate import base_rate, kinds
from foedus.response.draws import Draws
from foedus.response.precedents import Features
from strategies import precedent

RUNS = 4000
CLASS = Features(asked="help", group="internal", owed=False, alliance="CSTO")
features = st.builds(
    Features,
    asked=st.sampled_from(["help", "words", "nothing"]),
    group=st.sampled_from(["internal", "external", "terrorism"]),
    owed=st.sampled_from([True, False, None]),
    alliance=st.sampled_from(["CSTO", "NATO"]),
)
cases = st.lists(
    st.builds(lambda like, came: precedent("x", came=came, like=like), features, st.sampled_from(RESPONSES)),
    max_size=12,
)


def mean_and_error(found):
    return found.p.mean(), found.p.std() / np.sqrt(RUNS)


@given(cases, features)
def test_each_level_counts_what_it_says(given_cases, asked_about):
    levels = {level.level: level for level in base_rate(asked_about, given_cases, Draws(0, 100)).levels}
    assert list(levels) == ["asked", "threat", "ruling", "alliance"]
    inside = list(given_cases)
    for name, trait in zip(levels, ("asked", "group", "owed", "alliance"), strict=True):
        inside = [c for c in inside if getattr(c.features, trait) == getattr(asked_about, trait)]
        assert (levels[name].cases, levels[name].acted) == (
            len(inside),
            sum(c.case.response.kind in ACTS for c in inside),
        )


def test_without_cases_the_published_rates_speak_alone():
    found = base_rate(CLASS, [], Draws(0, RUNS))
    assert [level.cases for level in found.levels] == [0, 0, 0, 0]
    assert 0.3 < found.p.mean() < 0.6
    assert np.quantile(found.p, 0.95) - np.quantile(found.p, 0.05) > 0.5


@settings(max_examples=25)
@given(cases, features)
def test_a_case_in_which_they_acted_never_lowers_the_rate(given_cases, asked_about):
    """Same seed; the difference may fall short by 4.5 standard errors."""
    more = [*given_cases, precedent("new", came="troops", like=asked_about)]
    before, error_before = mean_and_error(base_rate(asked_about, given_cases, Draws(1, RUNS)))
    after, error_after = mean_and_error(base_rate(asked_about, more, Draws(1, RUNS)))
    assert after > before - 4.5 * np.hypot(error_before, error_after)


@pytest.mark.parametrize(("came", "lower", "upper"), [("troops", 0.8, 1.0), ("none", 0.0, 0.2)])
def test_many_cases_of_the_class_decide(came, lower, upper):
    found = base_rate(CLASS, [precedent(str(i), came=came) for i in range(300)], Draws(0, RUNS))
    assert lower < found.p.mean() < upper


FAR = Features(asked="help", group="terrorism", owed=True, alliance="NATO")


def test_a_far_case_pulls_too():
    base = base_rate(CLASS, [], Draws(0, RUNS)).p.mean()
    assert (
        base_rate(CLASS, [precedent(str(i), came="troops", like=FAR) for i in range(30)], Draws(0, RUNS)).p.mean()
        > base
    )


def test_a_near_case_pulls_no_less_than_a_far_one():
    near = base_rate(CLASS, [precedent(str(i), came="troops") for i in range(10)], Draws(0, RUNS))
    far = base_rate(CLASS, [precedent(str(i), came="troops", like=FAR) for i in range(10)], Draws(0, RUNS))
    assert near.p.mean() > far.p.mean() - 4.5 * np.hypot(mean_and_error(near)[1], mean_and_error(far)[1])


def test_a_case_that_asked_for_something_else_says_nothing():
    other = Features(asked="words", group="internal", owed=False, alliance="CSTO")
    one = base_rate(CLASS, [], Draws(0, 100))
    assert (base_rate(CLASS, [precedent("x", came="troops", like=other)], Draws(0, 100)).p == one.p).all()


def test_rates_are_chances_and_shrink_with_evidence():
    wide = base_rate(CLASS, [], Draws(0, RUNS)).p
    many = [precedent(str(i), came="troops" if i % 2 else "none") for i in range(200)]
    narrow = base_rate(CLASS, many, Draws(0, RUNS)).p
    assert ((wide > 0) & (wide < 1)).all()
    assert narrow.std() < wide.std() / 3


# --- kinds ----------------------------------------------------------------------------------------


@given(cases, features, st.sampled_from(RESPONSES))
def test_kinds_share_out_acts_and_words(given_cases, asked_about, asked):
    found = kinds(asked_about, asked, given_cases, Draws(0, 100))
    assert set(found) == set(RESPONSES)
    for group in (ACTS, WORDS):
        assert np.sum([found[k] for k in group], axis=0) == pytest.approx(np.ones(100))
    assert all((p >= 0).all() for p in found.values())


def test_the_kind_that_came_before_is_likelier_the_nearer_the_case():
    base = kinds(CLASS, "troops", [], Draws(0, RUNS))["observers"].mean()
    far_like = Features(asked="words", group="external", owed=True, alliance="NATO")
    far = [precedent(str(i), came="observers", like=far_like, asked="statement") for i in range(5)]
    near = [precedent(str(i), came="observers") for i in range(5)]
    of_far = kinds(CLASS, "troops", far, Draws(0, RUNS))["observers"].mean()
    of_near = kinds(CLASS, "troops", near, Draws(0, RUNS))["observers"].mean()
    assert base < of_far < of_near
    assert of_near == pytest.approx(5.5 / 7, abs=0.02)
