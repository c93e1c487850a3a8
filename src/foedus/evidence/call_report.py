"""The report of recorded calls in Markdown, German and English: scores, forecasts beside what came, the worst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.evidence.report import words
from foedus.ground.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.evidence.call_trial import CallForecast, CallTrial
    from foedus.evidence.scores import Interval
    from foedus.evidence.silent import Silent
    from foedus.evidence.size_trial import SizeTrial
    from foedus.record.load import Record


def calls_markdown(
    trials: list[CallTrial],
    found: list[CallForecast],
    bad: list[CallForecast],
    sizes: Sequence[SizeTrial],
    occasions: Silent,
    record: Record,
    lang: str = "en",
) -> str:
    """The whole report."""
    parts = [f"# {_said('title', lang)}", _said("how", lang)]
    for trial in trials:
        heading = f"{words('calls')[trial.calls].text(lang)}, {words('calls')[trial.design].text(lang)}"
        count = _said("count", lang).format(rows=trial.rows, groups=trial.groups, came=trial.came)
        parts += [f"## {heading}", count, _scores(trial, lang)]
    parts += [f"## {_said('each', lang)}", _cases(found, record, lang)]
    parts += [f"## {_said('worst', lang)}", _said("worst-how", lang), _cases(bad, record, lang)]
    parts += _silent(occasions, lang)
    parts += [f"## {_said('sizes', lang)}", _said("sizes-how", lang), _said("sizes-scores", lang)]
    for found_sizes in sizes:
        parts += [
            f"### {words('calls')[f'sizes-{found_sizes.design}'].text(lang)}",
            _said("sizes-count", lang).format(
                contingents=found_sizes.contingents, missions=found_sizes.missions,
                coverage=percent(found_sizes.coverage, lang, 0), ratio=number(found_sizes.ratio, lang),
                known=number(found_sizes.ratio_known_total, lang),
            ),
            _sizes(found_sizes, lang),
        ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _said(key: str, lang: str) -> str:
    return words("calls")[key].text(lang)


def _table(lines: list[list[str]]) -> str:
    rule = ["---"] + ["--:"] * (len(lines[0]) - 1)
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))


def _scores(trial: CallTrial, lang: str) -> str:
    head = [_said(k, lang) for k in ("forecast", "brier", "log", "auc", "slope", "saved")]
    rows = [
        [
            _said(f"by-{line.forecast}", lang),
            *(_range(x, lang, d) for x, d in ((line.brier, 3), (line.log, 3), (line.auc, 2), (line.slope, 2))),
            _share(line.saved, lang),
        ]
        for line in trial.lines
    ]
    return _table([head, *rows])


def _silent(found: Silent, lang: str) -> list[str]:
    """Drawn occasions: scores, the shares that they allow, and what the fit would make of them."""
    how = _said("silent-how", lang).format(
        rows=found.rows, came=found.came, effective=number(found.effective, lang, 0)
    )  # fmt: skip
    scores = [[_said(k, lang) for k in ("forecast", "brier", "saved")]]
    scores += [
        [_said(f"by-{line.forecast}", lang), _range(line.brier, lang, 3), _share(line.saved, lang)]
        for line in found.lines
    ]
    keys = ("kind", "occasions", "called", "got-recorded", "got-lower", "got-coded", "got-alike", "got-upper")
    shares = [[_said(k, lang) for k in keys]]
    for one in found.shares:
        told = (one.recorded, one.lower, one.coded_share, one.alike, one.upper)
        chances = ["–" if p is None else percent(p, lang, 0) for p in told]
        shares.append(
            [_said(f"kind-{one.kind}", lang), number(one.occasions, lang), number(one.called, lang), *chances]
        )
    fits = [[_said(k, lang) for k in ("class", "class-calls", "fit-shipped", "fit-once", "fit-weighted")]]
    for row in found.refitted:
        means = [percent(p, lang, 0) for p in (row.shipped, row.counted_once, row.weighted)]
        fits.append([_said(f"class-{row.asked}", lang), number(row.calls, lang), *means])
    return [
        f"## {_said('silent', lang)}", how, *([_table(scores)] if found.lines else []),
        _said("got-how", lang), _table(shares), _said("got-then", lang), _said("refitted-how", lang), _table(fits),
    ]  # fmt: skip


def _sizes(sizes: SizeTrial, lang: str) -> str:
    head = [_said(k, lang) for k in ("forecast", "crps", "saved", "interval", "saved", "coverage", "ratio")]
    rows = [
        [
            _said(f"size-{line.forecast}", lang),
            _range(line.crps, lang, 2), _share(line.crps_saved, lang),
            _range(line.interval, lang, 2), _share(line.interval_saved, lang),
            percent(line.coverage, lang, 0), number(line.ratio, lang, 0),
        ]
        for line in sizes.lines
    ]  # fmt: skip
    return _table([head, *rows])


def _cases(found: list[CallForecast], record: Record, lang: str) -> str:
    head = [_said(k, lang) for k in ("case", "chance", "usual", "came")]
    rows = [
        [
            record.invocations[t.case].title.text(lang),
            percent(t.chance, lang, 0),
            percent(t.usual, lang, 0),
            _said("yes" if t.came else "no", lang),
        ]
        for t in found
    ]
    return _table([head, *rows])


def _range(found: Interval, lang: str, digits: int) -> str:
    if found.value is None:
        return "–"
    text = number(found.value, lang, digits)
    if found.low is None or found.high is None:
        return text
    return f"{text} [{number(found.low, lang, digits)}; {number(found.high, lang, digits)}]"


def _share(found: Interval, lang: str) -> str:
    # (The model beside itself saves nothing in every resample, which says nothing.)
    if found.value is None or found.low is None or found.high is None or found.value == found.low == found.high == 0:
        return "–"
    return f"{100 * found.value:+.0f} % [{100 * found.low:+.0f}; {100 * found.high:+.0f}]"
