"""Laws that hold whatever the data say: each over many random questions, by construction of the terms and the council."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foedus as fd
from foedus.ground.terms import PROCEDURES
from foedus.record.load import load
from foedus.response.draws import Draws
from foedus.response.fitted.call import ASKED, SIGNS, TERMS, THREATENED, Call
from foedus.response.fitted.council import Council, anyone_else, given_any, logistic
from foedus.response.fitted.posterior import design
from foedus.response.fitted.vintages import DRAWS, vintage_of

DAYS = st.dates(dt.date(1946, 1, 1), dt.date(2026, 11, 1))
TERMS_DRAWN = st.lists(st.floats(-0.5, 2.5), min_size=len(TERMS), max_size=len(TERMS)).map(np.array)
SOME = st.integers(1, 9)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    return Call(
        draw(st.integers(0, len(ASKED) - 1)),
        draw(st.integers(0, len(THREATENED) - 1)),
        draw(st.booleans()),
        draw(TERMS_DRAWN),
    )


@st.composite
def councils(draw: st.DrawFn, least: int = 2) -> Council:
    members = draw(st.integers(least, 9))
    leans = np.array(draw(st.lists(st.floats(-1, 1), min_size=members, max_size=members)))
    shock = np.linspace(2.0, 4.5, 8)
    return Council(leans, shock, draw(st.none() | st.integers(0, members - 1)))


def chance(call: Call, day: dt.date) -> np.ndarray:
    learnt = vintage_of(day)
    return logistic(learnt.calls @ design([call], learnt.usual)[0])


# --- what is particular to a case -----------------------------------------------------------------


@given(calls(), DAYS, st.integers(0, len(TERMS) - 1), st.floats(0, 2))
def test_more_of_a_term_never_moves_the_chance_the_wrong_way(call, day, which, more):
    """A stronger adversary or a longer way never raises it, a duty or a better record never lowers it: in every draw."""
    moved = call.terms.copy()
    moved[which] += more
    difference = chance(replace(call, terms=moved), day) - chance(call, day)
    assert (difference * SIGNS[which] >= -1e-12).all()


@given(calls(), DAYS)
def test_a_contested_request_is_never_likelier_to_be_answered(call, day):
    assert (chance(replace(call, contested=True), day) <= chance(replace(call, contested=False), day) + 1e-12).all()


@given(calls(), DAYS)
def test_owed_is_never_below_open_and_open_never_below_not_owed(call, day):
    may, owed = (next(i for i, t in enumerate(TERMS) if t.key == key) for key in ("may-be-owed", "owed"))
    found = []
    for first, second in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)):
        terms = call.terms.copy()
        terms[may], terms[owed] = first, second
        found.append(chance(replace(call, terms=terms), day))
    assert (found[0] <= found[1] + 1e-12).all()
    assert (found[1] <= found[2] + 1e-12).all()


def test_no_term_names_an_organisation_or_a_region():
    ids = {a.casefold() for a in load().alliances}
    words = {
        w for t in TERMS for w in (*t.key.split("-"), *t.much.en.casefold().split(), *t.little.en.casefold().split())
    }
    assert not words & ids
    assert not words & {"africa", "african", "europe", "european", "asia", "america", "soviet", "russia"}


# --- procedures -----------------------------------------------------------------------------------


@given(councils(), st.floats(-6, 6))
def test_who_needs_fewer_votes_decides_no_less(council, level):
    levels = np.full(len(council.shock), level)
    order = ("consensus", "unanimity-minus-one", "two-thirds", "simple-majority")
    found = [council.chance(p, levels) for p in order]
    for less, more in pairwise(found):
        assert (less <= more + 1e-9).all()


@given(councils(), st.floats(-6, 6))
def test_each_for_itself_lies_between_the_readiest_member_and_one(council, level):
    levels = np.full(len(council.shock), level)
    anyone = council.chance("each-for-itself", levels)
    assert (anyone >= council.passes(levels).max(axis=1) - 1e-9).all()
    assert (anyone <= 1).all()


@given(councils(), st.floats(0.02, 0.97), st.sampled_from(PROCEDURES))
def test_the_treaty_s_own_procedure_gives_the_fitted_chance(council, target, procedure):
    wanted = np.full(len(council.shock), target)
    assert council.chance(procedure, council.level(wanted, procedure)) == pytest.approx(wanted, abs=1e-4)


@given(st.integers(2, 31), st.floats(0.05, 0.8))
def test_no_other_procedure_makes_help_certain(members, target):
    """Members lean together: even one's own decision of thirty does not make help certain where consensus doubts it."""
    council = Council(np.zeros(members), np.full(5, 3.0), None)
    level = council.level(np.full(5, target), "consensus")
    assert (council.chance("each-for-itself", level) < 0.99).all()


@given(councils(3), st.floats(0.05, 0.95))
def test_a_member_taken_away_leaves_the_others_their_chances(council, target):
    level = council.level(np.full(len(council.shock), target), "consensus")
    rest = list(range(1, len(council.leans)))
    assert council.only(rest).passes(level) == pytest.approx(council.passes(level)[:, 1:])
    assert (council.only(rest).chance("consensus", level) >= council.chance("consensus", level) - 1e-9).all()


# --- without a member -----------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.lists(st.floats(0.01, 0.95), min_size=2, max_size=6), st.data())
def test_without_a_member_the_chance_is_the_conditional_one_of_the_same_draws(chances, data):
    """Held against plain simulation: draw everyone, keep the draws in which those who are gone send nothing."""
    gone = np.array([data.draw(st.booleans()) for _ in chances])
    if gone.all() or not gone.any():
        gone[0], gone[-1] = True, False
    shock = 2.5
    sends = np.tile(np.array(chances), (3, 1))
    exact = anyone_else(sends, gone, np.full(3, shock))[0]
    random = np.random.default_rng(0)
    z = random.standard_normal(200_000)
    odds = np.log(sends[0] / (1 - sends[0])) * np.sqrt(1 + np.pi * shock**2 / 8)
    sent = random.random((len(z), len(chances))) < logistic(odds + shock * z[:, None])
    kept = ~sent[:, gone].any(axis=1)
    if kept.sum() > 2000:
        simulated = sent[kept][:, ~gone].any(axis=1).mean() / sent.any(axis=1).mean()
        assert exact == pytest.approx(min(simulated, 1.0), abs=0.03)


@given(st.lists(st.floats(0.05, 0.9), min_size=2, max_size=6))
def test_a_member_that_never_mattered_changes_nothing(chances):
    sends = np.tile(np.array([1e-6, *chances]), (DRAWS, 1))
    gone = np.array([True] + [False] * len(chances))
    shock = np.full(DRAWS, 3.0)
    assert anyone_else(sends, gone, shock) == pytest.approx(np.ones(DRAWS), abs=2e-3)


def test_where_nobody_is_gone_nothing_changes_and_where_all_are_nobody_comes():
    sends, shock = np.full((4, 3), 0.4), np.full(4, 3.0)
    assert (anyone_else(sends, np.zeros(3, bool), shock) == 1).all()
    assert (anyone_else(sends, np.ones(3, bool), shock) == 0).all()


def test_draws_of_the_judgements_follow_their_seed():
    assert (Draws(1, 8).uniform("x") != Draws(2, 8).uniform("x")).any()


# --- soldiers come from somebody ------------------------------------------------------------------


@given(st.integers(1, 9), st.integers(0, 10_000))
def test_who_sends_given_that_somebody_does_covers_the_whole(members, seed):
    """An only ally sends whenever soldiers come; of several the chances sum to one or more, and fewer send no less."""
    sends = np.random.default_rng(seed).uniform(0.001, 0.95, (6, members))
    shock = np.linspace(0.5, 4.0, 6)
    each = given_any(sends, shock)
    assert (each <= 1).all() and (each.sum(axis=1) >= 1 - 1e-9).all()
    if members == 1:
        assert each == pytest.approx(1)
    else:
        assert (given_any(sends[:, 1:], shock) >= each[:, 1:] - 1e-12).all()


@pytest.mark.parametrize("pact", [k for k, a in load().alliances.items() if len(a.members) == 2])
def test_the_only_ally_sends_as_often_as_soldiers_come(pact):
    members = load().alliances[pact].members
    first, second = (m.state for m in members)
    day = max(m.since.last for m in members) + dt.timedelta(days=400)
    day = min([day, *(m.until.first - dt.timedelta(days=1) for m in members if m.until)])
    known = max([day, *(m.known.last for m in members), load().alliances[pact].known.last])  # some were secret
    answer = fd.invoke(alliance=pact, by=first, on=day, known=known, threat="external-attack", runs=300)
    assert answer.contributions[second].p.p == pytest.approx(answer.response["troops"].p)


# --- what is not known of the adversary -----------------------------------------------------------


def test_an_attack_by_nobody_named_is_no_attack_by_a_weak_state():
    """Who is not named is unknown: neither the best case (nobody) nor the worst."""
    asked = {"alliance": "NATO", "by": "EST", "on": "2024-06-01", "threat": "external-attack", "runs": 300}
    unnamed = fd.invoke(**asked)
    assert unnamed.response["troops"].p < fd.invoke(**asked, adversary="MDA").response["troops"].p
    assert not any(reason.text and "adversary" in reason.text.en for reason in unnamed.reasons)


def test_a_raid_by_no_state_has_no_strong_adversary():
    asked = {"alliance": "CSTO", "by": "KGZ", "on": "2008-06-01", "threat": "cross-border-raid", "runs": 300}
    assert fd.invoke(**asked).response["troops"].p >= fd.invoke(**asked, adversary="CHN").response["troops"].p


def test_an_ally_bound_to_the_adversary_sends_less():
    asked = {"alliance": "RIO", "by": "ARG", "on": "1982-04-20", "threat": "external-attack", "runs": 300}
    torn, free = (fd.invoke(**asked, adversary=a).contributions["USA"].p_if_troops.p for a in ("GBR", "ZAF"))
    assert torn < free
