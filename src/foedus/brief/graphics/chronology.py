"""A case day by day: what happened above the line, when the model expected soldiers below it."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import lines_of, width_of


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
    drawn = _draw(data, WIDE), _draw(data, NARROW)
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: ChronologyData, width: int) -> str:
    row, top, size = 26.0, 8.0, 12.0 if width == NARROW else 13.0
    told = lines_of(data.forecast_label, 11, width - 20) if data.forecast else ()
    lines = len(data.moments) + (1 if data.forecast else 0)
    bottom = top + row * lines + 14 * len(told)
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
        _beside(canvas, x, y, words, width, size)
    if data.forecast:
        y = top + len(data.moments) * row + row / 2 + 14 * len(told) - 2
        low, mid, high = data.forecast
        canvas.line(at(low), y, at(high), y, "var(--other)", 7, stroke_opacity="0.35")
        canvas.circle(at(mid), y, 5, "var(--other)")
        if high > last:
            canvas.text(right, y + 4, "→", 13, "end", "var(--other)")
        for index, line in enumerate(told):
            canvas.text(left, y - 10 - 14 * (len(told) - 1 - index), line, 11, fill="var(--muted)")
    return canvas.svg(data.title, data.alt)


def _beside(canvas: Canvas, x: float, y: float, words: str, width: float, size: float) -> None:
    """Words to the right of a dot, or to its left, in one line or two; the side with more room where neither holds."""
    room = {"start": width - x - 10, "end": x - 10}
    side = next((s for s, most in room.items() if width_of(words, size) <= most), max(room, key=lambda s: room[s]))
    step = 10 if side == "start" else -10
    fits = width_of(words, size) <= room[side]
    canvas.label(x + step, y, words, size if fits else size - 1.5, room[side], side)
