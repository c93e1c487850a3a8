"""The middle parts of an alliance's brief: forces and missions, threats, cases, what is said."""

from __future__ import annotations

from foedus.brief.figures import of_alliances as pictures
from foedus.brief.page.blocks import Block, Bullets, Grid, Section, Text
from foedus.brief.text.telling import Telling
from foedus.brief.words import names
from foedus.brief.words.messages import in_number, say, term
from foedus.brief.words.sources_of_threat import source_name
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import listing, number, percent
from foedus.measures.profile import ForceRow, MissionRow

#: How many cases and statements a page shows; the record holds the rest.
SHOWN_CASES, SHOWN_STATEMENTS = 30, 6


def forces_section(x: Telling) -> Section:
    """Standing forces, missions under way, bases."""
    p = x.profile
    blocks: list[Block] = []
    if p.forces:
        blocks.append(Bullets(tuple(Text(_force(x, f), f.sources) for f in p.forces)))
    if p.missions:
        blocks += [Text(_mission(x, m), m.sources) for m in p.missions]
    else:
        blocks.append(Text(x.say("missions-none")))
    if p.basing:
        short = x.title.short.text(x.lang)
        bases = []
        for base in p.basing:
            owner = short if base.owner == p.alliance else x.world.name(base.owner, x.lang)
            name, host = base.name.text(x.lang), x.state(base.host, "dat")
            told = x.say("base-line", name=name, owner=owner, host=host)
            bases.append(Text(name if host in name else told, base.sources))
        blocks.append(Bullets(tuple(bases), x.say("basing")))
    return Section("forces", x.say("forces"), tuple(blocks))


def _force(x: Telling, force: ForceRow) -> str:
    name, s = force.name.text(x.lang), force.strength
    if s.best is None or s.low is None or s.high is None:
        return x.say("force-line-none", name=name)
    words = {"name": name, "best": number(s.best, x.lang)}
    if s.low == s.high:
        return x.say("force-line-one", **words)
    return x.say("force-line", low=number(s.low, x.lang), high=number(s.high, x.lang), **words)


def _mission(x: Telling, mission: MissionRow) -> str:
    s = mission.strength
    told = ""
    if s.low is not None and s.high is not None:
        low, high = number(s.low, x.lang), number(s.high, x.lang)
        one = s.low == s.high
        told = x.say("mission-strength-one", best=low) if one else x.say("mission-strength", low=low, high=high)
    return x.say("mission-line", name=mission.name.text(x.lang), since=day(Date(mission.since), x.lang), strength=told)


def threats_section(x: Telling) -> Section:
    """The matrix of threats with its reading sentence."""
    found = x.profile.measures.divergence
    if found.mean is None:
        return Section("threats", x.say("threats"), (Text(x.say("threats-unknown")),))
    shared = [source_name(x.world, key, x.lang) for key in found.shared_by_all]
    told = x.say("threats-all", sources=listing(shared, x.lang)) if shared else x.say("threats-none")
    sources = tuple(dict.fromkeys(s for t in x.profile.threats for s in t.sources))
    text = Text(x.say("threats-text", share=percent(1 - found.mean, x.lang, 0), shared=told), sources[:8])
    blocks: list[Block] = [*pictures.threats(x.world, x.profile, x.lang), text]
    if found.internal:
        pairs = listing([f"{x.world.name(s, x.lang)} – {x.world.name(o, x.lang)}" for s, o in found.internal], x.lang)
        blocks.append(Text(x.say("threats-internal", pairs=pairs)))
    return Section("threats", x.say("threats"), tuple(blocks))


def cases_section(x: Telling) -> Section:
    """The recorded calls by the day, the latest first."""
    told = [x.say(f"cases-{in_number(len(x.cases))}", cases=len(x.cases), calls=x.calls.calls)]
    if len(x.cases) > x.calls.calls:
        told.append(x.say(f"cases-other-{'one' if len(x.cases) == 1 else 'many'}"))
    text = Text(" ".join(told))
    header = tuple(names.upper_first(w) for w in (say("brief", "invoke.similar-col-case", x.lang), x.say("col-asked")))
    shown = list(reversed(x.cases))[:SHOWN_CASES]
    rows = tuple(
        (
            f"{c.title.text(x.lang)} ({day(c.date, x.lang)})",
            term("response", c.asked, x.lang)
            if c.request != "none" and c.asked != "none"
            else term("request", "none", x.lang),
            f"{term('response', c.response.kind, x.lang)}: {c.response.text.text(x.lang)}",
        )
        for c in shown
    )
    came = names.upper_first(say("brief", "invoke.similar-col-came", x.lang))
    sources = tuple(dict.fromkeys(c.response.sources[0] for c in shown))
    some = x.say("cases-shown", shown=len(shown), cases=len(x.cases)) if len(shown) < len(x.cases) else ""
    grid = Grid(x.say("cases-table"), (header[0], header[1], came), rows, some, sources)
    return Section("cases", x.say("cases"), (text, grid) if rows else (text,))


def said_section(x: Telling) -> list[Section]:
    """Judgements about the alliance, attributed, the latest first."""
    known = [
        s
        for s in x.world.record.statements.values()
        if x.profile.alliance in s.about and x.world.as_of.knows(s.known) and s.date.first <= x.world.as_of.on
    ]
    if not known:
        return []
    latest = sorted(known, key=lambda s: (s.date.first, s.id), reverse=True)[:SHOWN_STATEMENTS]
    items = tuple(
        Text(
            s.text.text(x.lang),
            s.sources,
            lead=f"{s.speaker.text(x.lang)}, {s.role.text(x.lang)} ({day(s.date, x.lang)}):",
        )
        for s in latest
    )
    return [Section("said", x.say("said"), (Bullets(items),))]
