"""What the pages of an alliance and a case offer to be taken along: every link answers, each as what it says it is."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest

from foedus.brief.graphics.raster import can_render
from foedus.ground.extras import MissingExtraError

PAGES = ("/de/alliance/CSTO?on=2022-01-07&known=2022-01-07", "/en/case/CSTO-2022-KAZ")


@pytest.fixture(scope="module")
def offered(web):
    """The links of both pages, by page."""
    found = {}
    for there in PAGES:
        whole = re.search(r'<section class="take".*?</section>', web.get(there).text, re.DOTALL)[0]
        found[there] = [html.unescape(link) for link in re.findall(r'href="([^"]*)"', whole)]
    return found


def test_every_figure_and_every_table_is_offered_in_every_form(web, offered):
    for there, links in offered.items():
        text = web.get(there).text
        drawn, tables = len(re.findall("<figure>", text)), len(re.findall('<div class="table"', text))
        assert drawn and tables
        forms = 3 if can_render() else 2
        assert len(links) == 4 + drawn * (forms + 1) + tables
        assert len(set(links)) == len(links)


def test_each_link_gives_what_it_says(web, offered):
    for there, links in offered.items():
        for link in links:
            if "/pdf" in link or "/png" in link:
                continue
            answer = web.get(link)
            assert answer.status_code == 200, link
            media, content = answer.headers["content-type"].split(";")[0], answer.text
            if "/embed/" in link:
                assert media == "text/html"
                assert "frame-ancestors *" in answer.headers["content-security-policy"]
                assert not re.search(r"<script|<style| style=", content)
                assert html.escape(there, quote=False) in content
                continue
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', answer.headers["content-disposition"])
            if media == "text/csv":
                lines = list(csv.reader(io.StringIO(content)))
                assert len(lines) > 1 and len({len(line) for line in lines}) == 1
            elif media == "image/svg+xml":
                assert content.startswith("<svg") and "var(--" not in content
            elif media == "text/markdown":
                assert content.startswith("# ")
            elif media == "application/x-bibtex":
                assert content.startswith("@misc{foedus-")
            else:
                assert json.loads(content)[0]["note"].endswith(there)


def test_pixels_and_paper(web, monkeypatch):
    there = "/de/alliance/CSTO/figure/threats/png?on=2022-01-07&known=2022-01-07"
    answer = web.get(there)
    assert (answer.status_code, answer.content[:4]) == (
        (200, b"\x89PNG") if can_render() else (501, answer.content[:4])
    )
    from foedus.brief.page import paper

    monkeypatch.setattr(paper, "pdf", lambda page, notes: b"%PDF-" + page.title.encode())
    answer = web.get("/en/alliance/CSTO/file/pdf?on=2021-01-07&known=2022-01-07")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")

    def gone(page, notes):
        raise MissingExtraError("this needs Pango, a library of the system that is not installed here")

    monkeypatch.setattr(paper, "pdf", gone)
    answer = web.get("/de/alliance/CSTO/file/pdf?on=2020-01-07&known=2022-01-07")
    assert answer.status_code == 501
    assert "dafür wird Pango gebraucht" in answer.text


@pytest.mark.parametrize(
    ("there", "status"),
    [
        ("alliance/CSTO/figure/nothing/svg", 404),
        ("alliance/CSTO/figure/map/exe", 404),
        ("alliance/CSTO/table/..%2F..%2Fetc%2Fpasswd", 404),
        ("alliance/CSTO/table/%3Cscript%3E", 404),
        ("alliance/CSTO/embed/nothing", 404),
        ("alliance/CSTO/file/docx", 404),
        ("alliance/NOBODY/file/md", 404),
        ("case/none/file/md", 404),
        ("alliance/CSTO/file/md?on=2022-02-30", 422),
        ("alliance/CSTO/file/md?form=pdf", 400),
    ],
)
def test_what_is_not_there_is_told_as_a_page(web, there, status):
    answer = web.get(f"/en/{there}")
    assert answer.status_code == status
    assert "<script>" not in answer.text and "Traceback" not in answer.text
