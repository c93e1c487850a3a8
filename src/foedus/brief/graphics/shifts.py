"""What a change does in each run: how many runs in each class of differences, falls and rises apart."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas
from foedus.brief.graphics.figure import Figure


@dataclass(frozen=True, slots=True)
class ShiftBar:
    """A class of differences from `low` to `high` (points of 1) with the share of the runs in it."""

    low: float
    high: float
    share: float


@dataclass(frozen=True, slots=True)
class ShiftsData:
    """Words and bars of the figure; `ticks` are differences with how they are printed."""

    title: str
    subtitle: str
    source: str
    alt: str
    down: str
    up: str
    bars: tuple[ShiftBar, ...]
    ticks: tuple[tuple[float, str], ...]


def shifts_figure(data: ShiftsData) -> Figure:
    """The figure at both widths."""
    drawn = _draw(data, WIDE), _draw(data, NARROW)
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: ShiftsData, width: int) -> str:
    top, tall = 30.0, 150.0
    canvas = Canvas(width, top + tall + 26)
    first = min(data.bars[0].low, 0.0, *(at for at, _ in data.ticks))
    last = max(data.bars[-1].high, 0.0, *(at for at, _ in data.ticks))
    edge = 22.0

    def x(difference: float) -> float:
        return edge + (difference - first) / (last - first) * (width - 2 * edge)

    most = max(bar.share for bar in data.bars)
    for bar in data.bars:
        high = bar.share / most * tall
        colour = "var(--other)" if bar.low >= -1e-9 else "var(--leader)"
        canvas.rect(x(bar.low) + 1, top + tall - high, x(bar.high) - x(bar.low) - 2, high, colour)
    canvas.line(0, top + tall, width, top + tall, "var(--muted)")
    canvas.line(x(0), top - 6, x(0), top + tall, "var(--ink)", 1.5)
    if first < -1e-9:
        canvas.text(x(0) - 8, 14, data.down, 12, "end", "var(--leader)", font_weight="700")
    if last > 1e-9:
        canvas.text(x(0) + 8, 14, data.up, 12, "start", "var(--other)", font_weight="700")
    for at, told in data.ticks:
        canvas.text(x(at), top + tall + 18, told, 11, "middle", "var(--muted)")
    return canvas.svg(data.title, data.alt)
