"""What a crisis is computed from: the question, the ground it is played on, both armed forces, the tables; one gate."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

import msgspec

from foedus.ground.errors import QueryError
from foedus.ground.terms import Procedure
from foedus.ground.version import __version__
from foedus.record.load import Record, load
from foedus.record.version import VERSION as RECORD
from foedus.response.assumptions import Assumptions, read_assumptions
from foedus.response.model import Model, model_named
from foedus.response.question import Question, recorded_question
from foedus.response.situation import Situation
from foedus.world import figures

Ground = Literal["unrest", "war", "none"]
FILE = Path(__file__).parent / "assumptions.toml"
VERSION = "crisis-1"
#: Runs of the response model that are drawn together; a property of the draws, not of the machine.
BLOCK = 20_000
MOST_RUNS, MOST_DAYS = 100_000_000, 365
DAYS: Final = 60
#: On which ground a threat is played, if on any.
GROUNDS: Final[dict[str, Ground]] = {
    "internal-unrest": "unrest", "external-attack": "war", "cross-border-raid": "war",
}  # fmt: skip
#: What is drawn from the table of assumptions on each ground, in the order of the kernels' columns.
ASSUMED: Final[dict[Ground, tuple[str, ...]]] = {
    "unrest": (
        "legitimacy", "legitimacy-swing", "order", "soldier-worth", "active-at-first", "spread", "jail-days", "sight",
    ),
    "war": ("engaged-own", "engaged-foe", "toll-own", "toll-foe", "days-of-fighting", "breaks-at"),
    "none": (),
}  # fmt: skip


def crisis_assumptions() -> Assumptions:
    """What the illustration takes for granted, by name."""
    return read_assumptions(FILE)


@dataclass(frozen=True)
class CrisisPlan:
    """A crisis before it is run. own, foe: the armed forces of the state in need and of the adversary, in soldiers.

    `why` says in English why there is no ground, where there is none.
    """

    situation: Situation
    model: Model
    table: Assumptions
    runs: int
    days: int
    ground: Ground
    own: float
    foe: float
    why: str

    @property
    def seed(self) -> int:
        """The seed of all draws."""
        return self.situation.question.seed

    @cached_property
    def as_asked(self) -> dict[str, str | int | float]:
        """Everything that the figures hang on, for a folder to be told by: nothing else moves them."""
        question = self.situation.question
        asked = {name: getattr(question, name) for name in question.__struct_fields__ if name != "runs"}
        ruling = self.situation.ruling
        tables = msgspec.json.encode([self.model.assumptions, self.table], order="sorted")
        return {
            **{name: _plain(value) for name, value in asked.items()},
            "procedure": ruling.procedure or self.situation.own,
            "runs": self.runs, "days": self.days, "ground": self.ground,
            "model": self.model.version, "crisis": VERSION, "version": __version__, "record": RECORD,
            "assumptions": hashlib.sha256(tables).hexdigest()[:16],
        }  # fmt: skip


def _plain(value: object) -> str | int:
    return value if isinstance(value, int) else " ".join(value) if isinstance(value, tuple) else str(value)


def check_crisis_runs(runs: int, days: int) -> None:
    """Raise `QueryError` for a number of runs or days that cannot be meant."""
    if not 100 <= runs <= MOST_RUNS:
        raise QueryError(f"--runs {runs} is out of range", hint=f"use 100 to {MOST_RUNS}")
    if not 2 <= days <= MOST_DAYS:
        raise QueryError(f"--days {days} is out of range", hint=f"use 2 to {MOST_DAYS}")


def plan_of(
    case: str,
    *,
    runs: int,
    days: int = DAYS,
    seed: int = 0,
    without: tuple[str, ...] = (),
    known: dt.date | None = None,
    threat: str | None = None,
    procedure: Procedure | None = None,
    model: Model | None = None,
    table: Assumptions | None = None,
    record: Record | None = None,
) -> CrisisPlan:
    """The plan of a recorded case; whatever cannot be asked raises `QueryError`."""
    check_crisis_runs(runs, days)
    record = record or load()
    question = recorded_question(
        case, known=known, threat=threat, without=without, runs=BLOCK, seed=seed, record=record
    )
    situation = Situation.of(question, record)
    if procedure is not None:
        ruling = msgspec.structs.replace(situation.ruling, procedure=procedure)
        situation = replace(situation, ruling=ruling)
    return planned(situation, model or model_named(), table or crisis_assumptions(), runs, days)


def planned(situation: Situation, model: Model, table: Assumptions, runs: int, days: int) -> CrisisPlan:
    """The plan of a situation."""
    ground, own, foe, why = _ground(situation)
    return CrisisPlan(situation, model, table, runs, days, ground, own, foe, why)


def _ground(s: Situation) -> tuple[Ground, float, float, str]:
    """The ground, and what is needed of it; unknown armed forces leave none, since unknown is not zero."""
    question: Question = s.question
    ground = GROUNDS.get(question.threat, "none")
    if ground == "none":
        return "none", 0.0, 0.0, "neither model describes this kind of threat"
    host = figures("personnel", (s.matter.by,), s.world.as_of).values.get(s.matter.by)
    if not host:
        return "none", 0.0, 0.0, "the armed forces of the state in need are unknown on that day"
    if ground == "unrest":
        return ground, host, 0.0, ""
    foes = [state for state in s.matter.adversaries if state != s.matter.by]
    known = figures("personnel", foes, s.world.as_of) if foes else None
    if known is None or not known.complete or not known.total:
        return "none", 0.0, 0.0, "the armed forces of the adversary are unknown on that day"
    return ground, host, known.total, ""
