"""What the notebooks share on the page: tables, sentences with computed numbers, and the frame of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
from IPython.display import Markdown

PAPER, INK, MUTED, GRID = "#fcfbf8", "#1b1f24", "#5d6570", "#d9d6ce"
#: Hues that stay apart for the colour-blind: the CSTO or Russia, NATO or the United States, a third, the unknown.
RED, BLUE, OCHRE, GREY = "#8c2f1b", "#1f5a89", "#b58900", "#9aa0a6"
#: The first font comes with the renderer, so that it is measured alike on every machine.
FONT = "Liberation Sans, Helvetica Neue, Helvetica, Arial, sans-serif"
WIDTH = 560
UNKNOWN = "unknown"
#: What a column of figures may hold.
FIGURE = re.compile(rf"^([+−≥]|at least )?[\d.,]+( %)?( to [+−]?[\d.,]+( %)?)?$|^{UNKNOWN}$|^-$")


def told(*paragraphs: str) -> Markdown:
    """Paragraphs of Markdown, whose numbers come from the cell."""
    return Markdown("\n\n".join(paragraphs))


def number(value: float | None, form: str = ".2f", unit: str = "") -> str:
    """A figure in words for a table; what is not known stays so."""
    if value is None or value != value:
        return UNKNOWN
    return format(value, form).replace("-", "−") + unit


def percent(share: float | None, digits: int = 0) -> str:
    """A share as per cent."""
    return number(None if share is None else 100 * share, f".{digits}f", " %")


def interval(low: float | None, high: float | None, form: str = "+.2f") -> str:
    """An interval in words."""
    return UNKNOWN if low is None or low != low else f"{number(low, form)} to {number(high, form)}"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Markdown:
    """A Markdown table; columns of figures stand to the right."""
    body = [[str(cell) for cell in row] for row in rows]
    figures = [all(FIGURE.match(cell) for cell in column) for column in zip(*body, strict=True)]
    lines = [list(header), ["---:" if right else "---" for right in figures], *body]
    return Markdown("\n".join("| " + " | ".join(line) + " |" for line in lines))


def picture(chart: Any, *, file: str, title: str, measure: Sequence[str], source: Sequence[str], text: str) -> Any:
    """A chart in its frame: the finding as title, measure and unit under it, source below; `text` is read aloud."""
    head = alt.Title(title, subtitle=list(measure), anchor="start", offset=14)
    foot = alt.Title(
        list(source), orient="bottom", anchor="start", fontSize=10.5, fontWeight="normal", color=MUTED, offset=12
    )
    framed = alt.vconcat(alt.vconcat(chart, title=head), title=foot)
    return (
        framed.properties(description=text, background=PAPER, padding=14, usermeta={"file": file})
        .configure(font=FONT)
        .configure_title(
            color=INK, fontSize=16, fontWeight="bold", subtitleColor=MUTED, subtitleFontSize=12, subtitlePadding=5
        )
        .configure_axis(
            labelColor=MUTED, titleColor=MUTED, labelFontSize=11, titleFontSize=11, titleFontWeight="normal",
            gridColor=GRID, domainColor=MUTED, tickColor=MUTED,
        )
        .configure_view(stroke=None)
        .configure_header(labelColor=INK, labelFontSize=12, labelFontWeight="bold", titleFontSize=0)
    )  # fmt: skip
