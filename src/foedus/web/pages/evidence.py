"""Evidence and method: how past forecasts did, where they failed, what is taken for granted and what cannot be said."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foedus.brief.page.blocks import Grid, Page, Section, Text
from foedus.brief.page.from_markdown import page_of
from foedus.brief.words.messages import language, say
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import number
from foedus.record.load import load
from foedus.response.assumptions import Assumption
from foedus.response.model import model_named
from foedus.web.page import brief_body, page
from foedus.web.route import Body, Inquiry, Route
from foedus.web.words import told
from foedus.world import stamp

if TYPE_CHECKING:
    from foedus.evidence.call_trial import CallForecast, CallTrial
    from foedus.evidence.silent import Silent
    from foedus.evidence.size_trial import SizeTrial


def evidence(asked: Inquiry) -> Body:
    """The report of recorded calls, each forecast from the day before it, and the tables of the model's assumptions."""
    lang = language(asked.lang)
    now = stamp()
    words = {"version": now.software, "record": now.version, "date": day(Date(now.date), lang)}
    kicker, as_of, cite = (say("brief", f"report.{key}", lang, **words) for key in ("kicker", "as-of", "cite"))
    report = page_of(_report(lang), lang, kicker, as_of, cite)
    made = Page(
        lang=lang, title=report.title, kicker=report.kicker, standfirst=report.standfirst, figures=(),
        sections=(*report.sections, _assumed(lang), _logged(lang), _limits(lang)), as_of=as_of, cite=cite,
    )  # fmt: skip
    return page(asked, "evidence", title=report.title, made=made, body=brief_body(made), sections=made.sections)


@cache
def _report(lang: str) -> str:
    """The report of `foedus evidence calls`, without the design that fits a model for every alliance anew."""
    from foedus.evidence.call_report import calls_markdown
    from foedus.evidence.call_trial import worst

    found, each, sizes, occasions = _tried()
    return calls_markdown(found, each, worst(each), sizes, occasions, load(), lang)


@cache
def _tried() -> tuple[list[CallTrial], list[CallForecast], tuple[SizeTrial, ...], Silent]:
    """The trial, its forecasts, that of the sizes and that of occasions without a call: the same for all languages."""
    from foedus.evidence import call_trial, size_trial
    from foedus.evidence.calls import contingents, frame_of
    from foedus.evidence.silent import silent

    record = load()
    frame = frame_of(record)
    sizes = size_trial.size_trials(contingents(record))
    return call_trial.trials(frame, brief=True), call_trial.told(frame), sizes, silent(record, frame)


def _assumed(lang: str) -> Section:
    """Every assumption of the model that answers, with its range and whether it is a judgement."""
    model = model_named()
    header = tuple(told("evidence", key, lang) for key in ("assumption", "value", "range", "of-unit", "judgement"))
    rows = tuple(
        (a.text.text(lang), _figure(a.value, lang), _range(a, lang), _unit(a, lang),
         told("evidence", "yes" if a.judgement else "no", lang))
        for a in model.assumptions.values()
    )  # fmt: skip
    grounds = Text(told("evidence", "grounds", lang))
    return Section(
        "assumptions", told("evidence", "assumptions", lang),
        (Text(model.note.text(lang)), Grid(told("evidence", "assumed", lang), header, rows), grounds),
    )  # fmt: skip


def _logged(lang: str) -> Section:
    """The forecasts of open situations that were written down before anybody knew, and how many are decided."""
    from foedus.evidence.log import chain
    from foedus.evidence.log.scored import scores_of

    found = scores_of(chain.read())
    counts = {"open": len(found.open), "overdue": len(found.overdue), "scored": len(found.scored)}
    return Section("log", told("evidence", "log", lang), (Text(told("evidence", "logged", lang, **counts)),))


def _limits(lang: str) -> Section:
    """What no forecast here can say, in the words of every brief."""
    cases = load().invocations.values()
    counts = {"cases": len(cases), "alliances": len({c.alliance for c in cases})}
    texts = (Text(say("brief", f"invoke.limit-{n}", lang, **counts)) for n in ("2", "3"))
    return Section("limits", say("brief", "invoke.limits", lang), tuple(texts))


def _figure(value: float, lang: str) -> str:
    return number(value, lang, 0 if value == int(value) else 2 if abs(value) >= 0.01 else 4)


def _unit(entry: Assumption, lang: str) -> str:
    return told("evidence", f"unit.{entry.unit.replace(' ', '-')}", lang)


def _range(entry: Assumption, lang: str) -> str:
    if entry.low == entry.high:
        return "–"
    return f"{_figure(entry.low, lang)} – {_figure(entry.high, lang)}"


ROUTES = (Route("evidence", "/{lang}/evidence", evidence, heavy=True, place=75),)
