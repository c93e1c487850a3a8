"""What a layman reads: the answer in a sentence first, names in order, whole words, remarks where figures mislead."""

from __future__ import annotations

import re

import pytest

from command_line import call
from foedus.brief.words.messages import LANGS, words
from foedus.ground.numbers import alphabetical

NARROW = [
    ["show", "NATO"], ["show", "CSTO", "--on", "2022-01-07"], ["compare", "CSTO", "NATO", "--on", "2022-01-07"],
    ["invoke", "kazakhstan-2022", "--runs", "200"], ["cases"], ["amendments", "CSTO"], ["power", "CSTO"],
    ["burden", "NATO", "--on", "2022-01-07"], ["reliability", "CSTO"], ["years", "CSTO", "--from", "2010"],
    ["vulnerability", "CSTO", "--without", "RUS", "--on", "2022-01-07"], ["claims", "check", "article-2022-01-07"],
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("arguments", NARROW, ids=lambda a: a[0])
def test_sixty_columns_break_no_word(capsys, monkeypatch, arguments, lang):
    monkeypatch.setenv("COLUMNS", "200")
    wide = call(capsys, *arguments, "--lang", lang)[1]
    monkeypatch.setenv("COLUMNS", "60")
    narrow = call(capsys, *arguments, "--lang", lang)[1]
    assert max(map(len, narrow.splitlines())) <= 60
    known = set(re.findall(r"[\w.,’'-]+", wide))
    broken = [w for w in re.findall(r"[\w.,’'-]+", narrow) if w not in known and w.rstrip(":,.") not in known]
    assert broken == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "arguments",
    [["show", "NATO"], ["power", "NATO"], ["invoke", "kazakhstan-2022", "--runs", "200"], ["show", "CSTO"]],
    ids=lambda a: f"{a[0]}-{a[1]}",
)
def test_members_stand_in_the_order_of_their_names(capsys, monkeypatch, arguments, lang):
    from foedus.api import world
    from foedus.ground.terms import RESPONSES

    monkeypatch.setenv("COLUMNS", "200")
    there = world()
    names = {
        there.name(code, lang) for code in ("DEU", "GRC", "NLD", "TUR", "USA", "GBR", "ARM", "BLR", "RUS", "TJK", "ESP")
    }
    rows = [line.split("  ")[0].strip(" ()*") for line in call(capsys, *arguments, "--lang", lang)[1].splitlines()]
    found = [row for row in rows if row in names]
    assert len(found) > 3 and len(RESPONSES) > 3
    assert found == alphabetical(found)


def head(capsys, *arguments: str) -> str:
    return call(capsys, *arguments)[1].split("\n")[0]


def test_measures_answer_in_a_sentence(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    assert head(capsys, "power", "CSTO").endswith(
        "each of the 6 members can block a decision, so all votes weigh the same."
    )
    assert "alone decides" not in head(capsys, "power", "CSTO")
    two_thirds = head(capsys, "power", "CSTO", "--procedure", "two-thirds")
    assert two_thirds.endswith("all 6 votes weigh the same, and none can block a decision alone.")
    leader = head(capsys, "power", "CSTO", "--procedure", "leader-decides")
    assert leader.endswith("Russia alone decides.")
    assert "do not say whether" in head(capsys, "burden", "NATO", "--on", "2022-01-07")
    assert head(capsys, "vulnerability", "NATO", "--on", "2022-01-07").startswith("With all members of NATO in place")
    without = head(capsys, "vulnerability", "CSTO", "--on", "2022-01-07", "--without", "RUS")
    assert without.startswith("Without Russia, 5 of the 5 members that are left of CSTO could newly be defeated")
    for command in (["power", "CSTO"], ["burden", "NATO"], ["vulnerability", "CSTO", "--without", "RUS"]):
        assert "What it means:" in call(capsys, *command)[1]


def test_a_day_to_come_is_remarked(capsys):
    for arguments in (["show", "CSTO"], ["compare", "CSTO", "NATO"]):
        out = " ".join(call(capsys, *arguments, "--on", "2050-01-01")[1].split())
        assert "1 January 2050 lies in the future" in out
        assert "lies in the future" not in call(capsys, *arguments, "--on", "2022-01-07")[1]


@pytest.mark.parametrize(
    ("on", "concept", "now", "before"),
    [
        ("2026-01-15", "Soldiers", "personnel-nmc", "personnel-wdi"),  # 1.8 million a year earlier, 1.05 here
        ("2025-12-31", "", "personnel-wdi", ""),
        ("2009-07-01", "Expenditure", "milex-nmc", "milex-wdi"),
        ("2022-01-07", "", "milex-wdi", ""),
    ],
)
def test_a_change_of_series_is_said_with_both_names(capsys, monkeypatch, on, concept, now, before):
    """Two series do not measure the same: their difference is no change of strength."""
    monkeypatch.setenv("COLUMNS", "300")
    out = call(capsys, "show", "CSTO", "--on", on, "--known", "2026-01-15")[1]
    said = [line for line in out.splitlines() if "come from another series" in line]
    assert f"({now})" in out
    assert len(said) == bool(concept)
    for line in said:
        assert line.startswith(f"Note: {concept} come") and f"({now})" in line and f"({before})" in line


def test_empty_cells_of_years_say_why(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    out = call(capsys, "years", "CSTO", "--from", "2020", "--to", "2025")[1]
    assert "Empty cells:" in out and "2023–2025: the series ends in 2022" in out
    out = call(capsys, "years", "NATO", "--from", "2018", "--to", "2022", "--known", "2020-06-01")[1]
    assert re.search(r"2020–2022: (the figures were not out by 1 June 2020|the series ends)", out)
    assert "Empty cells" not in call(capsys, "years", "NATO", "--from", "2001", "--to", "2003")[1]


def test_claims_are_read_without_a_list_of_ids(capsys):
    short, long = (call(capsys, "claims", "check", "article-2022-01-07", *more)[1] for more in ([], ["--sources"]))
    assert "art-t-online" not in short.replace("article-2022", "") and "Sources:" not in short
    assert "--sources" in short
    assert long.count("Sources:") == 36


def test_what_is_left_out_is_counted(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert re.search(r"; and \d+ more", call(capsys, "show", "CSTO", "--on", "2022-01-07")[1])
    out = call(capsys, "vulnerability", "CSTO", "--on", "2022-01-07", "--without", "RUS")[1]
    shown, all_rows = map(int, re.search(r"(\d+) of (\d+) rows; --json has all", out).groups())
    assert 0 < shown < all_rows


def test_every_command_that_is_printed_works_as_typed():
    """Each `foedus ...` in a wording file or an error names commands and options that there are."""
    import tomllib

    from said_in_source import said
    from typer.main import get_command

    from foedus.cli.app import app
    from foedus.cli.german import FOLDER, sentences
    from foedus.measures.wording import FILE

    texts = [
        label[lang] for area in ("terminal", "screen", "brief") for label in words(area).values() for lang in LANGS
    ]
    texts += [text for _, text in said()] + list(sentences().values())
    texts += [
        t for s in tomllib.loads(FILE.read_text("utf-8")).values() for label in s.values() for t in label.values()
    ]
    assert FOLDER.is_dir()
    root, seen = get_command(app), 0
    for text in texts:
        for line in re.findall(r"\bfoedus ([a-z][\w -]*)", text):
            command, at = line.split(), root
            if command[0] not in root.commands:
                assert command[0] in ("invoke", "ships", "speaks", "knows") or not command[0].islower(), text
                continue
            for word in command:
                if not hasattr(at, "commands"):
                    break
                assert word in at.commands, text
                at, seen = at.commands[word], seen + 1
    assert seen > 40
    assert "foedus data show berkemeier-fuhrmann, cow" not in FILE.read_text("utf-8")
