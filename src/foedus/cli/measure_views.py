"""What the commands of measures print, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.words.messages import term
from foedus.cli.terminal import console, grid, on_day, say_age, told
from foedus.ground.numbers import alphabetical, listing, number, percent
from foedus.record import tables
from foedus.record.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from foedus.measures.network.exposure import Critical, Exposure
    from foedus.measures.over_time.one_alliance import AllianceYear
    from foedus.measures.reliability.both import InWar, Kept
    from foedus.measures.reliability.recorded import Helped
    from foedus.measures.strength.burden import Burden
    from foedus.measures.voting import VotingPower

#: Money is told in billions.
BILLION = 1e9
NONE = "\N{EN DASH}"
#: Concepts of the series under the words that the terms file has for them.
CONCEPT_WORDS = {
    "military-expenditure": "expenditure", "personnel": "personnel", "population": "population", "gdp": "gdp",
}  # fmt: skip


def _names(on: str, lang: str) -> Callable[[str], str]:
    """The states' names on a day."""
    from foedus.ground.calendar import parse_day
    from foedus.world import World

    world = World.at(parse_day(on))
    return lambda state: world.name(state, lang)


def _short(alliance: str, on: str, lang: str) -> str:
    """The alliance's short name on a day."""
    from foedus.ground.calendar import parse_day
    from foedus.world import World

    world = World.at(parse_day(on))
    return world.title(world.record.alliances[alliance]).short.text(lang)


def vulnerability(found: Exposure, lang: str) -> None:
    """Who becomes vulnerable to whom: totals by member, then the groups that border on it, lead or are an alliance."""
    out = console()
    name = _names(found.on, lang)
    gone = listing([name(s) for s in found.without], lang) or NONE
    short = _short(found.alliance, found.on, lang)
    head = told("vulnerable-head", lang, alliance=short, gone=gone, gamma=number(found.gamma, lang, 2))
    out.print(f"[bold]{head}[/bold]")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)))
    concept = term("concept", CONCEPT_WORDS[found.concept], lang)
    out.print(told("strength-of", lang, concept=concept, year=found.year or NONE) + "\n")
    heads = ("member", "stands-before", "stands-after", "falls-newly")
    table = grid(*(told(k, lang) for k in heads), right=(1, 2, 3))
    for state, stands in found.guarantees.items():
        falls = sum(member == state for member, _ in found.newly)
        cells = (NONE if x is None else number(x / BILLION, lang, 1) for x in (stands.before, stands.after))
        table.add_row(name(state), *cells, str(falls))
    out.print(table)
    table = grid(*(told(k, lang) for k in ("member", "group", "gamma-before", "gamma-after")), right=(2, 3))
    for row in found.threats:
        if row.borders or row.alliance or row.left:
            group = (
                _short(row.alliance, found.on, lang) if row.alliance else listing([name(s) for s in row.group], lang)
            )
            table.add_row(name(row.member), group, _gamma(row.before, lang), _gamma(row.after, lang))
    out.print(table)
    if found.missing:
        states = listing(alphabetical(map(name, found.missing)), lang)
        out.print(f"[dim]{told('without-figure', lang, count=len(found.missing), states=states)}[/dim]")
    ties = listing([_short(alliance, found.on, lang) for alliance in found.alliances], lang)
    out.print(f"[dim]{told('vulnerable-model', lang, alliances=ties)}[/dim]")
    say_age(out, found.record, lang)


def _gamma(found: Critical | None, lang: str) -> str:
    """A critical gamma as a number, a range, or a dash for none; an infinite end is ∞."""
    if found is None:
        return NONE
    low, high = ("∞" if end is None else number(end, lang, 2) for end in (found.low, found.high))
    return low if low == high else f"{low} {NONE} {high}"


def power(found: VotingPower, lang: str) -> None:
    """Voting power by member, with the organ, its procedure and what is not known of it."""
    out = console()
    name = _names(found.on, lang)
    organ = found.organ_name.text(lang) if found.organ_name else NONE
    procedure = term("procedure", found.procedure, lang) if found.procedure else NONE
    short = _short(found.alliance, found.on, lang)
    out.print(f"[bold]{told('power-head', lang, alliance=short, organ=organ, procedure=procedure)}[/bold]")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)))
    if found.quota is not None:
        out.print(told("power-quota", lang, quota=found.quota, voters=found.voters))
    for said in (found.rule, found.reason):
        if said:
            out.print(said.text(lang))
    heads = ("member", "shapley", "banzhaf", "swings", "swings-abstaining", "blocks")
    table = grid(*(told(k, lang) for k in heads), right=(1, 2, 3, 4))
    for row in found.members:
        figures = (row.shapley_shubik, row.banzhaf_normalised, row.banzhaf, row.ternary_banzhaf)
        cells = (NONE if x is None else percent(x, lang) for x in figures)
        blocks = NONE if row.blocks is None else told("yes" if row.blocks else "no", lang)
        state = name(row.state)
        table.add_row(state if row.votes else f"({state})", *cells, blocks)
    out.print(table)
    for note in found.notes:
        out.print(f"[dim]{note.text(lang)}[/dim]")


def burden(found: Burden, lang: str) -> None:
    """The rank correlation with its interval, then the members by size."""
    out = console()
    short = _short(found.alliance, f"{found.year or 2000}-12-31", lang)
    out.print(f"[bold]{told('burden-head', lang, alliance=short, year=found.year or NONE)}[/bold]")
    state_name = _names(f"{found.year or 2000}-12-31", lang)
    for name, estimate in (("spearman", found.spearman), ("kendall", found.kendall)):
        if estimate.value is None or estimate.low is None or estimate.high is None:
            out.print(f"{told(name, lang)}: {told('unknown', lang)}")
        else:
            low, high = number(estimate.low, lang, 2), number(estimate.high, lang, 2)
            out.print(f"{told(name, lang)}: {number(estimate.value, lang, 2)} ({low} {told('to', lang)} {high})")
    if found.p_greater is not None:
        out.print(told("burden-p", lang, p=number(found.p_greater, lang, 3)))
    table = grid(*(told(k, lang) for k in ("member", "gdp", "milex-share")), right=(1, 2))
    for state in sorted(found.sizes, key=lambda s: -found.sizes[s]):
        size, share = found.sizes[state] / BILLION, found.shares[state]
        table.add_row(state_name(state), number(size, lang, 1), number(share, lang, 2))
    out.print(table)
    if found.missing:
        states = listing(alphabetical(map(state_name, found.missing)), lang)
        out.print(f"[dim]{told('burden-missing', lang, states=states)}[/dim]")


def reliability(found: Kept, lang: str) -> None:
    """Two records, apart: what came of calls, then whether the word was kept in war."""
    out, calls = console(), found.calls
    short = _short(found.alliance, found.on, lang)
    head = told("kept-head", lang, alliance=short, helped=len(calls.helped), calls=calls.calls)
    out.print(f"[bold]{head}[/bold]")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)))
    out.print(told("kept-chance", lang, **_chance(calls, lang)) + "\n")
    invocations = load().invocations
    rows = grid(told("date", lang), "", told("came", lang))
    for id in sorted((*calls.helped, *calls.not_helped), key=lambda id: invocations[id].date.first):
        case = invocations[id]
        rows.add_row(case.date.text, case.title.text(lang), term("response", case.response.kind, lang))
    out.print(rows)
    if found.wars and found.all_alliances:
        words = {"year": found.year, "coding": found.coding.upper(), "honoured": found.wars.honoured}
        words |= {"violated": found.wars.violated}
        out.print(f"[bold]{told('kept-wars', lang, **words)}[/bold]")
        for test in found.tests or ():
            kept = told("kept-honoured" if test.honoured else "kept-violated", lang)
            out.print(f"  {test.war} ({test.ended or told('unknown', lang)}): {kept}")
        out.print(told("kept-chance-war", lang, **_chance(found.wars, lang)))
        every = found.all_alliances
        count = {"honoured": every.honoured, "tests": every.honoured + every.violated}
        out.print(told("kept-all", lang, **count, **_chance(every, lang)))
    if found.reason:
        out.print(found.reason.text(lang))
    out.print(f"[dim]{told('kept-note', lang)}[/dim]")


def _chance(found: Helped | InWar, lang: str) -> dict[str, str]:
    """The mean and both intervals in words of the language."""
    return {name: percent(getattr(found, name), lang) for name in ("mean", "low50", "high50", "low95", "high95")}


def years(found: Sequence[AllianceYear], out: Path | None, lang: str) -> None:
    """A line a year, then which series spoke for which years, and who has no figure."""
    screen, last = console(), found[-1]
    name, short = _names(f"{last.year}-12-31", lang), _short(last.alliance, f"{last.year}-12-31", lang)
    leaders = listing([name(s) for s in dict.fromkeys(r.leader for r in found if r.leader)], lang) or NONE
    concept = term("concept", CONCEPT_WORDS.get(last.concept, last.concept), lang)
    head = told("years-head", lang, alliance=short, first=found[0].year, last=last.year, concept=concept)
    screen.print(f"[bold]{head}[/bold]\n{told('years-leader', lang, leader=leaders)}\n")
    heads = ("year", "members", "leads-with", "left-over", "next", "counts-as", "apart")
    rows = grid(*(told(k, lang) for k in heads), right=(0, 1, 2, 3, 5, 6))
    for row in found:
        rows.add_row(
            str(row.year),
            str(len(row.members)),
            _bound(row.leader_share, "≤", row, lang),
            _bound(row.without_leader_ratio, "≥", row, lang),
            f"{name(row.next_state)} {percent(row.next_share, lang)}" if row.next_state and row.next_share else NONE,
            NONE if row.effective_number is None else number(row.effective_number, lang, 2),
            NONE if row.divergence is None else number(row.divergence, lang, 2),
        )
    screen.print(rows)
    origin = tables.origins()[last.series]
    words = {"series": last.series, "publisher": origin.publisher}
    screen.print(f"[dim]{told('years-series', lang, **words)}[/dim]")
    gaps = [f"{name(state)} {_spans(when)}" for state, when in _gaps(found).items()]
    if gaps:
        screen.print(f"[dim]{told('years-missing', lang, gaps='; '.join(gaps))}[/dim]")
    screen.print(f"[dim]{told('years-note', lang)}[/dim]")
    if out is not None:
        screen.print(told("written", lang, path=out))


def _bound(value: float | None, sign: str, row: AllianceYear, lang: str) -> str:
    """A share, with the sign of a bound where a member has no figure."""
    return NONE if value is None else (f"{sign} " if row.missing else "") + percent(value, lang)


def _gaps(found: Sequence[AllianceYear]) -> dict[str, list[int]]:
    """The years in which a member has no figure though others have one, by member."""
    gaps: dict[str, list[int]] = {}
    for row in found:
        for state in row.missing if row.total is not None else ():
            gaps.setdefault(state, []).append(row.year)
    return gaps


def _spans(years: list[int]) -> str:
    """Years as spans: 1996–1999, 2008.

    >>> _spans([1996, 1997, 1998, 2008])
    '1996–1998, 2008'
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], year]
        else:
            spans.append([year])
    return ", ".join(NONE.join(map(str, span)) for span in spans)


def write_years(found: Sequence[AllianceYear], out: Path) -> None:
    """The same as a table in a file; members and those without a figure as text, with blanks between."""
    from foedus.ground.extras import need

    need("tables")
    import msgspec
    import polars as pl

    from foedus.panel.write import write

    rows = [msgspec.structs.asdict(row) for row in found]
    for row in rows:
        row |= {key: " ".join(row[key]) for key in ("members", "missing")}
    write(pl.DataFrame(rows, infer_schema_length=None), out)
