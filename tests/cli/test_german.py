"""German throughout: every error and every help text of the source has its German sentence, days are in words."""

from __future__ import annotations

import re

import pytest
from said_in_source import said

from command_line import call
from foedus.cli.app import app
from foedus.cli.german import help_text, in_german, sentences, translated
from foedus.ground.errors import FoedusError

#: Rooms whose errors speak to programmers who call a measure or a reader themselves; the command line cannot raise them.
FOR_PROGRAMMERS = (
    "datasets/formats/", "datasets/readers/", "datasets/tidy.py", "ground/beta.py", "measures/bond/",
    "measures/network/centrality.py", "measures/network/clustering.py", "measures/network/pair_ratio.py",
    "measures/network/persistence.py", "measures/network/stability.py", "measures/network/ties.py",
    "measures/network/vulnerability.py", "measures/reliability/published.py", "measures/similarity/",
    "evidence/scores.py", "measures/strength/capability.py", "measures/strength/rank_correlation.py", "measures/voting/games.py",
    "measures/voting/swings.py", "measures/voting/ternary.py", "measures/voting/ternary_power.py",
)  # fmt: skip


def test_every_error_that_a_user_can_meet_has_a_german_sentence():
    missing = {
        text: where
        for where, text in said()
        if not where.startswith(FOR_PROGRAMMERS)
        and re.search("[a-z]{3}", re.sub(r"\{\d+\}", "", text))
        and translated(re.sub(r"\{(\d+)\}", r"'x\1'", text)) is None
    }
    assert missing == {}, "add these to src/foedus/cli/wording/errors.toml"


def test_the_source_is_read_for_what_it_says():
    found = {text for _, text in said()}
    assert "there is no alliance {0} in the record" in found
    assert "foedus alliances lists those of the record" in found  # the last resort of a hint
    assert len(found) > 300


@pytest.mark.parametrize("english", sentences())
def test_a_german_sentence_fills_in_what_the_english_one_does(english):
    holes = set(re.findall(r"\{(\d+)", english))
    used = set(re.findall(r"\{(\d+)", sentences()[english]))
    assert used <= holes
    assert sentences()[english].strip() == sentences()[english] != ""


def test_values_are_filled_in_quoted_and_dated_as_germans_do():
    assert (
        in_german("there is no alliance 'BRICS' in the record") == "Ein Bündnis „BRICS“ gibt es in der Sammlung nicht"
    )
    assert in_german("CSTO did not exist on 1990-01-01") == "CSTO gab es am 1. Januar 1990 nicht"
    assert in_german("what nobody ever said") == "what nobody ever said"


def test_every_help_text_is_german():
    from typer.main import get_command

    from foedus.cli.run import _commands

    texts = set()
    for command in _commands(get_command(app)):
        texts |= {command.help or "", *(getattr(p, "help", None) or "" for p in command.params)}
    english = sorted(text for text in texts if text and help_text(text) == text)
    assert english == [], "add these to src/foedus/cli/wording/help.toml"


@pytest.mark.parametrize("lang", ["de", "DE", "de_DE", "de-AT.UTF-8", "German", "Deutsch"])
def test_german_is_asked_for_in_many_ways(capsys, monkeypatch, lang):
    for arguments in (["--lang", lang], [f"--lang={lang}"]):
        code, out, _ = call(capsys, "show", "CSTO", "--on", "2022-01-07", *arguments)
        assert code == 0 and out.startswith("OVKS: 6 Mitglieder")
    monkeypatch.setenv("FOEDUS_LANG", lang)
    assert call(capsys, "show", "CSTO", "--on", "2022-01-07")[1].startswith("OVKS: 6 Mitglieder")
    assert call(capsys, "show", "CSTO", "--on", "2022-01-07", "--lang", "en")[1].startswith("CSTO: 6 members")


def test_an_unknown_language_is_refused_where_it_was_asked_for(capsys, monkeypatch):
    assert call(capsys, "cases", "--lang", "fr")[0] == 2
    monkeypatch.setenv("FOEDUS_LANG", "klingon")
    code, _, err = call(capsys, "cases")
    assert code == 2 and "klingon" in err and "FOEDUS_LANG" in err


def test_help_is_german_on_every_level(capsys, monkeypatch):
    for arguments in (
        ["--help", "--lang", "de"],
        ["--lang", "de", "invoke", "--help"],
        ["data", "add", "-h", "--lang=de"],
    ):
        code, out, _ = call(capsys, *arguments)
        assert code == 0
        assert "Aufruf:" in out and "Optionen:" in out and "Usage" not in out
        assert "Show this" not in out
    monkeypatch.setenv("FOEDUS_LANG", "de")
    assert "Wer kommt, wenn ein Verbündeter ruft?" in call(capsys, "--help")[1]


def test_errors_of_every_origin_are_german(capsys):
    for arguments, says in (
        (["show", "BRICS"], "Ein Bündnis „BRICS“ gibt es"),
        (["show", "CSTO", "--on", "1990-01-01"], "gab es am 1. Januar 1990 nicht"),
        (["show"], "Es fehlt: „ALLIANCE“."),
        (["nonsense"], "Einen Befehl „nonsense“ gibt es nicht."),
        (["show", "CSTO", "--nonsense"], "Eine Option --nonsense gibt es nicht"),
        (["invoke", "x", "--runs", "many"], "das ist keine ganze Zahl"),
        (["data", "show", "nothing-like-it"], "Einen Datensatz „nothing-like-it“ gibt es nicht"),
        (["state-years", "--from", "1700"], "das Staatensystem beginnt 1816"),
    ):
        code, out, err = call(capsys, *arguments, "--lang", "de")
        assert (code, out) == (2, "")
        assert says in err, err
        assert "  next:" not in err and "  why:" not in err


def test_printed_commands_ask_for_the_same_language(capsys, monkeypatch):
    out = " ".join(call(capsys, "show", "CSTO", "--lang", "de")[1].split())
    assert "foedus compare CSTO NATO --lang de" in out
    assert "foedus cases --lang de" in call(capsys, "invoke", "nothing-like-it", "--lang", "de")[2]
    assert "--lang" not in call(capsys, "show", "CSTO")[1]
    monkeypatch.setenv("FOEDUS_LANG", "de")
    assert "--lang" not in call(capsys, "show", "CSTO")[1]


def test_days_are_words_in_german_output(capsys):
    for arguments in (
        ["show", "CSTO", "--on", "2022-01-07"], ["show", "NATO"], ["cases", "CSTO"], ["reliability", "CSTO"],
        ["compare", "CSTO", "NATO"], ["record", "cite"], ["power", "CSTO"],
    ):  # fmt: skip
        out = call(capsys, *arguments, "--lang", "de")[1]
        if arguments[0] != "record":
            out = out.split("\nWeiter: ")[0]  # commands to type have the day as it is typed
        for line in (
            out.splitlines() if arguments[0] != "record" else [f"x {r.split(' [')[0]}" for r in out.splitlines()]
        ):
            days = list(re.findall(r"(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-])", line.split("http")[0]))
            assert days == [] or arguments[0] == "record", line


def test_an_error_without_a_sentence_is_told_as_it_stands():
    from foedus.cli.german import told

    error = FoedusError("what nobody ever said", why="nor this", where="a.toml:3")
    assert told(error, "de") == "a.toml:3: what nobody ever said\n  Grund:   nor this"
    assert told(error, "en") == error.text()
