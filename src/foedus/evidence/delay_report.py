"""The report of delays in Markdown, German and English: scores by stage and design, every wait beside its forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.evidence.report import words
from foedus.ground.numbers import number, percent, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.evidence.delays import DelayCase, DelayTrial
    from foedus.evidence.scores import Interval
    from foedus.record.load import Record


def delays_markdown(trials: Sequence[DelayTrial], cases: Sequence[DelayCase], record: Record, lang: str = "en") -> str:
    """The whole report."""
    parts = [f"# {_said('title', lang)}", _said("how", lang), _said("found", lang)]
    for trial in trials:
        count = _said("count", lang).format(rows=trial.rows, open=trial.open, groups=trial.groups)
        parts += [f"## {_said(trial.stage, lang)}, {_said(trial.design, lang)}", count, _scores(trial, lang)]
    parts += [f"## {_said('each', lang)}", _said("each-how", lang), _each(cases, record, lang)]
    return "\n\n".join(parts) + "\n"


def _said(key: str, lang: str) -> str:
    return words("delays")[key].text(lang)


def _table(lines: list[list[str]]) -> str:
    rule = ["---"] + ["--:"] * (len(lines[0]) - 1)
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))


def _scores(trial: DelayTrial, lang: str) -> str:
    head = [_said(k, lang) for k in ("forecast", "crps", "saved", "log", "coverage", "half", "ratio")]
    rows = [
        [
            _said(f"by-{line.forecast}", lang),
            _range(line.crps, lang),
            "–" if line.forecast == "pooled" else _share(line.saved),
            _range(line.log, lang),
            percent(line.coverage, lang, 0),
            percent(line.half, lang, 0),
            number(rounded(line.ratio), lang),
        ]
        for line in trial.lines
    ]
    return _table([head, *rows])


def _each(cases: Sequence[DelayCase], record: Record, lang: str) -> str:
    head = [_said(k, lang) for k in ("case", "days", "middle", "half-range", "range")]
    rows = [
        [
            _title(case.force, record, lang),
            _days(case, lang),
            number(rounded(case.q50), lang),
            f"{number(rounded(case.q25), lang)}–{number(rounded(case.q75), lang)}",
            f"{number(rounded(case.q05), lang)}–{number(rounded(case.q95), lang)}",
        ]
        for case in cases
    ]
    return _table([head, *rows])


def _title(force: str, record: Record, lang: str) -> str:
    if force in record.invocations:
        return record.invocations[force].title.text(lang)
    alliance, mission = force.split("/", 1)
    return next(m.name.text(lang) for m in record.alliances[alliance].missions if m.id == mission)


def _days(case: DelayCase, lang: str) -> str:
    if case.high is None:
        return _said("more-than", lang).format(days=number(case.low, lang))
    low, high = number(case.low, lang), number(case.high, lang)
    return low if low == high else f"{low}–{high}"


def _range(found: Interval, lang: str) -> str:
    if found.value is None:
        return "–"
    text = number(found.value, lang, 2)
    if found.low is None or found.high is None:
        return text
    return f"{text} [{number(found.low, lang, 2)}; {number(found.high, lang, 2)}]"


def _share(found: Interval) -> str:
    if found.value is None or found.low is None or found.high is None:
        return "–"
    return f"{100 * found.value:+.0f} % [{100 * found.low:+.0f}; {100 * found.high:+.0f}]"
