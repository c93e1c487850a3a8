"""What queries say, in German and English, from one file of keys (`wording.toml`); words come in both languages too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from string import Template

from foedus.ground import days, numbers
from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.toml import convert, read_toml
from foedus.world import World

FILE = Path(__file__).parent / "wording.toml"


@cache
def sentences() -> dict[str, Label]:
    """All sentences by key."""
    return convert(read_toml(FILE), dict[str, Label], FILE)


def say(key: str, **words: Label | str) -> Label:
    """The sentence of a key with the words filled in; a missing key or word is an error."""
    return both(
        lambda lang: Template(sentences()[key].text(lang)).substitute(
            {k: v if isinstance(v, str) else v.text(lang) for k, v in words.items()}
        )
    )


def both(told: Callable[[str], str]) -> Label:
    """What is told in each language."""
    return Label(en=told("en"), de=told("de"))


def joined(labels: Iterable[Label | None], between: str = " ") -> Label:
    """Sentences one after the other; None says nothing."""
    said = [label for label in labels if label is not None]
    return both(lambda lang: between.join(label.text(lang) for label in said))


def number(value: float, digits: int = 0) -> Label:
    """A number as each language prints it."""
    return both(lambda lang: numbers.number(value, lang, digits))


def percent(share: float) -> Label:
    """A share as each language prints it."""
    return both(lambda lang: numbers.percent(share, lang))


def day(date: Date) -> Label:
    """A date in the words of each language."""
    return both(lambda lang: days.day(date, lang))


def name(world: World, code: str) -> Label:
    """A state's name in each language."""
    return both(lambda lang: world.name(code, lang))


def names(world: World, states: Iterable[str]) -> Label:
    """The names of states as a list in a sentence, in each reader's alphabet; "nobody" for none."""
    ids = list(states)
    nobody = sentences()["nobody"]
    return both(
        lambda lang: numbers.listing(numbers.alphabetical(world.name(s, lang) for s in ids), lang) or nobody.text(lang)
    )
