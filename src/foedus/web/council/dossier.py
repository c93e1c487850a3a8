"""What a member knew on the day: the case as far as it was public, the law, and the member's own stake in it.

Everything is read as of the day of the call, by what was known on it: no answer, no position and no figure of later
days, and no forecast. What came of the call is history, and stands in `comparison`. The summary of a case tells it from
its end, so the call is told by its entries instead; sentences of the rules that name a later year, and sources of later
days, whose titles may tell what came, are held back until the end.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from foedus.charter import Ruling
from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import Authority, Request, ResponseKind, Stance, Threat
from foedus.measures.threat.divergence import source_of, threats_of
from foedus.response.precedents import Precedent
from foedus.response.situation import Situation
from foedus.response.standing import standing
from foedus.web.council.convening import soldiers_of
from foedus.world import World

YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")


class Said(Strict, kw_only=True, frozen=True):
    """A circumstance of the case that was known on the day: who says so, on what authority, and what."""

    authority: Authority
    value: bool
    according_to: Label
    text: Label
    sources: tuple[str, ...]


class OwnThreat(Strict, kw_only=True, frozen=True):
    """A threat that the member names; `shared`: the state in need names the same source.

    `text` is None where it tells of later years; its kind and source are then all there is to say.
    """

    threat: Threat
    hit: bool
    shared: bool
    source: str
    text: Label | None
    according_to: Label
    sources: tuple[str, ...]


class PastCall(Strict, kw_only=True, frozen=True):
    """An earlier call to the alliance in which the member had a part: it asked, or a stance of its is on record."""

    id: str
    title: Label
    date: Date
    response: ResponseKind
    asked: bool
    stance: Stance | None
    sources: tuple[str, ...]


class Dossier(Strict, kw_only=True, frozen=True):
    """What the member of one seat could know; `soldiers` its armed forces, `distance_km` between the capitals.

    `mine` are the calls in which it had a part, the latest first; `precedents` counts the calls to the alliance that
    were known and answered, `acted` those in which it did more than speak.
    """

    state: str
    on: str
    known: str
    by: str
    request: Request
    adversaries: tuple[str, ...]
    opponents: tuple[Label, ...]
    threat: Threat
    asked: ResponseKind
    ruling: Ruling
    said: tuple[Said, ...]
    soldiers: int | None
    soldiers_year: int | None
    borders: bool
    distance_km: float | None
    threats: tuple[OwnThreat, ...]
    mine: tuple[PastCall, ...]
    precedents: int
    acted: int
    sources: tuple[str, ...]


def dossier(here: Situation, state: str) -> Dossier:
    """The dossier of one member."""
    case = here.world.record.invocations[here.question.case]
    as_of = here.world.as_of
    stands = standing(here.world, state, here.matter.by, here.cases)
    before = [p for p in here.cases if p.case.alliance == here.alliance.id]
    said = tuple(
        Said(
            authority=c.authority, value=c.value, according_to=c.according_to, text=c.text, sources=c.sources
        )
        for c in case.circumstances if as_of.knows(c.known)
    )  # fmt: skip
    threats = _threats(here, state)
    mine = tuple(call for p in reversed(before) if (call := _past(p, state, here)) is not None)
    forces = soldiers_of(here)
    soldiers = forces.values.get(state)
    used = [case.sources, *(s.sources for s in said), *(t.sources for t in threats), *(c.sources for c in mine)]
    return Dossier(
        state=state,
        on=as_of.on.isoformat(),
        known=as_of.known.isoformat(),
        by=case.by,
        request=case.request,
        adversaries=case.adversaries,
        opponents=case.opponents,
        threat=case.threat,
        asked=case.asked,
        ruling=then(here.ruling, as_of.on.year),
        said=said,
        soldiers=None if soldiers is None else round(soldiers),
        soldiers_year=forces.year,
        borders=stands.borders,
        distance_km=stands.distance_km,
        threats=threats,
        mine=mine,
        precedents=len(before),
        acted=sum(p.acted for p in before),
        sources=tuple(dict.fromkeys(key for keys in used for key in keys if of_the_day(key, here.world))),
    )


def names_later(text: Label | None, year: int) -> bool:
    """Whether a text names a year after `year`: then it tells what came later.

    >>> names_later(Label(en="In practice, on 10 August 1990", de="..."), 1989)
    True
    """
    return text is not None and any(int(found) > year for found in YEAR.findall(text.en))


def then(ruling: Ruling, year: int) -> Ruling:
    """A ruling without the sentences that tell of later years; of how its procedure was used, of the same year too."""
    return msgspec.structs.replace(
        ruling,
        procedure_text=None if names_later(ruling.procedure_text, year - 1) else ruling.procedure_text,
        trace=tuple(s for s in ruling.trace if not names_later(s.text, year - (s.test == "procedure"))),
        holdings=tuple(h for h in ruling.holdings if not names_later(h.reason, year)),
    )


def of_the_day(key: str, world: World) -> bool:
    """Whether a source was there by the day of knowledge; one without a date (a treaty) was."""
    source = world.record.sources.get(key)
    return source is None or source.date is None or source.date.first <= world.as_of.known


def _threats(here: Situation, state: str) -> tuple[OwnThreat, ...]:
    theirs = {source_of(t) for t in threats_of(here.world, here.matter.by)} if state != here.matter.by else set()
    found = [
        OwnThreat(
            threat=t.threat,
            hit=t.hit,
            shared=source_of(t) in theirs,
            source=source_of(t),
            text=None if names_later(t.text, here.question.known.year) else t.text,
            according_to=t.according_to,
            sources=t.sources,
        )
        for t in threats_of(here.world, state)
    ]
    return tuple(sorted(found, key=lambda t: (not t.shared, not t.hit, t.source)))


def _past(precedent: Precedent, state: str, here: Situation) -> PastCall | None:
    case = precedent.case
    stance = next((p.stance for p in case.positions if p.state == state and here.world.as_of.knows(p.known)), None)
    asked = state in (case.by, case.victim)
    if stance is None and not asked:
        return None
    return PastCall(
        id=case.id, title=case.title, date=case.date, response=case.response.kind, asked=asked, stance=stance,
        sources=case.response.sources,
    )  # fmt: skip
