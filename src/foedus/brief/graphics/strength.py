"""Strength: the members' shares, and the alliance with and without its leader beside another on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, Figure, clipped, hatch, width_of


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
    drawn = [_draw(data, width) for width in (WIDE, NARROW)]
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: StrengthData, width: int) -> str:
    row = 18 if len(data.shares) > 20 else 25
    first = 24 + row * len(data.shares)
    canvas = Canvas(width, first + 46 + 30 * len(data.totals))
    _bars(canvas, data.shares_label, data.shares, 0, row, width)
    _bars(canvas, data.totals_label, data.totals, first + 28, 30, width)
    return canvas.svg(data.title, data.alt)


def _bars(canvas: Canvas, heading: str, bars: tuple[Bar, ...], top: float, row: float, width: int) -> None:
    label = 104 if width == NARROW else 170
    size = 11 if row < 20 else 12.5
    printed = max((width_of(b.printed, size) for b in bars), default=0) + 12
    room = width - label - printed
    most = max((b.value or 0 for b in bars), default=0) or 1
    canvas.text(0, top + 13, heading, 12, fill="var(--muted)")
    for index, bar in enumerate(bars):
        y = top + 22 + index * row
        canvas.text(
            label - 8,
            y + row / 2 + 4,
            clipped(bar.label, size, label - 10),
            size,
            "end",
            font_weight="700" if bar.kind == "leader" else "400",
        )
        if bar.value is None:
            canvas.rect(label, y + 3, 26, row - 7, hatch(canvas, "unknown", "var(--unknown)"))
            canvas.text(label + 32, y + row / 2 + 4, bar.printed, size, fill="var(--muted)")
            continue
        length = bar.value / most * room
        canvas.rect(label, y + 3, max(length, 1), row - 7, COLOURS[bar.kind])
        canvas.text(label + length + 6, y + row / 2 + 4, bar.printed, size)
    canvas.line(label, top + 20, label, top + 22 + row * len(bars), "var(--ink)")
