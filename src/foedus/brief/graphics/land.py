"""The land of a map in pixels: outlines to draw, and whose land a pixel is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from math import hypot

import numpy as np
from numpy.typing import NDArray

from foedus.brief.graphics.divided import rings_of
from foedus.brief.graphics.lands import lands
from foedus.brief.graphics.projection import Point, Viewport
from foedus.brief.graphics.topology import countries

Box = tuple[float, float, float, float]
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
#: Rings smaller than this many square pixels are islets that only add weight.
SMALLEST_AREA = 1.2
#: Points closer than this many pixels to the last one are left out.
FINEST_STEP = 0.7
#: Height in pixels of the rows in which land is looked up.
ROW = 2.0


def outlines(view: Viewport, *, divided: bool) -> dict[str, list[list[Point]]]:
    """The outlines that meet the view, in pixels, by the map's code; both parts of the `divided` country."""
    codes, starts, places = all_rings(divided)
    pixels = view.pixels(places)
    seen = np.isfinite(pixels[:, 0])
    inner = np.where(seen[:, None], pixels, np.nan)
    low = np.fmin.reduceat(inner, starts)
    high = np.fmax.reduceat(inner, starts)
    meets = (low < (view.width, view.height)).all(axis=1) & (high > 0).all(axis=1)
    ends = np.append(starts[1:], len(pixels))
    found: dict[str, list[list[Point]]] = {}
    for ring in np.flatnonzero(meets):
        part = slice(starts[ring], ends[ring])
        points = _thinned(pixels[part][seen[part]])
        if len(points) > 2 and area(points) >= SMALLEST_AREA:
            found.setdefault(codes[ring], []).append(points)
    return found


@cache
def all_rings(divided: bool) -> tuple[list[str], Indices, Floats]:
    """All rings one after the other: whose each is, where it starts, and the places (lon, lat)."""
    codes = [*countries(), *([lands().divided.part] if divided else [])]
    rings = [(code, ring) for code in codes for ring in rings_of(code, divided=divided)]
    starts = np.cumsum([0, *(len(ring) for _, ring in rings[:-1])])
    return [code for code, _ in rings], starts, np.array([place for _, ring in rings for place in ring])


def _thinned(points: Floats) -> list[Point]:
    """Points without those that fall into the same small cell as the one before."""
    cells = np.round(points / FINEST_STEP)
    kept = np.append(True, (np.diff(cells, axis=0) != 0).any(axis=1))
    return [(x, y) for x, y in points[kept].tolist()]


def drawn(lines: Iterable[list[Point]]) -> str:
    """Outlines as the data of an SVG path, to a tenth of a pixel, in steps from point to point: that is half as long.

    >>> drawn([[(10, 20), (10.5, 19.26), (9, 20)]])
    'M10 20l.5-.7-1.5.7Z'
    """
    return "".join(_ring([(round(x * 10), round(y * 10)) for x, y in points]) for points in lines)


def _ring(points: list[tuple[int, int]]) -> str:
    """An outline in tenths of pixels; a sign, or a second point in a number, parts it from the one before."""
    (x, y), told = points[0], list[str]()
    for a, b in points[1:]:
        told += [_tenths(a - x), _tenths(b - y)]
        x, y = a, b
    joined, whole = list[str](), True
    for number in told:
        apart = number[0] == "-" or (number[0] == "." and not whole)
        joined.append(number if apart or not joined else f" {number}")
        whole = "." not in number
    return f"M{_tenths(points[0][0])} {_tenths(points[0][1])}l{''.join(joined)}Z"


@cache
def _tenths(n: int) -> str:
    """A number of tenths in its shortest form.

    >>> _tenths(-7), _tenths(12), _tenths(50), _tenths(0)
    ('-.7', '1.2', '5', '0')
    """
    whole, rest = divmod(abs(n), 10)
    return ("-" if n < 0 else "") + (f"{whole or ''}.{rest}" if rest else str(whole))


def area(points: list[Point]) -> float:
    """The area inside an outline, in square pixels."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def _crossings(points: Floats, rows: int) -> Iterator[tuple[int, list[float]]]:
    """Where an outline crosses the middle lines of rows, from left to right, row by row."""
    (x1, y1), (x2, y2) = points.T, np.roll(points, -1, axis=0).T
    low, high = np.minimum(y1, y2), np.maximum(y1, y2)
    first = np.clip((low / ROW + 0.5).astype(np.intp), 0, None)
    counts = np.maximum(np.minimum((high / ROW + 0.5).astype(np.intp), rows) - first, 0)
    edge = np.repeat(np.arange(len(points)), counts)
    row = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    y = (row + 0.5) * ROW
    hit = (low[edge] <= y) & (y < high[edge])
    edge, row, y = edge[hit], row[hit], y[hit]
    x = x1[edge] + (y - y1[edge]) * (x2[edge] - x1[edge]) / (y2[edge] - y1[edge])
    order = np.lexsort((x, row))
    row, x = row[order], x[order]
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    for number, xs in zip(row[starts].tolist(), np.split(x, starts[1:]), strict=False):
        yield number, xs.tolist()


@dataclass
class Land:
    """Whose land a pixel is, by rows of a fixed height; where countries overlap the one added last owns it."""

    width: float
    height: float
    rows: list[list[tuple[float, float, str]]] = field(default_factory=list)
    hidden: Box | None = None
    #: What `spans` found already, until land is added.
    _found: dict[tuple[tuple[str, ...], Box | None], list[tuple[float, float, float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = [[] for _ in range(int(self.height / ROW) + 1)]

    def add(self, code: str, lines: Iterable[list[Point]]) -> None:
        """Enter the outlines of a country."""
        self._found.clear()
        for points in lines:
            for row, xs in _crossings(np.array(points), len(self.rows)):
                self.rows[row] += [(a, b, code) for a, b in zip(xs[::2], xs[1::2], strict=False)]

    def owner(self, x: float, y: float) -> str:
        """The code of the country at a pixel; empty on the sea, beyond the map and where another map lies on it."""
        row = int(y / ROW)
        if not 0 <= row < len(self.rows) or (self.hidden and within((x, y), self.hidden)):
            return ""
        found = ""
        for left, right, code in self.rows[row]:
            if left <= x <= right:
                found = code
        return found

    def spans(self, codes: Collection[str]) -> list[tuple[float, float, float]]:
        """The stretches (y, left, right) of some countries' land that the map shows, joined across their borders."""
        key = tuple(codes), self.hidden
        if key not in self._found:
            self._found[key] = self._spans(codes)
        return self._found[key]

    def _spans(self, codes: Collection[str]) -> list[tuple[float, float, float]]:
        found = []
        for row, entries in enumerate(self.rows):
            y, joined = (row + 0.5) * ROW, [0.0, 0.0]
            own = sorted((max(a, 0.0), min(b, self.width)) for a, b, code in entries if code in codes)
            for left, right in [*own, (self.width + 9, self.width + 9)]:
                if left - joined[1] > 1.5:
                    if joined[1] > joined[0]:
                        found += [(y, a, b) for a, b in self._seen(y, joined[0], joined[1])]
                    joined = [left, right]
                joined[1] = max(joined[1], right)
        return found

    def _seen(self, y: float, left: float, right: float) -> list[tuple[float, float]]:
        """A stretch without what the small map hides."""
        if self.hidden is None or not self.hidden[1] <= y <= self.hidden[3]:
            return [(left, right)]
        parts = [(left, min(right, self.hidden[0])), (max(left, self.hidden[2]), right)]
        return [(a, b) for a, b in parts if b > a]


def within(point: Point, box: Box) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def middle(spans: list[tuple[float, float, float]]) -> Point | None:
    """A point inside land, near the middle of its body; None where the map shows none of it."""
    if not spans:
        return None
    weight = sum((b - a) ** 2 for _, a, b in spans) or 1.0
    x = sum((a + b) / 2 * (b - a) ** 2 for _, a, b in spans) / weight
    y = sum(row * (b - a) ** 2 for row, a, b in spans) / weight
    if any(abs(row - y) <= ROW and a + 2 <= x <= b - 2 for row, a, b in spans):
        return x, y
    # A bent land does not hold its own centre: the widest stretch near it does.
    row, a, b = max(spans, key=lambda s: (s[2] - s[1]) - 1.5 * hypot((s[1] + s[2]) / 2 - x, s[0] - y))
    return (a + b) / 2, row
