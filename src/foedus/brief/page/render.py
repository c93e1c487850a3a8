"""Render a page as one self-contained HTML file, or as Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.brief.graphics.palette import css
from foedus.brief.page.blocks import Block, Bullets, Grid, Page, Picture, Section, Steps, Text
from foedus.brief.page.footnotes import Footnotes, runs
from foedus.brief.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from foedus.brief.graphics import Figure

FOLDER = Path(__file__).parent / "templates"
#: What has a meaning in Markdown inside a line; an underscore has it only at the edge of a word.
MARKS = re.compile(r"[\\`*\[\]~]|(?<!\w)_|_(?!\w)|^(?=#{1,6}\s|[-+]\s)")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def style() -> str:
    """The style of a page as CSS: its colours and its layout."""
    return css() + (FOLDER / "style.css").read_text("utf-8")


def both_widths(figure: Figure) -> str:
    """A figure as a page on a screen has it: at two widths, of which the style shows the one that fits."""
    return f'<div class="wide">{figure.svg_wide}</div>\n<div class="narrow">{figure.svg_narrow}</div>'


def body(page: Page, notes: Footnotes, drawn: Callable[[Figure], str] = both_widths) -> str:
    """What stands between the page's beginning and its footer as HTML: head, sections, and the notes they lean on.

    `drawn` gives a figure as HTML; it is trusted, everything else is escaped.
    """

    def refs(keys: tuple[str, ...]) -> list[tuple[int, int]]:
        return runs(notes.numbers(keys))

    def kind(block: Block) -> str:
        return type(block).__name__

    def word(key: str, **values: Any) -> str:
        return say("brief", key, page.lang, **values)

    # The parts are rendered first, so that the notes are complete when their list is.
    parts = _environment().get_template("body.html.j2").render(
        page=page, refs=refs, kind=kind, word=word, drawn=drawn
    )  # fmt: skip
    listed = _environment().get_template("notes.html.j2").render(notes=notes.notes(), word=word)
    return parts + listed.rstrip("\n")


def rendered(template: str, page: Page, **values: Any) -> str:
    """A template of the brief's, with the words of the page's language."""

    def word(key: str, **words: Any) -> str:
        return say("brief", key, page.lang, **words)

    return _environment().get_template(template).render(page=page, word=word, **values)


def html(page: Page, notes: Footnotes) -> str:
    """The page as HTML: no script, no address that is fetched, styles and figures inside."""
    return rendered("page.html.j2", page, body=body(page, notes), style=style())


def markdown(page: Page, notes: Footnotes) -> str:
    """The page as Markdown with footnotes."""
    lines = [f"# {plain(page.title)}", "", f"*{plain(page.kicker)}*", "", _paragraph(page.standfirst, notes), ""]
    lines += [f"- **{plain(figure.value)}** {plain(figure.label)}" for figure in page.figures]
    for section in page.sections:
        lines += ["", f"## {plain(section.title)}", "", *_section(section, notes)]
    lines += ["", f"## {say('brief', 'sources', page.lang)}", ""]
    lines += [f"[^{n.number}]: {plain(n.text)} {_address(n.url)}".rstrip() for n in notes.notes()]
    lines += ["", plain(page.cite), ""]
    return "\n".join(lines)


def _section(section: Section, notes: Footnotes) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        lines += [*_block(block, notes), ""]
    return lines


def _block(block: Block, notes: Footnotes) -> list[str]:
    match block:
        case Text():
            return [_paragraph(block, notes)]
        case Bullets():
            head = [f"**{plain(block.title)}**", ""] if block.title else []
            return [*head, *(f"- {_paragraph(item, notes)}" for item in block.items)]
        case Steps():
            lines = []
            for number, item in enumerate(block.items, 1):
                mark = {"true": "✓ ", "false": "✗ ", "unknown": "? ", "": ""}[item.value]
                lines.append(f"{number}. {mark}{plain(item.text)}{_refs(item.sources, notes)}")
                lines += [f"   - {_paragraph(ground, notes)}" for ground in item.grounds]
            return lines
        case Grid():
            rows = [block.header, *block.rows]
            table = ["| " + " | ".join(plain(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
            table.insert(1, "| " + " | ".join("---" for _ in block.header) + " |")
            told = f"*{plain(block.note)}*" if block.note else ""
            note = [f"{told}{_refs(block.sources, notes)}"] if told or block.sources else []
            return [f"**{plain(block.caption)}**", "", *table, "", *note]
        case Picture():
            f = block.figure
            return [f"**{plain(f.title)}**  ", plain(f.subtitle), "", f"{plain(f.alt)}{_refs(block.sources, notes)}"]


def _paragraph(text: Text, notes: Footnotes) -> str:
    lead = f"**{plain(text.lead)}** " if text.lead else ""
    return f"{lead}{plain(text.text)}{_refs(text.sources, notes)}"


def _refs(keys: tuple[str, ...], notes: Footnotes) -> str:
    return "".join(f"[^{n}]" for n in notes.numbers(keys))


def plain(text: str) -> str:
    """Text as text: what Markdown or HTML would read as a mark-up, a link or a tag stays what it says.

    >>> plain("[sic] <b>*bold*</b> & a_b")
    '\\\\[sic\\\\] &lt;b&gt;\\\\*bold\\\\*&lt;/b&gt; &amp; a_b'
    """
    escaped = MARKS.sub(r"\\\g<0>", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return " ".join(escaped.splitlines())


def _address(url: str) -> str:
    """An address as it stands, unless it holds what could end it and begin something else."""
    return "" if re.search(r"[\s<>\"\\]", url) else url
