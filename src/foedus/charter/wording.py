"""The sentences of the trace, in German and English, from one file of keys (`wording.toml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from foedus.ground.label import Label
from foedus.ground.logic import Truth
from foedus.ground.toml import convert, shipped

FILE = Path(__file__).parent / "wording.toml"


@cache
def sentences() -> dict[str, dict[str, Label]]:
    """All sentences: by key, then by truth ("true", "false", "unknown")."""
    return convert(shipped(FILE), dict[str, dict[str, Label]], FILE)


def sentence(key: str, value: Truth, words: dict[str, Label]) -> Label:
    """The sentence of a key and truth with the words filled in."""
    truth = {True: "true", False: "false", None: "unknown"}[value]
    label = sentences()[key][truth]
    return Label(
        en=Template(label.en).substitute({k: v.en for k, v in words.items()}),
        de=Template(label.de).substitute({k: v.de for k, v in words.items()}),
    )


def begun(label: Label) -> Label:
    """The sentence with a capital at its beginning."""
    return Label(en=label.en[:1].upper() + label.en[1:], de=label.de[:1].upper() + label.de[1:])
