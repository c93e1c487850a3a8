"""Voting power in the organs of an alliance on a day: cases a jurist could read, on small and on shipped records."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.calendar import Date
from foedus.ground.errors import QueryError
from foedus.ground.terms import PROCEDURES
from foedus.measures.voting import voting_power
from foedus.measures.voting.procedures import NOTES, REASONS, game_of
from foedus.record.alliance import Organ
from foedus.record.load import load
from foedus.world import World
from strategies import day, label, member, small_csto

# --- the shipped record ---------------------------------------------------------------------------


def shipped(on, known=None):
    return World.at(day(on), day(known or on), load())


def test_case_csto_council_on_7_january_2022():
    """Consensus among six: everyone blocks, everyone has a sixth, and Russia no more than Kyrgyzstan."""
    found = voting_power(shipped("2022-01-07"), "CSTO")
    assert (found.organ, found.procedure, found.voters, found.quota) == ("csc", "consensus", 6, 6)
    assert [m.state for m in found.members] == ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
    assert found.reason is None and NOTES["silence"] in found.notes
    for m in found.members:
        assert m.votes and m.blocks and m.certain
        assert (m.shapley_shubik, m.banzhaf_normalised, m.banzhaf) == (1 / 6, 1 / 6, 1 / 32)
        assert m.ternary_banzhaf == pytest.approx((2 / 3) ** 5, rel=1e-12)
    assert found.suspended == ("UZB",)
    assert "treaty-csto-charter-2002" in found.sources


def test_case_north_atlantic_council_grows_and_each_share_shrinks():
    before, after = (voting_power(shipped(on), "NATO", "council") for on in ("2024-03-06", "2024-03-07"))
    assert (before.voters, after.voters) == (31, 32)
    assert {m.shapley_shubik for m in after.members} == {1 / 32}
    assert {m.banzhaf for m in after.members} == {1 / 2**31}


def test_case_warsaw_pact_1968_the_treaty_names_no_rule():
    """Article 6 sets up a committee and names no voting rule. Albania, shut out of the councils, was still a member."""
    found = voting_power(shipped("1968-08-20"), "WARSAW-PACT")
    assert (found.organ, found.procedure, found.voters, found.quota) == ("pcc", None, 8, None)
    assert {m.shapley_shubik for m in found.members} == {None} and found.reason == REASONS["no-rule"]
    assert "names no voting rule" in found.rule.en and "treaty-warsaw-text" in found.sources
    assert NOTES["assumed"] not in found.notes
    albania = next(m for m in found.members if m.state == "ALB")
    assert albania.participation == ("shut-out",) and NOTES["restricted"] in found.notes


def test_case_warsaw_pact_1968_if_the_leader_decides():
    """Given with the question, a procedure is marked as such, and the charter's words are not beside it."""
    found = voting_power(shipped("1968-08-20"), "WARSAW-PACT", procedure="leader-decides")
    assert {m.state: m.shapley_shubik for m in found.members if m.shapley_shubik} == {"SUN": 1.0}
    assert [m.state for m in found.members if m.blocks] == ["SUN"]
    assert found.quota is None and found.rule is None and NOTES["assumed"] in found.notes
    assert {m.ternary_banzhaf for m in found.members} == {None}


def test_case_the_charter_speaks_of_one_organ_and_the_others_keep_their_entry():
    """In 1999 the treaty of 1992 had its council; the ministers of the Warsaw Pact had no recorded procedure."""
    council = voting_power(shipped("1999-01-01"), "CSTO")
    assert (council.organ, council.procedure, council.voters) == ("csc-1992", "consensus", 9)
    ministers = voting_power(shipped("1985-01-01"), "WARSAW-PACT", "foreign-ministers")
    assert (ministers.procedure, ministers.rule, ministers.reason) == (None, None, REASONS["no-procedure"])


def test_case_a_frozen_member_keeps_its_vote_and_is_named():
    found = voting_power(shipped("2024-06-01"), "CSTO")
    armenia = next(m for m in found.members if m.state == "ARM")
    assert armenia.participation == ("frozen",) and armenia.votes and armenia.shapley_shubik == 1 / 6
    assert NOTES["restricted"] in found.notes


@pytest.mark.parametrize(
    ("on", "apart"),
    [("2003-02-16", ["FRA"]), ("1975-01-01", ["FRA", "GRC"]), ("1965-01-01", []), ("2009-06-01", [])],
)
def test_case_only_those_in_the_military_structure_decide_in_the_defence_planning_committee(on, apart):
    """Turkey 2003: three members objected in the Council; the committee decided without France."""
    found = voting_power(shipped(on), "NATO", "dpc")
    assert found.procedure == "consensus" and "integrated military structure" in found.rule.en
    assert sorted(m.state for m in found.members if not m.votes) == apart
    assert found.voters == len(found.members) - len(apart)
    assert voting_power(shipped(on), "NATO").organ == "council"


def test_case_who_sits_in_the_nuclear_planning_group_is_recorded_in_words_only():
    """All members but France: a caller who reads the words leaves France out."""
    found = voting_power(shipped("2024-06-01"), "NATO", "npg")
    assert found.voters == 32 and NOTES["composition"] in found.notes and "France" in found.composed_of.en
    assert voting_power(shipped("2024-06-01"), "NATO", "npg", without=["FRA"]).voters == 31


# --- small records --------------------------------------------------------------------------------


def organ(procedure, since="2003-09-18"):
    return Organ(id="body", name=label("Body"), level="heads", decides=procedure, since=Date(since),
                 known=Date(since), sources=("organ-source",))  # fmt: skip


def with_organs(*organs, **fields):
    return msgspec.structs.replace(small_csto(), organs=organs, **fields)


def power_under(at, procedure, **fields):
    """Voting power of ARM KAZ KGZ RUS TJK in 2022 in a body with this procedure."""
    return voting_power(at("2022-01-07"), with_organs(organ(procedure)), **fields)


@pytest.mark.parametrize(
    ("procedure", "quota", "banzhaf", "blocks"),
    [
        ("consensus", 5, 1 / 16, True),
        ("unanimity-minus-one", 4, 4 / 16, False),
        ("two-thirds", 4, 4 / 16, False),
        ("simple-majority", 3, 6 / 16, False),
    ],
)
def test_case_each_procedure_among_five(at, procedure, quota, banzhaf, blocks):
    found = power_under(at, procedure)
    assert (found.voters, found.quota) == (5, quota)
    assert {(m.banzhaf, m.banzhaf_normalised, m.shapley_shubik, m.blocks) for m in found.members} == {
        (banzhaf, 1 / 5, 1 / 5, blocks)
    }
    assert "organ-source" in found.sources


def test_case_an_abstention_counts_as_a_vote_against_where_a_number_of_votes_is_asked(at):
    """Of the four others exactly two in favour: 6 x 2^2 of 3^4."""
    found = power_under(at, "simple-majority")
    assert found.members[0].ternary_banzhaf == pytest.approx(24 / 81, rel=1e-12)
    assert NOTES["of-all"] in found.notes


def test_case_parties_to_the_dispute_have_no_vote_where_the_procedure_says_so(at):
    found = power_under(at, "unanimity-without-parties", parties=["KGZ", "TJK"])
    assert {m.state: m.shapley_shubik for m in found.members} == pytest.approx(
        {"ARM": 1 / 3, "KAZ": 1 / 3, "RUS": 1 / 3, "KGZ": 0, "TJK": 0}
    )
    assert [m.state for m in found.members if not m.votes] == ["KGZ", "TJK"]
    assert found.voters == 3
    assert NOTES["no-parties"] in power_under(at, "unanimity-without-parties").notes


def test_case_parties_vote_under_consensus_and_the_answer_says_so(at):
    found = power_under(at, "consensus", parties=["KGZ"])
    assert found.voters == 5 and NOTES["parties-vote"] in found.notes


def test_case_all_members_parties_to_the_dispute(at):
    found = power_under(at, "unanimity-without-parties", parties=["ARM", "KAZ", "KGZ", "RUS", "TJK"])
    assert found.reason == REASONS["no-voter"] and found.voters == 0


@pytest.mark.parametrize(
    ("procedure", "reason"),
    [("qualified-majority", "qualified-majority"), ("each-for-itself", "each-for-itself"), (None, "no-procedure")],
)
def test_case_what_the_record_does_not_say_is_unknown_with_a_reason(at, procedure, reason):
    found = power_under(at, procedure)
    assert found.reason == REASONS[reason] and found.quota is None
    assert {(m.banzhaf, m.shapley_shubik, m.blocks) for m in found.members} == {(None, None, None)}


def test_case_a_leader_that_is_left_out_leaves_nobody_to_decide(at):
    assert power_under(at, "leader-decides").members[3].shapley_shubik == 1
    without = power_under(at, "leader-decides", without=["RUS"])
    assert without.reason == REASONS["no-leader"] and without.without == ("RUS",)
    assert "RUS" not in [m.state for m in without.members]


def test_case_without_a_member_the_others_share_its_power(at):
    assert {m.shapley_shubik for m in power_under(at, "consensus", without=["RUS"]).members} == {1 / 4}


def test_case_no_organ_on_the_day(at):
    """Before the council's statute the small record has none."""
    found = voting_power(at("1998-01-01"), "CSTO")
    assert (found.organ, found.reason) == (None, REASONS["no-organ"])
    assert found.voters == 6  # with Azerbaijan


def test_case_a_suspended_member_has_no_vote_and_is_named(at):
    entry = with_organs(
        organ("consensus"), members=(*small_csto().members, member("UZB", "2012-12-19", status="suspended"))
    )
    found = voting_power(at("2022-01-07"), entry)
    assert found.suspended == ("UZB",) and found.voters == 5


def test_case_a_membership_that_ends_on_an_unknown_day_counts_once_and_is_uncertain(at):
    entry = with_organs(
        organ("consensus"),
        members=(member("ARM", "1994-04-20", "2022"), member("ARM", "2022"), member("RUS", "1994-04-20")),
    )
    found = voting_power(at("2022-06-01", late=True), entry)
    assert [(m.state, m.certain) for m in found.members] == [("ARM", False), ("RUS", True)]
    assert NOTES["uncertain"] in found.notes and found.voters == 2


def test_case_an_unknown_organ_and_an_organ_of_another_time_are_errors_that_say_so(at):
    with pytest.raises(QueryError, match="did you mean csc"):
        voting_power(at("2022-01-07"), "CSTO", "csd")
    with pytest.raises(QueryError, match="2003-09-18 to today"):
        voting_power(at("1998-01-01"), "CSTO", "csc")


def test_case_states_that_were_no_members_and_alliances_without_any_are_errors(at):
    with pytest.raises(QueryError, match="no member"):
        power_under(at, "consensus", without=["AZE"])
    with pytest.raises(QueryError, match="no member"):
        power_under(at, "consensus", parties=["USA"])
    with pytest.raises(QueryError, match="had no members"):
        voting_power(at("1995-01-01"), "WARSAW-PACT")


# --- laws -----------------------------------------------------------------------------------------


@given(st.sampled_from(PROCEDURES), st.integers(1, 12))
def test_law_every_procedure_is_a_game_or_has_a_reason(procedure, n):
    voters = tuple("ABCDEFGHIJKL"[:n])
    game, why = game_of(procedure, voters, "A")
    assert (game is None) == (why in REASONS)
    if game is not None:
        assert game.decides(voters) and not game.decides(())
        # One more in favour never undoes a decision.
        reached = [game.decides(voters[:k]) for k in range(n + 1)]
        assert reached == sorted(reached)
