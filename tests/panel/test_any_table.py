"""Any table by its id: years, spells, what a missing row means, and what cannot be joined."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from foedus.ground.errors import DatasetError, QueryError
from foedus.panel import dyad_years, state_years
from small_tables import small

__all__ = ["small"]


def row(frame, **keys):
    return frame.filter(*(pl.col(k) == v for k, v in keys.items())).row(0, named=True)


def test_a_table_of_state_years_comes_with_its_sets_name(small):
    small["gapminder.personnel"] = pl.DataFrame(
        {
            "iso3": ["USA", "DEU", "FRA"],
            "geo": ["usa", "deu", "fra"],
            "year": [1990, 1990, 1991],
            "value": [2.0, 3.0, 4.0],
        }
    )
    found = state_years(1990, 1991).add("gapminder.personnel").frame()
    assert row(found, ccode=2, year=1990)["gapminder_personnel"] == 2.0
    assert row(found, ccode=2, year=1991)["gapminder_personnel"] is None
    assert row(found, ccode=255, year=1990)["gapminder_personnel"] == 3.0  # Germany on 31 December 1990
    assert row(found, ccode=260, year=1990)["gapminder_personnel"] is None


def test_spells_of_states_hold_in_their_years_only(small):
    small["cow-majors.packed"] = pl.DataFrame(
        {"ccode": [365, 365], "start": [dt.date(1985, 1, 1), dt.date(1992, 5, 1)],
         "end": [dt.date(1990, 6, 1), dt.date(2016, 12, 31)], "version": [1, 2]}
    )  # fmt: skip
    found = state_years(1988, 1993).add("cow-majors.packed").frame().filter(pl.col("ccode") == 365)
    assert found["cow_majors_packed_version"].to_list() == [1, 1, 1, None, 2, 2]


def test_spells_of_pairs_named_once_hold_both_ways(small):
    small["peace-data.spells"] = pl.DataFrame(
        {"ccode1": [2], "ccode2": [365], "start": [dt.date(1990, 3, 1)], "end": [None], "scale": [0.25]},
        schema_overrides={"end": pl.Date},
    )
    found = dyad_years(1989, 1991).add("peace-data").frame()
    assert row(found, ccode1=365, ccode2=2, year=1990)["peace_data_scale"] == 0.25
    assert row(found, ccode1=2, ccode2=365, year=1989)["peace_data_scale"] is None


def test_years_in_which_nothing_was_found_are_not_unknown(small, monkeypatch):
    small["ucdp-packed.onsets"] = pl.DataFrame({"gwcode": [2], "year": [1990], "sumnewconf": [1]})
    found = state_years(1990, 1990, system="gw").add("ucdp-packed.onsets").frame()
    assert row(found, gwcode=2)["ucdp_packed_onsets_sumnewconf"] == 1
    assert row(found, gwcode=220)["ucdp_packed_onsets_sumnewconf"] is None


def test_a_table_with_several_rows_a_state_is_refused(small):
    small["cow-codes.codes"] = pl.DataFrame({"ccode": [2, 2], "abbreviation": ["USA", "US"], "n": [1, 2]})
    with pytest.raises(DatasetError, match="fall on a place that is taken"):
        state_years(1990, 1990).add("cow-codes.codes")


@pytest.mark.parametrize("name", ["archigos.leaders", "icb.crises", "natural-earth.countries-110m"])
def test_tables_of_leaders_and_events_have_no_place(small, name):
    small[name] = pl.DataFrame({"ccode": [2]})
    with pytest.raises(QueryError, match="cannot be joined"):
        state_years(1990, 1990).add(name)


def test_a_table_of_pairs_does_not_fit_states(small):
    small["min-distance-cow.dyad-years"] = small["min-distance-cow.dyad-years"]
    with pytest.raises(QueryError, match="about pairs of states"):
        state_years(1990, 1990).add("min-distance-cow.dyad-years")


def test_a_microstate_has_no_contiguity_in_a_list_that_does_not_know_it(small):
    small["gw-system.spells"] = pl.concat(
        [
            small["gw-system.spells"],
            pl.DataFrame(
                [
                    (331, "SNM", dt.date(1816, 1, 1), dt.date(2016, 12, 31)),
                    (9, "XXX", dt.date(1816, 1, 1), dt.date(2016, 12, 31)),
                ],
                schema=small["gw-system.spells"].schema,
                orient="row",
            ),
        ]
    )
    found = dyad_years(1995, 1995, system="gw").add("contiguity").frame()
    assert row(found, gwcode1=2, gwcode2=220)["conttype"] == 0
    assert row(found, gwcode1=2, gwcode2=9)["conttype"] is None
