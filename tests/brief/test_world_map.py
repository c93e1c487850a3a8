"""The map of the world: areas compare truly, every country is on it, and nothing lies beyond its edges."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.brief.graphics.topology import countries
from foedus.brief.graphics.world_map import HEIGHT, SCALE, WIDTH, equal_earth, world_land, world_pixels, world_point

WEST_TO_EAST = st.floats(-179.0, 179.0)
NORTHERN = st.floats(-84.0, 84.0)


@given(WEST_TO_EAST, NORTHERN)
def test_a_small_square_keeps_its_area_everywhere(lon, lat):
    step = 1e-4
    (x0, y0), (x1, y1), (x2, y2) = equal_earth(np.array([[lon, lat], [lon + step, lat], [lon, lat + step]]))
    drawn = abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0))
    on_the_sphere = np.radians(step) * (np.sin(np.radians(lat + step)) - np.sin(np.radians(lat)))
    assert drawn == pytest.approx(on_the_sphere, rel=1e-3)


@given(WEST_TO_EAST, NORTHERN)
def test_west_is_left_north_is_up_and_the_map_is_as_wide_as_it_says(lon, lat):
    here, mirrored = world_pixels(np.array([[lon, lat], [-lon, lat]]))
    assert here[0] + mirrored[0] == pytest.approx(WIDTH)
    assert (here[0] - WIDTH / 2) * lon >= 0
    assert world_point(lon, lat)[1] <= world_point(lon, lat - 1)[1]


def ends(path: str) -> np.ndarray:
    """All points of a path of whole steps."""
    found = []
    for ring in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        steps = np.array([int(n) for n in re.findall(r"-?\d+", ring[2])]).reshape(-1, 2)
        found.append(
            np.vstack(([int(ring[0]), int(ring[1])], np.array([int(ring[0]), int(ring[1])]) + np.cumsum(steps, axis=0)))
        )
    return np.vstack(found) if found else np.empty((0, 2))


def area_of(path: str) -> float:
    total = 0.0
    for ring in re.findall(r"M[^z]*z", path):
        x, y = ends(ring).T
        total += abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    return total


def test_every_country_is_there_and_none_leaves_the_map():
    land = world_land(False)
    assert land.keys() == countries().keys() - {"010"}  # Antarctica lies below the map
    for code, path in land.items():
        assert path.endswith("z"), code
        if len(points := ends(path)):
            assert (points[:, 0] >= 0).all() and (points[:, 0] <= WIDTH).all(), code
            assert np.abs(np.diff(points[:, 0])).max() < WIDTH / 2 or code in {"643", "840", "242"}


@pytest.mark.parametrize(
    ("code", "square_km"), [("643", 17.1e6), ("840", 9.5e6), ("398", 2.72e6), ("276", 0.357e6), ("180", 2.34e6)]
)  # areas as the United Nations' Demographic Yearbook, table 3, gives them; lakes and steps of the drawing differ
def test_a_country_has_its_area_also_where_it_crosses_the_edge(code, square_km):
    assert area_of(world_land(False)[code]) / SCALE**2 * 6371.0**2 == pytest.approx(square_km, rel=0.04)


def test_the_divided_country_is_two_and_together_as_large():
    whole, both = world_land(False), world_land(True)
    assert "278" not in whole
    assert area_of(both["276"]) + area_of(both["278"]) == pytest.approx(area_of(whole["276"]), rel=0.02)
    assert area_of(both["278"]) / SCALE**2 * 6371.0**2 == pytest.approx(0.108e6, rel=0.06)


def test_the_smallest_are_dots_inside_the_map():
    dots = {code: path for code, path in world_land(False).items() if "a6 6" in path}
    assert {"702", "492"} <= dots.keys()
    assert all(0 < int(re.match(r"M(\d+)", path)[1]) < WIDTH for path in dots.values())
    assert HEIGHT < WIDTH / 2
