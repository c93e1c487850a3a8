"""The commands of panels: every one with every form of file; tables of one's own; names, citations, no sums of codes."""

from __future__ import annotations

import json

import pandas as pd
import polars as pl
import pytest

from command_line import call
from foedus.brief.words.messages import words
from foedus.panel.write import ENDINGS
from small_tables import small

__all__ = ["small"]

NINETY = ("--from", "1990", "--to", "1991")


@pytest.fixture
def here(small, monkeypatch):
    """The small tables as if their files were in the store."""
    monkeypatch.setattr("foedus.datasets.store.missing", lambda names: None)
    small["atop.members"] = pl.DataFrame(
        {"atopid": [3150, 3150, 3600], "ccode": [2, 220, 2], "entry_year": [1985, 1990, 1991], "exit_year": [None, 1991, None],
         **{d: [True, True, False] for d in ("defense", "offense", "neutral", "nonagg", "consul")}}
    ).with_columns(start=pl.date("entry_year", 1, 1), end=pl.date("exit_year", 12, 31), entry_month=1, exit_month=12)  # fmt: skip
    small["cow-inter-state-war.participants"] = pl.DataFrame(
        {"warnum": [1, 1], "ccode": [2, 365], "side": [1, 2], "start_year1": [1990, 1990]}
    )
    return small


COMMANDS = {
    "dyads": (*NINETY, "--with", "atop,nmc"),
    "dyads --undirected": (*NINETY, "--with", "atop,nmc", "--names", "de"),
    "state-years": (*NINETY, "--with", "nmc", "--names", "en"),
    "alliance-years": (*NINETY, "--with", "cinc"),
    "allies-in-conflict": (*NINETY, "--with", "atop"),
}
READ = {".csv": pl.read_csv, ".parquet": pl.read_parquet, ".dta": lambda p: pl.from_pandas(pd.read_stata(p))}


@pytest.mark.parametrize("ending", [*ENDINGS, ".CSV", ".xlsx", ".json", ""])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_writes_every_form_or_says_why_not(here, capsys, tmp_path, command, ending):
    path = tmp_path / f"table{ending}"
    code, out, err = call(capsys, *command.split(), *COMMANDS[command], "--out", str(path), "--json")
    if ending.lower() not in ENDINGS:
        assert (code, out, path.exists()) == (2, "", False)
        assert "no table is written as" in err and ".parquet" in err
        return
    assert (code, err) == (0, "")
    told = json.loads(out)
    read = READ.get(ending.lower(), pl.read_ipc)(path)
    assert (read.height, read.width) == (told["rows"], len(told["columns"]))
    assert read.height > 0
    known = {c["column"]: c["known"] for c in told["columns"]}
    if ending != ".dta":
        assert {c: read.height - read[c].null_count() for c in read.columns} == known


def test_lists_of_members_are_words_in_csv(here, capsys, tmp_path):
    assert call(capsys, "alliance-years", *NINETY, "--out", str(tmp_path / "a.csv"))[0] == 0
    rows = pl.read_csv(tmp_path / "a.csv").filter(atopid=3150)
    assert rows["members"].to_list() == ["2 220", "2 220"]


def test_codes_and_years_are_not_summed(here, capsys):
    found = json.loads(call(capsys, "dyads", *NINETY, "--with", "nmc", "--json")[1])
    sums = {c["column"]: c["sum"] for c in found["columns"]}
    assert [c for c, total in sums.items() if total is None] == ["ccode1", "ccode2", "year"]
    out = call(capsys, "dyads", *NINETY)[1]
    assert next(line.split() for line in out.splitlines() if line.lstrip().startswith("ccode1 ")) == [
        "ccode1",
        "Int16",
        "100.0",
        "%",
    ]


def own(tmp_path, text, name="aid.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


SHAPES = {
    "COW codes": ("ccode,year,aid\n220,1991,1.5\n2,1991,2.5\n", ()),
    "ISO codes": ("iso3c,year,aid\nFRA,1991,1.5\nUSA,1991,2.5\n", ()),
    "names": ("country,year,aid\nFrance,1991,1.5\nUnited States,1991,2.5\n", ()),
    "Gleditsch-Ward": ("gwno,year,aid\n220,1991,1.5\n2,1991,2.5\n", ()),
    "a date": ("ccode,date,aid\n220,1991-03-01,1.5\n2,1991-12-31,2.5\n", ()),
    "a duplicate": ("ccode,year,aid\n220,1991,1.5\n2,1991,2.0\n2,1991,2.5\n", ("--twins", "last")),
    "gaps": ("ccode,year,aid\n220,1991,1.5\n2,1991,2.5\n365,1991,\n", ()),
    "wide": ("ccode,1990,1991\n220,,1.5\n2,,2.5\n", ("--wide",)),
    "neither name nor order": ("aid;wann;wo\n1,5;1991;220\n2,5;1991;2\n", ("--keys", "wo,wann", "--codes", "cow")),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_usual_shape_says_the_same(here, capsys, tmp_path, shape):
    text, options = SHAPES[shape]
    out = tmp_path / "out.csv"
    asked = ("state-years", *NINETY, "--with", f"nmc,{own(tmp_path, text)}:mine", *options)
    code, _, err = call(capsys, *asked, "--out", str(out))
    assert (code, err) == (0, "")
    frame = pl.read_csv(out)
    (column,) = [c for c in frame.columns if c.startswith("mine")]
    assert frame.filter(pl.col(column).is_not_null()).select("ccode", "year", column).rows() == [
        (2, 1991, 2.5), (220, 1991, 1.5)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (SHAPES["a duplicate"][0], (), "row 2 (2, 1991); row 3 (2, 1991)"),
        (SHAPES["wide"][0], (), "--wide"),
        ("a,b\nx,1\n", (), "no column names states"),
        ("ccode,year,x\n999,1991,1\n", (), "row 1 (999, 1991)"),
        (SHAPES["COW codes"][0], ("--codes", "fips"), "no list of codes 'fips'"),
        (SHAPES["COW codes"][0], ("--keys", "land"), "no column 'land'"),
        (SHAPES["COW codes"][0], ("--twins", "all"), "no rule 'all'"),
        ("ccode,year,x\n2,1991,1\n999,1991,1\n", ("--strict",), "1 rows do not fit: row 2 (999, 1991)"),
    ],
)
def test_what_does_not_fit_is_refused(here, capsys, tmp_path, text, options, said):
    code, out, err = call(capsys, "state-years", *NINETY, "--with", own(tmp_path, text), *options)
    assert (code, out) == (2, "")
    assert said in err and "next:" in err
    assert call(capsys, "dyads", "--with", "missing.csv")[2].startswith("foedus: missing.csv: there is no such file")
    assert "directed or undirected" in call(capsys, "dyads", "--pairs", "both")[2]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("matched: 1; unmatched: 1", "not found: Welt (1)", "Latin-1", "decimal commas", "aid.csv: rows: 2, by Land, Jahr")),
        ("de", ("zugeordnet: 1; nicht zugeordnet: 1", "nicht gefunden: Welt (1)", "Latin-1", "Dezimalkommas", "Unbekanntes bleibt leer")),
    ],
)  # fmt: skip
def test_what_became_of_the_rows_is_told_in_both_languages(here, capsys, tmp_path, lang, said):
    path = tmp_path / "aid.csv"
    path.write_text("Land;Jahr;Höhe\nFrankreich;1991;1,5\nWelt;1991;9,5\n", "latin-1")
    code, out, _ = call(capsys, "state-years", *NINETY, "--with", str(path), "--lang", lang)
    assert code == 0
    assert all(part in " ".join(out.split()) for part in said)
    told = json.loads(call(capsys, "state-years", *NINETY, "--with", str(path), "--json")[1])["joins"]
    assert (told[0]["matched"], told[0]["unmatched"], told[0]["states"]) == (1, 1, {"Welt": 1})


def test_every_note_has_words_in_both_languages():
    import ast
    from pathlib import Path

    import foedus.panel.own

    keys = set()
    for file in Path(foedus.panel.own.__file__).parent.glob("*.py"):
        for call_ in ast.walk(ast.parse(file.read_text())):
            if isinstance(call_, ast.Call) and getattr(call_.func, "id", "") == "note":
                first = call_.args[0]
                keys.add(first.value if isinstance(first, ast.Constant) else "separator-tabs")
    told = {k.removeprefix("note.") for k in words("panels") if k.startswith("note.")}
    assert keys | {"separator-semicolons", "separator-bars"} == told


def test_own_tables_join_alliances_by_their_number(here, capsys, tmp_path):
    out = tmp_path / "out.csv"
    path = own(tmp_path, "atopid,year,depth\n3150,1990,4\n9999,1990,5\n3150,1899,6\n")
    found = json.loads(
        call(capsys, "alliance-years", *NINETY, "--with", f"cinc,{path}", "--out", str(out), "--json")[1]
    )
    counts = found["joins"][0]
    assert (counts["matched"], counts["outside"], counts["unmatched"], counts["states"]) == (1, 1, 1, {"9999": 1})
    assert pl.read_csv(out).filter(pl.col("depth").is_not_null()).select("atopid", "year", "depth").rows() == [
        (3150, 1990, 4)
    ]
    twins = own(tmp_path, "atopid,year,depth\n3150,1990,4\n3150,1990,5\n", "twins.csv")
    assert "row 1 (3150, 1990); row 2 (3150, 1990)" in call(capsys, "alliance-years", *NINETY, "--with", twins)[2]
    assert call(capsys, "alliance-years", *NINETY, "--with", twins, "--twins", "max")[0] == 0
    assert (
        "no column names alliances"
        in call(capsys, "alliance-years", *NINETY, "--with", own(tmp_path, "ccode,x\n2,1\n"))[2]
    )


def test_twins_of_a_published_table_are_settled_on_the_command_line(here, capsys):
    here["arms-races.races"] = pl.DataFrame(
        {
            "race_id": [7, 8],
            "ccode1": [2, 2],
            "ccode2": [365, 365],
            "start_year": [1989, 1990],
            "end_year": [1990, 1991],
        }
    )
    code, _, err = call(capsys, "dyads", *NINETY, "--with", "arms-races")
    assert code == 2 and "row 1 (2, 365, 1990); row 2 (2, 365, 1990)" in err
    found = json.loads(call(capsys, "dyads", *NINETY, "--with", "arms-races", "--twins", "max", "--json")[1])
    assert {c["column"]: (c["known"], c["sum"]) for c in found["columns"]}["arms_races_race_id"][0] == 4
    assert (found["joins"][0]["doubled"], found["joins"][0]["twins"]) == (2, "max")


def test_names_of_states_in_either_language(here, capsys, tmp_path):
    out = tmp_path / "out.csv"
    for lang, name in (("en", "France"), ("de", "Frankreich")):
        assert call(capsys, "dyads", *NINETY, "--names", lang, "--out", str(out))[0] == 0
        assert pl.read_csv(out).filter(ccode1=220, ccode2=365, year=1990).select("name1", "name2").row(0)[0] == name
    assert "en or de" in call(capsys, "state-years", *NINETY, "--names", "fr")[2]


def test_the_sources_of_a_panel_are_cited(here, capsys, tmp_path):
    bib, text = tmp_path / "panel.bib", tmp_path / "panel.txt"
    path = own(tmp_path, SHAPES["COW codes"][0])
    for file in (bib, text):
        assert call(capsys, "dyads", *NINETY, "--with", f"atop,similarity,{path}", "--cite", str(file))[0] == 0
    assert [line for line in bib.read_text().splitlines() if line.startswith("@")] == [
        "@misc{cow-system,", "@misc{atop-dyads,", "@misc{nmc-7,", "@software{foedus,"
    ]  # fmt: skip
    assert "version = {7.0" in bib.read_text() and "% a table of one's own: aid.csv" in bib.read_text()
    assert "Terms: " in text.read_text() and "aid.csv: a table of one's own." in text.read_text()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "nmc-7.state-years: rows: 2, by ccode, year (cow); matched: 1; unmatched: 1 not found: 999 (1)"),
        ("de", "nmc-7.state-years: Zeilen: 2, nach ccode, year (cow); zugeordnet: 1; nicht zugeordnet: 1 nicht gefunden: 999 (1)"),
    ],
)  # fmt: skip
def test_a_source_by_name_tells_of_the_rows_that_match_no_state(here, capsys, lang, said):
    columns = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")
    table = pl.DataFrame({"ccode": [2, 999], "year": [1991, 1991], **{c: [0.5, 0.5] for c in columns}})
    here["nmc-7.state-years"] = table
    code, out, err = call(capsys, "state-years", *NINETY, "--with", "nmc", "--lang", lang)
    assert (code, err) == (0, "")
    assert said in " ".join(out.split())
    (told,) = json.loads(call(capsys, "state-years", *NINETY, "--with", "nmc", "--json")[1])["joins"]
    assert (told["source"], told["matched"], told["unmatched"], told["states"]) == ("nmc", 1, 1, {"999": 1})
    here["nmc-7.state-years"] = table.head(1)
    out = call(capsys, "state-years", *NINETY, "--with", "nmc", "--lang", lang)[1]
    assert "nmc-7.state-years" not in out, "what fits is no news"
