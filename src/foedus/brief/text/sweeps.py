"""The page of a sweep: what each answer hangs on, in Markdown, and how the work would be spread over many machines."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from foedus.brief.figures.of_sweeps import end_told, moving, t, value_told
from foedus.brief.graphics.figure import Figure
from foedus.ground.numbers import listing, number

if TYPE_CHECKING:
    from foedus.crisis.sweep.report import SweepBar, SweepReport

#: The strongest that a sentence names; machines of the example, cores of each, batches that keep a worker evenly busy.
NAMED, MACHINES, CORES, EVENLY = 4, 100, 2, 10


def stands(report: SweepReport, answer: str, lang: str) -> str:
    """The answer as the question stands, in a sentence."""
    return t("stands", lang, value=value_told(answer, report.bars[answer][0].base, lang))


def most(report: SweepReport, answer: str, lang: str) -> str:
    """What moves an answer most, in a sentence; that nothing does, where that is so."""
    bars = moving(report, answer)[:NAMED]
    if not bars:
        return t("tornado-title-none", lang, answer=t(f"answer.{answer}", lang)) + "."

    def told(bar: SweepBar) -> str:
        known = [x for x in (bar.base, *bar.ends) if not np.isnan(x)]
        low, high = (value_told(answer, x, lang) for x in (min(known), max(known)))
        return t("bar", lang, factor=t(f"factor.{bar.factor.name}", lang), low=low, high=high)

    return t("most", lang, list="; ".join(told(bar) for bar in bars))


def still(report: SweepReport, answer: str, lang: str) -> str:
    """What does not move an answer, in a sentence; empty where all do."""
    moved = {bar.factor.name for bar in moving(report, answer)}
    unknown = {bar.factor.name for bar in report.bars[answer] if np.isnan(bar.ends).any()}
    names = [t(f"factor.{f.name}", lang) for f in report.factors if f.name not in moved | unknown]
    return t("still", lang, list=listing(names, lang)) if names else ""


def sweep_page(report: SweepReport, lang: str, spec: str, figures: dict[str, Figure]) -> str:
    """The whole page; `figures` are charts by the file that holds each, `spec` the file of the sweep as named."""
    e = report.spec
    lines = [
        f"# {t('title', lang, case=e.case)}", "",
        t("built", lang, spec=spec, points=number(report.points, lang), method=e.method.capitalize(),
          samples=e.samples, seed=e.seed), "",
        t("how" if e.method == "sobol" else "how-morris", lang), "",
    ]  # fmt: skip
    for answer in e.answers:
        lines += [f"## {t(f'answer.{answer}', lang)}", ""]
        lines += [f"{stands(report, answer, lang)} {most(report, answer, lang)} {still(report, answer, lang)}".strip()]
        lines += [""]
        lines += [f"![{figure.alt}]({file})\n" for file, figure in figures.items() if figure.name == f"sweep-{answer}"]
        lines += [*table(report, answer, lang), ""]
    lines += [f"## {t('spread-title', lang)}", "", spread_out(report, lang), "", t("spread-how", lang, spec=spec), ""]
    return "\n".join(lines)


def table(report: SweepReport, answer: str, lang: str) -> list[str]:
    """What moves an answer, a row each: alone at each end, and by the method over all."""
    overall, names = report.overall[answer], [f.name for f in report.factors]
    index = t("total" if report.spec.method == "sobol" else "effect", lang)
    rows = [f"| {t('varies', lang)} | {t('alone', lang)} | {index} |", "|---|---|---|"]
    for bar in moving(report, answer):
        ends = zip(bar.factor.ends, bar.ends, strict=True)
        alone = "; ".join(f"{end_told(bar, end, lang)}: {value_told(answer, x, lang)}" for end, x in ends)
        i = names.index(bar.factor.name)
        digits = 0 if answer == "soldiers" and report.spec.method == "morris" else 2
        told = (
            t("unknown", lang)
            if overall is None
            else f"{number(overall.effect[i], lang, digits)} ± {number(overall.half[i], lang, digits)}"
        )
        rows.append(f"| {t(f'factor.{bar.factor.name}', lang)} | {alone} | {told} |")
    return rows


def spread_out(report: SweepReport, lang: str) -> str:
    """How the same work would run on many machines, from what it took here."""
    e = report.effort
    everyone = MACHINES * CORES
    rounds = ceil(e.batches / everyone)
    return t(
        "spread", lang, workers=e.workers, batch=e.batch, seconds=number(e.batch_seconds, lang, 2),
        out=number(e.bytes_out, lang), back=number(e.bytes_back, lang), batches=number(e.batches, lang),
        all=number(e.seconds, lang, 0), each=number((e.bytes_out + e.bytes_back) / e.batch, lang), machines=MACHINES,
        all_workers=everyone, rounds=rounds, expected=number(rounds * e.batch_seconds, lang, 1),
        moved=number(e.batches * (e.bytes_out + e.bytes_back) / 1000, lang),
        scheduler=number(e.batches * 0.001, lang, 1), enough=number(everyone * EVENLY * e.batch, lang),
    )  # fmt: skip
