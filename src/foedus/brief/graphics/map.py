"""The map, equal-area: members, leader, host, the other alliance; threats as arrows, soldiers as lines, disputes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import hypot, sqrt

from foedus.brief.graphics.canvas import NARROW, WIDE, Canvas, Figure, hatch
from foedus.brief.graphics.labels import Labels
from foedus.brief.graphics.projection import EqualArea, Point, View
from foedus.brief.graphics.topology import CRIMEA, countries, inside, mainland

#: Rings smaller than this many square pixels are islets that only add weight.
SMALLEST_AREA = 1.2
#: With more names than this they are printed smaller.
MANY_LABELS = 20
#: Where along a flow its label may stand: the first place that is on the map.
ON_FLOW = (0.26, 0.4, 0.55, 0.7, 0.85)
#: Points closer than this many pixels to the last one are left out.
FINEST_STEP = 0.7

FILLS = {
    "leader": "var(--leader)",
    "member": "var(--member)",
    "host": "var(--member)",
    "observer": "var(--observer)",
    "other": "var(--other-tint)",
    "other-leader": "var(--other)",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A named place (lon, lat)."""

    lon: float
    lat: float
    label: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A threat from one place towards another."""

    start: Spot
    end: Spot


@dataclass(frozen=True, slots=True)
class Flow:
    """Soldiers on their way: from a place to the host; `soldiers` sets the width, the label is printed."""

    start: Spot
    end: Spot
    soldiers: float | None
    label: str


@dataclass(frozen=True, slots=True)
class MapData:
    """What the map shows: `kinds` by ISO numeric code, `focus` the places it must hold, `disputed` numbered.

    `far` are codes of members beyond the map's reach, shown on a small map of their own; `crimea` hatches the
    peninsula.
    """

    title: str
    subtitle: str
    source: str
    alt: str
    kinds: dict[str, str]
    focus: tuple[Spot, ...]
    labels: tuple[tuple[Spot, str], ...]
    arrows: tuple[Arrow, ...] = ()
    flows: tuple[Flow, ...] = ()
    disputed: tuple[Spot, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    far: tuple[str, ...] = ()
    crimea: bool = True


def map_figure(data: MapData) -> Figure:
    """The map at both widths."""
    drawn = [_draw(data, width) for width in (WIDE, NARROW)]
    return Figure(data.title, data.subtitle, data.source, data.alt, *drawn)


def _draw(data: MapData, width: int) -> str:
    narrow = width == NARROW
    height = 300 if narrow else 440
    key_height = 22 * (-(-len(data.keys) // (2 if narrow else 4))) + 8
    canvas = Canvas(width, height)
    view = View.on([(s.lon, s.lat) for s in data.focus], width, height, 42 if narrow else 74)
    _land(canvas, view, data)
    labels = Labels(canvas)
    if data.far:
        _far(labels, data, 96 if narrow else 176, 78 if narrow else 132)
    _disputes(labels, view, data.disputed)
    told = [place for flow in data.flows if (place := _flow(canvas, view, flow))]
    for arrow in data.arrows:
        _arrow(canvas, view, arrow)
    size = (11.0 if narrow else 13.0) - (1.5 if len(data.labels) > MANY_LABELS else 0)
    _names(labels, view, data, size)
    for at, words in told:
        labels.place(*at, words, 11 if narrow else 12.5, weight="700")
    return _with_keys(canvas.svg(data.title, data.alt), data, width, height, key_height)


def _names(labels: Labels, view: View, data: MapData, size: float) -> None:
    for spot, kind in data.labels:
        point = view.at(spot.lon, spot.lat)
        if point and view.shows(point):
            labels.place(*point, spot.label, size, weight="700" if kind in ("leader", "host") else "400")


def _far(labels: Labels, data: MapData, width: int, height: int) -> None:
    """The members beyond the map's reach, small, in its upper left corner."""
    canvas = Canvas(width, height)
    view = View.on([place for code in data.far for place in mainland(code)[0]], width, height, 4)
    _land(canvas, view, data)
    away = [x for x in data.labels if any(inside((x[0].lon, x[0].lat), mainland(code)[0]) for code in data.far)]
    _names(Labels(canvas), view, replace(data, labels=tuple(away)), 10)
    canvas.rect(0, 0, width, height, "none", stroke="var(--ink)", stroke_width="1.6")
    labels.canvas.nest(canvas.svg(data.title, data.alt), 0, 0, width, height)
    labels.taken.append((0, 0, width, height))


def _land(canvas: Canvas, view: View, data: MapData) -> None:
    """Sea and countries; Crimea hatched; the host with a border of its own."""
    canvas.rect(0, 0, canvas.width, canvas.height, "var(--sea)")
    host = [code for code, kind in data.kinds.items() if kind == "host"]
    for code in countries():
        path = _path(code, view)
        if not path:
            continue
        if code == CRIMEA and not data.crimea:
            continue
        if code == CRIMEA:
            canvas.path(
                path,
                hatch(canvas, "disputed", "var(--ink)", 4),
                stroke="var(--ink)",
                stroke_width="0.5",
                stroke_dasharray="2 2",
            )
            continue
        kind = data.kinds.get(code, "")
        canvas.path(
            path, FILLS.get(kind, "var(--land)"), stroke="var(--paper)", stroke_width="0.8", stroke_linejoin="round"
        )
    for code in host:
        canvas.path(_path(code, view), "none", stroke="var(--ink)", stroke_width="1.8", stroke_linejoin="round")


def _disputes(labels: Labels, view: View, disputed: tuple[Spot, ...]) -> None:
    canvas = labels.canvas
    for number, spot in enumerate(disputed, 1):
        point = view.at(spot.lon, spot.lat)
        if point and view.shows(point, -8):
            canvas.circle(
                *point,
                8,
                hatch(canvas, "disputed", "var(--ink)", 4),
                stroke="var(--ink)",
                stroke_width="1",
                stroke_dasharray="2 2",
            )
            canvas.text(
                point[0] + 11,
                point[1] + 4,
                str(number),
                11,
                font_weight="700",
                paint_order="stroke",
                stroke="var(--paper)",
                stroke_width="2.4",
            )
            labels.block(point[0] + 4, point[1], 11)


def _with_keys(frame: str, data: MapData, width: int, height: int, key_height: int) -> str:
    """The map with its key below, so that the key never hides land."""
    outer = Canvas(width, height + key_height)
    outer.nest(frame, 0, 0, width, height)
    columns = 2 if width == NARROW else 4
    for index, (kind, words) in enumerate(data.keys):
        x, y = (index % columns) * width / columns, height + 10 + 22 * (index // columns)
        if kind == "threat":
            outer.line(x, y + 6, x + 16, y + 6, "var(--threat)", 2.2, stroke_dasharray="5 3")
        elif kind == "flow":
            outer.line(x, y + 6, x + 16, y + 6, "var(--ink)", 3)
        elif kind == "disputed":
            outer.rect(
                x, y, 14, 12, hatch(outer, "disputed-key", "var(--ink)", 4), stroke="var(--ink)", stroke_width="0.6"
            )
        else:
            outer.rect(
                x,
                y,
                14,
                12,
                FILLS.get(kind, "var(--land)"),
                **({"stroke": "var(--ink)", "stroke_width": "1.6"} if kind == "host" else {}),
            )
        outer.text(x + 21, y + 10.5, words, 11.5, fill="var(--muted)")
    return outer.svg(data.title, data.alt)


@cache
def _projected(projection: EqualArea, code: str) -> tuple[tuple[list[Point], Point, Point], ...]:
    """A country's rings as projected, each with its lower left and upper right corner: the same at every width."""
    found = []
    for ring in countries()[code]:
        if points := projection.points(ring):
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            found.append((points, (min(xs), min(ys)), (max(xs), max(ys))))
    return tuple(found)


def _path(code: str, view: View) -> str:
    parts = []
    for projected, low, high in _projected(view.projection, code):
        # Most land lies outside the view: its corners tell that without a look at its points.
        if not _overlaps([view.scaled(low), view.scaled(high)], view):
            continue
        points: list[Point] = []
        for place in projected:
            point = view.scaled(place)
            if not points or hypot(point[0] - points[-1][0], point[1] - points[-1][1]) >= FINEST_STEP:
                points.append(point)
        if len(points) > 2 and _overlaps(points, view) and _area(points) >= SMALLEST_AREA:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def _overlaps(points: list[Point], view: View) -> bool:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) < view.width and max(xs) > 0 and min(ys) < view.height and max(ys) > 0


def _area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def _bend(start: Point, end: Point, share: float) -> Point:
    """The control point of a curve that leaves the straight line by a share of its length."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 - dy * share, (start[1] + end[1]) / 2 + dx * share


def _arrow(canvas: Canvas, view: View, arrow: Arrow) -> None:
    start, end = view.at(arrow.start.lon, arrow.start.lat), view.at(arrow.end.lon, arrow.end.lat)
    if start is None or end is None or not view.shows(end) or hypot(start[0] - end[0], start[1] - end[1]) < 12:
        return
    control = _bend(start, end, 0.14)
    canvas.path(
        f"M{start[0]:.1f} {start[1]:.1f}Q{control[0]:.1f} {control[1]:.1f} {end[0]:.1f} {end[1]:.1f}",
        stroke="var(--threat)", stroke_width="2.2", stroke_dasharray="5 3", stroke_linecap="round",
    )  # fmt: skip
    dx, dy = end[0] - control[0], end[1] - control[1]
    length = hypot(dx, dy) or 1
    ux, uy = dx / length, dy / length
    tip, left, right = (
        end,
        (end[0] - 9 * ux - 4.5 * uy, end[1] - 9 * uy + 4.5 * ux),
        (end[0] - 9 * ux + 4.5 * uy, end[1] - 9 * uy - 4.5 * ux),
    )
    canvas.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (tip, left, right)) + "Z", "var(--threat)")


def _flow(canvas: Canvas, view: View, flow: Flow) -> tuple[Point, str] | None:
    """Draw a flow; returns where its label belongs, so that labels come after all lines."""
    start, end = view.at(flow.start.lon, flow.start.lat), view.at(flow.end.lon, flow.end.lat)
    if start is None or end is None or not view.shows(end):
        return None
    thick = 1.6 if flow.soldiers is None else min(1.6 + sqrt(flow.soldiers) / 9, 9.0)
    control = _bend(start, end, -0.1)
    canvas.path(
        f"M{start[0]:.1f} {start[1]:.1f}Q{control[0]:.1f} {control[1]:.1f} {end[0]:.1f} {end[1]:.1f}",
        stroke="var(--ink)", stroke_width=f"{thick:.1f}", stroke_opacity="0.8", stroke_linecap="round",
    )  # fmt: skip
    canvas.circle(*start, 3, "var(--ink)")
    if not flow.label:
        return None
    steps = ((1 - s) * (1 - s) for s in ON_FLOW), (2 * s * (1 - s) for s in ON_FLOW), (s * s for s in ON_FLOW)
    for a, b, c in zip(*steps, strict=True):
        near = (a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1])
        if view.shows(near, -40):
            return near, flow.label
    return end, flow.label
