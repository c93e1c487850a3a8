"""The log scored: what has been decided, beside a coin and the usual case; the rest told apart, never left out.

Brier and log score as in `evidence.scores`: (p - y)^2 and minus the log of the chance given to what happened (nats,
that chance held to at least 1e-4); means over the decided questions. Questions that fell away count for nobody.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np

from foedus.evidence.log.chain import Log
from foedus.evidence.log.entries import LoggedForecast
from foedus.evidence.scores import LEAST
from foedus.ground.strict import Strict
from foedus.world import today

#: Below so many decided questions a mean score says nothing yet (a convention of display).
ENOUGH: Final = 20


class OneScore(Strict, kw_only=True, frozen=True):
    """A decided question: the chance given, what happened, and the two scores."""

    id: str
    p: float
    happened: bool
    brier: float
    log: float


class MeanScore(Strict, kw_only=True, frozen=True):
    """Means over `questions` decided ones; None without any."""

    forecast: str
    questions: int
    brier: float | None
    log: float | None


class LogScores(Strict, kw_only=True, frozen=True):
    """All decided questions with their means; the ids of those still open, overdue to be settled, and fallen away.

    `usual` is scored on the questions that have a usual case, with the model on the same ones (`model-usual`).
    """

    head: str
    scored: tuple[OneScore, ...]
    means: tuple[MeanScore, ...]
    open: tuple[str, ...]
    overdue: tuple[str, ...]
    void: tuple[str, ...]


def scores_of(log: Log, on: dt.date | None = None) -> LogScores:
    """The scores of a log as of a day."""
    day, outcomes = on or today(), log.outcomes
    decided: list[tuple[LoggedForecast, bool]] = []
    still: list[str] = []
    overdue: list[str] = []
    void: list[str] = []
    for name, forecast in log.forecasts.items():
        outcome = outcomes.get(name)
        if outcome is None:
            (overdue if forecast.question.closes < day else still).append(name)
        elif outcome.verdict == "void":
            void.append(name)
        else:
            decided.append((forecast, outcome.verdict == "happened"))
    rows = [
        OneScore(id=f.question.id, p=f.chance.p, happened=y, brier=_brier(f.chance.p, y), log=_surprise(f.chance.p, y))
        for f, y in decided
    ]
    known = [(f, f.usual, y) for f, y in decided if f.usual is not None]
    means = (
        _mean("model", [(f.chance.p, y) for f, y in decided]),
        _mean("coin", [(0.5, y) for _, y in decided]),
        _mean("model-usual", [(f.chance.p, y) for f, _, y in known]),
        _mean("usual", [(usual, y) for _, usual, y in known]),
    )
    return LogScores(
        head=log.head, scored=tuple(rows), means=means, open=tuple(still), overdue=tuple(overdue), void=tuple(void)
    )


def _mean(name: str, rows: list[tuple[float, bool]]) -> MeanScore:
    if not rows:
        return MeanScore(forecast=name, questions=0, brier=None, log=None)
    return MeanScore(
        forecast=name,
        questions=len(rows),
        brier=float(np.mean([_brier(p, y) for p, y in rows])),
        log=float(np.mean([_surprise(p, y) for p, y in rows])),
    )


def _brier(p: float, happened: bool) -> float:
    return float((p - happened) ** 2)


def _surprise(p: float, happened: bool) -> float:
    return float(-np.log(max(p if happened else 1 - p, LEAST)))
