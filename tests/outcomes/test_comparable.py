"""Which cases a question sees, by its two clocks, and how they are grouped: on the shipped record and a small one."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.ground.errors import QueryError
from foedus.outcomes.ask import dead_of, what_followed
from foedus.outcomes.cases import comparable
from foedus.record.load import load
from foedus.world import World
from strategies import case, day, small_record

EVE = "2022-01-05"


def world(on, known=None, record=None):
    return World.at(day(on), day(known or on), record)


def test_on_the_day_of_the_call_neither_it_nor_a_later_case_is_seen():
    found = what_followed(world(EVE), "internal-unrest")
    calls = {call for c in found.cases for call in c.calls}
    assert not {"CSTO-2022-KAZ", "OTS-2022-KAZ", "SCO-2022-KAZ", "OAS-2022-HTI"} & calls
    record = load()
    assert all(record.invocations[call].date.last < day(EVE) for call in calls)
    assert all(f.known.last <= day(EVE) for c in found.cases for f in record.aftermath.values()
               if f.case in c.calls and c.followed.office and c.followed.office.left == f.date.text)  # fmt: skip
    assert {"SADC-1998-LSO", "GCC-2011-BHR", "PIF-2021-SLB"} <= calls


def test_deleting_the_future_moves_nothing():
    record = load()
    past = {k: f for k, f in record.aftermath.items() if f.known.last <= day("2012-01-01")}
    calls = {k: c for k, c in record.invocations.items() if c.date.first < day("2012-01-01")}
    import msgspec

    cut = msgspec.structs.replace(record, invocations=calls)
    whole, less = (what_followed(world("2012-01-01", record=r), "internal-unrest") for r in (record, cut))
    assert whole == less
    # Without what became known later, only what nobody had yet lost or ended is known less well.
    bare = what_followed(world("2012-01-01", record=msgspec.structs.replace(cut, aftermath=past)), "internal-unrest")
    for one, other in zip(whole.cases, bare.cases, strict=True):
        assert one.followed.violence_ended == other.followed.violence_ended
        assert one.followed.dead == other.followed.dead


def test_the_case_itself_and_its_affair_are_left_out():
    later = world("2026-01-01")
    assert any(c.id == "CSTO-2022-KAZ" for c in comparable(later, "internal-unrest"))
    left = comparable(later, "internal-unrest", exclude="CSTO-2022-KAZ")
    assert not {call for c in left for call in c.calls} & {"CSTO-2022-KAZ", "OTS-2022-KAZ", "SCO-2022-KAZ"}


def test_an_affair_is_one_case_told_by_the_call_that_brought_soldiers():
    found = {c.id: c for c in comparable(world("2026-01-01"), "internal-unrest")}
    assert found["CSTO-2022-KAZ"].calls == ("CSTO-2022-KAZ", "OTS-2022-KAZ", "SCO-2022-KAZ")
    assert found["CSTO-2022-KAZ"].soldiers == "came" and found["CSTO-2010-KGZ"].soldiers == "not"
    assert found["UNION-STATE-2020-BLR"].soldiers == "announced" and found["WP-1968-CSK"].soldiers == "contested"


def test_help_for_a_war_elsewhere_is_not_unrest_at_home():
    assert "ANZUS-1999-AUS" not in {c.id for c in comparable(world("2026-01-01"), "internal-unrest")}
    assert "CIS-1994-GEO" in {c.id for c in comparable(world("2026-01-01"), "civil-war")}


def test_each_age_has_its_own_cases():
    assert {c.id for c in comparable(world("1900-01-01"), "internal-unrest")} <= {"AUH-SIC-1821-SIC"}
    assert all(c.date >= "1945" for c in comparable(world("2026-01-01"), "external-attack"))


def test_what_the_seven_named_cases_say():
    """Regression on the cases of the literature: O78, O80 to O85 as far as the record has them."""
    found = {c.id: c for c in comparable(world("2026-11-01"), "internal-unrest")}
    assert dead_of(found["SADC-1998-LSO"]) == (113, 181)
    assert found["PIF-2006-SLB"].followed.office.kept["month"] == "no"
    assert found["CSTO-2022-KAZ"].followed.leave.kept == "yes"
    assert found["SADC-2017-LSO"].followed.leave.kept == "no" == found["PIF-2021-SLB"].followed.leave.kept
    assert dead_of(found["CSTO-2010-KGZ"]) == (191, 470)
    coups = {c.id: c for c in comparable(world("2026-11-01"), "coup")}
    assert coups["ECOWAS-2023-NER"].soldiers == "not"
    assert coups["ECOWAS-2023-NER"].followed.office.held["year"] == "no"
    assert coups["ECOWAS-2017-GMB"].followed.office.held["five-years"] == "yes"
    assert coups["ECOWAS-2017-GMB"].followed.leave.kept == "no"


def test_whether_territory_was_kept_where_the_record_says_so():
    found = {call: c.followed for c in comparable(world("2026-11-01"), "external-attack") for call in c.calls}
    assert found["NATO-1961-PRT"].territory_kept == "no" and found["NATO-1982-GBR"].territory_kept == "yes"
    assert found["RUS-ARM-2020-ARM"].territory_kept == "no"


def test_soldiers_that_never_came_are_no_soldiers():
    calls = (
        case("A", "CSTO", "KGZ", "2010-05-01", came="troops", delivered="none"),
        case("B", "CSTO", "KGZ", "2011-05-01", came="troops", delivered="part"),
        case("C", "CSTO", "KGZ", "2012-05-01", came="troops", request="disputed"),
        case("D", "CSTO", "KGZ", "2013-05-01", came="declined", answered="2013-06-01"),
    )
    record = small_record(calls)
    seen = {
        c.id: c.soldiers for c in comparable(world("2013-05-15", record=record), "internal-unrest") if c.id in "ABCD"
    }
    assert seen == {"A": "announced", "B": "came", "C": "contested"}  # the answer to D came in June
    assert dt.date(2013, 5, 15) < dt.date(2013, 6, 1)


def test_a_call_of_the_day_itself_is_not_yet_a_case_whatever_is_known():
    assert "CSTO-2022-KAZ" not in {c.id for c in comparable(world(EVE, "2026-01-01"), "internal-unrest")}
    assert "CSTO-2022-KAZ" in {c.id for c in comparable(world("2022-01-06", "2026-01-01"), "internal-unrest")}


def test_a_threat_that_is_none_is_refused():
    from foedus.outcomes.ask import threat_named

    with pytest.raises(QueryError, match="no threat 'unrest'"):
        threat_named("unrest")
