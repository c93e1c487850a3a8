"""States by name: what people call them in English and German, and their two-letter codes.

The names are the record's; `aliases.csv` adds what else a state is called in tables of the field. A name is that of a
state over a span: "West Germany" is none after 1990, and "Yugoslavia" is Serbia and Montenegro from 1992.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foedus.record import tables

ALIASES = Path(__file__).with_name("aliases.csv")
#: A name's last year where it has none.
OPEN = 9999


@dataclass(frozen=True, slots=True)
class Bearer:
    """A state under one of its names: its codes, and the first and last year."""

    iso3: str
    cow: int | None
    gw: int | None
    first: int
    last: int

    def code(self, system: str) -> int | None:
        """The state's code in a list of states, cow or gw."""
        return self.cow if system == "cow" else self.gw


def plain(name: str) -> str:
    """A name without accents, points, case and articles, so that spellings meet.

    >>> plain("Côte d'Ivoire"), plain("St. Lucia"), plain("The Gambia")
    ('cote divoire', 'saint lucia', 'gambia')
    """
    text = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = "".join(c if c.isalnum() else "" if c in "'’`." else " " for c in text)
    words = ["saint" if w in ("st", "sankt") else w for w in text.split()]
    return " ".join(w for w in words if w not in ("the", "die", "der"))


@cache
def named() -> dict[str, tuple[Bearer, ...]]:
    """Every plain name with the spans of the states that bear it; the state's own name before an alias of another."""
    spans: dict[str, list[Bearer]] = {}
    found: dict[str, list[Bearer]] = {}
    for state in (s for entries in tables.states().values() for s in entries):
        last = state.until.first.year if state.until else OPEN
        span = Bearer(state.id, state.cow, state.gw, state.since.first.year, last)
        spans.setdefault(state.name_en, []).append(span)
        for name in dict.fromkeys((plain(state.name_en), plain(state.name_de))):
            found.setdefault(name, []).append(span)
    for own, _, aliases in _rows():
        for alias in filter(None, map(plain, aliases.split(";"))):
            found.setdefault(alias, []).extend(s for s in spans.get(own, ()) if s not in found[alias])
    return {name: tuple(held) for name, held in found.items()}


def bearers(name: str) -> tuple[Bearer, ...]:
    """The spans of the states that bear a name, also one turned round: "Korea, South".

    >>> [s.iso3 for s in bearers("Korea, South")], [s.iso3 for s in bearers("Korea, Süd")], bearers("OECD")
    (['KOR'], ['KOR'], ())
    """
    found = named().get(plain(name))
    if found is None and name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        found = named().get(plain(f"{first} {last}")) or named().get(plain(first + last))
    return found or ()


@cache
def two_letters() -> dict[str, str]:
    """The alpha-3 code of each alpha-2 code.

    >>> two_letters()["NA"], two_letters()["XK"]
    ('NAM', 'XKX')
    """
    ids = {s.name_en: s.id for entries in tables.states().values() for s in entries}
    return {iso2: ids[name] for name, iso2, _ in _rows() if iso2 and name in ids}


def _rows() -> list[tuple[str, str, str]]:
    with ALIASES.open(newline="", encoding="utf-8") as file:
        rows = iter(csv.reader(file, strict=True))
        next(rows)
        return [(name, iso2, aliases) for name, iso2, aliases in rows]
