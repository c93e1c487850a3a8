"""Common years, age, and how much of an alliance is another one continued."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.ground.calendar import Date
from foedus.measures import common_years, overlap
from foedus.measures.bond.common_years import age_years
from foedus.record import tables
from foedus.world import World
from strategies import LATE, days, member, small_record

RECORD = small_record()
CSTO, PACT = RECORD.alliances["CSTO"], RECORD.alliances["WARSAW-PACT"]
states = st.sampled_from(["ARM", "AZE", "KAZ", "RUS", "FRA"])


def test_the_years_of_azerbaijan_and_armenia(at):
    assert common_years(at("2022-01-07"), CSTO, "AZE", "ARM") == pytest.approx(5, abs=0.01)
    assert common_years(at("1995-04-20"), CSTO, "AZE", "ARM") == pytest.approx(1, abs=0.01)
    assert common_years(at("2004-04-20"), CSTO, "ARM", "RUS") == pytest.approx(10, abs=0.01)


def test_strangers_have_no_common_years_and_signing_is_not_yet_membership(at):
    assert common_years(at("2022-01-07"), CSTO, "FRA", "ARM") == 0.0
    assert common_years(at("1994-04-20"), CSTO, "ARM", "RUS") == 0.0


def test_spans_with_a_gap_are_added_up(at):
    record = replace(CSTO, members=(
        member("UZB", "1994-01-01", "1999-01-01"), member("UZB", "2006-01-01", "2012-01-01"),
        member("KAZ", "1996-01-01"),
    ))  # fmt: skip
    assert common_years(at("2022-01-07"), record, "UZB", "KAZ") == pytest.approx(3 + 6, abs=0.01)


@given(states, states, days, days)
def test_common_years_are_symmetric_and_only_grow(a, b, first, second):
    early, late = sorted((first, second))
    before, after = World.at(early, LATE, RECORD), World.at(late, LATE, RECORD)
    assert common_years(before, CSTO, a, b) == common_years(before, CSTO, b, a)
    assert 0 <= common_years(before, CSTO, a, b) <= common_years(after, CSTO, a, b)
    assert common_years(after, CSTO, a, b) <= common_years(after, CSTO, a, a) + 1e-9


def test_the_age_stops_with_the_alliance(at):
    assert age_years(at("2022-05-15"), CSTO) == pytest.approx(30, abs=0.01)
    whole = age_years(at("1991-07-01"), PACT)
    assert whole == pytest.approx(36.13, abs=0.01)
    assert age_years(at("2022-01-07"), PACT) == whole
    assert age_years(at("1965-05-14"), PACT) == pytest.approx(10, abs=0.01)


def test_russia_continues_the_soviet_union_and_nobody_else_does(at):
    found = overlap(at("2022-01-07"), CSTO, PACT)
    assert found.common == ("RUS",)
    assert (found.members_now, found.members_then) == (5, 4)
    assert found.share == 1 / 5
    assert found.jaccard == 1 / (5 + 4 - 1)
    assert found.predecessor == "WARSAW-PACT"


def test_a_state_that_still_exists_is_not_succeeded(at):
    found = overlap(at("1990-01-01"), PACT, PACT)
    assert found.common == ("CSK", "HUN", "POL", "SUN")
    assert found.jaccard == found.share == 1


def test_members_of_the_predecessor_that_were_not_yet_known_or_there_do_not_count(at):
    late = replace(PACT, members=(member("POL", "2023-01-01"), member("HUN", "1955", known="2023-01-01")))
    found = overlap(at("2022-01-07"), CSTO, late)
    assert (found.members_then, found.common, found.share) == (0, (), 0.0)
    signed = replace(PACT, members=(member("RUS", "1955", status="observer"),))
    assert overlap(at("2022-01-07"), CSTO, signed).members_then == 0


def test_without_anybody_the_overlap_is_unknown(at):
    empty = replace(PACT, members=())
    found = overlap(at("1993-01-01"), CSTO, empty)
    assert (found.share, found.jaccard) == (None, None)


def test_a_chain_of_successors_is_followed_to_its_end(at):
    balkan = replace(PACT, members=(member("YUG", "1955"),))
    today = replace(CSTO, members=(member("SRB", "2006-06-05"),))
    assert overlap(at("2022-01-07"), today, balkan).common == ("SRB",)


def test_an_id_outside_the_table_of_states_is_kept(at):
    ghost = replace(PACT, members=(member("XXX", "1955"),))
    assert overlap(at("2022-01-07"), replace(CSTO, members=(member("XXX", "1994"),)), ghost).common == ("XXX",)


def test_a_ring_of_successors_does_not_turn_for_ever(at, monkeypatch):
    ring = {
        a: (tables.State(id=a, name_en=a, name_de=a, cow=None, gw=None, since=Date("1900"), until=Date("1901"),
                         successor=b, lat=None, lon=None, iso_numeric=""),)
        for a, b in (("AAA", "BBB"), ("BBB", "AAA"))
    }  # fmt: skip
    monkeypatch.setattr(sys.modules["foedus.measures.bond.overlap"], "states", lambda: ring)
    made = replace(PACT, members=(member("AAA", "1955"),))
    assert overlap(at("2022-01-07"), CSTO, made).common == ()
