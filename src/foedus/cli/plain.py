"""Run a plainly written command without the parser: the parser's own start costs more than most answers.

Typer stays the one description of the command line. A call is plain if every word of it is an exact command, a whole
option name with its value, or an argument, of a type that needs no conversion to speak of; it is then read by the
functions' own signatures. Everything else (help, abbreviations, short forms, mistakes, completion, options with rules
of their own) is Typer's. A test holds that both read every plain call alike.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

#: What an option may say of itself without a rule of its own being made for it.
MERELY_SHOWN = {
    "param_decls", "default", "envvar", "help", "metavar", "hidden", "show_default", "show_envvar", "autocompletion",
    "shell_complete", "rich_help_panel",
}  # fmt: skip
MOST_DIGITS = 18
CONVERSIONS: dict[Any, Callable[[str], Any]] = {str: str, Path: Path, int: int}


class NotPlainError(Exception):
    """The call is one that Typer must read."""


def run_plain(app: typer.Typer, arguments: list[str], lang: str = "en") -> int | None:
    """The exit code of a plain call, run in a language; None, with nothing done, where the parser must read it."""
    try:
        calls = plain(app, arguments)
    except NotPlainError:
        return None
    try:
        for function, values in calls:
            function(**(values | ({"lang": lang} if "lang" in values else {})))
    except typer.Exit as end:
        return end.exit_code
    return 0


def plain(app: typer.Typer, arguments: list[str]) -> list[tuple[Callable[..., Any], dict[str, Any]]]:
    """The functions that a plain call runs, in order, each with its values; raises `NotPlainError`."""
    if not arguments or any(name.startswith("_FOEDUS_COMPLETE") for name in os.environ):
        raise NotPlainError
    word, rest = arguments[0], arguments[1:]
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    first = []
    if app.registered_callback and app.registered_callback.callback:
        first = [(app.registered_callback.callback, _values(app.registered_callback.callback, []))]
    if inner := groups.get(word):
        return [*first, *plain(inner, rest)]
    for command in app.registered_commands:
        function = command.callback
        if function and word == (command.name or function.__name__.replace("_", "-")):
            return [*first, (function, _values(function, rest))]
    raise NotPlainError


def _values(function: Callable[..., Any], words: list[str]) -> dict[str, Any]:
    """The words as the function's parameters."""
    options: dict[str, tuple[str, Any]] = {}
    places: list[tuple[str, Any]] = []
    values: dict[str, Any] = {}
    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(function).parameters
    for name, parameter in parameters.items():
        kind, info = _described(hints.get(name))
        if parameter.default is not inspect.Parameter.empty:
            values[name] = _from_environment(info, kind) or parameter.default
        if isinstance(info, ArgumentInfo):
            places.append((name, kind))
        else:
            options |= dict.fromkeys(_names(info), (name, kind))
    given = set()
    left = list(words)
    while left:
        word = left.pop(0)
        if word.startswith("-"):
            option, equals, value = word.partition("=")
            name, kind = options.get(option, ("", None))
            if kind is bool and not equals:
                values[name] = True
                continue
            if not equals and (not left or left[0].startswith("-")):
                raise NotPlainError
            word = value if equals else left.pop(0)
        elif places:
            name, kind = places[0] if get_origin(places[0][1]) is list else places.pop(0)
        else:
            raise NotPlainError
        if get_origin(kind) is list:
            values[name] = [*(values[name] if name in given else ()), _converted(word, *get_args(kind))]
        elif name in given:
            raise NotPlainError
        else:
            values[name] = _converted(word, kind)
        given.add(name)
    if parameters.keys() - values.keys():
        raise NotPlainError
    return values


def _described(hint: Any) -> tuple[Any, ArgumentInfo | OptionInfo]:
    """A parameter's type, without its None, and what Typer is told of it; nothing but what is merely shown is plain."""
    if get_origin(hint) is not Annotated:
        raise NotPlainError
    kind, info = get_args(hint)[:2]
    if get_origin(kind) in (Union, UnionType):
        kind, *others = [part for part in get_args(kind) if part is not NoneType]
        if others:
            raise NotPlainError
    usual = vars(type(info)(default=None))
    rules = {key for key, value in vars(info).items() if key not in MERELY_SHOWN and value != usual[key]}
    # An eager flag, such as --version, ends the program; where it is not given it does nothing.
    if rules and not (kind is bool and info.is_eager and rules <= {"callback", "is_eager"}):
        raise NotPlainError
    return kind, info


def _names(info: OptionInfo) -> tuple[str, ...]:
    # Inside Annotated the first name stands where a default would.
    names = tuple(name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str))
    if info.is_eager:
        return ()
    if not names or any("/" in name for name in names):
        raise NotPlainError
    return tuple(name for name in names if name.startswith("--"))


def _from_environment(info: ArgumentInfo | OptionInfo, kind: Any) -> Any:
    """What a variable of the environment says for an option that was not given."""
    variables = [info.envvar] if isinstance(info.envvar, str) else info.envvar or ()
    found = next((text for variable in variables if (text := os.environ.get(variable))), None)
    return None if found is None else _converted(found, kind)


def _converted(word: str, kind: Any) -> Any:
    if kind not in CONVERSIONS or (
        kind is int and not (word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS)
    ):
        raise NotPlainError  # Python itself reads no number of thousands of digits
    return CONVERSIONS[kind](word)
