"""The gate: what can be asked, and for everything else what is wrong and what to ask instead."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from foedus.ground.calendar import Date
from foedus.ground.errors import QueryError
from foedus.record.load import load
from foedus.response import question as gate
from foedus.response.question import MAX_RUNS, find_case, matter_of, recorded_question, resolve
from strategies import day, small_record

RECORD = small_record()


def ask(**fields):
    filled = {
        "alliance": "CSTO", "by": "KAZ", "on": day("2022-01-05"), "threat": "internal-unrest", "record": RECORD,
    } | fields  # fmt: skip
    return resolve(**filled)


def test_names_are_resolved_to_ids():
    found = ask(alliance="odkb", by="Kasachstan", adversary="China", place="azores", without=("rus", "Russia", "arm"))
    assert (found.alliance, found.by, found.adversary, found.place) == ("CSTO", "KAZ", "CHN", "azores")
    assert found.without == ("RUS", "ARM")
    assert (found.request, found.asked, found.case) == ("formal", "troops", "")
    assert ask(place="Germany").place == "DEU"


def test_what_is_known_is_what_was_known_on_the_day_unless_told():
    assert ask().known == day("2022-01-05")
    assert ask(known=day("2023-01-01")).known == day("2023-01-01")


CANNOT = [
    ({"alliance": "CTSO"}, "no alliance 'CTSO'", "CSTO"),
    ({"alliance": "WARSAW-PACT", "by": "POL"}, "was no member of WARSAW-PACT", "nobody"),
    ({"by": "KAX"}, "no state 'KAX'", "KAZ"),
    ({"by": "FRA"}, "was no member of CSTO", "ARM, KAZ"),
    ({"by": "AZE"}, "was no member of CSTO", "ARM, KAZ"),
    ({"by": "SRB"}, "was no member of CSTO", "ARM, KAZ"),
    ({"by": "SUN"}, "did not exist on 2022-01-05", "RUS"),
    ({"on": day("1992-05-14")}, "did not exist on 1992-05-14", "1992-05-15"),
    ({"on": day("1992-06-14"), "known": day("1991-01-01")}, "was not known", "--known 1992-05-15"),
    ({"threat": "unrest"}, "no threat 'unrest'", "internal-unrest"),
    ({"threat": "§"}, "no threat", "use one of these"),
    ({"runs": 99}, "--runs 99 is out of range", "100 to 500000"),
    ({"runs": MAX_RUNS + 1}, "out of range", "100 to 500000"),
    ({"seed": -1}, "--seed -1 is out of range", "2^63"),
    ({"seed": 2**63}, "out of range", "2^63"),
    ({"adversary": "XYZ"}, "no state 'XYZ'", ""),
    ({"adversary": "SUN"}, "did not exist", "RUS"),
    ({"adversary": "KAZ"}, "is the state that asks itself", "a fellow member"),
    ({"place": "atlantis"}, "no state or place 'atlantis'", ""),
    ({"without": ("KAZ",)}, "cannot be taken away", "one of its allies"),
    ({"without": ("FRA",)}, "was no member of CSTO", "ARM, KAZ"),
    ({"without": ("ARM", "KGZ", "RUS", "TJK")}, "nobody is left", "at least one ally"),
]


@pytest.mark.parametrize(("fields", "said", "hint"), CANNOT, ids=[said for _, said, _ in CANNOT])
def test_what_cannot_be_asked_is_refused_with_a_way_out(fields, said, hint):
    with pytest.raises(QueryError) as error:
        ask(**fields)
    assert said in error.value.what
    assert error.value.hint
    assert hint in error.value.hint


def test_the_future_cannot_be_asked_about(monkeypatch):
    monkeypatch.setattr(gate, "today", lambda: day("2022-01-04"))
    with pytest.raises(QueryError, match="lies in the future"):
        ask()
    monkeypatch.setattr(gate, "today", lambda: day("2022-01-05"))
    assert ask().on == day("2022-01-05")


def test_the_bounds_themselves_can_be_asked():
    assert ask(runs=100, seed=0).runs == 100
    assert ask(runs=MAX_RUNS, seed=2**63 - 1).seed == 2**63 - 1
    assert ask(without=("ARM", "KGZ", "RUS")).without == ("ARM", "KGZ", "RUS")


def test_a_signatory_may_ask_before_the_treaty_binds():
    assert ask(on=day("1993-01-01")).by == "KAZ"


# --- recorded cases -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["KAZ-2022", "kaz-2022", "kazakhstan-2022", "KAZAKHSTAN-2022"])
def test_a_case_is_found_by_id_or_alias(name):
    assert find_case(RECORD, name).id == "KAZ-2022"


def test_an_unknown_case_names_the_nearest():
    with pytest.raises(QueryError, match="no recorded invocation 'kazakstan-2022'") as error:
        find_case(RECORD, "kazakstan-2022")
    assert "kazakhstan-2022" in error.value.hint
    with pytest.raises(QueryError) as error:
        find_case(RECORD, "§")
    assert "foedus cases" in error.value.hint


def test_a_case_is_asked_as_known_on_its_day():
    found = recorded_question("kazakhstan-2022", record=RECORD, seed=3, runs=200)
    assert (found.case, found.on, found.known) == ("KAZ-2022", day("2022-01-05"), day("2022-01-05"))
    assert (found.alliance, found.by, found.asked, found.request) == ("CSTO", "KAZ", "troops", "formal")
    assert (found.seed, found.runs) == (3, 200)
    tjk = recorded_question("TJK-2013", record=RECORD)
    assert (tjk.asked, tjk.threat) == ("materiel", "cross-border-raid")


def test_a_case_that_became_known_later_is_asked_as_known_then():
    case = replace(RECORD.invocations["KAZ-2022"], known=Date("2022-01"))
    record = replace(RECORD, invocations={"KAZ-2022": case})
    assert recorded_question("KAZ-2022", record=record).known == day("2022-01-31")


def test_a_case_cannot_be_asked_before_it_was_known():
    with pytest.raises(QueryError, match="was not known on 2022-01-03") as error:
        recorded_question("KAZ-2022", known=day("2022-01-03"), record=RECORD)
    assert "--known 2022-01-04" in error.value.hint


def test_a_case_can_be_asked_on_the_day_before_by_what_it_will_claim():
    found = recorded_question("KAZ-2022", known=day("2022-01-04"), record=RECORD)
    assert (found.known, found.asked) == (day("2022-01-04"), "troops")
    assert matter_of(found, RECORD).assumed


def test_a_case_can_be_asked_with_hindsight_and_with_something_changed():
    found = recorded_question(
        "KAZ-2022", known=day("2023-01-01"), threat="terrorism", without=("RUS",), amend=("pre-2010",), record=RECORD
    )
    assert (found.known, found.threat, found.without, found.amend) == (
        day("2023-01-01"), "terrorism", ("RUS",), ("pre-2010",),
    )  # fmt: skip


# --- the matter -----------------------------------------------------------------------------------


def test_the_matter_of_a_question_is_assumed_and_that_of_a_case_is_recorded():
    asked = matter_of(ask(adversary="CHN"), RECORD)
    assert (asked.assumed, asked.places, asked.adversaries, asked.circumstances) == (True, ("KAZ",), ("CHN",), ())
    case = matter_of(recorded_question("KAZ-2022", record=RECORD), RECORD)
    assert not case.assumed
    assert len(case.circumstances) == 5


def test_the_shipped_record_is_asked_by_default():
    name = next(iter(load().invocations))
    assert recorded_question(name).case == name
    assert isinstance(recorded_question(name).on, dt.date)
