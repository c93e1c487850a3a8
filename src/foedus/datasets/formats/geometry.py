"""TopoJSON and GeoJSON: the list of features with their properties; shapes stay in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from foedus.datasets.catalogue import Table
from foedus.datasets.formats.limits import check_shape, text_column
from foedus.datasets.formats.text import decoded
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl


def read(data: bytes, table: Table) -> pl.DataFrame:
    """One row a feature: `id`, `geometry` (its kind) and every property as text."""
    import polars as pl

    try:
        document = json.loads(decoded(data, "utf-8", table.file))
    except (json.JSONDecodeError, RecursionError) as error:
        raise DatasetError("the file is not JSON", why=str(error), where=table.file) from None
    features = _features(document)
    names = dict.fromkeys(["id", "geometry"])
    for feature in features:
        names |= dict.fromkeys(_properties(feature))
        check_shape(len(features), len(names), table.file)
    columns = {name: [_value(feature, name) for feature in features] for name in names}
    return pl.DataFrame({name: text_column(name, values, table.file) for name, values in columns.items()})


def _features(document: Any) -> list[dict[str, Any]]:
    if isinstance(document, dict) and document.get("type") == "Topology":
        objects = document.get("objects")
        shapes = objects.get("countries", {}) if isinstance(objects, dict) else {}
        found = shapes.get("geometries") if isinstance(shapes, dict) else None
    elif isinstance(document, dict) and document.get("type") == "FeatureCollection":
        found = document.get("features")
    else:
        found = None
    if not isinstance(found, list) or not all(isinstance(f, dict) for f in found):
        raise DatasetError("the JSON holds no features", hint="TopoJSON with countries, or GeoJSON, is read here")
    return found


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _value(feature: dict[str, Any], name: str) -> str | None:
    if name == "id":
        value = feature.get("id")
    elif name == "geometry":
        inner = feature.get("geometry")
        value = inner.get("type") if isinstance(inner, dict) else feature.get("type")
    else:
        value = _properties(feature).get(name)
    return None if value is None else str(value)
