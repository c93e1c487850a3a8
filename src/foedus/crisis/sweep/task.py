"""The answers at a few points: what a worker does. It is sent names and numbers and sends numbers back.

A worker loads its own record and model once; the same points give the same answers on any worker.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import nan
from typing import Any

import msgspec
import numpy as np

from foedus.crisis.chunk import Blocks, unfold
from foedus.crisis.outcome import CrisisOutcome
from foedus.crisis.plan import BLOCK, CrisisPlan, crisis_assumptions, planned
from foedus.crisis.sweep.spec import ANSWERS, SweepSpec, delay_names
from foedus.ground.version import __version__
from foedus.record.load import load
from foedus.record.version import VERSION as RECORD
from foedus.response.assumptions import Assumption, Assumptions
from foedus.response.model import model_named
from foedus.response.question import recorded_question
from foedus.response.situation import Situation

Point = dict[str, float | str]
#: The day by which order is to be restored, and soldiers to have come, in answers.
WEEK, FOUR_WEEKS = 7, 28


def versions() -> tuple[str, str]:
    """What has to be alike on all workers: Foedus and its record."""
    return __version__, RECORD


def answers_at(spec: SweepSpec, points: list[Point]) -> list[list[float]]:
    """Each answer of `ANSWERS` at each point; nan for what is not known there."""
    return [_answered(plan_at(spec, point)) for point in points]


def plan_at(spec: SweepSpec, point: Point) -> CrisisPlan:
    """The crisis at a point: what it names takes the place of what the question has."""

    def word(name: str) -> str:
        return str(point.get(name) or "")

    situation = _situation(spec.case, word("threat"), word("without"), word("amend"), spec.seed)
    if procedure := word("procedure"):
        ruling = msgspec.structs.replace(situation.ruling, procedure=procedure)
        situation = replace(situation, ruling=ruling)
    model, ground = model_named(), crisis_assumptions()
    model = model.assuming(_moved(model.assumptions, point))
    return planned(situation, model, _moved(ground, point), spec.runs, spec.days)


def _moved(table: Assumptions, point: Point) -> Assumptions:
    """The table with each assumption that the point names held at its value.

    An assumption about delays is a prior: its centre is moved there, and its width stays.
    """
    found, priors = dict(table), delay_names()
    for name, value in point.items():
        if name in table and isinstance(value, float):
            entry: Assumption = table[name]
            by = value / entry.value if name in priors else 0.0
            low, high = (entry.low * by, entry.high * by) if name in priors else (value, value)
            found[name] = msgspec.structs.replace(entry, value=value, low=low, high=high)
    return found


@lru_cache(maxsize=64)
def _situation(case: str, threat: str, without: str, amend: str, seed: int) -> Situation:
    record = load()
    question = recorded_question(
        case, threat=threat or None, without=tuple(without.split()), amend=tuple(amend.split()), runs=BLOCK,
        seed=seed, record=record,
    )  # fmt: skip
    return Situation.of(question, record)


def _answered(plan: CrisisPlan) -> list[float]:
    blocks = Blocks(plan)
    tally, _ = unfold(plan, blocks, 0, plan.runs)
    found, forecast = CrisisOutcome.of(plan, tally), blocks.forecast(0)

    def by(event: str, day: int) -> float:
        return float(found.by_day(event)[min(day, plan.days - 1)])

    told: dict[str, Any] = {
        "troops": float(forecast.chance("troops").mean()),
        "first-week": by("first-soldiers", WEEK),
        "soldiers": nan if forecast.total is None else float(np.median(forecast.total)),
        "restored": by("restored", FOUR_WEEKS) if plan.ground == "unrest" else nan,
    }
    return [told[name] for name in ANSWERS]
