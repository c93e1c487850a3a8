"""Joins: direction, coverage, and rows that never change in number."""

from __future__ import annotations

import polars as pl
import pytest

from foedus.ground.errors import DatasetError, QueryError
from foedus.panel import dyad_years, state_years
from small_tables import small

__all__ = ["small"]


def row(frame, one, two, year):
    return frame.filter(pl.col("ccode1") == one, pl.col("ccode2") == two, pl.col("year") == year).row(0, named=True)


def test_belgium_1832_a_pledge_has_a_direction(small):
    found = dyad_years(1832, 1832).add("atop").frame()
    assert row(found, 220, 211, 1832)["atop_defense"] is True
    back = row(found, 211, 220, 1832)
    assert (back["atop_defense"], back["atop_pledge"], back["atop_any"]) == (False, False, True)


def test_an_undirected_row_has_the_pledge_of_either(small):
    found = dyad_years(1832, 1832, directed=False).add("atop").frame()
    assert row(found, 211, 220, 1832)["atop_defense"] is True


def test_within_coverage_none_is_no_and_beyond_it_is_unknown(small):
    found = dyad_years(2010, 2020).add("atop", "mids").frame()
    assert row(found, 2, 365, 2010)["gmlmidonset"] is False
    assert row(found, 2, 365, 2011)["gmlmidonset"] is None
    assert row(found, 2, 365, 2018)["atop_any"] is False
    assert row(found, 2, 365, 2019)["atop_any"] is None


def test_what_a_source_does_not_know_stays_unknown(small):
    found = state_years(1985, 2005).add("nmc").frame()
    belgium = found.filter(pl.col("ccode") == 211, pl.col("year") == 1990).row(0, named=True)
    assert belgium["milex"] == 2110.0
    assert belgium["milper"] is None
    assert found.filter(pl.col("year") == 2004)["milex"].null_count() == found.filter(pl.col("year") == 2004).height


def test_both_sides_of_a_dyad_get_their_own_figures(small):
    found = row(dyad_years(1990, 1990).add("nmc").frame(), 2, 365, 1990)
    assert (found["milex1"], found["milex2"]) == (20.0, 3650.0)


def test_of_two_disputes_in_a_year_the_new_one_speaks(small):
    found = row(dyad_years(1980, 1990).add("mids").frame(), 2, 365, 1983)
    assert (found["gmldispnum"], found["gmlfatality"], found["gmlmidonset"]) == (2, 2, True)


def test_contiguity_is_that_of_the_first_of_january(small):
    found = dyad_years(1969, 1971).add("contiguity").frame()
    assert [row(found, 2, 365, y)["conttype"] for y in (1969, 1970, 1971)] == [2, 2, 5]
    assert row(found, 365, 2, 1970)["conttype"] == 0  # the table names it one way only, and direction is not assumed


def test_of_two_capitals_in_a_year_the_first_counts(small):
    found = dyad_years(1917, 1919).add("capitals").frame()
    far, near = row(found, 220, 365, 1918)["capdist"], row(found, 220, 365, 1919)["capdist"]
    assert far == row(found, 220, 365, 1917)["capdist"]
    assert near != far
    assert row(found, 2, 211, 1918)["capdist"] is None


def test_distances_hold_both_ways(small):
    found = dyad_years(1990, 1990).add("distance").frame()
    assert row(found, 220, 2, 1990)["mindist"] == row(found, 2, 220, 1990)["mindist"] == 3500.0
    assert row(found, 211, 220, 1990)["mindist"] == 0.0
    assert row(found, 2, 365, 1990)["mindist"] is None


def test_a_join_never_multiplies_rows(small):
    small["nmc-7.state-years"] = pl.concat([small["nmc-7.state-years"]] * 2)
    with pytest.raises(DatasetError, match="fall on a place that is taken"):
        state_years(1985, 1990).add("nmc")


def test_a_source_joins_once(small):
    panel = state_years(1985, 1990).add("nmc", "nmc")
    assert panel.joined == ("nmc",)
    with pytest.raises(QueryError, match="has a column"):
        panel.having({"milex": panel.columns["milex"]})


def test_rows_keep_their_number_whatever_is_joined(small):
    panel = dyad_years(1980, 2000)
    for name in ("atop", "nmc", "contiguity", "capitals", "distance", "mids", "peace-years"):
        joined = panel.add(name)
        assert joined.frame().height == len(panel)


@pytest.mark.parametrize("name", ["atopp", "no-such-set", "nmc.state"])
def test_unknown_sources_name_near_ones(small, name):
    with pytest.raises(QueryError, match="there is no source"):
        state_years(1990, 1991).add(name)


def test_sources_about_pairs_do_not_fit_states(small):
    with pytest.raises(QueryError, match="dyad-year"):
        state_years(1990, 1991).add("mids")
