"""Who would send soldiers: for each member the chance, and the size if it sends any, with their ranges."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, Figure, clipped


@dataclass(frozen=True, slots=True)
class SenderRow:
    """A member's chance of sending (0..1) and soldiers if any (5 %, median, 95 %), or None where unknown."""

    label: str
    p: float
    low: float
    high: float
    soldiers: tuple[float, float, float] | None
    leader: bool = False


@dataclass(frozen=True, slots=True)
class SendersData:
    """Words and rows; `ticks` are printed soldiers' numbers on the logarithmic axis."""

    title: str
    subtitle: str
    source: str
    alt: str
    chance_label: str
    size_label: str
    unknown: str
    rows: tuple[SenderRow, ...]
    ticks: tuple[tuple[float, str], ...]


def senders_figure(data: SendersData) -> Figure:
    """The figure at both widths; on a phone the two panels stand below each other."""
    drawn = [_draw(data, width) for width in (WIDE, NARROW)]
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: SendersData, width: int) -> str:
    row = 26
    height = row * len(data.rows)
    if width == NARROW:
        canvas = Canvas(width, 2 * (height + 56))
        _panel(canvas, data, 0, 0, width, row, sizes=False)
        _panel(canvas, data, 0, height + 56, width, row, sizes=True)
    else:
        canvas = Canvas(width, height + 56)
        _panel(canvas, data, 0, 0, width * 0.5 - 10, row, sizes=False)
        _panel(canvas, data, width * 0.5 + 10, 0, width * 0.5 - 10, row, sizes=True, labels=False)
    return canvas.svg(data.title, data.alt)


def _panel(
    canvas: Canvas, data: SendersData, x: float, y: float, w: float, row: float, *, sizes: bool, labels: bool = True
) -> None:
    label = 104.0 if labels else 8.0
    left, right, top = x + label, x + w - 14, y + 28
    bottom = top + row * len(data.rows)
    canvas.text(left, y + 14, data.size_label if sizes else data.chance_label, 12, fill="var(--muted)")
    ticks = data.ticks if sizes else ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))
    least, most = (log10(max(data.ticks[0][0], 1)), log10(data.ticks[-1][0])) if sizes else (0.0, 1.0)

    def at(value: float) -> float:
        where = log10(max(value, 1)) if sizes else value
        return left + min(max((where - least) / (most - least), 0), 1) * (right - left)

    for value, printed in ticks:
        canvas.line(at(value), top - 4, at(value), bottom, "var(--grid)")
        anchor = "end" if value == ticks[-1][0] else "middle"
        canvas.text(at(value) + (6 if anchor == "end" else 0), bottom + 16, printed, 11, anchor, "var(--muted)")
    for index, entry in enumerate(data.rows):
        middle = top + index * row + row / 2
        colour = "var(--leader)" if entry.leader else "var(--other)"
        if labels:
            name = clipped(entry.label, 12.5, label - 12)
            canvas.text(left - 8, middle + 4.5, name, 12.5, "end", font_weight="700" if entry.leader else "400")
        if sizes and entry.soldiers is None:
            canvas.text(left + 4, middle + 4, data.unknown, 11.5, fill="var(--muted)")
            continue
        low, mid, high = entry.soldiers if sizes and entry.soldiers else (entry.low, entry.p, entry.high)
        canvas.line(at(low), middle, at(high), middle, colour, 6, stroke_opacity="0.35", stroke_linecap="round")
        canvas.circle(at(mid), middle, 4.8, colour)
