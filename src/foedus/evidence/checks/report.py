"""The checks of the model as a page in Markdown, German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.evidence.checks.simulated import RANKED
from foedus.evidence.report import words
from foedus.ground.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.evidence.checks.predicted import Predicted
    from foedus.evidence.checks.sensitive import Setting
    from foedus.evidence.checks.simulated import Calibration
    from foedus.evidence.vintages import Mixing
    from foedus.record.load import Record

#: The quantities that are told are those with the least p.
SHOWN = 10


def checks_markdown(
    mixing: Mixing,
    found: Calibration | None,
    held: Sequence[Predicted],
    settings: Sequence[Setting],
    record: Record,
    lang: str = "en",
) -> str:
    """The whole page."""
    parts = [f"# {_said('title', lang)}", _said("how", lang), f"## {_said('mixing', lang)}", _mixing(mixing, lang)]
    if found is not None:
        parts += [f"## {_said('simulated', lang)}", _simulated(found, lang)]
    parts += [f"## {_said('predicted', lang)}", _said("predicted-how", lang), _predicted(held, lang)]
    if settings:
        parts += [f"## {_said('sensitive', lang)}", _said("sensitive-how", lang), _sensitive(settings, record, lang)]
    return "\n\n".join(parts) + "\n"


def _said(key: str, lang: str, **values: object) -> str:
    return words("checks")[key].text(lang).format(**values)


def _table(lines: list[list[str]], left: int = 1) -> str:
    rule = ["---"] * left + ["--:"] * (len(lines[0]) - left)
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))


def _mixing(mixing: Mixing, lang: str) -> str:
    lines = [[_said(k, lang) for k in ("part", "r-hat", "ess", "accepted")]]
    for part in ("calls", "members"):
        r_hat, ess, accepted = getattr(mixing, part)
        cells = (number(r_hat, lang, 3), number(ess, lang, 0), percent(accepted, lang, 0))
        lines.append([_said(f"part-{part}", lang), *cells])
    return f"{_said('mixing-how', lang)}\n\n{_table(lines)}"


def _simulated(found: Calibration, lang: str) -> str:
    told = _said(
        "simulated-how", lang, simulations=found.simulations, calls=found.calls, quantities=len(RANKED),
        least=number(min(r.p for r in found.ranked), lang, 4), whole=number(found.least, lang, 2),
    )  # fmt: skip
    lines = [[_said(k, lang) for k in ("quantity", "bars", "p")]]
    least = sorted(found.ranked, key=lambda r: r.p)[:SHOWN]
    lines += [[row.name, " ".join(map(str, row.bars)), number(row.p, lang, 3)] for row in least]
    return f"{told}\n\n{_table(lines, 2)}"


def _predicted(held: Sequence[Predicted], lang: str) -> str:
    lines = [[_said(k, lang) for k in ("statistic", "calls", "recorded", "range", "p")]]
    for row in held:
        span = f"{number(row.low, lang, 2)} – {number(row.high, lang, 2)}"
        cells = (str(row.calls), number(row.recorded, lang, 2), span, number(row.p, lang, 2))
        lines.append([row.text.text(lang), *cells])
    return _table(lines)


def _sensitive(settings: Sequence[Setting], record: Record, lang: str) -> str:
    lines = [[_said(k, lang) for k in ("setting", "moved", "most", "where", "brier", "brier-asked")]]
    for row in settings:
        name = _said(f"family-{row.family or 'shipped'}", lang)
        factor = f" × {number(row.factor, lang, 1)}" if row.family else ""
        where = record.invocations[row.case].title.text(lang) if row.case else "–"
        lines.append(
            [
                name + factor, number(100 * row.moved, lang, 1), number(100 * row.most, lang, 1), where,
                number(row.brier, lang, 4), number(row.brier_asked, lang, 4),
            ]
        )  # fmt: skip
    return _table(lines)
