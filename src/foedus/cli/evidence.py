"""The commands of evidence: try the models on historic frames, and tell what came of it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from foedus.cli import completion
from foedus.cli.options import Json, LangOption, ReportHtml, ReportMarkdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.evidence.held import Announce

evidence_app = typer.Typer(
    help="Hold forecasts against what happened: who came in two hundred years.", no_args_is_help=True
)

Frames = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(
        help="Frames, e.g. e1 or e2-bf; all without.", metavar="[FRAME...]", autocompletion=completion.frames
    ),
]
Folder = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--folder", help="Where results are kept; beside the published files by default."),
]


@evidence_app.command("run")
def evidence_run(
    frames: Frames = None,
    folder: Folder = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Try every model on the frames named; what an earlier run has made of the same files is taken from there."""
    from foedus.brief.words.messages import language
    from foedus.cli.terminal import emit_json
    from foedus.evidence.held import chosen, home, run_suites
    from foedus.ground.extras import need

    language(lang)
    need("data")
    names = chosen(tuple(frames or ()))
    with _told(quiet=json) as announce:
        found = run_suites(names, folder or home(), announce)
    if json:
        emit_json(found)
    else:
        from foedus.cli.evidence_views import results

        results(found, lang)


@evidence_app.command("report")
def evidence_report(
    frames: Frames = None,
    folder: Folder = None,
    md: ReportMarkdown = None,
    html: ReportHtml = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """What the last run found, as Markdown or a page: every frame, model and score with its interval."""
    from foedus.brief.words.messages import language
    from foedus.cli.reports import tell
    from foedus.cli.terminal import emit_json
    from foedus.evidence.held import chosen, home, kept
    from foedus.evidence.historic import SUITES
    from foedus.evidence.report import historic_markdown

    lang = language(lang)
    where = folder or home()
    named = [(name, design) for name in chosen(tuple(frames or ())) for design in SUITES[name].designs]
    found = [result for name, design in named if (result := kept(name, design, where)) is not None]
    if md or html or not json:
        tell(historic_markdown(found, lang), md, html, lang)
    if json:
        emit_json(found)


@contextmanager
def _told(quiet: bool) -> Iterator[Announce | None]:
    """A progress bar for each trial, on the terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    from foedus.cli.terminal import console

    with Progress(console=console(error=True), transient=True) as bar:

        def announce(frame: str, design: str) -> object:
            task = bar.add_task(f"{frame} {design}", total=None)
            return lambda done, total: bar.update(task, completed=done, total=total)

        yield announce  # type: ignore[misc]
