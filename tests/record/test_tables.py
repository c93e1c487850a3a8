"""States, neighbours and series: damage is told with its line; what a year says is known only after it is published."""

from __future__ import annotations

import shutil

import pytest

from foedus.ground.errors import RecordError
from foedus.record import tables
from foedus.record.tables import STATE_FIELDS, Series, read_neighbours, read_series, read_states, rows
from strategies import clocks, day, origin

HEADER = ",".join(STATE_FIELDS)
STATE = "KAZ,Kazakhstan,Kasachstan,705,705,1991-12-16,,,Astana,Astana,51.1,71.5,398"


def states_file(folder, *lines: str):
    path = folder / "states.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    return path


def series_folder(folder, *lines: str, header: str = "state,year,value"):
    shutil.copy(tables.DATA / "series.toml", folder / "series.toml")
    (folder / "series").mkdir()
    path = folder / "series" / "gdp-wdi.csv"
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return path


def test_states_are_read_with_their_spans_in_order(tmp_path):
    states_file(
        tmp_path,
        "RUS,Russia,Russland,365,365,1991-12-26,,,M,M,55.6,37.6,643",
        "RUS,Russia,Russland,365,365,1816-01-01,1922-12-30,,M,M,55.6,37.6,643",
        "XKX,Kosovo,Kosovo,,347,2008-02-17,,,,,,,",
    )
    found = read_states(tmp_path)
    assert [s.since.text for s in found["RUS"]] == ["1816-01-01", "1991-12-26"]
    assert found["XKX"][0].cow is found["XKX"][0].lat is None
    assert [found["RUS"][0].existed(day(d)) for d in ("1816-01-01", "1922-12-29", "1922-12-30")] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (STATE.replace("705,705", "x,705"), "'x'"),
        (STATE.replace("1991-12-16", "1991-12-32"), "31 days"),
        (STATE.replace("51.1", "north"), "north"),
    ],
)
def test_a_damaged_field_of_a_state_is_told_with_its_line(tmp_path, line, said):
    path = states_file(tmp_path, STATE, line)
    with pytest.raises(RecordError) as error:
        read_states(tmp_path)
    assert error.value.where == f"{path}:3"
    assert said in str(error.value)


@pytest.mark.parametrize("header", ["state,year", "value,year,state", "", "state,year,value,note"])
def test_a_damaged_header_is_told(tmp_path, header):
    path = series_folder(tmp_path, "KAZ,2020,1", header=header)
    with pytest.raises(RecordError, match="columns") as error:
        read_series("gdp-wdi", tmp_path)
    assert error.value.where == f"{path}:1"
    assert "state,year,value" in error.value.why


def test_an_empty_file_has_no_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("")
    with pytest.raises(RecordError, match="columns"):
        list(rows(path, ("a",)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("KAZ,2020", "2 fields instead of 3"),
        ("KAZ,2020,1,2", "4 fields instead of 3"),
        ("", "0 fields instead of 3"),
        ("KAZ,2020,many", "many"),
        ("KAZ,2020,", "could not convert"),
        ("KAZ,MMXX,1", "MMXX"),
        ("KAZ,2020,-1", "-1 is not a possible figure"),
        ("KAZ,2020,nan", "nan is not a possible figure"),
        ("KAZ,2020,inf", "inf is not a possible figure"),
        ("KAZ,2020,1e18", "1e18 is not a possible figure"),
    ],
)
def test_a_damaged_line_of_a_series_is_told_with_its_number(tmp_path, line, said):
    path = series_folder(tmp_path, "RUS,2020,1", line, "TJK,2020,3")
    with pytest.raises(RecordError) as error:
        read_series("gdp-wdi", tmp_path)
    assert error.value.where == f"{path}:3"
    assert said in str(error.value)
    assert error.value.hint


@pytest.mark.parametrize("damage", [b'state,year,value\n"KAZ,2020,1\n', b"state,year,value\nK\xff,2020,1\n"])
def test_a_table_that_is_not_one_is_told(tmp_path, damage):
    path = series_folder(tmp_path)
    path.write_bytes(damage)
    with pytest.raises(RecordError, match="cannot be read") as error:
        read_series("gdp-wdi", tmp_path)
    assert error.value.where == str(path)


def test_a_missing_table_is_told(tmp_path):
    with pytest.raises(RecordError, match="cannot be read"):
        read_states(tmp_path)


def test_zero_is_a_figure_and_a_missing_year_is_absent(tmp_path):
    series_folder(tmp_path, "KAZ,2020,0", "KAZ,2022,2.5")
    assert read_series("gdp-wdi", tmp_path).values == {"KAZ": {2020: 0.0, 2022: 2.5}}


@pytest.mark.parametrize(
    ("lag", "on"),
    [
        (0, "2021-01-01"),
        (5, "2021-06-01"),
        (6, "2021-07-01"),
        (11, "2021-12-01"),
        (12, "2022-01-01"),
        (60, "2026-01-01"),
    ],
)
def test_a_year_is_published_so_many_months_after_its_end(lag, on):
    assert Series(id="s", origin=origin("gdp", lag_months=lag), values={}).published(2020) == day(on)


def test_the_last_full_year_speaks_first_then_the_year_itself_then_older_ones():
    made = Series(id="s", origin=origin("gdp", lag_months=6, last_year=2030), values={})
    assert made.years(clocks("2022-01-07", "2026-01-01"), 5) == [2021, 2022, 2020, 2019, 2018, 2017]
    assert made.years(clocks("2022-01-07"), 5) == [2020, 2019, 2018, 2017]
    assert made.years(clocks("2022-07-01"), 2) == [2021, 2020]


def test_no_year_after_the_last_of_the_series_speaks():
    made = Series(id="s", origin=origin("gdp", lag_months=0, last_year=2019), values={})
    assert made.years(clocks("2022-01-07"), 5) == [2019, 2018, 2017]
    assert made.years(clocks("2030-01-07"), 5) == []


def test_concepts_are_measured_by_the_best_series_first(series):
    assert tables.of_concept("personnel") == ["soldiers", "soldiers-slow"]
    assert tables.of_concept("happiness") == []


def test_a_border_with_an_impossible_date_is_told(tmp_path):
    path = tmp_path / "neighbours.csv"
    path.write_text("a,b,kind,since,until\nARM,GEO,land,1991,\nARM,AZE,land,1991-99,\n")
    with pytest.raises(RecordError) as error:
        read_neighbours(tmp_path)
    assert error.value.where == f"{path}:3"


def test_borders_are_read_for_both_directions_at_once(tmp_path):
    text = "a,b,kind,since,until\nAFG,RUS,land,1920,1991\nRUS,AFG,water,1991,\n"
    (tmp_path / "neighbours.csv").write_text(text)
    ((pair, spans),) = read_neighbours(tmp_path).items()
    assert pair == frozenset(("AFG", "RUS"))
    assert [kind for kind, _, _ in spans] == ["land", "water"]


def test_shipped_tables_read_and_fit_together():
    assert {"KAZ", "SUN", "DDR"} <= set(tables.states())
    for key, found in tables.origins().items():
        made = tables.series(key)
        years = {year for by_year in made.values.values() for year in by_year}
        assert set(made.values) <= set(tables.states()), key
        assert found.first_year <= min(years) and max(years) <= found.last_year, key
    assert all(pair <= set(tables.states()) for pair in tables.neighbours())
