"""What measures say in words, in German and English, from one file of keys (`wording.toml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from foedus.ground.label import Label
from foedus.ground.toml import convert, shipped

FILE = Path(__file__).parent / "wording.toml"


@cache
def sentences(section: str) -> dict[str, Label]:
    """The sentences of a section by key."""
    return convert(shipped(FILE), dict[str, dict[str, Label]], FILE)[section]
