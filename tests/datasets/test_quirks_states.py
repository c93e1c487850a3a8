"""Quirks of the published files on states, capabilities, money, votes and geography, each handled as stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus.datasets.catalogue import get_set, get_table
from foedus.datasets.readers import states

Read = Callable[[str], pl.DataFrame]


def only(frame: pl.DataFrame, column: str, **where: object) -> Any:
    """The value of the one row that fits."""
    rows = frame.filter(*(pl.col(k) == v for k, v in where.items()))
    assert rows.height == 1, f"{rows.height} rows for {where}"
    return rows[column][0]


ROWS = {
    "nmc-6": 15951, "nmc-7": 17121, "cow-system.spells": 243, "cow-system.published": 243, "cow-system.packed": 243,
    "cow-system.state-years": 15951, "cow-codes": 243, "gw-system.spells": 239, "gw-system.proper": 216,
    "cow-majors.spells": 14, "cow-majors.packed": 14, "maoz-powers": 20, "state-crosswalk.cow-years": 17916,
    "state-crosswalk.gw-years": 20990, "democracy.cow": 17706, "democracy.gw": 20849, "gdp-population": 16536,
    "cow-contiguity": 1874, "cow-contiguity-years": 82498, "min-distance-cow": 952244, "min-distance-gw": 871034,
    "cow-capitals": 242, "gw-capitals": 264, "igo-memberships": 15557, "cow-trade": 14410, "archigos": 3409,
    "rdmc": 6534, "countrycode": 292, "wdi.country-metadata": 265, "population-wdi": 17195,
    "gapminder.personnel": 5355, "gapminder.personnel-share": 5025, "gapminder.military-expenditure-share": 7909,
    "gapminder.arms-exports": 2383, "gapminder.arms-imports": 6873, "gapminder.gdp-constant": 11253,
    "gapminder.population": 22064, "gapminder.entities": 273, "troopdata.country-years": 14792,
    "troopdata.country-years-rebuilt": 13135 - 29, "troopdata.bases": 414, "troopdata.construction": 5532,
    "military-exercises": 13818, "unga-ideal-points-2025": 11440, "unga-ideal-points-2020": 10469,
    "natural-earth.countries-110m": 177, "natural-earth.countries-50m": 241, "natural-earth.attributes-110m": 177,
}  # fmt: skip


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_row_that_was_published_is_there(name: str, read: Read) -> None:
    assert read(name).height == ROWS[name]


@pytest.mark.data
def test_years_lie_within_the_coverage_that_the_catalogue_states(read: Read) -> None:
    for name in ROWS:
        table, frame = get_table(name), read(name)
        if "year" in frame.columns and name != "gapminder.population":
            assert table.coverage == (frame["year"].min(), frame["year"].max()), name


@pytest.mark.data
def test_minus_nine_is_missing_in_nmc_6(read: Read) -> None:
    nulls = read("nmc-6").null_count().row(0, named=True)
    found = {c: nulls[c] for c in ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")}
    assert found == {"milex": 2217, "milper": 426, "irst": 26, "pec": 448, "tpop": 0, "upop": 68, "cinc": 0}


@pytest.mark.data
def test_na_is_missing_in_nmc_7_where_nmc_6_has_minus_nine(read: Read) -> None:
    early = read("nmc-7").filter(pl.col("year") <= 2016).null_count().row(0, named=True)
    assert (early["milex"], early["milper"], early["pec"]) == (2217, 426, 448)


@pytest.mark.data
def test_nmc_7_breaks_between_2016_and_2017(read: Read) -> None:
    usa = {y: (u, c) for c, y, u in read("nmc-7").filter(pl.col("ccode") == 2).select("cinc", "year", "upop").rows()}
    assert (usa[2016][0], usa[2017][0]) == (197817, 109994)
    assert (usa[2016][1], usa[2017][1]) == (pytest.approx(0.1333, abs=5e-5), pytest.approx(0.1216, abs=5e-5))
    assert "197,817 to 109,994" in get_set("nmc-7").note


@pytest.mark.data
def test_nmc_6_and_7_agree_to_2016(read: Read) -> None:
    both = read("nmc-6").join(read("nmc-7").filter(pl.col("year") <= 2016), on=["ccode", "year"], how="full")
    assert both.height == 15951
    assert (both["cinc"] - both["cinc_right"]).abs().max() == pytest.approx(0.0015, abs=5e-5)


CINC_2016 = {2: 0.1331, 710: 0.2306, 365: 0.0365, 369: 0.0072, 705: 0.0029, 370: 0.0016, 371: 0.0006, 702: 0.0004,
             703: 0.0004}  # fmt: skip
CINC_2022 = {2: 0.1236, 710: 0.2341, 365: 0.0382, 705: 0.0027}


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "year", "values"), [("nmc-6", 2016, CINC_2016), ("nmc-7", 2022, CINC_2022)], ids=["2016", "2022"]
)
def test_cinc_has_its_well_known_values(name: str, year: int, values: dict[int, float], read: Read) -> None:
    # Published figures are compared at the four digits to which they are quoted.
    found = {c: round(only(read(name), "cinc", ccode=c, year=year), 4) for c in values}
    assert found == values


@pytest.mark.data
def test_the_six_members_of_csto_have_four_per_cent_of_capability(read: Read) -> None:
    six = read("nmc-7").filter((pl.col("year") == 2022) & pl.col("ccode").is_in([365, 370, 371, 702, 703, 705]))
    assert six["cinc"].sum() == pytest.approx(0.0438, abs=5e-5)


@pytest.mark.data
def test_shares_of_capability_add_up_to_one_or_a_little_more(read: Read) -> None:
    for name in ("nmc-6", "nmc-7"):
        sums = read(name).group_by("year").agg(pl.col("cinc").sum())["cinc"]
        assert 0.9999 < sums.min() <= sums.max() < 1.08  # type: ignore[operator]


@pytest.mark.data
def test_integers_of_r_files_are_whole_numbers_again(read: Read) -> None:
    for name in ("nmc-7", "cow-contiguity", "archigos", "democracy.gw", "igo-memberships"):
        codes = [c for c in read(name).columns if c.startswith(("ccode", "gwcode", "year"))]
        assert codes and all(read(name)[c].dtype == pl.Int32 for c in codes)


@pytest.mark.data
def test_the_list_of_states_is_the_same_from_three_packings(read: Read) -> None:
    one, two, three = (
        read(f"cow-system.{n}").select("ccode", "start", "end") for n in ("spells", "published", "packed")
    )
    assert one.equals(two) and one.equals(three)
    assert (
        read("cow-majors.spells")
        .select("ccode", "start", "end")
        .equals(read("cow-majors.packed").select("ccode", "start", "end"))
    )


@pytest.mark.data
def test_country_codes_end_their_lines_with_bare_carriage_returns(read: Read, files: dict[str, Path]) -> None:
    data = files["COW-country-codes.csv"].read_bytes()
    assert b"\n" not in data and data.count(b"\r") >= 243
    assert read("cow-codes")["ccode"].n_unique() == 217


@pytest.mark.data
def test_codes_differ_for_germany_yemen_and_serbia(read: Read) -> None:
    crosswalk = read("state-crosswalk.cow-years")
    assert [only(crosswalk, "gwcode", ccode=c, year=2010) for c in (255, 679, 345)] == [260, 678, 340]
    for frame, code in ((crosswalk, "ccode"), (read("state-crosswalk.gw-years"), "gwcode")):
        assert not frame.drop_nulls(code).select(code, "year").is_duplicated().any()


@pytest.mark.data
def test_distances_follow_the_codes_of_their_list(read: Read) -> None:
    cow, gw = read("min-distance-cow"), read("min-distance-gw")

    def span(frame: pl.DataFrame, name: str, code: int) -> tuple[int, int] | None:
        found = frame.filter((pl.col(f"{name}1") == code) | (pl.col(f"{name}2") == code))["year"]
        return (found.min(), found.max()) if found.len() else None  # type: ignore[return-value]

    assert span(cow, "ccode", 260) == (1956, 1990) and span(gw, "gwcode", 260) == (1950, 2019)
    assert span(cow, "ccode", 679) == (1991, 2019) and span(gw, "gwcode", 679) is None
    assert span(cow, "ccode", 340) is None and span(gw, "gwcode", 340) == (1886, 2019)
    assert (cow["ccode1"] < cow["ccode2"]).all() and (gw["gwcode1"] < gw["gwcode2"]).all()


@pytest.mark.data
def test_contiguity_keeps_the_published_order(read: Read) -> None:
    spells = read("cow-contiguity")
    assert (
        spells.select("ccode1", "ccode2")
        .sort("ccode1", "ccode2", maintain_order=True)
        .equals(spells.select("ccode1", "ccode2"))
    )
    russia = spells.filter((pl.col("ccode1") == 2) & (pl.col("ccode2") == 365))
    assert russia["conttype"].to_list() == [0, 2]
    assert spells["end"].max() == dt.date(2016, 12, 1)


@pytest.mark.data
def test_contiguity_by_year_has_two_rows_where_it_changed_in_a_year(read: Read) -> None:
    frame = read("cow-contiguity-years")
    assert frame.select("ccode1", "ccode2", "year").is_duplicated().sum() == 2 * 58


@pytest.mark.data
def test_world_bank_tables_stand_below_four_lines_and_end_in_2022(read: Read, files: dict[str, Path]) -> None:
    spending, gdp = read("wdi.military-expenditure"), read("wdi.gdp")
    assert spending["year"].max() == gdp["year"].max() == 2022
    assert ',"2023",' in files[get_table("wdi.gdp").file].read_text("utf-8-sig").splitlines()[4]
    assert only(spending, "value", iso3="RUS", year=2022) == pytest.approx(86_373e6, rel=1e-5)


@pytest.mark.data
def test_aggregates_of_the_world_bank_are_kept_apart(read: Read) -> None:
    metadata = read("wdi.country-metadata")
    regions = set(metadata.filter(pl.col("aggregate"))["iso3"])
    assert len(regions) == 48 and regions | {"INX"} == set(states.AGGREGATES)
    for name in ("wdi.military-expenditure", "wdi.gdp", "population-wdi"):
        frame = read(name)
        assert set(frame.filter(pl.col("aggregate"))["iso3"]) <= regions
        assert only(frame, "aggregate", iso3="WLD", year=2022) and not only(frame, "aggregate", iso3="KAZ", year=2022)


@pytest.mark.data
def test_a_zero_of_spending_is_a_figure_only_without_an_army(read: Read) -> None:
    spending = read("wdi.military-expenditure")
    assert only(spending, "value", iso3="RUS", year=1992) is None
    assert only(spending, "value", iso3="CRI", year=2022) == 0
    assert set(spending.filter(pl.col("value") == 0)["iso3"]) == set(states.NO_ARMY)
    assert only(read("gapminder.personnel"), "value", iso3="LBY", year=2020) is None


@pytest.mark.data
def test_gapminder_codes_are_lower_case_iso_with_the_exceptions_of_the_entities(read: Read) -> None:
    entities = read("gapminder.entities")
    odd = entities.filter(pl.col("iso3").ne_missing(pl.col("iso3_published")))
    assert odd.select("geo", "iso3").rows() == [("kos", "XKX")]
    assert only(entities, "iso3", geo="hos") == "VAT" and only(entities, "iso3", geo="ussr") is None
    named = read("gapminder.military-expenditure-share").filter(pl.col("iso3") == "KAZ")
    assert set(named["geo"]) == {"kaz"}


@pytest.mark.data
def test_gapminder_personnel_end_in_2020(read: Read) -> None:
    frame = read("gapminder.personnel")
    assert (frame["year"].min(), frame["year"].max()) == get_table("gapminder.personnel").coverage == (1985, 2020)


@pytest.mark.data
def test_gapminder_projects_population_to_2100_and_says_so(read: Read) -> None:
    frame = read("gapminder.population")
    assert frame["year"].max() == 2100
    assert sorted(set(frame.filter(pl.col("projection"))["year"])) == [2050, 2100]
    assert sorted(set(frame.filter(pl.col("year") > 2012)["year"])) == [2013, 2050, 2100]
    assert get_table("gapminder.population").coverage == (1950, 2010)


@pytest.mark.data
def test_ideal_points_of_2020_are_latin_1_and_by_session(read: Read) -> None:
    frame = read("unga-ideal-points-2020")
    assert (frame["year"] - frame["session"] == 1945).all() and 1964 not in set(frame["year"])
    assert "São Tomé & Príncipe" in set(frame["name"])


@pytest.mark.data
def test_ideal_points_lie_between_their_quantiles(read: Read) -> None:
    for name in ("unga-ideal-points-2020", "unga-ideal-points-2025"):
        known = read(name).drop_nulls("ideal_point")
        assert (known["q0"] <= known["q5"]).all() and (known["q5"] <= known["q50"]).all()
        assert (known["ideal_point"] < known["q100"]).all() and (known["ideal_point"] > known["q0"]).all()


@pytest.mark.data
def test_ideal_points_of_2025_have_rows_that_only_the_older_estimate_fills(read: Read) -> None:
    frame = read("unga-ideal-points-2025")
    lone = frame.filter(pl.col("iso3").is_null())
    assert lone.height == 17 and lone["ideal_point"].null_count() == 17 and lone["ideal_point_legacy"].null_count() == 0


@pytest.mark.data
def test_countrycode_calls_belarus_by_an_older_german_name(read: Read) -> None:
    codes = read("countrycode")
    assert only(codes, "name_de", ccode=370) == "Weißrussland"
    assert only(codes, "iso2", name_en="Namibia") == "NA"
    assert only(codes, "ccode", iso3="SRB") is None and only(codes, "gwcode", iso3="YEM") is None


@pytest.mark.data
def test_troops_of_a_country_under_two_spellings_stand_once(read: Read, files: dict[str, Path]) -> None:
    frame = read("troopdata.country-years-rebuilt")
    text = files["troopdata-rebuild-country-year.csv"].read_text("utf-8")
    assert text.count("Czech Republic") + text.count("Czechia") > frame.filter(pl.col("ccode") == 316).height
    assert (
        only(frame, "name", ccode=316, year=2024) == "Czechia" and only(frame, "troops_ad", ccode=316, year=2024) == 16
    )


@pytest.mark.data
def test_troops_that_no_report_counts_are_unknown(read: Read) -> None:
    frame = read("troopdata.country-years-rebuilt")
    assert frame.filter(pl.col("year") < 2008)["total_civilian"].null_count() == (frame["year"] < 2008).sum()
    assert only(frame, "army_ad", ccode=255, year=1951) is None and only(frame, "troops_ad", ccode=255, year=1951) > 0
    assert only(frame, "marine_corps_ad", ccode=692, year=1959) is None


@pytest.mark.data
def test_exercises_have_dates_where_the_day_is_known(read: Read) -> None:
    frame = read("military-exercises")
    first = frame.filter(pl.col("exercise") == "mme100")
    assert set(first["start"]) == {dt.date(1980, 5, 16)} and set(first["end"]) == {dt.date(1980, 5, 30)}
    unknown = frame.filter(pl.col("start").is_null())
    assert unknown.height > 0 and unknown["start_month"].null_count() == 0
