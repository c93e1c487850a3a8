"""Panels written in parts: the same table as the frame, read by three libraries; squares against the plain index."""

from __future__ import annotations

import duckdb
import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.panel import dyad_years, sheet
from foedus.panel.columns import Column
from foedus.panel.parquet import storable
from foedus.panel.side import Side
from foedus.panel.squares import fill_cells, fill_first, fill_second, square_of
from small_tables import small

__all__ = ["small"]

READERS = {
    "polars": lambda path: pl.read_parquet(path),
    "arrow": lambda path: pl.from_arrow(pq.read_table(path)),
    "duckdb": lambda path: duckdb.read_parquet(str(path)).pl(),
}


@pytest.fixture(params=[1, 30, 1 << 18])
def parts(request, monkeypatch):
    """Parts of one year, of a few, and one of all."""
    monkeypatch.setattr(sheet, "PART", request.param)


def every_kind(directed: bool):
    """A panel with each kind of column: of states and of pairs, known whole and in part, numbers, flags and words."""
    made = dyad_years(1985, 1995, directed=directed).add("atop", "nmc", "capitals", "peace-years")
    n, states = made.height, len(made.states.code)
    draw = np.random.default_rng(7)
    words = ("", "Südtirol", "a")
    return made.having(
        {
            "small": Column(draw.integers(-128, 128, n).astype(np.int8), draw.random(n) < 0.5),
            "long": Column(draw.integers(-(2**40), 2**40, n)),
            "single": Column(draw.random(n).astype(np.float32), np.zeros(n, bool)),
            "word1": Side(
                Column(draw.integers(0, 3, states).astype(np.int16), draw.random(states) < 0.7, words), made.pairs, 1
            ),
            "code2": Side(
                Column(draw.integers(-99, 99, states).astype(np.int16), draw.random(states) < 0.6), made.pairs, 2
            ),
            "flag2": Side(Column(draw.random(states) < 0.5, draw.random(states) < 0.5), made.pairs, 2),
        }
    )


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("reader", READERS)
def test_what_is_read_is_the_frame(small, parts, tmp_path, directed, reader):
    made = every_kind(directed)
    assert storable(made.keys() | made.columns)
    found = READERS[reader](made.write(tmp_path / "d.parquet"))
    assert found.schema == made.frame().schema
    assert found.equals(made.frame(), null_equal=True)


def test_the_footer_tells_least_largest_and_unknown_truly(small, parts, tmp_path):
    made = every_kind(True)
    about = pq.ParquetFile(made.write(tmp_path / "d.parquet")).metadata
    begin = 0
    for group in (about.row_group(i) for i in range(about.num_row_groups)):
        rows = made.frame().slice(begin, group.num_rows)
        begin += group.num_rows
        for chunk in (group.column(i) for i in range(group.num_columns)):
            values = rows[chunk.path_in_schema]
            assert chunk.statistics.null_count == values.null_count()
            if chunk.statistics.has_min_max:
                assert (chunk.statistics.min, chunk.statistics.max) == (values.min(), values.max())
    assert begin == len(made)
    assert about.row_group(0).column(2).statistics.has_min_max  # by the year a reader may skip a group


def test_parts_and_the_lazy_frame_are_the_frame(small, parts):
    made = every_kind(True)
    whole = made.frame()
    assert pl.concat(made.parts()).equals(whole, null_equal=True)
    assert made.schema() == whole.schema
    assert made.lazy().collect().equals(whole, null_equal=True)
    chosen = pl.col("year") > 1990
    assert (
        made.lazy()
        .filter(chosen)
        .select("capdist", "year")
        .collect()
        .equals(whole.filter(chosen).select("capdist", "year"), null_equal=True)
    )
    assert made.lazy().head(7).collect().equals(whole.head(7), null_equal=True)
    for rows in (1, 5, len(made) - 1, len(made) + 5):
        assert made.tail(rows).equals(whole.tail(rows), null_equal=True)


def test_sums_are_those_of_the_frame(small):
    for directed in (True, False):
        made = every_kind(directed)
        for name, column in (made.keys() | made.columns).items():
            values, (known, total) = made.frame()[name], column.total()
            assert known == len(values) - values.null_count()
            assert total is None if values.dtype == pl.String else total == pytest.approx(values.cast(pl.Float64).sum())


@given(st.integers(0, 9), st.randoms(use_true_random=False))
def test_squares_are_filled_as_by_the_index(n, draw):
    """Oracle: values taken by the places of each pair's states."""
    one, two = np.nonzero(~np.eye(n, dtype=bool))
    values, square = np.array([draw.random() for _ in range(n)]), np.array([draw.random() for _ in range(n * n)])
    square = square.reshape(n, n)
    first, second, cells = (np.full(len(one), -1.0) for _ in range(3))
    fill_first(first, values)
    fill_second(second, values)
    fill_cells(cells, square)
    assert np.array_equal(first, values[one])
    assert np.array_equal(second, values[two])
    assert np.array_equal(cells, square[one, two])
    assert np.array_equal(square_of(cells, n), np.where(np.eye(n, dtype=bool), 0, square))
