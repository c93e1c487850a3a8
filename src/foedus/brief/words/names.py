"""Names inside sentences: with the article that the language wants, in the case the sentence needs."""

from __future__ import annotations

import re

from foedus.record.alliance import Name
from foedus.world.in_sentences import ARTICLES, many, state

__all__ = ["ARTICLES", "alliance", "many", "state", "upper_first"]


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
