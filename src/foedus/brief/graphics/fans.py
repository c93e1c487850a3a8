"""Fan charts: how a figure spreads over runs, day by day; nine runs in ten, the middle half, the middle one."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, keys
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import lines_of, width_of

TALL, GAP = 150.0, 34.0


@dataclass(frozen=True, slots=True)
class Fan:
    """One panel: its label; five rows of values by day, at the levels low, quarter, middle, three quarters, high; ticks
    (value, words), the last the top of the scale; `beside` another middle line, empty for none.
    """

    label: str
    rows: tuple[tuple[float, ...], ...]
    ticks: tuple[tuple[float, str], ...]
    strong: bool = True
    beside: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class FansData:
    """Words and panels; `legend` the words of "half", "most", "middle" and, where a panel has it, "beside"."""

    title: str
    subtitle: str
    source: str
    alt: str
    fans: tuple[Fan, ...]
    legend: tuple[tuple[str, str], ...]
    axis_label: str


def fans_figure(data: FansData) -> Figure:
    """The figure at both widths."""
    return Figure(data.title, data.subtitle, data.source, data.alt, _draw(data, WIDE), _draw(data, NARROW))


def day_ticks(days: int, width: float) -> list[int]:
    """The days that an axis names: whole weeks, as many as have room."""
    step = next((n for n in (1, 2, 7, 14, 28, 56, 112) if days / n * 40 <= width), 224)
    return list(range(0, days, step))


def day_axis(canvas: Canvas, days: int, left: float, right: float, top: float, base: float, label: str) -> None:
    """Lines and numbers of days under a panel from `top` to `base`, and what they count."""
    for day in day_ticks(days, right - left):
        x = left + day / max(days - 1, 1) * (right - left)
        canvas.line(x, top, x, base, "var(--grid)")
        canvas.text(x, base + 15, str(day), 11, "middle", "var(--muted)")
    canvas.text(right, base + 30, label, 11, "end", "var(--muted)")


def _draw(data: FansData, width: int) -> str:
    canvas = Canvas(width, 0)
    top = 24.0
    colour = "var(--leader)" if data.fans[0].strong else "var(--other)"
    for kind, x, y in keys(canvas, data.legend, 0):
        if kind in ("most", "half"):
            canvas.rect(x, y, 13, 13, colour, fill_opacity="0.2" if kind == "most" else "0.45")
        else:
            dash = {"stroke_dasharray": "4 3"} if kind == "beside" else {}
            canvas.line(x, y + 7, x + 14, y + 7, "var(--ink)" if kind == "beside" else colour, 2, **dash)
        top = y + 34
    left = 6 + max(width_of(words, 11) for fan in data.fans for _, words in fan.ticks)
    for fan in data.fans:
        for line in lines_of(fan.label, 12, width, bold=True):
            canvas.text(0, top, line, 12, font_weight="700")
            top += 15
        _panel(canvas, fan, left + 4, width - 8.0, top, data.axis_label)
        top += TALL + GAP + 26
    canvas.height = top - 20
    return canvas.svg(data.title, data.alt)


def _panel(canvas: Canvas, fan: Fan, left: float, right: float, top: float, axis: str) -> None:
    low, quarter, middle, upper, high = fan.rows
    days, base = len(middle), top + TALL
    most = fan.ticks[-1][0] or 1.0
    day_axis(canvas, days, left, right, top, base, axis)
    for value, words in fan.ticks:
        y = base - value / most * (TALL - 6)
        canvas.line(left, y, right, y, "var(--rule)" if value == 0 else "var(--grid)")
        canvas.text(left - 6, y + 4, words, 11, "end", "var(--muted)")

    def points(values: tuple[float, ...]) -> list[str]:
        return [
            f"{left + n / max(days - 1, 1) * (right - left):.1f} {base - min(v / most, 1) * (TALL - 6):.1f}"
            for n, v in enumerate(values)
        ]

    colour = "var(--leader)" if fan.strong else "var(--other)"
    for under, over, depth in ((low, high, "0.2"), (quarter, upper, "0.3")):
        canvas.path(f"M{'L'.join([*points(under), *reversed(points(over))])}Z", colour, fill_opacity=depth)
    canvas.path(f"M{'L'.join(points(middle))}", stroke=colour, stroke_width="2.2")
    if fan.beside:
        canvas.path(f"M{'L'.join(points(fan.beside))}", stroke="var(--ink)", stroke_width="1.6", stroke_dasharray="4 3")
