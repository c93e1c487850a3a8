"""Who belonged, and when: a bar for every span of membership, with joins, departures and the day asked about."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, Figure, clipped, hatch, keys


@dataclass(frozen=True, slots=True)
class Span:
    """A span of years (decimal); `kind` is member, signatory, restricted or other."""

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
    drawn = [_draw(data, width) for width in (WIDE, NARROW)]
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: MembershipData, width: int) -> str:
    row = 17 if len(data.rows) > 20 else 22
    label, top = (92, 26) if width == NARROW else (140, 26)
    bottom = top + row * len(data.rows)
    canvas = Canvas(width, bottom + 46)
    fills = {
        "member": "var(--member)",
        "leader": "var(--leader)",
        "signatory": "var(--observer)",
        "restricted": hatch(canvas, "restricted", "var(--leader)"),
        "other": hatch(canvas, "other", "var(--unknown)"),
    }
    right = width - 8

    def at(year: float) -> float:
        share = (year - data.first) / max(data.last - data.first, 1e-9)
        return label + min(max(share, 0), 1) * (right - label)

    step: int = next(
        s for s in (1, 2, 5, 10, 20, 50, 100) if (data.last - data.first) / s <= (5 if width == NARROW else 9)
    )
    year = -(-data.first // step) * step
    while year <= data.last:
        canvas.line(at(year), top - 6, at(year), bottom, "var(--grid)")
        canvas.text(at(year), bottom + 16, f"{year:.0f}", 11, "middle", "var(--muted)")
        year += step
    for index, entry in enumerate(data.rows):
        y = top + index * row
        size = 11 if row < 20 else 12.5
        canvas.text(
            label - 8,
            y + row / 2 + 4,
            clipped(entry.label, size, label - 10),
            size,
            "end",
            font_weight="700" if entry.leader else "400",
        )
        for span in entry.spans:
            kind = "leader" if entry.leader and span.kind == "member" else span.kind
            canvas.rect(at(span.start), y + 3, max(at(span.end) - at(span.start), 2), row - 6, fills[kind])
    canvas.line(at(data.day), top - 8, at(data.day), bottom + 2, "var(--ink)", 1.4, stroke_dasharray="3 3")
    anchor = "end" if at(data.day) > width * 0.6 else "start"
    canvas.text(at(data.day), 12, data.day_label, 11.5, anchor, font_weight="700")
    for key, left, low in keys(canvas, data.keys, bottom + 28.0):
        canvas.rect(left, low, 12, 12, fills[key])
        canvas.height = low + 20
    return canvas.svg(data.title, data.alt)
