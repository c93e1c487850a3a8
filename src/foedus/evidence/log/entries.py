"""What stands in the log: a question about an open situation with its forecast, and later what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import ResponseKind, Threat
from foedus.response.summary import Chance

#: Under what the forecast holds: the occasion is already there and stays, or the state asks by the horizon.
Condition = Literal["as-it-stands", "if-asked"]
#: What came: what would count has happened, has not, or the question fell away (nobody asked by the horizon).
Verdict = Literal["happened", "not", "void"]


class OpenQuestion(Strict, kw_only=True, frozen=True):
    """A question about an open situation, as its author writes it.

    `until` is the horizon: the last day on which what would count may happen or, under "if-asked", on which the state
    may ask; then `answer_days` from the request are left for the answer. `event` is the response whose chance is
    forecast, `counts` what would count as it. `threats` are ids of the record that the question rests on.
    """

    id: str
    title: Label
    alliance: str
    by: str
    threat: Threat
    condition: Condition
    until: dt.date
    counts: Label
    adversary: str = ""
    place: str = ""
    asked: ResponseKind = "troops"
    event: ResponseKind = "troops"
    answer_days: int = 0
    threats: tuple[str, ...] = ()

    @property
    def closes(self) -> dt.date:
        """The last day that can decide it."""
        return self.until + dt.timedelta(days=self.answer_days)


class Spoke(Strict, kw_only=True, frozen=True):
    """The model that spoke: name, version, its fitted figures by sha256, the day of its vintage, seed, draws."""

    name: str
    version: str
    figures: str
    vintage: dt.date
    seed: int
    runs: int


class RecordThen(Strict, kw_only=True, frozen=True):
    """The record that it spoke from: version, day, and the sha256 of all its files and rules."""

    version: str
    date: dt.date
    sha256: str


class LoggedForecast(Strict, kw_only=True, frozen=True, tag="forecast", tag_field="kind"):
    """A question with its forecast on the day `made`; `usual` is that of a usual case, for soldiers."""

    n: int
    previous: str
    made: dt.date
    question: OpenQuestion
    chance: Chance
    usual: float | None
    model: Spoke
    record: RecordThen
    software: str
    hash: str


class LoggedOutcome(Strict, kw_only=True, frozen=True, tag="outcome", tag_field="kind"):
    """What came of the question `of`: the day it was decided, why, and where that can be read.

    A later outcome of the same question corrects an earlier one; both stay.
    """

    n: int
    previous: str
    made: dt.date
    of: str
    verdict: Verdict
    day: dt.date
    why: Label
    sources: tuple[str, ...]
    hash: str


Logged = LoggedForecast | LoggedOutcome
