"""Quirks of the published files on reliability, signals, crises and rivalries, each handled as stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from foedus.datasets.catalogue import get_table
from foedus.datasets.formats import raw
from published import rows

pytestmark = pytest.mark.data

Read = Callable[[str], pl.DataFrame]


ROWS = {
    "berkemeier-fuhrmann": 576, "leeds-anac": 137, "leeds-savun": 14400 - 7, "mcmanus-nieman": 9266,
    "icb.crises": 482, "icb.actors": 1065, "peace-data": 3746, "thompson-dreyer.rivalries": 197,
    "thompson-dreyer.named": 197, "thompson-sakuwa-suhas": 264, "arms-races": 71,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_row_that_was_published_is_there(name: str, read: Read) -> None:
    assert read(name).height == ROWS[name]


@pytest.mark.parametrize(("coding", "honored", "violated"), [("bf", 69, 70), ("llm", 73, 73)])
def test_r4_berkemeier_and_fuhrmann_find_about_one_in_two_honored(
    coding: str, honored: int, violated: int, read: Read
) -> None:
    found = read("berkemeier-fuhrmann")
    counts = dict(found[f"outcome_{coding}"].value_counts().rows())
    assert counts == {"honored": honored, "violated": violated, "no test": 576 - honored - violated}


def test_berkemeier_and_fuhrmann_mark_1_or_nothing_never_0(files: dict[str, Path], read: Read) -> None:
    published = raw(files[get_table("berkemeier-fuhrmann").file].read_bytes(), get_table("berkemeier-fuhrmann"))
    marks = [c for c in published.columns if c.lower().endswith(("bf", "llm"))]
    assert len(marks) == 14 and all(set(published[c].drop_nulls()) == {1.0} for c in marks)
    assert read("berkemeier-fuhrmann")["honor_bf"].drop_nulls().all()


def test_the_treaty_of_tashkent_is_once_in_it_as_violated(read: Read) -> None:
    found = rows(read("berkemeier-fuhrmann"), "warname", "outcome_bf", "outcome_llm", "sabvio", "cowid", atopid=4220)
    assert found == [("Azeri-Armenian_1993-94", "violated", "violated", True, None)]


def test_r6_leeds_and_anac_find_93_of_137_honored(read: Read) -> None:
    found = read("leeds-anac")
    assert (found["honor3"].sum(), found["honor2"].sum(), found.height) == (93, 95, 137)


def test_threat_is_unknown_in_years_in_which_every_state_has_zero(read: Read) -> None:
    found = read("leeds-savun")
    unknown = found.filter(pl.col("threat").is_null())
    assert sorted(set(unknown["year"])) == [1919, 1920, 2008]
    assert rows(found, "threat", ccode=365, year=2007) == [(0.16555999,)]
    assert (found["threat"] == 0).sum() > 0 and found["ccode"].null_count() == 0


def test_signals_have_two_germanies_in_1990_and_no_sender_among_receivers(read: Read) -> None:
    found = read("mcmanus-nieman")
    assert {c for (c,) in rows(found, "ccode", year=1990)} >= {255, 260}
    assert not {2, 365, 710} & set(found["ccode"]) and {200, 220} <= set(found["ccode"])
    assert rows(found, "rus_pact", "rus_troops", ccode=705, year=2011) == [(True, 1)]


def test_days_66_77_and_88_of_crises_are_no_days(read: Read) -> None:
    for name, starts, ends in (("icb.crises", 20, 53), ("icb.actors", 34, 86)):
        found = read(name)
        assert (found["start"].null_count(), found["end"].null_count()) == (starts, ends)
        assert found["start_day"].max() == found["end_day"].max() == 31


def test_crisis_474_is_not_coded(read: Read) -> None:
    (row,) = read("icb.crises").filter(pl.col("crisno") == 474).rows(named=True)
    assert {k: v for k, v in row.items() if v is not None} == {"crisno": 474, "crisname": "HUTHI REBELLION"}


def test_crises_name_germany_260_after_1955(read: Read) -> None:
    codes = read("icb.actors").filter(pl.col("gwcode").is_in([255, 260])).group_by("gwcode").agg(
        pl.col("start_year").min().alias("first"), pl.col("start_year").max().alias("last"))  # fmt: skip
    assert sorted(codes.rows()) == [(255, 1920, 1945), (260, 1958, 2015)]


def test_an_actor_can_be_in_a_crisis_more_than_once(read: Read) -> None:
    assert read("icb.actors").filter(pl.struct("crisno", "gwcode").is_duplicated()).height == 41


def test_peace_data_have_no_header_and_their_first_line_is_a_dyad(read: Read) -> None:
    first = rows(read("peace-data"), "spell", "scale", "start", "end", "end_open", ccode1=2, ccode2=20)
    assert first == [
        (1, 0.75, dt.date(1920, 1, 10), dt.date(1987, 10, 2), False),
        (2, 1.0, dt.date(1987, 10, 3), None, True),
    ]


def test_9999_marks_spells_that_reach_beyond_the_data(read: Read) -> None:
    found = read("peace-data")
    assert (found["start_open"].sum(), found["end_open"].sum()) == (207, 2105)
    assert set(found.filter("start_open")["start_year"]) == {1900}
    assert set(found.filter("end_open")["end_year"]) == {2020}
    assert found.filter("end_open")["end"].null_count() == 2105


def test_impossible_days_in_peace_data_make_no_date(read: Read) -> None:
    found = read("peace-data")
    assert rows(found, "start_year", "start_month", "start_day", "start", ccode1=51, ccode2=365) == [
        (1962, None, None, None)]  # fmt: skip
    for pair, year in (((435, 600), 1969), ((484, 540), 1997)):
        end = rows(found, "end_year", "end_month", "end_day", "end", ccode1=pair[0], ccode2=pair[1], spell=1)
        assert end == [(year, None, None, None)]


def test_minus_nine_is_no_value_of_the_peace_scale(read: Read) -> None:
    scale = read("peace-data")["scale"]
    assert scale.null_count() == 111 and set(scale.drop_nulls()) == {0, 0.25, 0.5, 0.75, 1}


def test_dyads_in_peace_data_name_states_the_smaller_code_first(read: Read) -> None:
    found = read("peace-data")
    assert (found["ccode1"] < found["ccode2"]).all()
    assert rows(found, "ccode2", ccode1=935) and not {936, 937} & set(found["ccode2"])
    assert {(403, 435), (935, 946), (935, 947)} <= set(found.select("ccode1", "ccode2").rows())


def test_russia_and_ukraine_are_severe_rivals_from_2014_in_peace_data(read: Read) -> None:
    found = rows(read("peace-data"), "spell", "scale", "start", "end_open", ccode1=365, ccode2=369)
    assert found[-1] == (4, 0.0, dt.date(2014, 2, 22), True)


def test_both_lists_of_thompson_and_dreyer_are_one(read: Read) -> None:
    coded, named = read("thompson-dreyer.rivalries"), read("thompson-dreyer.named")
    shared = [c for c in coded.columns if c in named.columns]
    assert coded.select(shared).sort("rivalryno").equals(named.select(shared).sort("rivalryno"))


@pytest.mark.parametrize(
    ("name", "last", "lasting"), [("thompson-dreyer.rivalries", 2010, 42), ("thompson-sakuwa-suhas", 2020, 56)]
)
def test_rivalries_that_last_end_where_the_list_was_closed(name: str, last: int, lasting: int, read: Read) -> None:
    ends = read(name)["end_year"]
    assert (ends.max(), (ends == last).sum(), get_table(name).coverage) == (last, lasting, (1494, last))


def test_kinds_of_rivalries_are_1_or_nothing(read: Read) -> None:
    found = read("thompson-sakuwa-suhas")
    kinds = ("positional", "spatial", "ideological", "interventionary", "principal", "aprin")
    assert [found[k].sum() for k in kinds] == [115, 152, 59, 127, 46, 65]
    assert all(found[k].drop_nulls().all() for k in kinds)
    assert rows(found, "start_year", "end_year", "spatial", ccode1=371, ccode2=373) == [(1991, 2020, True)]
