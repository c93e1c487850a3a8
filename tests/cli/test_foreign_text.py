"""Text of a record is text: brackets, tags, links and control characters in it are shown, never obeyed."""

from __future__ import annotations

import pkgutil
import re
import shutil
import sys
from importlib import import_module
from pathlib import Path

import pytest

import foedus
from command_line import call
from foedus.brief.page.render import plain
from foedus.brief.words.messages import words
from foedus.cli.terminal import CONTROL, console, grid, styled, visible
from foedus.record import load as loading
from foedus.record.load import DATA, parse

POISON = "It [sic] was founded [/bold] in [red]2002[/red] :smile: \\u001b[31m\\u0007\\u202e<script>x</script>[a](javascript:b)"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """The record with hostile words in every title, name and text of its entries."""
    folder = tmp_path_factory.mktemp("record") / "data"
    shutil.copytree(DATA, folder)
    for path in Path(folder).rglob("*.toml"):
        text = path.read_text("utf-8")
        text = re.sub(r'\b(?:en|de|title|publisher|author) = "', lambda found: f"{found[0]}{POISON} ", text)
        path.write_text(text, "utf-8")
    return parse(folder)


@pytest.fixture
def hostile(poisoned, monkeypatch):
    """Every module that reads the record reads the poisoned one."""
    # All are loaded first: one that is imported during the test would keep the poisoned record for good.
    for found in pkgutil.walk_packages(foedus.__path__, "foedus."):
        if not found.name.endswith("__main__"):
            import_module(found.name)
    real = loading.load

    def load(folder: Path = DATA) -> object:
        return poisoned

    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("foedus") and getattr(module, "load", None) is real:
            monkeypatch.setattr(module, "load", load)
    return poisoned


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "CSTO", "--on", "2022-01-07"],
        ["compare", "CSTO", "NATO", "--on", "2022-01-07"],
        ["invoke", "kazakhstan-2022", "--runs", "200", "--history"],
        ["cases", "CSTO"],
        ["record", "cite"],
        ["reliability", "CSTO"],
        ["power", "CSTO"],
        ["vulnerability", "CSTO", "--without", "RUS", "--on", "2022-01-07"],
        ["years", "CSTO", "--from", "2019"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_poisoned_record_is_shown_as_it_stands(hostile, capsys, monkeypatch, arguments, lang):
    monkeypatch.setenv("COLUMNS", "4000")
    code, out, err = call(capsys, *arguments, "--lang", lang)
    assert code == 0, err
    assert CONTROL.search(out) is None
    if arguments[0] not in ("compare", "power", "years"):
        assert "It [sic] was founded [/bold] in [red]2002[/red] :smile: \\x1b[31m\\x07\\u202e" in out


def test_a_poisoned_record_is_text_in_markdown_and_html(hostile, capsys):
    from foedus.api import world
    from foedus.brief import alliance_brief

    code, out, err = call(capsys, "brief", "CSTO", "--on", "2022-01-07")
    assert code == 0, err
    assert "\\[sic\\]" in out
    assert "<script" not in out
    assert re.search(r"(?<!\\)\]\(javascript:", out) is None
    page = alliance_brief(world("2022-01-07"), "CSTO", "en").html
    assert "<script" not in page and not re.search(r"(href|src|on\w+)=.?javascript", page)


def test_titles_of_errors_are_shown_too(capsys):
    _, _, err = call(capsys, "show", "a\x1b[31mb[bold]")
    assert "\x1b" not in err and "[bold]" in err


@pytest.mark.parametrize(
    "text", ["[sic]", "[/bold]", "[link=x]y[/link]", ":bomb:", "[not closed", "a\x9b31mb", "\u202eabc"]
)
def test_cells_heads_and_lines_pass_one_gate(capsys, text):
    out = console()
    table = grid(text, "b")
    table.add_row(text, text)
    out.print(table)
    out.print(text, style="bold")
    out.print(styled((text, "red"), text))
    found = capsys.readouterr().out
    assert found.count(visible(text)) == 6
    assert CONTROL.search(found) is None


def test_visible_keeps_what_is_harmless():
    assert visible("Zeile\n\tÄ – 62\u00a0%") == "Zeile\n\tÄ – 62\u00a0%"
    assert visible("\x00\x7f\x9b") == "\\x00\\x7f\\x9b"


def test_plain_leaves_prose_alone():
    for text in ("Die Ausgaben (2021) liegen bei 3,6 %.", "foedus invoke kazakhstan-2022", "snake_case und 5 * 3"[:14]):
        assert plain(text) == text


def test_no_sentence_of_the_product_holds_markup():
    for area in ("terminal", "screen"):
        for key, label in words(area).items():
            assert "[/" not in label["en"] + label["de"], key
