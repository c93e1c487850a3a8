"""The report of the historic evidence: one table for each frame and design, in Markdown, German and English."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from foedus.evidence.held import Held, Line
from foedus.evidence.scores import Interval
from foedus.ground.label import Label
from foedus.ground.numbers import number
from foedus.ground.toml import convert, shipped

FILE = Path(__file__).parent / "wording.toml"
#: The scores that are told, with their digits.
TOLD = {"brier": 3, "log": 3, "auc": 2, "auc-within": 2, "slope": 2}


@cache
def words(section: str) -> dict[str, Label]:
    """The words of a section by key."""
    return convert(shipped(FILE), dict[str, dict[str, Label]], FILE)[section]


def historic_markdown(results: Iterable[Held], lang: str = "en") -> str:
    """The whole report."""
    parts = [f"# {_said('title', lang)}"]
    results = list(results)
    parts += [_said("how", lang)] if results else [_said("none", lang)]
    for held in results:
        parts += [
            f"## {heading(held, lang)}",
            counted(held, lang),
            table(held, lang),
            missed(held, lang),
            calibration(held, lang),
        ]
    return "\n\n".join(parts) + "\n"


def heading(held: Held, lang: str) -> str:
    """Frame and design in words."""
    return f"{words('frames')[held.frame].text(lang)}: {words('designs')[held.design].text(lang)} ({held.frame})"


def counted(held: Held, lang: str) -> str:
    """What was scored, in a sentence."""
    text = _said("rows-e1" if held.frame.startswith("e1") else "rows-e2", lang)
    return text.format(
        rows=number(held.rows, lang), groups=held.groups, came=held.came, groups_came=held.groups_came,
        compared=held.compared,
    )  # fmt: skip


def head(lang: str) -> list[str]:
    """The heads of the table's columns."""
    keys = ("model", *TOLD, "log-over-rate", "log-over-constant", "brier-over-table", "expected")
    return [words("heads")[key].text(lang) for key in keys]


def cells(held: Held, line: Line, lang: str) -> list[str]:
    """One model's row of the table."""
    gains = (line.log_over_rate, line.log_over_constant, line.brier_over_table)
    return [
        words("models")[line.model].text(lang),
        *(_number(line.scores[name], digits, lang) for name, digits in TOLD.items()),
        *(_share(gain) for gain in gains),
        number(held.expected[line.model], lang, 1),
    ]


def table(held: Held, lang: str) -> str:
    """The table of a frame and design in Markdown."""
    lines = [head(lang), ["---"] + ["--:"] * (len(head(lang)) - 1)]
    lines += [cells(held, line, lang) for line in held.lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def missed(held: Held, lang: str) -> str:
    """The wars that the mean of the models got most wrong, in a sentence."""
    found = (f"{m.name} ({number(m.expected, lang, 1)} / {m.came})" for m in held.missed)
    return f"{_said('missed', lang)} {'; '.join(found)}."


def calibration(held: Held, lang: str) -> str:
    """How often it happened where the mean gave a chance, class by class, in a sentence."""
    bins = []
    for bin in held.curve:
        share = _number(bin.happened, 2, lang)
        bins.append(f"{number(bin.forecast, lang, 3)} → {share} ({bin.rows})")
    return f"{_said('calibration', lang)} {'; '.join(bins)}."


def _said(key: str, lang: str) -> str:
    return words("sentences")[key].text(lang)


def _number(found: Interval, digits: int, lang: str) -> str:
    if found.value is None:
        return "–"
    text = f"{found.value:.{digits}f}"
    if found.low is not None and found.high is not None:
        text += f" [{found.low:.{digits}f}; {found.high:.{digits}f}]"
    return _comma(text, lang)


def _share(found: Interval) -> str:
    if found.value is None:
        return "–"
    text = f"{_percent(found.value)} %"
    if found.low is not None and found.high is not None:
        text += f" [{_percent(found.low)}; {_percent(found.high)}]"
    return text


def _percent(share: float) -> str:
    """A share in whole per cent with its sign; none where it is 0."""
    whole = round(100 * share)
    return f"{whole:+d}".replace("-", "−") if whole else "0"


def _comma(text: str, lang: str) -> str:
    text = text.replace("-", "−")
    return text.replace(".", ",") if lang == "de" else text
