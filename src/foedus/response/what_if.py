"""The same question with one thing changed: the ruling and the chance of soldiers, under the same draws."""

from __future__ import annotations

from typing import NamedTuple

from foedus.ground.logic import Truth
from foedus.record.load import Record, load
from foedus.response.model import Model, model_named
from foedus.response.question import Question
from foedus.response.situation import Situation
from foedus.response.summary import Chance, chance


class WhatIf(NamedTuple):
    """Whether help is owed then, and the chance that soldiers come, with its interval."""

    owed: Truth
    troops: Chance


def what_if(question: Question, *, record: Record | None = None, model: Model | None = None) -> WhatIf:
    """Answer a changed question in brief; its chance is the one that the whole answer would give."""
    situation = Situation.of(question, record or load())
    forecast = (model or model_named()).forecast(situation, contingents=False)
    return WhatIf(situation.ruling.owed, chance(forecast.chance("troops")))
