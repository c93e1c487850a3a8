"""Tidy tables: types, codes for unknown, keys."""

from __future__ import annotations

import datetime as dt

import msgspec
import polars as pl
import pytest

from foedus.datasets.catalogue import ColumnEntry, Table
from foedus.datasets.readers import READERS
from foedus.datasets.tidy import tidied
from foedus.ground.errors import DatasetError


def table(key=(), **columns):
    made = {name: ColumnEntry(text="", **spec) for name, spec in columns.items()}
    return Table(file="t.csv", kind="csv", level="other", text="", columns=made, key=key)


def one(values, **spec):
    return tidied(pl.DataFrame({"x": values}), table(x=spec))["x"].to_list()


def test_codes_for_unknown_become_null():
    assert one(["1", "-9", ".", ""], type="int", missing=(-9,)) == [1, None, None, None]
    assert one([1.5, -9.0, float("nan")], type="float", missing=(-9,)) == [1.5, None, None]
    assert one([" a ", "n/a", ""], type="text", missing=("n/a",)) == ["a", None, None]


def test_namibia_is_no_missing_value():
    assert one(["NA", "DE"], type="text") == ["NA", "DE"]


def test_flags_and_days():
    assert one(["1", "0", ""], type="flag") == [True, False, None]
    assert one(["1990-10-03", ""], type="date") == [dt.date(1990, 10, 3), None]
    assert one([0.0, None], type="date", format="days") == [dt.date(1970, 1, 1), None]
    assert one(["3/10/1990"], type="date", format="%d/%m/%Y") == [dt.date(1990, 10, 3)]


@pytest.mark.parametrize(
    ("values", "spec", "told"),
    [
        (["1", "x"], {"type": "int"}, "holds 'x' in row 2, no number"),
        (["1", "1.5"], {"type": "int"}, "no whole number"),
        (["3000000000"], {"type": "int"}, "beyond 32 bits"),
        (["2"], {"type": "flag"}, "neither 0 nor 1"),
        (["yesterday"], {"type": "date"}, "no date"),
        ([float("inf")], {"type": "int"}, "no whole number"),
        ([1.0, 1e9], {"type": "date", "format": "days"}, r"1e\+09 days from 1970, no date"),
        ([float("inf")], {"type": "date", "format": "days"}, "inf days from 1970, no date"),
    ],
)
def test_a_value_that_does_not_fit_names_its_place(values, spec, told):
    with pytest.raises(DatasetError, match=told):
        one(values, **spec)


def test_a_missing_column_and_a_repeated_key_are_told():
    with pytest.raises(DatasetError, match="'x' is missing"):
        tidied(pl.DataFrame({"y": [1]}), table(x={"type": "int"}))
    with pytest.raises(DatasetError, match="2 rows repeat a key, the first x=1"):
        tidied(pl.DataFrame({"x": [1, 1, 2]}), table(key=("x",), x={"type": "int"}))


def test_codes_written_as_text_hold_for_numbers_of_binary_files():
    assert one([1.0, -9.0, -8.0], type="int", missing=("-9", ".", -8)) == [1, None, None]


def test_texts_from_numbers_and_days_lose_what_binary_formats_gave_them():
    assert one([2.0, None], type="text") == ["2", None]
    assert one([2.5, 3.0], type="text") == ["2.5", "3.0"]
    large, unknown = one([1e300, float("nan")], type="text")  # beyond 64 bits: not made a whole number
    assert float(large) == 1e300
    assert unknown is None
    assert one([dt.date(1990, 10, 3)], type="text") == ["1990-10-03"]
    assert one([dt.date(1990, 10, 3)], type="date") == [dt.date(1990, 10, 3)]


@pytest.mark.parametrize("read", [lambda f: f["gone"], lambda f: 1 / 0])
def test_what_a_reader_cannot_take_is_an_error_of_the_file(monkeypatch, read):
    monkeypatch.setitem(READERS, "by-hand", read)
    wanted = msgspec.structs.replace(table(x={"type": "int"}), reader="by-hand")
    with pytest.raises(DatasetError, match="does not fit its reader 'by-hand'"):
        tidied(pl.DataFrame({"x": [1]}), wanted)


def test_what_a_reader_refuses_keeps_its_words(monkeypatch):
    def refuse(frame):
        raise DatasetError("the phases overlap")

    monkeypatch.setitem(READERS, "by-hand", refuse)
    with pytest.raises(DatasetError, match="the phases overlap"):
        tidied(pl.DataFrame({"x": [1]}), msgspec.structs.replace(table(x={"type": "int"}), reader="by-hand"))
