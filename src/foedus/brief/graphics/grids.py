"""Small multiples of a grid: who stands where on a few days, and the course of a number below."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, keys
from foedus.brief.graphics.figure import Figure

#: Marks of the states of a site, in the order in which they are counted (0 up; anything below is empty).
COLOURS = ("var(--other-tint)", "var(--leader)", "var(--unknown)", "var(--ink)")
GAP = 14
TALL = 96


@dataclass(frozen=True, slots=True)
class GridsData:
    """Words and figures: `panels` label and rows of states; `course` a number by day, `marked` the panels' days.

    states: the words of the states that the key names, by number. course_label says what the course counts.
    """

    title: str
    subtitle: str
    source: str
    alt: str
    panels: tuple[tuple[str, tuple[tuple[int, ...], ...]], ...]
    states: tuple[tuple[int, str], ...]
    course: tuple[float, ...]
    marked: tuple[int, ...]
    course_label: str
    axis_label: str


def grids_figure(data: GridsData) -> Figure:
    """The figure at both widths."""
    return Figure(data.title, data.subtitle, data.source, data.alt, _draw(data, WIDE, 3), _draw(data, NARROW, 2))


def _draw(data: GridsData, width: int, columns: int) -> str:
    side = (width - GAP * (columns - 1)) / columns
    lines = -(-len(data.panels) // columns)
    canvas = Canvas(width, 0)
    top = 24.0
    for kind, x, y in keys(canvas, tuple((str(state), words) for state, words in data.states), 0):
        canvas.rect(x, y, 13, 13, COLOURS[int(kind)])
        top = y + 34
    for n, (label, rows) in enumerate(data.panels):
        x, y = (n % columns) * (side + GAP), top + (n // columns) * (side + 34)
        canvas.text(x, y, label, 12, font_weight="700")
        _sites(canvas, rows, x, y + 7, side)
    bottom = top + lines * (side + 34)
    _course(canvas, data, width, bottom)
    canvas.height = bottom + TALL + 46
    return canvas.svg(data.title, data.alt)


def _sites(canvas: Canvas, rows: tuple[tuple[int, ...], ...], x: float, y: float, side: float) -> None:
    """One path for each state: a run of sites of a row is one rectangle."""
    size = side / max(len(rows), len(rows[0]))
    canvas.rect(x, y, size * len(rows[0]), size * len(rows), "var(--panel)")
    for state, colour in enumerate(COLOURS):
        found = []
        for line, row in enumerate(rows):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end] == state:
                    end += 1
                if end > start:
                    found.append(f"M{start} {line}h{end - start}v1h{start - end}z")
                start = max(end, start + 1)
        if found:
            canvas.path("".join(found), colour, transform=f"translate({x:.2f} {y:.2f}) scale({size:.4f})")


def _course(canvas: Canvas, data: GridsData, width: int, top: float) -> None:
    """The course as a line, its highest value, and a mark at each day that is shown above."""
    most, days = max(*data.course, 1), max(len(data.course) - 1, 1)
    base = top + 20 + TALL
    canvas.text(0, top + 6, data.course_label, 12, font_weight="700")
    canvas.line(0, base, width, base, "var(--rule)")
    for day in data.marked:
        at = (day - 1) / days * width
        canvas.line(at, top + 18, at, base, "var(--grid)")
    points = "L".join(
        f"{n / days * width:.1f} {base - value / most * (TALL - 4):.1f}" for n, value in enumerate(data.course)
    )
    canvas.path(f"M{points}", stroke="var(--leader)", stroke_width="1.5")
    canvas.text(0, base + 16, "1", 11, fill="var(--muted)")
    canvas.text(width / 2, base + 16, data.axis_label, 11, "middle", "var(--muted)")
    canvas.text(width, base + 16, str(len(data.course)), 11, "end", "var(--muted)")
