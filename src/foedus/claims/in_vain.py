"""Whether an ally asked in vain: what it asked for, what came, and what it asked of others in the same affair."""

from __future__ import annotations

from foedus.claims.deployed import on_record
from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.claims.wording import joined, say
from foedus.ground.label import Label
from foedus.ground.terms import BY_GOVERNMENT, WORDS
from foedus.record.case import Invocation
from foedus.world import World


class InVain(Ask, tag="in-vain", kw_only=True, frozen=True):
    """The ally asked for help in the case, and got words or nothing."""

    case: str

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        if not world.as_of.knows(case.response.known):
            return unknown("no-answer")
        nothing = case.response.kind in WORDS
        asked = case.request in BY_GOVERNMENT
        request = say("request-recorded" if asked else "request-missing")
        elsewhere = _asked_elsewhere(world, case)
        return Evidence(
            verdict=graded(asked and nothing, nothing),
            text=joined([request, case.response.text, *(_told_elsewhere(world, other) for other in elsewhere)]),
            value={
                "request": case.request,
                "response": case.response.kind,
                "asked_elsewhere": [other.id for other in elsewhere],
            },
            sources=unique([*case.sources, *case.response.sources, *(s for o in elsewhere for s in o.sources)]),
        )


def _asked_elsewhere(world: World, case: Invocation) -> list[Invocation]:
    """What the same ally asked of other alliances in the same affair: a claim may mean one and name the other."""
    return [
        other
        for other in world.record.invocations.values()
        if case.affair and other.affair == case.affair and other.by == case.by and other.alliance != case.alliance
        if other.request in BY_GOVERNMENT and world.as_of.knows(other.known)
    ]


def _short(world: World, alliance: str) -> Label:
    return world.title(world.alliance(alliance)).short


def _told_elsewhere(world: World, other: Invocation) -> Label:
    answered = world.as_of.knows(other.response.known)
    asked = say(f"asked-elsewhere-{other.request}", alliance=_short(world, other.alliance), title=other.title)
    return joined([asked, other.response.text if answered else None])
