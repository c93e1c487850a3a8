"""Words from keys, in German and English: one file per area under `wording/`, each key with both languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Literal

from foedus.ground.errors import QueryError, RecordError
from foedus.ground.toml import shipped

Lang = Literal["en", "de"]
LANGS: tuple[Lang, ...] = ("en", "de")
FOLDER = Path(__file__).parent / "wording"


@cache
def words(area: str) -> dict[str, dict[str, str]]:
    """All messages of an area, by key and language."""
    return flat(shipped(FOLDER / f"{area}.toml"), f"{area}.toml")


def flat(table: dict[str, Any], file: str) -> dict[str, dict[str, str]]:
    """The messages of a wording file by key ("key" or "table.key"); a `RecordError` where one lacks a language."""
    found: dict[str, dict[str, str]] = {}
    for key, value in table.items():
        if set(value) == set(LANGS):
            found[key] = value
            continue
        for inner, label in value.items():
            if set(label) != set(LANGS):
                raise RecordError(f"{key}.{inner} needs en and de", where=f"wording/{file}")
            found[f"{key}.{inner}"] = label
    return found


def say(area: str, key: str, lang: str, **values: object) -> str:
    """The message of a key in a language, with values filled in; a missing key or value is an error."""
    return Template(words(area)[key][lang]).substitute({k: str(v) for k, v in values.items()})


def in_number(count: int) -> str:
    """The end of the key of a sentence that counts.

    >>> in_number(0), in_number(1), in_number(7)
    ('none', 'one', 'many')
    """
    return "none" if count == 0 else "one" if count == 1 else "many"


def term(vocabulary: str, value: str, lang: str) -> str:
    """The label of a word of a closed vocabulary."""
    return words("terms")[f"{vocabulary}.{value}"][lang]


#: What people call the two languages; of a locale such as de_DE.UTF-8 the first part counts.
CALLED: dict[str, Lang] = {
    "en": "en", "eng": "en", "english": "en", "englisch": "en",
    "de": "de", "deu": "de", "ger": "de", "german": "de", "deutsch": "de",
}  # fmt: skip


def language(text: str) -> Lang:
    """The language asked for, in any case and also as a locale; anything else is a `QueryError`.

    >>> language("DE"), language("de_AT.UTF-8"), language("German")
    ('de', 'de', 'de')
    """
    found = CALLED.get(re.split(r"[-_.@]", text.strip().casefold())[0])
    if found is None:
        raise QueryError(
            f"there is no language {text!r}",
            why="Foedus speaks English and German",
            hint="use --lang de or --lang en, or set FOEDUS_LANG to one of them",
        )
    return found


#: Chances in words, the same steps in both languages: upper bound and key of `terms.toml`.
STEPS: tuple[tuple[float, str], ...] = (
    (0.10, "very-unlikely"),
    (0.33, "unlikely"),
    (0.66, "even"),
    (0.90, "likely"),
    (1.01, "very-likely"),
)


def likelihood(p: float, lang: str) -> str:
    """A chance in the words of the editorial table."""
    key = next(key for bound, key in STEPS if p < bound)
    return term("likelihood", key, lang)


#: Cases of which a frequency counts: as many as a picture has dots, so that text and picture say the same.
CASES = 20


def frequency(p: float, lang: str) -> str:
    """A chance as a frequency: "about 7 in 20"; never 0 or all of them.

    >>> frequency(0.35, "en"), frequency(0.02, "de"), frequency(0.97, "en")
    ('about 7 in 20', 'weniger als 1 von 20', 'more than 19 in 20')
    """
    if p < 1 / CASES:
        return say("terms", "frequency.less", lang, count=1, of=CASES)
    if p > 1 - 1 / CASES:
        return say("terms", "frequency.more", lang, count=CASES - 1, of=CASES)
    return say("terms", "frequency.about", lang, count=round(p * CASES), of=CASES)
