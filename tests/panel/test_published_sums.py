"""The directed dyad-years 1816 to 2025 from the published files: eight sums on which R, Polars and DuckDB agree."""

from __future__ import annotations

import polars as pl
import pytest

from foedus.measures.over_time.panel_columns import with_sources
from foedus.panel import alliance_years, allies_in_conflict, dyad_years, state_years
from published_store import published

__all__ = ["published"]
SOURCES = ("atop", "nmc", "contiguity", "capitals", "distance", "mids", "peace-years")
pytestmark = pytest.mark.data


def test_sums_of_the_directed_build_1816_2025(published):
    frame = dyad_years(1816, 2025, sources=SOURCES).frame()
    assert frame.height == 2_252_760
    columns = ("atop_any", "gmlmidonset", "gmlmidspell", "capdist", "mindist", "cinc1", "conttype")
    found = frame.select(pl.col(c).cast(pl.Float64).sum() for c in columns).to_dicts()[0]
    assert found["atop_any"] == 267_402
    assert found["gmlmidonset"] == 6_248
    assert found["gmlmidspell"] == 46_611_642
    assert (
        found["conttype"] == 194_036
    )  # with the 1,380 that the publisher's dyad-years have and the packed spells hide
    # Sums of floats: the published ones are rounded to the unit and to four digits.
    assert found["capdist"] == pytest.approx(17_006_489_937, abs=0.5)
    assert found["mindist"] == pytest.approx(12_933_097_810, abs=0.5)
    assert found["cinc1"] == pytest.approx(17_130.3056, abs=5e-5)


def test_cinc_of_the_pair_united_states_and_china_in_2016(published):
    row = dyad_years(2016, 2016, sources=["nmc"]).frame().filter(pl.col("ccode1") == 2, pl.col("ccode2") == 710)
    # NMC 7.0 lies within .0015 of 6.0, which has .1331 and .2306.
    assert row["cinc1"][0] == pytest.approx(0.1331, abs=0.0015)
    assert row["cinc2"][0] == pytest.approx(0.2306, abs=0.0015)


def test_belgium_and_france_1832(published):
    frame = dyad_years(1832, 1832, sources=["atop"]).frame()
    pair = frame.filter(pl.col("ccode1").is_in([211, 220]), pl.col("ccode2").is_in([211, 220]))
    owed = dict(zip(pair["ccode1"], pair["atop_defense"], strict=True))
    assert owed == {211: False, 220: True}


def test_the_last_years_of_sources_are_not_passed_off_as_peace(published):
    frame = dyad_years(2008, 2025, sources=SOURCES).frame()
    last = {
        name: frame.filter(pl.col(name).is_not_null())["year"].max()
        for name in ("gmlmidonset", "gmlmidspell", "atop_any", "conttype", "mindist", "cinc1", "capdist")
    }
    assert last == {
        "gmlmidonset": 2010, "gmlmidspell": 2010, "atop_any": 2018, "conttype": 2016, "mindist": 2019, "cinc1": 2022, "capdist": 2024,
    }  # fmt: skip


def test_the_tashkent_treaty_by_year(published):
    found = alliance_years(1990, 2018).filter(pl.col("atopid") == 4220)
    members = dict(zip(found["year"], found["members"].to_list(), strict=True))
    assert sorted(members) == list(range(1992, 2019))
    assert members[1996] == [365, 370, 371, 372, 373, 702, 703, 704, 705]
    assert members[2005] == [365, 370, 371, 702, 703, 705]
    assert members[2010] == [365, 370, 371, 702, 703, 704, 705]


def test_allies_of_poland_in_1939(published):
    """Britain and France came at once; Romania owed defence too and came in 1944, from the other side; Germany attacked."""
    found = allies_in_conflict("wars", 1939, 1939, sources=["atop"]).frame()
    poland = found.filter(pl.col("conflict") == 139, pl.col("ccode2") == 290)
    row = {r["ccode1"]: r for r in poland.to_dicts()}
    assert [row[s]["joined"] for s in (200, 220, 360)] == [True, True, True]
    assert [row[s]["delay"] for s in (200, 220, 360)] == [0, 0, 5]
    assert row[200]["atop_defense"] and row[220]["atop_defense"] and row[360]["atop_defense"]
    assert (row[360]["opposed"], row[255]["opposed"], row[255]["joined"]) == (True, True, False)
    assert row[255]["delay"] is None


def test_depth_of_nato_and_of_the_warsaw_pact(published):
    """Benson & Clinton -0.180 and 0.923, Alley 0.20 and 1.12: the published scores of the two treaties."""
    found = with_sources(dyad_years(1985, 1985), ["depth"]).frame()
    score = {(r[0], r[1]): r[3:5] for r in found.rows()}
    assert score[2, 200] == pytest.approx((-0.180, 0.20), abs=5e-3)
    assert score[290, 365] == pytest.approx((0.923, 1.12), abs=5e-3)
    assert score[2, 365] == (None, None)


def test_state_years_have_one_row_a_state_and_year(published):
    frame = state_years(1816, 2025).frame()
    assert frame.height == 17_706
    assert frame.select("ccode", "year").is_unique().all()
