"""The situation a model forecasts: the question, what the charter rules, who is there, what is known of past cases."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.charter import Matter, Ruling, rule
from foedus.charter.rules import decision_on, rules_of
from foedus.ground.terms import GROUPS, Procedure
from foedus.record.alliance import Alliance
from foedus.record.load import Record
from foedus.response.draws import Draws
from foedus.response.precedents import Features, Precedent, asked_class, precedents
from foedus.response.question import Question, matter_of
from foedus.response.standing import Standing, standing
from foedus.world import World


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a model may look at: nothing in it became known after the question's `known`.

    `allies` are the members that could help, `stands` what is known of each, in the same order, and `present` those of
    them that the question leaves in and that are not the adversary; `own` is the procedure of the treaty itself on
    that day, whatever the question makes of it; where no rules are on record, or the treaty names none, (`ruled` is
    False) it is consensus, a guess.
    """

    question: Question
    world: World
    alliance: Alliance
    matter: Matter
    ruling: Ruling
    own: Procedure
    ruled: bool
    features: Features
    cases: list[Precedent]
    leader: str | None
    allies: tuple[str, ...]
    stands: tuple[Standing, ...]
    present: tuple[str, ...]
    draws: Draws

    @classmethod
    def of(cls, question: Question, record: Record, cases: list[Precedent] | None = None) -> Situation:
        """The situation of a resolved question; `cases` where questions of one day and case share them."""
        world = World.at(question.on, question.known, record)
        alliance = world.alliance(question.alliance)
        matter = matter_of(question, record)
        ruling = rule(world, alliance, matter, question.amend)
        rules = rules_of(alliance.id)
        decision = decision_on(rules, question.on) if rules else None
        leader = world.leader(alliance)
        if cases is None:
            cases = precedents(record, world.as_of, exclude=question.case)
        allies = tuple(m.state for m in world.members(alliance, "member", "signatory") if m.state != matter.by)
        return cls(
            question=question,
            world=world,
            alliance=alliance,
            matter=matter,
            ruling=ruling,
            own=(decision and decision.procedure) or "consensus",
            ruled=decision is not None and decision.procedure is not None,
            features=Features(
                asked=asked_class(question.asked, matter.request),
                group=GROUPS[question.threat],
                owed=ruling.owed,
                alliance=alliance.id,
            ),
            cases=cases,
            leader=leader.state if leader else None,
            allies=allies,
            stands=tuple(standing(world, ally, matter.by, cases) for ally in allies),
            present=tuple(s for s in allies if s not in question.without and s not in matter.adversaries),
            draws=Draws(question.seed, question.runs),
        )
