"""Reports as pages: every heading, sentence and table of the Markdown stands in the HTML, in both languages."""

from __future__ import annotations

import html
import re

import pytest

from command_line import call
from foedus.brief import report_page
from foedus.brief.page.blocks import Grid, Text
from foedus.brief.page.from_markdown import page_of

REPORT = """# A title

How **it** was made, by `foedus` ([all](a.md)).

## First part

| head | figure |
| --- | --: |
| a \\| b | 1 |
| <script> | −2 |

A sentence & more.

## Second part

### Below

| one |
| --- |
| x |
"""


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_parts_of_a_report_become_sections_paragraphs_and_tables():
    page = page_of(REPORT, "en", "k", "a", "c")
    assert (page.title, page.standfirst.text) == ("A title", "How it was made, by foedus (all).")
    first, second = page.sections
    assert first.blocks == (
        Grid("First part", ("head", "figure"), (("a | b", "1"), ("<script>", "−2"))),
        Text("A sentence & more."),
    )
    assert second.blocks[1] == Grid("Below", ("one",), (("x",),))


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_page_holds_all_of_it_and_fetches_nothing(lang):
    found = report_page(REPORT, lang)
    assert f'<html lang="{lang}">' in found
    assert "<script" not in found and "&lt;script&gt;" in found
    assert not re.search(r'(?:src|href)="(?!#)', found)
    for said in ("A title", "First part", "a | b", "A sentence & more.", "−2", "Below"):
        assert said in words(found)


@pytest.mark.parametrize("command", ["cases", "report"])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_commands_of_the_evidence_write_pages(capsys, tmp_path, command, lang):
    page, md = tmp_path / "page.html", tmp_path / "page.md"
    code, out, _ = call(capsys, "evidence", command, "--html", str(page), "--md", str(md), "--lang", lang)
    assert (code, out) == (0, "")
    text = words(page.read_text("utf-8"))
    for heading in re.findall(r"^#+ (.+)$", md.read_text("utf-8"), re.M):
        assert heading in text


def test_a_page_that_cannot_be_written_is_one_message(capsys):
    code, _, err = call(capsys, "evidence", "report", "--html", "/dev/null/x.html")
    assert code == 2 and "Traceback" not in err
