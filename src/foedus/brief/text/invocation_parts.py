"""The later parts of an invocation's brief: the same question with one thing changed, and what happened."""

from __future__ import annotations

from foedus.brief.figures import of_answers as pictures
from foedus.brief.page.blocks import Block, Grid, Section, Text
from foedus.brief.text.subject import OWED
from foedus.brief.words import names
from foedus.brief.words.messages import say, term
from foedus.charter.rules import amendments_of, rules_of
from foedus.ground.calendar import Date, parse_day
from foedus.ground.days import day
from foedus.ground.errors import QueryError
from foedus.ground.logic import Truth
from foedus.ground.numbers import chance_range, number
from foedus.record.entries import Contribution, Report
from foedus.response import Answer, Question, recorded_question, resolve
from foedus.response.history import history_of
from foedus.response.model import model_named
from foedus.response.summary import Chance
from foedus.response.what_if import what_ifs
from foedus.world import World


def t(key: str, lang: str, **values: object) -> str:
    """A message of the invocation's brief."""
    return say("brief", f"invoke.{key}", lang, **values)


def variants(found: Answer, world: World, lang: str) -> Section:
    """The same question without the leader, and under other rules."""
    case = found.invocation
    alliance = world.alliance(case.alliance)
    asked: list[tuple[str, Question | None]] = []
    leader = world.leader(alliance)
    if leader and leader.state != case.by:
        label = t("whatif-without", lang, state=names.state(world, leader.state, lang, "acc"))
        asked.append((label, _asked(found, without=(leader.state,))))
    rules = rules_of(alliance.id)
    titles = amendments_of(alliance.id)
    # Where a treaty's rules have not been written down yet, there is nothing that could be amended.
    tried = [*(a.id for a in rules.amendments), *_procedures(found), "no-request"] if rules else []
    asked += [(titles[name].title.text(lang), _asked(found, amend=(name,))) for name in tried]
    told = [(label, question) for label, question in asked if question is not None]
    rows = [_row(t("whatif-asked", lang), found.ruling.owed, found.response["troops"], lang)]
    answers = what_ifs((question for _, question in told), model=model_named(found.model.name, found.model.assumptions))
    rows += [_row(label, owed, troops, lang) for (label, _), (owed, troops) in zip(told, answers, strict=True)]
    header = tuple(t(f"whatif-{k}", lang) for k in ("col", "owed", "troops"))
    intro = Text(t("whatif-intro", lang))
    return Section("whatif", t("whatif", lang), (intro, Grid(t("whatif-table", lang), header, tuple(rows))))


def _procedures(found: Answer) -> list[str]:
    """Other rules of decision worth asking: not the present one, and none where a single ally decides for itself."""
    if len(found.decision.positions) < 2:
        return []
    return [name for name in ("unanimity-minus-one", "each-for-itself") if name != found.decision.procedure]


def _row(label: str, owed: Truth, troops: Chance, lang: str) -> tuple[str, str, str]:
    return label, term("truth", OWED[owed], lang), chance_range(troops.p, troops.low, troops.high, lang)


def _asked(found: Answer, without: tuple[str, ...] = (), amend: tuple[str, ...] = ()) -> Question | None:
    """The question of an answer with one thing changed; None where the alliance or the day does not admit it."""
    case, model = found.invocation, found.model
    gone = tuple(dict.fromkeys([*case.without, *without]))
    changed = tuple(dict.fromkeys([*case.amend, *amend]))
    on, known = parse_day(found.as_of["on"]), parse_day(found.as_of["known"])
    try:
        if case.id:
            return recorded_question(
                case.id, known=known, threat=case.threat, without=gone, amend=changed, runs=model.runs, seed=model.seed
            )
        return resolve(
            alliance=case.alliance, by=case.by, on=on, known=known, threat=case.threat,
            adversary=next(iter(case.adversaries), ""), place=next(iter(case.places), ""),
            request=case.request, asked=case.asked, without=gone, amend=changed, runs=model.runs, seed=model.seed,
        )  # fmt: skip
    except QueryError:
        return None  # such as taking away the last ally


def after(found: Answer, world: World, lang: str) -> tuple[Section, ...]:
    """What happened in a recorded case, with the figures side by side; nothing for a question of one's own."""
    case_id = found.invocation.id
    if not case_id:
        return ()
    history = history_of(world.record, case_id)
    text = history.text.text(lang)
    lead = names.upper_first(f"{term('response', history.response, lang)}:")
    blocks: list[Block] = [Text(t("happened-intro", lang)), Text(text, history.sources, lead=lead)]
    blocks += pictures.chronology(found, world, lang)
    if history.strength:
        header: tuple[str, ...] = (t("col-figure", lang), t("col-according", lang))
        rows: tuple[tuple[str, ...], ...] = tuple((_span(r, lang), _who(r, world, lang)) for r in history.strength)
        sources = tuple(dict.fromkeys(s for r in history.strength for s in r.sources))
        blocks.append(Grid(t("happened-strength", lang), header, rows, sources=sources))
    if history.contributions:
        header = (t("col-state", lang), t("col-figure", lang), t("col-according", lang))
        rows = tuple(
            (world.name(c.state, lang), _contribution(c, lang), _who(c, world, lang)) for c in history.contributions
        )
        sources = tuple(dict.fromkeys(s for c in history.contributions for s in c.sources))
        blocks.append(Grid(t("happened-contributions", lang), header, rows, sources=sources))
    return (Section("happened", t("happened", lang), tuple(blocks)),)


def _contribution(entry: Contribution, lang: str) -> str:
    figure = _span(entry, lang)
    return figure if entry.kind == "troops" else f"{term('response', entry.kind, lang)} {figure}".strip()


def _span(report: Report, lang: str) -> str:
    figures = [v for v in (report.low, report.best, report.high) if v is not None]
    if not figures:
        return (report.text.text(lang)) if report.text else say("brief", "unknown", lang)
    return " – ".join(dict.fromkeys(number(v, lang) for v in (min(figures), max(figures))))


def _who(report: Report, world: World, lang: str) -> str:
    if report.according_to:
        return report.according_to.text(lang)
    publisher = world.record.sources[report.sources[0]].publisher
    return f"{publisher} ({day(Date(report.known.text), lang)})"
