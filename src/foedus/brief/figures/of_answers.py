"""The pictures of an answer: chances, senders, the days of a recorded case; the words and data of each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.graphics import (
    ChanceRow,
    ChancesData,
    ChronologyData,
    Moment,
    SenderRow,
    SendersData,
    chances_figure,
    chronology_figure,
    senders_figure,
)
from foedus.brief.graphics.chances import dots_filled
from foedus.brief.graphics.figure import Cell
from foedus.brief.page.blocks import Picture
from foedus.brief.words import names
from foedus.brief.words.messages import often, say, term
from foedus.brief.words.soldiers import soldiers_told
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import chance_range, number, percent, rounded
from foedus.response.history import history_of
from foedus.response.summary import Quantiles
from foedus.world import World

if TYPE_CHECKING:
    from foedus.response import Answer

#: How many members the figure of senders shows before it becomes a wall.
MOST_SENDERS = 14
QUANTILES = ("q05", "q50", "q95")


def t(key: str, lang: str, **values: object) -> str:
    """A message of the figures."""
    return say("figures", key, lang, **values)


def chances(answer: Answer, lang: str) -> list[Picture]:
    """The chance of each answer, soldiers as dots."""

    def row(kind: str) -> ChanceRow:
        c = answer.response[kind]  # type: ignore[index]
        printed = chance_range(c.p, c.low, c.high, lang)
        return ChanceRow(term("response", kind, lang), c.p, c.low, c.high, printed, kind == "troops")

    rows = tuple(row(kind) for kind in answer.response)
    head, model = rows[0], answer.model
    low, high = dots_filled(head.low), dots_filled(head.high)
    data = ChancesData(
        title=t("chances.title", lang, frequency=often(head.p, head.low, head.high, lang)),
        subtitle=t("chances.subtitle", lang),
        source=t(
            "chances.source",
            lang,
            version=model.version,
            runs=number(model.runs, lang),
            seed=model.seed,
            cases=model.precedents,
        ),
        alt=t("chances.alt", lang, list="; ".join(f"{r.label} {r.printed}" for r in rows)),
        dots_label=t("chances.dots", lang, count=dots_filled(head.p)),
        dots_range=t("chances.range", lang, low=low, high=high),
        headline=head,
        rows=rows,
    )
    rows_told: list[tuple[Cell, ...]] = [
        (kind, term("response", kind, lang), c.p, c.low, c.high) for kind, c in answer.response.items()
    ]
    return [Picture(chances_figure(data).told("chances", ("answer", "name", "p", "low", "high"), rows_told))]


def senders(answer: Answer, world: World, lang: str) -> list[Picture]:
    """Who would send soldiers, the likeliest first."""
    leader = world.leader(world.alliance(answer.invocation.alliance))
    ranked = sorted(answer.contributions.items(), key=lambda item: (-item[1].p.p, item[0]))[:MOST_SENDERS]
    if not ranked:
        return []
    rows = tuple(
        SenderRow(
            world.name(state, lang), part.p.p, part.p.low, part.p.high,
            (q.q05, q.q50, q.q95) if (q := part.personnel) and soldiers_told(q, lang) else None,
            leader is not None and leader.state == state,
        )
        for state, part in ranked
    )  # fmt: skip
    listed = "; ".join(
        f"{r.label} {percent(r.p, lang, 0)}" + (f", {number(rounded(r.soldiers[1]), lang)}" if r.soldiers else "")
        for r in rows
    )
    sized = any(r.soldiers for r in rows)
    most = max((r.soldiers[2] for r in rows if r.soldiers), default=1000)
    ticks = [10.0**n for n in range(8) if 10.0**n <= most * 3]
    data = SendersData(
        title=names.upper_first(t("senders.title", lang, first=names.state(world, ranked[0][0], lang))),
        subtitle=t("senders.subtitle" if sized else "senders.subtitle-chance", lang),
        source=t(
            "chances.source",
            lang,
            version=answer.model.version,
            runs=number(answer.model.runs, lang),
            seed=answer.model.seed,
            cases=answer.model.precedents,
        ),
        alt=t("senders.alt" if sized else "senders.alt-chance", lang, list=listed),
        chance_label=t("senders.chance", lang),
        size_label=t("senders.size", lang),
        unknown=say("brief", "unknown", lang),
        rows=rows,
        ticks=tuple((v, number(v, lang)) for v in ticks),
    )
    columns = ("state", "name", "p", "p_low", "p_high", "soldiers_q05", "soldiers_q50", "soldiers_q95")
    told: list[tuple[Cell, ...]] = [
        (state, world.name(state, lang), part.p.p, part.p.low, part.p.high, *_quantiles(part.personnel))
        for state, part in ranked
    ]
    return [Picture(senders_figure(data).told("senders", columns, told))]


def _quantiles(found: Quantiles | None) -> tuple[float | None, float | None, float | None]:
    return (found.q05, found.q50, found.q95) if found else (None, None, None)


def chronology(answer: Answer, world: World, lang: str) -> list[Picture]:
    """The days of a recorded case that was answered with a deployment, beside the forecast."""

    case = answer.invocation.id
    plan = history_of(world.record, case).deployment if case else None
    start = Date(answer.as_of["on"]).first
    if plan is None:
        return []
    moments = [Moment(0, t("chronology.requested", lang), day(Date(answer.as_of["on"]), lang))]
    for stage in ("decided", "first_arrival", "full_strength", "ended"):
        date = getattr(plan, stage)
        if date is not None and date.precise:
            moments.append(Moment((date.first - start).days, t(f"chronology.{stage}", lang), day(date, lang)))
    if len(moments) < 2:
        return []
    q = answer.deployment.first_arrival_days if answer.deployment else None
    arrived = next((m.day for m in moments if m.label == t("chronology.first_arrival", lang)), None)
    title = t("chronology.title", lang)
    if arrived is not None:
        title = (
            t("chronology.title-first-one", lang)
            if arrived <= 1
            else t("chronology.title-first", lang, days=number(arrived, lang))
        )
    expected = (
        [t("chronology.expected", lang, low=number(q.q05, lang), mid=number(q.q50, lang), high=number(q.q95, lang))]
        if q
        else []
    )
    data = ChronologyData(
        title=title,
        subtitle=t("chronology.subtitle", lang),
        source=t("chronology.source", lang),
        alt=t("chronology.alt", lang, list="; ".join([*(f"{m.label} {m.date}" for m in moments), *expected])),
        moments=tuple(moments),
        forecast=(q.q05, q.q50, q.q95) if q else None,
        forecast_label=t("chronology.forecast", lang),
        day_label=t("chronology.axis", lang),
    )
    rows: list[tuple[Cell, ...]] = [(m.label, m.date, m.day) for m in moments]
    rows += [
        (f"{t('chronology.forecast', lang)}: {k}", None, v)
        for k, v in zip(QUANTILES, data.forecast or (), strict=False)
    ]
    return [Picture(chronology_figure(data).told("chronology", ("what", "date", "day"), rows), plan.sources)]
