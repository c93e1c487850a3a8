"""Put open questions to the model and write down what it says; settle them when it is known what came.

A forecast is made on the day it is written, on what is known that day: no question can be dated back. The chance is
that of the answer `event`, of a call under the question's own condition; whether a state will ask is not forecast.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from foedus.charter.rules import RULES
from foedus.evidence.log.chain import Log, add, read
from foedus.evidence.log.entries import Condition, OpenQuestion, RecordThen, Spoke, Verdict
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, read_toml
from foedus.ground.version import __version__
from foedus.record.load import DATA, load
from foedus.record.version import DATE, VERSION
from foedus.response.answer import answer
from foedus.response.fitted.vintages import FILE as FIGURES
from foedus.response.fitted.vintages import vintage_of
from foedus.response.model import DEFAULT
from foedus.response.question import Question, resolve
from foedus.world import today

RUNS: Final = 20_000
SEED: Final = 0
#: Digits that are kept of a chance.
DIGITS: Final = 4
#: How far ahead a horizon may lie; beyond that nobody remembers the question (a convention).
FARTHEST: Final = dt.timedelta(days=3 * 366)


class Questions(Strict, kw_only=True, frozen=True):
    """A file of open questions."""

    question: tuple[OpenQuestion, ...]


def questions_in(file: Path) -> tuple[OpenQuestion, ...]:
    """The questions of a TOML file, `[[question]]` each; raises `RecordError` with the line for what does not fit."""
    found = convert(read_toml(file), Questions, file, guide="docs/reference/forecast-log.md").question
    if not found:
        raise QueryError(f"{file} holds no question", hint="see docs/reference/forecast-log.md")
    return found


def log_questions(file: Path, asked: tuple[OpenQuestion, ...], made: dt.date | None = None) -> Log:
    """Forecast questions and add them to the log, all or none. Raises `QueryError` for one that cannot be asked."""
    day = made or today()
    taken = set(read(file).forecasts) if file.exists() else set()
    for question in asked:
        if question.id in taken:
            raise QueryError(f"the log has a question {question.id!r} already", hint="give it an id of its own")
        taken.add(question.id)
        _check(question, day)
    return add(file, [_forecast(question, day) for question in asked])


def _check(question: OpenQuestion, day: dt.date) -> None:
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", question.id):
        raise QueryError(f"{question.id!r} is no id", hint="use small letters, digits and hyphens")
    if not day < question.until <= day + FARTHEST:
        raise QueryError(
            f"the horizon of {question.id}, {question.until}, is not after {day}, or too far ahead",
            hint="choose a day within three years",
        )
    if not 0 <= question.answer_days <= 366:
        raise QueryError(f"answer_days of {question.id} is out of range", hint="use 0 to 366")
    if (question.asked == "none") != (question.condition == "as-it-stands"):
        raise QueryError(
            f"{question.id} is about a call or about the situation as it stands, not both",
            hint='condition = "as-it-stands" goes with asked = "none"',
        )
    threats = load().threats
    for name in question.threats:
        if name not in threats:
            hint = did_you_mean(name, threats, "leave it out")
            raise QueryError(f"the record has no threat {name!r}", hint=hint)


def put(question: OpenQuestion, day: dt.date) -> Question:
    """The question as `invoke` asks it, on what is known on the day."""
    return resolve(
        alliance=question.alliance, by=question.by, on=day, known=day, threat=question.threat,
        adversary=question.adversary, place=question.place, asked=question.asked,
        request=_request(question.condition), runs=RUNS, seed=SEED,
    )  # fmt: skip


def _request(condition: Condition) -> str:
    return "formal" if condition == "if-asked" else "none"


def _forecast(question: OpenQuestion, day: dt.date) -> dict[str, Any]:
    found = answer(put(question, day))
    chance, particular = found.response[question.event], found.model.particular
    # Only of soldiers does the model know a usual case.
    usual = particular.usual if particular and question.event == "troops" else None
    return {
        "kind": "forecast",
        "made": day.isoformat(),
        "question": msgspec.to_builtins(question),
        "chance": {end: round(getattr(chance, end), DIGITS) for end in ("p", "low", "high")},
        "usual": None if usual is None else round(usual, DIGITS),
        "model": msgspec.to_builtins(
            Spoke(
                name=DEFAULT,
                version=found.model.version,
                figures=hashlib.sha256(FIGURES.read_bytes()).hexdigest(),
                vintage=vintage_of(day).day,
                seed=SEED,
                runs=RUNS,
            )
        ),
        "record": msgspec.to_builtins(
            RecordThen(version=VERSION, date=dt.date.fromisoformat(DATE), sha256=record_digest())
        ),
        "software": __version__,
    }


@cache
def record_digest() -> str:
    """The sha256 of the record and its rules: of every file's place and content, in order."""
    made = hashlib.sha256()
    for folder in (DATA, RULES):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in (".toml", ".csv")):
            made.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def verdict_of(text: str) -> Verdict:
    """What came, by its word; raises `QueryError` for any other."""
    for known in get_args(Verdict):
        if text == known:
            return known  # type: ignore[no-any-return]
    raise QueryError(f"{text!r} is not known as what came", hint="say happened, not or void")


def settle(
    file: Path,
    of: str,
    verdict: Verdict,
    day: dt.date | None,
    why: Label,
    sources: tuple[str, ...],
    *,
    correct: bool = False,
    made: dt.date | None = None,
) -> Log:
    """Write down what came of a question, by default on its last day.

    Raises `QueryError` for what cannot be said of it yet, or twice.
    """
    log, now = read(file), made or today()
    if of not in log.forecasts:
        hint = did_you_mean(of, log.forecasts, "foedus evidence log list shows them")
        raise QueryError(f"the log has no question {of!r}", hint=hint)
    forecast = log.forecasts[of]
    if of in log.outcomes and not correct:
        raise QueryError(
            f"what came of {of} stands in the log already",
            hint="--correct adds an outcome in its place; the old one stays",
        )
    last = forecast.question.closes
    day = day or last
    if verdict != "happened" and now <= last:
        raise QueryError(f"{of} is open until {last}", hint="that nothing came can be said from the next day on")
    if verdict == "void" and forecast.question.condition == "as-it-stands":
        raise QueryError(f"{of} cannot fall away", why="it does not depend on a request", hint="say happened or not")
    if not forecast.made < day <= min(now, last):
        raise QueryError(
            f"{day} lies outside the time of {of}", why=f"it runs from the day after {forecast.made} to {last}",
            hint="give the day on which it was decided, not a later one than today",
        )  # fmt: skip
    if verdict == "happened" and not sources:
        raise QueryError("what happened needs a source", hint="--source ADDRESS, more than once for more")
    entry = {
        "kind": "outcome", "made": now.isoformat(), "of": of, "verdict": verdict, "day": day.isoformat(),
        "why": {"en": why.en, "de": why.de}, "sources": list(sources),
    }  # fmt: skip
    return add(file, [entry])
