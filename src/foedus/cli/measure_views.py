"""What the commands of measures print: the answer in a sentence, the table, what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.words.messages import term
from foedus.cli.terminal import console, grid, on_day, on_screen, say_age, told
from foedus.ground.numbers import alphabetical, by_name, listing, number, percent
from foedus.ground.terms import HELP
from foedus.record.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from foedus.measures.network.exposure import Critical, Exposure
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


def state_names(on: str, lang: str) -> Callable[[str], str]:
    """The states' names on a day."""
    from foedus.ground.calendar import parse_day
    from foedus.world import World

    world = World.at(parse_day(on))
    return lambda state: world.name(state, lang)


def short_name(alliance: str, on: str, lang: str) -> str:
    """The alliance's short name on a day."""
    from foedus.ground.calendar import parse_day
    from foedus.world import World

    world = World.at(parse_day(on))
    return world.title(world.record.alliances[alliance]).short.text(lang)


def vulnerability(found: Exposure, lang: str) -> None:
    """Who becomes vulnerable: a sentence, totals by member, the groups that border on it, lead or are an alliance."""
    out = console()
    name = state_names(found.on, lang)
    _exposed(out, found, name, lang)
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)))
    concept = term("concept", CONCEPT_WORDS[found.concept], lang)
    out.print(told("strength-of", lang, concept=concept, year=found.year or NONE) + "\n")
    heads = ("member", "stands-before", "stands-after", "falls-newly")
    table = grid(*(told(k, lang) for k in heads), right=(1, 2, 3))
    for state in by_name(found.guarantees, name):
        stands = found.guarantees[state]
        falls = sum(member == state for member, _ in found.newly)
        cells = (NONE if x is None else number(x / BILLION, lang, 1) for x in (stands.before, stands.after))
        table.add_row(name(state), *cells, str(falls))
    out.print(table)
    table = grid(*(told(k, lang) for k in ("member", "group", "gamma-before", "gamma-after")), right=(2, 3))
    shown = [row for row in found.threats if row.borders or row.alliance or row.left]
    for row in shown:
        states = listing(by_name(map(name, row.group), str), lang)
        group = short_name(row.alliance, found.on, lang) if row.alliance else states
        table.add_row(name(row.member), group, _gamma(row.before, lang), _gamma(row.after, lang))
    out.print(table)
    if len(shown) < len(found.threats):
        out.print(on_screen("shown", lang, shown=len(shown), all=len(found.threats)), style="dim")
    if found.missing:
        states = listing(alphabetical(map(name, found.missing)), lang)
        out.print(told("without-figure", lang, count=len(found.missing), states=states), style="dim")
    out.print(on_screen("means", lang, text=on_screen("exposed-means", lang)), style="dim")
    ties = listing([short_name(alliance, found.on, lang) for alliance in found.alliances], lang)
    out.print(told("vulnerable-model", lang, alliances=ties), style="dim")
    say_age(out, found.record, lang)


def _exposed(out: Console, found: Exposure, name: Callable[[str], str], lang: str) -> None:
    """The answer in a sentence: how many members, and which, some group could defeat at this gamma."""
    pairs = found.newly if found.without else (*found.newly, *found.already)
    named = by_name({member for member, _ in pairs}, name)
    key = ("exposed-some" if named else "exposed-none") if found.without else "exposed-whole"
    if not found.without and not named:
        key = "exposed-whole-none"
    left = [m for m in found.members if m not in found.without]
    words = {"alliance": short_name(found.alliance, found.on, lang), "all": len(left), "count": len(named)}
    words |= {"gone": listing([name(s) for s in found.without], lang), "names": listing([*map(name, named)], lang)}
    out.print(on_screen(key, lang, **words), style="bold")
    if found.undecided:
        out.print(on_screen("exposed-open", lang, count=len(found.undecided)))


def _gamma(found: Critical | None, lang: str) -> str:
    """A critical gamma as a number, a range, or a dash for none; an infinite end is ∞."""
    if found is None:
        return NONE
    low, high = ("∞" if end is None else number(end, lang, 2) for end in (found.low, found.high))
    return low if low == high else f"{low} {NONE} {high}"


def power(found: VotingPower, lang: str) -> None:
    """Voting power by member, with the organ, its procedure and what is not known of it."""
    out = console()
    name = state_names(found.on, lang)
    organ = found.organ_name.text(lang) if found.organ_name else NONE
    procedure = term("procedure", found.procedure, lang) if found.procedure else NONE
    short = short_name(found.alliance, found.on, lang)
    out.print(_weighed(found, short, organ, name, lang), style="bold")
    out.print(told("power-head", lang, alliance=short, organ=organ, procedure=procedure))
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)))
    if found.quota is not None:
        out.print(told("power-quota", lang, quota=found.quota, voters=found.voters))
    for said in (found.rule, found.reason):
        if said:
            out.print(said.text(lang))
    heads = ("member", "shapley", "banzhaf", "swings", "swings-abstaining", "blocks")
    table = grid(*(told(k, lang) for k in heads), right=(1, 2, 3, 4))
    for row in by_name(found.members, lambda row: name(row.state)):
        figures = (row.shapley_shubik, row.banzhaf_normalised, row.banzhaf, row.ternary_banzhaf)
        cells = (NONE if x is None else percent(x, lang) for x in figures)
        blocks = NONE if row.blocks is None else told("yes" if row.blocks else "no", lang)
        state = name(row.state)
        table.add_row(state if row.votes else f"({state})", *cells, blocks)
    out.print(table)
    for note in found.notes:
        out.print(note.text(lang), style="dim")
    out.print(on_screen("means", lang, text=on_screen("power-means", lang)), style="dim")


def _weighed(found: VotingPower, short: str, organ: str, name: Callable[[str], str], lang: str) -> str:
    """The answer in a sentence: whose vote decides."""
    voting = {row.state: row.shapley_shubik for row in found.members if row.votes and row.shapley_shubik is not None}
    words: dict[str, object] = {"alliance": short, "organ": organ, "voters": found.voters}
    if not voting:
        return on_screen("power-unknown", lang, **words)
    most = max(voting.values())
    words["state"] = listing([name(s) for s in by_name(voting, name) if voting[s] == most], lang)
    if most == 1 and len(voting) > 1:
        return on_screen("power-one", lang, **words)
    if len({round(share, 12) for share in voting.values()}) > 1:
        return on_screen("power-unequal", lang, **words)
    return on_screen(
        "power-all-veto" if all(r.blocks for r in found.members if r.votes) else "power-equal", lang, **words
    )


def burden(found: Burden, lang: str) -> None:
    """The rank correlation with its interval, then the members by size."""
    out = console()
    on = f"{found.year or 2000}-12-31"
    short, state_name = short_name(found.alliance, on, lang), state_names(on, lang)
    key = {True: "burden-larger", False: "burden-smaller", None: "burden-open"}[found.exploitation]
    if found.spearman.value is None:
        key = "burden-none"
    out.print(on_screen(key, lang, alliance=short, year=found.year or NONE) + "\n", style="bold")
    for name, estimate in (("spearman", found.spearman), ("kendall", found.kendall)):
        if estimate.value is None or estimate.low is None or estimate.high is None:
            out.print(f"{told(name, lang)}: {told('unknown', lang)}")
        else:
            value, low, high = (_signed(x, lang) for x in (estimate.value, estimate.low, estimate.high))
            out.print(f"{told(name, lang)}: {value} ({low} {told('to', lang)} {high})")
    if found.p_greater is not None:
        out.print(told("burden-p", lang, p=number(found.p_greater, lang, 3)))
    table = grid(*(told(k, lang) for k in ("member", "gdp", "milex-share")), right=(1, 2))
    for state in sorted(found.sizes, key=lambda s: -found.sizes[s]):
        size, share = found.sizes[state] / BILLION, found.shares[state]
        table.add_row(state_name(state), number(size, lang, 1), number(share, lang, 2))
    out.print(table)
    if found.missing:
        states = listing(alphabetical(map(state_name, found.missing)), lang)
        out.print(told("burden-missing", lang, states=states), style="dim")
    out.print(on_screen("means", lang, text=on_screen("burden-means", lang)), style="dim")


def _signed(value: float, lang: str) -> str:
    """A coefficient with two digits and a minus as it is printed, not a hyphen."""
    return number(value, lang, 2).replace("-", "\N{MINUS SIGN}")


def reliability(found: Kept, lang: str) -> None:
    """Two records, apart: what came of calls, then whether the word was kept in war."""
    out, calls = console(), found.calls
    short = short_name(found.alliance, found.on, lang)
    out.print(_kept_head(calls, short, lang), style="bold")
    out.print(told("as-of", lang, on=on_day(found.on, lang), known=on_day(found.known, lang)))
    out.print(told("kept-chance" if calls.calls else "kept-prior", lang, **_chance(calls, lang)) + "\n")
    invocations = load().invocations
    rows = grid(told("date", lang), "", told("came", lang))
    for id in sorted((*calls.helped, *calls.not_helped), key=lambda id: invocations[id].date.first):
        case = invocations[id]
        came = term("response", case.response.kind, lang)
        if case.response.delivered != "full" and case.response.kind in HELP:
            came = f"{came}: {term('delivered', case.response.delivered, lang)}"
        rows.add_row(on_day(case.date.text, lang), case.title.text(lang), came)
    if calls.calls:
        out.print(rows)
    for key, ids in (("kept-announced", calls.announced), ("kept-contested", calls.contested)):
        if ids:
            titles = "; ".join(invocations[id].title.text(lang) for id in ids)
            out.print(told(key, lang, titles=titles))
    if found.wars and found.all_alliances:
        words = {"year": found.year, "coding": found.coding.upper(), "honoured": found.wars.honoured}
        words |= {"violated": found.wars.violated}
        out.print(told("kept-wars", lang, **words), style="bold")
        for test in found.tests or ():
            kept = told("kept-honoured" if test.honoured else "kept-violated", lang)
            out.print(f"  {test.war} ({test.ended or told('unknown', lang)}): {kept}")
        out.print(told("kept-chance-war", lang, **_chance(found.wars, lang)))
        every = found.all_alliances
        count = {"honoured": every.honoured, "tests": every.honoured + every.violated}
        out.print(told("kept-all", lang, **count, **_chance(every, lang)))
    if found.reason:
        out.print(found.reason.text(lang))
    out.print(told("kept-note", lang), style="dim")


def _kept_head(calls: Helped, short: str, lang: str) -> str:
    """How many of the calls were helped, in a sentence that fits none, one and many."""
    if not calls.calls:
        return told("kept-head-none", lang, alliance=short)
    if calls.calls == 1:
        came = told("kept-one-helped" if calls.helped else "kept-one-refused", lang)
        return told("kept-head-one", lang, alliance=short, helped=came)
    return told("kept-head", lang, alliance=short, helped=len(calls.helped), calls=calls.calls)


def _chance(found: Helped | InWar, lang: str) -> dict[str, str]:
    """The mean and both intervals in words of the language."""
    return {name: percent(getattr(found, name), lang) for name in ("mean", "low50", "high50", "low95", "high95")}
