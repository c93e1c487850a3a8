"""Strength: the members' shares, and the alliance with and without its leader beside another on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, hatch, heights
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import column, width_of

#: With more bars than this they stand closer.
MANY_ROWS = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, value (None where unknown) and printed value; `kind` gives the colour."""

    label: str
    value: float | None
    printed: str
    kind: str = "member"


@dataclass(frozen=True, slots=True)
class StrengthData:
    """Two groups of bars, each on its own zero-based scale."""

    title: str
    subtitle: str
    source: str
    alt: str
    shares_label: str
    shares: tuple[Bar, ...]
    totals_label: str
    totals: tuple[Bar, ...]


COLOURS = {
    "leader": "var(--leader)",
    "member": "var(--member)",
    "rest": "var(--member)",
    "other": "var(--other)",
    "other-rest": "var(--other-tint)",
}


def strength_figure(data: StrengthData) -> Figure:
    """The figure at both widths."""
    drawn = _draw(data, WIDE), _draw(data, NARROW)
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: StrengthData, width: int) -> str:
    size, least = (11.0, 18.0) if len(data.shares) > MANY_ROWS else (12.5, 25.0)
    canvas = Canvas(width, 0)
    end = _bars(canvas, data.shares_label, data.shares, 0, size, least)
    canvas.height = _bars(canvas, data.totals_label, data.totals, end + 26, 12.5, 30) + 6
    return canvas.svg(data.title, data.alt)


def _bars(canvas: Canvas, heading: str, bars: tuple[Bar, ...], top: float, size: float, least: float) -> float:
    """Bars from a common zero under their heading; returns where they end."""
    names = [bar.label for bar in bars]
    words = column(names, size, canvas.width * 0.3, bold=True)
    tall = heights(names, size, words, least)
    label = words + 8
    printed = max((width_of(b.printed, size) for b in bars), default=0) + 10
    room = canvas.width - label - printed
    most = max((b.value or 0 for b in bars), default=0) or 1
    canvas.text(0, top + 13, heading, 12, fill="var(--muted)")
    y = top + 22
    for bar, height in zip(bars, tall, strict=True):
        middle, thick = y + height / 2, least - 7
        canvas.label(label - 8, middle, bar.label, size, words, bold=bar.kind == "leader")
        y += height
        if bar.value is None:
            canvas.rect(label, middle - thick / 2, 26, thick, hatch(canvas, "unknown", "var(--unknown)"))
            canvas.text(label + 32, middle + 4, bar.printed, size, fill="var(--muted)")
            continue
        length = bar.value / most * room
        canvas.rect(label, middle - thick / 2, length, thick, COLOURS[bar.kind])
        canvas.text(label + length + 6, middle + 4, bar.printed, size)
    canvas.line(label, top + 20, label, y, "var(--ink)")
    return y
