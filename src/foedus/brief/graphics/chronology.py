"""A case day by day: what happened above the line, when the model expected soldiers below it."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, Figure, width_of


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated happening, in days after the request."""

    day: float
    label: str
    date: str


@dataclass(frozen=True, slots=True)
class ChronologyData:
    """Moments, and the forecast of the first arrival as (5 %, 50 %, 95 %) in days."""

    title: str
    subtitle: str
    source: str
    alt: str
    moments: tuple[Moment, ...]
    forecast: tuple[float, float, float] | None
    forecast_label: str
    day_label: str


def chronology_figure(data: ChronologyData) -> Figure:
    """The figure at both widths: one line per moment, so that labels never collide."""
    drawn = [_draw(data, width) for width in (WIDE, NARROW)]
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: ChronologyData, width: int) -> str:
    row, top = 26.0, 8.0
    lines = len(data.moments) + (1 if data.forecast else 0)
    bottom = top + row * lines + (14 if data.forecast else 0)
    canvas = Canvas(width, bottom + 40)
    left, right = 10.0, width - 10.0
    last = max([m.day for m in data.moments] + [1.0])
    if data.forecast:
        last = max(last, min(data.forecast[2], last * 3))

    def at(day: float) -> float:
        return left + min(max(day / last, 0), 1) * (right - left)

    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if last / s <= 6), 1000)
    for tick in range(0, int(last) + 1, step):
        x = at(tick)
        canvas.line(x, top, x, bottom, "var(--grid)")
        anchor = "start" if tick == 0 else "end" if x > right - 12 else "middle"
        canvas.text(x, bottom + 16, str(tick), 11, anchor, "var(--muted)")
    canvas.text(left, bottom + 33, data.day_label, 11, fill="var(--muted)")
    for index, moment in enumerate(data.moments):
        y = top + index * row + row / 2
        x = at(moment.day)
        canvas.line(left, y, x, y, "var(--grid)", 1)
        canvas.circle(x, y, 5, "var(--leader)")
        words = f"{moment.label} ({moment.date})"
        _beside(canvas, x, y, words, width, 12 if width == NARROW else 13)
    if data.forecast:
        y = top + len(data.moments) * row + row / 2 + 12
        low, mid, high = data.forecast
        canvas.line(at(low), y, at(high), y, "var(--other)", 7, stroke_opacity="0.35", stroke_linecap="round")
        canvas.circle(at(mid), y, 5, "var(--other)")
        if high > last:
            canvas.text(right, y + 4, "→", 13, "end", "var(--other)")
        canvas.text(left, y - 10, data.forecast_label, 11, fill="var(--muted)")
    return canvas.svg(data.title, data.alt)


def _beside(canvas: Canvas, x: float, y: float, words: str, width: float, size: float) -> None:
    if x + 10 + width_of(words, size) <= width:
        canvas.text(x + 10, y + 4.5, words, size)
    else:
        canvas.text(x - 10, y + 4.5, words, size, "end")
