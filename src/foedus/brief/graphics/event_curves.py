"""Event curves: the share of runs in which something has come about by each day, each line named at its end."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import LINE, NARROW, WIDE, Canvas
from foedus.brief.graphics.fans import day_axis
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import lines_of

TALL, SIZE = 230.0, 11.5


@dataclass(frozen=True, slots=True)
class EventCurve:
    """A line: its words, shares 0..1 by day, its colour's role, whether it is broken."""

    label: str
    shares: tuple[float, ...]
    colour: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class EventCurvesData:
    """Words and lines."""

    title: str
    subtitle: str
    source: str
    alt: str
    curves: tuple[EventCurve, ...]
    axis_label: str


def event_curves_figure(data: EventCurvesData) -> Figure:
    """The figure at both widths."""
    return Figure(data.title, data.subtitle, data.source, data.alt, _draw(data, WIDE), _draw(data, NARROW))


def _draw(data: EventCurvesData, width: int) -> str:
    room = width * (0.27 if width == WIDE else 0.36)
    left, right, top, base = 40.0, width - room - 12, 10.0, 10.0 + TALL
    days = len(data.curves[0].shares)
    canvas = Canvas(width, base + 38)
    day_axis(canvas, days, left, right, top, base, data.axis_label)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = base - share * TALL
        canvas.line(left, y, right, y, "var(--rule)" if share == 0 else "var(--grid)")
        canvas.text(left - 6, y + 4, f"{share * 100:.0f}\u00a0%", 11, "end", "var(--muted)")
    for curve, y in zip(data.curves, _apart(data.curves, base, room), strict=True):
        points = "L".join(
            f"{left + n / max(days - 1, 1) * (right - left):.1f} {base - share * TALL:.1f}"
            for n, share in enumerate(curve.shares)
        )
        dash = {"stroke_dasharray": "5 3"} if curve.broken else {}
        canvas.path(f"M{points}", stroke=f"var(--{curve.colour})", stroke_width="2.2", **dash)
        end = base - curve.shares[-1] * TALL
        canvas.line(right, end, right + 8, y, f"var(--{curve.colour})")
        canvas.label(right + 12, y, curve.label, SIZE, room, "start")
    return canvas.svg(data.title, data.alt)


def _apart(curves: tuple[EventCurve, ...], base: float, room: float) -> list[float]:
    """Heights of the labels, each near the end of its line and none over another."""
    tall = [SIZE * LINE * len(lines_of(curve.label, SIZE, room)) + 5 for curve in curves]
    order = sorted(range(len(curves)), key=lambda i: -curves[i].shares[-1])
    found = [0.0] * len(curves)
    below = 0.0
    for i in order:
        found[i] = max(base - curves[i].shares[-1] * TALL, below + tall[i] / 2)
        below = found[i] + tall[i] / 2
    over = below - (base + 14)
    for i in reversed(order) if over > 0 else ():
        found[i] = min(found[i], base + 14 - tall[i] / 2)
        base -= tall[i]
    return found
