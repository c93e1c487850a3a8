"""The sentences of the trace, in German and English, from one file of keys (`wording.toml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from foedus.ground.calendar import Date
from foedus.ground.logic import Truth
from foedus.record.entries import Label
from foedus.record.load import convert, read_toml

FILE = Path(__file__).parent / "wording.toml"
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


@cache
def sentences() -> dict[str, dict[str, Label]]:
    """All sentences: by key, then by truth ("true", "false", "unknown")."""
    return convert(read_toml(FILE), dict[str, dict[str, Label]], FILE)


def sentence(key: str, value: Truth, words: dict[str, Label]) -> Label:
    """The sentence of a key and truth with the words filled in."""
    truth = {True: "true", False: "false", None: "unknown"}[value]
    label = sentences()[key][truth]
    return Label(
        en=Template(label.en).substitute({k: v.en for k, v in words.items()}),
        de=Template(label.de).substitute({k: v.de for k, v in words.items()}),
    )


def day(date: Date, lang: str) -> str:
    """A date in words: "7 January 2022", "7. Januar 2022", "December 2010", "1992"."""
    parts = date.text.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[lang].split()[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    return f"{int(parts[2])}{'.' if lang == 'de' else ''} {month} {parts[0]}"
