"""A brief on paper: named and dated, the same bytes each time, nothing fetched, nothing lost; and what else is taken along."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import shutil
import subprocess
import sys

import pytest

import foedus as fd
from foedus.brief import alliance_brief, invocation_brief
from foedus.brief.graphics import Figure
from foedus.brief.page.blocks import Grid, KeyFigure, Page, Picture, Section, Text
from foedus.brief.page.cited import cited, item_of_page, key_of
from foedus.brief.page.embed import embed
from foedus.brief.page.footnotes import Footnotes
from foedus.brief.page.paper import HALOED, created, engine, paper_html, pdf
from foedus.ground.errors import QueryError
from foedus.ground.extras import MissingExtraError
from foedus.record.load import load
from foedus.record.version import DATE

EVIL = '<script>alert(1)</script><img src="https://example.org/x.png"> & "quoted"'
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 80" role="img"><text x="10" y="20" font-size="11" '
    'fill="var(--ink)" paint-order="stroke" stroke="var(--paper)" stroke-width="3">Here</text></svg>'
)


def _has_pango() -> bool:
    try:
        engine()
    except MissingExtraError:
        return False
    return True


paper = pytest.mark.skipif(not _has_pango(), reason="no WeasyPrint, or no Pango below it, on this machine")

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext to read sheets with")


@pytest.fixture(scope="module")
def small():
    """A page with each kind of thing that a sheet has, small enough to be set at once."""
    figure = Figure("A figure", "in what", "Source: one", "Here is a place", DRAWING, DRAWING, "map")
    rows = tuple((f"row {i}", "a cell of words", f"{i} %") for i in range(120))
    return Page(
        lang="en", title="Title of a page", kicker="What it is about", standfirst=Text("First words."),
        figures=(KeyFigure("6", "members"),),
        sections=(Section("one", "One", (Picture(figure), Grid("Long table", ("head of rows", "b", "c"), rows))),),
        as_of="State of affairs: then.", cite="Cite as: this.", about="About", subject="SUB", on="2022-01-07", known="2026-12-24",
    )  # fmt: skip


@pytest.fixture(scope="module")
def brief():
    return alliance_brief(fd.world("2022-01-07", "2026-11-23"), "CSTO", "de")


def _text(content: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()


def _told(content: bytes, tmp_path) -> dict[str, str]:
    (tmp_path / "a.pdf").write_bytes(content)
    done = subprocess.run(["pdfinfo", "-isodates", tmp_path / "a.pdf"], capture_output=True, check=True, text=True)
    return {name: value.strip() for name, _, value in (line.partition(":") for line in done.stdout.splitlines())}


@paper
@poppler
def test_a_sheet_says_what_it_is_and_when(small, monkeypatch, tmp_path):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = pdf(small, Footnotes(load(), "en"))
    found = _told(made, tmp_path)
    assert (found["Title"], found["Author"], found["Tagged"]) == ("Title of a page", "The Foedus authors", "yes")
    assert "A4" in found["Page size"] and found["CreationDate"] == "2026-12-24T00:00:00Z"
    assert made == pdf(small, Footnotes(load(), "en")), "the same input, other bytes"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert _told(pdf(small, Footnotes(load(), "en")), tmp_path)["ModDate"] == "2001-09-09T01:46:40Z"


@paper
@poppler
def test_a_long_table_breaks_between_rows_under_its_head_again(small):
    sheets = _text(pdf(small, Footnotes(load(), "en"))).split("\f")
    assert len(sheets) > 3
    told = [s for s in sheets if "a cell of words" in s]
    assert len(told) >= 3
    assert all(s.count("head of rows") == 1 for s in told)
    whole = "".join(sheets)
    assert [int(n) for n in re.findall(r"row (\d+)\s", whole)] == list(range(120))
    assert "What it is about" in sheets[1] and re.search(rf"2\s?/\s?{len(sheets) - 1}\b", sheets[1])


@paper
@poppler
def test_the_sheets_of_an_alliance_hold_what_the_page_holds(brief):
    whole = _text(brief.pdf())
    joined = re.sub(r"-?\s+", "", whole)
    for section in brief.page.sections:
        assert re.sub(r"-?\s+", "", section.title) in joined
    plain = joined.replace("-", "")
    cells = [cell for grid in brief.tables.values() for row in grid.rows for cell in row if len(cell) < 40]
    assert len(cells) > 40
    assert [c for c in cells if re.sub(r"-?\s+", "", c).replace("-", "") not in plain] == []
    addresses = re.findall(r'<li id="n\d+">[^<]*<a href="([^"&]*)"', brief.html)
    assert len(addresses) > 50
    assert [a for a in addresses if a.replace("-", "") not in plain] == [], "an address is printed whole"


def test_no_word_of_a_page_becomes_markup_or_an_address_on_paper(small):
    evil = dataclasses.replace(
        small, title=EVIL, kicker=EVIL, standfirst=Text(EVIL, lead=EVIL), as_of=EVIL, cite=EVIL,
        sections=(Section("s", EVIL, (Text(EVIL), Grid(EVIL, (EVIL,), ((EVIL,),), EVIL))),),
    )  # fmt: skip
    for made in (
        paper_html(evil, Footnotes(load(), "en")),
        embed(evil, Figure(EVIL, EVIL, EVIL, EVIL, "", ""), "https://example.org/?a=1&b=2"),
    ):
        assert "<script" not in made
        assert '<img src="https' not in made
    entry = cited(evil, "bibtex")
    assert r"\& " in entry and entry.count("{") == entry.count("}")
    assert json.loads(cited(evil, "csl-json"))[0]["title"].endswith('& "quoted"')


@paper
@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/hostname", "http://127.0.0.1/"])
def test_nothing_is_fetched_for_a_sheet(small, monkeypatch, address):
    """A page that holds such an address, by whatever fault, is not printed."""
    from foedus.brief.page import paper as module

    whole = paper_html(small, Footnotes(load(), "en")).replace("</main>", f'<img src="{address}" alt="x"></main>')
    monkeypatch.setattr(module, "paper_html", lambda page, notes: whole)
    with pytest.raises(RuntimeError, match="not in it"):
        pdf(small, Footnotes(load(), "en"))


def test_words_with_a_halo_are_drawn_twice_and_in_colours_of_paper(small):
    made = paper_html(small, Footnotes(load(), "en"))
    import base64

    drawn = base64.b64decode(re.search(r"base64,([A-Za-z0-9+/=]+)", made)[1]).decode()
    assert drawn.count(">Here</text>") == 2
    assert "var(--" not in drawn and "paint-order" not in drawn
    assert drawn.index('stroke="#ffffff"') < drawn.rindex("<text")
    assert 'alt="Here is a place"' in made
    # Every halo of the real figures is found, in whatever order its attributes stand.
    figure = alliance_brief(fd.world("2022-01-07", "2026-11-23"), "CSTO", "en").pictures["map"]
    assert len(HALOED.findall(figure.svg_wide)) == figure.svg_wide.count("paint-order") > 0


def test_without_pango_the_error_names_the_packages(monkeypatch, capsys):
    class Broken:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                print("WeasyPrint could not import some external libraries.")
                raise OSError("cannot load library 'libpango-1.0-0': no such file.  Additionally, nothing")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr("foedus.brief.page.paper.need", lambda extra: None)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(MissingExtraError) as found:
        engine()
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in found.value.hint
    assert "Additionally" not in found.value.why
    assert capsys.readouterr().out == ""


def test_the_day_of_a_file_is_that_of_its_knowledge(small, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert created(small).date().isoformat() == "2026-12-24"
    assert created(dataclasses.replace(small, known="1999-01-01")).date().isoformat() == DATE
    for wrong in ("yesterday", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(QueryError, match="SOURCE_DATE_EPOCH"):
            created(small)


def test_an_answer_is_cited_with_version_day_and_address(small, brief):
    item = item_of_page(small, "https://example.org/en/x?on=2022-01-07")
    assert (item.title, item.url) == ("About: Title of a page", "https://example.org/en/x?on=2022-01-07")
    assert key_of(small) == "foedus-sub-2022-01-07-2026-12-24"
    entry = brief.cited("bibtex")
    assert "@misc{foedus-csto-2022-01-07-2026-11-23," in entry
    assert "Sammlung" in entry and "Kenntnisstand: 23. November 2026" in entry
    told = json.loads(brief.cited("csl-json", "https://example.org/"))[0]
    assert (told["type"], told["URL"], told["language"]) == ("report", "https://example.org/", "de")
    with pytest.raises(QueryError, match="no format"):
        brief.cited("word")


def test_tables_and_figures_are_taken_along_whole(brief):
    answer = invocation_brief(fd.invoke("kazakhstan-2022", runs=200), "en")
    assert {"will-1", "whatif-1"} <= set(answer.tables)
    for made in (brief, answer):
        for grid in made.tables.values():
            assert list(csv.reader(io.StringIO(grid.to_csv()))) == [list(grid.header), *map(list, grid.rows)]
    for name, figure in brief.pictures.items():
        alone = brief.embedded(name, "https://example.org/de/", "style.css")
        assert figure.svg_wide in alone and figure.source.split("&")[0] in alone
        assert 'href="style.css"' in alone and "<style>" not in alone and "<script" not in alone
    assert "<style>" in brief.embedded("map") and "<a href" not in brief.embedded("map")
