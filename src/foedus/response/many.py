"""Many questions at once: each row of a table is asked as `invoke` would, and a bad one stops none of the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from foedus.ground.errors import FoedusError, QueryError, did_you_mean
from foedus.ground.given import a_day
from foedus.record.load import load
from foedus.response.answer import answer
from foedus.response.assumptions import own_assumptions
from foedus.response.model import DEFAULT, model_named
from foedus.response.question import recorded_question, resolve

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.response.question import Question
    from foedus.response.shape import Answer

#: A row with what is answered to it.
Answered = dict[str, str | float | bool | None]
#: The columns of a table of questions; `without` and `amend` hold names with blanks between.
ASKED_BY: Final = (
    "case", "alliance", "by", "on", "known", "threat", "adversary", "place", "request", "asked", "without", "amend",
)  # fmt: skip
#: What each answer adds: the ruling, chances with their 90 % intervals, soldiers of all together, the model and the
#: sha256 of a table of one's own if one was given, an error if any.
ANSWERED: Final = (
    "owed", "p_troops", "p_troops_low", "p_troops_high", "outlook", "p_act", "p_act_low", "p_act_high", "usual",
    "soldiers_q05", "soldiers_q50", "soldiers_q95", "model", "assumptions", "error",
)  # fmt: skip


def check_columns(columns: Iterable[str]) -> None:
    """Refuse a table with a column that no question has, or with one twice; raises `QueryError`."""
    seen: set[str] = set()
    for column in columns:
        if column in seen:
            raise QueryError(
                f"a question has the column {column!r} twice", hint="each column is named once in the first line"
            )
        seen.add(column)
        if column not in ASKED_BY:
            hint = did_you_mean(column, ASKED_BY, ", ".join(ASKED_BY))
            raise QueryError(f"a question has no column {column!r}", hint=hint)


def question_of(row: Mapping[str, str], runs: int, seed: int) -> Question:
    """A row as a question: a recorded case, or one of the asker's own; raises `QueryError` for what cannot be asked."""
    told = {key: value.strip() for key, value in row.items() if value and value.strip()}
    gone, changed = (tuple(told.pop(key, "").split()) for key in ("without", "amend"))
    known: dt.date | None = a_day(told.pop("known"), "known") if "known" in told else None
    if case := told.pop("case", ""):
        threat = told.pop("threat", None)
        if told:
            raise QueryError(f"a recorded case has its own {', '.join(told)}", hint="leave these cells empty")
        return recorded_question(case, known=known, threat=threat, without=gone, amend=changed, runs=runs, seed=seed)
    if lacking := [key for key in ("alliance", "by", "on", "threat") if key not in told]:
        raise QueryError(f"the question says no {', '.join(lacking)}", hint="fill the cell, or name a case")
    day = a_day(told.pop("on"))
    return resolve(
        alliance=told["alliance"], by=told["by"], on=day, known=known, threat=told["threat"],
        adversary=told.get("adversary", ""), place=told.get("place", ""), request=told.get("request", ""),
        asked=told.get("asked", ""), without=gone, amend=changed, runs=runs, seed=seed,
    )  # fmt: skip


def ask_each(
    rows: Iterable[Mapping[str, str]],
    *,
    runs: int = 2000,
    seed: int = 0,
    model: str = "",
    assumptions: Path | None = None,
) -> Iterator[Answered]:
    """Each row with what is answered to it; where it cannot be asked, `error` says why and the rest is empty."""
    speaks, record = model_named(model or DEFAULT), load()
    own = own_assumptions(assumptions, speaks.assumptions, speaks.version) if assumptions else None
    for row in rows:
        empty: Answered = dict.fromkeys(ANSWERED)
        try:
            found = answer(question_of(row, runs, seed), record=record, model=speaks, own=own)
        except FoedusError as error:
            yield {**row, **empty, "error": str(error).replace("\n", "; ")}
        else:
            yield {**row, **empty, **_flat(found)}


def _flat(found: Answer) -> Answered:
    troops, act, together = found.response["troops"], found.decision.p_adopted, found.soldiers
    return {
        "owed": found.ruling.owed,
        "p_troops": troops.p, "p_troops_low": troops.low, "p_troops_high": troops.high,
        "outlook": found.outlook.kind,
        "p_act": act.p, "p_act_low": act.low, "p_act_high": act.high,
        "usual": found.model.particular.usual if found.model.particular else None,
        "soldiers_q05": together.q05 if together else None,
        "soldiers_q50": together.q50 if together else None,
        "soldiers_q95": together.q95 if together else None,
        "model": found.model.version,
        "assumptions": found.model.assumptions.sha256 if found.model.assumptions else None,
    }  # fmt: skip
