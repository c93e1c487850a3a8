"""What the commands print: one screen first, then where to look further. No arithmetic beyond rounding."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from foedus.brief.text.subject import changes, usual
from foedus.brief.text.subject import subject as about
from foedus.brief.words import names
from foedus.brief.words.lasting import lasting
from foedus.brief.words.law import allowed_told
from foedus.brief.words.messages import in_number, often, say, soldiers_come, term
from foedus.brief.words.soldiers import WIDEST, soldiers_told
from foedus.brief.words.sources_of_threat import source_name
from foedus.brief.words.standing import holder_told, standing_told
from foedus.cli.further import look_further, what_next
from foedus.cli.terminal import console, grid, on_day, on_screen, say_age, styled, told
from foedus.ground.calendar import AsOf, parse_day
from foedus.ground.numbers import by_name, listing, multiple, number, percent, points, sort_key
from foedus.world import World, figures, today

if TYPE_CHECKING:
    from rich.console import Console

    from foedus.measures.profile import Profile
    from foedus.measures.side_by_side import Comparison
    from foedus.response import Answer
    from foedus.response.summary import Chance


def _share(value: float | None, lang: str) -> str:
    return told("unknown", lang) if value is None else percent(value, lang)


def _times(value: float | None, lang: str) -> str:
    """A ratio in a column of its own: a share, or from 2 on a multiple."""
    return told("unknown", lang) if value is None else multiple(value, lang).removesuffix(" of")


def _heading(found: Profile, lang: str) -> str:
    """The headline: who leads, or how many members; signatories of a treaty not yet in force are no members."""
    short, measures = found.short.text(lang), found.measures
    bound = sum(m.status == "member" for m in found.members)
    share = measures.without_leader["expenditure"].leader_share
    if found.dissolved:
        return told("headline-dissolved", lang, short=short, day=on_day(found.dissolved, lang))
    if not found.members:
        return told("headline-show-none", lang, short=short)
    if not bound:
        return told("headline-show-signed", lang, short=short, count=len(found.members))
    if measures.leader and share is not None:
        leader = names.state(World.at(parse_day(found.on)), measures.leader, lang, "acc")
        return told("headline-show", lang, short=short, count=bound, leader=leader, share=percent(share, lang))
    return told("headline-show-plain", lang, short=short, count=bound)


def show(found: Profile, lang: str) -> None:
    """The profile of an alliance on one screen."""
    out, measures = console(), found.measures
    named = {m.state: m.name.text(lang) for m in found.members}
    world = World.at(parse_day(found.on), parse_day(found.known))
    out.print(_heading(found, lang), style="bold")
    out.print(
        f"{found.name.text(lang)}, {told('as-of', lang, on=on_day(found.on, lang), known=on_day(found.known, lang))}\n"
    )
    concepts = list(measures.shares)
    table = grid(told("state", lang), told("since", lang), *(told(c, lang) for c in concepts), right=(2, 3, 4, 5))
    _remark(out, found, lang)
    for member in by_name(found.members, lambda m: named[m.state]):
        cells = [_share(measures.shares[c].shares.get(member.state), lang) for c in concepts]
        status = "" if member.status == "member" else f" ({term('status', member.status, lang)})"
        mark = " *" if member.participation else ""
        table.add_row(named[member.state] + status + mark, on_day(member.since, lang), *cells)
    if found.members:
        out.print(table)
    for line in standing_told(world, world.record.alliances[found.alliance], lang):
        out.print(f"* {line}")
    _figures(out, found, lang)
    for person in found.persons:
        out.print(holder_told(world, person, lang))
    if found.forces:
        sizes = [f" {number(f.strength.best, lang)}" if f.strength.best else "" for f in found.forces]
        rows = [f.name.text(lang) + size for f, size in zip(found.forces, sizes, strict=True)]
        out.print(f"{told('forces', lang)}: {'; '.join(rows)}")
    if found.missions:
        rows = [f"{m.name.text(lang)} ({told('since', lang).lower()} {on_day(m.since, lang)})" for m in found.missions]
        out.print(f"{told('missions', lang)}: {'; '.join(rows)}")
    counted = Counter(source for source, _ in {(t.source, t.state) for t in found.threats})
    common = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:4]
    if common:
        rows = [f"{source_name(world, source, lang)} ({count})" for source, count in common]
        if len(counted) > len(common):
            rows.append(on_screen("and-more", lang, count=len(counted) - len(common)))
        out.print(f"{told('threats', lang)}: {'; '.join(rows)}")
    say_age(out, found.record, lang, found.on)
    out.print(told("further", lang, hint=look_further(found, world, lang)), style="dim")


def _remark(out: Console, found: Profile | Comparison, lang: str) -> None:
    """Say so where the day asked for is yet to come."""
    if found.on > today().isoformat():
        words = {"day": on_day(found.on, lang), "closed": on_day(found.record.date, lang)}
        out.print(on_screen("future", lang, **words), style="yellow")


def _figures(out: Console, found: Profile, lang: str) -> None:
    """Year and series of each column, and which comes from another series than a year earlier."""
    shares = {concept: s for concept, s in found.measures.shares.items() if s.year}
    words = [
        on_screen("figure-of", lang, concept=told(concept, lang), year=s.year, series=s.series)
        for concept, s in shares.items()
    ]
    if words:
        out.print(on_screen("figures-of", lang, list="; ".join(words)), style="dim")
    on = parse_day(found.on)
    before = AsOf(on - dt.timedelta(days=365), parse_day(found.known))
    for concept, s in shares.items():
        earlier = figures(s.concept, s.values, before)
        if earlier.series and earlier.series != s.series:
            said = {"concept": told(concept, lang), "now": s.series, "before": earlier.series}
            out.print(on_screen("series-changed", lang, **said), style="yellow")


def compare(found: Comparison, lang: str) -> None:
    """Two or more alliances side by side."""
    out = console()
    pair = found.ratios[0]
    value = pair.alliances["expenditure"].value
    world = World.at(parse_day(found.on), parse_day(found.known))
    if value is not None:
        first, second = (
            names.alliance(world.title(world.record.alliances[k]), lang, "gen") for k in (pair.first, pair.second)
        )
        gone = listing([names.state(world, s, lang, "acc") for s in found.without], lang)
        head = told("compare-head", lang, first=first, second=second, ratio=multiple(value, lang))
        lead = told("compare-without", lang, states=gone) if gone else ""
        out.print(f"{lead}{head}", style="bold")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)) + "\n")
    _remark(out, found, lang)
    ids = list(found.alliances)
    short = {key: world.title(world.record.alliances[key]).short.text(lang) for key in ids}
    table = grid(told("measure", lang), *short.values(), right=tuple(range(1, len(ids) + 1)))
    table.add_row(told("members", lang), *(str(len(found.alliances[n])) for n in ids))
    m = found.measures
    table.add_row(
        told("leader-share", lang),
        *(_share(m[n].without_leader["expenditure"].leader_share, lang) for n in ids),
    )
    effective = [m[n].concentration["expenditure"].effective_number for n in ids]
    table.add_row(told("effective", lang), *(number(e, lang, 1) if e else "–" for e in effective))
    table.add_row(told("divergence", lang), *(_share(m[n].divergence.mean, lang) for n in ids))
    out.print(table)
    for pair in found.ratios:
        table = grid(f"{told('ratio', lang)} {short[pair.first]} : {short[pair.second]}", "", "", right=(1, 2))
        for concept, ratio in pair.alliances.items():
            table.add_row(term("concept", concept, lang), _times(ratio.value, lang), str(ratio.year or "–"))
        for concept, ratio in (pair.leaders or {}).items():
            one, other = (
                world.name(leader, lang) if leader else "–" for leader in (m[pair.first].leader, m[pair.second].leader)
            )
            label = f"{told('leaders', lang, first=one, second=other)}: {term('concept', concept, lang)}"
            table.add_row(label, _times(ratio.value, lang), str(ratio.year or "–"))
        out.print(table)
    say_age(out, found.record, lang, found.on)


def invoke(found: Answer, lang: str) -> None:
    """The answer to an invocation on one screen."""
    out = console()
    world = World.at(parse_day(found.as_of["on"]), parse_day(found.as_of["known"]))
    troops, act = found.response["troops"], found.decision.p_adopted
    owed = told({True: "owed-true", False: "owed-false", None: "owed-unknown"}[found.ruling.owed], lang)
    head = told(
        "headline-invoke", lang, Soldiers=names.upper_first(soldiers_come(found.outlook, lang)),
        frequency=often(troops.p, troops.low, troops.high, lang), owed=owed, **_percents(troops, lang),
    )  # fmt: skip
    changed = changes(found, world, lang)
    subject = f"{about(found, world, lang)}{f' ({changed})' if changed else ''}"
    out.print(f"{subject}. {head}", style="bold")
    out.print(told("as-of", lang, on=on_day(found.as_of["on"], lang), known=on_day(found.as_of["known"], lang)) + "\n")
    out.print(styled((told("must", lang), "bold"), f" {found.ruling.reason.text(lang)}"))
    if found.ruling.basis is not None and found.invocation.id:
        out.print(found.ruling.basis.text(lang))
    for line in (
        *allowed_told(found.ruling, lang),
        *standing_told(world, world.alliance(found.invocation.alliance), lang),
    ):
        out.print(line)
    rule = found.decision.procedure
    silent = on_screen("no-rule-named" if found.ruling.procedure_text else "no-rule", lang)
    procedure = term("procedure", rule, lang) if rule else silent
    acts = often(act.p, act.low, act.high, lang)
    decides = told("decides", lang, procedure=procedure, frequency=acts, **_percents(act, lang))
    out.print(styled((told("will", lang), "bold"), f" {decides}"))
    table = grid(told("answer", lang), told("chance", lang), told("range", lang), right=(1, 2))
    for kind, chance in found.response.items():
        span = f"{percent(chance.low, lang, 0)} – {percent(chance.high, lang, 0)}"
        table.add_row(term("response", kind, lang), percent(chance.p, lang, 0), span)
    out.print(table)
    _why(found, lang)
    _members(found, world, lang)
    if found.deployment:
        q = found.deployment.first_arrival_days
        days = {k: lasting(getattr(q, k), lang) for k in ("q25", "q50", "q75")}
        cases = found.deployment.cases["first_arrival"]
        rests = say("brief", f"invoke.rests-{in_number(cases)}", lang, cases=cases)
        out.print(told("arrival", lang, rests=rests, **days))
    if found.similar:
        rows = [f"{s.title.text(lang)} – {term('response', s.response, lang)}" for s in found.similar]
        out.print(styled((told("similar", lang), "bold"), f": {'; '.join(rows)}"))
    if found.history:
        out.print(styled((told("happened", lang), "bold"), f": {found.history.text.text(lang)}"))
    m = found.model
    runs, note = number(m.runs, lang), m.note.text(lang)
    spoke = told("model", lang, version=m.version, runs=runs, seed=m.seed, cases=m.precedents, note=note)
    out.print(spoke, style="dim")
    if m.assumptions:
        entries = ", ".join(m.assumptions.changed) or told("own-table-none", lang)
        own = m.assumptions
        out.print(told("own-table", lang, file=own.file, digest=own.sha256[:12], changed=entries), style="dim")
    say_age(out, found.record, lang)
    out.print(told("further", lang, hint=what_next(found, lang)), style="dim")


def _percents(chance: Chance, lang: str) -> dict[str, str]:
    return {k: percent(v, lang, 0) for k, v in (("p", chance.p), ("low", chance.low), ("high", chance.high))}


def _why(found: Answer, lang: str) -> None:
    """What moves the chance away from that of a usual case of the class, where the model knows it."""
    particular = found.model.particular
    if particular is None:
        return
    out = console()
    out.print(usual(found, lang))
    for side in ("for", "against"):
        pulls = [r for r in found.reasons if r.side == side and r.text is not None and r.points is not None][:3]
        if pulls:
            told_reasons = "; ".join(
                f"{r.text.text(lang)} ({points(r.points, lang)})" for r in pulls if r.text and r.points
            )
            out.print(styled((say("brief", f"invoke.{side}", lang), "bold"), f": {told_reasons}"))
    if particular.beyond:
        listed = listing([b.text(lang) for b in particular.beyond], lang)
        out.print(say("brief", "invoke.beyond", lang, list=listed))


def _members(found: Answer, world: World, lang: str) -> None:
    """Who lets it pass and who sends; how many only where the range says something."""
    out = console()
    parts = sorted(found.contributions.items(), key=lambda item: sort_key(world.name(item[0], lang)))
    sizes = [soldiers_told(part.personnel, lang) for _, part in parts]
    columns = ("member", "objects-not", "sends", *(("soldiers",) if any(sizes) else ()))
    table = grid(*(told(c, lang) for c in columns), right=(1, 2, 3)[: len(columns) - 1])
    for (state, part), size in zip(parts, sizes, strict=True):
        passes = found.decision.positions[state].no_objection
        row = (world.name(state, lang), percent(passes.p, lang, 0), percent(part.p.p, lang, 0))
        table.add_row(*row, *((size or "–",) if any(sizes) else ()))
    out.print(table)
    if parts and not any(sizes):
        out.print(told("soldiers-open", lang, factor=WIDEST), style="dim")
