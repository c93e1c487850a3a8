"""What the commands print: one screen first, then where to look further. No arithmetic beyond rounding."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from foedus.brief.messages import frequency, likelihood, say, term
from foedus.brief.sources_of_threat import source_name
from foedus.charter.wording import day
from foedus.ground.calendar import Date, parse_day
from foedus.ground.numbers import number, percent, rounded
from foedus.record.entries import Label
from foedus.world import World

if TYPE_CHECKING:
    from rich.console import Console

    from foedus.brief import Brief
    from foedus.charter.rules import Amendment
    from foedus.claims import Verdicts
    from foedus.measures.profile import Profile
    from foedus.measures.versus import Comparison
    from foedus.record.case import Invocation
    from foedus.record.entries import Source
    from foedus.response import Answer

VERDICT_STYLE = {"supported": "green", "nuanced": "yellow", "contradicted": "red"}


def emit_json(value: Any) -> None:
    """Print a value as indented JSON."""
    from foedus.record.load import _encode

    data = msgspec.json.format(msgspec.json.encode(value, enc_hook=_encode), indent=2)
    sys.stdout.write(data.decode() + "\n")


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def _table(*columns: str, right: tuple[int, ...] = ()) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(columns):
        table.add_column(name, justify="right" if index in right else "left", overflow="fold")
    return table


def _t(key: str, lang: str, **values: object) -> str:
    return say("terminal", key, lang, **values)


def _in(label: Label, lang: str) -> str:
    return label.de if lang == "de" else label.en


def _day(iso: str, lang: str) -> str:
    return day(Date(iso), lang)


def _share(value: float | None, lang: str) -> str:
    return _t("unknown", lang) if value is None else percent(value, lang)


def show(found: Profile, lang: str) -> None:
    """The profile of an alliance on one screen."""
    out, measures = _console(), found.measures
    short = _in(found.short, lang)
    share = measures.without_leader["expenditure"].leader_share
    names = {m.state: _in(m.name, lang) for m in found.members}
    if found.dissolved:
        head = _t("headline-dissolved", lang, short=short, day=_day(found.dissolved, lang))
    elif measures.leader and share is not None:
        head = _t(
            "headline-show",
            lang,
            short=short,
            count=len(found.members),
            leader=names.get(measures.leader, measures.leader),
            share=percent(share, lang),
        )
    else:
        head = _t("headline-show-plain", lang, short=short, count=len(found.members))
    out.print(f"[bold]{head}[/bold]")
    out.print(f"{_in(found.name, lang)}, {_t('as-of', lang, on=_day(found.on, lang), known=_day(found.known, lang))}\n")
    concepts = list(measures.shares)
    table = _table(_t("state", lang), _t("since", lang), *(_t(c, lang) for c in concepts), right=(2, 3, 4, 5))
    for member in found.members:
        cells = [_share(measures.shares[c].shares.get(member.state), lang) for c in concepts]
        status = "" if member.status == "member" else f" ({term('status', member.status, lang)})"
        table.add_row(names[member.state] + status, member.since, *cells)
    out.print(table)
    if found.forces:
        sizes = [f" {number(f.strength.best, lang)}" if f.strength.best else "" for f in found.forces]
        rows = [_in(f.name, lang) + size for f, size in zip(found.forces, sizes, strict=True)]
        out.print(f"{_t('forces', lang)}: {'; '.join(rows)}")
    if found.missions:
        rows = [f"{_in(m.name, lang)} ({m.since})" for m in found.missions]
        out.print(f"{_t('missions', lang)}: {'; '.join(rows)}")
    named = Counter(source for source, _ in {(t.source, t.state) for t in found.threats})
    common = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:4]
    if common:
        world = World.at(parse_day(found.on), parse_day(found.known))
        rows = [f"{source_name(world, source, lang)} ({count})" for source, count in common]
        out.print(f"{_t('threats', lang)}: {'; '.join(rows)}")
    hint = _t("hint-show", lang, id=found.alliance, other="NATO" if found.alliance != "NATO" else "CSTO")
    out.print(f"[dim]{_t('further', lang, hint=hint)}[/dim]")


def compare(found: Comparison, lang: str) -> None:
    """Two or more alliances side by side."""
    out = _console()
    pair = found.ratios[0]
    value = pair.alliances["expenditure"].value
    if value is not None:
        out.print(
            f"[bold]{_t('compare-head', lang, first=pair.first, second=pair.second, ratio=percent(value, lang))}[/bold]"
        )
    out.print(_t("as-of", lang, on=_day(found.on, lang), known=_day(found.known, lang)) + "\n")
    names = list(found.alliances)
    table = _table(_t("measure", lang), *names, right=tuple(range(1, len(names) + 1)))
    table.add_row(_t("members", lang), *(str(len(found.alliances[n])) for n in names))
    m = found.measures
    table.add_row(
        _t("leader-share", lang),
        *(_share(m[n].without_leader["expenditure"].leader_share, lang) for n in names),
    )
    effective = [m[n].concentration["expenditure"].effective_number for n in names]
    table.add_row(_t("effective", lang), *(number(e, lang, 1) if e else "–" for e in effective))
    table.add_row(_t("divergence", lang), *(_share(m[n].divergence.mean, lang) for n in names))
    out.print(table)
    for pair in found.ratios:
        table = _table(f"{_t('ratio', lang)} {pair.first} : {pair.second}", "", "", right=(1, 2))
        for concept, ratio in pair.alliances.items():
            table.add_row(term("concept", concept, lang), _share(ratio.value, lang), str(ratio.year or "–"))
        for concept, ratio in (pair.leaders or {}).items():
            label = _t(
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
    out = _console()
    troops = found.response["troops"]
    owed = _t({True: "owed-true", False: "owed-false", None: "owed-unknown"}[found.ruling.owed], lang)
    head = _t(
        "headline-invoke",
        lang,
        frequency=frequency(troops.p, lang),
        low=percent(troops.low, lang, 0),
        high=percent(troops.high, lang, 0),
        likelihood=likelihood(troops.p, lang),
        owed=owed,
    )
    title = found.invocation["title"]
    subject = (
        _in(title, lang) if isinstance(title, Label) else f"{found.invocation['by']} → {found.invocation['alliance']}"
    )
    out.print(f"[bold]{subject}. {head}[/bold]")
    out.print(_t("as-of", lang, on=_day(found.as_of["on"], lang), known=_day(found.as_of["known"], lang)) + "\n")
    out.print(f"[bold]{_t('must', lang)}[/bold] {_in(found.ruling.reason, lang)}")
    d = found.decision.p_adopted
    out.print(
        f"[bold]{_t('will', lang)}[/bold] "
        + _t(
            "decides",
            lang,
            procedure=term("procedure", found.decision.procedure, lang),
            frequency=frequency(d.p, lang),
            low=percent(d.low, lang, 0),
            high=percent(d.high, lang, 0),
        )
    )
    table = _table(_t("answer", lang), _t("chance", lang), _t("range", lang), right=(1, 2))
    for kind, chance in found.response.items():
        table.add_row(
            term("response", kind, lang),
            percent(chance.p, lang, 0),
            f"{percent(chance.low, lang, 0)} – {percent(chance.high, lang, 0)}",
        )
    out.print(table)
    table = _table(
        _t("member", lang),
        _t("objects-not", lang),
        _t("sends", lang),
        _t("soldiers", lang),
        right=(1, 2, 3),
    )
    world = World.at(parse_day(found.as_of["on"]), parse_day(found.as_of["known"]))
    for state, part in found.contributions.items():
        q = part.personnel
        soldiers = f"{number(rounded(q.q05), lang)} – {number(rounded(q.q95), lang)}" if q else _t("unknown", lang)
        passes = found.decision.positions[state].no_objection
        table.add_row(world.name(state, lang), percent(passes.p, lang, 0), percent(part.p.p, lang, 0), soldiers)
    out.print(table)
    if found.deployment:
        q = found.deployment.first_arrival_days
        out.print(
            _t(
                "arrival",
                lang,
                q05=number(q.q05, lang),
                q50=number(q.q50, lang),
                q95=number(q.q95, lang),
            )
        )
    if found.similar:
        out.print(
            f"[bold]{_t('similar', lang)}[/bold]: "
            + "; ".join(f"{_in(s.title, lang)} – {term('response', s.response, lang)}" for s in found.similar)
        )
    if found.history:
        out.print(f"[bold]{_t('happened', lang)}[/bold]: {_in(found.history.text, lang)}")
    model = found.model
    out.print(
        f"[dim]{_t('model', lang, version=model.version, runs=number(model.runs, lang), seed=model.seed, cases=model.precedents, note=_in(model.note, lang))}[/dim]"
    )
    out.print(f"[dim]{_t('further', lang, hint=_t('hint-invoke', lang))}[/dim]")


def cases(found: list[Invocation], lang: str) -> None:
    """The recorded invocations as a table."""
    out = _console()
    out.print(f"[bold]{_t('cases-head', lang, count=len(found))}[/bold]")
    table = _table(_t("case", lang), _t("date", lang), _t("alliance", lang), "", _t("came", lang))
    for case in found:
        table.add_row(
            case.aliases[0] if case.aliases else case.id,
            case.date.text,
            case.alliance,
            _in(case.title, lang),
            term("response", case.response.kind, lang),
        )
    out.print(table)


def amendments(found: list[Amendment], lang: str) -> None:
    """The named amendments of a treaty."""
    out = _console()
    out.print(f"[bold]{_t('amendments-head', lang)}[/bold]")
    for entry in found:
        out.print(f"  {entry.id:24} {_in(entry.title, lang)}")


def claims(found: Verdicts, lang: str) -> None:
    """The verdicts of a set of claims."""
    out = _console()
    counts = ", ".join(f"{n} {term('verdict', v, lang)}" for v, n in found.counts().items())
    out.print(f"[bold]{_t('claims-head', lang, total=len(found.claims), counts=counts)}[/bold]")
    out.print(_t("as-of", lang, on=_day(found.on, lang), known=_day(found.known, lang)) + "\n")
    for claim in found.claims:
        style = VERDICT_STYLE.get(claim.verdict, "dim")
        then = (
            ""
            if claim.verdict_then == claim.verdict
            else f" ({_t('then', lang)}: {term('verdict', claim.verdict_then, lang)})"
        )
        out.print(
            f"[bold]{claim.id}[/bold] [{style}]{term('verdict', claim.verdict, lang)}[/{style}]{then}  {_in(claim.statement, lang)}"
        )
        out.print(f"     {_in(claim.evidence, lang)}", markup=False)
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
        sys.stdout.write(_t("audit-found", lang, count=len(found)) + "\n")
    else:
        record = parse(folder)
        count = sum(1 for _ in entries(record, "record"))
        sys.stdout.write(
            _t(
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
                sys.stderr.write(_t("written", lang, path=path.resolve()) + "\n")
