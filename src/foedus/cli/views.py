"""What the commands print: one screen first, then where to look further. No arithmetic beyond rounding."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.brief.text.soldiers import WIDEST, soldiers_told
from foedus.brief.text.subject import changes
from foedus.brief.text.subject import subject as about
from foedus.brief.words import names
from foedus.brief.words.messages import frequency, likelihood, term
from foedus.brief.words.sources_of_threat import source_name
from foedus.cli.terminal import console, emit_json, grid, on_day, say_age, told
from foedus.ground.calendar import parse_day
from foedus.ground.numbers import listing, multiple, number, percent, sort_key
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
    from foedus.response.summary import Chance

VERDICT_STYLE = {"supported": "green", "nuanced": "yellow", "contradicted": "red"}


def _share(value: float | None, lang: str) -> str:
    return told("unknown", lang) if value is None else percent(value, lang)


def _times(value: float | None, lang: str) -> str:
    """A ratio in a column of its own: a share, or from 2 on a multiple."""
    return told("unknown", lang) if value is None else multiple(value, lang).removesuffix(" of")


def show(found: Profile, lang: str) -> None:
    """The profile of an alliance on one screen."""
    out, measures = console(), found.measures
    short = found.short.text(lang)
    share = measures.without_leader["expenditure"].leader_share
    named = {m.state: m.name.text(lang) for m in found.members}
    if found.dissolved:
        head = told("headline-dissolved", lang, short=short, day=on_day(found.dissolved, lang))
    elif measures.leader and share is not None:
        head = told(
            "headline-show",
            lang,
            short=short,
            count=len(found.members),
            leader=named.get(measures.leader, measures.leader),
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
        table.add_row(named[member.state] + status, member.since, *cells)
    out.print(table)
    if found.forces:
        sizes = [f" {number(f.strength.best, lang)}" if f.strength.best else "" for f in found.forces]
        rows = [f.name.text(lang) + size for f, size in zip(found.forces, sizes, strict=True)]
        out.print(f"{told('forces', lang)}: {'; '.join(rows)}")
    if found.missions:
        rows = [f"{m.name.text(lang)} ({m.since})" for m in found.missions]
        out.print(f"{told('missions', lang)}: {'; '.join(rows)}")
    counted = Counter(source for source, _ in {(t.source, t.state) for t in found.threats})
    common = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:4]
    if common:
        world = World.at(parse_day(found.on), parse_day(found.known))
        rows = [f"{source_name(world, source, lang)} ({count})" for source, count in common]
        out.print(f"{told('threats', lang)}: {'; '.join(rows)}")
    say_age(out, found.record, lang)
    hint = told("hint-show", lang, id=found.alliance, other="NATO" if found.alliance != "NATO" else "CSTO")
    out.print(f"[dim]{told('further', lang, hint=hint)}[/dim]")


def compare(found: Comparison, lang: str) -> None:
    """Two or more alliances side by side."""
    out = console()
    pair = found.ratios[0]
    value = pair.alliances["expenditure"].value
    if value is not None:
        world = World.at(parse_day(found.on), parse_day(found.known))
        first, second = (
            names.alliance(world.title(world.record.alliances[k]), lang, "gen") for k in (pair.first, pair.second)
        )
        gone = listing([names.state(world, s, lang, "acc") for s in found.without], lang)
        head = told("compare-head", lang, first=first, second=second, ratio=multiple(value, lang))
        lead = told("compare-without", lang, states=gone) if gone else ""
        out.print(f"[bold]{lead}{head}[/bold]")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)) + "\n")
    ids = list(found.alliances)
    table = grid(told("measure", lang), *ids, right=tuple(range(1, len(ids) + 1)))
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
        table = grid(f"{told('ratio', lang)} {pair.first} : {pair.second}", "", "", right=(1, 2))
        for concept, ratio in pair.alliances.items():
            table.add_row(term("concept", concept, lang), _times(ratio.value, lang), str(ratio.year or "–"))
        for concept, ratio in (pair.leaders or {}).items():
            label = told(
                "leaders",
                lang,
                first=m[pair.first].leader or "–",
                second=m[pair.second].leader or "–",
            )
            table.add_row(
                f"{label}: {term('concept', concept, lang)}",
                _times(ratio.value, lang),
                str(ratio.year or "–"),
            )
        out.print(table)
    say_age(out, found.record, lang)


def invoke(found: Answer, lang: str) -> None:
    """The answer to an invocation on one screen."""
    out = console()
    world = World.at(parse_day(found.as_of["on"]), parse_day(found.as_of["known"]))
    troops, act = found.response["troops"], found.decision.p_adopted
    owed = told({True: "owed-true", False: "owed-false", None: "owed-unknown"}[found.ruling.owed], lang)
    head = told(
        "headline-invoke", lang, frequency=frequency(troops.p, lang), likelihood=likelihood(troops.p, lang), owed=owed,
        **_percents(troops, lang),
    )  # fmt: skip
    changed = changes(found, world, lang)
    subject = f"{about(found, world, lang)}{f' ({changed})' if changed else ''}"
    out.print(f"[bold]{subject}. {head}[/bold]")
    out.print(told("as-of", lang, on=on_day(found.as_of["on"], lang), known=on_day(found.as_of["known"], lang)) + "\n")
    out.print(f"[bold]{told('must', lang)}[/bold] {found.ruling.reason.text(lang)}")
    procedure = term("procedure", found.decision.procedure, lang)
    decides = told("decides", lang, procedure=procedure, frequency=frequency(act.p, lang), **_percents(act, lang))
    out.print(f"[bold]{told('will', lang)}[/bold] {decides}")
    table = grid(told("answer", lang), told("chance", lang), told("range", lang), right=(1, 2))
    for kind, chance in found.response.items():
        span = f"{percent(chance.low, lang, 0)} – {percent(chance.high, lang, 0)}"
        table.add_row(term("response", kind, lang), percent(chance.p, lang, 0), span)
    out.print(table)
    _members(found, world, lang)
    if found.deployment:
        q = found.deployment.first_arrival_days
        days = {"q50": number(q.q50, lang), "q95": number(q.q95, lang)}
        out.print(told("arrival", lang, cases=found.deployment.cases["first_arrival"], **days))
    if found.similar:
        rows = [f"{s.title.text(lang)} – {term('response', s.response, lang)}" for s in found.similar]
        out.print(f"[bold]{told('similar', lang)}[/bold]: {'; '.join(rows)}")
    if found.history:
        out.print(f"[bold]{told('happened', lang)}[/bold]: {found.history.text.text(lang)}")
    m = found.model
    runs, note = number(m.runs, lang), m.note.text(lang)
    spoke = told("model", lang, version=m.version, runs=runs, seed=m.seed, cases=m.precedents, note=note)
    out.print(f"[dim]{spoke}[/dim]")
    say_age(out, found.record, lang)
    out.print(f"[dim]{told('further', lang, hint=told('hint-invoke', lang))}[/dim]")


def _percents(chance: Chance, lang: str) -> dict[str, str]:
    return {k: percent(v, lang, 0) for k, v in (("p", chance.p), ("low", chance.low), ("high", chance.high))}


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
        out.print(f"[dim]{told('soldiers-open', lang, factor=WIDEST)}[/dim]")


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


def write(brief: Brief, html: Path | None, md: Path | None, figures: Path | None, lang: str, *, quiet: bool) -> None:
    """Write the brief's files whole and say where they are (on stderr, so that pipes stay clean)."""
    from foedus.ground.errors import QueryError
    from foedus.ground.write import write_whole

    files: list[tuple[Path, bytes | str]] = []
    files += [(html, brief.html)] if html else []
    files += [(md, brief.markdown)] if md else []
    if figures:
        files += _pictures(brief, figures, lang)
    for path, content in files:
        try:
            write_whole(path, content)
        except OSError as error:
            raise QueryError(f"{path} cannot be written", why=str(error), hint="choose another file") from None
        if not quiet:
            sys.stderr.write(told("written", lang, path=path.resolve()) + "\n")


def _pictures(brief: Brief, folder: Path, lang: str) -> list[tuple[Path, bytes | str]]:
    """Every picture in three forms; without PNG, and with a word on how to have it, where nothing can render it."""
    from foedus.brief.graphics.raster import can_render

    files: list[tuple[Path, bytes | str]] = []
    for name, figure in brief.pictures.items():
        files += [(folder / f"{name}.svg", figure.svg), (folder / f"{name}.csv", figure.to_csv())]
        files += [(folder / f"{name}.png", figure.png())] if can_render() else []
    if not can_render():
        sys.stderr.write(told("no-png", lang) + "\n")
    return files
