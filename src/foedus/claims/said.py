"""Queries about threats and words: who fears whom, who said what, what the cases so far show."""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, states_list, unique, unknown
from foedus.claims.query import Query
from foedus.ground.days import day
from foedus.ground.label import Label
from foedus.ground.terms import ACTS, GROUPS
from foedus.measures.threat.divergence import source_of, threats_of
from foedus.record.case import Statement
from foedus.world import World


class NamedAsThreat(Ask, tag="threat-named", kw_only=True, frozen=True):
    """Each of `states` names, or was hit by, a threat from one of `sources_any` (all of them where `every`).

    A text is no evidence for itself: entries that rest only on the sources in `apart_from` do not count.
    """

    states: tuple[str, ...]
    sources_any: tuple[str, ...]
    every: bool = False
    apart_from: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        wanted = set(self.sources_any)
        found = {
            s: [t for t in threats_of(world, s) if source_of(t) in wanted and set(t.sources) - set(self.apart_from)]
            for s in self.states
        }
        met = {s: (wanted <= {source_of(t) for t in hits} if self.every else bool(hits)) for s, hits in found.items()}
        all_hits = [t for hits in found.values() for t in hits]
        if not all_hits:
            return unknown("No such threat is on record.", "Eine solche Bedrohung ist nicht erfasst.")
        named = states_list(world, [s for s, hits in found.items() if hits])
        shown = {t.text.en: t for t in all_hits}.values()
        return Evidence(
            verdict=graded(all(met.values()), any(met.values()) or bool(all_hits)),
            text=Label(
                en=f"Named by or met by {named.en}. "
                + " ".join(f"{t.text.en} ({t.according_to.en}, since {t.since})" for t in list(shown)[:4]),
                de=f"Genannt oder erlebt: {named.de}. "
                + " ".join(f"{t.text.de} ({t.according_to.de}, seit {t.since})" for t in list(shown)[:4]),
            ),
            value={s: sorted({source_of(t) for t in hits}) for s, hits in found.items()},
            sources=unique(s for t in all_hits for s in t.sources),
        )


def _said(statements: list[Statement], lang: str) -> str:
    return " ".join(
        f"{s.speaker.de if lang == 'de' else s.speaker.en} ({s.role.de if lang == 'de' else s.role.en}, {day(s.date, lang)}): "
        f"{s.text.de if lang == 'de' else s.text.en}"
        for s in statements
    )


class Attributed(Ask, tag="attributed", kw_only=True, frozen=True):
    """Somebody said so; whatever of it can be measured is asked by `measured`, whose verdict is shown beside it."""

    statements: tuple[str, ...] = ()
    measured: Query | None = None

    def evaluate(self, world: World) -> Evidence:
        known = [s for key in self.statements if (s := world.record.statements.get(key)) and world.as_of.knows(s.known)]
        beside = self.measured.evaluate(world) if self.measured else None
        if not known and beside is None:
            return unknown("Nobody is on record as having said so.", "Niemand ist mit dieser Aussage erfasst.")
        en, de = _said(known, "en"), _said(known, "de")
        if beside is not None:
            en = f"{en} What can be measured: {beside.text.en}".strip()
            de = f"{de} Was sich messen lässt: {beside.text.de}".strip()
        return Evidence(
            verdict="opinion",
            text=Label(en=en, de=de),
            value={"said": [s.id for s in known], "measured": beside.verdict if beside else None},
            sources=unique([*(s for k in known for s in k.sources), *(beside.sources if beside else ())]),
        )


class WasSaid(Ask, tag="was-said", kw_only=True, frozen=True):
    """The fact that it was said: the statement is on record; with `near`, dated within `days` of a treaty's signing."""

    statement: str
    alliance: str = ""
    near: str = ""
    days: int = 31

    def evaluate(self, world: World) -> Evidence:
        statement = world.record.statements.get(self.statement)
        if statement is None or not world.as_of.knows(statement.known):
            return unknown("The words are not on record.", "Die Worte sind nicht erfasst.")
        gap = None
        if self.near:
            treaty = next((t for t in world.alliance(self.alliance).treaties if t.id == self.near), None)
            if treaty is not None:
                gap = abs((treaty.signed.first - statement.date.first).days)
        read = all(world.record.sources[s].read != "no" for s in statement.sources)
        return Evidence(
            verdict=graded(read and (gap is None or gap <= self.days), True),
            text=Label(en=_said([statement], "en"), de=_said([statement], "de")),
            value={"statement": statement.id, "days": gap},
            sources=statement.sources,
        )


class OutcomeRecord(Ask, tag="outcome-record", kw_only=True, frozen=True):
    """What came of the recorded cases of one group of threats that were answered with acts: set beside a norm."""

    group: str
    statements: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        cases = [
            c
            for c in world.record.invocations.values()
            if GROUPS[c.threat] == self.group and world.as_of.knows(c.known) and world.as_of.knows(c.response.known)
        ]
        troops = sorted((c for c in cases if c.response.kind == "troops"), key=lambda c: c.date.first)
        acted = sum(c.response.kind in ACTS for c in cases)
        base = Attributed(statements=self.statements).evaluate(world)
        en = f"{base.text.en} Beside it stand {len(cases)} recorded cases of this kind, {acted} of them answered with acts; soldiers went in: "
        de = f"{base.text.de} Daneben stehen {len(cases)} erfasste Fälle dieser Art, {acted} davon mit Taten beantwortet; Soldaten gingen nach: "
        return Evidence(
            verdict="opinion",
            text=Label(
                en=en
                + "; ".join(f"{c.title.en} – {c.response.text.en}" for c in troops)
                + " Whether it was right is not for a record to say.",
                de=de
                + "; ".join(f"{c.title.de} – {c.response.text.de}" for c in troops)
                + " Ob es richtig war, kann keine Sammlung sagen.",
            ),
            value={"cases": [c.id for c in cases], "troops": [c.id for c in troops]},
            sources=unique([*base.sources, *(s for c in troops for s in c.response.sources)]),
        )
