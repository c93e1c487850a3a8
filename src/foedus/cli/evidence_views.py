"""What the commands of evidence print: a small table for each frame and design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.terminal import console, grid
from foedus.evidence.report import cells, counted, head, heading

if TYPE_CHECKING:
    from foedus.evidence.held import Held

#: The columns that fit on a terminal: model, Brier, AUC, AUC within a war, gain over the rate and over the table; the
#: scores without their intervals.
SHORT, BARE = (0, 1, 3, 4, 6, 8), (1, 3, 4)


def results(found: list[Held], lang: str) -> None:
    """All results, one below the other."""
    screen = console()
    for held in found:
        screen.print(heading(held, lang), style="bold")
        screen.print(counted(held, lang))
        table = grid(*(head(lang)[i] for i in SHORT), right=tuple(range(1, len(SHORT))))
        for line in held.lines:
            told = cells(held, line, lang)
            table.add_row(*(told[i].split(" ")[0] if i in BARE else told[i] for i in SHORT))
        screen.print(table)
        screen.print("")
