"""Who belonged, and when: a bar for every span of membership, with joins, departures and the day asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, hatch, heights, keys
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.lettering import column, width_of

#: With more rows than this they stand closer.
MANY_ROWS = 20


@dataclass(frozen=True, slots=True)
class Span:
    """A span of years (decimal); `kind` is member, signatory, suspended or restricted."""

    start: float
    end: float
    kind: str


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A state with its spans."""

    label: str
    spans: tuple[Span, ...]
    leader: bool = False


@dataclass(frozen=True, slots=True)
class MembershipData:
    """Words and rows; `day` is the day asked about in decimal years, `day_label` its words."""

    title: str
    subtitle: str
    source: str
    alt: str
    rows: tuple[MembershipRow, ...]
    first: float
    last: float
    day: float
    day_label: str
    keys: tuple[tuple[str, str], ...]


def membership_figure(data: MembershipData) -> Figure:
    """The figure at both widths."""
    drawn = _draw(data, WIDE), _draw(data, NARROW)
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: MembershipData, width: int) -> str:
    size, least = (11.0, 17.0) if len(data.rows) > MANY_ROWS else (12.5, 22.0)
    names = [row.label for row in data.rows]
    room = column(names, size, width * 0.3, bold=True)
    tall = heights(names, size, room, least)
    label, top, right = room + 8, 26.0, width - 8.0
    bottom = top + sum(tall)
    canvas = Canvas(width, bottom + 46)

    def at(year: float) -> float:
        share = (year - data.first) / max(data.last - data.first, 1e-9)
        return label + min(max(share, 0), 1) * (right - label)

    _years(canvas, data, at, top, bottom, 5 if width == NARROW else 9)
    y = top
    for entry, height in zip(data.rows, tall, strict=True):
        canvas.label(label - 8, y + height / 2, entry.label, size, room, bold=entry.leader)
        bar = least - 6
        for span in entry.spans:
            kind = "leader" if entry.leader and span.kind == "member" else span.kind
            x, w = at(span.start), max(at(span.end) - at(span.start), 2)
            _span(canvas, kind, x, y + (height - bar) / 2, w, bar)
        y += height
    canvas.line(at(data.day), top - 8, at(data.day), bottom + 2, "var(--ink)", 1.4, stroke_dasharray="3 3")
    anchor = "end" if at(data.day) > width * 0.6 else "start"
    canvas.text(at(data.day), 12, data.day_label, 11.5, anchor, font_weight="700")
    for key, left, low in keys(canvas, data.keys, bottom + 28.0):
        _span(canvas, key, left, low, 12, 12)
        canvas.height = low + 20
    return canvas.svg(data.title, data.alt)


def _years(
    canvas: Canvas, data: MembershipData, at: Callable[[float], float], top: float, bottom: float, most: int
) -> None:
    """Lines and numbers of round years, as many as there is room for."""
    step: int = next((s for s in (1, 2, 5, 10, 20, 50) if (data.last - data.first) / s <= most), 100)
    year = -(-data.first // step) * step
    while year <= data.last:
        x, half = at(year), width_of(f"{year:.0f}", 11) / 2
        canvas.line(x, top - 6, x, bottom, "var(--grid)")
        canvas.text(min(max(x, half), canvas.width - half), bottom + 16, f"{year:.0f}", 11, "middle", "var(--muted)")
        year += step


def _span(canvas: Canvas, kind: str, x: float, y: float, w: float, h: float) -> None:
    """A bar; a restricted part is hatched over the bar, a suspended membership is an empty frame."""
    if kind == "suspended":
        line = {"stroke": "var(--leader)", "stroke_width": "1", "stroke_dasharray": "3 2"}
        canvas.rect(x + 0.5, y + 0.5, w - 1, h - 1, "none", **line)
        return
    fills = {"member": "var(--member)", "leader": "var(--leader)", "signatory": "var(--observer)"}
    canvas.rect(x, y, w, h, fills[kind] if kind in fills else hatch(canvas, kind, "var(--leader)"))
