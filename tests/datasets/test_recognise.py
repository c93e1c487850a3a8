"""Recognising files by content, and saying what differs."""

from __future__ import annotations

import bz2
import gzip

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.datasets.recognise import recognise
from foedus.ground.errors import DatasetError
from small_catalogue import csv_bytes, frame, published, table_of, zip_bytes


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
        (b"\x00\x01", "no set of the catalogue"),
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
