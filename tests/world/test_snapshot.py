"""The world as of two clocks: states, alliances, members, places, and errors with a way out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.ground.errors import QueryError
from foedus.record import tables
from foedus.record.load import load
from foedus.world import World, today
from strategies import LATE, day, member, small_record

RECORD = small_record()
codes = st.sampled_from(sorted(tables.states()))
WORLD = World.at(day("2022-01-07"), LATE, RECORD)


# --- states ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["KAZ", "kaz", "Kazakhstan", "kasachstan", "KAZAKHSTAN"])
def test_a_state_is_found_by_id_or_name_in_either_language(asked):
    assert WORLD.state(asked).id == "KAZ"


@pytest.mark.parametrize("asked", ["Kasakhstan", "KAX", "kazak"])
def test_an_unknown_state_names_the_nearest(asked):
    with pytest.raises(QueryError, match="there is no state") as error:
        WORLD.state(asked)
    assert "did you mean" in error.value.hint
    assert "KAZ" in error.value.hint or "Kazakhstan" in error.value.hint


def test_a_state_like_no_other_is_refused_with_a_place_to_look():
    with pytest.raises(QueryError) as error:
        WORLD.state("§§§§")
    assert "ISO id" in error.value.hint


def test_a_state_that_has_ended_names_its_successor(at):
    with pytest.raises(QueryError, match="Soviet Union") as error:
        at("2000-01-01").state("SUN")
    assert "RUS" in error.value.hint
    assert "1991-12-26" in error.value.why
    assert at("1991-12-25").state("SUN").id == "SUN"


def test_a_state_that_has_not_begun_is_refused(at):
    with pytest.raises(QueryError, match="did not exist on 1990-01-01") as error:
        at("1990-01-01").state("KAZ")
    assert "1991-12-16" in error.value.why


def test_a_state_that_was_away_for_a_while_is_not_said_to_have_been_there(at):
    with pytest.raises(QueryError) as error:
        at("1950-01-01").state("RUS")
    assert "1922-12-30" in error.value.why


@given(codes)
def test_every_name_in_either_language_leads_to_a_state_of_that_name(code):
    span = tables.states()[code][-1]
    world = World.at(span.since.last, LATE, RECORD)
    for name in (span.name_en, span.name_de):
        found = world.state(name)
        assert name in (found.name_en, found.name_de)


def test_names_are_given_even_on_days_when_the_state_was_not_there(at):
    assert (at("2022-01-07").name("KAZ"), at("2022-01-07").name("KAZ", "de")) == ("Kazakhstan", "Kasachstan")
    assert (at("2022-01-07").name("SUN"), at("2022-01-07").name("SUN", "de")) == ("Soviet Union", "Sowjetunion")
    assert at("2022-01-07").name("XXX") == "XXX"


@given(codes, codes)
def test_distance_is_symmetric_and_no_further_than_half_way_round(a, b):
    there, back = WORLD.distance_km(a, b), WORLD.distance_km(b, a)
    assert there == pytest.approx(back)
    if there is not None:
        assert 0 <= there <= 20_016


@given(codes, codes, codes)
def test_a_detour_is_never_shorter(a, b, c):
    legs = [WORLD.distance_km(*pair) for pair in ((a, b), (b, c), (a, c))]
    if None not in legs:
        assert legs[2] <= legs[0] + legs[1] + 1e-6


def test_distances_of_an_atlas():
    assert WORLD.distance_km("RUS", "KAZ") == pytest.approx(2270, abs=60)
    assert WORLD.distance_km("USA", "RUS") == pytest.approx(7820, rel=0.02)
    assert WORLD.distance_km("RUS", "RUS") == 0


def test_the_distance_to_a_place_without_coordinates_is_unknown(monkeypatch):
    unplaced = tables.states() | {"KAZ": (replace(tables.states()["KAZ"][0], lat=None),)}
    monkeypatch.setattr(tables, "states", lambda: unplaced)
    assert WORLD.distance_km("KAZ", "RUS") is WORLD.distance_km("RUS", "KAZ") is None
    assert WORLD.distance_km("RUS", "XXX") is None


def test_borders_begin_and_end_with_the_states(at):
    world = at("2022-01-07")
    assert world.borders("KAZ", "RUS") is world.borders("RUS", "KAZ") is True
    assert not world.borders("ARM", "RUS")
    assert not world.borders("KAZ", "KAZ")
    assert not at("1980-01-01").borders("KAZ", "RUS")


# --- alliances ------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["CSTO", "csto", "ODKB", "cst", "CSTO-de", "Organisation CSTO", "CST Organization"])
def test_an_alliance_is_found_by_id_alias_or_any_of_its_names(asked):
    assert WORLD.alliance(asked).id == "CSTO"


def test_an_unknown_alliance_names_the_nearest_or_the_list():
    with pytest.raises(QueryError, match="no alliance 'CTSO'") as error:
        WORLD.alliance("CTSO")
    assert "CSTO" in error.value.hint
    with pytest.raises(QueryError) as error:
        WORLD.alliance("§§§§")
    assert error.value.hint == "foedus alliances lists those of the record"


def test_an_alliance_before_its_founding_is_refused(at):
    with pytest.raises(QueryError, match="CSTO did not exist on 1992-05-14") as error:
        at("1992-05-14").alliance("CSTO")
    assert "1992-05-15" in error.value.hint
    assert at("1992-05-15").alliance("CSTO").id == "CSTO"


def test_an_alliance_cannot_be_known_before_it_was_made(at):
    with pytest.raises(QueryError, match="was not known on 1990-01-01") as error:
        at("2000-01-01", "1990-01-01").alliance("CSTO")
    assert "--known 1992-05-15" in error.value.hint


def test_a_dissolved_alliance_can_still_be_asked_about(at):
    pact = at("1991-07-01").alliance("WARSAW-PACT")
    assert at("1991-07-01").dissolved(pact)
    assert not at("1991-06-30").dissolved(pact)
    assert not at("2022-01-07").dissolved(at("2022-01-07").alliance("CSTO"))
    assert at("1991-07-01").members(pact) == []


def test_an_alliance_has_the_name_of_the_day(at):
    csto = RECORD.alliances["CSTO"]
    assert at("1999-01-01").title(csto).short.en == "CST"
    assert at("2022-01-07").title(csto).short.en == "CSTO"
    pact = RECORD.alliances["WARSAW-PACT"]
    assert at("2000-01-01").title(pact).short.en == "Warsaw Pact"
    assert at("1950-01-01").title(csto).short.en == "CST"


def test_members_by_status_on_the_day(at):
    csto = RECORD.alliances["CSTO"]

    def on(date, *statuses, known=None):
        return [m.state for m in at(date, known).members(csto, *statuses)]

    assert on("1993-01-01") == []
    assert on("1993-01-01", "signatory") == ["ARM", "KAZ", "KGZ", "RUS", "TJK"]
    assert on("1998-01-01") == ["ARM", "AZE", "KAZ", "KGZ", "RUS", "TJK"]
    assert on("1999-04-21") == on("2022-01-07") == ["ARM", "KAZ", "KGZ", "RUS", "TJK"]
    assert on("2022-01-07", "observer") == ["SRB"]
    assert on("2000-01-01", known="1999-04-01") == on("1998-01-01")


def test_a_membership_inside_an_imprecise_date_is_not_certain():
    record = small_record()
    vague = replace(record.alliances["CSTO"], members=(member("KAZ", "2000", known="1999-01-01"),))
    world = World.at(day("2000-06-01"), LATE, record)
    (found,) = world.members(vague)
    assert (found.state, found.certain) == ("KAZ", False)
    (found,) = World.at(day("2001-01-01"), LATE, record).members(vague)
    assert found.certain


def test_the_leader_of_the_day(at):
    assert at("2022-01-07").leader(RECORD.alliances["CSTO"]).state == "RUS"
    assert at("1992-01-01").leader(RECORD.alliances["WARSAW-PACT"]) is None


def test_a_state_that_must_be_a_member_is_or_is_told_when_it_was(at):
    csto = RECORD.alliances["CSTO"]
    assert at("2022-01-07").require_member(csto, "Kazakhstan", "who asks").state == "KAZ"
    assert at("1993-01-01").require_member(csto, "KAZ", "who asks").status == "signatory"
    with pytest.raises(QueryError, match=r"Azerbaijan \(AZE\) was no member of CSTO on 2000-01-01") as error:
        at("2000-01-01").require_member(csto, "AZE", "who asks")
    assert error.value.why == "it was one from 1994-04-20 to 1999-04-21"
    assert error.value.hint == "the members on that day: ARM, KAZ, KGZ, RUS, TJK"
    with pytest.raises(QueryError) as error:
        at("2000-01-01").require_member(csto, "FRA", "who asks")
    assert error.value.why == "who asks must be a member of the alliance"
    with pytest.raises(QueryError) as error:
        at("1992-01-01").require_member(RECORD.alliances["WARSAW-PACT"], "POL", "who asks")
    assert error.value.hint.endswith("nobody")


def test_a_former_member_is_not_told_an_end_that_nobody_knew(at):
    with pytest.raises(QueryError) as error:
        at("1994-01-01").require_member(RECORD.alliances["CSTO"], "AZE", "who asks")
    assert "1999" not in str(error.value)


def test_the_world_is_known_as_of_today_unless_told_and_rests_on_the_shipped_record():
    world = World.at(day("2022-01-07"))
    assert world.as_of.known == today() == dt.date.today()
    assert world.record is load()
