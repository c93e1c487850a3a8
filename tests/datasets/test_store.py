"""The store: nothing half done, nothing under a name that a file brought."""

from __future__ import annotations

import hashlib
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import polars as pl
import pytest

from foedus.datasets import catalogue, kept, store
from foedus.datasets.catalogue import get_table
from foedus.datasets.check import check
from foedus.datasets.formats import limits
from foedus.ground.errors import DatasetError
from small_catalogue import csv_bytes, frame, published, table_of, zip_bytes


def held(folder):
    """What the store holds beside tidy tables."""
    return sorted(str(p.relative_to(folder)) for p in (folder / "files").rglob("*") if p.is_file())


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
    assert held(small) == []


def test_an_archive_gives_its_data_files_and_its_names_are_no_paths(small):
    files = {
        "../../etc/forces.csv": published()["forces.csv"],
        "codebook.pdf": b"%PDF",
        "/abs/wars.csv": published()["wars.csv"],
    }
    assert sorted(t.id for t in store.add_bytes(zip_bytes(files), "all.zip")) == ["forces.csv", "wars.list"]
    assert held(small) == ["files/forces/forces.csv", "files/wars/wars.csv"]


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


# What may go wrong half way, or at the same time


def test_an_interrupted_write_leaves_the_old_file(small, monkeypatch):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    before, path = held(small), store.file_of(table_of("forces.csv"))

    def broken(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(DatasetError, match="cannot be written: No space left"):
        store.add_bytes(published()["forces.csv"].replace(b"\n", b"\r\n"), "forces.csv")
    assert path.read_bytes() == published()["forces.csv"]
    assert held(small) == before


def test_the_same_file_may_be_added_at_the_same_time(small):
    file = small.parent / "forces.csv"
    file.write_bytes(published()["forces.csv"])
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(store.add, [file] * 12))
    assert {t.id for tables in found for t in tables} == {"forces.csv"}
    assert held(small) == ["files/forces/forces.csv"]
    with ThreadPoolExecutor(4) as pool:
        heights = list(pool.map(lambda _: store.frame("forces.csv").height, range(12)))
    assert set(heights) == {24}
    assert len(list((small / "tables").glob("*.arrow"))) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_leave_to_write_is_a_clear_error(small):
    small.mkdir()
    small.chmod(0o500)
    try:
        with pytest.raises(DatasetError, match="Permission denied"):
            store.add_bytes(published()["forces.csv"], "forces.csv")
    finally:
        small.chmod(0o700)


def test_a_store_that_may_only_be_read_still_gives_tables(small, monkeypatch):
    store.add_bytes(published()["forces.csv"], "forces.csv")

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(kept, "write_whole", denied)
    assert store.frame("forces.csv").height == 24
    assert not (small / "tables").exists()


# Tidy tables are made anew when they should be


def test_a_tidy_table_is_made_anew_when_its_declaration_changes(small, monkeypatch):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    store.frame("forces.csv")
    (old,) = (small / "tables").glob("*.arrow")
    table = table_of("forces.csv")
    less = msgspec.structs.replace(table, columns={k: v for k, v in table.columns.items() if k != "milper"})
    monkeypatch.setattr(catalogue, "tables", lambda: {"forces.csv": less})
    kept.stamp.cache_clear()
    assert store.frame("forces.csv").columns == ["state", "year"]
    assert not old.exists()
    assert len(list((small / "tables").iterdir())) == 2  # the table and its digest


@pytest.mark.parametrize(
    "damage", [lambda d: b"", lambda d: d[:8], lambda d: d[: len(d) // 2], lambda d: b"x" * len(d)]
)
def test_a_tidy_table_damaged_anyhow_is_made_anew(small, damage):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    before = store.frame("forces.csv").clone()
    (path,) = (small / "tables").glob("*.arrow")
    path.write_bytes(damage(path.read_bytes()))
    assert store.frame("forces.csv").equals(before)


def test_a_tidy_table_with_other_columns_is_made_anew(small):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    store.frame("forces.csv")
    (path,) = (small / "tables").glob("*.arrow")
    pl.DataFrame({"state": ["USA"]}).write_ipc(path)
    kept.digest_of(path).write_text(hashlib.sha256(path.read_bytes()).hexdigest())
    assert store.frame("forces.csv").columns == ["state", "year", "milper"]


def test_a_tidy_table_edited_in_the_store_is_not_believed(small):
    """An edited table reads like any other: its digest tells, and the check names it."""
    store.add_bytes(published()["forces.csv"], "forces.csv")
    before = store.frame("forces.csv")
    (path,) = (small / "tables").glob("*.arrow")
    before.with_columns(milper=pl.col("milper") + 1).write_ipc(path, compression="uncompressed")
    assert [v.path for v in check() if v.problem] == [path]
    assert store.frame("forces.csv").equals(before)
    assert not any(v.problem for v in check())


def test_the_check_names_a_published_file_that_was_edited(small):
    for file in ("forces.csv", "wars.csv"):
        store.add_bytes(published()[file], file)
    path = store.file_of(table_of("forces.csv"))
    path.write_bytes(path.read_bytes().replace(b"1992,102", b"1992,103"))
    (bad,) = (v for v in check() if v.problem)
    assert bad.path == path
    assert "not the published forces.csv" in bad.problem


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
def test_a_store_of_another_user_is_refused(small):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    os.chown(small, 65534, 65534)
    for act in (lambda: store.frame("forces.csv"), lambda: store.add_bytes(published()["wars.csv"], "wars.csv"), check):
        with pytest.raises(DatasetError, match="belongs to another user"):
            act()


def test_a_pipe_is_refused_and_not_waited_for(small, tmp_path):
    pipe = tmp_path / "forces.csv"
    os.mkfifo(pipe)
    with pytest.raises(DatasetError, match="this is no file"):
        store.add(pipe)


def test_a_key_pressed_to_stop_is_no_damage(small, monkeypatch):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    store.frame("forces.csv")

    def stop(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(pl, "read_ipc", stop)
    with pytest.raises(KeyboardInterrupt):
        store.frame("forces.csv")


# Files inside the store


def test_the_raw_table_of_a_file_edited_inside_the_store_is_refused(small):
    store.add_bytes(published()["forces.csv"], "forces.csv")
    store.file_of(table_of("forces.csv")).write_bytes(csv_bytes(frame().with_columns(milper=pl.lit(1))))
    with pytest.raises(DatasetError, match="other values in: milper"):
        store.raw_frame("forces.csv")


def test_a_published_file_in_the_place_of_another_is_refused(small):
    path = store.file_of(table_of("forces.csv"))
    path.parent.mkdir(parents=True)
    path.write_bytes(published()["wars.csv"])
    with pytest.raises(DatasetError, match=r"this is wars\.csv, not forces\.csv"):
        store.frame("forces.csv")


# Archives


def test_an_archive_of_a_workbook_is_no_workbook(small):
    """A workbook that is stored unpacked in an archive shows its parts' names in the archive's bytes."""
    packed = zip_bytes({"data/forces.xlsx": published()["forces.xlsx"]}, zipfile.ZIP_STORED)
    assert [t.id for t in store.add_bytes(packed, "forces.zip")] == ["forces.excel"]


def test_an_archive_of_edited_files_is_refused_with_what_differs(small):
    edited = csv_bytes(frame().head(-1))
    with pytest.raises(DatasetError, match=r"not the published forces\.csv") as error:
        store.add_bytes(zip_bytes({"readme.txt": b"?", "forces.csv": edited}), "all.zip")
    assert "23 rows, published 24" in error.value.why
    assert held(small) == []


def test_an_edited_file_is_refused_even_beside_a_published_one(small):
    files = {"wars.csv": published()["wars.csv"], "data/forces.csv": csv_bytes(frame().head(-1))}
    with pytest.raises(DatasetError, match=r"not the published forces\.csv"):
        store.add_bytes(zip_bytes(files), "all.zip")
    assert held(small) == []


@pytest.mark.parametrize(("files", "told"), [({}, "no data file"), ({"code.pdf": b"%PDF"}, "no data file")])
def test_an_archive_without_data_is_refused(small, files, told):
    with pytest.raises(DatasetError, match=told):
        store.add_bytes(zip_bytes(files), "all.zip")


def test_an_archive_cut_off_is_refused(small):
    packed = zip_bytes({"forces.csv": published()["forces.csv"]})
    with pytest.raises(DatasetError, match="damaged"):
        store.add_bytes(packed[:-30], "all.zip")
    assert held(small) == []


def test_a_file_over_the_bound_is_refused_before_it_is_read(small, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    file = tmp_path / "large.csv"
    file.write_bytes(published()["forces.csv"])
    with pytest.raises(DatasetError, match="at most 100 are taken"):
        store.add(file)


# Where the store is


@pytest.mark.parametrize(("system", "variable", "told"), [
    ("linux", "XDG_DATA_HOME", "foedus/datasets"),
    ("win32", "LOCALAPPDATA", "foedus/datasets"),
    ("darwin", "", "Library/Application Support/foedus/datasets"),
])  # fmt: skip
def test_the_store_is_where_each_system_keeps_data(monkeypatch, tmp_path, system, variable, told):
    monkeypatch.delenv("FOEDUS_DATA_HOME", raising=False)
    monkeypatch.setattr(kept.sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path))
    assert kept.home() == tmp_path / told


def test_a_missing_set_with_addresses_says_that_it_can_be_fetched(small):
    with pytest.raises(DatasetError) as error:
        store.frame("wars")
    assert "foedus data fetch wars" in error.value.hint
