"""Whose threats are whose: filled where a source has struck a member, a ring where the member names it.

Members stand across and sources down; where there are many members, the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, Figure, clipped, hatch, keys, width_of

#: More members than this stand down the side.
MOST_ACROSS = 10
#: The longest heading that stands upright, in pixels.
LONGEST_HEAD = 130


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
    names = tuple(name for _, name in data.members)
    unknown = [code in data.unknown for code, _ in data.members]
    down = len(names) > MOST_ACROSS
    sides, heads = (names, data.sources) if down else (data.sources, names)
    cells = list(zip(*data.cells, strict=True)) if down else data.cells
    label, row = 118 if width == NARROW else 210, 19.0 if down else 23.0
    step = (width - label - 4) / max(len(heads), 1)
    upright = any(width_of(head, 11.5) > step - 4 for head in heads)
    heads = tuple(clipped(head, 11.5, LONGEST_HEAD) for head in heads)
    top = max((width_of(head, 11.5) for head in heads), default=0.0) + 16 if upright else 34.0
    bottom = top + row * len(sides)
    canvas = Canvas(width, bottom + 34)
    for column, head in enumerate(heads):
        x = label + (column + 0.5) * step
        if upright:
            canvas.text(
                x + 4, top - 8, head, 11.5, font_weight="700", transform=f"rotate(-90 {x + 4:.1f} {top - 8:.1f})"
            )
        else:
            canvas.text(x, top - 12, head, 11.5, "middle", font_weight="700")
        if not down and unknown[column]:
            canvas.rect(x - step / 2 + 2, top - 2, step - 4, bottom - top, hatch(canvas, "unknown", "var(--grid)"))
    for index, name in enumerate(sides):
        y = top + index * row + row / 2
        canvas.line(0, top + (index + 1) * row - 1, width, top + (index + 1) * row - 1, "var(--grid)")
        canvas.text(0, y + 4, clipped(name, 12.5, label - 6), 12.5)
        if down and unknown[index]:
            canvas.rect(label, y - row / 2 + 1, width - label, row - 3, hatch(canvas, "unknown", "var(--grid)"))
        for column in range(len(heads)):
            _mark(canvas, label + (column + 0.5) * step, y, min(6.5, step * 0.36), cells[index][column])
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
