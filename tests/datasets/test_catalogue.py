"""The catalogue as text files: what stands in them is checked, and names are forgiven nothing but told near ones."""

from __future__ import annotations

import json

import pytest

from foedus.datasets import catalogue as module
from foedus.datasets.catalogue import catalogue, fingerprints, get_set, get_table
from foedus.ground.errors import DatasetError

ENTRY = """
[{name}]
title = "Small"
version = "1"
publisher = "P"
citation = "C"
terms = "T"
terms_state = "stated"
address = "https://example.org"
topic = "wars"
{more}
[{name}.tables.one]
file = "{name}.csv"
kind = "csv"
level = "event"
text = "T"
columns = {{ a = {{ type = "int", text = "A" }} }}
[{name}.tables.two]
like = "{like}"
file = "{name}-2.csv"
kind = "csv"
level = "event"
text = "T"
columns = {{ b = {{ type = "text", text = "B" }} }}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    for cached in (module.catalogue, module.tables, module.fingerprints):
        cached.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cached in (module.catalogue, module.tables, module.fingerprints):
        cached.cache_clear()


def write(folder, file, name="small", more="", like="one"):
    (folder / file).write_text(ENTRY.format(name=name, more=more, like=like))


def test_a_table_may_have_the_columns_of_another_and_more(folder):
    write(folder, "a.toml")
    assert list(get_table("small.two").columns) == ["a", "b"]
    assert (get_table("small.two").id, get_table("small.two").set) == ("small.two", "small")


@pytest.mark.parametrize(("more", "like", "told"), [
    ('colour = "red"', "one", "colour"),
    ("coverage = 3", "one", "coverage"),
    ("", "three", "no table of the set is named 'three'"),
])  # fmt: skip
def test_an_entry_that_does_not_hold_is_named_with_its_file(folder, more, like, told):
    write(folder, "a.toml", more=more, like=like)
    with pytest.raises(DatasetError, match=told) as error:
        catalogue()
    assert error.value.where == "a.toml"


def test_a_set_may_stand_once_only(folder):
    write(folder, "a.toml")
    write(folder, "b.toml")
    with pytest.raises(DatasetError, match="'small' stands twice"):
        catalogue()


def test_names_that_are_not_there_are_told_near_ones(folder):
    write(folder, "a.toml")
    with pytest.raises(DatasetError, match="did you mean small"):
        get_set("smal")
    with pytest.raises(DatasetError, match=r"did you mean small\.one"):
        get_table("small.onne")
    with pytest.raises(DatasetError, match=r"has 2 tables\n.*small\.one, small\.two"):
        get_table("small")


def test_fingerprints_are_read_where_there_are_any(folder):
    assert fingerprints() == {}
    fingerprints.cache_clear()
    known = {"a.csv": {"sha256": "0", "bytes": 1, "rows": 1, "columns": {"a": "x"}}}
    (folder / "fingerprints.json").write_text(json.dumps(known))
    assert fingerprints()["a.csv"].columns == {"a": "x"}


def test_no_two_shipped_tables_are_read_from_one_file():
    """A file is recognised as one table."""
    files = [t.file for s in catalogue().values() for t in s.tables.values()]
    assert len(files) == len(set(files))


def test_the_catalogue_is_parsed_once_and_the_kept_copy_says_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    read = catalogue.__wrapped__
    first = read()
    (file,) = (tmp_path / "foedus").glob("catalogue-*.json")
    assert read() == first == catalogue()
    file.write_bytes(file.read_bytes()[:1000])
    assert read() == first
