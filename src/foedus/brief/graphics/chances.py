"""Chances as frequencies: twenty dots for soldiers, and a bar with its range for every kind of answer."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, heights
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import column, width_of

DOTS = 20


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """A kind of answer with its chance and range (0..1) and how they are printed."""

    label: str
    p: float
    low: float
    high: float
    printed: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ChancesData:
    """Words and rows of the figure; `dots_label` says what the dots count."""

    title: str
    subtitle: str
    source: str
    alt: str
    dots_label: str
    dots_range: str
    headline: ChanceRow
    rows: tuple[ChanceRow, ...]


def chances_figure(data: ChancesData) -> Figure:
    """The figure at both widths."""
    drawn = _draw(data, WIDE), _draw(data, NARROW)
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def dots_filled(p: float) -> int:
    """How many of the twenty dots a chance fills.

    >>> dots_filled(0.0), dots_filled(0.52), dots_filled(1.0)
    (0, 10, 20)
    """
    return round(p * DOTS)


def _draw(data: ChancesData, width: int) -> str:
    size, small, top = (12.0, 11.0, 104.0) if width == NARROW else (13.0, 12.5, 104.0)
    names = [row.label for row in data.rows]
    room = column(names, size, width * 0.28, bold=True)
    tall = heights(names, size, room, 30)
    bottom = top + sum(tall)
    canvas = Canvas(width, bottom + 30)
    _dots(canvas, data, width)
    left, right = room + 10, width - max(width_of(row.printed, small) for row in data.rows) - 10
    scale = right - left
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x = left + tick * scale
        canvas.line(x, top - 6, x, bottom, "var(--grid)")
        if tick in (0, 0.5, 1):
            canvas.text(x, bottom + 18, f"{tick * 100:.0f} %", 11, "middle", "var(--muted)")
    for row, height in zip(data.rows, tall, strict=True):
        y = top + height / 2
        top += height
        colour = "var(--leader)" if row.strong else "var(--other)"
        canvas.label(left - 10, y, row.label, size, room, bold=row.strong)
        canvas.line(left + row.low * scale, y, left + row.high * scale, y, colour, 7, stroke_opacity="0.35")
        canvas.circle(left + row.p * scale, y, 5.5, colour)
        canvas.text(width, y + 4.5, row.printed, small, "end", "var(--muted)")
    return canvas.svg(data.title, data.alt)


def _dots(canvas: Canvas, data: ChancesData, width: int) -> None:
    filled = dots_filled(data.headline.p)
    step = min(24.0, (width - 8) / DOTS)
    radius = step * 0.38
    canvas.text(0, 14, data.dots_label, 13, font_weight="700")
    for n in range(DOTS):
        x = radius + 1 + n * step
        if n < filled:
            canvas.circle(x, 36, radius, "var(--leader)")
        else:
            canvas.circle(x, 36, radius - 0.8, "none", stroke="var(--muted)", stroke_width="1.4")
    low, high = radius + 1 + data.headline.low * (DOTS - 1) * step, radius + 1 + data.headline.high * (DOTS - 1) * step
    canvas.line(low, 56, high, 56, "var(--leader)", 5, stroke_opacity="0.35")
    canvas.text(0, 76, data.dots_range, 11.5, fill="var(--muted)")
