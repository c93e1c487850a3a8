"""What followed a call: findings, each dated and sourced, of who governed, of the violence, the dead, the leaving.

A finding says one thing about one day. "Still in office" and "still going on" bound what nobody wrote the end of; what
no finding tells is unknown. `docs/reference/codebook.md` says who counts as the government and when violence is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.terms import Followed, Leaving, Phase
from foedus.record.case import Invocation
from foedus.record.entries import Report

OFFICE: Final[tuple[Followed, ...]] = ("in-office", "out-of-office", "back-in-office")


class Aftermath(Report, kw_only=True, frozen=True):
    """One finding about what followed a call: `what`, on `date`, about `person` or with figures, as somebody says.

    `in-office`, `violence-going-on` and `troops-there`: so on that day. `out-of-office`, `back-in-office`,
    `violence-ended`, `territory-lost`: from that day on. `deaths`: so many dead up to that day (low, best, high), in
    that `phase`. `said-to-leave`: on the day it became `known` the last soldiers were said to be gone by `date`.
    `person` is the head of the government for which help was asked, `how` the way out of office.
    """

    id: str
    case: str
    what: Followed
    date: Date
    person: Label | None = None
    how: Leaving | None = None
    phase: Phase | None = None


def oddities(found: Aftermath, case: Invocation | None) -> Iterator[str]:
    """What in a finding cannot be, each in words."""
    if case is None:
        yield f"the call {found.case!r} is not in the record"
        return
    if found.what in OFFICE and found.person is None:
        yield "say in `person` who governed"
    if (found.what == "out-of-office") != (found.how is not None):
        yield "`how` belongs to `out-of-office`, and to nothing else"
    if (found.what == "deaths") != (found.phase is not None):
        yield "`phase` belongs to `deaths`, and to nothing else"
    figures = any(value is not None for value in (found.low, found.best, found.high))
    if (found.what == "deaths") != figures:
        yield "figures belong to `deaths`, and to nothing else"
    if found.what == "said-to-leave":
        if found.date.last < found.known.first:
            yield f"the day on which they were to be gone ({found.date}) lies before it was said ({found.known})"
    elif found.known.last < found.date.first:
        yield f"known ({found.known}) before it happened ({found.date})"
    if found.date.last < case.date.first and found.phase != "before" and found.what != "out-of-office":
        yield f"it lies ({found.date}) before the call ({case.date})"
