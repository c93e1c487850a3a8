"""Errors and help pages in German: found by the English sentence of the source, values filled in."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from foedus.cli.language import option
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.errors import FoedusError

FOLDER = Path(__file__).parent / "wording"
HOLE = re.compile(r"\{(\d+)(:day|:state|:spans)?\}")


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def sentences() -> dict[str, str]:
    """The German sentence of each English one that errors use."""
    with (FOLDER / "errors.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The sentences with something to fill in, those with the most words of their own first."""
    known = [(HOLE.sub("", english), english, german) for english, german in sentences().items() if "{" in english]
    made = []
    for _, english, german in sorted(known, key=lambda entry: -len(entry[0])):
        parts = re.split(r"\{\d+\}", english.replace("{{", "{").replace("}}", "}"))
        made.append((re.compile("(.+?)".join(map(re.escape, parts)), re.DOTALL), german))
    return made


def in_german(text: str) -> str:
    """A sentence of an error in German; one that is not known stays as it is."""
    found = translated(text)
    return text if found is None else found


def translated(text: str) -> str | None:
    """A sentence of an error in German, None for one that is not known."""
    if text in sentences():
        return _filled(sentences()[text], ())
    for pattern, german in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return _filled(german, found.groups())
    return None


def _filled(german: str, values: tuple[str, ...]) -> str:
    def value(hole: re.Match[str]) -> str:
        given = values[int(hole[1])]
        if hole[2]:
            return {":day": _day, ":state": _state, ":spans": _spans}[hole[2]](given)
        return _quoted(sentences().get(given, given))

    return HOLE.sub(value, german).replace("{lang}", option("de"))


def _spans(text: str) -> str:
    """Spans of time in words: "16. Juli 1952 bis 31. Januar 1962"."""
    told = re.sub(r"\d{4}(-\d\d){0,2}", lambda found: _day(found[0]), text)
    return told.replace(" to today", " bis heute").replace(" to ", " bis ")


def _state(text: str) -> str:
    """The German name of a state by its English one."""
    from foedus.record import tables

    named = (span.name_de for spans in tables.states().values() for span in spans if span.name_en == text)
    return next(named, text)


def _day(text: str) -> str:
    try:
        return day(Date(text), "de")
    except ValueError:
        return text


def _quoted(text: str) -> str:
    """What Python quotes, in German quotation marks."""
    return f"\N{DOUBLE LOW-9 QUOTATION MARK}{text[1:-1]}\N{LEFT DOUBLE QUOTATION MARK}" if _is_quoted(text) else text


def _is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] and text[0] in "'\""


def told(error: FoedusError, lang: str) -> str:
    """An error's text in the reader's language."""
    if lang == "en":
        return error.text()
    what, why, hint = map(in_german, (error.what, error.why, error.hint))
    head = f"{error.where}: {what}" if error.where else what
    lines = [head, f"  Grund:   {why}" if why else "", f"  weiter:  {hint}" if hint else ""]
    return "\n".join(line for line in lines if line)


def help_text(english: str) -> str:
    """A text of a help page in German."""
    return _table("help")["texts"].get(english, english)


def help_page(page: str) -> str:
    """A help page whose texts are German already, with its heads in German too."""
    for english, german in _table("help")["heads"].items():
        page = page.replace(english, german)
    return page
