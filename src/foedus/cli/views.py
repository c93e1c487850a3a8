"""What the commands print: one screen first, then where to look further. No arithmetic beyond rounding."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.brief.words.messages import frequency, likelihood, term
from foedus.brief.words.sources_of_threat import source_name
from foedus.cli.terminal import console, emit_json, grid, on_day, told
from foedus.ground.calendar import parse_day
from foedus.ground.numbers import number, percent, rounded
from foedus.world import World

if TYPE_CHECKING:
    from foedus.brief import Brief
    from foedus.charter.rules import Amendment
    from foedus.claims import Verdicts
    from foedus.measures.profile import Profile
    from foedus.measures.side_by_side import Comparison
    from foedus.record.case import Invocation
    from foedus.record.entries import Source
    from foedus.response import Answer

VERDICT_STYLE = {"supported": "green", "nuanced": "yellow", "contradicted": "red"}


def _share(value: float | None, lang: str) -> str:
    return told("unknown", lang) if value is None else percent(value, lang)


def show(found: Profile, lang: str) -> None:
    """The profile of an alliance on one screen."""
    out, measures = console(), found.measures
    short = found.short.text(lang)
    share = measures.without_leader["expenditure"].leader_share
    names = {m.state: m.name.text(lang) for m in found.members}
    if found.dissolved:
        head = told("headline-dissolved", lang, short=short, day=on_day(found.dissolved, lang))
    elif measures.leader and share is not None:
        head = told(
            "headline-show",
            lang,
            short=short,
            count=len(found.members),
            leader=names.get(measures.leader, measures.leader),
            share=percent(share, lang),
        )
    else:
        head = told("headline-show-plain", lang, short=short, count=len(found.members))
    out.print(f"[bold]{head}[/bold]")
    out.print(
        f"{found.name.text(lang)}, {told('as-of', lang, on=on_day(found.on, lang), known=on_day(found.known, lang))}\n"
    )
    concepts = list(measures.shares)
    table = grid(told("state", lang), told("since", lang), *(told(c, lang) for c in concepts), right=(2, 3, 4, 5))
    for member in found.members:
        cells = [_share(measures.shares[c].shares.get(member.state), lang) for c in concepts]
        status = "" if member.status == "member" else f" ({term('status', member.status, lang)})"
        table.add_row(names[member.state] + status, member.since, *cells)
    out.print(table)
    if found.forces:
        sizes = [f" {number(f.strength.best, lang)}" if f.strength.best else "" for f in found.forces]
        rows = [f.name.text(lang) + size for f, size in zip(found.forces, sizes, strict=True)]
        out.print(f"{told('forces', lang)}: {'; '.join(rows)}")
    if found.missions:
        rows = [f"{m.name.text(lang)} ({m.since})" for m in found.missions]
        out.print(f"{told('missions', lang)}: {'; '.join(rows)}")
    named = Counter(source for source, _ in {(t.source, t.state) for t in found.threats})
    common = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:4]
    if common:
        world = World.at(parse_day(found.on), parse_day(found.known))
        rows = [f"{source_name(world, source, lang)} ({count})" for source, count in common]
        out.print(f"{told('threats', lang)}: {'; '.join(rows)}")
    hint = told("hint-show", lang, id=found.alliance, other="NATO" if found.alliance != "NATO" else "CSTO")
    out.print(f"[dim]{told('further', lang, hint=hint)}[/dim]")


def compare(found: Comparison, lang: str) -> None:
    """Two or more alliances side by side."""
    out = console()
    pair = found.ratios[0]
    value = pair.alliances["expenditure"].value
    if value is not None:
        out.print(
            f"[bold]{told('compare-head', lang, first=pair.first, second=pair.second, ratio=percent(value, lang))}[/bold]"
        )
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)) + "\n")
    names = list(found.alliances)
    table = grid(told("measure", lang), *names, right=tuple(range(1, len(names) + 1)))
    table.add_row(told("members", lang), *(str(len(found.alliances[n])) for n in names))
    m = found.measures
    table.add_row(
        told("leader-share", lang),
        *(_share(m[n].without_leader["expenditure"].leader_share, lang) for n in names),
    )
    effective = [m[n].concentration["expenditure"].effective_number for n in names]
    table.add_row(told("effective", lang), *(number(e, lang, 1) if e else "–" for e in effective))
    table.add_row(told("divergence", lang), *(_share(m[n].divergence.mean, lang) for n in names))
    out.print(table)
    for pair in found.ratios:
        table = grid(f"{told('ratio', lang)} {pair.first} : {pair.second}", "", "", right=(1, 2))
        for concept, ratio in pair.alliances.items():
            table.add_row(term("concept", concept, lang), _share(ratio.value, lang), str(ratio.year or "–"))
        for concept, ratio in (pair.leaders or {}).items():
            label = told(
                "leaders",
                lang,
                first=m[pair.first].leader or "–",
                second=m[pair.second].leader or "–",
            )
            table.add_row(
                f"{label}: {term('concept', concept, lang)}",
                _share(ratio.value, lang),
                str(ratio.year or "–"),
            )
        out.print(table)


def invoke(found: Answer, lang: str) -> None:
    """The answer to an invocation on one screen."""
    out = console()
    troops = found.response["troops"]
    owed = told({True: "owed-true", False: "owed-false", None: "owed-unknown"}[found.ruling.owed], lang)
    head = told(
        "headline-invoke",
        lang,
        frequency=frequency(troops.p, lang),
        low=percent(troops.low, lang, 0),
        high=percent(troops.high, lang, 0),
        likelihood=likelihood(troops.p, lang),
        owed=owed,
    )
    title = found.invocation.title
    subject = title.text(lang) if title else f"{found.invocation.by} → {found.invocation.alliance}"
    out.print(f"[bold]{subject}. {head}[/bold]")
    out.print(told("as-of", lang, on=on_day(found.as_of["on"], lang), known=on_day(found.as_of["known"], lang)) + "\n")
    out.print(f"[bold]{told('must', lang)}[/bold] {found.ruling.reason.text(lang)}")
    d = found.decision.p_adopted
    out.print(
        f"[bold]{told('will', lang)}[/bold] "
        + told(
            "decides",
            lang,
            procedure=term("procedure", found.decision.procedure, lang),
            frequency=frequency(d.p, lang),
            low=percent(d.low, lang, 0),
            high=percent(d.high, lang, 0),
        )
    )
    table = grid(told("answer", lang), told("chance", lang), told("range", lang), right=(1, 2))
    for kind, chance in found.response.items():
        table.add_row(
            term("response", kind, lang),
            percent(chance.p, lang, 0),
            f"{percent(chance.low, lang, 0)} – {percent(chance.high, lang, 0)}",
        )
    out.print(table)
    table = grid(
        told("member", lang),
        told("objects-not", lang),
        told("sends", lang),
        told("soldiers", lang),
        right=(1, 2, 3),
    )
    world = World.at(parse_day(found.as_of["on"]), parse_day(found.as_of["known"]))
    for state, part in found.contributions.items():
        q = part.personnel
        soldiers = f"{number(rounded(q.q05), lang)} – {number(rounded(q.q95), lang)}" if q else told("unknown", lang)
        passes = found.decision.positions[state].no_objection
        table.add_row(world.name(state, lang), percent(passes.p, lang, 0), percent(part.p.p, lang, 0), soldiers)
    out.print(table)
    if found.deployment:
        q = found.deployment.first_arrival_days
        out.print(
            told(
                "arrival",
                lang,
                q05=number(q.q05, lang),
                q50=number(q.q50, lang),
                q95=number(q.q95, lang),
            )
        )
    if found.similar:
        out.print(
            f"[bold]{told('similar', lang)}[/bold]: "
            + "; ".join(f"{s.title.text(lang)} – {term('response', s.response, lang)}" for s in found.similar)
        )
    if found.history:
        out.print(f"[bold]{told('happened', lang)}[/bold]: {found.history.text.text(lang)}")
    model = found.model
    out.print(
        f"[dim]{told('model', lang, version=model.version, runs=number(model.runs, lang), seed=model.seed, cases=model.precedents, note=model.note.text(lang))}[/dim]"
    )
    out.print(f"[dim]{told('further', lang, hint=told('hint-invoke', lang))}[/dim]")


def cases(found: list[Invocation], lang: str) -> None:
    """The recorded invocations as a table."""
    out = console()
    out.print(f"[bold]{told('cases-head', lang, count=len(found))}[/bold]")
    table = grid(told("case", lang), told("date", lang), told("alliance", lang), "", told("came", lang))
    for case in found:
        table.add_row(
            case.aliases[0] if case.aliases else case.id,
            case.date.text,
            case.alliance,
            case.title.text(lang),
            term("response", case.response.kind, lang),
        )
    out.print(table)


def amendments(found: list[Amendment], lang: str) -> None:
    """The named amendments of a treaty."""
    out = console()
    out.print(f"[bold]{told('amendments-head', lang)}[/bold]")
    for entry in found:
        out.print(f"  {entry.id:24} {entry.title.text(lang)}")


def claims(found: Verdicts, lang: str) -> None:
    """The verdicts of a set of claims."""
    out = console()
    counts = ", ".join(f"{n} {term('verdict', v, lang)}" for v, n in found.counts().items())
    out.print(f"[bold]{told('claims-head', lang, total=len(found.claims), counts=counts)}[/bold]")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)) + "\n")
    for claim in found.claims:
        style = VERDICT_STYLE.get(claim.verdict, "dim")
        then = (
            ""
            if claim.verdict_then == claim.verdict
            else f" ({told('then', lang)}: {term('verdict', claim.verdict_then, lang)})"
        )
        out.print(
            f"[bold]{claim.id}[/bold] [{style}]{term('verdict', claim.verdict, lang)}[/{style}]{then}  {claim.statement.text(lang)}"
        )
        out.print(f"     {claim.evidence.text(lang)}", markup=False)
        out.print(f"     [dim]{', '.join(claim.sources) or '–'}[/dim]")


def audit(found: list[str], folder: Path, json: bool, lang: str) -> None:
    """The findings of the audit."""
    if json:
        emit_json({"findings": found})
        return
    from foedus.record.audit import entries
    from foedus.record.load import parse

    for finding in found:
        sys.stdout.write(finding + "\n")
    if found:
        sys.stdout.write(told("audit-found", lang, count=len(found)) + "\n")
    else:
        record = parse(folder)
        count = sum(1 for _ in entries(record, "record"))
        sys.stdout.write(
            told(
                "audit-clean",
                lang,
                entries=number(count, lang),
                sources=number(len(record.sources), lang),
            )
            + "\n"
        )


def cite(sources: dict[str, Source]) -> None:
    """Sources as a list."""
    for key, source in sources.items():
        date = f", {source.date}" if source.date else ""
        sys.stdout.write(
            f"{key}: {source.title}. {source.publisher}{date}. {source.url or '(no address)'} [{source.read}]\n"
        )


def write(brief: Brief, html: Path | None, md: Path | None, lang: str, *, quiet: bool) -> None:
    """Write the brief's files whole and say where they are (on stderr, so that pipes stay clean)."""
    from foedus.ground.errors import QueryError
    from foedus.ground.write import write_whole

    for path, text in ((html, brief.html), (md, brief.markdown)):
        if path is not None:
            try:
                write_whole(path, text)
            except OSError as error:
                raise QueryError(f"{path} cannot be written", why=str(error), hint="choose another file") from None
            if not quiet:
                sys.stderr.write(told("written", lang, path=path.resolve()) + "\n")
