"""What the command of outcomes prints: how many cases, what followed, effect and cost apart, the cases, the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.text import outcomes as text
from foedus.brief.words.messages import term
from foedus.brief.words.outcomes import counted_told
from foedus.cli.terminal import console, grid, on_day, say_age
from foedus.ground.calendar import Date, parse_day
from foedus.ground.days import day
from foedus.ground.numbers import number
from foedus.outcomes.ask import dead_of
from foedus.outcomes.followed import HORIZONS

if TYPE_CHECKING:
    from foedus.outcomes.ask import Outcomes
    from foedus.outcomes.cases import ComparableCase

NONE = "\N{EN DASH}"


def outcomes(found: Outcomes, lang: str) -> None:
    """The whole answer on the terminal."""
    from foedus.world import World

    out, threat = console(), term("threat", found.threat, lang)
    world = World.at(parse_day(found.on), parse_day(found.known, "known"))
    out.print(
        text.t("head", lang, threat=threat, on=on_day(found.on, lang), known=on_day(found.known, lang)), style="bold"
    )
    if not found.cases:
        out.print(text.t("lead-none", lang, threat=threat))
    else:
        out.print(text.lead(found, lang))
        if found.few:
            out.print(text.t("few", lang), style="yellow")
        table = grid(*text.header(lang))
        for row in text.rows(found, world, lang):
            table.add_row(*row)
        out.print(table)
        out.print(text.t("note", lang) + "\n", style="dim")
        for part in text.apart(found, lang):
            out.print(f"{part.lead} {part.text}")
        cases = grid(*(text.t(f"col-{k}", lang) for k in ("case", "day", "soldiers", "office", "violence", "dead")))
        for case in found.cases:
            cases.add_row(*_row(case, lang))
        out.print(cases)
    for line in counted_told(found, lang):
        out.print(line)
    say_age(out, found.record, lang, found.on)
    out.print(text.t("further", lang), style="dim")


def _row(case: ComparableCase, lang: str) -> tuple[str, ...]:
    what = case.followed
    held = [text.t(f"said-{what.office.held[name] if what.office else 'unknown'}", lang) for name in HORIZONS]
    ended = day(Date(what.violence_ended), lang) if what.violence_ended else text.t("said-unknown", lang)
    dead = dead_of(case)
    figure = NONE.join(dict.fromkeys(number(v, lang) for v in dead)) if dead else text.t("said-unknown", lang)
    return (
        case.title.text(lang), day(Date(case.date), lang), text.t(f"soldiers-{case.soldiers}", lang),
        " / ".join(held), ended, figure,
    )  # fmt: skip
