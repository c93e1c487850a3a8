"""The record's cases as evidence: what was known by a day of what had happened before it, by class.

No case is evidence for itself, and none counts whose answer was not known by `known`. The ruling of each case is
computed by the charter engine, not typed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from foedus.charter import owed, recorded
from foedus.ground.calendar import AsOf
from foedus.ground.logic import Truth
from foedus.ground.terms import ACTS, GROUPS, SINCE, ResponseKind
from foedus.record.case import Invocation
from foedus.record.load import Record
from foedus.world import World


@dataclass(frozen=True, slots=True)
class Features:
    """What a case is classed by: how much was asked, kind of threat, ruling, alliance."""

    asked: str
    group: str
    owed: Truth
    alliance: str


@dataclass(frozen=True)
class Precedent:
    """A known case with the most that came of it; `judge` finds its class when that is asked for."""

    case: Invocation
    judge: Callable[[], Features]

    @cached_property
    def features(self) -> Features:
        """The class of the case."""
        return self.judge()

    @property
    def acted(self) -> bool:
        """Whether the alliance did more than speak."""
        return self.case.response.kind in ACTS


def asked_class(asked: ResponseKind, request: str) -> str:
    """ "help" (soldiers, arms, observers), "words" (consultation, a statement), or "nothing" was asked for."""
    if request == "none" or asked == "none":
        return "nothing"
    return "help" if asked in ACTS else "words"


def precedents(record: Record, as_of: AsOf, exclude: str = "") -> list[Precedent]:
    """All cases before `on` whose answer was known by `known`, by date; `exclude` is the case asked about.

    A question of today learns from the calls since `SINCE`, one about an earlier day from those of its own age.
    """
    found = []
    age = as_of.on.year >= SINCE
    for case in record.invocations.values():
        known = as_of.knows(case.known) and as_of.knows(case.response.known)
        # Whoever is invited against the government in office does not answer an ally's call.
        same = (case.date.first.year >= SINCE) is age
        if case.id != exclude and known and same and case.date.first < as_of.on and case.request != "faction":
            found.append(Precedent(case, partial(features, record, case, as_of.known)))
    return sorted(found, key=lambda p: (p.case.date.first, p.case.id))


def features(record: Record, case: Invocation, known: dt.date) -> Features:
    """The class of a recorded case, its ruling judged with what was known by `known`."""
    world = World.at(case.date.first, known, record)
    return Features(
        asked=asked_class(case.asked, case.request),
        group=GROUPS[case.threat],
        owed=owed(world, record.alliances[case.alliance], recorded(case)),
        alliance=case.alliance,
    )
