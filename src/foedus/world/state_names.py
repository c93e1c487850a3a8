"""Which state is meant: by ISO id, name in either language, COW or Gleditsch-Ward number, or abbreviation.

An ISO id comes first: "AUS" is Australia, though Correlates of War so abbreviates Austria. A number that the two lists
give to different states means the one that was there on the day.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from foedus.record import tables


def meant(text: str, on: dt.date) -> str | None:
    """The id of the state that is meant, or None where nothing in the record is called so."""
    word = text.strip().casefold()
    if word.upper() in tables.states():
        return word.upper()
    if word.isascii() and word.isdigit() and len(word) <= 4:
        bearers = _numbered().get(int(word), ())
        there = [id for id in bearers if any(s.existed(on) for s in tables.states()[id])]
        return next(iter([*there, *bearers]), None)
    return names().get(word)


@cache
def names() -> dict[str, str]:
    """Ids by name in both languages and by abbreviation, in small letters."""
    found = {}
    for key, spans in tables.states().items():
        for span in spans:
            found[span.name_en.casefold()] = found[span.name_de.casefold()] = key
    for abbreviation, key in tables.abbreviations().items():
        found.setdefault(abbreviation.casefold(), key)
    return found


@cache
def spelled(on: dt.date | None = None) -> tuple[str, ...]:
    """Every id and name as it is written, for hints; of the states that are there on a day only, where one is given."""
    states = {k: s for k, s in tables.states().items() if on is None or any(x.existed(on) for x in s)}
    return (*states, *{n: 0 for spans in states.values() for s in spans for n in (s.name_en, s.name_de)})


@cache
def _numbered() -> dict[int, tuple[str, ...]]:
    """Ids by number in either list."""
    found: dict[int, dict[str, None]] = {}
    for key, spans in tables.states().items():
        for span in spans:
            for number in (span.cow, span.gw):
                if number is not None:
                    found.setdefault(number, {})[key] = None
    return {number: tuple(keys) for number, keys in found.items()}
