"""Calls for help as JSON: the recorded ones, one of them, and the answer to a recorded or a hypothetical one."""

from __future__ import annotations

from foedus import api
from foedus.ground.terms import RESPONSES, THREATS
from foedus.record.case import Invocation
from foedus.record.load import load
from foedus.response import Answer
from foedus.response.model import MODELS
from foedus.response.question import REQUESTS
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import KNOWN, ON, WITHOUT, Body, Inquiry, Parameter, Route

#: The draws of an answer on the web, at most: enough for the third digit, and a second of work.
RUNS = Parameter("runs", "number", "Number of draws.", default=20_000, least=100, greatest=100_000)
#: What `invoke` can be asked, as `foedus.api.invoke` names it; a page with a form for it uses the same.
QUESTION = (
    Parameter("case", "case", "A recorded case by id or name; a question of one's own leaves it out."),
    Parameter("alliance", "alliance", "Whom the state asks."),
    Parameter("by", "state", "The state that asks."),
    ON,
    KNOWN,
    Parameter("threat", "choice", "What threatens it.", choices=THREATS),
    Parameter("adversary", "state", "The attacking state, if any."),
    Parameter("place", "text", "Where: a state or a place of the record."),
    Parameter("request", "choice", "How it asks.", choices=REQUESTS),
    Parameter("asked", "choice", "What is asked for.", choices=tuple(r for r in RESPONSES if r != "declined")),
    WITHOUT,
    Parameter("amend", "text", "A named change of the treaty; may be given again.", many=True, default=()),
    RUNS,
    Parameter("seed", "number", "Seed of the draws.", default=0),
    Parameter("history", "flag", "1: also what really happened.", default=False),
    Parameter("model", "choice", "The model that answers.", default="fitted", choices=tuple(MODELS)),
)

#: What a list of recorded calls can be narrowed to.
FILTERS = (
    Parameter("alliance", "alliance", "Only the calls on this alliance."),
    Parameter("state", "state", "Only the calls of this state, or for it."),
    Parameter("threat", "choice", "Only the calls because of this.", choices=THREATS),
    Parameter("asked", "choice", "Only the calls for this.", choices=tuple(r for r in RESPONSES if r != "declined")),
    Parameter("request", "choice", "Only the calls that were made so.", choices=REQUESTS),
    Parameter("answer", "choice", "Only the calls that were answered so.", choices=RESPONSES),
    Parameter("decade", "number", "Only the calls of the ten years from this one on.", least=1810, greatest=2090),
    Parameter("known", "day", "Only the calls that could be known by this day."),
)


def answer_to(asked: Inquiry) -> Answer:
    """The answer to the question of `QUESTION` in an address."""
    given = {p.name: asked[p.name] for p in QUESTION}
    empty = {name: value if value is not None else "" for name, value in given.items()}
    return api.invoke(**{**empty, "on": given["on"], "known": given["known"]})


def chosen(asked: Inquiry) -> list[Invocation]:
    """The recorded calls that the `FILTERS` of an address let through, in order of time."""
    decade, known = asked["decade"], asked["known"]
    found = (
        c for c in load().invocations.values()
        if asked["alliance"] in (None, c.alliance) and asked["state"] in (None, c.by, c.victim)
        and asked["threat"] in (None, c.threat) and asked["asked"] in (None, c.asked)
        and asked["request"] in (None, c.request) and asked["answer"] in (None, c.response.kind)
        and decade in (None, c.date.first.year // 10 * 10) and (known is None or c.known.first <= known)
    )  # fmt: skip
    return sorted(found, key=lambda c: (c.date.first, c.id))


def _all(asked: Inquiry) -> Body:
    return json_body(chosen(asked))


def _one(asked: Inquiry) -> Body:
    return json_body(load().invocations[asked["case"]])


def _answered(asked: Inquiry) -> Body:
    return json_body(answer_to(asked))


ROUTES = (
    Route(
        "api-invocations", f"{ROOT}/invocations", _all, gives=list[Invocation],
        parameters=FILTERS,
        summary="The recorded calls for help (foedus cases)",
    ),
    Route(
        "api-invocation", f"{ROOT}/invocations/{{case}}", _one, gives=Invocation,
        parameters=(Parameter("case", "case", "A recorded case by id or name."),),
        summary="One recorded call for help, as it stands in the record",
    ),
    Route(
        "api-invoke", f"{ROOT}/invoke", _answered, QUESTION, heavy=True, gives=Answer,
        summary="Who comes? The answer to a recorded case or a question of one's own (foedus invoke)",
    ),
)  # fmt: skip
