"""The building blocks of the record: labels, sources, reports, spans. Every entry is sourced and dated.

Entries are frozen msgspec structs: unknown fields, wrong types and impossible dates are refused at the gate.
`known` is the day from which the entry could be known; `until_known` the day from which its end could be.
"""

from __future__ import annotations

import datetime as dt
from math import isfinite

from foedus.ground.calendar import AsOf, Date, holds
from foedus.ground.label import Label
from foedus.ground.logic import Truth
from foedus.ground.strict import Strict
from foedus.ground.terms import Read, SourceKind


class Source(Strict, kw_only=True, frozen=True):
    """A source a reader can open; `read` says how much of it the curator read."""

    title: str
    publisher: str
    kind: SourceKind
    read: Read
    url: str = ""
    date: Date | None = None
    author: str = ""
    language: str = "en"
    licence: str = ""
    note: str = ""


class Entry(Strict, kw_only=True, frozen=True):
    """Anything the record asserts: known from a day, from sources."""

    known: Date
    sources: tuple[str, ...]
    note: str = ""


class Spanned(Entry, kw_only=True, frozen=True):
    """An entry that is true over the half-open span [since, until)."""

    since: Date
    until: Date | None = None
    until_known: Date | None = None

    def end(self, known: dt.date) -> Date | None:
        """The end of the span as far as it was known on `known`."""
        if self.until is None:
            return None
        return self.until if (self.until_known or self.until).last <= known else None

    def holds(self, as_of: AsOf) -> Truth:
        """Whether the entry is true on `on`, judged with what was known; unknown entries do not hold."""
        if not as_of.knows(self.known):
            return False
        return holds(self.since, self.end(as_of.known), as_of.on)


class Report(Entry, kw_only=True, frozen=True):
    """A figure that somebody reports: low <= best <= high, in the unit of the field it stands in.

    `since`/`until` bound the days the figure is about; `according_to` names who says so where it is disputed.
    """

    low: float | None = None
    best: float | None = None
    high: float | None = None
    according_to: Label | None = None
    since: Date | None = None
    until: Date | None = None
    text: Label | None = None

    def __post_init__(self) -> None:
        figures = [value for value in (self.low, self.best, self.high) if value is not None]
        if not all(isfinite(value) and value >= 0 for value in figures):
            raise ValueError("a report must be a finite number and not negative")
        if figures != sorted(figures):
            raise ValueError("a report needs low <= best <= high")

    def about(self, as_of: AsOf) -> bool:
        """Whether the figure was known and is about the day asked for (or about no particular day)."""
        if not as_of.knows(self.known):
            return False
        if self.since is None:
            return True
        return holds(self.since, self.until, as_of.on) is not False


class Contribution(Report, kw_only=True, frozen=True):
    """What one state brings: soldiers (or arms, observers) to a force, mission or response."""

    state: str
    kind: str = "troops"


class Range(Strict, kw_only=True, frozen=True):
    """Reports of one quantity side by side, summed up: the lowest, the latest best, the highest."""

    low: float | None
    best: float | None
    high: float | None
    reports: tuple[Report, ...] = ()


def summarise(reports: tuple[Report, ...], as_of: AsOf) -> Range:
    """The known reports about a day as one range; contradicting sources widen it, none is dropped.

    `best` is the best figure of the first report in the record's order (the curator puts the most
    authoritative first); low and high are the extremes of all. No report gives None, never 0.
    """
    about = tuple(report for report in reports if report.about(as_of))
    figures = [v for r in about for v in (r.low, r.best, r.high) if v is not None]
    if not figures:
        return Range(low=None, best=None, high=None, reports=about)
    best = next((v for r in about for v in (r.best, r.high, r.low) if v is not None), None)
    return Range(low=min(figures), best=best, high=max(figures), reports=about)
