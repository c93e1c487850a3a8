"""Recognising files by content, and saying what differs."""

from __future__ import annotations

import bz2
import gzip

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.datasets import recognise as recognise_module
from foedus.datasets.recognise import fingerprint_of, recognise
from foedus.ground.errors import DatasetError
from small_catalogue import (
    csv_bytes,
    dta_bytes,
    frame,
    pandas_frame,
    published,
    r_bytes,
    table_of,
    xlsx_bytes,
    zip_bytes,
)


@pytest.mark.parametrize("file", sorted(published()))
def test_every_published_file_is_known_under_any_name(small, file):
    assert recognise(published()[file], "something-else.bin") == table_of(file)


def test_line_ends_and_a_byte_order_mark_make_no_other_file(small):
    data = published()["forces.csv"]
    assert recognise(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "forces.csv").file == "forces.csv"


def test_an_r_file_packed_anew_is_the_same_file(small):
    plain = gzip.decompress(published()["forces.rda"])
    assert recognise(plain, "x.rda").file == "forces.rda"
    assert recognise(bz2.compress(plain), "x.rda").file == "forces.rda"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda f: f.with_columns(milper=pl.col("milper") + (pl.col("year") == 1991).cast(pl.Int64)),
            "other values in: milper",
        ),
        (lambda f: f.head(-1), "23 rows, published 24"),
        (lambda f: f.drop("year"), "columns missing: year"),
        (lambda f: f.with_columns(mine=1), "columns not published: mine"),
    ],
)
def test_an_edited_file_is_refused_with_what_differs(small, change, told):
    with pytest.raises(DatasetError, match=r"not the published forces\.csv") as error:
        recognise(csv_bytes(change(frame())), "forces.csv")
    assert told in error.value.why
    assert "https://forces.example.org" in error.value.hint


@pytest.mark.parametrize("file", sorted(published()))
def test_a_file_cut_off_is_refused(small, file):
    data = published()[file]
    with pytest.raises(DatasetError):
        recognise(data[: len(data) * 2 // 3], file)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"%PDF-1.4 codebook", "PDF"),
        (b"a,b\n1,2\n", "no set of the catalogue"),
        (b"\x00\x01", "zero bytes"),
    ],
)
def test_what_is_no_published_file_is_refused(small, data, told):
    with pytest.raises(DatasetError, match=told):
        recognise(data, "mine.csv")


@settings(max_examples=40)
@given(st.data())
def test_one_changed_cell_never_passes(small, data):
    rows = frame().rows()
    row = data.draw(st.integers(0, len(rows) - 1))
    other = data.draw(st.integers(-5, 5000).filter(lambda n: n != rows[row][2]))
    rows[row] = (*rows[row][:2], other)
    edited = pl.DataFrame(rows, schema=["state", "year", "milper"], orient="row")
    with pytest.raises(DatasetError, match="forces"):
        recognise(csv_bytes(edited), "forces.csv")


@settings(max_examples=150)
@given(st.data())
def test_bytes_that_no_publisher_wrote_end_in_a_clear_error(small, data):
    """Mutations of every kind of file: cut, turned, repeated; a `DatasetError` or the right table, nothing else."""
    file = data.draw(st.sampled_from(sorted(published())))
    content = bytearray(published()[file])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        assert recognise(bytes(content), file).file in published()
    except DatasetError as error:
        assert error.what


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_clear_error(small, content):
    with pytest.raises(DatasetError):
        recognise(content, "found")


def test_an_archive_is_no_table_of_its_own(small):
    with pytest.raises(DatasetError):
        recognise(zip_bytes({"a.txt": b"x"}), "a.zip")


def test_texts_that_hold_the_marks_of_the_hash_do_not_run_together():
    """Joined by a mark, a null and a zero byte, or two ways to cut a text, would have one hash."""
    columns = [["a\x1fb", "c"], ["a", "b\x1fc"], ["\x00", "c"], [None, "c"], ["1:a", "c"], ["a", "c"]]
    assert len({fingerprint_of(pl.Series(c, dtype=pl.String)) for c in columns}) == len(columns)


def test_a_file_over_the_bound_is_refused(small, monkeypatch):
    monkeypatch.setattr(recognise_module, "MOST_BYTES", 100)
    with pytest.raises(DatasetError, match="at most 100 are taken"):
        recognise(published()["forces.csv"], "forces.csv")


def test_columns_in_another_order_are_told(small):
    with pytest.raises(DatasetError, match="another order"):
        recognise(csv_bytes(frame().select("year", "state", "milper")), "forces.csv")


def test_a_value_and_a_column_more_are_both_told(small):
    edited = frame().with_columns(year=pl.col("year") + 1, mine=1)
    with pytest.raises(DatasetError) as error:
        recognise(csv_bytes(edited), "forces.csv")
    assert "columns not published: mine" in error.value.why
    assert "other values in: year" in error.value.why


def test_a_file_of_another_kind_under_a_known_name_is_told(small):
    with pytest.raises(DatasetError, match=r"not the published forces\.rda") as error:
        recognise(b"x;y\n1;2\n", "forces.rda")
    assert "cannot be read to its end" in error.value.why


def test_a_known_name_says_how_the_columns_differ_even_if_few_are_shared(small):
    """The columns are told although the file could be read: it was once said to end early."""
    with pytest.raises(DatasetError, match=r"not the published wars\.csv") as error:
        recognise(b"name;x;y;z\nChaco;1;2;3\n", "wars.csv")
    assert "columns missing: begin, deaths, won" in error.value.why


def test_another_version_is_named_as_one(small):
    """Another version has the columns and other rows; the message says which version is known."""
    later = pl.concat([frame(), pl.DataFrame([("USA", 1994, 5)], schema=frame().schema, orient="row")])
    with pytest.raises(DatasetError, match=r"Small forces 1\.0, though like it") as error:
        recognise(csv_bytes(later), "forces-2.csv")
    assert "25 rows, published 24" in error.value.why
    assert "another version than 1.0" in error.value.hint


def test_latin_letters_in_a_unicode_table_are_told(small):
    data = published()["forces.csv"].replace(b"USA", b"\xdcSA", 1)
    with pytest.raises(DatasetError, match=r"not the published forces\.csv"):
        recognise(data, "forces.csv")


@pytest.mark.parametrize("file", ["forces.dta", "forces.rda", "forces.rds", "forces.xlsx"])
@settings(max_examples=15)
@given(row=st.integers(0, 23), other=st.integers(-5000, 5000))
def test_one_changed_cell_never_passes_in_any_format(small, file, row, other):
    """The files are written anew: with the published cell they are known, with another one they are not."""
    for value in (None, other):
        made = pandas_frame()
        factor = 2.5 if file == "forces.rds" else 1
        before = made.loc[row, "milper"]
        changed = made.assign(milper=made.milper.where(made.index != row, before if value is None else value))
        if file == "forces.dta":
            changed = changed.assign(milper=changed.milper.astype("float64"), seen=pd.Timestamp("1990-01-02"))
            data = dta_bytes(changed, 117)
        elif file == "forces.xlsx":
            data = xlsx_bytes([list(changed.columns), *changed.to_numpy().tolist()])
        elif file == "forces.rda":
            data = r_bytes(changed.assign(part=pd.Categorical(["a", "b"] * 12)), "rda", "xz")
        else:
            data = r_bytes(changed.assign(milper=changed.milper * factor), "rds", "bzip2")
        if value is None or value == before:
            assert recognise(data, "x").file == file
        else:
            with pytest.raises(DatasetError, match="other values in: milper"):
                recognise(data, "x")
