"""A tornado chart: how far each thing alone moves an answer from where it stands, the longest bar on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, heights, keys
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import column, width_of


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """A factor: its label; the answer at each of its ends with words for the end; whether it is a judgement."""

    label: str
    ends: tuple[tuple[float, str], ...]
    judged: bool = True


@dataclass(frozen=True, slots=True)
class TornadoData:
    """Words and rows; `base` is where the answer stands, `base_label` says so; ticks (value, words) span the scale."""

    title: str
    subtitle: str
    source: str
    alt: str
    rows: tuple[TornadoRow, ...]
    base: float
    base_label: str
    ticks: tuple[tuple[float, str], ...]
    legend: tuple[tuple[str, str], ...]


def tornado_figure(data: TornadoData) -> Figure:
    """The figure at both widths."""
    return Figure(data.title, data.subtitle, data.source, data.alt, _draw(data, WIDE), _draw(data, NARROW))


def _draw(data: TornadoData, width: int) -> str:
    size = 12.0 if width == WIDE else 11.0
    names = [row.label for row in data.rows]
    room = column(names, size, width * (0.36 if width == WIDE else 0.4), bold=True)
    tall = heights(names, size, room, 38)
    canvas = Canvas(width, 0)
    top = 24.0
    for kind, x, y in keys(canvas, data.legend, 0):
        canvas.rect(x, y, 13, 13, _colour(kind == "judged"))
        top = y + 40
    left, right, bottom = room + 14, width - 14.0, top + sum(tall)
    low, high = data.ticks[0][0], data.ticks[-1][0]

    def across(value: float) -> float:
        return left + (value - low) / (high - low) * (right - left)

    for value, words in data.ticks:
        canvas.line(across(value), top - 4, across(value), bottom, "var(--grid)")
        canvas.text(across(value), bottom + 16, words, 11, "middle", "var(--muted)")
    middle = across(data.base)
    half = width_of(data.base_label, 11, bold=True) / 2
    canvas.text(min(max(middle, half), width - half), top - 10, data.base_label, 11, "middle", font_weight="700")
    at = top
    for row, height in zip(data.rows, tall, strict=True):
        y = at + height / 2
        canvas.label(left - 10, y, row.label, size, room)
        _bar(canvas, row, across, data.base, y, (left, right))
        at += height
    canvas.line(middle, top - 4, middle, bottom, "var(--ink)", 1.4)
    canvas.height = bottom + 30
    return canvas.svg(data.title, data.alt)


def _colour(judged: bool) -> str:
    return "var(--other)" if judged else "var(--leader)"


def _bar(
    canvas: Canvas, row: TornadoRow, across: Callable[[float], float], base: float, y: float, frame: tuple[float, float]
) -> None:
    """The bar from the lowest to the highest answer, and the words of the ends outside it."""
    values = [value for value, _ in row.ends]
    first, last = across(min(*values, base)), across(max(*values, base))
    canvas.rect(first, y - 8, max(last - first, 1.5), 16, _colour(row.judged), fill_opacity="0.85")
    lowest, highest = min(row.ends), max(row.ends)
    for (value, words), anchor in (((lowest), "end"), ((highest), "start")):
        if not words or (value == base and len(row.ends) > 1) or (anchor == "end") == (value > base):
            continue
        x = across(value) + (-5 if anchor == "end" else 5)
        wide = width_of(words, 10.5)
        outside = x - wide >= frame[0] if anchor == "end" else x + wide <= frame[1] + 12
        if outside:
            canvas.text(x, y + 4, words, 10.5, anchor, "var(--muted)")
        elif wide + 10 < last - first:
            inside = across(value) + (4 if anchor == "end" else -4)
            canvas.text(inside, y + 4, words, 10.5, "start" if anchor == "end" else "end", "var(--paper)")
