"""What the command of crises prints, draws and tells while it works."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.brief.words.messages import frequency, say
from foedus.cli.terminal import console, grid, told
from foedus.ground.numbers import number, percent

if TYPE_CHECKING:
    from foedus.crisis.folder import CrisisFolder
    from foedus.crisis.outcome import CrisisOutcome
    from foedus.crisis.plan import CrisisPlan

NONE = "\N{EN DASH}"


def t(key: str, lang: str, **values: object) -> str:
    """A message of a crisis."""
    return say("crisis", key, lang, **values)


def worked(plan: CrisisPlan, folder: CrisisFolder | None, chunk: int, threads: int) -> CrisisOutcome:
    """The crisis, with a bar on standard error where somebody looks."""
    from foedus.crisis.run import crisis

    out = console(error=True)
    if not out.is_terminal:
        return crisis(plan, folder, chunk=chunk, threads=threads)
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    with Progress(BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=out, transient=True) as bar:
        task = bar.add_task("", total=plan.runs)
        return crisis(plan, folder, chunk=chunk, threads=threads, told=lambda runs: bar.update(task, completed=runs))


def say_size(size: int, out: Path, lang: str) -> None:
    """How much whole paths will take, before any of them is written."""
    sys.stderr.write(t("paths", lang, megabytes=number(-(-size // 1_000_000), lang), path=out.resolve()) + "\n")


def write_figures(found: CrisisOutcome, folder: Path, lang: str, *, quiet: bool) -> None:
    """Write every picture with its data to a folder."""
    from foedus.brief.figures.of_crises import crisis_figures
    from foedus.cli.files import write_pictures

    write_pictures({figure.name: figure for figure in crisis_figures(found, lang)}, folder, lang, quiet=quiet)


def crisis(found: CrisisOutcome, lang: str, kept: Path | None) -> None:
    """What rests on recorded cases first, then the illustration, and what not to make of it."""
    out, ground = console(), str(found.asked["ground"])
    days = number(found.days, lang)
    out.print(t("data", lang), style="bold")
    out.print(t("troops", lang, frequency=frequency(found.come / found.runs, lang)))
    out.print(_senders(found, lang))
    out.print(_first(found, lang))
    out.print("")
    if ground == "none":
        from foedus.cli.german import in_german

        out.print(t("none", lang, why=in_german(found.why) if lang == "de" else found.why))
    else:
        out.print(t(f"illustration-{ground}", lang), style="bold")
    out.print(t("asked", lang, runs=number(found.runs, lang), days=days, seed=found.asked["seed"]))
    table = grid(t("event", lang), t("share", lang), t("day-quarter", lang), t("day-half", lang), right=(1, 2, 3))
    for event in found.told:
        by = [found.event_day(event, level) for level in (0.25, 0.5)]
        cells = [NONE if day is None else number(day, lang) for day in by]
        table.add_row(t(event, lang), percent(float(found.by_day(event)[-1]), lang), *cells)
    out.print(table)
    if ground != "none":
        out.print(_change(found, ground, lang))
        out.print(t(f"caution-{ground}", lang), style="yellow")
    if kept is not None:
        sys.stderr.write(told("written", lang, path=kept.resolve()) + "\n")


def _senders(found: CrisisOutcome, lang: str) -> str:
    if not found.come:
        return t("senders-none", lang)
    from foedus.api import world

    here = world(str(found.asked["on"]), str(found.asked["known"]))
    ranked = sorted(zip(found.members, found.joined, strict=True), key=lambda item: (-int(item[1]), item[0]))
    named = [f"{here.name(state, lang)} {percent(int(n) / found.come, lang)}" for state, n in ranked if n]
    return t("senders", lang, list=", ".join(named))


def _first(found: CrisisOutcome, lang: str) -> str:
    quarter, half = (found.event_day("first-soldiers", level) for level in (0.25, 0.5))
    days = number(found.days, lang)
    if quarter is None:
        return t("first-rarely", lang, days=days, share=percent(float(found.by_day("first-soldiers")[-1]), lang))
    if half is None:
        return t("first-quarter", lang, quarter=quarter, days=days)
    return t("first", lang, quarter=quarter, half=half)


def _change(found: CrisisOutcome, ground: str, lang: str) -> str:
    either, only, without, _ = (int(n) for n in found.effect)

    def of(count: int) -> str:
        return percent(count / found.come if found.come else 0.0, lang)

    return t(
        f"change-{ground}", lang, days=number(found.days, lang), **{"with": of(either + only)},
        without=of(either + without), sooner=of(found.sooner_by(1) + only), week=of(found.sooner_by(7) + only),
    )  # fmt: skip
