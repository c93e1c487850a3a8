"""The answer to a question: ruling, decision, response, contributions, arrival, with intervals throughout.

A probability is the mean over runs of the chance given that run's parameters; its interval (5 % to 95 %) is the
spread of that chance, so it says how little is known, not how dice fall.
"""

from __future__ import annotations

import numpy as np

from foedus.ground.likelihood import outlook
from foedus.ground.terms import RESPONSES
from foedus.record.load import Record, load
from foedus.response.assumptions import OwnAssumptions
from foedus.response.forecast import Forecast
from foedus.response.history import history_of
from foedus.response.model import Model, model_named, name_of
from foedus.response.question import Question
from foedus.response.reasons import pulled, reasons
from foedus.response.shape import (
    Answer,
    Arrival,
    Asked,
    Decision,
    MemberContribution,
    MemberPosition,
    ModelUsed,
    Particular,
)
from foedus.response.similar import similar
from foedus.response.situation import Situation
from foedus.response.standing import Standing
from foedus.response.summary import HIGH, LOW, chance, quantiles
from foedus.world import figures, stamp


def answer(
    question: Question,
    *,
    history: bool = False,
    record: Record | None = None,
    model: Model | None = None,
    own: OwnAssumptions | None = None,
) -> Answer:
    """Answer a resolved question; the same question, seed, model and table give the same answer on any machine."""
    record = record or load()
    model = model or model_named()
    if own:
        model = model.assuming({**model.assumptions, **own.changed})
    situation = Situation.of(question, record)
    world = situation.world
    forecast = model.forecast(situation)
    stands = [s for s in situation.stands if s.state in forecast.members]
    decision = _decision(situation, forecast, stands)
    response = {kind: chance(forecast.chance(kind)) for kind in RESPONSES}
    troops = response["troops"]
    return Answer(
        invocation=_asked(situation),
        as_of={"on": question.on.isoformat(), "known": question.known.isoformat()},
        ruling=situation.ruling,
        decision=decision,
        response=response,
        outlook=outlook(troops.p, troops.low, troops.high),
        contributions=_contributions(forecast),
        soldiers=None if forecast.total is None else quantiles(forecast.total),
        deployment=_arrival(forecast),
        history=history_of(record, question.case) if history and question.case else None,
        reasons=pulled(forecast.basis.pulls) or reasons(
            owed=situation.ruling.owed, request=situation.matter.request, procedure=decision.procedure,
            levels=forecast.basis.levels, standings=stands, leader=situation.leader,
        ),
        similar=similar(situation.features, question.threat, situation.cases),
        model=ModelUsed(
            name=name_of(model), version=model.version, posterior=forecast.basis.levels,
            seed=question.seed, runs=question.runs,
            interval=HIGH - LOW, precedents=len(situation.cases), note=model.note,
            particular=_particular(forecast), assumptions=own,
        ),
        sources=_sources(situation),
        record=stamp(world.as_of, {"personnel": figures("personnel", forecast.members, world.as_of).year}),
    )  # fmt: skip


def _decision(situation: Situation, forecast: Forecast, stands: list[Standing]) -> Decision:
    return Decision(
        organ=situation.ruling.organ,
        procedure=situation.ruling.procedure or (situation.own if situation.ruled else None),
        p_adopted=chance(forecast.act),
        positions={
            member.state: MemberPosition(no_objection=chance(forecast.passes[:, i]), standing=member)
            for i, member in enumerate(stands)
        },
    )


def _contributions(forecast: Forecast) -> dict[str, MemberContribution]:
    troops = forecast.chance("troops")
    found = {}
    for i, state in enumerate(forecast.members):
        if_troops, personnel = forecast.sends[:, i], forecast.personnel[:, i]
        known = not np.isnan(personnel[0])
        found[state] = MemberContribution(
            p=chance(if_troops * troops),
            p_if_troops=chance(if_troops),
            personnel=quantiles(personnel) if known else None,
            reason=None if known else "no figure for the armed forces in the last five years known",
        )
    return found


def _particular(forecast: Forecast) -> Particular | None:
    basis = forecast.basis
    return None if basis.usual is None else Particular(usual=basis.usual, beyond=basis.beyond)


def _arrival(forecast: Forecast) -> Arrival | None:
    if forecast.first_arrival is None or forecast.full_strength is None:
        return None
    return Arrival(
        first_arrival_days=quantiles(forecast.first_arrival),
        full_strength_days=quantiles(forecast.full_strength),
        stay_days=None if forecast.stay is None else quantiles(forecast.stay),
        cases=forecast.basis.dates,
    )


def _asked(situation: Situation) -> Asked:
    question, matter = situation.question, situation.matter
    case = situation.world.record.invocations.get(question.case)
    return Asked(
        id=question.case or None,
        title=case.title if case else None,
        summary=case.summary if case else None,
        alliance=question.alliance,
        by=question.by,
        victim=matter.by,
        date=question.on.isoformat(),
        threat=question.threat,
        adversaries=matter.adversaries,
        places=matter.places,
        request=matter.request,
        asked=question.asked,
        without=question.without,
        amend=question.amend,
    )


def _sources(situation: Situation) -> tuple[str, ...]:
    case = situation.world.record.invocations.get(situation.question.case)
    keys = list(case.sources) if case else []
    keys += [s for step in situation.ruling.trace for s in step.sources]
    return tuple(dict.fromkeys(keys))
