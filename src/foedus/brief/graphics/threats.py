"""Whose threats are whose: filled where a source has struck a member, a ring where the member names it.

Members stand across and sources down; where there are many members, the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import LINE, NARROW, WIDE, Canvas, hatch, heights, keys, shortened
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import column, lines_of, width_of

#: More members than this stand down the side.
MOST_ACROSS = 10
#: The sizes of the names at the side and of the headings.
SIDE, HEAD = 12.5, 11.5
#: How long a line of an upright heading may be before it is broken, and how long at all, in pixels.
LONGEST_HEAD, LONGEST_LINE = 110, 210
#: Columns are no wider than this, so that few of them do not drift apart.
WIDEST_STEP = 84.0


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
    drawn = _draw(data, WIDE), _draw(data, NARROW)
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: ThreatsData, width: int) -> str:
    names = [name for _, name in data.members]
    unknown = [code in data.unknown for code, _ in data.members]
    down = len(names) > MOST_ACROSS
    sides, heads = (names, list(data.sources)) if down else (list(data.sources), names)
    cells = list(zip(*data.cells, strict=True)) if down else data.cells
    room = column(sides, SIDE, width * (0.36 if width == NARROW else 0.32))
    tall = heights(sides, SIDE, room, 19.0 if down else 23.0)
    label = room + 8
    step = min((width - label - 4) / max(len(heads), 1), WIDEST_STEP)
    top = _heads_height(heads, step)
    bottom = top + sum(tall)
    canvas = Canvas(width, bottom + 34)
    for place, head in enumerate(heads):
        x = label + (place + 0.5) * step
        _head(canvas, head, x, top, step, flat=_flat(heads, step))
        if not down and unknown[place]:
            canvas.rect(x - step / 2 + 2, top - 2, step - 4, bottom - top, hatch(canvas, "unknown", "var(--unknown)"))
    y = top
    for index, (name, height) in enumerate(zip(sides, tall, strict=True)):
        middle = y + height / 2
        y += height
        canvas.line(0, y - 1, label + step * len(heads), y - 1, "var(--grid)")
        canvas.label(0, middle, name, SIDE, room, "start")
        if down and unknown[index]:
            fill = hatch(canvas, "unknown", "var(--unknown)")
            canvas.rect(label, middle - height / 2 + 1, step * len(heads), height - 3, fill)
        for place in range(len(heads)):
            _mark(canvas, label + (place + 0.5) * step, middle, min(6.5, step * 0.36), cells[index][place])
    for kind, x, low in keys(canvas, data.keys, bottom + 15):
        _mark(canvas, x + 7, low + 6, 6, kind)
        canvas.height = low + 20
    return canvas.svg(data.title, data.alt)


def _flat(heads: list[str], step: float) -> bool:
    return all(width_of(head, HEAD, bold=True) <= step - 4 for head in heads)


def _upright(head: str, step: float) -> tuple[str, ...]:
    """A heading that stands upright, in as many lines as its column is wide enough for."""
    if step < 2 * HEAD * LINE:
        return (head,)
    return lines_of(head, HEAD, LONGEST_HEAD, bold=True)


def _heads_height(heads: list[str], step: float) -> float:
    if _flat(heads, step):
        return 34.0
    lines = [line for head in heads for line in _upright(head, step)]
    return min(max((width_of(line, HEAD, bold=True) for line in lines), default=0.0), LONGEST_LINE) + 16


def _head(canvas: Canvas, head: str, x: float, top: float, step: float, *, flat: bool) -> None:
    if flat:
        canvas.text(x, top - 12, head, HEAD, "middle", font_weight="700")
        return
    lines = _upright(head, step)
    for index, line in enumerate(lines):
        fits = width_of(line, HEAD, bold=True) <= LONGEST_LINE
        words = line if fits else shortened(line, HEAD, LONGEST_LINE, bold=True)
        base = x + HEAD * 0.36 + HEAD * LINE * (index - (len(lines) - 1) / 2)
        turned = f"rotate(-90 {base:.1f} {top - 8:.1f})"
        canvas.text(base, top - 8, words, HEAD, full="" if fits else head, font_weight="700", transform=turned)


def _mark(canvas: Canvas, x: float, y: float, radius: float, kind: str) -> None:
    if kind == "hit":
        canvas.circle(x, y, radius, "var(--threat)")
    elif kind == "named":
        canvas.circle(x, y, radius - 1, "none", stroke="var(--threat)", stroke_width="2")
    elif kind == "unknown":
        canvas.rect(x - radius, y - radius, 2 * radius, 2 * radius, hatch(canvas, "unknown", "var(--unknown)"))
