"""The lands of states that are not one country of the file of outlines: of several parts, vanished, or divided."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from foedus.brief.graphics.topology import FILE, Place
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, read_toml

LANDS = FILE.with_name("lands.toml")


class Division(Strict, kw_only=True, frozen=True):
    """A vanished border through a country that is drawn whole: `part` of it, east of the line, was a state's."""

    state: str
    whole: str
    part: str
    line: tuple[Place, ...]
    islands_east_of: float


class Lands(Strict, kw_only=True, frozen=True):
    """What the map calls some states, the parts of others, by alpha-3 code, and the country that was divided."""

    codes: dict[str, str]
    parts: dict[str, tuple[str, ...]]
    divided: Division


@cache
def lands(path: Path = LANDS) -> Lands:
    """The lands of the file beside the outlines."""
    return convert(read_toml(path), Lands, path)
