"""The pictures of a sweep: a tornado chart for each answer; and the words for its values that text shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.brief.figures.of_crises import ticks
from foedus.brief.graphics.figure import Cell, Figure
from foedus.brief.graphics.tornado import TornadoData, TornadoRow, tornado_figure
from foedus.brief.words.messages import say, term
from foedus.ground.numbers import number, percent, rounded

if TYPE_CHECKING:
    from foedus.crisis.sweep.report import SweepBar, SweepReport

#: Bars of a chart at most, and the part of the answer's size from which a factor counts as moving it.
MOST_BARS, MOVES = 12, 0.005


def t(key: str, lang: str, **values: object) -> str:
    """A message of a sweep."""
    return say("sweep", key, lang, **values)


def value_told(answer: str, value: float, lang: str) -> str:
    """An answer in words: a share in hundredths, soldiers as a round number."""
    if np.isnan(value):
        return t("none", lang)
    return number(rounded(value), lang) if answer == "soldiers" else percent(value, lang, 0 if value >= 0.1 else 1)


def end_told(bar: SweepBar, end: float | str, lang: str) -> str:
    """What a factor is at an end, in words."""
    if isinstance(end, float):
        digits = 0 if end >= 20 else 1 if end >= 2 else 2 if end >= 0.1 else 3
        return number(end, lang, 0 if end == 0 else digits)
    if not end:
        return t("as-is", lang)
    if bar.factor.name in ("threat", "procedure"):
        return term(bar.factor.name, end, lang)
    if bar.factor.name == "without":
        from foedus.record.tables import states

        spans = [states()[state][-1] for state in end.split()]
        names = [span.name_de if lang == "de" else span.name_en for span in spans]
        return t("left-out", lang, list=", ".join(names))
    return end


def moving(report: SweepReport, answer: str) -> list[SweepBar]:
    """The bars that move an answer, the longest first."""
    base = report.bars[answer][0].base
    least = MOVES * (abs(base) if not np.isnan(base) and base else 1.0)
    return [bar for bar in report.ranked(answer) if bar.reach > least]


def sweep_figures(report: SweepReport, lang: str, told_by: dict[str, str]) -> tuple[Figure, ...]:
    """A chart for each answer that something moves; `told_by` names model, illustration and record."""
    return tuple(_chart(report, answer, lang, told_by) for answer in report.spec.answers if moving(report, answer))


def _chart(report: SweepReport, answer: str, lang: str, told_by: dict[str, str]) -> Figure:
    bars = moving(report, answer)[:MOST_BARS]
    base = bars[0].base
    rows = tuple(
        TornadoRow(
            t(f"factor.{bar.factor.name}", lang),
            tuple(
                (x, end_told(bar, end, lang))
                for x, end in zip(bar.ends, bar.factor.ends, strict=True)
                if not np.isnan(x)
            ),
            bar.factor.kind == "assumption",
        )
        for bar in bars
    )  # fmt: skip
    most = max(max(x for x, _ in row.ends) for row in rows)
    kinds = {"judged" if row.judged else "asked" for row in rows}
    told = value_told(answer, base, lang)
    alt = "; ".join(
        f"{row.label}: " + ", ".join(f"{words} {value_told(answer, x, lang)}" for x, words in row.ends) for row in rows
    )
    data = TornadoData(
        t("tornado-title", lang, answer=t(f"answer.{answer}", lang), factor=rows[0].label),
        t("tornado-subtitle", lang, case=report.spec.case),
        t("tornado-source", lang, **told_by, runs=number(report.spec.runs, lang), seed=report.spec.seed),
        t("tornado-alt", lang, base=told, list=alt), rows, base, f"{t('as-is', lang)}: {told}",
        ticks(max(most, base) if answer == "soldiers" else 1.0, lang, share=answer != "soldiers"),
        tuple((kind, t(kind, lang)) for kind in ("asked", "judged") if kind in kinds),
    )  # fmt: skip
    columns = ("factor", "kind", "end", "answer")
    cells: list[tuple[Cell, ...]] = [
        (bar.factor.name, bar.factor.kind, end, None if np.isnan(x) else round(x, 6))
        for bar in report.ranked(answer)
        for end, x in zip(bar.factor.ends, bar.ends, strict=True)
    ]
    return tornado_figure(data).told(f"sweep-{answer}", columns, cells)
