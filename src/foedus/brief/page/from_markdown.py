"""A report in plain Markdown as a page: headings, paragraphs and tables, which is all that reports are made of.

Marks inside a line (bold, slanted, code, links) are left out: the page has its own way to look.
"""

from __future__ import annotations

import re

from foedus.brief.page.blocks import Block, Grid, Page, Section, Text

#: A mark inside a line, and what of it is kept.
MARKS = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\([^)]*\)")


def page_of(report: str, lang: str, kicker: str, as_of: str, cite: str) -> Page:
    """The page of a report; its title is the first heading, its standfirst the paragraph below."""
    parts = [part for part in report.strip().split("\n\n") if part.strip()]
    title = _plain(parts.pop(0).removeprefix("# "))
    standfirst = Text(_plain(parts.pop(0))) if parts and not parts[0].startswith(("#", "|")) else Text("")
    sections: list[Section] = []
    blocks: list[Block] = []
    heading = ""
    for part in parts:
        if part.startswith("## "):
            sections += [_section(len(sections), heading, blocks)] if blocks or heading else []
            heading, blocks = _plain(part.removeprefix("## ")), []
        elif part.startswith("### "):
            blocks.append(Text("", lead=_plain(part.removeprefix("### "))))
        elif part.startswith("|"):
            lead = blocks[-1].lead if blocks and isinstance(blocks[-1], Text) else ""
            blocks.append(_table(part, lead or heading or title))
        else:
            blocks.append(Text(_plain(part)))
    sections += [_section(len(sections), heading, blocks)] if blocks or heading else []
    return Page(
        lang=lang, title=title, kicker=kicker, standfirst=standfirst, figures=(), sections=tuple(sections),
        as_of=as_of, cite=cite,
    )  # fmt: skip


def _section(number: int, heading: str, blocks: list[Block]) -> Section:
    return Section(id=f"part-{number + 1}", title=heading, blocks=tuple(blocks))


def _table(part: str, caption: str) -> Grid:
    """A table; the second line, which only rules, is left out."""
    rows = [
        tuple(_plain(cell.strip().replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        for line in part.splitlines()
    ]
    return Grid(caption, rows[0], tuple(rows[2:]))


def _plain(text: str) -> str:
    """The words without their marks.

    >>> _plain("**63 %**, by `foedus` ([all](a.md))")
    '63 %, by foedus (all)'
    """
    return MARKS.sub(lambda found: next(g for g in found.groups() if g is not None), " ".join(text.split()))
