"""Queries about a case's soldiers and answer: what was answered, when soldiers came and left, how many they were."""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.claims.wording import day, joined, number, say
from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.terms import GROUPS, ResponseKind, Threat
from foedus.record.case import Invocation
from foedus.record.entries import Report
from foedus.world import World


def on_record(world: World, key: str) -> Invocation | None:
    """The case of this id or alias, if it was known by then."""
    cases = world.record.invocations
    case = cases.get(key) or next((c for c in cases.values() if key in c.aliases), None)
    return case if case and world.as_of.knows(case.known) else None


def recorded_as(case: Invocation) -> Label:
    """The kind of threat that the record names for the case, in a sentence."""
    return say("recorded-as", threat=say(f"threat-{case.threat}"))


class Answered(Ask, tag="answered", kw_only=True, frozen=True):
    """The case was answered in this way (in part: so decided, and not or not wholly carried out)."""

    case: str
    kind: ResponseKind

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        if not world.as_of.knows(case.response.known):
            return unknown("no-answer")
        right = case.response.kind == self.kind
        return Evidence(
            verdict=graded(right and case.response.delivered == "full", right),
            text=case.response.text,
            value={"response": case.response.kind, "delivered": case.response.delivered},
            sources=unique([*case.sources, *case.response.sources]),
        )


class ThreatWas(Ask, tag="threat-was", kw_only=True, frozen=True):
    """What arose in the case was this kind of threat (in part: another one of its group)."""

    case: str
    threat: Threat

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        return Evidence(
            verdict=graded(case.threat == self.threat, GROUPS[case.threat] == GROUPS[self.threat]),
            text=joined([case.summary, recorded_as(case)]),
            value={"threat": case.threat, "group": GROUPS[case.threat]},
            sources=unique(case.sources),
        )


class FirstWithTroops(Ask, tag="first-with-troops", kw_only=True, frozen=True):
    """The case is the alliance's first on record that was answered with soldiers: so or not, never in part."""

    case: str

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        if not world.as_of.knows(case.response.known):
            return unknown("no-answer")
        sent = sorted(
            (
                c
                for c in world.record.invocations.values()
                if c.alliance == case.alliance and c.response.kind == "troops" and world.as_of.knows(c.response.known)
            ),
            key=lambda c: (c.date.first, c.id),
        )
        if not sent:
            return unknown("no-senders")
        return Evidence(
            verdict=graded(sent[0].id == case.id, False),
            text=say("first-with-troops", case=sent[0].title, count=str(len(sent))),
            value={"first": sent[0].id, "cases": len(sent)},
            sources=unique([*sent[0].sources, *case.response.sources]),
        )


class Deployed(Ask, tag="deployed", kw_only=True, frozen=True):
    """Soldiers came in `first`, the last left in `last`, years or months ("1998", "1998-02"); in part: one of two."""

    case: str
    first: str = ""
    last: str = ""

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        stay = case.deployment
        if stay is None or not world.as_of.knows(stay.known):
            return unknown("no-senders")
        asked = [
            (wanted, found) for wanted, found in ((self.first, stay.first_arrival), (self.last, stay.ended)) if wanted
        ]
        if not asked or any(found is None for _, found in asked):
            return unknown("no-date", stay.sources)
        hits = [found.text.startswith(wanted) for wanted, found in asked if found is not None]
        return Evidence(
            verdict=graded(all(hits), any(hits)),
            text=say("deployed", case=case.title, first=_date(stay.first_arrival), last=_date(stay.ended)),
            value={
                "first": stay.first_arrival.text if stay.first_arrival else None,
                "last": stay.ended.text if stay.ended else None,
            },
            sources=unique(stay.sources),
        )


class CaseStrength(Ask, tag="case-strength", kw_only=True, frozen=True):
    """The soldiers sent numbered about `strength`: at least `at_least` of the figures lie within `tolerance` (shares).

    In part: some figure lies within `partly` (a share), or they span it. With `peak` only the highest figure counts.
    Figures that rest only on the sources in `apart_from` do not count.
    """

    case: str
    strength: float
    tolerance: float = 0.15
    at_least: float = 0.5
    partly: float = 0.3
    peak: bool = False
    apart_from: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        known = [r for r in case.strength if world.as_of.knows(r.known) and set(r.sources) - set(self.apart_from)]
        spans = [[v for v in (r.low, r.best, r.high) if v is not None] for r in known]
        figures = [v for span in spans for v in (dict.fromkeys((min(span), max(span))) if span else ())]
        if not figures:
            return unknown("no-strengths")
        if self.peak:
            figures = [max(figures)]
        off = [abs(v - self.strength) for v in figures]
        near = sum(gap <= self.tolerance * self.strength for gap in off)
        told = joined((_figure(report, span) for report, span in zip(known, spans, strict=True) if span), "; ")
        return Evidence(
            verdict=graded(
                near > 0 and near >= self.at_least * len(figures),
                min(off) <= max(self.tolerance, self.partly) * self.strength
                or min(figures) <= self.strength <= max(figures),
            ),
            text=joined(
                [
                    say("strength-of", case=case.title, figures=told),
                    say("highest", figure=number(figures[0])) if self.peak else None,
                    say("near", near=str(near), count=str(len(figures))),
                ]
            ),
            value={"figures": figures, "near": near},
            sources=unique(s for r in known for s in r.sources),
        )


def _figure(report: Report, span: list[float]) -> Label:
    figure = joined((number(v) for v in dict.fromkeys((min(span), max(span)))), "–")
    return joined([figure, say("in-brackets", text=report.text) if report.text else None])


def _date(date: Date | None) -> Label:
    return day(date) if date else say("not-recorded")
