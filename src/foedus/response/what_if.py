"""The same question with one thing changed: the ruling and the chance of soldiers, under the same draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from foedus.ground.logic import Truth
from foedus.record.load import Record, load
from foedus.response.model import Model, model_named
from foedus.response.precedents import Precedent
from foedus.response.question import Question
from foedus.response.situation import Situation
from foedus.response.summary import Chance, chance


class WhatIf(NamedTuple):
    """Whether help is owed then, and the chance that soldiers come, with its interval."""

    owed: Truth
    troops: Chance


def what_ifs(
    questions: Iterable[Question], *, record: Record | None = None, model: Model | None = None
) -> list[WhatIf]:
    """Answer changed questions in brief; each chance is the one that the whole answer would give.

    Past cases are judged once for all questions of one day and case.
    """
    record, model = record or load(), model or model_named()
    known: dict[tuple[dt.date, dt.date, str], list[Precedent]] = {}
    found = []
    for question in questions:
        key = question.on, question.known, question.case
        situation = Situation.of(question, record, known.get(key))
        known[key] = situation.cases
        forecast = model.forecast(situation, contingents=False)
        found.append(WhatIf(situation.ruling.owed, chance(forecast.chance("troops"))))
    return found
