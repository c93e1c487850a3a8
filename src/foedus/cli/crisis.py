"""The command of a crisis: what unfolds day by day after a call, over many runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from foedus.cli import completion
from foedus.cli.options import Figures, Json, Known, LangOption, Without

if TYPE_CHECKING:
    from foedus.crisis.folder import CrisisFolder
    from foedus.crisis.plan import CrisisPlan
    from foedus.response.assumptions import Assumptions


def crisis(
    case: Annotated[
        str, typer.Argument(help="A recorded case, e.g. kazakhstan-2022.", autocompletion=completion.cases)
    ],
    runs: Annotated[int, typer.Option("--runs", help="Number of runs.")] = 20_000,
    days: Annotated[int, typer.Option("--days", help="Days that are followed, the day of the call the first.")] = 60,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draws.")] = 0,
    without: Without = None,
    known: Known = None,
    threat: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--threat", help="Take it for another kind of threat.", autocompletion=completion.threats),
    ] = None,
    assumptions: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--assumptions", help="A table of your own in place of what the illustration takes for granted."),
    ] = None,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", help="Keep quantiles and days of events in this folder; goes on where it stopped."),
    ] = None,
    paths: Annotated[bool, typer.Option("--paths", help="Keep the whole path of every run too.")] = False,
    chunk: Annotated[
        int, typer.Option("--chunk", help="Runs that a thread works on at once; changes no figure.")
    ] = 20_000,
    threads: Annotated[int, typer.Option("--threads", help="Threads, 0 for one a core; changes no figure.")] = 0,
    figures: Figures = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """What unfolds day by day after a call: who comes when, and an illustration of what follows."""
    from foedus.brief.words.messages import language
    from foedus.cli import crisis_views
    from foedus.cli.terminal import emit_json
    from foedus.crisis.plan import plan_of
    from foedus.ground.errors import QueryError
    from foedus.ground.given import a_day

    language(lang)
    if paths and out is None:
        raise QueryError("--paths goes with --out", why="whole paths are kept in its folder", hint="name a folder")
    plan = plan_of(
        case, runs=runs, days=days, seed=seed, without=tuple(without or ()), threat=threat,
        known=None if known is None else a_day(known, "known"), table=_table(assumptions),
    )  # fmt: skip
    folder = None if out is None else _folder(out, plan, paths=paths, lang=lang)
    found = crisis_views.worked(plan, folder, chunk, threads)
    if figures:
        crisis_views.write_figures(found, figures, lang, quiet=json)
    emit_json(found.as_dict()) if json else crisis_views.crisis(found, lang, out)


def _table(assumptions: Path | None) -> Assumptions:
    """The table of the illustration, with entries of one's own in their place."""
    from foedus.crisis.plan import VERSION, crisis_assumptions
    from foedus.response.assumptions import own_assumptions

    shipped = crisis_assumptions()
    if assumptions is None:
        return shipped
    return {**shipped, **own_assumptions(assumptions, shipped, VERSION).changed}


def _folder(out: Path, plan: CrisisPlan, *, paths: bool, lang: str) -> CrisisFolder:
    """The folder, once its size has been told."""
    from foedus.cli import crisis_views
    from foedus.crisis.folder import CrisisFolder, bytes_of_paths

    if paths:
        crisis_views.say_size(bytes_of_paths(plan), out, lang)
    return CrisisFolder(out, plan, paths=paths)


def register(app: typer.Typer) -> None:
    """Put the command of crises on the command line."""
    app.command("crisis")(crisis)
