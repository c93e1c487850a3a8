"""Names on a map: on the state's own land where they fit, else beside it and led to it by a thin line.

A label never lies on another, on an arrow, on a mark or beyond the edge; one for which there is no such place is left
out, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import cos, hypot, inf, pi, sin

import numpy as np

from foedus.brief.graphics.land import Box, Land, within
from foedus.brief.graphics.lettering import width_of
from foedus.brief.graphics.projection import Point

Segment = tuple[Point, Point]
#: How far the nearest edge of a led label may be from what it names, in pixels, and in how many directions it is tried.
DISTANCES, DIRECTIONS = (9, 15, 22, 32, 44, 58, 74, 92, 112, 136, 164), 20
AROUND = tuple((cos(2 * pi * k / DIRECTIONS), sin(2 * pi * k / DIRECTIONS)) for k in range(DIRECTIONS))
#: Where along a label's middle line the land beneath is looked at, in shares of its width, and how much of a stranger's
#: land may be there: each place counts one, and two on the land of a state that has a label itself.
LOOKED_AT, STRANGERS = (-0.46, -0.32, -0.16, 0.0, 0.16, 0.32, 0.46), 2
#: A label is at its place without a line when it is no farther from it than this many pixels.
BESIDE = 7.0
EDGE, GAP = 3.0, 1.5
#: What a label without a place costs, up to which mean cost an attempt is good enough, and how many there are.
NO_PLACE, GOOD, TRIES = 2000.0, 40.0, 6
#: A land of which its name would hide more than this share is named beside it, where there are not too many names.
BURIED, ROOMY = 0.8, 20
#: What it costs to lie on the point by which another state is named.
HIDES = 30.0


@dataclass(frozen=True, slots=True)
class MapName:
    """Words to place: lines, the land or the point that they name, and how much they matter (small is more).

    `home` are boxes around the main parts of the land, `radius` is that of a mark which the words belong to, and `note`
    says that the last line is one.
    """

    lines: tuple[str, ...]
    codes: tuple[str, ...]
    spot: Point | None
    size: float
    rank: int = 9
    bold: bool = False
    home: tuple[Box, ...] = ()
    radius: float = 0.0
    note: bool = False

    def heavy(self, line: int) -> bool:
        """Whether a line is printed bold."""
        return self.bold or (self.note and line == len(self.lines) - 1)

    def extent(self) -> tuple[float, float]:
        """Width and height of the words."""
        widths = (width_of(line, self.size, bold=self.heavy(i)) for i, line in enumerate(self.lines))
        return max(widths) + 2, self.size * 1.2 * len(self.lines)


@dataclass(frozen=True, slots=True)
class PlacedName:
    """Words at their place; `tie` is the line from the label's edge to what it names, if it is led."""

    name: MapName
    box: Box
    tie: Segment | None


@dataclass
class Placing:
    """The room that is left: boxes taken, shafts of arrows that only thin lines may cross, lines better not covered."""

    land: Land
    named: frozenset[str]
    taken: list[Box] = field(default_factory=list)
    shafts: list[Box] = field(default_factory=list)
    ties: list[Segment] = field(default_factory=list)
    soft: list[Point] = field(default_factory=list)
    labels: list[PlacedName] = field(default_factory=list)
    missing: list[MapName] = field(default_factory=list)
    spots: dict[Point, MapName] = field(default_factory=dict)

    def place(self, names: Sequence[MapName]) -> None:
        """Place all: first those that fit on their land, the narrowest land first; then the led ones by rank."""
        self.spots = {name.spot: name for name in names if name.spot}
        spans = {name: at_home(self.land.spans(name.codes), name.home) for name in names}
        led = []
        for name in sorted(names, key=lambda n: sum(b - a for _, a, b in spans[n])):
            found = min(self._inside(name, spans[name]), key=lambda f: f[0], default=None)
            if found and (name.radius or len(names) > ROOMY or _buried(spans[name], found[1]) <= BURIED):
                self._keep(PlacedName(name, found[1], None))
            else:
                led.append(name)
        self._lead(led, spans)

    def _lead(self, names: list[MapName], spans: dict[MapName, list[tuple[float, float, float]]]) -> None:
        """Place names beside what they name, several times over: those that fared badly come earlier the next time."""
        labels, ties = list(self.labels), list(self.ties)
        best: tuple[float, list[PlacedName], list[Segment], list[MapName]] | None = None
        trouble = {name: -float(name.rank) for name in names}
        for _ in range(TRIES):
            self.labels, self.ties = list(labels), list(ties)
            costs, missing = {}, []
            for name in sorted(names, key=lambda n: -trouble[n]):
                found = self._beside(self._anchored(name, spans[name]))
                costs[name] = found[0] if found else NO_PLACE
                if found:
                    self._keep(found[1])
                else:
                    missing.append(name)
            total = sum(costs.values())
            if best is None or total < best[0]:
                best = total, self.labels, self.ties, missing
            if total <= GOOD * len(names):
                break
            trouble = {name: trouble[name] + costs[name] for name in names}
        if best:
            _, self.labels, self.ties, missing = best
            self.spots = {}  # every point that a line leads to is taken by now, and no other needs to be kept free
            for name in missing:
                within = min(self._inside(name, spans[name]), key=lambda f: f[0], default=None)
                if within:
                    self._keep(PlacedName(name, within[1], None))
                else:
                    self.missing.append(name)

    def _keep(self, label: PlacedName) -> None:
        self.labels.append(label)
        if label.tie:
            self.ties.append(label.tie)

    def _anchored(self, name: MapName, spans: list[tuple[float, float, float]]) -> MapName:
        """The name with a point to be led to that nothing lies on: its own, or the nearest such point of its land."""
        if name.spot is None or name.radius or not self._hidden(name.spot):
            return name
        x, y = name.spot
        points = [
            (left + (right - left) * share, row)
            for row, left, right in spans
            for share in (0.5, 0.25, 0.75)
            if right - left > 3
        ]
        points.sort(key=lambda p: hypot(p[0] - x, p[1] - y))
        # Where marks cover the whole land the line leads to one of them; where labels do, nothing can be led there.
        covered = any(within(name.spot, label.box) for label in self.labels)
        spot = next((p for p in points if not self._hidden(p)), None if covered else name.spot)
        return replace(name, spot=spot)

    def _hidden(self, point: Point) -> bool:
        return any(overlap(_dot(point), box) for box in self._boxes())

    def _boxes(self) -> Iterator[Box]:
        yield from self.taken
        yield from self.shafts
        yield from (label.box for label in self.labels)
        yield from (_dot(label.tie[1]) for label in self.labels if label.tie)

    def _inside(self, name: MapName, spans: list[tuple[float, float, float]]) -> Iterator[tuple[float, Box]]:
        """Boxes on the state's own land with their cost: far from its middle, over strangers or over lines is worse."""
        if not spans or name.spot is None:
            return
        w, h = name.extent()
        centres = []
        for y, left, right in spans[:: max(1, len(spans) // 90)]:
            fits = right - left >= w
            centres.append((_clamp(name.spot[0], left + w / 2, right - w / 2) if fits else (left + right) / 2, y))
        for box in self._free(centres, w, h):
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            owners = self.strangers(box, name.codes)
            strange = len(owners) + sum(owner in self.named for owner in owners)
            if strange > STRANGERS or self.land.owner(x, y) not in name.codes or self._hides(box, name.codes):
                continue
            yield hypot(x - name.spot[0], y - name.spot[1]) + 12 * strange + 2 * self._covered(box), box

    def _beside(self, name: MapName) -> tuple[float, PlacedName] | None:
        """The best box around what is named: near it, over no stranger and over no line."""
        best: tuple[float, PlacedName] | None = None
        for far in DISTANCES if name.spot else ():
            if best and best[0] <= far:
                break
            for cost, label in self._around(name, far, best[0] if best else inf):
                if best is None or cost < best[0]:
                    best = cost, label
        return best

    def _around(self, name: MapName, far: float, limit: float) -> Iterator[tuple[float, PlacedName]]:
        """Boxes in all directions that cost less than `limit`, with their cost; it is no less than their distance."""
        assert name.spot is not None  # noqa: S101  (asked before)
        (ax, ay), (w, h) = name.spot, name.extent()
        near = far + name.radius - (DISTANCES[0] - 3 if name.radius else 0)
        centres = [(ax + cx * (near + w / 2), ay + cy * (near + h / 2)) for cx, cy in AROUND]
        for box in self._free(centres, w, h):
            edge = (_clamp(ax, box[0] + 2, box[2] - 2), _clamp(ay, box[1], box[3]))
            tie = _tie(edge, name)
            owners = self.strangers(box, name.codes)
            cost = far + 11 * (len(owners) + sum(owner in self.named for owner in owners)) + self._covered(box)
            cost += HIDES * self._hides(box, name.codes)
            if cost >= limit or (tie and self._crossed(_short(tie) if name.radius else tie)):
                continue
            over = [n for p, n in self.spots.items() if tie and n.codes != name.codes and crosses(tie, _dot(p))]
            yield cost + HIDES * len(over), PlacedName(name, box, tie)

    def strangers(self, box: Box, codes: Sequence[str]) -> list[str]:
        """Whose land, if it is not the label's own, lies under the places looked at."""
        y, x, w = (box[1] + box[3]) / 2, (box[0] + box[2]) / 2, box[2] - box[0]
        owners = [self.land.owner(x + share * w, y) for share in LOOKED_AT] if codes else []
        return [owner for owner in owners if owner and owner not in codes]

    def _hides(self, box: Box, codes: Sequence[str]) -> int:
        """How many other states would lose the point to which their names are led."""
        return sum(within(spot, box) for spot, other in self.spots.items() if other.codes != codes)

    def _free(self, centres: list[Point], w: float, h: float) -> list[Box]:
        """Of the boxes around some centres, those that are on the map and clear of everything."""
        middles, half = np.array(centres), np.array((w / 2, h / 2))
        boxes = np.hstack((middles - half, middles + half))
        inside = (boxes[:, :2] >= EDGE) & (boxes[:, 2:] <= (self.land.width - EDGE, self.land.height - EDGE))
        free = inside.all(axis=1)
        if others := [*self._boxes(), *(box for tie in self.ties for box in _beads(tie))]:
            taken = np.array(others)
            apart = (boxes[:, None, :2] - GAP >= taken[None, :, 2:]) | (taken[None, :, :2] >= boxes[:, None, 2:] + GAP)
            free &= np.logical_and.reduce(np.logical_or.reduce(apart, axis=2), axis=1)
        return [(a, b, c, d) for a, b, c, d in boxes[free].tolist()]

    def _crossed(self, tie: Segment) -> bool:
        """Whether a line would run over a label, a mark or another line."""
        if any(crosses(tie, box) for box in self.taken if not within(tie[1], box)):
            return True
        if any(crosses(tie, x.box) or (x.tie and crosses(tie, _dot(x.tie[1]))) for x in self.labels):
            return True
        return any(meet(tie, other) for other in self.ties)

    def _covered(self, box: Box) -> float:
        return 3.0 * sum(within(point, box) for point in self.soft)


def _buried(spans: list[tuple[float, float, float]], box: Box) -> float:
    """The share of a land that a box hides."""
    under = sum(max(0.0, min(b, box[2]) - max(a, box[0])) for y, a, b in spans if box[1] <= y <= box[3])
    return under / (sum(b - a for _, a, b in spans) or 1.0)


def _tie(edge: Point, name: MapName) -> Segment | None:
    """The line from a label's edge to what it names: to the rim of a mark, and none where it stands beside the mark."""
    assert name.spot is not None  # noqa: S101  (asked before)
    dx, dy = edge[0] - name.spot[0], edge[1] - name.spot[1]
    far = hypot(dx, dy)
    if name.radius and far <= name.radius + BESIDE:
        return None
    share = name.radius / far if far else 0.0
    return edge, (name.spot[0] + dx * share, name.spot[1] + dy * share)


def _short(tie: Segment) -> Segment:
    """A line without its last pixels, which touch the mark that it leads to."""
    (x1, y1), (x2, y2) = tie
    share = 1 - 2.5 / max(hypot(x2 - x1, y2 - y1), 2.5)
    return (x1, y1), (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)


@lru_cache(512)
def _beads(tie: Segment) -> tuple[Box, ...]:
    """A line as a row of small boxes."""
    (x1, y1), (x2, y2) = tie
    count = max(int(hypot(x2 - x1, y2 - y1) / 3), 1)
    steps = ((x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(count + 1))
    return tuple((x - 0.5, y - 0.5, x + 0.5, y + 0.5) for x, y in steps)


def _dot(point: Point) -> Box:
    """The box around the end of a line."""
    return point[0] - 2, point[1] - 2, point[0] + 2, point[1] + 2


def at_home(spans: list[tuple[float, float, float]], home: tuple[Box, ...]) -> list[tuple[float, float, float]]:
    """The stretches of land in the main parts of a state."""
    return [s for s in spans if not home or any(within(((s[1] + s[2]) / 2, s[0]), box) for box in home)]


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def overlap(a: Box, b: Box, gap: float = 0.0) -> bool:
    """Whether two boxes share a place, or come closer than `gap`."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def meet(a: Segment, b: Segment) -> bool:
    """Whether two segments cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(*a, b[0]) * side(*a, b[1]) < 0 and side(*b, a[0]) * side(*b, a[1]) < 0


def crosses(line: Segment, box: Box) -> bool:
    """Whether a segment enters a box."""
    left, top, right, bottom = box
    (x1, y1), (x2, y2) = line
    if (
        (x1 < left and x2 < left)
        or (x1 > right and x2 > right)
        or (y1 < top and y2 < top)
        or (y1 > bottom and y2 > bottom)
    ):
        return False
    if within(line[0], box) or within(line[1], box):
        return True
    return meet(line, ((left, top), (right, bottom))) or meet(line, ((left, bottom), (right, top)))
