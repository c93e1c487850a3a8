"""The commands of data sets and panels: what they print, and exit code 2 for what cannot be done."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from command_line import call
from foedus.datasets import fetch, store
from small_catalogue import fingerprints, published, sets, small, table_of

__all__ = ["small"]


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, content in published().items():
        (folder / name).write_bytes(content)
    return folder


def test_list_names_sets_versions_terms_and_what_is_here(small, files, capsys):
    assert call(capsys, "data", "add", str(files / "forces.csv"))[0] == 0
    code, out, _ = call(capsys, "data", "list")
    assert code == 0
    assert "Small forces 1.0, 1990-1993, 1 of 5 here" in out
    assert "free [with citation] (stated)" in out
    found = json.loads(call(capsys, "data", "list", "--json")[1])
    assert {"version", "coverage", "terms", "citation", "address", "here"} <= set(found[0])
    assert all(len(t["sha256"]) == 64 for s in found for t in s["tables"].values())


def test_show_tells_columns_units_and_quirks(small, capsys):
    code, out, _ = call(capsys, "data", "show", "forces.csv")
    assert code == 0
    assert "persons" in out
    assert "-9 is unknown [codebook, p. 2]" in out
    assert "sha256" in out


def test_good_files_are_stored_beside_a_bad_one(small, files, capsys):
    (files / "edited.csv").write_bytes(published()["forces.csv"].replace(b"1992,102", b"1992,103"))
    code, out, err = call(capsys, "data", "add", str(files))
    assert code == 2
    assert f"{len(published())} added, 1 refused" in out
    assert "edited.csv" in err
    told = json.loads(call(capsys, "data", "add", str(files), "--json")[1])
    assert len(told["added"]) == len(published())
    assert told["refused"][0]["what"]


def test_what_a_folder_holds_beside_data_is_passed_over(small, files, capsys):
    (files / "README.md").write_text("Forces, wars and places.\n")
    (files / "mine.csv").write_text("a,b\n1,2\n")
    code, out, err = call(capsys, "data", "add", str(files))
    assert (code, err) == (0, "")
    assert "passed over: README.md" in out
    assert f"{len(published())} added, 0 refused, 2 passed over" in out
    code, out, err = call(capsys, "data", "add", str(files / "README.md"))
    assert code == 2  # named, it was meant
    assert "refused" in err


@pytest.mark.skipif(os.name != "posix", reason="pipes and modes of POSIX")
def test_a_pipe_in_a_folder_is_not_waited_for(small, files, capsys):
    os.mkfifo(files / "forces-2.csv")
    assert call(capsys, "data", "add", str(files))[0] == 0


def test_a_folder_that_cannot_be_read_is_refused_by_name(small, files, capsys, monkeypatch):
    (files / "closed").mkdir()
    scan = os.scandir

    def denied(path):
        if not isinstance(path, int) and Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    code, out, err = call(capsys, "data", "add", str(files))
    assert code == 2
    assert "closed: the folder cannot be read: Permission denied" in err
    assert f"{len(published())} added, 1 refused" in out


def test_the_check_says_what_is_not_as_it_was(small, files, capsys):
    call(capsys, "data", "add", str(files))
    assert call(capsys, "data", "check")[0] == 0
    store.file_of(table_of("wars.csv")).write_bytes(b"name;begin\n")
    code, out, _ = call(capsys, "data", "check")
    assert code == 2
    assert "not the published wars.csv" in out
    told = json.loads(call(capsys, "data", "check", "--json")[1])
    assert (told["checked"], len(told["problems"])) == (len(published()), 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("data", "show", "forcs"), "did you mean forces"),
        (("data", "list", "--topic", "war"), "did you mean wars"),
        (("data", "fetch", "forces"), "no address"),
        (("data", "add", "nothing.csv"), "cannot be read"),
        (("dyads", "--system", "iso"), "cow or gw"),
        (("dyads", "--from", "1700"), "no panel"),
        (("dyads", "--with", "atopp"), "not here"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_exit_code_2(small, capsys, arguments, told):
    code, _, err = call(capsys, *arguments)
    assert code == 2
    assert "Traceback" not in err
    if arguments != ("dyads", "--with", "atopp"):
        assert told in err


def test_where_is_the_folder_of_the_store(small, capsys):
    assert call(capsys, "data", "where")[1].strip() == str(small)


def test_list_in_full_has_citation_address_and_hash(small, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = call(capsys, "data", "list", "--long")
    assert code == 0
    assert "A. Tester [data set] 2020." in out  # brackets are no markup
    assert "https://wars.example.org (last opened 1 January 2024)" in out
    assert "https://forces.example.org (not tried by us)" in out
    assert f"wars.csv  sha256 {fingerprints()['wars.csv'].sha256}" in out
    assert "3 sets, 7 tables" in out


def test_list_by_topic_and_by_what_is_here(small, files, capsys):
    assert [s["id"] for s in json.loads(call(capsys, "data", "list", "--topic", "wars", "--json")[1])] == ["wars"]
    assert json.loads(call(capsys, "data", "list", "--here", "--json")[1]) == []
    call(capsys, "data", "add", str(files / "places.json"))
    assert [s["id"] for s in json.loads(call(capsys, "data", "list", "--here", "--json")[1])] == ["places"]


def test_a_set_of_one_table_is_shown_with_its_columns_and_one_of_several_without(small, files, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    call(capsys, "data", "add", str(files / "wars.csv"))
    one = call(capsys, "data", "show", "wars")[1]
    assert "battle deaths" in one
    assert "won by the first named (1 yes, 0 no)" in one
    assert "Download: http://127.0.0.1:9/wars.csv" in one
    assert f"here: {small / 'files' / 'wars' / 'wars.csv'}" in one
    several = call(capsys, "data", "show", "forces")[1]
    assert all(f"forces.{t}" in several for t in ("csv", "dta", "r", "rds", "excel"))
    assert "personnel" not in several
    assert "Note: Made by hand." in several
    assert "personnel [all services]" in call(capsys, "data", "show", "forces.dta")[1]


def test_show_as_json_has_every_column(small, capsys):
    (found,) = json.loads(call(capsys, "data", "show", "forces.csv", "--json")[1])
    table = found["tables"]["csv"]
    assert table["columns"]["milper"]["missing"] == [-9]
    assert (table["rows"], table["here"], found["here"], found["download"]) == (24, False, False, None)


def test_several_files_with_one_edited(small, files, capsys):
    edited = files / "edited.csv"
    edited.write_bytes(published()["forces.csv"].replace(b"101", b"102"))
    code, out, err = call(capsys, "data", "add", str(files / "wars.csv"), str(edited), str(files / "forces.dta"))
    assert code == 2
    assert "2 added, 1 refused" in out
    assert "edited.csv: not the published forces.csv" in err
    assert "other values in: milper" in err
    assert {s["id"] for s in json.loads(call(capsys, "data", "list", "--here", "--json")[1])} == {"forces", "wars"}


def test_an_empty_folder_is_no_success(small, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    code, _, err = call(capsys, "data", "add", str(tmp_path / "empty"))
    assert code == 2
    assert "there is no file here" in err


def test_a_store_that_cannot_be_written_is_exit_code_2(small, files, capsys):
    small.write_text("a file where the folder should be")
    code, out, err = call(capsys, "data", "add", str(files / "wars.csv"))
    assert code == 2
    assert "the store cannot be written" in err
    assert "0 added, 1 refused" in out


def test_fetching_several_sets_gives_one_json_document(small, capsys, monkeypatch):
    """A set that fails does not stop the others, and what a machine reads stays one document."""
    wanted = sets()["wars"]
    monkeypatch.setattr(fetch, "_fetched", lambda owner, url, progress: store.add_bytes(published()["wars.csv"], "w"))
    code, out, _ = call(capsys, "data", "fetch", "forces", "wars", "--json")
    told = json.loads(out)
    assert code == 2
    assert told["added"] == [{"file": "wars", "tables": ["wars.list"]}]
    assert "no address" in told["refused"][0]["what"]
    assert store.here(wanted.tables["list"])
    assert call(capsys, "data", "fetch", "wars")[0] == 0


def test_a_misspelt_set_stops_before_anything_is_fetched(small, capsys, monkeypatch):
    monkeypatch.setattr(fetch, "_fetched", lambda *_: pytest.fail("fetched"))
    code, _, err = call(capsys, "data", "fetch", "wars", "plces")
    assert code == 2
    assert "did you mean places" in err


def test_progress_is_shown_on_a_terminal_only(small, files, capsys, monkeypatch):
    from foedus.cli import data_views

    quiet = data_views.steps([1, 2], "reading", quiet=False)
    assert quiet == [1, 2]
    with data_views.download("Small wars", quiet=True) as progress:
        assert progress is None
    monkeypatch.setattr(data_views.sys, "stderr", Terminal())
    assert list(data_views.steps([1, 2], "reading", quiet=False)) == [1, 2]
    assert data_views.steps([1], "reading", quiet=False) == [1]
    with data_views.download("Small wars", quiet=False) as progress:
        progress(10, None)
        progress(20, 20)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
