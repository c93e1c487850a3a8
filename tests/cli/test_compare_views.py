"""What the comparison of two releases prints: rows, cells, the years and states that differ most, in both languages."""

from __future__ import annotations

import json

import polars as pl
import pytest

from foedus.cli import compare_views
from foedus.datasets.catalogue import ColumnEntry, Table
from foedus.datasets.compare import compare

COLUMNS = {
    "ccode": ColumnEntry(type="int", text="state"),
    "year": ColumnEntry(type="int", text="year"),
    "x": ColumnEntry(type="float", text="people", unit="people"),
    "y": ColumnEntry(type="float", text="share", unit="share"),
    "z": ColumnEntry(type="float", text="share", unit="share"),
}
OF = Table(file="a.csv", kind="csv", level="state-year", text="a", columns=COLUMNS, key=("ccode", "year"),
           id="nmc-6.a", set="nmc-6")  # fmt: skip


def frame(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=["ccode", "year", "x", "y"], orient="row")


ONE = frame((2, 1900, 1000.0, 0.5), (2, 1901, 2.0, 0.5), (20, 1900, 3.0, None), (20, 1901, 5.0, 0.25))
OTHER = frame((2, 1900, 1234.0, 0.5), (2, 1901, 4.0, 0.9), (200, 1900, 3.0, 0.1), (20, 1901, 5.0, 0.25))


@pytest.mark.parametrize(("lang", "words"), [("en", "year"), ("de", "Jahr")])
def test_what_differs_is_told_by_column_year_and_state(lang, words, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "200")
    found, cells = compare((OF, ONE), (OF, OTHER))
    compare_views.comparison(found, lang, tmp_path / "cells.csv", len(cells))
    out = capsys.readouterr().out
    assert words in out and "cells.csv" in out
    assert ("1.234" if lang == "de" else "1,234") in out or "1234" in out
    assert "200" in out and "1901" in out


def test_two_tables_alike_say_so(capsys):
    found, cells = compare((OF, ONE), (OF, ONE))
    compare_views.comparison(found, "en", None, len(cells))
    out = capsys.readouterr().out
    assert out.strip() and "1901" in out
    assert not any(c.changed for c in found.columns)


def test_columns_of_one_table_only_are_named_and_rows_twice_counted(capsys):
    more = pl.concat([OTHER, OTHER.head(1)]).with_columns(z=pl.lit(0.5))
    found, cells = compare((OF, ONE), (OF, more))
    compare_views.comparison(found, "en", None, len(cells))
    assert "z" in capsys.readouterr().out


def test_the_json_has_all_and_names_the_file(capsys, tmp_path):
    found, _ = compare((OF, ONE), (OF, OTHER))
    compare_views.comparison_json(found, tmp_path / "cells.csv")
    told = json.loads(capsys.readouterr().out)
    assert told["written"].endswith("cells.csv") and told["common"] == 3
