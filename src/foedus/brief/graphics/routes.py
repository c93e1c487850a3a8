"""Lines on a map: threats as short arrows over the border they threaten, soldiers as curves that keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

import numpy as np

from foedus.brief.graphics.land import Box, Land, within
from foedus.brief.graphics.projection import Point

#: How far an arrow reaches on each side of the border, and how long its head is at least, and the whole.
REACH, HEAD, SHORTEST = 30.0, 5.0, 20.0
#: How much of the way to the middle of a land an arrow goes at most.
SHORT = 0.6
#: Outlines closer than this many pixels are a shared border.
SHARED = 3.0
#: Of two arrows, no point may come closer to the other than this.
APART = 9.0
#: How far curves may leave the straight line (in shares of its length), and by how much they may come in beside it.
BENDS, SWINGS = (0.0, -0.1, 0.1, -0.2, 0.2, -0.32, 0.32), (0.0, 0.4, -0.4, 0.8, -0.8, 1.2, -1.2)


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic curve and the width of its stroke."""

    start: Point
    control: Point
    end: Point
    width: float

    def along(self, count: int = 12) -> list[Point]:
        """Points on the curve, both ends included."""
        found = []
        for i in range(count + 1):
            s = i / count
            a, b, c = (1 - s) ** 2, 2 * s * (1 - s), s * s
            x, y = (a * self.start[k] + b * self.control[k] + c * self.end[k] for k in (0, 1))
            found.append((x, y))
        return found

    def head(self) -> tuple[Point, Point, Point]:
        """The arrow head: its tip and the two corners behind."""
        ux, uy = _unit(self.control, self.end)
        long, wide = HEAD + 1.6 * self.width, HEAD / 2 + 0.9 * self.width
        x, y = self.end[0] - long * ux, self.end[1] - long * uy
        return self.end, (x - wide * uy, y + wide * ux), (x + wide * uy, y - wide * ux)

    def path(self) -> str:
        """The curve as SVG path data, ending inside its head."""
        ux, uy = _unit(self.control, self.end)
        back = HEAD / 2 + self.width
        end = self.end[0] - back * ux, self.end[1] - back * uy
        points = (self.start, self.control, end)
        (x, y), (cx, cy), (ex, ey) = points
        return f"M{x:.1f} {y:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}"


def box_of(points: Sequence[Point], room: float = 1.0) -> Box:
    """The box around points, with some room."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) - room, min(ys) - room, max(xs) + room, max(ys) + room


def threat(
    source: Sequence[Point], target: Sequence[Point], middles: tuple[Point, Point], others: Sequence[Curve], area: Box
) -> Curve | None:
    """An arrow from one land into another: over their border, or from shore to shore, clear of the other arrows.

    `source` and `target` are points of the outlines that the map shows, `middles` a point inside each.
    """
    taken = [(*c.along(6), *c.head()) for c in others]
    best: tuple[float, Curve] | None = None
    for near, here, there in _gates(source, target, middles, area):
        curve = _over(here, there, middles)
        points = (*curve.along(6), *curve.head())
        tight = min((hypot(p[0] - q[0], p[1] - q[1]) for other in taken for p in points for q in other), default=APART)
        if tight >= APART and within(curve.start, area) and within(curve.end, area):
            return curve  # the gates come with the best one first
        cost = near + 40 * max(APART - tight, 0)
        if best is None or cost < best[0]:
            best = cost, curve
    return best[1] if best else None


def _gates(
    source: Sequence[Point], target: Sequence[Point], middles: tuple[Point, Point], area: Box
) -> list[tuple[float, Point, Point]]:
    """Pairs of points where one land is nearest the other, with what going through them costs."""
    ours = [p for p in source if within(p, area)] or list(source)
    theirs = [p for p in target if within(p, area)] or list(target)
    ours, theirs = ours[:: len(ours) // 120 + 1], theirs[:: len(theirs) // 120 + 1]
    here, there = np.array(ours), np.array(theirs)
    gaps = np.hypot(*np.moveaxis(here[:, None] - there[None], 2, 0))
    best = gaps.argmin(axis=1)
    round_about = np.hypot(*(here - middles[0]).T) + np.hypot(*(there[best] - middles[1]).T)
    costs = 0.25 * round_about + 6 * np.maximum(gaps.min(axis=1) - SHARED, 0)
    found = [(cost, a, theirs[i]) for cost, a, i in zip(costs.tolist(), ours, best.tolist(), strict=True)]
    return sorted(found)[:60]


def _over(here: Point, there: Point, middles: tuple[Point, Point]) -> Curve:
    """The arrow through a gate: a little way back into the source and a little way on into the target."""
    start, end = _towards(here, middles[0]), _towards(there, middles[1])
    if (length := hypot(end[0] - start[0], end[1] - start[1])) < SHORTEST:
        # Two small lands: the arrow is drawn out backwards, so that its head stays where it points.
        ux, uy = _unit(here, end) if hypot(end[0] - here[0], end[1] - here[1]) > 1 else _unit(middles[0], middles[1])
        back = SHORTEST - length
        start = start[0] - ux * back, start[1] - uy * back
    control = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return Curve(start, control, end, 2.0)


def soldiers(
    start: Point, end: Point, width: float, others: Sequence[Curve], land: Land, own: Sequence[str], ring: float
) -> Curve:
    """A curve from a contributor to the ring around the host, over as little other land and as few lines as can be."""
    straight = atan2(start[1] - end[1], start[0] - end[0])
    taken = [atan2(c.end[1] - end[1], c.end[0] - end[0]) for c in others]
    best: tuple[float, Curve] | None = None
    before = [p for c in others for p in (*c.along(), c.start)]
    for swing in SWINGS:
        turn = straight + swing
        tip = end[0] + ring * cos(turn), end[1] + ring * sin(turn)
        narrow = min((abs((turn - t + pi) % (2 * pi) - pi) for t in taken), default=pi)
        for bend in BENDS:
            dx, dy = tip[0] - start[0], tip[1] - start[1]
            control = (start[0] + tip[0]) / 2 - dy * bend, (start[1] + tip[1]) / 2 + dx * bend
            curve = Curve(start, control, tip, width)
            cost = 30 * abs(bend) + 8 * abs(swing) + 120 * max(0.5 - narrow, 0)
            for x, y in curve.along()[1:-1]:
                owner = land.owner(x, y)
                cost += 1.2 * bool(owner and owner not in own)
                cost += 0 if 2 <= x <= land.width - 2 and 2 <= y <= land.height - 2 else 20
                cost += sum(8 for a, b in before if abs(a - x) < 8 and abs(b - y) < 8)
            if best is None or cost < best[0]:
                best = cost, curve
    assert best is not None  # noqa: S101  (the loops are never empty)
    return best[1]


def _unit(a: Point, b: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = hypot(dx, dy) or 1.0
    return dx / length, dy / length


def _towards(gate: Point, inside: Point) -> Point:
    """A place on the way from a gate to the middle of a land, short of the middle, where its name may stand."""
    ux, uy = _unit(gate, inside)
    far = min(hypot(inside[0] - gate[0], inside[1] - gate[1]) * SHORT, REACH)
    return gate[0] + ux * far, gate[1] + uy * far
