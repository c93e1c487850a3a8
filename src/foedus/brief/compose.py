"""Compose a brief: gather the sections, number the notes, render both forms."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.brief.graphics import Figure
from foedus.brief.page.blocks import Grid, Page
from foedus.brief.page.footnotes import Footnotes
from foedus.brief.page.render import html, markdown
from foedus.brief.text import alliance as alliance_page
from foedus.brief.words.messages import language
from foedus.record.load import Record
from foedus.world import World

if TYPE_CHECKING:
    from foedus.response import Answer


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief in both forms, with its plain data."""

    page: Page
    html: str
    markdown: str
    record: Record = field(repr=False, compare=False)

    def pdf(self) -> bytes:
        """The brief on A4 sheets (the extra `pdf`, and the system's Pango)."""
        from foedus.brief.page.paper import pdf

        return pdf(self.page, Footnotes(self.record, self.page.lang))

    def cited(self, form: str, address: str = "") -> str:
        """How the brief is cited, as "bibtex" or "csl-json"; `address` is where it can be read."""
        from foedus.brief.page.cited import cited

        return cited(self.page, form, address)

    def embedded(self, name: str, address: str = "", sheet: str = "") -> str:
        """A page with one figure alone, to stand in a frame elsewhere."""
        from foedus.brief.page.embed import embed

        return embed(self.page, self.pictures[name], address, sheet)

    @property
    def tables(self) -> dict[str, Grid]:
        """The tables by the section they stand in and their number there ("will-1"), to be taken along as CSV."""
        return self.page.tables

    @property
    def pictures(self) -> dict[str, Figure]:
        """The figures by name (map, membership, strength ...), to be taken along as SVG, PNG or CSV."""
        return self.page.pictures

    def as_json(self) -> str:
        """The texts of the brief as JSON."""
        parts = [{"id": s.id, "title": s.title} for s in self.page.sections]
        return json.dumps(
            {
                "title": self.page.title,
                "standfirst": self.page.standfirst.text,
                "figures": [{"value": f.value, "label": f.label} for f in self.page.figures],
                "sections": parts,
                "markdown": self.markdown,
            },
            ensure_ascii=False,
            indent=2,
        )


def _made(page: Page, record: Record) -> Brief:
    whole, text = html(page, Footnotes(record, page.lang)), markdown(page, Footnotes(record, page.lang))
    return Brief(page=page, html=whole, markdown=text, record=record)


def report_page(report: str, lang: str) -> str:
    """A report of the evidence, written in Markdown, as one self-contained HTML page."""
    from foedus.brief.page.from_markdown import page_of
    from foedus.brief.words.messages import say
    from foedus.record.load import load
    from foedus.world import stamp

    now, tongue = stamp(), language(lang)
    record = {"version": now.software, "record": now.version, "date": now.date}
    kicker, as_of, cite = (say("brief", f"report.{k}", tongue, **record) for k in ("kicker", "as-of", "cite"))
    page = page_of(report, tongue, kicker, as_of, cite)
    return html(page, Footnotes(load(), tongue))


def alliance_brief(world: World, name: str, lang: str) -> Brief:
    """The explainer of an alliance on a day."""
    return _made(alliance_page.page(world, name, language(lang)), world.record)


def invocation_brief(answer: Answer, lang: str) -> Brief:
    """The brief of an invocation; a recorded case closes with what happened, apart from the forecast."""
    from foedus.brief.text import invocation as invocation_page  # with the model, which an alliance does not need

    world = invocation_page.world_of(answer)
    return _made(invocation_page.page(answer, world, language(lang)), world.record)
