"""The profile of an alliance on a day, and alliances side by side."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from foedus.ground.errors import QueryError
from foedus.measures.profile import measures_of, profile
from foedus.measures.side_by_side import compare
from foedus.world import World
from strategies import small_record

RECORD = small_record()


@pytest.fixture
def now(series, at):
    return profile(at("2022-01-07"), "csto")


def test_who_belongs_and_since_when(now):
    assert (now.alliance, now.short.en, now.on, now.known) == ("CSTO", "CSTO", "2022-01-07", "2022-01-07")
    assert [m.state for m in now.members] == ["ARM", "KAZ", "KGZ", "RUS", "TJK"]
    assert now.members[1].name.de == "Kasachstan"
    assert (now.members[1].since, now.members[1].signed, now.members[1].certain) == ("1994-04-20", "1992-05-15", True)
    assert [(m.state, m.status) for m in now.observers] == [("SRB", "observer")]
    assert [(m.state, m.status, m.signed) for m in now.former] == [("AZE", "former", "1993-09-24")]
    assert (now.founded, now.dissolved) == ("1992-05-15", None)


def test_a_state_is_former_only_once_its_end_is_reached_and_known(series, at):
    assert profile(at("1999-04-20", "2020-01-01"), "CSTO").former == ()
    assert profile(at("2000-01-01", "1999-04-01"), "CSTO").former == ()
    assert [m.state for m in profile(at("1999-04-21"), "CSTO").former] == ["AZE"]


def test_signatories_are_shown_before_the_treaty_binds(series, at):
    found = profile(at("1993-01-01"), "CSTO")
    assert {m.status for m in found.members} == {"signatory"}
    assert found.measures.shares["gdp"].shares == {}


def test_treaties_with_whether_they_bind(series, at):
    def binding(on, known=None):
        return {t.id: t.binding for t in profile(at(on, known), "CSTO").treaties}

    assert binding("1993-01-01") == {"cst-1992": False}
    assert binding("2003-01-01") == {"cst-1992": True, "statute": False}
    assert binding("2006-01-01") == {"cst-1992": True, "statute": True, "never-in-force": None}
    assert binding("2012-06-01")["statute"] is None
    assert binding("2013-01-01")["statute"] is False
    assert binding("2013-01-01", "2011-06-01")["statute"] is True
    assert binding("2013-01-01", "2011-12-30")["statute"] is True
    assert binding("2013-01-01", "2011-12-31")["statute"] is False
    assert binding("2006-01-01", "2003-01-01") == {"cst-1992": True, "statute": True}


def test_forces_with_contested_figures_and_without_what_is_not_known(now, series, at):
    (force,) = now.forces
    assert (force.strength.low, force.strength.best, force.strength.high) == (17_000.0, 20_000.0, 22_000.0)
    assert (force.notice_days.low, force.notice_days.best) == (3.0, 5.0)
    assert [c.state for c in force.contingents] == ["RUS"]
    assert profile(at("2009-01-01"), "CSTO").forces == ()


def test_missions_end_only_once_that_is_known(series, at):
    def missions(on, known=None):
        found = profile(at(on, known), "CSTO")
        return [(m.id, m.until, m.strength.best) for m in found.missions], found.past_missions

    assert missions("2022-01-07") == ([("kazakhstan", None, 2500.0)], ())
    assert missions("2022-01-13") == ([("kazakhstan", "2022-01-19", 2500.0)], ())
    assert missions("2022-01-19") == ([], ("kazakhstan",))
    assert missions("2022-02-01", "2022-01-07") == ([("kazakhstan", None, 2500.0)], ())


def test_organs_bases_threats_and_events_of_the_day(now, series, at):
    assert [o.id for o in now.organs] == ["csc"]
    assert [b.id for b in now.basing] == ["kant"]
    assert {(t.state, t.source, t.hit) for t in now.threats} >= {("KGZ", "TJK", False), ("TJK", "islamic-state", True)}
    assert [e.id for e in now.events] == ["founded"]
    later = profile(at("2024-02-23"), "CSTO")
    assert [e.id for e in later.events] == ["founded", "later"]
    armenia = {m.state: m.participation for m in later.members}
    assert [p.en for p in armenia["ARM"]] == ["frozen"]
    assert armenia["KAZ"] == ()
    assert profile(at("2002-01-01"), "CSTO").basing == profile(at("2002-01-01"), "CSTO").organs == ()


def test_sources_are_those_of_what_is_shown_each_once(now):
    assert set(now.sources) == {"a-source", "treaty-source", "organ-source", "mission-source"}
    assert len(now.sources) == len(set(now.sources))


def test_measures_on_the_day(now):
    found = now.measures
    assert (found.leader, found.leader_grounds.en) == ("RUS", "largest")
    assert found.without_leader["personnel"].leader_share == pytest.approx(1.4e6 / 1.551e6)
    assert found.concentration["personnel"].members == 5
    assert found.concentration["gdp"].members == 0, "three of five have no figure"
    assert found.age_years == pytest.approx(29.65, abs=0.01)
    assert [o.predecessor for o in found.overlap] == ["WARSAW-PACT"]
    assert set(found.shares) == {"expenditure", "personnel", "population", "gdp"}


def test_a_dissolved_alliance_says_so(series, at):
    assert profile(at("1991-07-01"), "WARSAW-PACT").dissolved == "1991-07-01"
    assert profile(at("1991-06-30"), "WARSAW-PACT").dissolved is None


def test_without_the_leader_there_is_no_leader_to_depend_on(series, at):
    found = profile(at("2022-01-07"), "CSTO", ("RUS",)).measures
    assert found.leader is None
    assert found.without_leader["personnel"].leader_share is None
    assert "RUS" not in found.shares["personnel"].shares


@pytest.mark.parametrize("code", ["FRA", "AZE"])
def test_only_a_member_of_the_day_can_be_left_out(series, at, code):
    with pytest.raises(QueryError, match="was no member"):
        profile(at("2022-01-07"), "CSTO", (code,))


@pytest.mark.parametrize("code", ["rus", "Russia"])
def test_a_state_left_out_by_name_is_left_out(series, at, code):
    assert "RUS" not in profile(at("2022-01-07"), "CSTO", (code,)).measures.shares["personnel"].shares


def test_without_any_member_there_is_no_leader(series, at):
    found = measures_of(at("1992-01-01"), "WARSAW-PACT")
    assert (found.leader, found.leader_grounds, found.divergence.mean) == (None, None, None)


# --- side by side ---------------------------------------------------------------------------------


def test_two_alliances_and_their_leaders(series, at):
    found = compare(at("2022-01-07"), ("csto", "NATO"))
    assert found.alliances == {"CSTO": ("ARM", "KAZ", "KGZ", "RUS", "TJK"), "NATO": ("FRA", "GBR", "PRT", "TUR", "USA")}
    (pair,) = found.ratios
    assert (pair.first, pair.second) == ("CSTO", "NATO")
    assert pair.leaders["expenditure"].value == 60 / 750
    assert pair.alliances["expenditure"].first == pytest.approx(62.2e9)
    assert set(pair.alliances["expenditure"].missing) == {"TJK", "FRA", "PRT", "TUR"}
    assert found.measures["NATO"].leader == "USA"


def test_three_alliances_make_three_pairs_and_a_missing_leader_makes_no_pair_of_leaders(series, at):
    found = compare(at("1990-01-01"), ("NATO", "WARSAW-PACT"))
    assert found.ratios[0].leaders is not None
    headless = replace(RECORD, alliances=RECORD.alliances | {
        "CSTO": replace(RECORD.alliances["CSTO"], leaders=()),
        "THIRD": replace(RECORD.alliances["NATO"], id="THIRD", aliases=("THIRD",)),
    })  # fmt: skip
    found = compare(World.at(at("2022-01-07").as_of.on, None, headless), ("CSTO", "NATO", "THIRD"))
    assert [(p.first, p.second) for p in found.ratios] == [("CSTO", "NATO"), ("CSTO", "THIRD"), ("NATO", "THIRD")]
    assert [p.leaders is None for p in found.ratios] == [True, True, False]


def test_states_taken_away_are_taken_from_whoever_has_them(series, at):
    found = compare(at("2022-01-07"), ("CSTO", "NATO"), ("RUS", "USA"))
    assert "RUS" not in found.alliances["CSTO"]
    assert "USA" not in found.alliances["NATO"]
    assert found.measures["CSTO"].leader is None
    assert found.ratios[0].alliances["expenditure"].first == pytest.approx(2.2e9)
    assert found.without == ("RUS", "USA")


def test_a_state_taken_away_by_name_is_taken_away(series, at):
    assert "RUS" not in compare(at("2022-01-07"), ("CSTO", "NATO"), ("Russia",)).alliances["CSTO"]


@pytest.mark.parametrize(
    ("names", "without", "on", "said"),
    [
        (("CSTO", "csto"), (), "2022-01-07", "two different alliances"),
        (("CSTO",), (), "2022-01-07", "two different alliances"),
        (("CSTO", "NATO"), ("CHN",), "2022-01-07", "a member of none of CSTO, NATO"),
        (("CSTO", "NATO"), ("ARM", "KAZ", "KGZ", "RUS", "TJK"), "2022-01-07", "nobody is left in CSTO"),
        (("NATO", "WARSAW-PACT"), (), "1992-01-01", "nobody is left in WARSAW-PACT"),
        (("CSTO", "NATO"), ("XYZ",), "2022-01-07", "no state"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_way_out(series, at, names, without, on, said):
    with pytest.raises(QueryError, match=said) as error:
        compare(at(on), names, without)
    assert error.value.hint
