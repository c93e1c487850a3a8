"""What the commands of the log print: each question with its forecast and what came, and the scores."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from foedus.brief.words.messages import term
from foedus.cli.terminal import console, grid, on_day, styled
from foedus.evidence.log.scored import ENOUGH
from foedus.evidence.report import words
from foedus.ground.numbers import number, percent

if TYPE_CHECKING:
    from foedus.evidence.log.chain import Log
    from foedus.evidence.log.scored import LogScores


def _said(key: str, lang: str, **values: object) -> str:
    return words("log")[key].text(lang).format(**values)


def listed(log: Log, lang: str, only: Collection[str] = ()) -> None:
    """Every question, or `only` some of them; last the head of the chain."""
    out, outcomes = console(), log.outcomes
    for name, forecast in log.forecasts.items():
        if only and name not in only:
            continue
        q, c = forecast.question, forecast.chance
        out.print(styled((q.title.text(lang), "bold"), f" ({name})"))
        span = _said("span", lang, low=percent(c.low, lang, 0), high=percent(c.high, lang, 0))
        condition = _said(q.condition, lang, until=on_day(q.until.isoformat(), lang), days=q.answer_days)
        said = _said("said", lang, p=percent(c.p, lang, 0), span=span, kind=term("response", q.event, lang))
        out.print(f"{condition} {said}")
        out.print(f"{_said('counts', lang)} {q.counts.text(lang)}")
        outcome = outcomes.get(name)
        if outcome is None:
            out.print(_said("open", lang, day=on_day(q.closes.isoformat(), lang)), style="dim")
        else:
            told = _said(outcome.verdict, lang, day=on_day(outcome.day.isoformat(), lang))
            out.print(styled((told, "bold"), f" {outcome.why.text(lang)} {' '.join(outcome.sources)}".rstrip()))
        out.print("")
    model = {(f.model.version, f.record.version, f.made.isoformat()) for f in log.forecasts.values()}
    for version, record, made in sorted(model):
        out.print(_said("spoke", lang, model=version, record=record, day=on_day(made, lang)), style="dim")
    out.print(_said("head", lang, count=len(log.entries), head=log.head), style="dim")


def scores(found: LogScores, lang: str) -> None:
    """The decided questions with their scores, the means, and what is not scored."""
    out = console()
    if found.scored:
        table = grid(*(_said(k, lang) for k in ("question", "chance", "came", "brier", "log")), right=(1, 3, 4))
        for row in found.scored:
            came = _said("yes" if row.happened else "no", lang)
            table.add_row(
                row.id, percent(row.p, lang, 0), came, number(row.brier, lang, 3), number(row.log, lang, 3)
            )  # fmt: skip
        out.print(table)
        table = grid(*(_said(k, lang) for k in ("mean", "questions", "brier", "log")), right=(1, 2, 3))
        for mean in found.means:
            if mean.brier is not None and mean.log is not None:
                cells = (str(mean.questions), number(mean.brier, lang, 3), number(mean.log, lang, 3))
                table.add_row(_said(f"by-{mean.forecast}", lang), *cells)
        out.print(table)
    if len(found.scored) < ENOUGH:
        out.print(_said("few", lang, count=len(found.scored), enough=ENOUGH))
    for key in ("open", "overdue", "void"):
        names = getattr(found, key)
        if names:
            out.print(f"{_said(f'not-scored-{key}', lang, count=len(names))} {', '.join(names)}")
    out.print(_said("head-only", lang, head=found.head), style="dim")
