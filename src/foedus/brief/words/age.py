"""What a reader must know of an answer's age: figures older than the day asked about, a day after the record's own."""

from __future__ import annotations

from foedus.brief.words.messages import say, term
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.world import Stamp


def remarks(stamp: Stamp, lang: str) -> list[str]:
    """The sentences, none where all is fresh."""
    closed, found = day(Date(stamp.date), lang), []
    if stamp.ends_before:
        found.append(say("brief", "record-ends", lang, day=closed))
    if stamp.old_figures:
        which = "; ".join(_of(year, stamp, lang) for year in sorted(set(stamp.old_figures.values())))
        found.append(say("brief", "old-figures", lang, which=which, version=stamp.version, day=closed))
    return found


def _of(year: int, stamp: Stamp, lang: str) -> str:
    """The resources whose figures are of the year."""
    named = [term("concept", key, lang) for key, used in stamp.old_figures.items() if used == year]
    return say("brief", "figures-of", lang, year=year, which=", ".join(named))
