"""The page of a checked text: every statement with its verdict and what the record says."""

from __future__ import annotations

from foedus.brief.page.blocks import Grid, Page, Section, Text
from foedus.brief.words.messages import say, term
from foedus.claims.check import Verdicts, read_claims
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import listing
from foedus.record.load import load
from foedus.record.tables import origins


def page(found: Verdicts, lang: str) -> Page:
    """The page of the verdicts on a shipped set of claims."""
    entry, title = read_claims(found.id), found.title.text(lang)
    counts = listing([f"{n} {term('verdict', verdict, lang)}" for verdict, n in found.counts().items()], lang)
    known = day(Date(found.known), lang)
    standfirst = t(
        "standfirst", lang, count=len(found.claims), title=title, author=entry.author, counts=counts,
        published=day(Date(entry.published), lang),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    sources: dict[str, None] = {}
    for claim in found.claims:
        verdict, before = (term("verdict", v, lang) for v in (claim.verdict, claim.verdict_then))
        told = verdict if before == verdict else t("then", lang, verdict=verdict, before=before)
        rows.append((claim.id, claim.statement.text(lang), told, claim.evidence.text(lang)))
        sources |= dict.fromkeys(s for s in claim.sources if _printed(s))
    header = tuple(t(f"col-{name}", lang) for name in ("n", "statement", "verdict", "evidence"))
    grid = Grid(t("table", lang), header, tuple(rows), "", tuple(sources))
    stamp = {"version": found.record.software, "record": found.record.version}
    return Page(
        lang=lang, title=title, kicker=t("kicker", lang), standfirst=Text(standfirst), figures=(),
        sections=(Section("claims", t("table", lang), (grid,)),),
        as_of=t("as-of", lang, on=day(Date(found.on), lang), known=known),
        cite=t("cite", lang, title=title, known=known, **stamp),
        about=title, subject=found.id, on=found.on, known=found.known,
    )  # fmt: skip


def _printed(source: str) -> bool:
    """Whether a source has an entry to be printed; what was counted on the map has none."""
    return source.removeprefix("series:") in origins() if source.startswith("series:") else source in load().sources


def t(key: str, lang: str, **values: object) -> str:
    """A message of this page."""
    return say("reference", f"claims.{key}", lang, **values)
