"""Who would send soldiers: for each member the chance, and the size if it sends any, with their ranges."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, heights
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import column, width_of

#: The size of members' names.
SIZE = 12.5


@dataclass(frozen=True, slots=True)
class SenderRow:
    """A member's chance of sending (0..1) and soldiers if any (5 %, median, 95 %); None where none can be told."""

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
    drawn = _draw(data, WIDE), _draw(data, NARROW)
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: SendersData, width: int) -> str:
    names = [row.label for row in data.rows]
    room = column(names, SIZE, width * (0.34 if width == NARROW else 0.2), bold=True)
    tall = heights(names, SIZE, room, 26)
    height = sum(tall) + 56
    if not any(row.soldiers for row in data.rows):  # nothing can be said of sizes, so they have no panel
        canvas = Canvas(width, height)
        _panel(canvas, data, 0, 0, width, tall, room, sizes=False)
    elif width == NARROW:
        canvas = Canvas(width, 2 * height)
        _panel(canvas, data, 0, 0, width, tall, room, sizes=False)
        _panel(canvas, data, 0, height, width, tall, room, sizes=True)
    else:
        canvas = Canvas(width, height)
        half = (width - room - 20) / 2
        _panel(canvas, data, 0, 0, half + room, tall, room, sizes=False)
        _panel(canvas, data, half + room + 20, 0, half, tall, 0, sizes=True)
    return canvas.svg(data.title, data.alt)


def _panel(
    canvas: Canvas, data: SendersData, x: float, y: float, w: float, tall: list[float], room: float, *, sizes: bool
) -> None:
    """One measure of all members, with their names where there is room for them."""
    left, right, top = x + room + 10, x + w - 14, y + 28
    bottom = top + sum(tall)
    canvas.text(left, y + 14, data.size_label if sizes else data.chance_label, 12, fill="var(--muted)")
    ticks = data.ticks if sizes else ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))
    least, most = (log10(max(data.ticks[0][0], 1)), log10(data.ticks[-1][0])) if sizes else (0.0, 1.0)

    def at(value: float) -> float:
        where = log10(max(value, 1)) if sizes else value
        return left + min(max((where - least) / (most - least), 0), 1) * (right - left)

    _ticks(canvas, [(at(value), printed) for value, printed in ticks], top, bottom, x + w)
    for entry, height in zip(data.rows, tall, strict=True):
        middle = top + height / 2
        top += height
        colour = "var(--leader)" if entry.leader else "var(--other)"
        if room:
            canvas.label(left - 10, middle, entry.label, SIZE, room, bold=entry.leader)
        if sizes and entry.soldiers is None:
            canvas.text(left + 4, middle + 4, data.unknown, 11.5, fill="var(--muted)")
            continue
        low, mid, high = entry.soldiers if sizes and entry.soldiers else (entry.low, entry.p, entry.high)
        canvas.line(at(low), middle, at(high), middle, colour, 6, stroke_opacity="0.35")
        canvas.circle(at(mid), middle, 4.8, colour)


def _ticks(canvas: Canvas, ticks: list[tuple[float, str]], top: float, bottom: float, edge: float) -> None:
    """Lines at all ticks; numbers from the last one back, wherever they keep clear of each other."""
    free = edge
    for x, printed in reversed(ticks):
        canvas.line(x, top - 4, x, bottom, "var(--grid)")
        half = width_of(printed, 11) / 2
        middle = min(x, edge - half)
        if middle + half <= free:
            canvas.text(middle, bottom + 16, printed, 11, "middle", "var(--muted)")
            free = middle - half - 6
