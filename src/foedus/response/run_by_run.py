"""Two questions that differ in something, compared run by run: the change in each run, since both share their draws.

The interval of each of two answers is wide because little is known; most of that is the same in both. What a change
does is seen in the difference of the same run of both, which is much narrower (common random numbers).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.ground.errors import QueryError
from foedus.ground.label import Label
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.ground.terms import RESPONSES, Procedure, ResponseKind
from foedus.record.load import Record, load
from foedus.response.draws import Runs
from foedus.response.forecast import Forecast, Pull
from foedus.response.model import Model, model_named
from foedus.response.order_statistics import quantiles_at
from foedus.response.question import Question
from foedus.response.situation import Situation
from foedus.response.summary import HIGH, LOW, Chance, chance

#: A chance that moves by less in a run is told as the same (the step in which answers are told: a tenth of a point).
SAME = 0.001
#: Width of the classes into which the runs' differences are counted, in points of 1.
WIDTH = 0.05


class Shift(Strict, kw_only=True, frozen=True):
    """A chance in both answers, and what became of it in the same run.

    `mean`, `low` and `high` are the mean and the 5 % and 95 % quantiles over runs of the changed chance less the first,
    in -1..1; `up`, `down` and `same` the shares of runs in which it rises, falls or stays.
    """

    first: Chance
    changed: Chance
    mean: float
    low: float
    high: float
    up: float
    down: float
    same: float


class Grounds(Strict, kw_only=True, frozen=True):
    """What each answer rests on: whether help is owed and why, and who decides."""

    owed: bool | None
    reason: Label
    procedure: Procedure | None
    without: tuple[str, ...]
    amend: tuple[str, ...]
    threat: str


class PullMoved(Strict, kw_only=True, frozen=True):
    """What one thing in the case does to the chance of soldiers in both answers; 0 where it plays no part."""

    key: str
    text: Label
    first: float
    changed: float


class ShiftClass(Strict, kw_only=True, frozen=True):
    """The runs whose chance of soldiers changes by `low` up to `high`."""

    low: float
    high: float
    runs: int


class RunByRun(Shown, kw_only=True, frozen=True):
    """The difference of two answers under the same draws.

    `act` is the chance that the alliance does more than speak, `response` that of each answer, `members` each one's
    chance to send soldiers, for those present in both. `gone` are present in the first only. `spread` counts the runs
    by the change of the chance of soldiers; `pulls` are those whose effect differs.
    """

    first: Grounds
    changed: Grounds
    act: Shift
    response: dict[ResponseKind, Shift]
    members: dict[str, Shift]
    gone: tuple[str, ...]
    spread: tuple[ShiftClass, ...]
    pulls: tuple[PullMoved, ...]
    runs: int
    seed: int
    model: str


def run_by_run(
    first: Question, changed: Question, *, record: Record | None = None, model: Model | None = None
) -> RunByRun:
    """Compare two questions of one day and knowledge; their draws and seed must be the same, else `QueryError`."""
    shared = ("alliance", "by", "on", "known", "runs", "seed", "case")
    if apart := [name for name in shared if getattr(first, name) != getattr(changed, name)]:
        raise QueryError(
            f"the two questions differ in {', '.join(apart)}",
            why="they are compared run by run, under the same draws",
            hint="change members, rules or the threat only",
        )
    record, model = record or load(), model or model_named()
    one = Situation.of(first, record)
    two = Situation.of(changed, record, one.cases)
    before, after = model.forecast(one), model.forecast(two)
    troops = after.chance("troops") - before.chance("troops")
    return RunByRun(
        first=_side(one),
        changed=_side(two),
        act=_shift(before.act, after.act),
        response={kind: _shift(before.chance(kind), after.chance(kind)) for kind in RESPONSES},
        members=_members(before, after),
        gone=tuple(state for state in before.members if state not in after.members),
        spread=classes(troops),
        pulls=_pulls(before.basis.pulls, after.basis.pulls),
        runs=len(troops),
        seed=first.seed,
        model=model.version,
    )


def _side(situation: Situation) -> Grounds:
    question, ruling = situation.question, situation.ruling
    return Grounds(
        owed=ruling.owed,
        reason=ruling.reason,
        procedure=ruling.procedure or (situation.own if situation.ruled else None),
        without=question.without,
        amend=question.amend,
        threat=question.threat,
    )


def _shift(before: Runs, after: Runs) -> Shift:
    by = after - before
    low, high = quantiles_at(by, (LOW, HIGH))
    up, down = float((by >= SAME).mean()), float((by <= -SAME).mean())
    return Shift(
        first=chance(before), changed=chance(after), mean=float(by.mean()), low=low, high=high,
        up=up, down=down, same=max(1 - up - down, 0.0),
    )  # fmt: skip


def _members(before: Forecast, after: Forecast) -> dict[str, Shift]:
    """The chance of each to send soldiers at all, as an answer tells it."""
    found = {}
    for i, state in enumerate(before.members):
        if state in after.members:
            sent = before.sends[:, i] * before.chance("troops")
            then = after.sends[:, after.members.index(state)] * after.chance("troops")
            found[state] = _shift(sent, then)
    return found


def classes(by: NDArray[np.float64]) -> tuple[ShiftClass, ...]:
    """Differences counted in classes of `WIDTH`, from the lowest to the highest that is not empty; 0 begins one.

    >>> [(round(c.low, 2), c.runs) for c in classes(np.array([-0.06, -0.01, 0.0, 0.02, 0.11]))]
    [(-0.1, 1), (-0.05, 1), (0.0, 2), (0.05, 0), (0.1, 1)]
    """
    # (What is a step of rounding below a boundary belongs to the class above it.)
    which = np.floor(by / WIDTH + 1e-9).astype(int)
    first, last = int(which.min()), int(which.max())
    counts = np.bincount(which - first, minlength=last - first + 1)
    return tuple(
        ShiftClass(low=(first + i) * WIDTH, high=(first + i + 1) * WIDTH, runs=int(count))
        for i, count in enumerate(counts)
    )


def _pulls(before: tuple[Pull, ...], after: tuple[Pull, ...]) -> tuple[PullMoved, ...]:
    """The effects that differ, the one that differs most first."""
    one, two = ({pull.key: pull for pull in pulls} for pulls in (before, after))
    found = [
        PullMoved(
            key=key, text=(two.get(key) or one[key]).text,
            first=one[key].points if key in one else 0.0, changed=two[key].points if key in two else 0.0,
        )
        for key in {**one, **two}
    ]  # fmt: skip
    return tuple(
        sorted((p for p in found if abs(p.changed - p.first) >= SAME), key=lambda p: -abs(p.changed - p.first))
    )
