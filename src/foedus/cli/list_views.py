"""What the commands that list print: alliances, cases, amendments, claims, findings of the audit, sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.brief.words.messages import term
from foedus.cli.further import day_option
from foedus.cli.terminal import console, counted, emit_json, grid, on_day, on_screen, styled, told, visible
from foedus.ground.numbers import number

if TYPE_CHECKING:
    from foedus.claims import Verdicts
    from foedus.record.case import Invocation
    from foedus.record.cite.items import Item
    from foedus.record.entries import Source
    from foedus.record.law import Amendment
    from foedus.record.stats import Stats
    from foedus.world import Listed, World

#: The tables of the record that are counted, in the order in which they are told.
COUNTED = (
    "alliances", "members", "missions", "persons", "invocations", "contributions", "threats", "conflicts",
    "statements", "places", "findings", "sources",
)  # fmt: skip
VERDICT_STYLE = {"supported": "green", "nuanced": "yellow", "contradicted": "red"}


def cases(found: list[Invocation], lang: str) -> None:
    """The recorded invocations as a table."""
    out = console()
    if not found:
        out.print(on_screen("no-case", lang))
        return
    out.print(counted("cases-head", len(found), lang), style="bold")
    table = grid(told("case", lang), told("date", lang), told("alliance", lang), "", told("came", lang))
    for case in found:
        name = case.aliases[0] if case.aliases else case.id
        came = term("response", case.response.kind, lang)
        table.add_row(name, on_day(case.date.text, lang), case.alliance, case.title.text(lang), came)
    out.print(table)
    name = found[0].aliases[0] if found[0].aliases else found[0].id
    out.print(told("further", lang, hint=on_screen("hint-case", lang, case=name)), style="dim")


def alliances(found: tuple[Listed, ...], world: World, lang: str) -> None:
    """The alliances with their spans, members and calls; what has ended is dim."""
    out = console()
    on, known = on_day(world.as_of.on.isoformat(), lang), on_day(world.as_of.known.isoformat(), lang)
    out.print(counted("alliances-head", len(found), lang), style="bold")
    out.print(told("as-of", lang, on=on, known=known))
    table = grid(
        told("alliance", lang), "", told("from-to", lang), told("members-col", lang),
        told("calls-col", lang), right=(3, 4),
    )  # fmt: skip
    for entry in found:
        span = f"{entry.founded.first.year}–{entry.dissolved.first.year if entry.dissolved else ''}"
        cells = (entry.id, entry.name.text(lang), span, str(len(entry.members) or "–"), str(entry.calls or "–"))
        table.add_row(*cells, style="dim" if entry.dissolved else "")
    out.print(table)
    if found:
        first = next((entry for entry in found if not entry.dissolved), found[0])
        hint = on_screen("hint-alliance", lang, alliance=first.id, day=day_option(world.as_of.on.isoformat()))
        out.print(told("further", lang, hint=hint), style="dim")


def amendments(found: list[Amendment], lang: str) -> None:
    """The named amendments of a treaty."""
    out = console()
    out.print(told("amendments-head", lang), style="bold")
    table = grid("--amend", "")
    for entry in found:
        table.add_row(entry.id, entry.title.text(lang))
    out.print(table)


def claims(found: Verdicts, lang: str, sources: bool) -> None:
    """The verdicts of a set of claims: the verdict, the sentence, the evidence; the sources where asked for."""
    from rich.padding import Padding

    out = console()
    counts = ", ".join(f"{n} {term('verdict', v, lang)}" for v, n in found.counts().items())
    out.print(told("claims-head", lang, total=len(found.claims), counts=counts), style="bold")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)))
    for claim in found.claims:
        style = VERDICT_STYLE.get(claim.verdict, "dim")
        then = "" if claim.verdict_then == claim.verdict else term("verdict", claim.verdict_then, lang)
        then = f" ({told('then', lang)}: {then})" if then else ""
        out.print(styled("\n", (claim.id, "bold"), " ", (term("verdict", claim.verdict, lang), style), then))
        for text in (claim.statement.text(lang), claim.evidence.text(lang)):
            out.print(Padding(styled(text), (0, 0, 0, 4)))
        if sources:
            named = f"{on_screen('sources', lang)}: {', '.join(claim.sources) or '–'}"
            out.print(Padding(styled((named, "dim")), (0, 0, 0, 4)))
    if not sources:
        out.print(f"\n{told('further', lang, hint=on_screen('hint-sources', lang))}", style="dim")


def audit(found: list[str], folder: Path, json: bool, lang: str) -> None:
    """The findings of the audit."""
    if json:
        emit_json({"findings": found})
        return
    from foedus.record.audit import entries
    from foedus.record.load import parse

    for finding in found:
        print(visible(finding))
    if found:
        print(counted("audit-found", len(found), lang))
        return
    record = parse(folder)
    count = number(sum(1 for _ in entries(record, "record")), lang)
    print(told("audit-clean", lang, entries=count, sources=number(len(record.sources), lang)))


def cite(items: list[Item], sources: dict[str, Source], lang: str) -> None:
    """What can be cited as a list; sources with how much of them was read."""
    for item in items:
        source = sources.get(item.id)
        if source is None:
            _cite_made(item, lang)
            continue
        key = item.id
        date = f", {on_day(source.date.text, lang)}" if source.date else ""
        author = f"{source.author}: " if source.author else ""
        where = source.url or ("keine Adresse" if lang == "de" else "no address")
        read = term("read", source.read, lang)
        print(visible(f"{key}: {author}{source.title}. {source.publisher}{date}. {where} [{read}]"))


def _cite_made(item: Item, lang: str) -> None:
    """A treaty, or the record itself."""
    parts = [f"{item.title}."]
    if item.version:
        parts.append(on_screen("record-version", lang, version=item.version, date=on_day(str(item.date), lang)))
    elif item.date:
        parts.append(on_screen("signed-on", lang, date=on_day(item.date.text, lang)))
    if item.in_force:
        parts.append(on_screen("in-force-since", lang, date=on_day(item.in_force.text, lang)))
    parts += [part for part in (item.licence, item.url) if part]
    print(visible(f"{item.id}: {' '.join(parts)}"))


def stats(found: Stats, lang: str) -> None:
    """What the record holds, in short tables."""
    from foedus.record.releases import releases

    out = console()
    out.print(on_screen("record-version", lang, version=found.version, date=on_day(found.date, lang)), style="bold")
    out.print(releases()[-1].changes.text(lang))
    table = grid(on_screen("table", lang), on_screen("rows", lang), right=(1,))
    for name in COUNTED:
        table.add_row(on_screen(f"rows-{name}", lang), number(getattr(found, name), lang))
    out.print(table)
    for title, counts in (
        ("asked-for", {_asked(k, lang): n for k, n in found.asked.items()}),
        ("came-of-it", {term("response", k, lang): n for k, n in found.responses.items()}),
        ("by-decade", {on_screen("decade", lang, year=k[:4]): n for k, n in found.by_decade.items()}),
        ("by-alliance", found.by_alliance),
        ("sources-read", {on_screen(f"read-{k}", lang): n for k, n in found.read.items()}),
    ):
        listed = ", ".join(f"{name} {number(count, lang)}" for name, count in counts.items())
        out.print(styled((on_screen(title, lang), "bold"), f": {listed}"))
    lists = on_screen("complete-lists", lang, complete=found.complete_lists)
    out.print(lists, style="dim")


def _asked(kind: str, lang: str) -> str:
    """What was asked for in words; nothing is not "no answer"."""
    return on_screen("asked-none", lang) if kind == "none" else term("response", kind, lang)
