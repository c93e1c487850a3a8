"""The brief of an invocation: must they, will they, what if, where, what happened, what it cannot tell."""

from __future__ import annotations

from foedus.brief.figures import of_answers as pictures
from foedus.brief.figures.maps import case_map
from foedus.brief.page.blocks import Block, Bullets, Grid, KeyFigure, Page, Section, StepItem, Steps, Text
from foedus.brief.text import outcomes
from foedus.brief.text.invocation_parts import after, t, variants
from foedus.brief.text.subject import OWED, changes, headline, hypothetical, named, subject, usual, verbs, whom
from foedus.brief.words import names
from foedus.brief.words.age import remarks
from foedus.brief.words.lasting import lasting
from foedus.brief.words.law import allowed_told
from foedus.brief.words.messages import in_number, often, say, soldiers_come, term
from foedus.brief.words.soldiers import WIDEST, magnitude, soldiers_told
from foedus.brief.words.standing import standing_told
from foedus.charter.trace import Ground
from foedus.ground.calendar import Date, parse_day
from foedus.ground.days import day
from foedus.ground.numbers import chance_range, listing, number, percent, points, rounded, sort_key
from foedus.outcomes.ask import Outcomes, threat_named, what_followed
from foedus.response import Answer
from foedus.response.model import model_named
from foedus.response.summary import Chance, Quantiles
from foedus.world import World

#: From so many dated deployments on, a delay is told.
ENOUGH_DATES = 5
#: Where the middle half of a delay ends later than that many days and spans more than this factor, its range is called
#: an order of magnitude.
LATE, VAGUE = 60, 8


def world_of(answer: Answer) -> World:
    """The world in which the question was asked."""
    return World.at(parse_day(answer.as_of["on"]), parse_day(answer.as_of["known"]))


def spread(chance: Chance, lang: str) -> str:
    """A chance with its range, kept on one line: "46 % (18–76 %)"."""
    return chance_range(chance.p, chance.low, chance.high, lang)


def page(answer: Answer, world: World, lang: str) -> Page:
    """The whole brief of an invocation."""
    case = subject(answer, world, lang)
    changed = changes(answer, world, lang)
    on, known = (day(Date(answer.as_of[k]), lang) for k in ("on", "known"))
    return Page(
        lang=lang,
        title=names.upper_first(headline(answer, world, lang)),
        kicker=t("kicker", lang, case=case, known=known),
        standfirst=_standfirst(answer, world, lang),
        figures=_figures(answer, lang),
        sections=(
            _must(answer, lang),
            _will(answer, world, lang),
            variants(answer, world, lang),
            outcomes.section(_followed(answer, world), world, lang),
            Section("map", t("map", lang), case_map(answer, world, lang)),
            *after(answer, world, lang),
            _limits(answer, world, lang),
        ),
        as_of=say("brief", "as-of", lang, on=on, known=known),
        cite=say(
            "brief", "cite", lang, version=answer.record.software, record=answer.record.version,
            title=f"{case} ({changed})" if changed else case,
            on=on, known=known, seed=answer.model.seed,
        ),
        about=f"{case} ({changed})" if changed else case, subject=named(answer),
        on=answer.as_of["on"], known=answer.as_of["known"],
    )  # fmt: skip


def _followed(answer: Answer, world: World) -> Outcomes:
    """What followed in comparable cases; a recorded case and its affair are none of them."""
    case = answer.invocation
    return what_followed(world, threat_named(case.threat), exclude=case.id or "")


def _standfirst(answer: Answer, world: World, lang: str) -> Text:
    case, troops = answer.invocation, answer.response["troops"]
    supposed = "-hypothetical" if hypothetical(answer) else ""
    key = "standfirst-none" if case.request == "none" and not supposed else f"standfirst{supposed}"
    attackers = listing([names.state(world, s, lang, "acc") for s in case.adversaries], lang)
    owed = answer.ruling.owed is True
    words = {
        "day": day(Date(answer.as_of["on"]), lang),
        "by": names.state(world, case.by, lang),
        **verbs(answer, world, lang),
        "alliance": whom(answer, world, lang),
        "threat": term("because-of", case.threat, lang),
        "against": t("attack-against", lang, states=attackers) if attackers else "",
        "reason": t(f"standfirst-owed{supposed}", lang) if owed else answer.ruling.reason.text(lang),
        "frequency": often(troops.p, troops.low, troops.high, lang),
        **_percents(troops, lang),
    }
    changed = changes(answer, world, lang)
    told = t("changed", lang, changes=changed) + " " if changed else ""
    return Text(told + t(key, lang, **words), answer.sources[:2])


def _percents(chance: Chance, lang: str) -> dict[str, str]:
    return {k: percent(v, lang, 0) for k, v in (("p", chance.p), ("low", chance.low), ("high", chance.high))}


def _figures(answer: Answer, lang: str) -> tuple[KeyFigure, ...]:
    troops = answer.response["troops"]
    found = [
        KeyFigure(often(troops.p, troops.low, troops.high, lang), t("figure-troops", lang)),
        KeyFigure(f"{percent(troops.low, lang, 0)} – {percent(troops.high, lang, 0)}", t("figure-range", lang)),
        KeyFigure(term("truth", OWED[answer.ruling.owed], lang), t("figure-owed", lang)),
    ]
    if answer.deployment:
        q = answer.deployment.first_arrival_days
        label = t("figure-days", lang, q25=number(q.q25, lang), q75=number(q.q75, lang))
        found.append(KeyFigure(t("figure-day", lang, day=number(q.q50, lang)), label))
    found.append(KeyFigure(str(answer.model.precedents), t("figure-cases", lang)))
    return tuple(found)


def _must(answer: Answer, lang: str) -> Section:
    ruling = answer.ruling
    supposed = "-hypothetical" if hypothetical(answer) else ""
    blocks: list[Block] = [Text(t(f"must-{OWED[ruling.owed]}{supposed}", lang))]
    turning = next((s.n for s in ruling.trace if s.text == ruling.reason), None)
    blocks.append(Text(t("must-turns", lang, step=turning) if turning else ruling.reason.text(lang)))
    defence = {h.article for h in ruling.holdings if h.kind == "defence" and h.value is True}
    said = {g.authority for s in ruling.trace if s.article in defence for g in s.grounds}
    if ruling.basis is not None and not supposed:
        blocks.append(Text(ruling.basis.text(lang)))
    if said == {"party"}:
        blocks.append(Text(t("must-party", lang)))
    if ruling.consultation is True and ruling.owed is not True:
        blocks.append(Text(t("must-consult-true", lang)))
    blocks += [Text(line) for line in allowed_told(ruling, lang)]
    items: list[StepItem] = []
    first_in: dict[Ground, int] = {}
    for step in ruling.trace:
        informs = step.test in ("reading", "procedure") and step.value is not False
        # What a ground says is printed once; a later step that rests on it points back.
        back = sorted({first_in[g] for g in step.grounds if g in first_in})
        grounds = tuple(
            Text(
                g.text.text(lang),
                g.sources,
                lead=f"{g.according_to.de if lang == 'de' else g.according_to.en} "
                f"({term('authority', g.authority, lang)}, {day(Date(g.known), lang)}):",
            )
            for g in step.grounds
            if g not in first_in
        )
        if back:
            grounds += (Text(t("must-back", lang, steps=listing([str(n) for n in back], lang))),)
        first_in |= {g: step.n for g in step.grounds if g not in first_in}
        text = step.text.text(lang)
        items.append(StepItem(text, "" if informs else OWED[step.value], grounds, step.sources))
    return Section("must", t("must", lang), (*blocks, Steps(tuple(items))))


def _will(answer: Answer, world: World, lang: str) -> Section:
    troops, act = answer.response["troops"], answer.decision.p_adopted
    text = t(
        "will-text", lang,
        Soldiers=names.upper_first(soldiers_come(answer.outlook, lang)),
        frequency=often(troops.p, troops.low, troops.high, lang), **_percents(troops, lang),
        act=often(act.p, act.low, act.high, lang), **{f"act{k}": v for k, v in _percents(act, lang).items()},
    )  # fmt: skip
    blocks: list[Block] = [Text(text), *pictures.chances(answer, lang)]
    blocks += _class(answer, lang)
    blocks += [b for side in ("for", "against") if (b := _reasons(answer, world, side, lang)).items]
    blocks += pictures.senders(answer, world, lang)
    blocks += _members(answer, world, lang)
    blocks += [Text(line) for line in standing_told(world, world.alliance(answer.invocation.alliance), lang)]
    blocks += _when(answer, lang)
    blocks.append(_similar(answer, lang))
    return Section("will", t("will", lang), tuple(blocks))


def _class(answer: Answer, lang: str) -> list[Block]:
    """What a usual call of this class would be given, on how many it rests, and what here was never seen."""
    found = answer.model.particular
    if found is None:
        return []
    told = usual(answer, lang)
    if found.beyond:
        told += " " + t("beyond", lang, list=listing([b.text(lang) for b in found.beyond], lang))
    return [Text(told)]


def _members(answer: Answer, world: World, lang: str) -> list[Block]:
    """Who lets it pass and who sends: in the reader's alphabet, with how many where that can be said."""
    parts = sorted(answer.contributions.items(), key=lambda item: sort_key(world.name(item[0], lang)))
    if not parts:
        return []
    sizes = [soldiers_told(part.personnel, lang) for _, part in parts]
    rows = [
        (
            world.name(state, lang),
            spread(answer.decision.positions[state].no_objection, lang),
            spread(part.p, lang),
            *((size or "–",) if any(sizes) else ()),
        )
        for (state, part), size in zip(parts, sizes, strict=True)
    ]
    columns = ("col-member", "col-pass", "col-send", *(("col-soldiers",) if any(sizes) else ()))
    note = t("table-who-note", lang) if any(sizes) else t("table-who-open", lang, factor=WIDEST)
    table: list[Block] = [Grid(t("table-who", lang), tuple(t(k, lang) for k in columns), tuple(rows), note)]
    return [*table, *_together(answer, lang)]


def _together(answer: Answer, lang: str) -> list[Block]:
    """How many all send together: as a range, or as an order of magnitude where that is all that can be said."""
    q = answer.soldiers
    if q is None:
        return []
    if told := soldiers_told(q, lang):
        return [Text(t("together", lang, range=told, middle=number(rounded(q.q50), lang)))]
    return [Text(t("together-wide", lang, magnitude=magnitude(q, lang)))]


def _when(answer: Answer, lang: str) -> list[Block]:
    """When the first are there, when all, when gone: in words and a table; nothing that rests on a handful of dates."""
    found = answer.deployment
    if found is None:
        return []
    told, rows = [], []
    for key, stage, q in (
        ("when", "first_arrival", found.first_arrival_days),
        ("full", "full_strength", found.full_strength_days),
        ("stay", "stay", found.stay_days),
    ):
        cases = found.cases.get(stage, 0)
        if q is None or (key == "stay" and cases < ENOUGH_DATES):
            continue
        if key == "full" and cases < ENOUGH_DATES:
            told.append(t("full-few", lang, cases=cases))
            continue
        told.append(_delay(key, q, cases, lang))
        days = (q.q05, q.q25, q.q50, q.q75, q.q95)
        rows.append((t(f"stage-{stage}", lang), *(number(rounded(d), lang) for d in days)))
    header = (t("col-stage", lang), *(percent(share, lang, 0) for share in (0.05, 0.25, 0.5, 0.75, 0.95)))
    grid = Grid(t("table-when", lang), header, tuple(rows), t("table-when-note", lang))
    return [*(Text(text) for text in told), grid]


def _delay(key: str, q: Quantiles, cases: int, lang: str) -> str:
    """The middle of a delay and its middle half, in words, and on how many dated deployments they rest."""
    rests = t(f"rests-{in_number(cases)}", lang, cases=cases)
    told = t(key, lang, rests=rests, **{k: lasting(getattr(q, k), lang) for k in ("q25", "q50", "q75")})
    vague = q.q75 > LATE and 1 + q.q75 > VAGUE * (1 + q.q25)
    return f"{told} {t('wide', lang)}" if vague else told


def _reasons(answer: Answer, world: World, side: str, lang: str) -> Bullets:
    items = []
    for reason in [r for r in answer.reasons if r.side == side][:3]:
        if reason.text is not None and reason.points is not None:
            told = t("pull", lang, text=reason.text.text(lang), points=points(reason.points, lang))
            items.append(Text(names.upper_first(told)))
            continue
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


def _limits(answer: Answer, world: World, lang: str) -> Section:
    rows = tuple(
        (
            a.text.text(lang),
            number(a.value, lang, _digits(a.value)),
            f"{number(a.low, lang, _digits(a.low))} – {number(a.high, lang, _digits(a.high))}"
            if a.low != a.high
            else "–",
        )
        for a in model_named(answer.model.name, answer.model.assumptions).assumptions.values()
    )
    header = tuple(t(k, lang) for k in ("assumptions-col", "assumptions-value", "assumptions-range"))
    # Alliances without a recorded case lend the forecast nothing and are not counted.
    known = {i.alliance for i in world.record.invocations.values()}
    texts = [
        Text(
            t(
                f"limit-{i}{'-fitted' if i == 1 and answer.model.particular else ''}",
                lang,
                cases=answer.model.precedents,
                alliances=len(known),
            )
        )
        for i in (1, 2, 3)
    ]
    if own := answer.model.assumptions:
        texts.append(Text(t("own-table", lang, file=own.file, changed=len(own.changed))))
    return Section(
        "limits",
        t("limits", lang),
        (*map(Text, remarks(answer.record, lang)), *texts, Grid(t("assumptions", lang), header, rows)),
    )


def _digits(value: float) -> int:
    return 0 if value >= 10 or value == int(value) else 1 if value >= 1 else 2 if value >= 0.1 else 3
