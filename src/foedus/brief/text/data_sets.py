"""The page of published data sets: by topic, with publisher, years, tables and terms."""

from __future__ import annotations

from foedus.brief.page.blocks import Grid, Page, Section, Text
from foedus.brief.words.messages import say
from foedus.datasets.catalogue import DataSet, catalogue
from foedus.ground.numbers import number
from foedus.ground.version import __version__


def page(lang: str) -> Page:
    """Every set of the catalogue."""
    sets = catalogue()
    topics: dict[str, list[DataSet]] = {}
    for owner in sets.values():
        topics.setdefault(owner.topic, []).append(owner)
    named = {topic: say("reference", f"topic.{topic}", lang) for topic in topics}
    header = tuple(t(f"col-{name}", lang) for name in ("set", "publisher", "years", "tables", "terms"))
    sections = tuple(
        Section(topic, named[topic], (Grid(named[topic], header, tuple(_row(s, lang) for s in topics[topic])),))
        for topic in sorted(topics, key=lambda topic: named[topic])
    )
    tables = number(sum(len(s.tables) for s in sets.values()), lang)
    return Page(
        lang=lang, title=t("title", lang), kicker=t("kicker", lang), figures=(), sections=sections,
        standfirst=Text(t("standfirst", lang, sets=number(len(sets), lang), tables=tables)),
        as_of=t("as-of", lang, version=__version__), cite=t("cite", lang), subject="data",
    )  # fmt: skip


def _row(owner: DataSet, lang: str) -> tuple[str, ...]:
    years = f"{owner.coverage[0]}–{owner.coverage[1]}" if owner.coverage else t("unknown-years", lang)
    terms = t(f"terms-{owner.terms_state.replace(' ', '-')}", lang, terms=owner.terms)
    return f"{owner.title} {owner.version} ({owner.id})", owner.publisher, years, str(len(owner.tables)), terms


def t(key: str, lang: str, **values: object) -> str:
    """A message of this page."""
    return say("reference", f"data.{key}", lang, **values)
