"""The interface described as OpenAPI, from the routes themselves: addresses, parameters, and the types of answers."""

from __future__ import annotations

from typing import Any

import msgspec

from foedus.ground.calendar import Date
from foedus.ground.version import __version__
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.registry import routes
from foedus.web.route import LONGEST, MOST, Body, Inquiry, Parameter, Route

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "why": {"type": "string"},
        "hint": {"type": "string"},
    },
}
#: What may be refused, and why.
REFUSALS = {
    "400": "The address cannot be read, or names an unknown parameter",
    "404": "The path names what the record does not have",
    "422": "The question cannot be asked",
    "503": "Too many questions are waiting, or the answer takes too long",
}


def description() -> dict[str, Any]:
    """The document of OpenAPI 3.1."""
    offered = [route for route in routes().values() if route.path.startswith(f"{ROOT}/")]
    typed = [route for route in offered if route.gives is not None]
    schemas, components = msgspec.json.schema_components(
        [route.gives for route in typed], schema_hook=_schema, ref_template="#/components/schemas/{name}"
    )
    given = dict(zip((route.name for route in typed), schemas, strict=True))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Foedus", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {route.path: {"get": _operation(route, given.get(route.name, {}))} for route in offered},
        "components": {"schemas": {**components, "Problem": PROBLEM}},
    }


def _operation(route: Route, schema: dict[str, Any]) -> dict[str, Any]:
    refused = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {
        "operationId": route.name,
        "summary": route.summary,
        "parameters": [_parameter(p, f"{{{p.name}}}" in route.path) for p in route.parameters],
        "responses": {
            "200": {"description": "The answer", "content": {"application/json": {"schema": schema}}},
            "304": {"description": "The answer is the one that you have"},
            **{status: {"description": told, **refused} for status, told in REFUSALS.items()},
        },
    }


def _parameter(p: Parameter, in_path: bool) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string", "maxLength": LONGEST, "minLength": 1}
    match p.kind:
        case "day":
            one = {"type": "string", "format": "date"}
        case "choice":
            one = {"type": "string", "enum": list(p.choices)}
        case "number":
            one = {"type": "integer", "minimum": p.least, "maximum": p.greatest}
        case "flag":
            one = {"type": "string", "enum": ["0", "1"]}
    schema = {"type": "array", "items": one, "maxItems": MOST} if p.many else one
    if p.default not in (None, ()) and p.kind != "flag":
        schema = {**schema, "default": p.default}
    where = {"in": "path", "required": True} if in_path else {"in": "query", "required": p.required}
    return {"name": p.name, "description": p.words, "schema": schema, **where}


def _schema(kind: type) -> dict[str, Any]:
    """How a type looks that msgspec does not know: a date of known precision is text."""
    if kind is Date:
        return {"type": "string", "description": "YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known"}
    raise NotImplementedError(kind)


def _described(_: Inquiry) -> Body:
    return json_body(description())


ROUTES = (Route("api-openapi", f"{ROOT}/openapi.json", _described, summary="This description"),)
