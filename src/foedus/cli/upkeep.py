"""What a view says of an answer's age: figures older than the day asked about, and a day after the record's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.words.messages import term
from foedus.cli.terminal import on_day, told
from foedus.world import Stamp

if TYPE_CHECKING:
    from rich.console import Console


def remarks(stamp: Stamp, lang: str) -> list[str]:
    """The sentences that a reader must know, none where all is fresh."""
    day, found = on_day(stamp.date, lang), []
    if stamp.ends_before:
        found.append(told("record-ends", lang, day=day))
    years = sorted(set(stamp.old_figures.values()))
    if years:
        parts = [
            told("figures-of", lang, year=year, which=", ".join(
                term("concept", key, lang) for key, used in stamp.old_figures.items() if used == year
            ))
            for year in years
        ]  # fmt: skip
        found.append(told("old-figures", lang, which="; ".join(parts), version=stamp.version, day=day))
    return found


def say_age(out: Console, stamp: Stamp, lang: str) -> None:
    """Print them, each on a line of its own."""
    for remark in remarks(stamp, lang):
        out.print(f"[yellow]{remark}[/yellow]")
