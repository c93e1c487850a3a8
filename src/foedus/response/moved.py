"""Which answers a change of the record moves: recorded calls asked of both records, and how alliances kept their word.

Rules of treaties, states, yearly figures and the fitted model are this program's on both sides; so what moves does so
by the entries alone. A call is asked about as known on the day it was made, so a later call moves no earlier answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from foedus.ground.errors import FoedusError
from foedus.ground.strict import Strict
from foedus.measures.reliability.recorded import helped
from foedus.record.load import Record
from foedus.response.answer import answer
from foedus.response.question import check_runs, recorded_question
from foedus.world import World

#: A chance that moves by less than this is told as unmoved (the step in which answers are told: a tenth of a point).
LEAST = 0.001


class Moved(Strict, kw_only=True, frozen=True):
    """One figure of an answer before and after; None where it could not be asked or is not known."""

    answer: str
    of: str
    figure: str
    old: float | bool | int | None
    new: float | bool | int | None


def moved(
    before: Record, after: Record, *, runs: int = 2000, seed: int = 0, step: Callable[[int, int], None] | None = None
) -> list[Moved]:
    """Every figure of every recorded call and alliance of either record that differs.

    Raises `QueryError` for too few or too many `runs`; a call that cannot be asked of a record has no figures there.
    """
    check_runs(runs)
    found: list[Moved] = []
    cases = sorted(before.invocations.keys() | after.invocations.keys())
    for done, case in enumerate(cases, 1):
        one, two = (_invoked(record, case, runs, seed) for record in (before, after))
        found += _apart("invoke", case, one, two)
        if step is not None:
            step(done, len(cases))
    for alliance in sorted(before.alliances.keys() | after.alliances.keys()):
        one, two = (_kept(record, alliance) for record in (before, after))
        found += _apart("reliability", alliance, one, two)
    return found


def _invoked(record: Record, case: str, runs: int, seed: int) -> dict[str, Any]:
    """The figures of the answer to a recorded call; empty where the record does not hold it or it cannot be asked."""
    if case not in record.invocations:
        return {}
    try:
        found = answer(recorded_question(case, runs=runs, seed=seed, record=record), record=record)
    except FoedusError:
        return {}
    chances = {f"p {kind}": chance.p for kind, chance in found.response.items()}
    return {"owed": found.ruling.owed, "p adopted": found.decision.p_adopted.p, **chances}


def _kept(record: Record, alliance: str) -> dict[str, Any]:
    """How an alliance kept its word, by all that is recorded."""
    if alliance not in record.alliances:
        return {}
    day = dt.date(2100, 1, 1)  # past all that is recorded, so that the day of asking does not matter
    found = helped(World.at(day, day, record), record.alliances[alliance])
    return {"calls": found.calls, "helped": len(found.helped), "mean": found.mean}


def _apart(answered: str, of: str, one: dict[str, Any], two: dict[str, Any]) -> Iterable[Moved]:
    for figure in {**one, **two}:
        old, new = one.get(figure), two.get(figure)
        both = isinstance(old, float) and isinstance(new, float)
        if old != new and not (both and abs(new - old) < LEAST):  # type: ignore[operator]
            yield Moved(answer=answered, of=of, figure=figure, old=old, new=new)
