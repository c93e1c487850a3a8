"""What a brief's command writes: each file whole, none where one of them cannot be made, and a clear word why."""

from __future__ import annotations

import json

import pytest

from command_line import call

ASK = ("brief", "CSTO", "--on", "2022-01-07", "--known", "2026-11-23")


def test_tables_figures_and_citation_are_written(capsys, tmp_path):
    code, out, err = call(
        capsys,
        *ASK,
        "--tables",
        str(tmp_path / "t"),
        "--figures",
        str(tmp_path / "f"),
        "--citation",
        str(tmp_path / "c.json"),
    )
    assert (code, out) == (0, "")
    assert {p.name for p in (tmp_path / "t").iterdir()} == {"strength-1.csv", "cases-1.csv"}
    assert {"map.svg", "map.csv", "map.html"} <= {p.name for p in (tmp_path / "f").iterdir()}
    assert json.loads((tmp_path / "c.json").read_text("utf-8"))[0]["id"] == "foedus-csto-2022-01-07-2026-11-23"
    assert err.count("written: ") == sum(1 for p in tmp_path.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--pdf", "{0}/a", "--html", "{0}/a"), "--html and --pdf name the same file"),
        (("--md", "{0}/a.bib", "--citation", "{0}/a.bib"), "--md and --citation name the same file"),
        (("--html", "{0}/a.html", "--citation", "{0}/a.txt"), "what kind of citation"),
        (("--html", "{0}/a.html", "--citation"), "requires an argument"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(capsys, tmp_path, words, said):
    code, _, err = call(capsys, *ASK, *(w.format(tmp_path) for w in words))
    assert code == 2
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_many_questions_write_no_page(capsys, tmp_path):
    (tmp_path / "q.csv").write_text("case\nkazakhstan-2022\n")
    for option in ("--pdf", "--tables", "--citation"):
        code, _, err = call(capsys, "invoke", "--from", str(tmp_path / "q.csv"), option, str(tmp_path / "x.bib"))
        assert code == 2
        assert f"writes no {option}" in err


def test_an_unwritable_place_is_told_in_german_too(capsys, tmp_path):
    (tmp_path / "d.bib").mkdir()
    code, _, err = call(capsys, *ASK, "--citation", str(tmp_path / "d.bib"), "--lang", "de")
    assert code == 2
    assert "kann nicht geschrieben werden" in err or "Ordner" in err
