"""Tables written whole in four forms, or not at all."""

from __future__ import annotations

import re

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.panel import dyad_years
from foedus.panel.stata import short_names
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


def labels_of(path):
    with pd.read_stata(path, iterator=True) as reader:
        return reader.variable_labels()


def test_long_names_are_cut_for_stata_and_stand_in_the_label(tmp_path):
    long = ["x" * 40, "x" * 41, "x" * 32, "GDP (US$)", "in", "1990"]
    path = write(pl.DataFrame({name: [i] for i, name in enumerate(long)}), tmp_path / "a.dta")
    found, labels = pd.read_stata(path), labels_of(path)
    assert found.iloc[0].to_list() == list(range(6))
    assert list(found.columns) == ["x" * 30 + "_2", "x" * 30 + "_3", "x" * 32, "GDP__US__", "_in", "_1990"]
    assert list(labels.values()) == ["x" * 40, "x" * 41, "", "GDP (US$)", "in", "1990"]


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), unique=True))
def test_every_name_becomes_one_that_stata_takes_and_no_two_the_same(names):
    made = short_names(names)
    assert list(made) == names
    assert len(set(made.values())) == len(names)
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,31}", name) for name in made.values())


def test_what_the_catalogue_says_of_a_column_is_its_label(small, tmp_path):
    small["thompson-sakuwa-suhas.rivalries"] = pl.DataFrame(
        {
            "tssr_id": [1],
            "ccode1": [2],
            "ccode2": [365],
            "start_year": [1989],
            "end_year": [1990],
            "interventionary": [True],
        }
    )
    panel = dyad_years(1990, 1990).add("nmc", "thompson-sakuwa-suhas")
    labels = labels_of(panel.write(tmp_path / "d.dta"))
    assert labels["cinc2"].startswith("composite index of national capability")
    # The name is longer than Stata takes: it stands in the label, before what it means.
    assert labels["thompson_sakuwa_suhas_interventi"].startswith(
        "thompson_sakuwa_suhas_interventionary: over intervention"
    )


def test_lists_are_words_in_csv_too(tmp_path):
    path = write(pl.DataFrame({"k": [2], "members": [[365, 705]]}), tmp_path / "a.csv")
    assert path.read_text() == "k,members\n2,365 705\n"


def test_an_unknown_ending_and_a_folder_that_is_a_file(tmp_path):
    with pytest.raises(QueryError, match=r"no table is written as '\.xlsx'"):
        write(pl.DataFrame({"x": [1]}), tmp_path / "a.xlsx")
    (tmp_path / "file").write_text("")
    with pytest.raises(QueryError, match="cannot be written"):
        write(pl.DataFrame({"x": [1]}), tmp_path / "file" / "a.csv")
