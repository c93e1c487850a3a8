"""The parts a brief is made of: text with footnotes, steps, tables, figures. One content, two renderers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.ground.csv_text import csv_of

if TYPE_CHECKING:
    from foedus.brief.graphics import Figure


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `sources` become footnotes at its end."""

    text: str
    sources: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of paragraphs under an optional heading."""

    items: tuple[Text, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class StepItem:
    """A numbered step of a ruling: "true", "false", "unknown", or "" for a step that only informs."""

    text: str
    value: str
    grounds: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """The numbered steps of a ruling."""

    items: tuple[StepItem, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: caption, header, rows of cells; the first column names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    sources: tuple[str, ...] = ()

    def to_csv(self) -> str:
        """The table as CSV, its cells as the page prints them."""
        return csv_of(self.header, self.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its sources."""

    figure: Figure
    sources: tuple[str, ...] = ()


Block = Text | Bullets | Steps | Grid | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under a heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the five figures under the headline."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole brief before it is rendered.

    `about` names what it is about in words, `subject` in an id ("CSTO", "kazakhstan-2022"); `on` and `known` are its
    days (YYYY-MM-DD).
    """

    lang: str
    title: str
    kicker: str
    standfirst: Text
    figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]
    as_of: str
    cite: str
    about: str = ""
    subject: str = ""
    on: str = ""
    known: str = ""
    data: dict[str, object] = field(default_factory=dict)

    @property
    def pictures(self) -> dict[str, Figure]:
        """The figures by name (map, membership, strength ...), to be taken along as SVG, PNG or CSV."""
        blocks = (block for section in self.sections for block in section.blocks)
        return {block.figure.name: block.figure for block in blocks if isinstance(block, Picture)}

    @property
    def tables(self) -> dict[str, Grid]:
        """The tables by the section they stand in and their number there ("will-1"), to be taken along as CSV."""
        return {
            f"{section.id}-{number}": grid
            for section in self.sections
            for number, grid in enumerate((b for b in section.blocks if isinstance(b, Grid)), 1)
        }
