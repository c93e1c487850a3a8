"""Lambert's azimuthal equal-area projection, centred where the map looks; areas compare truly.

Reference: Snyder, Map Projections: A Working Manual (1987), equations 24-2 to 24-4, for a sphere of radius 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Floats = NDArray[np.float64]
#: The cosine of 110 degrees, how far the map reaches from its centre.
FARTHEST = -0.34


@dataclass(frozen=True, slots=True)
class EqualArea:
    """The projection around a centre (degrees); x to the east, y to the north, in units of the sphere's radius."""

    lon: float
    lat: float

    def point(self, lon: float, lat: float) -> Point | None:
        """The projected point; None beyond 110 degrees from the centre, where the map does not reach.

        >>> EqualArea(60, 50).point(60, 50)
        (0.0, 0.0)
        """
        a, b = radians(lon - self.lon), radians(lat)
        c = radians(self.lat)
        near = sin(c) * sin(b) + cos(c) * cos(b) * cos(a)
        if near < FARTHEST:
            return None
        k = sqrt(2 / (1 + near))
        return k * cos(b) * sin(a), k * (cos(c) * sin(b) - sin(c) * cos(b) * cos(a))

    def northward(self, lon: float, lat: float) -> bool:
        """Whether the shortest way from the centre to a place begins to the north."""
        a, b, c = radians(lon - self.lon), radians(lat), radians(self.lat)
        return cos(c) * sin(b) - sin(c) * cos(b) * cos(a) >= 0


def centre_of(points: Iterable[Point]) -> Point:
    """The mean direction of places (lon, lat in degrees), as lon, lat.

    Where some place lies more than a quarter of the globe from it, the middle of the smallest cap that holds all.
    """
    places = list(points)
    x = y = z = 0.0
    for lon, lat in places:
        x += cos(radians(lat)) * cos(radians(lon))
        y += cos(radians(lat)) * sin(radians(lon))
        z += sin(radians(lat))
    size = sqrt(x * x + y * y + z * z)
    if size:
        directions = np.array([_direction(*place) for place in places])
        if (directions @ np.array([x, y, z])).min() < 0:
            x, y, z = _cap(directions)
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def _direction(lon: float, lat: float) -> tuple[float, float, float]:
    return cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat))


def _cap(directions: Floats) -> tuple[float, float, float]:
    """The middle of the smallest cap around unit vectors: ever smaller steps towards the farthest one.

    Reference: Badoiu & Clarkson, Smaller core-sets for balls, SODA 2003, 801-802, here on the sphere.
    """
    middle = directions.mean(axis=0)
    for step in range(1, 2000):
        farthest = directions[int((directions @ middle).argmin())]
        middle = middle + (farthest - middle) / (step + 1)
        middle = middle / np.sqrt(middle @ middle)
    return float(middle[0]), float(middle[1]), float(middle[2])


@dataclass(frozen=True, slots=True)
class Viewport:
    """A projection scaled to a drawing of width x height pixels, so that `points` fill it with a margin."""

    projection: EqualArea
    scale: float
    x0: float
    y0: float
    width: float
    height: float

    @classmethod
    def on(cls, points: list[Point], width: float, height: float, margin: float) -> Viewport:
        """The view that holds all points (lon, lat) with `margin` pixels around them."""
        projection = EqualArea(*centre_of(points))
        seen = [p for lon, lat in points if (p := projection.point(lon, lat))]
        left, right = min(p[0] for p in seen), max(p[0] for p in seen)
        low, high = min(p[1] for p in seen), max(p[1] for p in seen)
        # A single place, or places close together, are not blown up beyond a span of about 1,300 km.
        across, upright = max(right - left, 0.2), max(high - low, 0.2)
        scale = min((width - 2 * margin) / across, (height - 2 * margin) / upright)
        return cls(
            projection,
            scale,
            width / 2 - scale * (left + right) / 2,
            height / 2 + scale * (low + high) / 2,
            width,
            height,
        )

    def rim(self) -> float | None:
        """The radius of the circle around (x0, y0) beyond which the map does not reach; None where none of it shows."""
        radius = self.scale * sqrt(2 / (1 + FARTHEST)) * sqrt(1 - FARTHEST**2)
        corner = hypot(max(self.x0, self.width - self.x0), max(self.y0, self.height - self.y0))
        return radius if radius < corner else None

    def at(self, lon: float, lat: float) -> Point | None:
        """The pixel of a place; None where the projection does not reach."""
        found = self.projection.point(lon, lat)
        return None if found is None else (self.x0 + self.scale * found[0], self.y0 - self.scale * found[1])

    def pixels(self, places: Floats) -> Floats:
        """The pixels of places (rows of lon, lat) as `at` gives them; NaN where the projection does not reach."""
        a, b = np.radians(places[:, 0] - self.projection.lon), np.radians(places[:, 1])
        c = radians(self.projection.lat)
        level = np.cos(b) * np.cos(a)
        near = sin(c) * np.sin(b) + cos(c) * level
        k = np.sqrt(2 / np.where(near < FARTHEST, np.nan, 1 + near))
        x, y = k * np.cos(b) * np.sin(a), k * (cos(c) * np.sin(b) - sin(c) * level)
        return np.column_stack((self.x0 + self.scale * x, self.y0 - self.scale * y))
