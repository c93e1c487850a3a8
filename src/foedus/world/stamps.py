"""The stamp of an answer: which code and record it comes from, and what in it is older than the day asked about.

A figure is old where its year lies more than two years before the last full year: figures of 2022 are old from 2026 on.
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.ground.calendar import AsOf
from foedus.ground.strict import Strict
from foedus.ground.version import __version__
from foedus.record import version

#: From how many years before the last full year on a figure is said to be old (a convention).
OLD_AFTER_YEARS = 2


class Stamp(Strict, kw_only=True, frozen=True):
    """`ends_before`: the day asked about lies after the record's; `old_figures`: the year, by resource."""

    software: str
    version: str
    date: str
    ends_before: bool
    old_figures: dict[str, int]


def stamp(as_of: AsOf | None = None, years: Mapping[str, int | None] | None = None) -> Stamp:
    """The stamp of an answer about a day, with the year of the figures of each resource that went into it."""
    used = {key: year for key, year in (years or {}).items() if year is not None}
    return Stamp(
        software=__version__,
        version=version.VERSION,
        date=version.DATE,
        ends_before=as_of is not None and as_of.on.isoformat() > version.DATE,
        old_figures={k: y for k, y in used.items() if as_of is not None and as_of.on.year - 1 - y > OLD_AFTER_YEARS},
    )
