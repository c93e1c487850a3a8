"""The picture of a what-if: its words, bars and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.graphics import ShiftBar, ShiftsData, shifts_figure
from foedus.brief.graphics.figure import Cell
from foedus.brief.page.blocks import Picture
from foedus.brief.words.messages import say
from foedus.ground.numbers import number, percent

if TYPE_CHECKING:
    from foedus.response.run_by_run import RunByRun


def shifts(found: RunByRun, lang: str) -> Picture:
    """The runs by the change of the chance of soldiers."""
    troops = found.response["troops"]
    words = {"runs": number(found.runs, lang), "seed": found.seed, "version": found.model} | {
        key: percent(getattr(troops, key), lang, 0) for key in ("up", "down", "same")
    }
    low, high = min(found.spread[0].low, -0.1), max(found.spread[-1].high, 0.1)
    step = 0.1 if high - low <= 0.8 else 0.25
    ends = (min(-round(-low / step), 0), max(round(high / step), 0))
    data = ShiftsData(
        **{key: say("figures", f"shifts.{key}", lang, **words) for key in
           ("title", "subtitle", "source", "alt", "down", "up")},
        bars=tuple(ShiftBar(c.low, c.high, c.runs / found.runs) for c in found.spread),
        ticks=tuple((n * step, signed(n * step, lang)) for n in range(ends[0], ends[1] + 1)),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(c.low, c.high, c.runs) for c in found.spread]
    return Picture(shifts_figure(data).told("shifts", ("low", "high", "runs"), rows))


def signed(at: float, lang: str) -> str:
    """A difference in whole percentage points, with its sign; 0 has none.

    >>> signed(-0.714, "en"), signed(0.12, "de"), signed(0.004, "en")
    ('\u221271', '+12', '0')
    """
    whole = round(at * 100)
    sign = "+" if whole > 0 else "\N{MINUS SIGN}" if whole < 0 else ""
    return f"{sign}{number(abs(whole), lang)}"
