"""Wars, disputes, peace operations, protest: the quirks of the published files, one test each."""

from __future__ import annotations

import polars as pl
import pytest

from foedus.datasets.catalogue import get_table
from foedus.datasets.tidy import tidied
from foedus.ground.errors import DatasetError
from published import tidy_table

data = pytest.mark.data


ROWS = {
    "cow-inter-state-war.participants": 337, "cow-intra-state-war.wars": 420, "directed-dyadic-war.dyad-years": 1364,
    "cow-war-packed.inter": 1932, "cow-war-packed.intra": 1361, "cow-mid.disputes": 2436, "cow-mid.participants": 5883,
    "cow-mid.incidents": 4483, "cow-mid.incident-participants": 9619, "cow-mid-packed.directed-dyads": 11390,
    "gml-mid.disputes": 2199, "gml-mid.participants": 5300, "gml-mid.directed-dyad-years": 10338,
    "gml-mid-packed.directed-dyads": 10276, "gml-mid-packed.participants": 5217, "ucdp-acd.conflict-years": 2752,
    "ucdp-battle-deaths.conflict-years": 1520, "ucdp-packed.acd": 5652, "ucdp-packed.onsets": 10142,
    "prif-interventions.intervention-years": 162, "mip.interventions": 160, "geo-pko.contributors": 4927,
    "geo-pko.deployments": 8783, "un-peacekeeping-missions.missions": 81, "mass-mobilization.protests": 17145,
    "navco.campaigns": 622, "ucdp-external-support.actor-years": 4781, "ucdp-termination.conflict-years": 2506,
    "kathman-peacekeeping.mission-months": 6175,
}  # fmt: skip


@data
@pytest.mark.parametrize("name", sorted(ROWS))
def test_row_counts_are_the_published_ones(name):
    """The three workbooks have a row less than their sheets, whose first row is the header."""
    assert tidy_table(name).height == ROWS[name]


@data
def test_the_unrest_in_kazakhstan_of_2022_is_not_in_mass_mobilization():
    found = tidy_table("mass-mobilization.protests")
    assert found.filter(pl.col("protest")).height == 15239
    assert found.filter(pl.col("country") == "Kazakhstan").height == 93
    last = found.filter(pl.col("protest"), pl.col("year") == 2020)
    assert last["startmonth"].max() == 3


@data
def test_navco_years_are_whole_numbers_and_end_in_2019():
    found = tidy_table("navco.campaigns")
    assert found["first_year"].dtype == pl.Int32
    assert found["last_year"].max() == 2019


@data
def test_the_inter_state_wars_have_bare_carriage_returns_and_two_spells():
    found = tidy_table("cow-inter-state-war.participants")
    france = found.filter(pl.col("warnum") == 139, pl.col("ccode") == 220, pl.col("start_year1") == 1939)
    assert france.select("start_year1", "end_year1", "start_year2", "end_year2").row(0) == (1939, 1940, 1944, 1945)
    assert found["warnum"].n_unique() == 95
    assert found["start_year2"].null_count() > 0


@data
def test_nothing_negative_is_left_in_disputes():
    for name in ("cow-mid.disputes", "cow-mid.participants", "gml-mid.disputes", "gml-mid-packed.directed-dyads"):
        found = tidy_table(name)
        for column in ("fatality", "fatalpre", "hostlev"):
            if column in found.columns:
                assert (found[column].drop_nulls() >= 0).all(), (name, column)


@data
def test_onsets_of_disputes_by_directed_pair():
    found = tidy_table("gml-mid-packed.directed-dyads")
    assert found.filter(pl.col("midonset")).select("ccode1", "ccode2", "year").unique().height == 6248


@data
def test_cells_with_several_states_stay_text():
    found = tidy_table("ucdp-battle-deaths.conflict-years")
    border = found.filter(pl.col("location").str.contains("Kyrgyzstan"), pl.col("year") == 2021)
    assert border["gwno_loc"].to_list() == ["703, 702"]
    assert border["bd_best"].to_list() == [56]


@data
def test_days_of_1899_are_no_days_of_interventions():
    found = tidy_table("prif-interventions.intervention-years")
    assert found["violence_end"].null_count() > 0
    assert found["start"].dt.year().min() >= 1946


@data
def test_missions_have_coordinates_with_a_decimal_comma():
    row = tidy_table("un-peacekeeping-missions.missions").filter(pl.col("location") == "Zagreb").row(0, named=True)
    assert (row["lat"], row["lon"]) == (45.8167, 15.9833)


def test_a_dispute_with_a_word_for_a_number_is_refused():
    table = get_table("cow-mid-packed.disputes")
    made = pl.DataFrame({c: ["1"] for c in table.columns}).with_columns(fatality=pl.lit("many"))
    with pytest.raises(DatasetError, match="holds 'many' in row 1"):
        tidied(made, table)


def test_unknown_and_not_applicable_are_null():
    table = get_table("cow-mid-packed.disputes")
    made = pl.DataFrame({c: ["1"] for c in table.columns}).with_columns(outcome=pl.lit("-9"))
    assert tidied(made, table)["outcome"].to_list() == [None]


def test_missions_without_coordinates_are_told():
    table = get_table("un-peacekeeping-missions.missions")
    with pytest.raises(DatasetError, match="no coordinates"):
        tidied(pl.DataFrame({"id": ["1"]}), table)
