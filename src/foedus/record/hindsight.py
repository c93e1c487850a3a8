"""An entry of a case is not known before the first source that tells it, nor before the act it names.

A question asked as of a day sees what is `known` by then. Where an entry is dated to the event and its sources are
of the weeks after, the past is told what it could not know.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from foedus.ground.calendar import Date
from foedus.record.case import Circumstance, Position
from foedus.record.entries import Entry, Source

FRESH = dt.timedelta(days=1)
"""A paper of the morning after reports what was public the day before."""

AFRESH = dt.timedelta(days=366)
"""News is told within a year. What is told later looks back, and may well tell what was public on the day."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATED = re.compile(rf"\b(?:({'|'.join(MONTHS)}) )?((?:1[89]|20)\d\d)\b")


def hindsight(path: str, entry: Any, sources: dict[str, Source]) -> Iterator[str]:
    """Findings where `known` lies before all sources of the time, or before an act that the entry itself dates."""
    if not isinstance(entry, Entry):
        return
    first = first_source(entry, sources)
    if first is not None:
        day, key = first
        if FRESH < day.first - entry.known.last <= AFRESH:
            yield (
                f"{path}: known {entry.known}, but its first source is of {day} ({key}); "
                "cite a source of the day, or let it be known later"
            )
    if isinstance(entry, Circumstance | Position):
        for act in dated_acts(entry):
            if act.first > entry.known.last:
                yield f"{path}: known {entry.known}, but it tells of {act}; let it be known later, or leave that out"


def first_source(entry: Entry, sources: dict[str, Source]) -> tuple[Date, str] | None:
    """The earliest date among the entry's sources with its id; None where one of them has no date."""
    found = []
    for key in entry.sources:
        source = sources.get(key)
        if source is None or source.date is None:
            return None
        found.append((source.date, key))
    return min(found, key=lambda pair: (pair[0].first, pair[0].last), default=None)


def dated_acts(entry: Circumstance | Position) -> Iterator[Date]:
    """The months and years that the English words of a circumstance or position name."""
    words = entry.text.en if isinstance(entry, Position) else f"{entry.according_to.en}. {entry.text.en}"
    for month, year in _DATED.findall(words):
        yield Date(f"{year}-{MONTHS.index(month) + 1:02}" if month else year)
