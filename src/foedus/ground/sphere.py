"""Distances on the earth, taken as a sphere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

#: The earth's radius on the equator in km (WGS 84): the sphere on which the field's distances between capitals are
#: taken (peacesciencer, on geosphere's default), so that answers and panels agree. A mean radius gives 0.11 % less.
EARTH_RADIUS_KM = 6378.137


def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The great-circle distance of two places in degrees, in km, by the haversine formula.

    >>> round(great_circle_km(55.75, 37.62, 51.17, 71.43))  # Moscow to Astana
    2274
    """
    a, b = radians(lat_a), radians(lat_b)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(half, 1.0)))
