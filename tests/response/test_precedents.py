"""Cases as evidence: none for itself, none from the future; likeness and reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.ground.calendar import AsOf, Date
from foedus.ground.terms import ACTS, GROUPS, RESPONSES, THREATS, WORDS
from foedus.response.forecast import Level
from foedus.response.history import history_of
from foedus.response.precedents import Features, Precedent, asked_class, features, precedents
from foedus.response.reasons import FAR_KM, reasons
from foedus.response.similar import similar
from foedus.response.standing import Standing
from strategies import LATE, case, clocks, day, precedent, small_record

RECORD = small_record()


def ids(on, known=None, exclude=""):
    return [p.case.id for p in precedents(RECORD, clocks(on, known), exclude)]


def test_only_what_had_happened_and_been_answered_by_then_counts():
    assert ids("2022-01-05") == ["USA-2001", "KGZ-2010", "TJK-2013", "ARM-2020"]
    assert ids("2010-06-13") == ["USA-2001"]  # called, not yet answered
    assert ids("2010-06-14") == ["USA-2001", "KGZ-2010"]
    assert ids("2022-01-05", "2001-10-03") == []
    assert ids("2001-01-01", "2022-01-05") == []  # known with hindsight, but not before the day


def test_a_case_is_no_evidence_for_itself_even_with_hindsight():
    assert "KAZ-2022" in ids("2022-02-01")
    assert "KAZ-2022" not in ids("2022-02-01", exclude="KAZ-2022")
    assert "KAZ-2022" not in ids("2022-01-05", "2023-01-01")


@given(st.dates(day("1990-01-01"), day("2026-01-01")), st.dates(day("1990-01-01"), day("2026-01-01")))
def test_no_precedent_looks_ahead(on, known):
    for found in precedents(RECORD, AsOf(on, known)):
        assert found.case.date.first < on
        assert found.case.known.last <= known
        assert found.case.response.known.last <= known


def test_the_class_of_a_case_is_ruled_with_what_was_known():
    usa = RECORD.invocations["USA-2001"]
    assert features(RECORD, usa, day("2001-09-30")).owed is None
    assert features(RECORD, usa, LATE) == Features(asked="help", group="terrorism", owed=True, alliance="NATO")


@pytest.mark.parametrize(
    ("asked", "request_", "found"),
    [
        ("troops", "formal", "help"),
        ("sanctions", "informal", "help"),
        ("consultation", "formal", "words"),
        ("declined", "formal", "words"),
        ("none", "formal", "nothing"),
        ("troops", "none", "nothing"),
        ("troops", "disputed", "help"),
    ],
)
def test_how_much_was_asked(asked, request_, found):
    assert asked_class(asked, request_) == found


def test_every_response_is_an_act_or_words_and_every_threat_has_a_group():
    assert sorted((*ACTS, *WORDS)) == sorted(RESPONSES)
    assert set(GROUPS) == set(THREATS)
    assert [precedent("x", came=kind).acted for kind in RESPONSES] == [kind in ACTS for kind in RESPONSES]


# --- likeness -------------------------------------------------------------------------------------

ASKED = Features(asked="help", group="internal", owed=False, alliance="CSTO")


def test_the_most_alike_comes_first_and_the_more_recent_among_equals():
    cases = [
        precedent("old"),
        Precedent(case("other-alliance", "NATO", "EST", "2015-01-01"), lambda: ASKED),
        Precedent(case("unlike", "NATO", "EST", "2015-01-01", threat="terrorism", asked="none"), lambda: ASKED),
        precedent("coup", threat="coup"),
        Precedent(case("new", "CSTO", "KAZ", "2020-01-01"), lambda: ASKED),
    ]
    found = similar(ASKED, "internal-unrest", cases)
    assert [s.id for s in found] == ["new", "old", "other-alliance", "coup"]
    assert found[0].shared == ("threat", "kind of threat", "asked", "ruling", "alliance")
    assert [s.similarity for s in found] == [1.0, 1.0, 0.8, 0.8]
    assert (found[0].response, found[0].sources) == ("none", ("answer-source",))


def test_at_most_so_many_are_named():
    assert len(similar(ASKED, "coup", [precedent(str(i)) for i in range(9)])) == 5
    assert len(similar(ASKED, "coup", [precedent(str(i)) for i in range(9)], limit=2)) == 2
    assert similar(ASKED, "coup", []) == ()


# --- history --------------------------------------------------------------------------------------


def test_history_shows_the_recorded_answer():
    found = history_of(RECORD, "KAZ-2022")
    assert (found.response, found.date, found.deployment.first_arrival) == ("troops", "2022-01-06", Date("2022-01-06"))
    assert len(found.contributions) == 6
    assert found.sources == ("answer-source",)


def test_an_answer_without_a_day_has_none():
    made = RECORD.invocations["KAZ-2022"]
    record = replace(RECORD, invocations={"X": replace(made, response=replace(made.response, date=None))})
    assert history_of(record, "X").date is None


# --- reasons --------------------------------------------------------------------------------------


def standing(state, **fields):
    filled = {"shared": (), "supported": 0, "objected": 0, "distance_km": 100.0, "borders": False} | fields
    return Standing(state=state, **filled)


def told(**fields):
    filled = {
        "owed": True, "request": "formal", "procedure": "consensus", "levels": (), "leader": None,
        "standings": [standing("KAZ"), standing("RUS")],
    } | fields  # fmt: skip
    return {r.key: r for r in reasons(**filled)}


@pytest.mark.parametrize(
    ("fields", "key", "side"),
    [
        ({"owed": True}, "owed", "for"),
        ({"owed": False}, "not-owed", "against"),
        ({"owed": None}, "open", "against"),
        ({"request": "formal"}, "asked", "for"),
        ({"request": "none"}, "not-asked", "against"),
        ({"procedure": "consensus"}, "consensus", "against"),
        ({"procedure": "leader-decides"}, "leader-decides", "for"),
        ({"leader": "RUS"}, "leader-apart", "against"),
        ({"leader": "RUS", "standings": [standing("RUS", shared=("x",))]}, "leader-shares", "for"),
        ({"standings": [standing("RUS", shared=("x",)), standing("KAZ")]}, "shared", "for"),
        ({"standings": [standing("RUS"), standing("KAZ")]}, "not-shared", "against"),
        ({"standings": [standing("RUS", objected=2), standing("KAZ", objected=1)]}, "objected", "against"),
        ({"standings": [standing("RUS", borders=True)]}, "near", "for"),
        ({"standings": [standing("RUS", distance_km=FAR_KM + 1), standing("KAZ", distance_km=None)]}, "far", "against"),
        ({"levels": (Level(level="threat", cases=4, acted=2),)}, "precedent", "for"),
        ({"levels": (Level(level="threat", cases=5, acted=2),)}, "precedent", "against"),
        ({"levels": (Level(level="threat", cases=5, acted=0),)}, "precedent-none", "against"),
    ],
)  # fmt: skip
def test_each_reason_stands_on_its_side(fields, key, side):
    assert told(**fields)[key].side == side


def test_reasons_carry_their_figures():
    found = told(standings=[standing("RUS", shared=("x",), objected=2), standing("KAZ"), standing("TJK", borders=True)])
    assert found["not-shared"].values == {"count": 2, "total": 3}
    assert found["objected"].values == {"state": "RUS", "count": 2}
    assert found["near"].values == {"count": 1}
    assert found["consensus"].values == {"count": 3}


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"request": "disputed"}, "asked"),
        ({"request": "disputed"}, "not-asked"),
        ({"levels": (Level(level="threat", cases=0, acted=0),)}, "precedent"),
        ({"levels": (Level(level="asked", cases=9, acted=9),)}, "precedent"),
        ({"standings": [standing("KAZ")]}, "consensus"),
        ({"standings": []}, "not-shared"),
        ({"standings": []}, "shared"),
        ({"standings": [standing("KAZ", distance_km=FAR_KM)]}, "far"),
        ({"leader": "USA"}, "leader-apart"),
        ({}, "objected"),
        ({}, "near"),
    ],
)
def test_what_gives_no_reason_is_not_told(fields, key):
    assert key not in told(**fields)
