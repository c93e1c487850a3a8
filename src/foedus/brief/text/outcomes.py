"""What soldiers can and cannot do: what followed in comparable cases, in a few sentences, a table and cases by name.

Effect, cost and rightness are told apart; each share comes with its count, its range and what is unknown.
"""

from __future__ import annotations

from typing import Final, Literal

from foedus.brief.page.blocks import Block, Bullets, Grid, Section, Text
from foedus.brief.words import names
from foedus.brief.words.messages import say, term
from foedus.brief.words.outcomes import counted_told, points_range
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import number
from foedus.outcomes.ask import Dying, Outcomes
from foedus.outcomes.cases import ComparableCase
from foedus.outcomes.followed import HORIZONS, Dead, Horizon
from foedus.outcomes.shares import CountedShare
from foedus.outcomes.tallies import OutcomeTally, TalliedOutcome
from foedus.world import World

#: The rows of the table: outcome and horizon.
ROWS: Final[tuple[tuple[TalliedOutcome, Horizon | Literal[""]], ...]] = (
    ("held-office", "month"), ("held-office", "year"), ("not-driven-out", "five-years"), ("violence-over", "month"),
    ("violence-over", "year"), ("left-when-said", ""), ("territory-kept", ""),
)  # fmt: skip
#: How many figures of published sets a brief tells; the command tells all.
MOST_COUNTED = 3
#: How many cases a brief names: with soldiers, without (those that had asked first), and announced ones.
NAMED = {"came": 4, "not": 2, "announced": 1}


def t(key: str, lang: str, **values: object) -> str:
    """A message about outcomes."""
    return say("outcomes", key, lang, **values)


def section(found: Outcomes, world: World, lang: str) -> Section:
    """The section of a brief."""
    threat = term("threat", found.threat, lang)
    if not found.cases:
        told: list[Block] = [Text(t("lead-none", lang, threat=threat))]
    else:
        few = f" {t('few', lang)}" if found.few else ""
        told = [
            Text(lead(found, lang) + few),
            Grid(t("table", lang), header(lang), tuple(rows(found, world, lang)), t("note", lang)),
            Bullets(tuple(apart(found, lang)), t("apart", lang)),
            Bullets(
                tuple(Text(case_told(c, lang), c.sources[:4], c.title.text(lang) + ":") for c in cases_named(found)),
                t("cases", lang),
            ),
        ]
    if counts := counted_told(found, lang, MOST_COUNTED):
        told.append(Bullets(tuple(Text(text) for text in counts), t("published", lang)))
    return Section("outcomes", t("title", lang), tuple(told))


def lead(found: Outcomes, lang: str) -> str:
    """How many comparable cases there are, by whether soldiers came."""
    return t("lead", lang, cases=len(found.cases), threat=term("threat", found.threat, lang), **found.counts)


def header(lang: str) -> tuple[str, ...]:
    """The heads of the table."""
    return tuple(t(f"col-{key}", lang) for key in ("outcome", "came", "not", "without"))


def rows(found: Outcomes, world: World, lang: str) -> list[tuple[str, ...]]:
    """The rows of the table that say anything."""
    at = {(tally.outcome, tally.horizon, tally.group): tally for tally in found.tallies}
    made: list[tuple[str, ...]] = []
    for outcome, horizon in ROWS:
        came, none = at.get((outcome, horizon, "came")), at.get((outcome, horizon, "not"))
        if (came is None or not came.share.of) and (none is None or not none.share.of):
            continue
        label = t(f"{outcome}-{horizon}" if horizon else outcome, lang)
        made.append((label, cell(came, lang), cell(none, lang), _without(came, world, lang)))
    dead = {d.group: d for d in found.dead}
    if dead.keys() & {"came", "not"}:
        titles = {c.id: c.title.text(lang) for c in found.cases}
        came_dead = dead.get("came")
        rest = "–"
        if came_dead is not None and came_dead.cases > 1:
            rest = t("without-dead", lang, dead=number(came_dead.without_largest, lang), case=titles[came_dead.largest])
        made.append((t("dead", lang), _dead_cell(came_dead, lang), _dead_cell(dead.get("not"), lang), rest))
    return made


def share_told(share: CountedShare, lang: str) -> str:
    """ "9 of 10 (67–98 %)"; "unknown" where no case is known."""
    if share.low is None or share.high is None:
        return t("of-none", lang)
    span = f"{number(share.low * 100, lang)}\u2060–\u2060{number(share.high * 100, lang)}\u00a0%"
    return f"{t('of', lang, yes=share.yes, of=share.of)} ({span})"


def cell(tally: OutcomeTally | None, lang: str) -> str:
    """A share with what is unknown and what is running."""
    if tally is None:
        return t("of-none", lang)
    told = [share_told(tally.share, lang)]
    told += [t(key, lang, count=count) for key in ("unknown", "running") if (count := getattr(tally, key))]
    return ", ".join(told)


def _without(tally: OutcomeTally | None, world: World, lang: str) -> str:
    if tally is None or not tally.without_largest.of:
        return "–"
    rest = tally.without_largest
    return t(
        "without", lang, share=t("of", lang, yes=rest.yes, of=rest.of),
        state=names.state(world, tally.largest, lang, "acc"),
    )  # fmt: skip


def _dead_cell(dying: Dying | None, lang: str) -> str:
    if dying is None:
        return t("of-none", lang)
    told = t(f"dead-cell-{'one' if dying.cases == 1 else 'many'}", lang, span=_span(dying, lang), cases=dying.cases)
    unknown = t("unknown", lang, count=dying.without_count)
    return f"{told}, {unknown}" if dying.without_count else told


def _span(dying: Dying, lang: str) -> str:
    return "–".join(dict.fromkeys(number(v, lang) for v in (dying.lowest, dying.highest)))


def apart(found: Outcomes, lang: str) -> list[Text]:
    """Effect, cost and rightness, each for itself."""
    wide = next((b for b in found.bounds if b.outcome == "not-driven-out" and b.horizon == "year"), None)
    effect = t("effect-unknown", lang)
    if wide is not None:
        low, high = points_range(wide.low, wide.high, lang)
        effect = t("effect", lang, low=low, high=high)
    dead = next((d for d in found.dead if d.group == "came"), None)
    cost = t("cost-unknown", lang)
    if dead is not None:
        cost = t("cost", lang, cases=dead.cases, came=found.counts["came"], span=_span(dead, lang))
    left = next((x for x in found.tallies if x.outcome == "left-when-said" and x.group == "came" and x.share.of), None)
    if left is not None and left.share.of == 1:
        cost += " " + t("cost-stay-one", lang, kept=t(f"kept-{'yes' if left.share.yes else 'no'}", lang))
    elif left is not None:
        cost += " " + t("cost-stay", lang, yes=left.share.yes, of=left.share.of)
    told = (("effect", effect), ("cost", cost), ("right", t("right", lang)))
    return [Text(text, lead=t(f"{key}-lead", lang)) for key, text in told]


def cases_named(found: Outcomes) -> list[ComparableCase]:
    """The cases that a brief names: the latest of each group of which anything is known to have followed."""
    chosen = []
    for group, many in NAMED.items():
        its = [c for c in found.cases if c.soldiers == group and (c.followed.office or c.followed.dead)]
        chosen += sorted(its, key=lambda c: (c.asked or group != "not", Date(c.date).first), reverse=True)[:many]
    return sorted(chosen, key=lambda c: (Date(c.date).first, c.id), reverse=True)


def case_told(case: ComparableCase, lang: str) -> str:
    """What came and what followed, in short sentences."""
    what, told = case.followed, []
    if case.soldiers == "came" and case.arrived:
        told.append(t("case-came", lang, day=at_day(case.arrived, lang)))
    else:
        told.append(t("case-came-undated" if case.soldiers == "came" else f"case-{case.soldiers}", lang))
    told += _office_told(case, lang)
    if what.violence_ended:
        told.append(t("violence", lang, day=at_day(what.violence_ended, lang)))
    if what.dead:
        told.append(dead_told(what.dead[0], lang))
    if what.leave:
        told.append(t(f"leave-{what.leave.kept}", lang, day=day(Date(what.leave.said), lang)))
    return " ".join(told)


def at_day(text: str, lang: str) -> str:
    """A day within a sentence: "on 6 January 2022", "in September 1998", "im September 1998", "1964"."""
    date = Date(text)
    key = ("in-year", "in-month", "on-day")[text.count("-")]
    return t(key, lang, day=day(date, lang))


def _office_told(case: ComparableCase, lang: str) -> list[str]:
    office = case.followed.office
    if office is None or office.person is None:
        return []
    person = office.person.text(lang)
    if office.left and office.how:
        late = (Date(office.left).first - Date(case.date).last).days > HORIZONS["five-years"]
        if not late:
            told = [t(f"office-{office.how}", lang, person=person, day=at_day(office.left, lang))]
            return [*told, t("office-back", lang, day=at_day(office.back, lang))] if office.back else told
    return [t("office-lasting" if office.held["five-years"] == "yes" else "office-still", lang, person=person)]


def dead_told(dead: Dead, lang: str) -> str:
    """The count of the dead that the record puts first, and who says so."""
    figures = [value for value in (dead.low, dead.best, dead.high) if value is not None]
    figure = "–".join(dict.fromkeys(number(v, lang) for v in (min(figures), max(figures))))
    if dead.best is None and dead.high is None:
        figure = t("at-least", lang, low=figure)
    who = "; ".join(label.text(lang) for label in (dead.according_to, dead.text) if label)
    return t(f"dead-{dead.phase}", lang, figure=t("according", lang, figure=figure, who=who) if who else figure)
