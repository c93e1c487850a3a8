"""Queries about threats and words: who fears whom, who said what, what the cases so far show."""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.claims.followed import check_group
from foedus.claims.query import Query
from foedus.claims.threshold import judged
from foedus.claims.wording import day, joined, names, say
from foedus.ground.label import Label
from foedus.ground.terms import ACTS, GROUPS
from foedus.measures.threat.divergence import source_of, threats_of
from foedus.record.case import Statement
from foedus.world import World

#: How many threats a finding quotes.
SHOWN_THREATS = 4


class NamedAsThreat(Ask, tag="threat-named", kw_only=True, frozen=True):
    """Each of `states` names, or was hit by, a threat from one of `sources_any` (all of them where `every`).

    With `neighbours` each must border one of those sources too. In part: some of them do. False: each of them names
    threats, and none from there. Where one names none at all and nobody names these, the record does not say.
    A text is no evidence for itself: entries that rest only on the sources in `apart_from` do not count.
    """

    states: tuple[str, ...]
    sources_any: tuple[str, ...]
    every: bool = False
    neighbours: bool = False
    apart_from: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        wanted = set(self.sources_any)
        counted = {s: [t for t in threats_of(world, s) if set(t.sources) - set(self.apart_from)] for s in self.states}
        found = {s: [t for t in threats if source_of(t) in wanted] for s, threats in counted.items()}
        met = {s: (wanted <= {source_of(t) for t in hits} if self.every else bool(hits)) for s, hits in found.items()}
        all_hits = [t for hits in found.values() for t in hits]
        near = [s for s in self.states if any(world.borders(s, source) for source in wanted)]
        if not all_hits and all(counted.values()):
            return Evidence(
                verdict="contradicted",
                text=say("other-threats", names=names(world, self.states)),
                value={s: sorted({source_of(t) for t in threats}) for s, threats in counted.items()},
                sources=unique(s for threats in counted.values() for t in threats for s in t.sources),
            )
        if not all_hits:
            return unknown("no-threat")
        named = names(world, [s for s, hits in found.items() if hits])
        shown = {t.text.en: t for t in all_hits}.values()
        return Evidence(
            verdict=graded(all(met.values()) and (not self.neighbours or len(near) == len(self.states)), True),
            text=joined(
                [
                    say("threat-named", names=named),
                    say("near-are", names=names(world, near)) if self.neighbours else None,
                    *(
                        say("threat", text=t.text, who=t.according_to, since=day(t.since))
                        for t in list(shown)[:SHOWN_THREATS]
                    ),
                ]
            ),
            value={s: sorted({source_of(t) for t in hits}) for s, hits in found.items()},
            sources=unique(s for t in all_hits for s in t.sources),
        )


def _said(statements: list[Statement]) -> Label:
    return joined(say("statement", speaker=s.speaker, role=s.role, day=day(s.date), text=s.text) for s in statements)


class Attributed(Ask, tag="attributed", kw_only=True, frozen=True):
    """Somebody said so; whatever of it can be measured is asked by `measured`, whose verdict is shown beside it."""

    statements: tuple[str, ...] = ()
    measured: Query | None = None

    def evaluate(self, world: World) -> Evidence:
        known = [s for key in self.statements if (s := world.record.statements.get(key)) and world.as_of.knows(s.known)]
        beside = judged(self.measured, world) if self.measured else None
        if not known and beside is None:
            return unknown("nobody-said")
        return Evidence(
            verdict="opinion",
            text=joined(
                [_said(known) if known else None, say("measured", text=beside.text) if beside is not None else None]
            ),
            value={"said": [s.id for s in known], "measured": beside.verdict if beside else None},
            sources=unique([*(s for k in known for s in k.sources), *(beside.sources if beside else ())]),
        )


class WasSaid(Ask, tag="was-said", kw_only=True, frozen=True):
    """The fact that it was said, and, with `near`, within `days` of that treaty's signing (in part: `partly` days).

    A statement whose source was not read bears it out only in part.
    """

    statement: str
    alliance: str = ""
    near: str = ""
    days: int = 31
    partly: int = 366

    def evaluate(self, world: World) -> Evidence:
        statement = world.record.statements.get(self.statement)
        if statement is None or not world.as_of.knows(statement.known):
            return unknown("no-words")
        gap = None
        if self.near:
            treaty = next((t for t in world.alliance(self.alliance).treaties if t.id == self.near), None)
            if treaty is not None:
                gap = abs((treaty.signed.first - statement.date.first).days)
        read = all(world.record.sources[s].read != "no" for s in statement.sources)
        return Evidence(
            verdict=graded(read and (gap is None or gap <= self.days), gap is None or gap <= self.partly),
            text=joined([_said([statement]), say("gap", days=str(gap)) if gap is not None else None]),
            value={"statement": statement.id, "days": gap},
            sources=statement.sources,
        )


class BeyondRecord(Ask, tag="beyond-record", kw_only=True, frozen=True):
    """What the statement is about (elections, the course of a war) the record does not hold: never verifiable."""

    def evaluate(self, world: World) -> Evidence:
        return unknown("beyond-record")


class OutcomeRecord(Ask, tag="outcome-record", kw_only=True, frozen=True):
    """What came of the recorded cases of one group of threats that were answered with acts: set beside a norm.

    What of the norm can be measured is asked by `measured`: each verdict stands beside it, effect and cost apart.
    """

    group: str
    statements: tuple[str, ...] = ()
    measured: tuple[Query, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        check_group(self.group)
        cases = [
            c
            for c in world.record.invocations.values()
            if GROUPS[c.threat] == self.group and world.as_of.knows(c.known) and world.as_of.knows(c.response.known)
        ]
        troops = sorted((c for c in cases if c.response.kind == "troops"), key=lambda c: c.date.first)
        acted = sum(c.response.kind in ACTS for c in cases)
        base = Attributed(statements=self.statements).evaluate(world)
        told = joined((say("outcome", title=c.title, text=c.response.text) for c in troops), "; ")
        counted = {"cases": str(len(cases)), "acted": str(acted)}
        listed = say("outcomes", troops=told, **counted)
        if self.measured:  # the measured part names its cases; the others are told by their number
            listed = say("outcomes-counted", troops=str(len(troops)), **counted)
        beside = {str(q.__struct_config__.tag): judged(q, world) for q in self.measured}
        measured = [say("measured-as", verdict=say(f"verdict-{f.verdict}"), text=f.text) for f in beside.values()]
        return Evidence(
            verdict="opinion",
            text=joined([base.text, *measured, listed, say("right")]),
            value={
                "cases": [c.id for c in cases],
                "troops": [c.id for c in troops],
                "measured": {ask: found.verdict for ask, found in beside.items()},
            },
            sources=unique(
                [
                    *base.sources,
                    *(s for f in beside.values() for s in f.sources),
                    *(s for c in troops for s in c.response.sources),
                ]
            ),
        )
