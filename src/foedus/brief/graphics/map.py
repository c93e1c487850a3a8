"""The map, equal-area: members, leader, host, the other alliance; threats as arrows, soldiers as lines, disputes."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.brief.graphics.canvas import Canvas, hatch, keys
from foedus.brief.graphics.labels import PlacedName
from foedus.brief.graphics.land import drawn
from foedus.brief.graphics.routes import Curve
from foedus.brief.graphics.scene import MapData, Scene
from foedus.brief.graphics.topology import CRIMEA

FILLS = {
    "leader": "var(--leader)",
    "member": "var(--member)",
    "host": "var(--member)",
    "observer": "var(--observer)",
    "other": "var(--other-tint)",
    "other-leader": "var(--other)",
}


def map_drawn(scene: Scene, title: str, alt: str) -> str:
    """The map with its key below, so that the key never hides land."""
    canvas = Canvas(scene.view.width, scene.height, scene.top)
    _map(canvas, scene)
    for kind, x, y in keys(canvas, scene.data.keys, canvas.height + 10):
        _key(canvas, kind, x, y)
        canvas.height = y + 20
    return canvas.svg(title, alt)


@dataclass
class PlacedMap:
    """A map with everything at its place, at both widths; `drawings` are kept by title and alternative text."""

    shown: MapData
    wide: Scene
    narrow: Scene
    drawings: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def drawn(self, title: str, alt: str) -> tuple[str, str]:
        """The drawing at both widths."""
        if (title, alt) not in self.drawings:
            self.drawings[title, alt] = map_drawn(self.wide, title, alt), map_drawn(self.narrow, title, alt)
        return self.drawings[title, alt]


def _map(canvas: Canvas, scene: Scene) -> None:
    ground = Canvas(scene.view.width, scene.view.height)
    _land(ground, scene)
    canvas.inner(ground, 0, 0)
    for point, radius in scene.marks.values():
        fill = hatch(canvas, "disputed", "var(--ink)", 4)
        canvas.circle(*point, radius, "var(--paper)", fill_opacity="0.7")
        canvas.circle(*point, radius, fill, stroke="var(--ink)", stroke_width="1", stroke_dasharray="2 2")
    if scene.inset and scene.corner:
        small = Canvas(scene.inset.view.width, scene.inset.view.height)
        _map(small, scene.inset)
        small.rect(0.8, 0.8, small.width - 1.6, small.height - 1.6, "none", stroke="var(--ink)", stroke_width="1.6")
        canvas.inner(small, *scene.corner[:2])
    for curve in scene.flows.values():
        _line(canvas, curve, "var(--ink)", stroke_opacity="0.75")
        canvas.circle(*curve.start, 3, "var(--ink)")
    if scene.flows and (host := scene.point(scene.data.host)):
        canvas.circle(*host, 3.5, "var(--paper)", stroke="var(--ink)", stroke_width="1.8")
    for curve in scene.arrows.values():
        _line(canvas, curve, "var(--paper)", stroke_opacity="0.8", extra=2.4)
        _line(canvas, curve, "var(--threat)", stroke_dasharray="5 3")
    for label in scene.placing.labels:
        if label.tie:
            (x1, y1), (x2, y2) = label.tie
            canvas.line(x1, y1, x2, y2, "var(--ink)", 0.8)
            if label.name.codes:
                canvas.circle(x2, y2, 1.7, "var(--ink)")
    for label in scene.placing.labels:
        _words(canvas, label)


def _land(canvas: Canvas, scene: Scene) -> None:
    """Sea and countries; Crimea hatched; the host with a border of its own."""
    canvas.rect(0, 0, canvas.width, canvas.height, "var(--sea)")
    if rim := scene.view.rim():
        canvas.circle(scene.view.x0, scene.view.y0, rim, "none", stroke="var(--land)", stroke_width="1")
    data = scene.data
    for code, lines in scene.shapes.items():
        if code == CRIMEA:
            continue
        fill = FILLS.get(data.kinds.get(code, ""), "var(--land)")
        canvas.path(drawn(lines), fill, stroke="var(--paper)", stroke_width="0.8", stroke_linejoin="round")
    if data.crimea and CRIMEA in scene.shapes:
        fill = hatch(canvas, "disputed", "var(--ink)", 4)
        path = drawn(scene.shapes[CRIMEA])
        canvas.path(path, fill, stroke="var(--ink)", stroke_width="0.5", stroke_dasharray="2 2")
    for code, kind in data.kinds.items():
        if kind == "host" and code in scene.shapes:
            path = drawn(scene.shapes[code])
            canvas.path(path, "none", stroke="var(--ink)", stroke_width="1.8", stroke_linejoin="round")


def _line(canvas: Canvas, curve: Curve, colour: str, extra: float = 0.0, **style: str) -> None:
    width = f"{curve.width + extra:.1f}"
    canvas.path(curve.path(), stroke=colour, stroke_width=width, **style)
    opacity = {"fill_opacity": style["stroke_opacity"]} if "stroke_opacity" in style else {}
    canvas.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in curve.head()) + "Z", colour, **opacity)


def _words(canvas: Canvas, label: PlacedName) -> None:
    x, step = (label.box[0] + label.box[2]) / 2, label.name.size * 1.2
    for index, line in enumerate(label.name.lines):
        canvas.text(
            x, label.box[1] + step * (index + 0.8), line, label.name.size, "middle",
            font_weight="700" if label.name.heavy(index) else "400",
            paint_order="stroke", stroke="var(--paper)", stroke_width="3", stroke_linejoin="round",
        )  # fmt: skip


def _key(canvas: Canvas, kind: str, x: float, y: float) -> None:
    if kind == "threat":
        canvas.line(x, y + 6, x + 14, y + 6, "var(--threat)", 2.2, stroke_dasharray="5 3")
    elif kind == "flow":
        canvas.line(x, y + 6, x + 14, y + 6, "var(--ink)", 3)
    elif kind == "disputed":
        fill = hatch(canvas, "disputed-key", "var(--ink)", 4)
        canvas.rect(x, y, 14, 12, fill, stroke="var(--ink)", stroke_width="0.6")
    else:
        border = {"stroke": "var(--ink)", "stroke_width": "1.6"} if kind == "host" else {}
        canvas.rect(x, y, 14, 12, FILLS.get(kind, "var(--land)"), **border)
