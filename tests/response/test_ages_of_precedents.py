"""Calls before 1945 are on record, and no precedents of later ones; a question about their age learns from them."""

from __future__ import annotations

from foedus.ground.calendar import AsOf
from foedus.ground.terms import SINCE
from foedus.response.precedents import precedents
from strategies import LATE, case, clocks, day, small_record

OLD = (
    case("OLD-1914", "NATO", "GBR", "1914-08-04", came="troops", answered="1914-08-04"),
    case("OLD-1938", "NATO", "FRA", "1938-09-21", came="declined", answered="1938-09-30"),
)


def test_a_question_of_today_does_not_learn_from_the_calls_before_1945():
    assert SINCE == 1945
    with_old = precedents(small_record(OLD), AsOf(LATE, LATE))
    assert [p.case.id for p in with_old] == [p.case.id for p in precedents(small_record(), AsOf(LATE, LATE))]


def test_a_question_about_1939_learns_from_what_had_happened_by_then():
    assert [p.case.id for p in precedents(small_record(OLD), clocks("1939-09-01"))] == ["OLD-1914", "OLD-1938"]
    assert [p.case.id for p in precedents(small_record(OLD), AsOf(day("1938-09-01"), day("1938-09-01")))] == [
        "OLD-1914"
    ]
