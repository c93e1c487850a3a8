"""A small world of wars, treaties and strengths, made by hand, for tests of the historic frames."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from foedus.evidence.frames.ally_in_war import ally_rows, past
from foedus.evidence.frames.background import Background
from foedus.evidence.frames.pacts import Pacts, Pledge
from foedus.evidence.frames.wars import Fighter, War


class Known(Background):
    """A background without files: strength by code, neighbours next in number, rivals ten apart."""

    def __init__(self) -> None:
        super().__init__(())

    def share(self, ccode, year):
        return ccode / 1000

    def rivals(self, a, b, year):
        return abs(a - b) == 10

    def near(self, a, b, year):
        return abs(a - b) == 1

    def distance(self, a, b, year):
        return 100.0 * abs(a - b)

    def together(self, a, b, day):
        return int(a + b == 5)

    def major(self, ccode, year):
        return ccode >= 50


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def fighter(ccode: int, side: int, on: str, began: bool = False, force: bool = True) -> Fighter:
    return Fighter(ccode, side, began, day(on), force)


def war(name: str, *fighters: Fighter, end: str = "") -> War:
    last = day(end) if end else max(f.day for f in fighters).replace(month=12, day=31)
    return War(name, name, name, tuple(fighters), last)


def pledge(treaty: int, ccode: int, *duties: str, start: str = "1900-01-01", end: str = "1999-12-31") -> Pledge:
    return Pledge(treaty, ccode, day(start), day(end), frozenset(duties or ("defense",)), False, False)


def world() -> tuple[list[War], Pacts]:
    """State 1 is bound to 2, 3 and 50 in one treaty; 20 and 21 by a promise of peace; two wars, one widening."""
    members = [pledge(7, c) for c in (1, 2, 3, 50)] + [pledge(8, c, "nonagg") for c in (20, 21, 1)]
    first = war(
        "first", fighter(20, 1, "1910-05-01", began=True), fighter(1, 2, "1910-05-01"), fighter(2, 2, "1910-05-01"),
        fighter(50, 2, "1911-03-01"),
    )  # fmt: skip
    second = war("second", fighter(1, 1, "1950-01-10", began=True), fighter(30, 2, "1950-01-10"))
    return [first, second], Pacts(members)


def rows(wars, pacts, name="small", first_only=False):
    known = Known()
    record = past(wars, pacts, known)
    return ally_rows(name, wars, pacts, known, record, record, first_only)


def later(one: War, ccode: int, days: int) -> War:
    """The war as it would have been had a state entered so many days later."""
    moved = (
        replace(f, day=f.day + dt.timedelta(days)) if f.ccode == ccode else f for f in one.fighters
    )  # fmt: skip
    return replace(one, fighters=tuple(moved), end=one.end + dt.timedelta(days))
