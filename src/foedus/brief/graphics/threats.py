"""Whose threats are whose: members across, sources down; filled where it has struck, a ring where it is named."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, Figure, clipped, hatch, keys


@dataclass(frozen=True, slots=True)
class ThreatsData:
    """`cells[source][member]` is "hit", "named" or ""; members whose threats are unknown are listed in `unknown`."""

    title: str
    subtitle: str
    source: str
    alt: str
    members: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


def threats_figure(data: ThreatsData) -> Figure:
    """The figure at both widths."""
    drawn = [_draw(data, width) for width in (WIDE, NARROW)]
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: ThreatsData, width: int) -> str:
    label = 118 if width == NARROW else 210
    step = (width - label - 4) / max(len(data.members), 1)
    row, top = 23.0, 34.0
    bottom = top + row * len(data.sources)
    canvas = Canvas(width, bottom + 34)
    short = step < 62
    size = 11.5 if step > 24 else 8.5
    for column, (code, name) in enumerate(data.members):
        x = label + (column + 0.5) * step
        canvas.text(x, top - 12, code if short else clipped(name, size, step - 4), size, "middle", font_weight="700")
        if code in data.unknown:
            canvas.rect(
                x - step / 2 + 2, top - 2, step - 4, row * len(data.sources), hatch(canvas, "unknown", "var(--grid)")
            )
    for index, name in enumerate(data.sources):
        y = top + index * row + row / 2
        canvas.line(0, top + (index + 1) * row - 1, width, top + (index + 1) * row - 1, "var(--grid)")
        canvas.text(0, y + 4, clipped(name, 12.5, label - 6), 12.5)
        radius = min(6.5, step * 0.36)
        for column in range(len(data.members)):
            x = label + (column + 0.5) * step
            _mark(canvas, x, y, radius, data.cells[index][column])
    for kind, x, y in keys(canvas, data.keys, bottom + 15):
        _mark(canvas, x + 7, y + 6, 6, kind)
        canvas.height = y + 20
    return canvas.svg(data.title, data.alt)


def _mark(canvas: Canvas, x: float, y: float, radius: float, kind: str) -> None:
    if kind == "hit":
        canvas.circle(x, y, radius, "var(--threat)")
    elif kind == "named":
        canvas.circle(x, y, radius - 1, "none", stroke="var(--threat)", stroke_width="2")
    elif kind == "unknown":
        canvas.rect(x - radius, y - radius, 2 * radius, 2 * radius, hatch(canvas, "unknown", "var(--grid)"))
