"""The shipped tables of states, neighbours and series: alone, and against the raw files."""

from __future__ import annotations

import csv
import datetime as dt
from itertools import combinations, product
from pathlib import Path

import pytest

from foedus.record import tables
from foedus.record.load import DATA

SERIES = sorted(tables.origins())
SPOTS = [
    ("milex-wdi", "RUS", 2022, 86373102251),
    ("milex-nmc", "USA", 2022, 838814000000),
    ("milex-nmc", "SUN", 1988, 317900000000),
    ("milex-nmc", "DEU", 1955, 1757856000),
    ("milex-share-gdp-wdi", "RUS", 1992, 4.42703),
    ("personnel-nmc", "SUN", 1991, 3000000),
    ("personnel-nmc", "RUS", 1992, 1900000),
    ("personnel-nmc", "DDR", 1989, 262000),
    ("personnel-nmc", "YUG", 1991, 169000),
    ("personnel-nmc", "SCG", 1992, 137000),
    ("personnel-nmc", "SRB", 2006, 65000),
    ("personnel-wdi", "DEU", 1989, 503000),
    ("population-nmc", "RUS", 1991, 148245000),
    ("population-nmc", "SUN", 1990, 281344000),
    ("population-wdi", "USA", 2024, 340110988),
    ("gdp-wdi", "KAZ", 2022, 225496328925),
    ("gdp-constant-wdi", "USA", 2015, 18206020741000),
]


def figures(key: str) -> dict[tuple[str, int], float]:
    values = tables.series(key).values
    return {(state, year): value for state, years in values.items() for year, value in years.items()}


def raw(key: str) -> list[list[str]]:
    with (DATA / "series" / f"{key}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize("key", SERIES)
def test_a_series_is_sorted_and_has_one_figure_a_year(key: str) -> None:
    points = [(state, int(year)) for state, year, _ in raw(key)]
    assert points == sorted(set(points))


@pytest.mark.parametrize("key", SERIES)
def test_every_figure_belongs_to_a_state_that_existed_in_the_year(key: str) -> None:
    known = tables.states()
    stray = [
        (state, year)
        for state, year in figures(key)
        if not any(
            span.since.first.year <= year and (span.until is None or year <= span.until.first.year)
            for span in known.get(state, ())
        )
    ]
    assert stray == []


@pytest.mark.parametrize("key", SERIES)
def test_the_origin_tells_the_years_of_the_series(key: str) -> None:
    years = {year for _, year in figures(key)}
    origin = tables.origins()[key]
    assert (origin.first_year, origin.last_year) == (min(years), max(years))


@pytest.mark.parametrize(("key", "state", "year", "value"), SPOTS)
def test_known_figures(key: str, state: str, year: int, value: float) -> None:
    assert figures(key)[state, year] == pytest.approx(value, rel=1e-9)


def test_a_missing_figure_is_not_a_zero() -> None:
    milex = figures("milex-wdi")
    assert ("RUS", 1992) not in milex and ("KAZ", 1993) not in milex
    assert {state for (state, _), value in milex.items() if value == 0} == {
        "CRI",
        "HTI",
        "ISL",
        "PAN",
    }


def test_no_aggregate_of_states_got_in() -> None:
    assert not {"WLD", "ARB", "EUU", "NAC"} & {state for key in SERIES for state, _ in figures(key)}


def test_spans_of_a_state_do_not_overlap() -> None:
    for spans in tables.states().values():
        for one, other in combinations(spans, 2):
            assert one.until is not None and one.until.first <= other.since.first


def test_neighbours_are_states_that_exist_together_and_borders_do_not_overlap() -> None:
    known = tables.states()
    for pair, borders in tables.neighbours().items():
        for _, since, until in borders:
            days = [
                since.first,
                until.first - dt.timedelta(days=1) if until else dt.date(2022, 1, 7),
            ]
            for state, day in product(pair, days):
                assert any(span.existed(day) for span in known[state]), (sorted(pair), day)
        for one, other in combinations(sorted(borders, key=lambda b: b[1].first), 2):
            assert one[2] is not None and one[2].first <= other[1].first


@pytest.mark.parametrize("other", ["AFG", "CHN", "FIN", "HUN", "IRN", "MNG", "NOR", "POL", "TUR"])
def test_the_soviet_union_had_its_land_borders(other: str) -> None:
    borders = tables.neighbours()[frozenset(("SUN", other))]
    assert any(kind == "land" and until and until.text == "1991-12-26" for kind, _, until in borders)


def test_russia_borders_neither_hungary_nor_turkey_by_land_today() -> None:
    assert frozenset(("HUN", "RUS")) not in tables.neighbours()
    open_kinds = [kind for kind, _, until in tables.neighbours()[frozenset(("RUS", "TUR"))] if not until]
    assert open_kinds == ["water-400"]


@pytest.mark.data
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("milex-wdi", "API_MS.MIL.XPND.CD_DS2_en_csv_v2_47475.csv"),
        ("gdp-wdi", "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_26.csv"),
    ],
)
def test_world_bank_figures_are_the_publishers(key: str, name: str, folder: Path) -> None:
    with (folder / "worldbank" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(row for row in rows if row[:1] == ["Country Name"])
        table = {row[1]: dict(zip(header, row, strict=False)) for row in rows}
    shipped = figures(key)
    for state in ("ARM", "BLR", "DEU", "FRA", "GBR", "KAZ", "KGZ", "RUS", "TJK", "TUR", "USA"):
        for year in (1995, 2010, 2022):
            assert shipped[state, year] == pytest.approx(float(table[state][str(year)]), abs=0.5)


@pytest.mark.data
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("personnel-wdi", "armed_forces_personnel_total"),
        ("milex-share-gdp-wdi", "military_expenditure_percent_of_gdp"),
        ("gdp-constant-wdi", "total_gdp_us_inflation_adjusted"),
    ],
)
def test_gapminder_figures_are_the_publishers(key: str, name: str, folder: Path) -> None:
    path = folder / "gapminder" / f"ddf--datapoints--{name}--by--geo--time.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = {(row[0].upper(), row[1]): row[2] for row in csv.reader(file)}
    shipped = figures(key)
    for state in ("ARM", "BLR", "DEU", "KAZ", "KGZ", "RUS", "TJK", "USA"):
        for year in (1995, 2010, 2020):
            assert shipped[state, year] == pytest.approx(float(table[state, str(year)]), abs=0.5)


@pytest.mark.data
def test_every_iso_number_is_one_of_the_map(folder: Path) -> None:
    import json

    world = json.loads((folder / "natural-earth" / "countries-50m.json").read_text("utf-8"))
    on_map = {shape.get("id") for shape in world["objects"]["countries"]["geometries"]}
    numbers = {span.iso_numeric for spans in tables.states().values() for span in spans} - {""}
    assert numbers - on_map == {"798"}  # Tuvalu is too small for the map
