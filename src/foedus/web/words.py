"""The words of the pages, in German and English: a file per page under `wording/`, each key with both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from foedus.brief.words.messages import flat
from foedus.ground.parsed import parsed
from foedus.ground.toml import read_toml

FOLDER = Path(__file__).parent / "wording"


@cache
def messages(area: str) -> dict[str, dict[str, str]]:
    """All words of a page, by key and language."""
    path = FOLDER / f"{area}.toml"
    return flat(parsed(f"web-{area}", [path], dict[str, object], lambda: read_toml(path)), path.name)


def told(area: str, key: str, lang: str, **values: object) -> str:
    """The words of a key in a language, with values filled in; a missing key or value is an error."""
    return Template(messages(area)[key][lang]).substitute({k: str(v) for k, v in values.items()})
