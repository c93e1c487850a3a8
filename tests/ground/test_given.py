"""Days and numbers as notebooks have them are taken or refused in words, never with somebody else's exception."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import foedus as fd
from foedus.ground.errors import FoedusError
from foedus.ground.given import a_day, a_whole_number, some_names

DAY = dt.date(2022, 1, 7)


@pytest.mark.parametrize(
    "given",
    [
        "2022-01-07", DAY, dt.datetime(2022, 1, 7, 23, 59), dt.datetime(2022, 1, 7, tzinfo=dt.UTC),
        pd.Timestamp("2022-01-07 12:00"), np.datetime64("2022-01-07"), np.datetime64("2022-01-07T12:00:00"),
        np.datetime64("2022-01-07T12:00:00.000000001", "ns"), np.str_("2022-01-07"),
    ],
    ids=repr,
)  # fmt: skip
def test_any_kind_of_day_is_that_day(given):
    assert a_day(given) == DAY
    assert fd.world(given, known=given).as_of.on == DAY
    assert fd.show("CSTO", given).on == "2022-01-07"


@pytest.mark.parametrize(
    "given",
    [
        2022, 2022.0, True, b"2022-01-07", Ellipsis, ["2022-01-07"], pd.NaT, np.datetime64("NaT"), np.float64(1.0),
        dt.date(1815, 12, 31), dt.date(2101, 1, 1), dt.date.max, dt.date.min, pd.Timestamp.max, "2022", "", "x",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_day_of_the_record_is_refused_in_words(given):
    for ask in (
        lambda: a_day(given, "known"),
        lambda: fd.show("CSTO", given),
        lambda: fd.show("CSTO", known=given),
        lambda: fd.invoke(alliance="CSTO", by="KAZ", on=given, threat="coup"),
        lambda: fd.claims("article-2022-01-07", given),
    ):
        with pytest.raises(FoedusError):
            ask()


@pytest.mark.parametrize("given", [1992, 1992.0, np.int64(1992), np.float64(1992.0), np.uint16(1992)])
def test_a_number_without_a_rest_is_whole(given):
    assert a_whole_number(given, "first") == 1992
    assert fd.years("NATO", given, given)[0].year == 1992


@pytest.mark.parametrize("given", [1992.5, float("nan"), float("inf"), "1992", None, True, 1j])
def test_any_other_number_is_refused_in_words(given):
    with pytest.raises(FoedusError):
        a_whole_number(given, "first")
    with pytest.raises(FoedusError):
        fd.invoke("kazakhstan-2022", runs=given)


def test_one_name_is_a_list_of_one():
    assert some_names("RUS") == ("RUS",)
    assert some_names(["RUS", "KAZ"]) == ("RUS", "KAZ")
    assert some_names(None) == ()
    assert fd.compare("CSTO", "NATO", on=DAY, without="RUS") == fd.compare("CSTO", "NATO", on=DAY, without=["RUS"])
