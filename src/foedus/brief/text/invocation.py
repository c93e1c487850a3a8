"""The brief of an invocation: must they, will they, what if, where, what happened, what it cannot tell."""

from __future__ import annotations

from foedus.brief.figures import pictures
from foedus.brief.page.blocks import Block, Bullets, Grid, KeyFigure, Page, Section, StepItem, Steps, Text
from foedus.brief.text.invocation_parts import after, variants
from foedus.brief.words import names
from foedus.brief.words.messages import frequency, likelihood, say, term
from foedus.ground.calendar import Date, parse_day
from foedus.ground.days import day
from foedus.ground.numbers import chance_range, number, percent, rounded
from foedus.ground.version import __version__
from foedus.response import Answer
from foedus.response.baserate.assumptions import assumptions
from foedus.response.shape import Chance
from foedus.world import World

TRUTH = {True: "true", False: "false", None: "unknown"}


def world_of(answer: Answer) -> World:
    """The world in which the question was asked."""
    return World.at(parse_day(answer.as_of["on"]), parse_day(answer.as_of["known"]))


def t(key: str, lang: str, **values: object) -> str:
    """A message of the invocation's brief."""
    return say("brief", f"invoke.{key}", lang, **values)


def spread(chance: Chance, lang: str) -> str:
    """A chance with its range, kept on one line: "46 % (18–76 %)"."""
    return chance_range(chance.p, chance.low, chance.high, lang)


def page(answer: Answer, world: World, lang: str) -> Page:
    """The whole brief of an invocation."""
    title = _headline(answer, lang)
    label = answer.invocation.title
    if label:
        case = label.text(lang)
    else:
        alliance = world.title(world.alliance(answer.invocation.alliance))
        by = names.upper_first(names.state(world, answer.invocation.by, lang))
        case = t("case-hypothetical", lang, by=by, alliance=names.alliance(alliance, lang, "acc"))
    on, known = (day(Date(answer.as_of[k]), lang) for k in ("on", "known"))
    return Page(
        lang=lang,
        title=title,
        kicker=t("kicker", lang, case=case, known=known),
        standfirst=_standfirst(answer, world, lang),
        figures=_figures(answer, lang),
        sections=(
            _must(answer, lang),
            _will(answer, world, lang),
            variants(answer, world, lang),
            Section("map", t("map", lang), pictures.case_map(answer, world, lang)),
            *after(answer, world, lang),
            _limits(answer, lang),
        ),
        as_of=say("brief", "as-of", lang, on=on, known=known),
        cite=say("brief", "cite", lang, version=__version__, title=case, on=on, known=known, seed=answer.model.seed),
    )


def _band(p: float) -> str:
    return "unlikely" if p < 0.33 else "even" if p < 0.66 else "likely"


def _headline(answer: Answer, lang: str) -> str:
    owed = TRUTH[answer.ruling.owed]
    return t(f"head-{owed}-{_band(answer.response['troops'].p)}", lang)


def _standfirst(answer: Answer, world: World, lang: str) -> Text:
    case = answer.invocation
    alliance = world.title(world.alliance(case.alliance))
    troops = answer.response["troops"]
    key = "standfirst-none" if case.request == "none" else "standfirst"
    reason = answer.ruling.reason
    told = reason.text(lang)
    if answer.ruling.owed is True:
        told = t("standfirst-owed", lang)
    words = {
        "day": day(Date(answer.as_of["on"]), lang),
        "by": names.state(world, case.by, lang),
        "alliance": names.alliance(alliance, lang, "acc"),
        "threat": term("because-of", case.threat, lang),
        "reason": told,
        "frequency": frequency(troops.p, lang),
        "low": percent(troops.low, lang, 0),
        "high": percent(troops.high, lang, 0),
    }
    return Text(t(key, lang, **words), answer.sources[:2])


def _figures(answer: Answer, lang: str) -> tuple[KeyFigure, ...]:
    troops = answer.response["troops"]
    found = [
        KeyFigure(frequency(troops.p, lang), t("figure-troops", lang)),
        KeyFigure(f"{percent(troops.low, lang, 0)} – {percent(troops.high, lang, 0)}", t("figure-range", lang)),
        KeyFigure(term("truth", TRUTH[answer.ruling.owed], lang), t("figure-owed", lang)),
    ]
    if answer.deployment:
        q = answer.deployment.first_arrival_days
        found.append(KeyFigure(f"{number(q.q25, lang)} – {number(q.q75, lang)}", t("figure-days", lang)))
    found.append(KeyFigure(str(answer.model.precedents), t("figure-cases", lang)))
    return tuple(found)


def _must(answer: Answer, lang: str) -> Section:
    ruling = answer.ruling
    reason = ruling.reason.text(lang)
    blocks: list[Block] = [Text(t(f"must-{TRUTH[ruling.owed]}", lang)), Text(reason, lead=t("must-turns", lang))]
    defence = {h.article for h in ruling.holdings if h.kind == "defence" and h.value is True}
    said = {g.authority for s in ruling.trace if s.article in defence for g in s.grounds}
    if said == {"party"}:
        blocks.append(Text(t("must-party", lang)))
    if ruling.consultation is True and ruling.owed is not True:
        blocks.append(Text(t("must-consult-true", lang)))
    items = []
    for step in ruling.trace:
        informs = step.test in ("reading", "procedure") and step.value is not False
        grounds = tuple(
            Text(
                g.text.text(lang),
                g.sources,
                lead=f"{g.according_to.de if lang == 'de' else g.according_to.en} "
                f"({term('authority', g.authority, lang)}, {day(Date(g.known), lang)}):",
            )
            for g in step.grounds
        )
        text = step.text.text(lang)
        items.append(StepItem(text, "" if informs else TRUTH[step.value], grounds, step.sources))
    return Section("must", t("must", lang), (*blocks, Steps(tuple(items))))


def _will(answer: Answer, world: World, lang: str) -> Section:
    troops, act = answer.response["troops"], answer.decision.p_adopted
    text = t(
        "will-text", lang,
        likelihood=likelihood(troops.p, lang), frequency=frequency(troops.p, lang),
        low=percent(troops.low, lang, 0), high=percent(troops.high, lang, 0),
        act=frequency(act.p, lang), actlow=percent(act.low, lang, 0), acthigh=percent(act.high, lang, 0),
    )  # fmt: skip
    blocks: list[Block] = [Text(text), *pictures.chances(answer, lang)]
    blocks += [b for side in ("for", "against") if (b := _reasons(answer, world, side, lang)).items]
    blocks += pictures.senders(answer, world, lang)
    rows = []
    for state, part in answer.contributions.items():
        q = part.personnel
        soldiers = (
            f"{number(rounded(q.q05), lang)} – {number(rounded(q.q95), lang)}" if q else say("brief", "unknown", lang)
        )
        passes = answer.decision.positions[state].no_objection
        rows.append((world.name(state, lang), spread(passes, lang), spread(part.p, lang), soldiers))
    if rows:
        header = tuple(t(k, lang) for k in ("col-member", "col-pass", "col-send", "col-soldiers"))
        blocks.append(Grid(t("table-who", lang), header, tuple(rows), t("table-who-note", lang)))
    if answer.deployment:
        a, f = answer.deployment.first_arrival_days, answer.deployment.full_strength_days
        days = {"q05": a.q05, "q50": a.q50, "q95": a.q95, "f05": f.q05, "f95": f.q95}
        words = {k: number(v, lang) for k, v in days.items()}
        blocks.append(Text(t("when", lang, cases=answer.deployment.cases["first_arrival"], **words)))
    blocks.append(_similar(answer, lang))
    return Section("will", t("will", lang), tuple(blocks))


def _reasons(answer: Answer, world: World, side: str, lang: str) -> Bullets:
    items = []
    for reason in [r for r in answer.reasons if r.side == side][:3]:
        values = {
            k: names.state(world, v, lang) if k == "state" and isinstance(v, str)
            else number(v, lang) if isinstance(v, (int, float)) else v
            for k, v in reason.values.items()
        }  # fmt: skip
        items.append(Text(names.upper_first(say("brief", f"reason.{reason.key}-{side}", lang, **values))))
    return Bullets(tuple(items), t(side, lang))


def _similar(answer: Answer, lang: str) -> Block:
    header = tuple(t(f"similar-col-{k}", lang) for k in ("case", "came", "shared"))
    rows = tuple(
        (
            f"{s.title.de if lang == 'de' else s.title.en} ({day(Date(s.date), lang)})",
            f"{term('response', s.response, lang)}: {s.text.de if lang == 'de' else s.text.en}",
            t("trait-count", lang, count=len(s.shared)),
        )
        for s in answer.similar
    )
    sources = tuple(dict.fromkeys(k for s in answer.similar for k in s.sources[:1]))
    return Grid(t("similar", lang), header, rows, t("similar-note", lang), sources)


def _limits(answer: Answer, lang: str) -> Section:
    rows = tuple(
        (
            a.text.text(lang),
            number(a.value, lang, _digits(a.value)),
            f"{number(a.low, lang, _digits(a.low))} – {number(a.high, lang, _digits(a.high))}"
            if a.low != a.high
            else "–",
        )
        for a in assumptions().values()
    )
    header = tuple(t(k, lang) for k in ("assumptions", "assumptions-value", "assumptions-range"))
    texts = [
        Text(t(f"limit-{i}", lang, cases=answer.model.precedents) if i == 2 else t(f"limit-{i}", lang))
        for i in (1, 2, 3)
    ]
    return Section("limits", t("limits", lang), (*texts, Grid(t("assumptions", lang), header, rows)))


def _digits(value: float) -> int:
    return 0 if value >= 10 or value == int(value) else 1 if value >= 1 else 2 if value >= 0.1 else 3
