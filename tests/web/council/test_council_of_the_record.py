"""A council of a recorded case: who sits in it, what each could know on the day, and the comparison at the end."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from foedus.ground.errors import FoedusError
from foedus.record.case import Invocation
from foedus.record.load import load
from foedus.response import recorded_question
from foedus.response.answer import answer
from foedus.web.council.codes import digest
from foedus.web.council.comparison import Contingent, compared, contingent
from foedus.web.council.convening import convened, situation_of
from foedus.web.council.dossier import dossier, names_later
from foedus.web.council.moves import forward, pledged, taken, voted
from foedus.web.council.room import CouncilRoom

KAZAKHSTAN = "CSTO-2022-KAZ"


@pytest.fixture(scope="module")
def kazakhstan():
    return answer(recorded_question(KAZAKHSTAN, runs=2000))


def room_of(name: str, *, sit: tuple[str, ...] = ()) -> CouncilRoom:
    council = convened(name)
    room = CouncilRoom(
        code="CDFH3479", case=council.case, opened=0, ends=3600, host="h", procedure=council.procedure,
        leader=council.leader, seats=council.seats,
    )  # fmt: skip
    for state in sit or [s.state for s in council.seats]:
        room = taken(room, state, digest(state))
    return room


def votes(room: CouncilRoom, **ballots: str) -> CouncilRoom:
    while room.phase != "vote":
        room = forward(room, room.phase)
    for state, vote in ballots.items():
        room = voted(room, state, vote)
    return forward(room, "vote")


def test_the_council_of_january_2022_has_six_seats_and_decides_by_consensus():
    council = convened("kazakhstan-2022")
    assert (council.case, council.alliance, council.procedure, council.leader) == (
        KAZAKHSTAN, "CSTO", "consensus", "RUS",
    )  # fmt: skip
    assert [(s.state, s.role) for s in council.seats if s.role != "votes"] == [("KAZ", "asks")]
    assert len(council.seats) == 6 and all(s.free and s.most > 1000 for s in council.seats)


def test_every_recorded_case_makes_a_council_or_says_why_not():
    refused = {}
    for name, case in load().invocations.items():
        try:
            council = convened(name)
        except FoedusError as error:
            refused[name] = error.what
            continue
        states = [s.state for s in council.seats]
        assert len(set(states)) == len(states) <= 60, name
        roles = [s.role for s in council.seats]
        assert roles.count("asks") + roles.count("calls") == 1, name
        assert "votes" in roles or "party" in roles, name
        assert {s.state for s in council.seats if s.role == "party"} == set(case.adversaries) & set(states)
    assert all("did not exist" in why for why in refused.values()) and len(refused) <= 5, refused


def test_a_state_outside_is_helped_at_a_members_word():
    council = convened("SEATO-1961-LAO")
    assert [s.role for s in council.seats if s.state == "THA"] == ["calls"]
    room = votes(room_of("SEATO-1961-LAO"), USA="yes")
    assert pledged(room, "THA", 100).seat("THA").pledge == 100  # it asks for another, and helps like all others


def test_a_member_knows_what_was_public_on_the_day():
    here = situation_of(KAZAKHSTAN)
    told = dossier(here, "ARM")
    assert (told.on, told.known) == ("2022-01-05", "2022-01-05")
    words = " ".join(s.text.en for s in told.said)
    assert "act of aggression" in words  # Tokayev, that evening
    assert "none" not in words and "interference" not in words  # the prosecutor in March; the Council the day after
    assert told.soldiers > 10_000 and told.soldiers_year < 2022
    assert told.mine[0].id == "CSTO-2021-11-ARM" and told.mine[0].asked  # left alone two months before
    assert 0 < told.acted < told.precedents
    assert told.ruling.procedure == "consensus" and told.sources
    assert dossier(here, "KGZ").borders and not told.borders


@pytest.mark.parametrize("name", [KAZAKHSTAN, "NATO-2001-USA", "AL-1990-KWT", "RIO-1969-HND", "CSTO-2022-KGZ"])
def test_no_member_knows_what_became_known_later(name):
    case, here = load().invocations[name], situation_of(name)
    eve = here.question.known
    late = {s for c in case.circumstances if not here.world.as_of.knows(c.known) for s in (c.text.en,)}
    for state in [s.state for s in convened(name).seats]:
        told = dossier(here, state)
        assert not late & {s.text.en for s in told.said}
        for call in told.mine:
            past = load().invocations[call.id]
            assert past.date.first < here.question.on and past.response.known.last <= eve and call.id != name
            if call.stance is not None:
                assert any(p.state == state and p.known.last <= eve for p in past.positions)
        assert not told.soldiers_year or told.soldiers_year < dt.date.fromisoformat(told.on).year


def test_no_dossier_tells_the_case_from_its_end():
    """Summaries, sources of later days and sentences on later practice tell what came; no dossier has them."""
    for name in load().invocations:
        try:
            here, state = situation_of(name), convened(name).seats[-1].state
        except FoedusError:
            continue
        told, known = dossier(here, state), here.question.known
        assert not hasattr(told, "summary")
        for key in told.sources:
            source = load().sources[key]
            assert source.date is None or source.date.first <= known, (name, key)
        words = [s.text for s in (*told.said, *told.threats, *told.ruling.trace)]
        late = [w.en for w in words if names_later(w, known.year)]
        assert not [w for w in late if "does not enter into force before" not in w], name
        assert not names_later(told.ruling.procedure_text, known.year - 1), name


def test_deleting_the_future_changes_no_dossier():
    """What came of the case, and who stood where, is out of the members' sight: a record without it tells the same."""
    record = load()
    case = record.invocations[KAZAKHSTAN]
    bare = msgspec.structs.replace(case, positions=(), contributions=(), strength=(), deployment=None)
    blind = msgspec.structs.replace(record, invocations=record.invocations | {KAZAKHSTAN: bare})
    assert dossier(situation_of(KAZAKHSTAN, blind), "RUS") == dossier(situation_of(KAZAKHSTAN, record), "RUS")


def test_the_end_sets_the_room_beside_the_forecast_and_history(kazakhstan):
    room = votes(room_of(KAZAKHSTAN), RUS="yes", ARM="abstain", BLR="yes")
    room = pledged(pledged(pledged(room, "RUS", 3100), "BLR", 500), "TJK", 0)
    found = compared(room, load().invocations[KAZAKHSTAN], kazakhstan)
    assert found.tally.adopted and found.acted and found.same_decision and found.response == "troops"
    assert (found.pledged, found.strength_low, found.strength_high) == (3600, 2000, 3950)
    by = {m.state: m for m in found.members}
    assert by["RUS"].beside_history == "more"  # the press named up to 3,000
    quiet = compared(pledged(room, "RUS", 2000), load().invocations[KAZAKHSTAN], kazakhstan)
    assert {m.state: m.beside_history for m in quiet.members}["RUS"] == "not-more"
    assert by["BLR"].beside_history == "same"  # 500
    assert by["TJK"].sent.low == 200 and by["TJK"].beside_history == "fewer"
    assert by["ARM"].pledge == 0 and by["ARM"].stance == "support" and by["ARM"].vote == "abstain"
    assert by["KAZ"].beside_history == "unasked" and by["KAZ"].p_sends is None and by["KAZ"].sent.sent is False
    assert 0 < found.forecast_acts.low < found.forecast_acts.p < 1
    assert by["ARM"].p_sends.p < 0.5 and by["ARM"].beside_forecast == "same"  # nobody is expected, nobody came
    assert by["RUS"].beside_forecast in ("same", "more") and by["RUS"].p_sends.p > 0.5
    assert len(found.others) == 7


def test_a_room_that_refuses_differs_from_history_and_pledges_nothing(kazakhstan):
    room = votes(room_of(KAZAKHSTAN), KGZ="no", RUS="yes", ARM="yes", BLR="yes", TJK="yes")
    assert room.phase == "result"
    found = compared(room, load().invocations[KAZAKHSTAN], kazakhstan)
    assert not found.tally.adopted and not found.same_decision and found.pledged == 0
    assert {m.beside_history for m in found.members} == {"unasked"}
    assert {t.procedure for t in found.others if t.adopted} >= {"unanimity-minus-one", "two-thirds"}


def test_an_incomplete_list_says_nothing_of_those_it_does_not_name():
    case = load().invocations[KAZAKHSTAN]
    partial = msgspec.structs.replace(case, contributors="partial")
    words = msgspec.structs.replace(
        case, contributions=(), response=msgspec.structs.replace(case.response, kind="none")
    )
    assert contingent(case, "KAZ") == Contingent(sent=False, low=0, high=0)
    assert contingent(partial, "KAZ") == Contingent(sent=None)
    assert contingent(words, "RUS") == Contingent(sent=False, low=0, high=0)
    assert contingent(case, "RUS") == Contingent(sent=True, low=None, high=3000)  # "up to"
    assert isinstance(case, Invocation)
