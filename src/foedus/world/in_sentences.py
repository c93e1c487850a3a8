"""States inside sentences: with the article that the language wants, in the case the sentence needs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, shipped
from foedus.world.snapshot import World

FILE = Path(__file__).parent / "articles.toml"


class German(Strict, frozen=True):
    """A state's German gender (or "p", plural), its name in running text, and its dative where that is another."""

    name: str
    gender: Literal["", "f", "m", "n", "p"] = ""
    dative: str = ""


class Articles(Strict, frozen=True):
    """Which states take an article, by language: by id, or by the name of a time."""

    en: frozenset[str]
    de: dict[str, German]


@cache
def articles() -> Articles:
    """The table of articles."""
    return convert(shipped(FILE), Articles, FILE)


ARTICLES = {
    "nom": {"f": "die", "m": "der", "n": "das", "p": "die"},
    "acc": {"f": "die", "m": "den", "n": "das", "p": "die"},
    "dat": {"f": "der", "m": "dem", "n": "dem", "p": "den"},
    "gen": {"f": "der", "m": "des", "n": "des", "p": "der"},
    "von": {"f": "von der", "m": "vom", "n": "vom", "p": "von den"},
}


def state(world: World, code: str, lang: str, case: str = "nom") -> str:
    """A state's name in running text: "the United States", "die Türkei"; case "von": "vom Iran"."""
    if lang == "en":
        name = world.name(code)
        return f"the {name}" if {code, name} & articles().en else name
    own = articles().de.get(world.name(code, "de")) or articles().de.get(code)
    if own is None or not own.gender:
        name = own.name if own else world.name(code, "de")
        return f"von {name}" if case == "von" else name
    name = own.dative if case in ("dat", "von") and own.dative else own.name
    return f"{ARTICLES[case][own.gender]} {name}"


def many(world: World, code: str) -> bool:
    """Whether the state's German name is a plural and wants its verb so: "Estland ruft", "die USA rufen"."""
    own = articles().de.get(world.name(code, "de")) or articles().de.get(code)
    return own is not None and own.gender == "p"


def as_subject(world: World, code: str) -> Label:
    """The name with its article in English, bare in German, whose sentences put it in brackets or after a colon."""
    return Label(en=state(world, code, "en"), de=world.name(code, "de"))


def owned_by(world: World, code: str) -> Label:
    """Whose it is: "the Netherlands", "von den Niederlanden"."""
    return Label(en=state(world, code, "en"), de=state(world, code, "de", "von"))
