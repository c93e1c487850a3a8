"""What a change of a question does, as JSON: the difference run by run, under the same draws."""

from __future__ import annotations

import datetime as dt
from typing import Any

from foedus.ground.errors import QueryError
from foedus.ground.terms import THREATS
from foedus.response import Question, recorded_question, resolve
from foedus.response.model import Model, model_named
from foedus.response.run_by_run import RunByRun, run_by_run
from foedus.web.json_api.invocations import QUESTION
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import Body, Inquiry, Parameter, Route

#: The question, and what is changed in it: `without`, `amend` and `instead`.
CHANGED = (
    *(p for p in QUESTION if p.name != "history"),
    Parameter("instead", "choice", "Another threat in the changed question.", choices=THREATS),
)
OWN = ("alliance", "by", "threat", "adversary", "place", "request", "asked")


def model_of(asked: Inquiry) -> Model:
    """The model that answers both."""
    return model_named(asked["model"])


def first_of(asked: Inquiry) -> Question:
    """The question with nothing changed."""
    return _question(asked, without=(), amend=(), threat=asked["threat"] or "")


def changed_of(asked: Inquiry) -> Question:
    """The question with everything changed that is to be."""
    threat = asked["instead"] or asked["threat"] or ""
    return _question(asked, without=asked["without"], amend=asked["amend"], threat=threat)


def _question(asked: Inquiry, *, without: tuple[str, ...], amend: tuple[str, ...], threat: str) -> Question:
    own: dict[str, Any] = {name: asked[name] or "" for name in OWN if name != "threat"}
    draws = {"runs": asked["runs"], "seed": asked["seed"]}
    if asked["case"]:
        if ignored := [name for name, value in (*own.items(), ("on", asked["on"])) if value]:
            raise QueryError(
                f"a recorded case has its own {', '.join(ignored)}",
                hint="leave them out, or leave out the case and ask a question of your own",
            )
        return recorded_question(
            asked["case"], known=asked["known"], threat=threat or None, without=without, amend=amend, **draws
        )
    if not (asked["alliance"] and asked["by"] and threat and isinstance(asked["on"], dt.date)):
        raise QueryError("a question needs alliance, by, on and threat", hint="or name a recorded case")
    return resolve(
        on=asked["on"], known=asked["known"], threat=threat, without=without, amend=amend, **own, **draws
    )  # fmt: skip


def difference_of(asked: Inquiry) -> RunByRun:
    """The changed question against the first."""
    return run_by_run(first_of(asked), changed_of(asked), model=model_of(asked))


def _compared(asked: Inquiry) -> Body:
    return json_body(difference_of(asked))


ROUTES = (
    Route(
        "api-what-if", f"{ROOT}/what-if", _compared, CHANGED, heavy=True, gives=RunByRun,
        summary="What a change does to an answer, run by run under the same draws",
    ),
)  # fmt: skip
