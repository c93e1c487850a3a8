"""Dates of known precision, half-open spans and the two clocks.

A record says "2010-12", and means some day of that month: a `Date` keeps what was written and the
first and last day it may be. A span runs from `since` up to, and not including, `until`. Every
question carries two clocks: `on` (true in the world on that day) and `known` (what could be known
by that day).
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from foedus.ground.errors import QueryError
from foedus.ground.logic import Truth

FIRST_YEAR = 1816
LAST_YEAR = 2100


class Date:
    """A day, month or year as it was written, with the first and last day that it may be.

    >>> Date("2010-12").first, Date("2010-12").last
    (datetime.date(2010, 12, 1), datetime.date(2010, 12, 31))
    >>> str(Date("2022-01-05"))
    '2022-01-05'
    """

    __slots__ = ("first", "last", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.first, self.last = _bounds(text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Date({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Date) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: Date) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @property
    def precise(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last

    def reached_by(self, day: dt.date) -> Truth:
        """Whether `day` is on or after this date; unknown inside an imprecise date."""
        if day >= self.last:
            return True
        return False if day < self.first else None


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    if isinstance(text, str) and len(text) == 10 and text[4] == text[7] == "-":
        try:
            day = dt.date.fromisoformat(text)  # most dates by far are whole days
            return day, day
        except ValueError:
            pass  # the plain reading below says what is wrong
    return plain_bounds(text)


def plain_bounds(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a text, read part by part; a `ValueError` says what is wrong with it."""
    parts = text.split("-") if isinstance(text, str) else []
    widths = [len(part) for part in parts]
    if widths not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdigit() for p in parts):
        raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, of_month = (int(parts[i]) if i < len(parts) else 0 for i in range(3))
    if year < 1:
        raise ValueError(f"{text!r}: there is no year {year}")
    if len(parts) > 1 and not 1 <= month <= 12:
        raise ValueError(f"{text!r}: there is no month {month}")
    if len(parts) == 1:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    length = monthrange(year, month)[1]
    if len(parts) == 2:
        return dt.date(year, month, 1), dt.date(year, month, length)
    if not 1 <= of_month <= length:
        raise ValueError(f"{text!r}: that month has {length} days")
    return dt.date(year, month, of_month), dt.date(year, month, of_month)


class _Dates(dict[str, Date]):
    """The date of each text that was asked for; a `ValueError` for what is none."""

    def __missing__(self, text: str) -> Date:
        found = self[text] = Date(text)
        return found


#: One object for each text: a record says the same days over and over.
DATES = _Dates()


def date_of(text: str) -> Date:
    """The date of a text, the same object each time."""
    return DATES[text]


def parse_day(text: str, name: str = "date") -> dt.date:
    """A full day from the user; an impossible or too distant one is a `QueryError` that says why."""
    try:
        date = Date(text)
    except ValueError as error:
        raise QueryError(
            f"--{name} cannot be {text!r}", why=str(error), hint="write a day such as 2022-01-07"
        ) from None
    if not date.precise:
        raise QueryError(
            f"--{name} {text} is not a single day",
            why="the record answers for one day at a time",
            hint=f"write a day such as {date.first.isoformat()}",
        )
    if not FIRST_YEAR <= date.first.year <= LAST_YEAR:
        raise QueryError(
            f"--{name} {text} is outside the record",
            why=f"the state system is recorded from {FIRST_YEAR} on",
            hint=f"use a day from {FIRST_YEAR}-01-01 to {LAST_YEAR}-12-31",
        )
    return date.first


def holds(since: Date, until: Date | None, day: dt.date) -> Truth:
    """Whether the half-open span [since, until) holds on `day`; unknown inside imprecise ends."""
    begun = since.reached_by(day)
    if begun is False or until is None:
        return begun
    ended = until.reached_by(day)
    if ended is True:
        return False
    return None if begun is None or ended is None else True


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two clocks of a question: `on`, the day it is about; `known`, the day of knowledge."""

    on: dt.date
    known: dt.date

    def knows(self, known: Date) -> bool:
        """Whether what became known on `known` was surely known by then."""
        return known.last <= self.known
