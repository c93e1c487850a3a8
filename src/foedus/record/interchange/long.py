"""The tables that no entry makes: releases, states, borders, yearly figures; every entry once, and its sources."""

from __future__ import annotations

from msgspec.structs import fields

from foedus.record.interchange.columns import (
    DATE_PATTERN,
    MEANING,
    RecordColumn,
    RecordTable,
    Reference,
    columns_of,
    hints,
)
from foedus.record.tables import SeriesOrigin


def cited_tables() -> list[RecordTable]:
    """Every entry once, and which sources it rests on."""
    entry = RecordColumn("entry", required=True, says=MEANING["entry"])
    return [
        RecordTable(
            "entries", "Every entry of every table once, so that citations can refer to it.", ("entry",),
            [entry, RecordColumn("table", required=True, says=MEANING["table"])],
        ),
        RecordTable(
            "citations", "Which sources each entry rests on, in the curator's order.", ("entry", "position"),
            [
                entry,
                RecordColumn("position", "integer", True, minimum=1, says=MEANING["position"]),
                RecordColumn("source", required=True, says=MEANING["source"]),
            ],
            [Reference("entry", "entries", "entry"), Reference("source", "sources", "id")],
        ),
    ]  # fmt: skip


def long_tables() -> list[RecordTable]:
    """States, borders and yearly figures with their origin."""
    state = RecordColumn("state", required=True, says="id of the state")
    span = [
        RecordColumn("since", required=True, pattern=DATE_PATTERN, says=MEANING["since"]),
        RecordColumn("until", pattern=DATE_PATTERN, says=MEANING["until"]),
    ]
    origin = [c for info in fields(SeriesOrigin) for c in columns_of(info, *hints(SeriesOrigin)[info.name])]
    release = [
        RecordColumn("version", required=True),
        RecordColumn("date", "date", True, says="the day up to which the record speaks"),
        RecordColumn("changes_en", required=True), RecordColumn("changes_de", required=True),
    ]  # fmt: skip
    return [
        RecordTable("releases", "The releases of the record up to this one, and what changed.", ("version",), release),
        RecordTable("states", "States, ISO 3166 alpha-3 ids and historical ones.", ("id",),
              [RecordColumn("id", required=True, says="id of the state")]),
        RecordTable(
            "state_spans", "When each state was in the state system, under which names and codes.", ("state", "since"),
            [state, *span, RecordColumn("name_en", required=True), RecordColumn("name_de", required=True),
             RecordColumn("cow", "integer", says="code of the Correlates of War"),
             RecordColumn("gw", "integer", says="code of Gleditsch and Ward"),
             RecordColumn("successor"), RecordColumn("capital_en"), RecordColumn("capital_de"),
             RecordColumn("lat", "number", says="of the capital, degrees"),
             RecordColumn("lon", "number", says="of the capital, degrees"),
             RecordColumn("iso_numeric")],
            [Reference("state", "states", "id")],
        ),
        RecordTable(
            "identifiers", "Ids that others give to states and alliances.", ("table", "id", "scheme"),
            [RecordColumn("table", required=True, enum=("states", "alliances")), RecordColumn("id", required=True),
             RecordColumn("scheme", required=True), RecordColumn("identifier", required=True),
             RecordColumn("source", required=True, says=MEANING["source"])],
            [Reference("source", "sources", "id")],
        ),
        RecordTable(
            "occasion_population", "All silent occasions, by alliance and stratum, of which `occasions` are drawn.",
            ("alliance", "stratum"),
            [RecordColumn("alliance", required=True), RecordColumn("stratum", required=True),
             *(RecordColumn(name, "integer", True, minimum=0.0) for name in ("occasions", "called", "asked"))],
            [Reference("alliance", "alliances", "id")],
        ),
        RecordTable(
            "neighbours", "Borders of states, by kind and span.", ("a", "b", "kind", "since"),
            [*(RecordColumn(name, required=True) for name in ("a", "b", "kind")), *span],
            [Reference("a", "states", "id"), Reference("b", "states", "id")],
        ),
        RecordTable("series", "Where each yearly series comes from, in which unit, under which terms.", ("id",),
              [RecordColumn("id", required=True, says="id of the series"), *origin]),
        RecordTable(
            "figures", "Yearly figures; a year without a row is unknown, never zero.", ("series", "state", "year"),
            [RecordColumn("series", required=True, says="id of the series"), state,
             RecordColumn("year", "integer", True),
             RecordColumn("value", "number", True, minimum=0.0, says="in the unit of its series")],
            [Reference("series", "series", "id"), Reference("state", "states", "id")],
        ),
    ]  # fmt: skip
