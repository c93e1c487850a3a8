"""The address is the state: read strictly into what a route asks for, and written back in one form.

What is unknown, given twice, too long or no value of its kind is refused with the message of the command line. An empty
value (`known=`) is one left out, since that is what a form sends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from foedus.ground.calendar import parse_day
from foedus.ground.errors import QueryError, did_you_mean
from foedus.record.load import load
from foedus.response.question import find_case
from foedus.web.registry import routes
from foedus.web.route import LONGEST, MOST, Inquiry, Parameter, Route
from foedus.world import World, today
from foedus.world.state_names import meant


class NotThereError(QueryError):
    """The path names what the record does not have: status 404, where a bad value is 422."""


class MalformedError(QueryError):
    """The address cannot be read at all: status 400."""


def read(route: Route, path: Mapping[str, str], query: str, lang: str) -> Inquiry:
    """What an address asks of a route; raises `QueryError` (`NotThereError` for a name in the path)."""
    given = _pairs(query)
    known = {p.name: p for p in route.parameters}
    for name in given:
        if name not in known or name in path:
            raise MalformedError(
                f"{_short(name)!r} is no parameter of this address",
                hint=did_you_mean(name, [n for n in known if n not in path], "leave it out of the address"),
            )
    values: dict[str, Any] = {}
    for parameter in route.parameters:
        if parameter.name in path:
            values[parameter.name] = _in_path(parameter, path[parameter.name])
        else:
            values[parameter.name] = _in_query(parameter, given.get(parameter.name, []))
    return Inquiry(route.name, lang, values)


def write(asked: Inquiry, **changed: Any) -> str:
    """The one address of what is asked, with some values changed; without any, the canonical form."""
    route, values = routes()[asked.route], {**asked.values, **changed}
    return address(route.name, changed.get("lang", asked.lang), **{p.name: values[p.name] for p in route.parameters})


def address(name: str, lang: str, **values: Any) -> str:
    """The address of a route with these values: days, ids, tuples; what is left out or the default does not show."""
    route = routes()[name]
    path, query = route.path.replace("{lang}", lang), []
    for parameter in route.parameters:
        value = values.get(parameter.name, parameter.default)
        if f"{{{parameter.name}}}" in path:
            path = path.replace(f"{{{parameter.name}}}", quote(_text(value), safe=""))
        elif value not in (None, "", (), parameter.default):
            several = value if isinstance(value, tuple) else (value,)
            query += [(parameter.name, _text(v)) for v in several]
    return f"{path}?{urlencode(query)}" if query else path


def _pairs(query: str) -> dict[str, list[str]]:
    """The values of a query by name, empty ones left out; MalformedError for bytes that are no UTF-8."""
    found: dict[str, list[str]] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if part:
            found.setdefault(_decoded(name), []).extend([_decoded(value)] if value else [])
    return found


def _decoded(text: str) -> str:
    try:
        found = unquote_to_bytes(text.replace("+", " ")).decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedError("the address is not UTF-8 text", hint="write letters beyond ASCII as UTF-8") from None
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in found):
        raise MalformedError("the address has control characters", hint="leave them out")
    return found


def _in_path(parameter: Parameter, text: str) -> Any:
    try:
        return _value(parameter, _decoded(quote(text)))
    except MalformedError:
        raise
    except QueryError as error:
        raise NotThereError(error.what, why=error.why, hint=error.hint, where=error.where) from None


def _in_query(parameter: Parameter, texts: list[str]) -> Any:
    if not texts:
        if parameter.required:
            raise QueryError(f"{parameter.name} is missing", hint=f"add {parameter.name}=...")
        return parameter.default
    if parameter.many:
        if len(texts) > MOST:
            raise QueryError(f"{parameter.name} is given {len(texts)} times", why=f"at most {MOST} times are read")
        return tuple(dict.fromkeys(_value(parameter, text) for text in texts))
    if len(texts) > 1:
        raise QueryError(f"{parameter.name} is given {len(texts)} times", why="one value is asked for")
    return _value(parameter, texts[0])


def _value(parameter: Parameter, text: str) -> Any:
    """A text as a value of the parameter's kind."""
    if len(text) > LONGEST:
        raise QueryError(f"{parameter.name} is {len(text)} characters long", why=f"at most {LONGEST} are read")
    match parameter.kind:
        case "day":
            return parse_day(text, parameter.name)
        case "alliance":
            return World.at(today()).alliance(text).id
        case "state":
            return meant(text, today()) or World.at(today()).state(text).id
        case "case":
            return find_case(load(), text.strip()).id
        case "choice":
            return _one_of(parameter, text)
        case "number":
            return _number(parameter, text)
        case "flag":
            return _one_of(parameter, text, ("1", "0")) == "1"
        case _:
            return text


def _one_of(parameter: Parameter, text: str, choices: Iterable[str] = ()) -> str:
    allowed = tuple(choices) or parameter.choices
    if text not in allowed:
        hint = did_you_mean(text, allowed, ", ".join(allowed))
        raise QueryError(f"{parameter.name} cannot be {_short(text)!r}", hint=hint)
    return text


def _number(parameter: Parameter, text: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) <= 18):
        raise QueryError(f"{parameter.name} cannot be {_short(text)!r}", why="a whole number is asked for")
    if not parameter.least <= (found := int(text)) <= parameter.greatest:
        raise QueryError(
            f"{parameter.name} cannot be {found}", why=f"{parameter.least} to {parameter.greatest} is read"
        )
    return found


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}\N{HORIZONTAL ELLIPSIS}"
