"""The store: nothing half done, nothing under a name that a file brought."""

from __future__ import annotations

import polars as pl
import pytest

from foedus.datasets import store
from foedus.datasets.catalogue import get_table
from foedus.ground.errors import DatasetError
from small_catalogue import csv_bytes, frame, published, table_of, zip_bytes


def kept(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and p.suffix != ".arrow")


@pytest.mark.parametrize("file", sorted(published()))
def test_what_is_added_comes_back_tidy(small, file):
    table = table_of(file)
    assert [t.id for t in store.add_bytes(published()[file], "x")] == [table.id]
    assert store.frame(table.id).columns == list(table.columns)
    assert store.raw_frame(table.id).height == store.frame(table.id).height


def test_codes_for_unknown_are_null_and_stay_in_the_raw_table(small):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    assert store.frame("forces.csv")["milper"].null_count() == (frame()["milper"] == -9).sum() > 0
    assert (store.raw_frame("forces.csv")["milper"] == "-9").any()


def test_nothing_is_stored_when_a_file_is_refused(small):
    with pytest.raises(DatasetError):
        store.add_bytes(csv_bytes(frame().head(3)), "forces.csv")
    assert kept(small) == []


def test_an_archive_gives_its_data_files_and_its_names_are_no_paths(small):
    files = {
        "../../etc/forces.csv": published()["forces.csv"],
        "codebook.pdf": b"%PDF",
        "/abs/wars.csv": published()["wars.csv"],
    }
    assert sorted(t.id for t in store.add_bytes(zip_bytes(files), "all.zip")) == ["forces.csv", "wars.list"]
    assert kept(small) == ["files/forces/forces.csv", "files/wars/wars.csv"]


def test_a_table_that_is_not_here_says_how_to_get_it(small):
    with pytest.raises(DatasetError, match=r"forces\.csv is not here") as error:
        store.frame("forces.csv")
    assert "https://forces.example.org" in error.value.hint
    assert "foedus data add forces.csv" in error.value.hint


def test_all_missing_tables_are_named_at_once(small):
    found = store.missing(["forces.csv", "wars.list", "forces.csv"])
    assert found is not None
    assert "forces.csv, wars.list" in found.what
    store.add_bytes(published()["wars.csv"], "w")
    assert store.missing(["wars.list"]) is None


def test_a_damaged_tidy_table_is_made_anew(small):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    before = store.frame("forces.csv")
    (path,) = (small / "tables").glob("forces.csv.*.arrow")
    path.write_bytes(path.read_bytes()[:50])
    assert store.frame("forces.csv").equals(before)


def test_a_file_edited_inside_the_store_is_refused(small):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    store.file_of(get_table_of("forces.csv")).write_bytes(csv_bytes(frame().with_columns(milper=pl.lit(1))))
    for path in (small / "tables").glob("*.arrow"):
        path.unlink()
    with pytest.raises(DatasetError, match=r"not the published forces\.csv"):
        store.frame("forces.csv")


def get_table_of(name):
    return next(t for t in [table_of(f) for f in published()] if t.id == name)


def test_a_folder_that_cannot_be_written_is_a_clear_error(small, monkeypatch):
    small.parent.mkdir(exist_ok=True)
    small.write_text("a file where the folder should be")
    with pytest.raises(DatasetError, match="the store cannot be written"):
        store.add_bytes(published()["forces.csv"], "forces.csv")


def test_a_path_that_is_not_there_is_a_clear_error(small, tmp_path):
    with pytest.raises(DatasetError, match="cannot be read"):
        store.add(tmp_path / "nothing.csv")


def test_every_shipped_table_has_a_fingerprint_and_a_source_for_each_column():
    from foedus.datasets.catalogue import fingerprints, tables

    assert len(tables()) > 100
    for table in tables().values():
        known = fingerprints()[table.file]
        assert len(known.sha256) == 64
        assert table.coverage or table.level in ("state", "place", "dyad", "other"), table.id
        assert get_table(table.id) is table
