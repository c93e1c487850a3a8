"""Readers for states, capabilities, money and votes on frames made by hand; what their catalogue entries must say."""

from __future__ import annotations

import datetime as dt
import tomllib

import polars as pl
import pytest

from foedus.datasets.catalogue import FOLDER, ColumnEntry, Table, get_set, get_table
from foedus.datasets.formats.text import delimited
from foedus.datasets.readers import states
from foedus.datasets.tidy import tidied
from foedus.ground.errors import DatasetError

FILES = ("states", "capabilities", "money", "votes", "geography")


def test_a_spell_with_an_impossible_day_is_refused() -> None:
    spell = {"ccode": "2", "styear": "1900", "stmonth": "2", "stday": "30", "endyear": "1901", "endmonth": "1",
             "endday": "1"}  # fmt: skip
    with pytest.raises(DatasetError, match="1900-2-30"):
        states.membership_dates(pl.DataFrame([spell]))
    with pytest.raises(DatasetError, match="'two'"):
        states.membership_dates(pl.DataFrame([spell | {"stmonth": "two"}]))


def test_an_unknown_day_makes_no_date() -> None:
    row = {"s.year": 1990.0, "s.month": 5.0, "s.day": "xx", "e.year": 1990.0, "e.month": 5.0, "e.day": "30"}
    made = states.exercise_dates(pl.DataFrame([row]))
    assert made["start"].to_list() == [None] and made["end"].to_list() == [dt.date(1990, 5, 30)]


def test_years_in_columns_become_rows_and_empty_cells_none() -> None:
    wide = pl.DataFrame({"Country Code": ["KAZ", "WLD", "RUS"], "1992": ["", "5", "0"], "1993": ["2", "6", "7.5"]})
    made = tidied(wide, get_table("wdi.military-expenditure")).sort("iso3", "year")
    assert made.rows() == [
        ("KAZ", 1993, 2.0, False),
        ("RUS", 1992, None, False),
        ("RUS", 1993, 7.5, False),
        ("WLD", 1992, 5.0, True),
        ("WLD", 1993, 6.0, True),
    ]


def test_a_world_bank_table_without_years_is_refused() -> None:
    with pytest.raises(DatasetError, match="no columns of years"):
        states.indicator_years(pl.DataFrame({"Data Source": ["World Development Indicators"]}))


def test_a_figure_that_is_no_number_is_refused_with_its_row() -> None:
    row = dict.fromkeys(("milex", "milper", "irst", "pec", "tpop", "upop", "cinc"), "-9")
    frame = pl.DataFrame([row | {"stateabb": "USA", "ccode": "2", "year": "1816"}])
    table = get_table("nmc-6")
    assert tidied(frame, table)["milex"].to_list() == [None]
    with pytest.raises(DatasetError, match="'cinc' holds 'high' in row 1, no number"):
        tidied(frame.with_columns(cinc=pl.lit("high")), table)
    with pytest.raises(DatasetError, match="2 rows repeat a key, the first ccode=2, year=1816"):
        tidied(pl.concat([frame, frame]), table)


def test_gapminder_codes_of_lost_states_have_no_iso_code() -> None:
    frame = pl.DataFrame({"geo": ["kaz", "kos", "scg", "ussr", "gbm"], "time": ["2000"] * 5, "x": ["1"] * 5})
    assert states.geo_years(frame)["iso3"].to_list() == ["KAZ", "XKX", None, None, "IMN"]


def test_lines_may_end_with_a_bare_carriage_return() -> None:
    assert delimited("a,b\r1,2\r3,4").rows() == [("1", "2"), ("3", "4")]


def test_zeros_of_an_army_are_unknown_and_of_none_are_zero() -> None:
    table = Table(file="x", kind="csv", level="state-year", text="", reader="geo-figures", columns={
        "iso3": ColumnEntry(type="text", text=""), "value": ColumnEntry(type="float", text="", source="n")})  # fmt: skip
    frame = pl.DataFrame({"geo": ["isl", "lby"], "time": ["2020", "2020"], "n": ["0", "0"]})
    assert tidied(frame, table).rows() == [("ISL", 0.0), ("LBY", None)]


def test_every_set_of_these_files_tells_where_it_is_from_and_what_names_a_row() -> None:
    for file in FILES:
        for name in tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8")):
            entry = get_set(name)
            assert entry.citation and entry.terms and entry.address.startswith("http"), name
            for table in entry.tables.values():
                assert table.key or any(q.startswith("Without a key: ") for q in table.quirks), table.id


def test_terms_name_what_may_not_be_done() -> None:
    assert all("commercial" in get_set(f"min-distance-{s}").terms for s in ("cow", "gw"))
    assert "IISS" in get_set("rdmc").terms and get_set("rdmc").terms_state == "not found"
