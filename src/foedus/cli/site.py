"""The command of the site of files: made, or brought up to date, with a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from foedus.cli import completion
from foedus.cli.options import Json, LangOption

if TYPE_CHECKING:
    from foedus.web.site.build import Step

#: The most processes that a site is made by.
MOST_JOBS = 64


def site(
    out: Annotated[Path, typer.Argument(help="A new folder, or one that holds a site of Foedus.", metavar="OUT")],
    languages: Annotated[
        str, typer.Option("--languages", help="The languages of the pages, with commas: de,en.")
    ] = "de,en",
    alliance: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--alliance",
            help="Only this alliance and its calls (repeat for more).",
            autocompletion=completion.alliances,
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Processes that make pages; 0: as many as processors.")] = 0,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """A site of files: every alliance at its turning points, every case, for a folder or any static host."""
    from foedus.brief.words.messages import language
    from foedus.cli.stream import emit
    from foedus.cli.terminal import emit_json, told
    from foedus.ground.errors import QueryError
    from foedus.ground.numbers import number
    from foedus.web.site.build import build
    from foedus.web.site.plan import plan
    from foedus.world import World, today

    tongue = language(lang)
    if not 0 <= jobs <= MOST_JOBS:
        raise QueryError(f"--jobs {jobs} is out of range", hint=f"use 0 to {MOST_JOBS}")
    spoken = [language(word.strip()) for word in dict.fromkeys(languages.split(",")) if word.strip()]
    if not spoken:
        raise QueryError("--languages names none", hint="for example --languages de,en")
    here = World.at(today())
    chosen = list(dict.fromkeys(here.alliance(name).id for name in alliance or ()))
    try:
        with _bar(told("site-bar", tongue), quiet=json) as step:
            found = build(pages := plan(spoken, chosen), out, jobs or _processors(), step)
    except OSError as error:
        raise QueryError(
            f"{out} cannot be written", why=error.strerror or str(error), hint="name another folder"
        ) from None
    if json:
        emit_json(found)
        return
    counts = {k: number(getattr(found, k), tongue) for k in ("made", "kept", "removed", "maps")}
    emit(told("site-built", tongue, seconds=number(found.seconds, tongue, 1), **counts))
    if pages.left_out:
        emit(told("site-left-out", tongue, cases=", ".join(pages.left_out)))
    emit(told("site-open", tongue, path=(out / "index.html").resolve()))


def _processors() -> int:
    import os

    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_JOBS)


@contextmanager
def _bar(title: str, *, quiet: bool) -> Iterator[Step | None]:
    """A progress bar of pages, on the terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from foedus.cli.terminal import console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(site)
