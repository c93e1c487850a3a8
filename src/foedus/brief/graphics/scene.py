"""What a map shows and where: every label, line and mark in pixels, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import hypot, sqrt

from foedus.brief.graphics.canvas import NARROW, WIDE
from foedus.brief.graphics.labels import MapName, Placing, at_home
from foedus.brief.graphics.land import Box, Land, area, middle, outlines, within
from foedus.brief.graphics.lands import lands
from foedus.brief.graphics.lettering import lines_of
from foedus.brief.graphics.projection import Point, Viewport, centre_of
from foedus.brief.graphics.routes import Curve, box_of, soldiers, threat
from foedus.brief.graphics.topology import CRIMEA, Place, countries, mainland

#: With more names than this they are printed smaller.
MANY_LABELS = 20
#: Names wider than this many times their size are broken where they can be.
LONGEST = 7.5
#: Of a state's islands and lands apart, those of at least this share of the largest bear its name.
MAIN_PART = 0.25
#: Sizes of a small map, wide and on a phone: the first on which all its states can be named, else the last.
SMALL_WIDE, SMALL_NARROW = ((184, 132), (280, 190), (420, 240)), ((110, 84), (180, 130), (340, 190))
#: How much of what is named a small map in a corner may hide, in places of a grid of eight pixels.
BEARABLE = 2


@dataclass(frozen=True, slots=True)
class Country:
    """A state on the map: its label and a note under it, its kind, the map's codes of its land, its capital."""

    label: str
    kind: str
    codes: tuple[str, ...]
    capital: Place
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A named place (lon, lat)."""

    lon: float
    lat: float
    label: str


@dataclass(frozen=True, slots=True)
class MapData:
    """What the map shows: `kinds` by the map's codes, and by state the `countries` that are named.

    `threats` are pairs (source, target) of named states, `soldiers` the number that each named state would send to
    `host`, which `asked` for help or not; `focus` holds places that must be in view, `far` the named states that a
    small map of their own shows.
    """

    kinds: dict[str, str]
    countries: dict[str, Country]
    focus: tuple[Place, ...]
    host: str = ""
    asked: bool = True
    threats: tuple[tuple[str, str], ...] = ()
    soldiers: tuple[tuple[str, float | None], ...] = ()
    disputed: tuple[Spot, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    far: tuple[str, ...] = ()
    crimea: bool = True


@dataclass
class Scene:
    """A map at one width. All lengths are pixels of the drawing."""

    data: MapData
    view: Viewport
    shapes: dict[str, list[list[Point]]]
    land: Land
    placing: Placing
    arrows: dict[tuple[str, str], Curve] = field(default_factory=dict)
    flows: dict[str, Curve] = field(default_factory=dict)
    marks: dict[int, tuple[Point, float]] = field(default_factory=dict)
    inset: Scene | None = None
    corner: Box | None = None

    @property
    def height(self) -> float:
        """The height of the drawing, with the small map where that stands below."""
        return max(self.view.height, self.corner[3] if self.corner else 0.0)

    @property
    def top(self) -> float:
        """Where the drawing begins: above the map where the small map stands there."""
        return min(0.0, self.corner[1] if self.corner else 0.0)

    @property
    def narrow(self) -> bool:
        """Whether this is the drawing for a phone."""
        return self.view.width <= NARROW

    def emptied(self, data: MapData) -> Scene:
        """The same land with other data, before any line or label."""
        self.land.hidden = None
        return Scene(data, self.view, self.shapes, self.land, Placing(self.land, self.placing.named))

    def marked(self, state: str) -> Point | None:
        """The mark by which a state is named where it has one: the host's, or that from which its soldiers start."""
        if state == self.data.host:
            return self.point(state)
        return self.flows[state].start if state in self.flows else None

    def point(self, state: str) -> Point | None:
        """Where a state's capital is, on the small map if the state is there."""
        if self.inset and self.corner and state in self.data.far:
            inner = self.inset.point(state)
            return inner and (inner[0] + self.corner[0], inner[1] + self.corner[1])
        return self.view.at(*self.data.countries[state].capital)


def scenes(data: MapData) -> tuple[MapData, Scene, Scene]:
    """The map planned at both widths, showing the same: what only one of them has room for is on neither."""
    wide, narrow = (_lined(_based(data, width)) for width in (WIDE, NARROW))
    shown = replace(
        data,
        threats=tuple(t for t in data.threats if t in wide.arrows and t in narrow.arrows),
        disputed=tuple(d for i, d in enumerate(data.disputed, 1) if i in wide.marks and i in narrow.marks),
        crimea=data.crimea and (CRIMEA in wide.shapes or CRIMEA in narrow.shapes),
    )
    if (shown.threats, shown.disputed) != (data.threats, data.disputed):
        wide, narrow = (_lined(scene.emptied(shown)) for scene in (wide, narrow))
    for scene in (wide, narrow):
        scene.data = shown
        _names(
            scene,
            (10.5 if scene.narrow else 13.0) - (0.5 if scene.narrow else 1.5) * (len(data.countries) > MANY_LABELS),
        )
    return shown, wide, narrow


def _based(data: MapData, width: int) -> Scene:
    """The land in view."""
    return _on(data, viewport(list(data.focus), width))


def viewport(places: list[Place], width: int) -> Viewport:
    """The view of a map of this width that holds the places."""
    narrow = width == NARROW
    return Viewport.on(places, width, 330 if narrow else 440, 36 if narrow else 66)


def _on(data: MapData, view: Viewport) -> Scene:
    land, shapes = Land(view.width, view.height), outlines(view, divided=lands().divided.part in data.kinds)
    for code, lines in shapes.items():
        if code != CRIMEA:
            land.add(code, lines)
    return Scene(data, view, shapes, land, Placing(land, _codes(data)))


def _codes(data: MapData) -> frozenset[str]:
    return frozenset(code for country in data.countries.values() for code in country.codes)


def _lined(scene: Scene) -> Scene:
    """The scene with its small map, lines and marks."""
    if scene.data.far:
        _small_map(scene)
    _soldiers(scene)
    _threats(scene)
    _disputes(scene)
    return scene


def _small_map(scene: Scene) -> None:
    """The members beyond the map's reach: in a corner that is free, else above or below the map."""
    data = scene.data
    far = {s: data.countries[s] for s in data.far}
    ring = [place for c in far.values() for place in _body(c)]
    alone = replace(data, countries=far, focus=tuple(ring), threats=(), soldiers=(), disputed=(), far=(), host="")
    for width, height in SMALL_NARROW if scene.narrow else SMALL_WIDE:
        inner = _on(alone, Viewport.on(ring, width, height, 4))
        _names(inner, 10.0)
        if len(inner.placing.labels) == len(far):
            break
    right, low = scene.view.width - width, scene.view.height - height
    corners = [(x, y, x + width, y + height) for y in (0.0, low) for x in (0.0, right)]
    scene.inset, scene.corner = inner, min(corners, key=lambda box: _hides(scene, box))
    if _hides(scene, scene.corner) > BEARABLE:
        # Outside the map, on the side to which the way to those members leads.
        north = scene.view.projection.northward(*centre_of(c.capital for c in far.values()))
        top = -height - 5 if north else scene.view.height + 5
        scene.corner = (0.0, top, width, top + height)
        return
    scene.land.hidden = scene.corner
    scene.placing.taken.append(scene.corner)


def _body(country: Country) -> tuple[Place, ...]:
    """The largest part of a country's land; its capital where none is drawn."""
    return mainland(country.codes[0])[0] if country.codes and country.codes[0] in countries() else (country.capital,)


def _hides(scene: Scene, box: Box) -> float:
    capitals = [scene.point(s) for s in scene.data.countries if s not in scene.data.far]
    spots = [scene.view.at(d.lon, d.lat) for d in scene.data.disputed]
    grid = [(box[0] + 8 * i, box[1] + 8 * j) for i in range(1, 23) for j in range(1, 17)]
    near = {code for s, c in scene.data.countries.items() if s not in scene.data.far for code in c.codes}
    covered = sum(scene.land.owner(*p) in near for p in grid if within(p, box))
    return covered + 40 * sum(p is not None and within(p, box) for p in (*capitals, *spots))


def _frame(scene: Scene, room: float) -> Box:
    return room, room, scene.view.width - room, scene.view.height - room


def _soldiers(scene: Scene) -> None:
    host = scene.point(scene.data.host) if scene.data.host else None
    if host is None:
        return
    ring = 13.0 if scene.narrow else 20.0
    scene.placing.taken.append(box_of([host], 4.0))
    for state, number in scene.data.soldiers:
        start = scene.point(state)
        away = state in scene.data.far
        if (
            start is None
            or not (away or within(start, _frame(scene, 2)))
            or hypot(start[0] - host[0], start[1] - host[1]) < 20
        ):
            continue
        most = 3.5 if scene.narrow else 5.5
        width = 1.6 if number is None else min(1.6 + sqrt(number) / 14, most)
        own = (*scene.data.countries[state].codes, *scene.data.countries[scene.data.host].codes)
        curve = soldiers(start, host, width, list(scene.flows.values()), scene.land, own, ring)
        scene.flows[state] = curve
    for curve in scene.flows.values():
        scene.placing.taken += [box_of(curve.head()), box_of([curve.start], 3.5)]
        scene.placing.soft += curve.along(30)


def _threats(scene: Scene) -> None:
    area = _frame(scene, 8)
    for source, target in scene.data.threats:
        lands = [_outline(scene, state) for state in (source, target)]
        middles = [_anchor(scene, state) for state in (source, target)]
        if not all(lands) or middles[0] is None or middles[1] is None:
            continue
        curve = threat(lands[0], lands[1], (middles[0], middles[1]), list(scene.arrows.values()), area)
        if curve is None or not (within(curve.start, _frame(scene, 1)) and within(curve.end, _frame(scene, 1))):
            continue
        if scene.corner and any(within(p, scene.corner) for p in curve.along()):
            continue
        scene.arrows[source, target] = curve
    for curve in scene.arrows.values():
        scene.placing.shafts += [box_of([p], 2.0) for p in curve.along(9)]
        scene.placing.taken.append(box_of(curve.head()))


def _outline(scene: Scene, state: str) -> list[Point]:
    lines = [line for code in scene.data.countries[state].codes for line in scene.shapes.get(code, ())]
    return [p for line in lines for p in line]


def _anchor(scene: Scene, state: str) -> Point | None:
    """A point of the state's land that the map shows, by which it is named; its capital where no land is drawn."""
    country = scene.data.countries[state]
    found = middle(at_home(scene.land.spans(country.codes), _home(scene, state)))
    if found is None:
        capital = scene.view.at(*country.capital)
        shown = (
            capital
            and within(capital, _frame(scene, 4))
            and not (scene.land.hidden and within(capital, scene.land.hidden))
        )
        found = capital if shown else None
    return found


def _home(scene: Scene, state: str) -> tuple[Box, ...]:
    """Boxes around the main parts of a state's land: its islands far off do not bear its name."""
    lines = [line for code in scene.data.countries[state].codes for line in scene.shapes.get(code, ())]
    sizes = [area(line) for line in lines]
    return tuple(box_of(line) for line, size in zip(lines, sizes, strict=True) if size >= MAIN_PART * max(sizes))


def _disputes(scene: Scene) -> None:
    radius = 4.5 if scene.narrow else 6.5
    names = []
    for number, spot in enumerate(scene.data.disputed, 1):
        point = scene.view.at(spot.lon, spot.lat)
        hidden = point and scene.corner and within(point, scene.corner)
        if point and within(point, _frame(scene, radius + 2)) and not hidden:
            scene.marks[number] = point, radius
            names.append(
                MapName(
                    (str(number),), (), point, 10.0 if scene.narrow else 11.0, rank=number, bold=True, radius=radius
                )
            )
    scene.placing.taken += [box_of([point], r) for point, r in scene.marks.values()]
    scene.placing.place(names)


def _names(scene: Scene, size: float) -> None:
    names = []
    for rank, (state, country) in enumerate(scene.data.countries.items()):
        anchor = _anchor(scene, state)
        if anchor is None or state in scene.data.far:
            continue
        strong = country.kind in ("leader", "host")
        lines = (
            *lines_of(country.label, size, LONGEST * size, bold=strong),
            *((country.note,) if country.note else ()),
        )
        mark = scene.marked(state)
        home, noted = _home(scene, state), bool(country.note)
        dot = 4.0 if mark else 0.0
        names.append(MapName(lines, country.codes, mark or anchor, size, rank, strong, home, dot, noted))
    scene.placing.place(names)
