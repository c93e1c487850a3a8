"""Readers for alliances, reliability, crises and rivalries on frames made by hand; what the catalogue entries say."""

from __future__ import annotations

import datetime as dt
import tomllib

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.datasets.catalogue import FOLDER, _columns_of, get_set, get_table
from foedus.datasets.readers import alliances
from foedus.datasets.tidy import tidied
from foedus.ground.errors import DatasetError

FILES = ("alliances", "reliability")
MEMBERSHIP = dict.fromkeys(
    (c.source or n for n, c in get_table("atop.members").columns.items() if c.type in ("int", "flag")), "0"
) | {"atopid": "4220", "member": "365", "phase": "2", "yrent": "2002", "moent": "10", "dayent": "7", "yrexit": "0",
     "moexit": "0", "dayexit": "0", "ineffect": "1"}  # fmt: skip
days = st.dates(dt.date(1816, 1, 1), dt.date(2018, 12, 31))


def member(**parts: str | None) -> pl.DataFrame:
    """One member row of ATOP in the publisher's columns, text as in the file."""
    return pl.DataFrame([MEMBERSHIP | parts], schema=dict.fromkeys(MEMBERSHIP, pl.String))


def peace(*lines: str) -> pl.DataFrame:
    """Lines of the peace data as they are read: text, filled up with nulls."""
    width = max(line.count(",") for line in lines) + 1
    cells = [[c or None for c in line.split(",")] for line in lines]
    cells = [row + [None] * (width - len(row)) for row in cells]
    return pl.DataFrame(cells, schema={f"column_{i}": pl.String for i in range(width)}, orient="row")


def test_a_member_still_bound_in_2018_has_no_exit() -> None:
    (row,) = tidied(member(), get_table("atop.members")).rows(named=True)
    assert (row["ccode"], row["start"], row["end"]) == (365, dt.date(2002, 10, 7), None)
    assert row["exit_year"] is row["exit_month"] is row["exit_day"] is None and row["ineffect"] is True


def test_a_member_that_left_on_an_unknown_day_has_a_year_and_no_date() -> None:
    made = tidied(member(yrexit="1992", moexit="5", dayexit=None, ineffect="0"), get_table("atop.members"))
    assert made.select("exit_year", "exit_month", "exit_day", "end").rows() == [(1992, 5, None, None)]


def test_values_that_cannot_be_are_refused_with_their_column() -> None:
    table = get_table("atop.members")
    with pytest.raises(DatasetError, match="yrent, moent, dayent hold 2002-2-30, no date"):
        tidied(member(moent="2", dayent="30"), table)
    with pytest.raises(DatasetError, match="'yrent' holds 'soon', no whole number"):
        tidied(member(yrent="soon"), table)
    with pytest.raises(DatasetError, match="'defense' holds 2, neither 0 nor 1"):
        tidied(member(defense="2"), table)
    with pytest.raises(DatasetError, match="2 rows repeat a key, the first atopid=4220, ccode=365, phase=2"):
        tidied(pl.concat([member(), member()]), table)


@given(entry=days, exit=days)
def test_dates_of_members_are_the_days_of_the_file(entry: dt.date, exit: dt.date) -> None:
    parts = {"yrent": entry.year, "moent": entry.month, "dayent": entry.day,
             "yrexit": exit.year, "moexit": exit.month, "dayexit": exit.day}  # fmt: skip
    made = alliances.member_spells(member(**{k: str(v) for k, v in parts.items()}))
    assert made.select("start", "end").rows() == [(entry, exit)]


def test_members_of_an_alliance_are_counted_and_listed_without_gaps() -> None:
    spell = {"begyr": "1949", "begmo": "4", "begday": "4", "endyr": "0", "endmo": "0", "endday": "0"}
    frame = pl.DataFrame([spell | {"mem1": "2", "mem2": "NA", "mem3": "200", "mem4": None}])
    made = alliances.alliance_spells(frame.with_columns(pl.col("mem4").cast(pl.String)))
    assert made.select("size", "members", "end").rows() == [(2, "2 200", None)]
    with pytest.raises(DatasetError, match="no columns of members"):
        alliances.alliance_spells(pl.DataFrame([spell]))


@pytest.mark.parametrize(
    ("published", "phase", "text"),
    [("4220.1001", 1, "4220.1"), ("4220.2002", 2, "4220.2"), ("4100.2998", 3, "4100.3"), ("3285", 0, "3285")],
)
def test_phases_are_read_from_ids_with_noise(published: str, phase: int, text: str) -> None:
    made = alliances.phases_of_institutions(pl.DataFrame({"atopidphase": [published]}))
    assert made.select("phase", "atopidphase").rows() == [(phase, text)]


@pytest.mark.parametrize("edited", ["4220.15", "CSTO", None])
def test_an_id_of_another_form_is_refused(edited: str | None) -> None:
    with pytest.raises(DatasetError, match=r"not of the form 4220\.1"):
        alliances.phases_of_institutions(pl.DataFrame({"atopidphase": ["3285", edited]}))


def test_an_agreement_without_an_end_has_no_years() -> None:
    frame = pl.DataFrame({"ccode1": ["2", "145", "2"], "ccode2": ["20", "145", "200"], "span": ["-77", "5", None],
        "signYear": ["1990"] * 3, "signMonth": ["2", "2", None], "signDay": ["29", "28", None],
        "EIFYear": [None, "1991", None], "EIFMonth": [None, "1", None], "EIFDay": [None, "1", None]})  # fmt: skip
    with pytest.raises(DatasetError, match="1990-2-29, no date"):
        alliances.agreement_dates(frame)
    made = alliances.agreement_dates(frame.with_columns(signDay=pl.col("signDay").replace("29", "27")))
    assert made.select("ccode2", "indefinite", "start").rows() == [
        ("20", 1.0, None), (None, 0.0, dt.date(1991, 1, 1)), ("200", None, None)]  # fmt: skip


def test_a_commitment_is_one_of_three_and_never_two() -> None:
    marks = ("honorBF", "violateBF", "dnaBF", "honorLLM", "violateLLM", "dnaLLM")
    frame = pl.DataFrame([(1.0, None, None, None, 1.0, None)], schema=dict.fromkeys(marks, pl.Float64), orient="row")
    made = alliances.commitments_in_war(frame)
    assert made.select("outcome_bf", "outcome_llm").rows() == [("honored", "violated")]
    for other in (1.0, None):
        with pytest.raises(DatasetError, match="in 1 rows not exactly one of honorLLM, violateLLM, dnaLLM"):
            alliances.commitments_in_war(frame.with_columns(dnaLLM=other, violateLLM=other))


def test_a_zero_is_a_figure_unless_every_state_of_the_year_has_it() -> None:
    frame = pl.DataFrame({"ccode": ["2", "20", "2", "20", None], "year": ["2007", "2007", "2008", "2008", "2009"],
                          "lsthreat": ["0", ".2", "0", "0", "0"]})  # fmt: skip
    made = tidied(frame, get_table("leeds-savun"))
    assert made.rows() == [(2, 2007, 0.0), (20, 2007, 0.2), (2, 2008, None), (20, 2008, None)]


def test_a_part_of_the_month_is_no_day() -> None:
    frame = pl.DataFrame({"yrtrig": ["1961", "1961"], "motrig": ["8", "8"], "datrig": ["66", "13"],
                          "yrterm": ["1961", None], "moterm": ["10", None], "daterm": ["17", None]})  # fmt: skip
    made = alliances.crisis_dates(frame)
    assert made.select("start_day", "start", "end").rows() == [
        (None, None, dt.date(1961, 10, 17)), (13, dt.date(1961, 8, 13), None)]  # fmt: skip


def test_a_line_of_peace_data_becomes_a_row_a_spell() -> None:
    made = tidied(peace("365369,19911226-20140221,0.5,20140222-20209999,0", "2020,19009999-20209999,-9,.,"),
                  get_table("peace-data"))  # fmt: skip
    assert made.select("ccode1", "ccode2", "spell", "scale", "start", "end", "end_open").rows() == [
        (2, 20, 1, None, None, None, True),
        (365, 369, 1, 0.5, dt.date(1991, 12, 26), dt.date(2014, 2, 21), False),
        (365, 369, 2, 0.0, dt.date(2014, 2, 22), None, True),
    ]


@pytest.mark.parametrize("text", ["19620086", "19621399", "19620900", "19629999"])
def test_a_month_or_day_that_is_none_leaves_no_date(text: str) -> None:
    (row,) = alliances.peace_spells(peace(f"51365,{text}-19911226,0.5")).rows(named=True)
    assert row["start"] is row["start_day"] is None and row["start_year"] == 1962
    assert row["start_open"] == (1.0 if text.endswith("9999") else 0.0)


@pytest.mark.parametrize(
    "line",
    [
        "365369,1991-2014,0.5",
        "365-369,19911226-20140221,0.5",
        "365369,19910230-20140221,0.5",
        "365369,19911226-20140221",
    ],
)
def test_a_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(DatasetError):
        alliances.peace_spells(peace(line))


def test_codes_that_no_state_has_are_those_of_kiribati_and_tuvalu() -> None:
    made = alliances.peace_spells(peace("935936,19800915-20209999,0.5", "435403,19750712-20209999,0.5"))
    assert made.select("ccode1", "ccode2").rows() == [(403, 435), (935, 946)]


def test_a_table_has_the_columns_of_the_one_it_is_like_and_its_own() -> None:
    assert get_table("atop.alliances-nna").columns == get_table("atop.alliances").columns
    phases = list(get_table("atop.phases").columns)
    assert phases == [*get_table("atop.alliances").columns, "phase", "atopidphase"]
    assert list(get_table("atop.phases-nna").columns) == phases
    with pytest.raises(DatasetError, match="no table of the set is named 'alliance'"):
        _columns_of({}, {"tables": {"alliances": {"columns": {}}}}, "alliance", "alliances.toml")


def test_every_set_of_these_files_tells_where_it_is_from_and_what_names_a_row() -> None:
    for file in FILES:
        for name in tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8")):
            entry = get_set(name)
            assert entry.citation and entry.terms and entry.address.startswith("http") and entry.coverage, name
            for table in entry.tables.values():
                assert table.key or any(q.startswith("Without a key: ") for q in table.quirks), table.id
                assert set(table.key) <= set(table.columns), table.id


def test_no_license_is_claimed_that_was_not_read() -> None:
    for file in FILES:
        for name in tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8")):
            assert "no licence" in get_set(name).terms, name
