"""The page of method and evidence: what models take for granted, how they did on known cases, where they fail."""

from __future__ import annotations

from foedus.brief.page.blocks import Bullets, Grid, Page, Section, Text
from foedus.brief.page.from_markdown import page_of
from foedus.brief.words.messages import say
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import number
from foedus.record.load import load
from foedus.response.assumptions import Assumption
from foedus.response.model import MODELS, model_named
from foedus.world import stamp


def page(lang: str) -> Page:
    """The method, the assumptions of every model, and the named cases forecast from the day before."""
    from foedus.evidence.named import named
    from foedus.evidence.named_report import named_markdown

    now = stamp()
    record = {"version": now.software, "record": now.version}
    cases = page_of(named_markdown(named(load()), lang), lang, "", "", "")
    return Page(
        lang=lang, title=t("title", lang), kicker=t("kicker", lang), standfirst=Text(t("standfirst", lang)), figures=(),
        sections=(
            *(_assumed(name, lang) for name in MODELS),
            *(Section(f"cases-{s.id}", s.title or cases.title, s.blocks) for s in cases.sections),
            Section("fails", t("fails", lang), (Bullets(tuple(Text(t(f"fails-{n}", lang)) for n in (1, 2, 3))),)),
        ),
        as_of=t("as-of", lang, date=day(Date(now.date), lang)), cite=say("brief", "report.cite", lang, **record),
        subject="method", known=now.date,
    )  # fmt: skip


def _assumed(name: str, lang: str) -> Section:
    model = model_named(name)
    header = tuple(t(f"col-{key}", lang) for key in ("what", "value", "range", "grounds"))
    rows = tuple(_row(found, lang) for found in model.assumptions.values())
    grid = Grid(t("table", lang, version=model.version), header, rows)
    title = t("model", lang)
    return Section(
        f"model-{name}", f"{title}: {model.version}", (Text(t("model-text", lang, version=model.version)), grid)
    )


def _row(found: Assumption, lang: str) -> tuple[str, ...]:
    digits = 0 if found.value == int(found.value) else 1 if found.value >= 10 else 2 if found.value >= 0.1 else 3
    value, low, high = (number(v, lang, digits) for v in (found.value, found.low, found.high))
    return (
        found.text.text(lang),
        value,
        f"{low}–{high}" if low != high else "–",
        t("judged" if found.judgement else "found", lang),
    )


def t(key: str, lang: str, **values: object) -> str:
    """A message of this page."""
    return say("reference", f"method.{key}", lang, **values)
