"""Outlines of countries (Natural Earth): codes that are missing, and what the shapes themselves show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus.datasets.catalogue import get_set, get_table
from foedus.datasets.tidy import tidy

SIMFEROPOL = (34.1, 44.95)
Ring = list[tuple[float, float]]


def content(folder: Path, name: str) -> bytes:
    return (folder / "natural-earth" / get_table(f"natural-earth.{name}").file).read_bytes()


def features(folder: Path, name: str) -> pl.DataFrame:
    return tidy(content(folder, name), get_table(f"natural-earth.{name}"))


def outlines(document: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Name and rings of every feature of a TopoJSON or GeoJSON document."""
    if document["type"] == "FeatureCollection":
        for feature in document["features"]:
            shape = feature["geometry"]
            parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            yield feature["properties"]["NAME"], [[(x, y) for x, y, *_ in ring] for part in parts for ring in part]
        return
    (sx, sy), (tx, ty) = document["transform"]["scale"], document["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in document["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in arc:
            x, y = x + dx, y + dy
            arcs[-1].append((x * sx + tx, y * sy + ty))
    for shape in document["objects"]["countries"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [[p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for part in parts for ring in part]
        yield shape["properties"]["name"], rings


def inside(point: tuple[float, float], ring: Ring) -> bool:
    """Whether a ring goes round a point (even-odd rule)."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed = not crossed
    return crossed


@pytest.mark.data
def test_natural_earth_has_no_code_for_three_outlines(folder: Path) -> None:
    small, large = (features(folder, f"countries-{scale}m") for scale in (110, 50))
    three = {"Kosovo", "N. Cyprus", "Somaliland"}
    assert set(small.filter(pl.col("iso_numeric").is_null())["name"]) == three
    assert three < set(large.filter(pl.col("iso_numeric").is_null())["name"])


@pytest.mark.data
def test_natural_earth_leaves_out_iso_codes_that_adm0_a3_has(folder: Path) -> None:
    without = features(folder, "attributes-110m").filter(pl.col("iso3").is_null())
    assert set(without["adm0_a3"]) == {"FRA", "NOR", "KOS", "CYN", "SOL"}


@pytest.mark.data
@pytest.mark.parametrize("name", ["countries-110m", "countries-50m", "attributes-110m"])
def test_natural_earth_shows_crimea_as_held(name: str, folder: Path) -> None:
    document = json.loads(content(folder, name))
    assert [n for n, rings in outlines(document) if sum(inside(SIMFEROPOL, ring) for ring in rings) % 2] == ["Russia"]
    assert "Crimea is drawn with Russia" in get_set("natural-earth").note
