"""The land of the whole world on one equal-area map, by the code that the file of outlines has for each country.

Equal Earth (Savric, Patterson & Jenny, The Equal Earth map projection, Int. J. Geographical Information Science 33(3)
2019: 454-465): x = 2 sqrt(3) lon cos(t) / (3 P'(t)), y = P(t), where sin(t) = sqrt(3)/2 sin(lat) and P is odd.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from foedus.brief.graphics.land import Floats, all_rings, area
from foedus.brief.graphics.projection import Point

Steps = NDArray[np.int64]
#: The polynomial of the projection: factors of t, t^3, t^7 and t^9.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = np.sqrt(3.0)
#: The width of the drawing in pixels, of which a screen shows a quarter until somebody looks closer, and the parallels
#: (degrees) at its upper and lower edge: Antarctica is not drawn.
WIDTH, NORTH, SOUTH = 4000.0, 84.0, -57.0
#: Points closer than this many pixels to the last one are left out, and rings smaller than a square of it.
STEP = 4.0
#: A country too small to be seen is a dot of this radius.
DOT = 6


def equal_earth(places: Floats) -> Floats:
    """Projected x, y (N, 2) of places (lon, lat in degrees), in units of the sphere's radius.

    >>> equal_earth(np.array([[0.0, 0.0], [180.0, 0.0], [0.0, 90.0]])).round(4).tolist()
    [[0.0, 0.0], [2.7066, 0.0], [0.0, 1.3174]]
    """
    lon, lat = np.radians(places[:, 0]), np.radians(places[:, 1])
    t = np.arcsin(ROOT / 2 * np.sin(lat))
    slope = A1 + 3 * A2 * t**2 + 7 * A3 * t**6 + 9 * A4 * t**8
    return np.column_stack((2 * ROOT * lon * np.cos(t) / (3 * slope), A1 * t + A2 * t**3 + A3 * t**7 + A4 * t**9))


_EAST = float(equal_earth(np.array([[180.0, 0.0]]))[0, 0])
_TOP, _BOTTOM = equal_earth(np.array([[0.0, NORTH], [0.0, SOUTH]]))[:, 1]
SCALE = WIDTH / (2 * _EAST)
HEIGHT = float(round(SCALE * (_TOP - _BOTTOM)))


def world_pixels(places: Floats) -> Floats:
    """The pixels (N, 2) of places (lon, lat in degrees) on the map."""
    return np.array([0.5 * WIDTH, SCALE * _TOP]) + np.array([SCALE, -SCALE]) * equal_earth(places)


def world_point(lon: float, lat: float) -> Point:
    """The pixel of one place."""
    x, y = world_pixels(np.array([[lon, lat]]))[0]
    return round(float(x), 1), round(float(y), 1)


@cache
def world_land(divided: bool) -> dict[str, str]:
    """The outline of every country as the data of an SVG path; with `divided`, both parts of the divided country.

    The smallest countries are dots. The disputed peninsula stands under its own code too, as a part of its country.
    """
    codes, starts, places = all_rings(divided)
    found: dict[str, list[Steps]] = {}
    for code, ring in zip(codes, np.split(places, starts[1:]), strict=True):
        for part in _within_the_edges(ring):
            pixels = world_pixels(part)
            if (pixels[:, 1] < HEIGHT).any():
                found.setdefault(code, []).append(_thinned(pixels))
    return {code: _path(rings) for code, rings in found.items()}


def _within_the_edges(ring: Floats) -> list[Floats]:
    """A ring (lon, lat) cut along the meridian at the map's edges, which it may cross."""
    lon = np.unwrap(ring[:, 0], period=360.0)
    if lon.min() >= -180 and lon.max() <= 180:
        return [np.column_stack((lon, ring[:, 1]))]
    parts = (
        _west_of(_west_of(np.column_stack((lon + turn, ring[:, 1])), 180.0, 1), 180.0, -1) for turn in (-360, 0, 360)
    )
    return [part for part in parts if len(part) > 2]


def _west_of(ring: Floats, edge: float, side: int) -> Floats:
    """The part of a ring with side x lon <= edge (Sutherland & Hodgman 1974, Communications of the ACM 17: 32-42)."""
    if not len(ring):
        return ring
    kept = side * ring[:, 0] <= edge
    following, kept_too = np.roll(ring, -1, axis=0), np.roll(kept, -1)
    points: list[Floats] = []
    for here, there, inner, inner_too in zip(ring, following, kept, kept_too, strict=True):
        if inner:
            points.append(here)
        if inner != inner_too:
            share = (side * edge - here[0]) / (there[0] - here[0])
            points.append(np.array([side * edge, here[1] + share * (there[1] - here[1])]))
    return np.array(points).reshape(-1, 2)


def _path(rings: list[Steps]) -> str:
    large = [ring for ring in rings if len(ring) > 2 and area(ring.tolist()) >= STEP**2]
    return "".join(map(_traced, large)) or _dot(*max(rings, key=len)[0])


def _thinned(points: Floats) -> Steps:
    """Whole pixels, without those that fall into the same cell as the one before."""
    cells = np.round(points / STEP)
    kept = np.append(True, (np.diff(cells, axis=0) != 0).any(axis=1))
    found: Steps = np.round(points[kept]).astype(np.int64)
    return found


def _traced(ring: Steps) -> str:
    """A ring as a path of whole steps, each from the point before."""
    steps = np.diff(ring, axis=0).tolist()
    return (
        f"M{ring[0, 0]} {ring[0, 1]}l"
        + "".join(f"{x}{y}" if y < 0 else f"{x} {y}" for x, y in steps[:1])
        + "".join(f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}" for x, y in steps[1:])
        + "z"
    )


def _dot(x: int, y: int) -> str:
    return f"M{x - DOT} {y}a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0 {-2 * DOT} 0z"
