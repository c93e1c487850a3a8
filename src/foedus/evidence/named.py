"""Cases that readers know, forecast from the day before beside what happened; and questions that no case settles.

Which they are stands in `named.toml`. The answers are those of `foedus invoke`, whole: what is printed is what ships.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Final

from foedus.ground.calendar import parse_day
from foedus.ground.label import Label
from foedus.ground.logic import Truth
from foedus.ground.strict import Strict
from foedus.ground.terms import Request, ResponseKind, Threat
from foedus.ground.toml import convert, shipped
from foedus.record.load import Record
from foedus.response.answer import answer
from foedus.response.fitted.call import came
from foedus.response.question import Question, recorded_question, resolve
from foedus.response.reasons import Reason
from foedus.response.summary import Chance

FILE: Final = Path(__file__).parent / "named.toml"
RUNS: Final = 2000
#: Reasons that are told on each side.
TOLD: Final = 3


class KnownCase(Strict, kw_only=True, frozen=True):
    """A case that readers know by its title, as the record holds it: one call or several."""

    title: Label
    cases: tuple[str, ...]


class SupposedCall(Strict, kw_only=True, frozen=True):
    """A question of our own."""

    title: Label
    alliance: str
    by: str
    on: str
    threat: Threat
    adversary: str = ""
    place: str = ""


class NamedLists(Strict, kw_only=True, frozen=True):
    """Both lists."""

    told: tuple[KnownCase, ...]
    asked: tuple[SupposedCall, ...]


class NamedForecast(Strict, kw_only=True, frozen=True):
    """A forecast in brief; `happened`, `soldiers_came` and `case` only for a recorded call."""

    title: Label
    alliance: Label
    case: str | None
    known: str
    request: Request
    asked: ResponseKind
    owed: Truth
    troops: Chance
    usual: float
    calls: int
    came: int
    reasons: tuple[Reason, ...]
    beyond: tuple[Label, ...]
    response: ResponseKind | None
    soldiers_came: bool | None
    happened: Label | None


class NamedAnswers(Strict, kw_only=True, frozen=True):
    """All of both lists; `missing` are cases that the record does not hold."""

    told: tuple[tuple[Label, tuple[NamedForecast, ...]], ...]
    asked: tuple[NamedForecast, ...]
    missing: tuple[str, ...]


@cache
def names() -> NamedLists:
    """The lists that ship."""
    return convert(shipped(FILE), NamedLists, FILE)


def named(record: Record) -> NamedAnswers:
    """Forecast all of both lists."""
    told, missing = [], []
    for known in names().told:
        here = [c for c in known.cases if c in record.invocations]
        missing += [c for c in known.cases if c not in here]
        told.append((known.title, tuple(_before(case, record) for case in here)))
    return NamedAnswers(
        told=tuple(told), asked=tuple(_supposed(s, record) for s in names().asked), missing=tuple(missing)
    )


def _before(name: str, record: Record) -> NamedForecast:
    """A recorded call on what was known the day before."""
    case = record.invocations[name]
    eve = min(case.date.first, case.known.first) - dt.timedelta(days=1)
    question = recorded_question(name, known=eve, runs=RUNS, record=record)
    return _brief(question, record, case.title, came(case), case.response.kind, case.response.text)


def _supposed(asked: SupposedCall, record: Record) -> NamedForecast:
    question = resolve(
        alliance=asked.alliance, by=asked.by, on=parse_day(asked.on), threat=asked.threat, adversary=asked.adversary,
        place=asked.place, runs=RUNS, record=record,
    )  # fmt: skip
    return _brief(question, record, asked.title)


def _brief(
    question: Question,
    record: Record,
    title: Label,
    sent: bool | None = None,
    response: ResponseKind | None = None,
    text: Label | None = None,
) -> NamedForecast:
    found = answer(question, record=record)
    particular, narrow = found.model.particular, found.model.posterior[-1]
    pulls = [r for r in found.reasons if r.points is not None]
    sides = [[r for r in pulls if r.side == side][:TOLD] for side in ("for", "against")]
    return NamedForecast(
        title=title,
        alliance=record.alliances[question.alliance].names[-1].short,
        case=question.case or None,
        known=found.as_of["known"],
        request=found.invocation.request,
        asked=found.invocation.asked,
        owed=found.ruling.owed,
        troops=found.response["troops"],
        usual=particular.usual if particular else found.response["troops"].p,
        calls=narrow.cases,
        came=narrow.acted,
        reasons=tuple(r for side in sides for r in side),
        beyond=particular.beyond if particular else (),
        response=response,
        soldiers_came=sent,
        happened=text,
    )
