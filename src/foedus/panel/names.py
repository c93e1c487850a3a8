"""Names of a panel's states, in English or German: the name that a state bore on its last day of the year."""

from __future__ import annotations

import numpy as np

from foedus.ground.errors import QueryError
from foedus.panel.columns import Column
from foedus.panel.system import StateYears
from foedus.record import tables

LANGS = ("en", "de")


def names_of(states: StateYears, lang: str = "en") -> Column:
    """The name of each state-year's state; unknown for a state that the record does not have."""
    if lang not in LANGS:
        raise QueryError(f"there are no names of states in {lang!r}", hint="en or de")
    entries = [s for held in tables.states().values() for s in held]
    words = list(dict.fromkeys(s.name_de if lang == "de" else s.name_en for s in entries))
    place = {word: i for i, word in enumerate(words)}
    found = np.full(len(states.code), -1, np.int32)
    for state in sorted(entries, key=lambda s: s.since.first):
        code = state.cow if states.system == "cow" else state.gw
        last = state.until.first.year if state.until else 9999
        held = (states.code == (-1 if code is None else code)) & (states.year >= state.since.first.year)
        found[held & (states.year <= last)] = place[state.name_de if lang == "de" else state.name_en]
    return Column(np.maximum(found, 0), found >= 0, tuple(words))
