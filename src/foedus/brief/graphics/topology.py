"""Decode the TopoJSON file into rings of longitude and latitude by ISO numeric code.

Natural Earth shows who holds an area in fact, so Crimea lies in Russia there. At this gate it becomes Ukraine's, after
the position of the United Nations, and is kept apart as well so that a map can hatch it.
"""

from __future__ import annotations

from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

FILE = Path(__file__).parent / "geometry" / "countries-50m.json"
Place = tuple[float, float]
Ring = tuple[Place, ...]
#: The key of the separate area, and what it is cut from and given to (ISO numeric).
CRIMEA, RUSSIA, UKRAINE = "crimea", "643", "804"
#: A point in the middle of the peninsula (Simferopol), by which its polygon is found.
SIMFEROPOL: Place = (34.1, 44.95)


def inside(point: Place, ring: Ring) -> bool:
    """Whether a point lies inside a ring (even-odd rule, plain coordinates)."""
    x, y = point
    hit = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def _arcs(topology: dict[str, Any]) -> list[list[Place]]:
    """The arcs as places: each holds whole steps from one point to the next, the first from nought."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = topology["arcs"]
    steps = np.array([step for arc in arcs for step in arc], dtype=np.int64)
    ends = np.cumsum([len(arc) for arc in arcs])
    # Summed over all arcs at once, each point stands as far off as the end of the arc before.
    summed = np.cumsum(steps, axis=0)
    before = np.concatenate((np.zeros((1, 2), np.int64), summed[ends[:-1] - 1]))
    places = (summed - np.repeat(before, np.diff(ends, prepend=0), axis=0)) * scale + shift
    points = list(map(tuple, places.tolist()))
    return [points[a:b] for a, b in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True)]


def _ring(indices: list[int], arcs: list[list[Place]]) -> Ring:
    points: list[Place] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


@cache
def countries() -> dict[str, tuple[Ring, ...]]:
    """Outer rings (holes left out) by ISO numeric code, and `CRIMEA` apart; Crimea is among Ukraine's rings."""
    topology = msgspec.json.decode(FILE.read_bytes())
    arcs = _arcs(topology)
    found: dict[str, tuple[Ring, ...]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        key = geometry.get("id") or geometry["properties"]["name"]
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings = tuple(_ring(polygon[0], arcs) for polygon in polygons)
        found[key] = found.get(key, ()) + rings
    peninsula = tuple(ring for ring in found[RUSSIA] if inside(SIMFEROPOL, ring))
    found[RUSSIA] = tuple(ring for ring in found[RUSSIA] if ring not in peninsula)
    found[UKRAINE] += peninsula
    found[CRIMEA] = peninsula
    return found


@cache
def mainland(code: str) -> tuple[Ring, Place, float]:
    """The largest ring of a country, its centroid (lon, lat) and its area in square degrees of the equator.

    Raises KeyError for a code that the map does not have.
    """
    return max((_measured(ring) for ring in countries()[code]), key=lambda found: found[2])


def _measured(ring: Ring) -> tuple[Ring, Place, float]:
    x = y = double = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        double, x, y = double + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not double:
        return ring, ring[0], 0.0
    centre = (x / (3 * double), y / (3 * double))
    return ring, centre, abs(double) / 2 * cos(radians(centre[1]))
