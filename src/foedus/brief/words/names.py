"""Names inside sentences: with the article that the language wants, in the case the sentence needs."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from foedus.ground.strict import Strict
from foedus.ground.toml import convert, shipped
from foedus.record.alliance import Name
from foedus.world import World

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


def alliance(name: Name, lang: str, case: str = "nom") -> str:
    """An alliance's short name in running text: "the CSTO", "NATO", "die OVKS", "den Warschauer Pakt"."""
    if lang == "de":
        return f"{ARTICLES[case][name.gender_de]} {_declined(name.short.de, case, name.gender_de)}"
    return f"the {name.short.en}" if name.article_en else name.short.en


#: An adjective that is declined ("Britisch-jordanisches", "Heilige", "Kleine"); those of places are not ("Warschauer").
ADJECTIVE = re.compile(r"(\S+(?:sch|al|ig)|Klein)(?:er|es|e)")


def _declined(short: str, case: str, gender: str) -> str:
    """A short name after its article: "der Arabischen Liga", "des Bündnisses China–Nordkorea"."""
    first, _, rest = short.partition(" ")
    found = ADJECTIVE.fullmatch(first) if rest else None
    if found:
        stem = found[1][0].lower() + found[1][1:] if "-" in first else found[1]
        weak = "e" if case == "nom" or (case == "acc" and gender != "m") else "en"
        return f"{stem}{weak} {_noun(rest, case, gender)}"
    if first.endswith("er") and rest[:1].isupper():
        return f"{first} {_noun(rest, case, gender)}"
    return _noun(short, case, gender)


def _noun(words: str, case: str, gender: str) -> str:
    """The words with their first one, the noun, in its case; abbreviations stay as they are."""
    noun, gap, rest = words.partition(" ")
    if case == "gen" and gender in "mn" and not noun.isupper() and (noun.endswith("nis") or not noun.endswith("s")):
        noun = f"{noun}ses" if noun.endswith("nis") else f"{noun}s"
    return f"{noun}{gap}{rest}"


def upper_first(text: str) -> str:
    """The text with its first letter as at the start of a sentence."""
    return text[:1].upper() + text[1:]
