"""The descriptor of a Frictionless Data Package: what each file holds, its types, keys and terms.

It follows version 1 of the specifications (https://specs.frictionlessdata.io), which every reader of them knows.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from foedus.ground.version import __version__
from foedus.record.interchange.columns import RecordColumn, RecordTable
from foedus.record.interchange.schema import tables
from foedus.record.version import DATE, VERSION

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
#: Tables whose figures keep the terms of those who published them, which stand in `series.licence`.
OTHERS = {
    "figures": "The terms of each series stand in the column `licence` of the table `series`.",
    "series": "Series are taken over from others; the terms of each stand in its row.",
}
DESCRIPTION = (
    "Alliances and organisations of collective security, their members, treaties, forces and missions, and calls for "
    "help with what came of them. Every entry says from which day the public could know it, and its sources. What is "
    "not known is empty, never zero."
)
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def descriptor(files: dict[str, tuple[str, bytes]], form: str = "csv") -> dict[str, Any]:
    """The package of these files, by the name of their table: each a path below the descriptor, and its bytes."""
    return {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "foedus-record",
        "title": "The Foedus record",
        "description": DESCRIPTION,
        "version": VERSION,
        "created": f"{DATE}T00:00:00Z",
        "licenses": [LICENCE],
        "keywords": ["alliances", "collective security", "treaties", "international relations"],
        "foedus": {"software": __version__, "record": VERSION},
        "resources": [_resource(tables()[name], path, content, form) for name, (path, content) in files.items()],
    }


def _resource(table: RecordTable, path: str, content: bytes, form: str) -> dict[str, Any]:
    """One file of the package."""
    made: dict[str, Any] = {
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": " ".join(part for part in (table.says, OTHERS.get(table.name, "")) if part),
        "path": path,
        "format": form,
        "mediatype": MEDIA[form],
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }
    if form == "csv":
        made |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True}}
    return made | {"schema": schema(table)}


def schema(table: RecordTable) -> dict[str, Any]:
    """The Table Schema of a table."""
    made: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        made["foreignKeys"] = [
            {
                "fields": [reference.column],
                # The empty name means the table itself.
                "reference": {
                    "resource": "" if reference.table == table.name else reference.table.replace("_", "-"),
                    "fields": [reference.to],
                },
            }
            for reference in table.references
        ]
    return made


def _field(column: RecordColumn, table: RecordTable) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": column.kind}
    if column.says:
        made["description"] = column.says
    if column.kind == "boolean":
        made |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.name in table.unique or (column.name,) == table.key:
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum if column.kind == "number" else int(column.minimum)
    return made | ({"constraints": constraints} if constraints else {})
