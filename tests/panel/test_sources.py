"""Sources of states and pairs on small tables: each verb's rule, with its coverage."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from foedus.ground.errors import DatasetError, QueryError
from foedus.measures.over_time.every_alliance import with_resources
from foedus.measures.over_time.panel_columns import check_sources, similarity, with_sources
from foedus.panel import alliance_years, allies_in_conflict, dyad_years, sources, state_years
from small_tables import small

__all__ = ["small"]


def days(start, end):
    """First and last days of members of an alliance, and of the months that are known nothing more."""
    none = pl.Series([None] * len(start), dtype=pl.Int32)
    known = {"start": pl.Series(start, dtype=pl.Date), "end": pl.Series(end, dtype=pl.Date)}
    return known | {"entry_month": none, "exit_month": none}


def one(frame, **keys):
    return frame.filter(*(pl.col(k) == v for k, v in keys.items())).row(0, named=True)


def test_wars_between_and_within_states(small):
    small["cow-war-packed.inter"] = pl.DataFrame(
        {"ccode1": [2, 365], "ccode2": [365, 2], "year": [1990, 1990], "ongoing": [True, True], "onset": [True, False]}
    )
    small["cow-war-packed.intra"] = pl.DataFrame(
        {
            "ccode_a": [365, None],
            "ccode_b": [None, 220],
            "year": [1990, 1990],
            "ongoing": [True, True],
            "onset": [True, True],
            "primary_state": [True, True],
        }
    )
    found = dyad_years(1990, 2012).add("wars", "civil-wars").frame()
    assert one(found, ccode1=2, ccode2=365, year=1990)["cow_war_onset"] is True
    assert one(found, ccode1=365, ccode2=2, year=1990)["cow_war_onset"] is False
    assert one(found, ccode1=2, ccode2=365, year=1990)["cow_civil_war_onset2"] is True
    assert one(found, ccode1=2, ccode2=220, year=1990)["cow_civil_war_onset2"] is True  # on side B
    assert one(found, ccode1=2, ccode2=365, year=2012)["cow_war_ongoing"] is None
    undirected = dyad_years(1990, 1990, directed=False).add("wars").frame()
    assert one(undirected, ccode1=2, ccode2=365)["cow_war_onset"] is True


def test_armed_conflicts_by_their_own_codes(small):
    small["ucdp-packed.acd"] = pl.DataFrame(
        {"gwcode_a": [260, 365], "gwcode_b": [None, 220], "year": [1995, 1995], "intensity_level": [1, 2]}
    )
    small["ucdp-packed.onsets"] = pl.DataFrame(
        {"gwcode": [260], "year": [1995], "sumnewconf": [1], **{f"sumonset{n}": [1] for n in (1, 2, 3, 5, 10)}}
    )
    found = state_years(1995, 1995).add("ucdp", "ucdp-onsets").frame()
    germany, russia = one(found, ccode=255), one(found, ccode=365)  # Germany is 260 in the other list
    france = one(found, ccode=220)
    assert (france["ucdp_conflict"], france["ucdp_war"]) == (True, True)  # side B is at war as side A is
    assert (germany["ucdp_conflict"], germany["ucdp_war"], germany["sumnewconf"]) == (True, False, 1)
    assert (russia["ucdp_war"], russia["sumnewconf"]) == (True, None)


def test_a_year_in_which_a_leader_came_irregularly_and_one_left(small):
    small["archigos.leaders"] = pl.DataFrame(
        {"obsid": ["a", "b", "c"], "leader_id": ["x", "y", None], "gwcode": [365, 365, 2], "start": [dt.date(1985, 3, 1), dt.date(1991, 8, 1), dt.date(1989, 1, 20)],
         "end": [dt.date(1991, 8, 1), dt.date(2015, 12, 31), dt.date(2015, 12, 31)], "entry": ["Regular", "Irregular", None],
         "exit": ["Irregular", None, None]}
    )  # fmt: skip
    found = state_years(1990, 2016).add("archigos").frame()
    moscow = one(found, ccode=365, year=1991)
    assert (moscow["leaders"], moscow["leader_transition"], moscow["irregular_entry"]) == (2, True, True)
    assert moscow["irregular_exit"] is True
    assert one(found, ccode=2, year=2015)["leader_transition"] is False  # the data end, the leader does not
    assert one(found, ccode=2, year=2016)["leaders"] is None


def test_codes_of_the_other_list(small):
    found = dyad_years(1995, 1995).add("codes").frame()
    germany = one(found, ccode1=2, ccode2=255)
    assert (germany["gwcode2"], germany["iso31"], germany["iso32"]) == (260, "USA", "DEU")
    before = state_years(1980, 1980).add("codes").frame()
    assert one(before, ccode=260)["gwcode"] is None  # the small list of the others has no West Germany


def test_relevant_pairs_are_near_or_have_a_major_power(small):
    small["cow-majors.spells"] = pl.DataFrame(
        {"ccode": [2], "start": [dt.date(1898, 8, 13)], "end": [dt.date(2016, 12, 31)]}
    )
    found = dyad_years(1990, 2020).add("relevant").frame()
    assert one(found, ccode1=211, ccode2=220, year=1990)["relevant"] is True
    assert one(found, ccode1=2, ccode2=211, year=1990)["relevant"] is True
    assert one(found, ccode1=365, ccode2=211, year=1990)["relevant"] is False
    assert one(found, ccode1=365, ccode2=211, year=2020)["relevant"] is None
    great = dyad_years(1990, 1990).add("majors", "contiguity", "relevant").frame()
    assert one(great, ccode1=2, ccode2=211)["relevant"] is True


def test_ideal_points_and_their_distance(small):
    small["unga-ideal-points-2025.state-years"] = pl.DataFrame(
        {"ccode": [2, 365], "year": [1990, 1990], "ideal_point": [2.5, -1.0]}
    )
    found = dyad_years(1990, 1990).add("ideal-points").frame()
    assert one(found, ccode1=2, ccode2=365)["ideal_point_distance"] == 3.5
    assert one(found, ccode1=2, ccode2=220)["ideal_point_distance"] is None


def test_rivals_hold_both_ways_within_the_lists_years(small):
    small["thompson-sakuwa-suhas.rivalries"] = pl.DataFrame(
        {"ccode1": [2], "ccode2": [365], "start_year": [1945], "end_year": [1989]}
    )
    found = dyad_years(1988, 1990).add("rivalries").frame()
    assert [one(found, ccode1=365, ccode2=2, year=y)["rivals"] for y in (1988, 1989, 1990)] == [True, True, False]


def test_similarity_is_unknown_beyond_atop(small):
    found = with_sources(dyad_years(1990, 2019), ["nmc", "similarity"]).frame()
    known = one(found, ccode1=2, ccode2=220, year=1990)
    assert known["atop_s"] == pytest.approx(1.0)  # each has the same tie with the other, and none besides
    assert one(found, ccode1=2, ccode2=220, year=2019)["atop_s"] is None


def test_members_of_an_alliance_by_year(small):
    small["atop.members"] = pl.DataFrame(
        {"atopid": [1, 1, 1], "ccode": [2, 220, 211], "entry_year": [1949, 1949, 1950], "exit_year": [None, 1951, None],
         **days(start=[dt.date(1949, 4, 4), None, dt.date(1950, 7, 1)], end=[None, dt.date(1951, 2, 1), None]),
         **{d: [True, True, False] for d in ("defense", "offense", "neutral", "nonagg", "consul")}},
        schema_overrides={"exit_year": pl.Int32},
    )  # fmt: skip
    found = alliance_years(1949, 2025)
    members = dict(zip(found["year"], found["members"].to_list(), strict=True))
    assert (members[1949], members[1950], members[1952]) == ([2, 220], [2, 211, 220], [2, 211])
    assert found["k"].to_list()[:4] == [2, 3, 3, 2]
    assert max(members) == 2018


def test_members_that_replaced_one_another_were_not_bound_at_once(small):
    small["atop.members"] = pl.DataFrame(
        {"atopid": [1] * 4, "ccode": [2, 220, 220, 211], "entry_year": [1949, 1949, 1950, 1950],
         "exit_year": [None, 1950, 1950, None],
         **days(start=[dt.date(1949, 4, 4), dt.date(1949, 4, 4), dt.date(1950, 2, 1), dt.date(1950, 7, 1)],
                end=[None, dt.date(1950, 2, 1), dt.date(1950, 6, 30), None]),
         **{d: [True] * 4 for d in ("defense", "offense", "neutral", "nonagg", "consul")}},
        schema_overrides={"exit_year": pl.Int32},
    )  # fmt: skip
    year = alliance_years(1950, 1950).row(0, named=True)
    assert (year["k"], year["members"]) == (2, [2, 211, 220])  # two phases of one member are one member, too


def test_allies_that_came_that_stayed_away_and_that_changed_sides(small):
    small["cow-inter-state-war.participants"] = pl.DataFrame(
        {"warnum": [9, 9, 9], "ccode": [2, 365, 220], "side": [1, 2, 2], "start_year1": [1990, 1990, 1990]}
    )
    found = allies_in_conflict("wars", 1985, 1995, sources=["atop"]).frame()
    row = one(found, ccode1=220, ccode2=2)
    assert (row["joined"], row["opposed"], row["atop_defense"]) == (False, True, True)
    assert found.filter(pl.col("ccode2") == 365).is_empty()  # no treaty in force in 1990
    lagged = allies_in_conflict("wars", 1985, 1995, lag=1).frame()
    assert lagged.select("ccode1", "ccode2").rows() == [(265, 365)]  # the tie of 1989, for the belligerent of 1990


def test_an_ally_that_came_in_a_later_year_than_was_asked_for_came(small):
    small["cow-inter-state-war.participants"] = pl.DataFrame(
        {"warnum": [9, 9], "ccode": [2, 220], "side": [1, 1], "start_year1": [1990, 1993]}
    )
    row = one(allies_in_conflict("wars", 1990, 1990).frame(), ccode1=220, ccode2=2)
    assert (row["joined"], row["delay"]) == (True, 3)


def test_a_state_that_a_list_of_wars_does_not_know_is_not_at_peace_for_it(small):
    """A microstate of the Gleditsch-Ward list has no code in the Correlates of War: unknown, not "no war"."""
    spells = small["gw-system.spells"]
    tiny = pl.DataFrame([(9, "XXX", spells["start"][0], spells["end"].max())], schema=spells.schema, orient="row")
    small["gw-system.spells"] = pl.concat([spells, tiny])
    small["cow-war-packed.intra"] = pl.DataFrame(
        {
            "ccode_a": [365],
            "ccode_b": [None],
            "year": [1990],
            "ongoing": [True],
            "onset": [True],
            "primary_state": [True],
        },
        schema_overrides={"ccode_b": pl.Int32},
    )
    small["cow-majors.spells"] = pl.DataFrame(
        {"ccode": [2], "start": [spells["start"][0]], "end": [spells["end"].max()]}
    )
    found = state_years(1990, 1990, system="gw").add("civil-wars", "majors").frame()
    assert one(found, gwcode=2)["cow_civil_war_ongoing"] is False
    assert one(found, gwcode=9)["cow_civil_war_ongoing"] is None
    assert one(found, gwcode=9)["cowmaj"] is None


def test_a_function_of_a_panel_is_a_source(small):
    panel = dyad_years(1990, 1990).add("nmc", similarity)
    assert panel.joined == ("nmc", "similarity")
    assert "atop_kappa" in panel.frame().columns


def test_what_is_missing_is_told_at_once_and_the_states_with_it(small, monkeypatch, tmp_path):
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(tmp_path))
    with pytest.raises(DatasetError) as error:
        check_sources(["capitals", "similarity", "gapminder.personnel"], "dyad-year", "gw")
    for name in ("gw-system.spells", "gw-capitals.spells", "nmc-7.state-years", "gapminder.personnel"):
        assert name in error.value.what
    assert "cow-capitals" not in error.value.what
    with pytest.raises(QueryError, match="dyad-year"):
        check_sources(["depth"], "state-year", "cow")


def test_every_source_says_what_it_adds():
    assert len(sources()) > 20
    assert all(text for text in sources().values())


def test_alliance_years_past_the_coverage_are_unknown_not_none(small):
    with pytest.raises(QueryError, match="ATOP covers 1815 to 2018"):
        alliance_years(2020, 2025)


def test_who_has_most_of_an_alliance_s_resources(small):
    """Five thousandths of CINC: the USA 2, Belgium 211, France 220; Belgium has no figure of milper."""
    small["atop.members"] = pl.DataFrame(
        {"atopid": [1, 1, 1, 2, 2], "ccode": [2, 220, 211, 255, 260],
         "entry_year": [1985, 1985, 1986, 1986, 1986], "exit_year": [1986] * 5, **days(start=[None] * 5, end=[None] * 5),
         **{d: [True] * 5 for d in ("defense", "offense", "neutral", "nonagg", "consul")}},
        schema_overrides={"exit_year": pl.Int32},
    )  # fmt: skip
    found = with_resources(1985, 1986, ("cinc", "milper"))
    assert found.height == alliance_years(1985, 1986).height == 3
    first, second, unknown = found.sort("atopid", "year").to_dicts()
    assert (first["cinc_leader"], first["cinc_missing"]) == (220, 0)
    assert first["cinc_leader_share"] == pytest.approx(220 / 222)
    assert second["cinc_total"] == pytest.approx((2 + 211 + 220) / 1000)
    assert second["cinc_effective"] == pytest.approx(433**2 / (2**2 + 211**2 + 220**2))
    # Two of three have a figure, the same one: the lower code is taken for the leader, the shares are upper bounds.
    assert (second["milper_leader"], second["milper_missing"], second["milper_leader_share"]) == (2, 1, 0.5)
    assert {unknown[f"cinc_{c}"] for c in ("total", "leader", "leader_share", "effective")} == {None}
    assert unknown["cinc_missing"] == 2
    with pytest.raises(QueryError, match="'gold' cannot be joined"):
        with_resources(1985, 1986, ("gold",))
