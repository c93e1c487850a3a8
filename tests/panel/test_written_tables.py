"""Tables written whole in four forms, or not at all."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

from foedus.ground.errors import QueryError
from foedus.panel import dyad_years
from foedus.panel.write import write
from small_tables import small

__all__ = ["small"]


@pytest.mark.parametrize(
    ("name", "read"), [("d.parquet", pl.read_parquet), ("d.arrow", pl.read_ipc), ("d.csv", pl.read_csv)]
)
def test_a_panel_comes_back_as_it_was_written(small, tmp_path, name, read):
    panel = dyad_years(1989, 1991).add("atop", "nmc")
    path = panel.write(tmp_path / "new" / name)
    found = read(path)
    assert found.height == len(panel)
    assert found["atop_any"].to_list() == panel.frame()["atop_any"].to_list()
    assert [p.name for p in path.parent.iterdir()] == [name]


def test_stata_has_flags_as_numbers_and_unknown_as_missing(small, tmp_path):
    panel = dyad_years(2018, 2019).add("atop")
    found = pd.read_stata(panel.write(tmp_path / "d.dta"))
    assert found["atop_any"].isna().sum() == (panel.frame()["year"] == 2019).sum()
    assert set(found["atop_any"].dropna()) <= {0, 1}


def test_lists_of_members_are_words_in_stata(tmp_path):
    path = write(pl.DataFrame({"k": [2], "members": [[365, 705]]}), tmp_path / "a.dta")
    assert pd.read_stata(path)["members"].to_list() == ["365 705"]


def test_names_that_are_too_long_for_stata_are_told(tmp_path):
    with pytest.raises(QueryError, match="32 letters"):
        write(pl.DataFrame({"x" * 40: [1]}), tmp_path / "a.dta")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_and_a_folder_that_is_a_file(tmp_path):
    with pytest.raises(QueryError, match=r"no table is written as '\.xlsx'"):
        write(pl.DataFrame({"x": [1]}), tmp_path / "a.xlsx")
    (tmp_path / "file").write_text("")
    with pytest.raises(QueryError, match="cannot be written"):
        write(pl.DataFrame({"x": [1]}), tmp_path / "file" / "a.csv")
