"""Votes become a decision by the procedure of the day, as the measures of voting power play the same rule."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sitting import STATES, filled, room

from foedus.ground.terms import PROCEDURES
from foedus.measures.voting.games import WeightedGame
from foedus.measures.voting.procedures import game_of
from foedus.web.council.deciding import decided, otherwise, pledging

BALLOTS = st.tuples(*[st.sampled_from(["yes", "no", "abstain", None]) for _ in STATES[1:]])
RULES = st.sampled_from(PROCEDURES)
BY_NUMBER = ("unanimity-minus-one", "two-thirds", "simple-majority")


def voting(ballots, **about):
    """A room in which every seat is taken and the four allies have voted so."""
    here = filled(room(**about))
    votes = dict(zip(STATES[1:], ballots, strict=True))
    return msgspec.structs.replace(
        here, seats=tuple(msgspec.structs.replace(s, vote=votes.get(s.state)) for s in here.seats)
    )


@given(BALLOTS, RULES)
def test_a_no_turned_into_a_yes_never_undoes_a_decision(ballots, rule):
    before = decided(voting(ballots, procedure=rule)).adopted
    for i, vote in enumerate(ballots):
        better = {"no": "abstain", "abstain": "yes", None: "yes"}.get(vote, vote)
        after = decided(voting((*ballots[:i], better, *ballots[i + 1 :]), procedure=rule)).adopted
        assert after or not before


@given(BALLOTS, st.sampled_from(BY_NUMBER))
def test_majorities_are_those_of_the_voting_game(ballots, rule):
    tally = decided(voting(ballots, procedure=rule))
    game, _ = game_of(rule, STATES, None)
    assert isinstance(game, WeightedGame)
    assert tally.adopted is game.decides(tally.yes)


@given(BALLOTS)
def test_under_consensus_an_objection_blocks_and_nothing_else(ballots):
    assert decided(voting(ballots)).adopted is ("no" not in ballots)


@given(BALLOTS)
def test_the_leader_alone_decides_where_it_decides(ballots):
    assert decided(voting(ballots, procedure="leader-decides")).adopted is (ballots[0] == "yes")


@given(BALLOTS)
def test_one_who_helps_is_enough_where_each_decides_for_itself(ballots):
    assert decided(voting(ballots, procedure="each-for-itself")).adopted is ("yes" in ballots)


@given(BALLOTS)
def test_a_party_is_heard_under_consensus_and_not_where_parties_have_no_vote(ballots):
    blocked = ("yes", "yes", "yes", "no")
    assert decided(voting(blocked, party="EEE")).adopted is False
    apart = decided(voting(blocked, party="EEE", procedure="unanimity-without-parties"))
    assert apart.adopted and apart.excluded == ("EEE",) and "EEE" not in apart.no
    for rule in PROCEDURES:  # whatever the votes, a party sends nobody
        assert "EEE" not in {s.state for s in pledging(voting(ballots, party="EEE", procedure=rule))}


@given(BALLOTS, RULES, st.permutations(range(len(STATES))))
def test_who_sits_where_changes_nothing(ballots, rule, order):
    here = voting(ballots, procedure=rule)
    moved = msgspec.structs.replace(here, seats=tuple(here.seats[i] for i in order))
    first, second = decided(here), decided(moved)
    assert first.adopted is second.adopted
    assert set(first.yes) == set(second.yes) and set(first.silent) == set(second.silent)


@given(BALLOTS, RULES)
def test_every_member_is_told_once(ballots, rule):
    tally = decided(voting(ballots, procedure=rule, party="CCC"))
    told = (*tally.yes, *tally.no, *tally.abstain, *tally.silent, *tally.excluded)
    assert sorted(told) == sorted(STATES)


def test_empty_seats_are_left_out_or_stay_away():
    here = voting(("yes", None, None, None), procedure="two-thirds")
    few = msgspec.structs.replace(
        here, seats=tuple(msgspec.structs.replace(s, sat=s.state in ("AAA", "BBB")) for s in here.seats)
    )
    assert decided(few).adopted is True  # the room is the council: two of two
    assert decided(few, everybody=True).adopted is False  # two of five are no two thirds


@pytest.mark.parametrize(("procedure", "told"), [(None, 7), ("consensus", 7), ("two-thirds", 7)])
def test_the_same_votes_are_tried_under_every_other_rule(procedure, told):
    others = otherwise(voting(("yes", "no", "yes", "yes"), procedure=procedure))
    assert len({t.procedure for t in others}) == told
    assert (procedure or "consensus") not in {t.procedure for t in others}
    led = otherwise(voting(("yes", "no", "yes", "yes"), leader="AAA"))
    assert "leader-decides" not in {t.procedure for t in led}, "the leader asks, and has no vote to decide with"


def test_where_each_decides_for_itself_only_the_willing_pledge():
    ballots = ("yes", "no", None, "abstain")
    assert [s.state for s in pledging(voting(ballots, procedure="each-for-itself"))] == ["BBB"]
    assert [s.state for s in pledging(voting(ballots, procedure="two-thirds"))] == ["BBB", "CCC", "DDD", "EEE"]
