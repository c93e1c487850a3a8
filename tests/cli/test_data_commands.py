"""The commands of data sets and panels: what they print, and exit code 2 for what cannot be done."""

from __future__ import annotations

import json

import pytest

from foedus.cli.run import run
from small_catalogue import published, small

__all__ = ["small"]


def call(capsys, *arguments):
    with pytest.raises(SystemExit) as end:
        run(list(arguments))
    out = capsys.readouterr()
    return end.value.code or 0, out.out, out.err


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
    (files / "mine.csv").write_text("a,b\n1,2\n")
    code, out, err = call(capsys, "data", "add", str(files))
    assert code == 2
    assert f"{len(published())} added, 1 refused" in out
    assert "mine.csv" in err
    told = json.loads(call(capsys, "data", "add", str(files), "--json")[1])
    assert len(told["added"]) == len(published())
    assert told["refused"][0]["what"]


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
