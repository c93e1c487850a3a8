"""The answer to a question: ruling, decision, response, contributions, deployment, with intervals throughout.

A probability is the mean over runs of the chance given that run's parameters; its interval (5 % to 95 %) is the
spread of that chance, so it says how little is known, not how dice fall.
"""

from __future__ import annotations

import numpy as np

from foedus.charter import Ruling, rule
from foedus.charter.rules import rules_of
from foedus.ground.calendar import holds
from foedus.ground.label import Label
from foedus.ground.terms import ACTS, GROUPS, RESPONSES, Procedure
from foedus.record.load import Record, load
from foedus.response.baserate.contributions import Senders, chance, senders, sizes
from foedus.response.baserate.council import adopted, objections, readiness
from foedus.response.baserate.deployment import days, delays
from foedus.response.baserate.positions import standing, weights
from foedus.response.baserate.rate import BaseRate, base_rate, kinds
from foedus.response.draws import Draws, Runs
from foedus.response.history import history_of
from foedus.response.precedents import Features, Precedent, asked_class, precedents
from foedus.response.question import Question, matter_of
from foedus.response.reasons import reasons
from foedus.response.shape import (
    Answer,
    Chance,
    Decision,
    Deployment,
    MemberContribution,
    MemberPosition,
    Model,
    Quantiles,
)
from foedus.response.similar import similar
from foedus.world import World, figures

MODEL = "base-rates-1"
LOW, HIGH = 0.05, 0.95


NOTE = Label(
    en="A transparent first model: base rates from recorded cases and published studies. It is the baseline a fitted "
    "model is to replace.",
    de="Ein durchsichtiges erstes Modell: Grundquoten aus erfassten Fällen und veröffentlichten Studien. Es ist die "
    "Messlatte, die ein angepasstes Modell ersetzen soll.",
)


def answer(question: Question, *, history: bool = False, record: Record | None = None) -> Answer:
    """Answer a resolved question; the same question and seed give the same answer on any machine."""
    record = record or load()
    world = World.at(question.on, question.known, record)
    alliance = world.alliance(question.alliance)
    matter = matter_of(question, record)
    ruling = rule(world, alliance, matter, question.amend)
    features = Features(
        asked=asked_class(question.asked, matter.request), group=GROUPS[question.threat],
        owed=ruling.owed, alliance=alliance.id,
    )  # fmt: skip
    cases = precedents(record, world.as_of, exclude=question.case)
    draws = Draws(question.seed, question.runs)
    leader = world.leader(alliance)
    leader_state = leader.state if leader else None
    victim = matter.by
    everyone = [m.state for m in world.members(alliance, "member", "signatory") if m.state != victim]
    present = [s for s in everyone if s not in question.without]

    rate = base_rate(features, cases, draws)
    sent = senders(cases, world)
    act, decision = _decide(question, world, ruling, victim, cases, draws, rate, everyone, present, leader_state, sent)
    shares = kinds(features, question.asked, cases, draws)
    chances = {k: (act if k in ACTS else 1 - act) * shares[k] for k in RESPONSES}
    return Answer(
        invocation=_invocation(question, record),
        as_of={"on": question.on.isoformat(), "known": question.known.isoformat()},
        ruling=ruling,
        decision=decision,
        response={k: _chance(chances[k]) for k in RESPONSES},
        contributions=_contributions(world, decision, sent, draws, chances["troops"], leader_state),
        deployment=_deployment(cases, world, draws) if present else None,
        history=history_of(record, question.case) if history and question.case else None,
        reasons=reasons(
            owed=ruling.owed, request=matter.request, procedure=decision.procedure, levels=rate.levels,
            standings=[p.standing for p in decision.positions.values()], leader=leader_state,
        ),
        similar=similar(features, question.threat, cases),
        model=Model(
            version=MODEL, posterior=rate.levels, seed=question.seed, runs=question.runs,
            interval=HIGH - LOW, precedents=len(cases), note=NOTE,
        ),
        sources=_sources(ruling, question, record),
    )  # fmt: skip


def _decide(
    question: Question,
    world: World,
    ruling: Ruling,
    victim: str,
    cases: list[Precedent],
    draws: Draws,
    rate: BaseRate,
    everyone: list[str],
    present: list[str],
    leader: str | None,
    sent: Senders,
) -> tuple[Runs, Decision]:
    """The chance of an act under the procedure asked for, calibrated under the treaty's own with all present."""
    stands = [standing(world, s, victim, cases) for s in everyone]
    w = weights(stands, cases, draws)
    own = _own_procedure(world, question)
    seat = everyone.index(leader) if leader in everyone else None
    h = readiness(rate.p, own, w, seat) if everyone else np.zeros(draws.runs)
    keep = [i for i, s in enumerate(everyone) if s in present]
    q = objections(h, w[:, keep])
    now = ruling.procedure or own
    act = adopted(now, q, present.index(leader) if leader in present else None)
    if leader in question.without:
        alone = sent.without_leader
        # How often soldiers came although the leader sent none: what the record knows of acting alone.
        act = act * draws.beta("act/without-leader", 0.5 + alone.sent, 0.5 + alone.eligible - alone.sent)
    positions = {
        everyone[i]: MemberPosition(no_objection=_chance(1 - q[:, k]), standing=stands[i]) for k, i in enumerate(keep)
    }
    return act, Decision(organ=ruling.organ, procedure=now, p_adopted=_chance(act), positions=positions)


def _own_procedure(world: World, question: Question) -> Procedure:
    rules = rules_of(question.alliance)
    for decision in rules.decisions if rules else ():
        if holds(decision.since, decision.until, world.as_of.on) is not False:
            return decision.procedure
    return "consensus"


def _contributions(
    world: World,
    decision: Decision,
    sent: Senders,
    draws: Draws,
    p_troops: Runs,
    leader: str | None,
) -> dict[str, MemberContribution]:
    stands = [p.standing for p in decision.positions.values()]
    forces = figures("personnel", [s.state for s in stands], world.as_of)
    known = [s.distance_km for s in stands if s.distance_km is not None]
    mean_km = sum(known) / len(known) if known else 0.0
    found = {}
    for member in stands:
        state = member.state
        if_troops = chance(member, state == leader, sent, draws, mean_km)
        force = forces.values.get(state)
        found[state] = MemberContribution(
            p=_chance(if_troops * p_troops),
            p_if_troops=_chance(if_troops),
            personnel=_quantiles(sizes(state, force, sent, draws)) if force is not None else None,
            reason=None if force is not None else "no figure for the armed forces in the last five years known",
        )
    return found


def _deployment(cases: list[Precedent], world: World, draws: Draws) -> Deployment:
    first = delays(cases, "first_arrival", world.as_of)
    full = delays(cases, "full_strength", world.as_of)
    arrival = days("first-arrival", first, draws)
    strength = np.maximum(days("full-strength", full, draws), arrival)
    return Deployment(
        first_arrival_days=_quantiles(arrival),
        full_strength_days=_quantiles(strength),
        cases={"first_arrival": len(first), "full_strength": len(full)},
    )


def _chance(p: Runs) -> Chance:
    low, high = np.quantile(p, [LOW, HIGH])
    return Chance(p=float(p.mean()), low=float(low), high=float(high))


def _quantiles(draws: Runs) -> Quantiles:
    q = [float(x) for x in np.quantile(draws, [0.05, 0.25, 0.5, 0.75, 0.95])]
    return Quantiles(q05=q[0], q25=q[1], q50=q[2], q75=q[3], q95=q[4])


def _invocation(question: Question, record: Record) -> dict[str, object]:
    case = record.invocations.get(question.case)
    matter = matter_of(question, record)
    return {
        "id": question.case or None,
        "title": case.title if case else None,
        "summary": case.summary if case else None,
        "alliance": question.alliance,
        "by": question.by,
        "victim": matter.by,
        "date": question.on.isoformat(),
        "threat": question.threat,
        "adversaries": matter.adversaries,
        "places": matter.places,
        "request": matter.request,
        "asked": question.asked,
        "without": question.without,
        "amend": question.amend,
    }


def _sources(ruling: Ruling, question: Question, record: Record) -> tuple[str, ...]:
    case = record.invocations.get(question.case)
    keys = list(case.sources) if case else []
    keys += [s for step in ruling.trace for s in step.sources]
    return tuple(dict.fromkeys(keys))
