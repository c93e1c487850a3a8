"""A researcher's own files: every form says the same, what was taken for granted is said, what is no table is refused."""

from __future__ import annotations

import io
import sys

import pandas as pd
import polars as pl
import pytest

from foedus.ground.errors import QueryError
from foedus.ground.extras import MissingExtraError, how_to_add
from foedus.panel import state_years
from foedus.panel.own.read import delimited, read
from small_tables import small

__all__ = ["small"]

ROWS = pl.DataFrame({"country": ["France", "Côte d'Ivoire"], "year": [1991, 1991], "aid": [1.5, None]})
CSV = "country,year,aid\nFrance,1991,1.5\nCôte d'Ivoire,1991,\n"


def stata(path):
    frame = pd.DataFrame({"country": [1, 2], "year": [1991, 1991], "aid": [1.5, None]})
    names = {"country": {1: "France", 2: "Côte d'Ivoire"}}
    frame.to_stata(path, write_index=False, version=118, value_labels=names)


def spss(path):
    pyreadstat = pytest.importorskip("pyreadstat")
    frame = pd.DataFrame({"country": [1.0, 2.0], "year": [1991.0, 1991.0], "aid": [1.5, None]})
    pyreadstat.write_sav(frame, path, variable_value_labels={"country": {1: "France", 2: "Côte d'Ivoire"}})


FILES = {
    "a.csv": lambda p: p.write_text(CSV, "utf-8"),
    "bom.csv": lambda p: p.write_text(CSV, "utf-8-sig"),
    "latin.csv": lambda p: p.write_text(CSV, "latin-1"),
    "utf16.csv": lambda p: p.write_text(CSV, "utf-16"),
    "semicolons.csv": lambda p: p.write_text(CSV.replace(",", ";").replace("1.5", "1,5"), "utf-8"),
    "windows.txt": lambda p: p.write_bytes(CSV.replace(",", "\t").replace("\n", "\r\n").encode()),
    "tabs.tsv": lambda p: p.write_text(CSV.replace(",", "\t"), "utf-8"),
    "gaps.csv": lambda p: p.write_text(CSV.replace("1991,\n", "1991,NA\n"), "utf-8"),
    "a.dta": stata,
    "a.sav": spss,
    "a.parquet": ROWS.write_parquet,
    "a.arrow": ROWS.write_ipc,
    "a.xlsx": lambda p: ROWS.to_pandas().to_excel(p, index=False),
}
SAID = {
    "latin.csv": "not UTF-8 (byte 34): read as Latin-1 (Windows-1252)",
    "utf16.csv": "read as UTF-16",
    "semicolons.csv": "separated by semicolons",
    "tabs.tsv": "separated by tabs",
    "windows.txt": "separated by tabs",
    "a.dta": "country: names by its labels",
    "a.sav": "country: names by its labels",
}


@pytest.mark.parametrize("name", FILES)
def test_every_form_says_the_same(small, tmp_path, name):
    path = tmp_path / name
    FILES[name](path)
    table = read(path)
    assert table.frame.with_columns(pl.col("year").cast(pl.Int64)).to_dict(as_series=False) == ROWS.to_dict(
        as_series=False
    )
    panel = state_years(1990, 1992).add(str(path))
    found = panel.frame().filter(pl.col("aid").is_not_null())
    assert found.select("ccode", "year", "aid").rows() == [(220, 1991, 1.5)]
    notes = [n.text for n in panel.joins[0].notes]
    assert SAID[name] in notes if name in SAID else not notes
    assert panel.joins[0].states == (("Côte d'Ivoire", 1),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "Git LFS pointer"),
        ("a.csv", b"<!DOCTYPE html><html></html>", "web page"),
        ("a.csv", b"PK\x03\x04\x00\x00\x00", "zero bytes"),
        ("a.csv", b"", "cannot be read as .csv"),
        ("a.csv", b"ccode,year\n", "no rows"),
        ("a.csv", b"ccode,year\n1,2,3\n", "cannot be read as .csv"),
        ("a.xls", b"x", "save the sheet as .xlsx or CSV"),
        ("a.json", b"{}", "files of one's own: .csv"),
        ("a.xlsx", b"x", "cannot be read as .xlsx|not a zip|zip"),
        ("a.dta", b"x", "cannot be read as .dta"),
        ("a.parquet", b"x", "cannot be read as .parquet"),
    ],
)
def test_what_is_no_table_is_refused_for_what_it_is(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Exception, match=said) as refused:
        read(tmp_path / name)
    assert type(refused.value).__module__ == "foedus.ground.errors"
    with pytest.raises(QueryError, match="no such file"):
        read(tmp_path / "other.csv")


def test_types_are_those_that_every_cell_has():
    text = "n,f,flag,day,word,none,iso2\n1,1.5,true,2020-01-31,x,,NA\n,2,FALSE,,NA,,FR\n"
    frame, _ = delimited(text.encode())
    assert [str(t) for t in frame.dtypes] == ["Int64", "Float64", "Boolean", "Date", "String", "Float64", "String"]
    assert frame.row(1)[:5] == (None, 2.0, False, None, None)
    assert frame["iso2"].to_list() == ["NA", "FR"]


def test_a_frame_of_pandas_keeps_its_named_index():
    frame = pd.read_csv(io.StringIO(CSV)).set_index(["country", "year"])
    assert read(frame).frame.columns == ["country", "year", "aid"]


def test_where_spss_files_cannot_be_read_the_way_is_that_of_this_installation(tmp_path, monkeypatch):
    path = tmp_path / "aid.sav"
    path.write_bytes(b"$FL2" + bytes(100))
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(MissingExtraError, match="SPSS files need pyreadstat") as raised:
        read(str(path))
    assert raised.value.hint == how_to_add("data") and "foedus" not in raised.value.hint.replace(sys.executable, "")
