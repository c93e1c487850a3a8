"""The page of outcomes: what followed in the record's cases and in published sets, by the commands that count it."""

from __future__ import annotations

from foedus.brief.words.messages import say, term
from foedus.ground.calendar import parse_day
from foedus.ground.days import day
from foedus.ground.numbers import number, percent
from foedus.ground.terms import GROUPS, THREATS
from foedus.outcomes.ask import Outcomes, what_followed
from foedus.outcomes.figures import CountedFigure, counted
from foedus.outcomes.shares import CountedShare
from foedus.record.version import DATE
from foedus.world import World

TOP = """# What followed

Made by `python tools/build_reference.py` from the record and from `src/foedus/outcomes/figures.toml`. It answers one question: what came of cases like this one,
where soldiers came and where they did not? `foedus outcomes --threat internal-unrest --on 2022-01-05 --known 2022-01-05 [--json]`, `fd.outcomes(...)`, and the section
"What soldiers can and cannot do" of every case's brief ask it for one threat and one day. [Soldiers and outcomes](../discussion/soldiers-and-outcomes.md) says what
the counts cannot say, with a graph of what causes what; [the record's format](record-format.md) has the findings they rest on.

## How the record's cases are counted

* **A case** is an affair: all calls of one affair and threat together, before the day asked about, whose answer was known by then. Calls before 1945 and since are two ages.
  A threat within counts where it arose in the state that was to be helped. Requests by a faction, or whose maker is disputed, stand apart.
* **Soldiers came** where they were decided and arrived at least in part; *announced* is what was decided and did not come, or of which nobody says so.
* **Horizons** are 30, 365 and 1,826 days from the call. *In office*: the head of the government for which help was asked still, or again, held office. *Not driven out*: he
  had not been overthrown, removed from abroad, or made to resign; an election, a term or a death is no driving out.
* **Unknown is no "no".** What the record does not say is in no share; *lowest* and *highest* take all unknown ones as bad, or as good. A case whose time is not yet up is *running*.
* **Ranges** hold nine tenths of the posterior under Jeffreys' prior. The last column leaves out the state with most known cases.
* **No effect is told.** Over the cases with soldiers alone the effect on any outcome lies between (lowest - 1) and highest: what would have happened without them nobody knows (Manski 1990).

Days of leaving office are those of Archigos 4.1 to 2015 where nobody looked further, ends of fighting those of UCDP's list of terminations 3-2021; both are written by
`python tools/draft_aftermath.py FOLDER`. Everything else was looked up case by case (`record/data/aftermath/looked-up.toml`).

"""

SETS = """## What published sets say

Counted by `python tools/build_outcomes.py FOLDER` from the publishers' files, which do not ship. A question of a past day sees a set from the day on which it was published.
A share's range holds nine tenths of the posterior under Jeffreys' prior where cases are independent rows, and of resamples of whole conflicts, places or states where
the group is *helped*, *matched-unhelped*, *un-troops* or *state-shot* and the like. Running cases are in no count.

"""

NOTES = """## What was not counted, and what does not agree

* **PRIF's humanitarian interventions**: 162 intervention-years; the codes of consent and of the end of violence could not be read without its codebook. **MIP**: the extract at hand has
  no outcome. **Archigos** is used for single leaders of single cases, not counted.
* **Growth of United Nations missions.** A reading of the same file has 10 months to nine tenths of the peak (the upper one of the two middle missions of twelve; here their mean, 9) and 14
  missions taken over (here 15). Both agree on 5 months to half, on 8 to nine tenths for the eleven whose first months are known, and on nobody within three months.
* **Missions that run.** The list of 19 February 2024 still has MINUSMA as running; two entries have no first day and are left out.
* **Ended campaigns.** In NAVCO's file running campaigns carry a failure. With them the shares of those that ended or ran since 2010 fall from 47 and 25 % to 34 and 8 %.
* **UCDP's last year.** Nine episodes that had ended have a row of 2020 under the old number. It counts among their years, as in published counts, and never as their end.
* **Civilians killed.** Raw means have the wrong sign because of one place and year. They stand here as the warning that they are.
"""
MEASURES = {
    "campaigns": "Campaigns against a government (NAVCO 1.3, 1900-2019)",
    "campaigns-recent": "Campaigns that ended since 2010 (NAVCO 1.3)",
    "protest-again": "Violent protests after which another followed (Mass Mobilization, 1990-2020)",
    "coups": "Coup attempts (Powell and Thyne, 1950-2020)",
    "civil-war-raw": "How civil wars ended, by whom foreign soldiers helped (UCDP, 1946-2020)",
    "civil-war-length": "How long they lasted (UCDP, ended episodes)",
    "civil-war-matched": "Matched on what was known on the day (UCDP), within five years",
    "ceasefires": "Ceasefires, to the end of 2004",
    "killing": "Civilians killed a month (Africa, 1991-2008): the warning",
    "un-speed": "How fast United Nations missions grew (1990-2019)",
    "un-stay": "How long they stayed (to 2024)",
}


def share(found: CountedShare) -> str:
    if found.low is None or found.high is None:
        return "-"
    return f"{found.yes} of {found.of} ({number(found.low * 100, 'en')}-{number(found.high * 100, 'en')} %)"


def of_record(found: Outcomes, world: World) -> list[str]:
    counts = ", ".join(f"{many} {group}" for group, many in found.counts.items())
    lines = [f"### {term('threat', found.threat, 'en').capitalize()}", "", f"{len(found.cases)} cases: {counts}.", ""]
    if found.tallies:
        lines += [
            "| outcome | soldiers | of known cases | unknown | running | lowest-highest | without the state with most |",
            "|---|---|---|---|---|---|---|",
        ]
    for t in found.tallies:
        if not t.share.of or t.group == "contested":
            continue
        label = say("outcomes", f"{t.outcome}-{t.horizon}" if t.horizon else t.outcome, "en")
        span = f"{percent(t.lowest or 0, 'en', 0)}-{percent(t.highest or 0, 'en', 0)}".replace("\u00a0", " ")
        rest = f"{share(t.without_largest)} without {world.name(t.largest)}" if t.without_largest.of else "-"
        lines.append(f"| {label} | {t.group} | {share(t.share)} | {t.unknown} | {t.running} | {span} | {rest} |")
    for d in found.dead:
        lines += [
            "",
            f"Dead where soldiers are *{d.group}*: {number(d.lowest, 'en')}-{number(d.highest, 'en')} in {d.cases} "
            f"case{'s' if d.cases > 1 else ''}; without `{d.largest}` at most {number(d.without_largest, 'en')}; "
            f"of {d.without_count} nobody's count is on record.",
        ]
    return [*lines, ""]


def value(figure: CountedFigure) -> str:
    if figure.kind in ("share", "difference"):
        return percent(figure.value, "en", 1).replace("\u00a0", " ")
    return f"{number(figure.value, 'en', 1)} {figure.unit}"


def limits(figure: CountedFigure) -> str:
    if figure.low is None or figure.high is None:
        return "-"
    scale = 100 if figure.kind in ("share", "difference") else 1
    unit = " %" if scale == 100 else ""
    return f"{number(figure.low * scale, 'en', 1)} to {number(figure.high * scale, 'en', 1)}{unit}"


def of_sets() -> list[str]:
    table = counted()
    lines = []
    for measure, title in MEASURES.items():
        its = [f for f in table.figures if f.measure == measure]
        lines += [
            f"### {title}",
            "",
            "| what | of whom | figure | of | range | running | without its largest case |",
            "|---|---|---|---|---|---|---|",
        ]
        for f in its:
            of = f"{f.yes} of {f.of}" if f.yes is not None else str(f.of)
            rest = "-" if f.without is None else f"{_rest(f)} ({f.largest})"
            running = "-" if f.running is None else str(f.running)
            lines.append(f"| {f.outcome} | {f.group} | {value(f)} | {of} | {limits(f)} | {running} | {rest} |")
        lines.append("")
    lines += ["### The sets", "", "| set | version | published | terms | cite |", "|---|---|---|---|---|"]
    lines += [f"| `{s.id}` | {s.version} | {day(s.known, 'en')} | {s.terms} | {s.citation} |" for s in table.sets]
    return [*lines, ""]


def _rest(figure: CountedFigure) -> str:
    rest = figure.without or 0.0
    if figure.kind in ("share", "difference"):
        return percent(rest, "en", 1).replace("\u00a0", " ")
    return f"{number(rest, 'en', 1)} {figure.unit}"


def page() -> str:
    """The whole page, as of the record's day."""
    today = parse_day(DATE)
    world = World.at(today, today)
    lines = [TOP.rstrip(), "", f"## What the record's cases say (as of {DATE})", ""]
    for threat in sorted(THREATS, key=lambda name: GROUPS[name] != "internal"):
        if threat != "other":
            lines += of_record(what_followed(world, threat), world)
    lines += [SETS.rstrip(), "", *of_sets(), NOTES.rstrip()]
    return "\n".join(lines) + "\n"
