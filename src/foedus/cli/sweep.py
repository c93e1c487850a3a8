"""The command of sweeps: which assumptions, framings and procedures an answer hangs on, worked on by a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from foedus.cli.options import Figures, Json, LangOption


def sweep(
    spec: Annotated[
        Path, typer.Argument(help="The sweep: a TOML file, see docs/how-to/crises-and-sweeps.md.", metavar="SPEC")
    ],
    workers: Annotated[
        int, typer.Option("--workers", help="Workers on this machine, 0 for one a core; changes no figure.")
    ] = 0,
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="Address of a Dask scheduler whose workers are used instead.")
    ] = "",
    md: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--md", help="Write the page to this file, and its charts beside it."),
    ] = None,
    figures: Figures = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Which assumptions, framings and procedures the answer hangs on."""
    from foedus.brief.words.messages import language
    from foedus.cli import sweep_views
    from foedus.cli.terminal import emit_json
    from foedus.crisis.sweep.spec import read_spec
    from foedus.ground.errors import QueryError
    from foedus.ground.extras import need

    language(lang)
    if scheduler and workers:
        raise QueryError(
            "--scheduler and --workers do not go together", why="a scheduler has workers of its own",
            hint="leave one of them out",
        )  # fmt: skip
    asked = read_spec(spec)
    need("cluster")
    found = sweep_views.worked(asked, workers, scheduler)
    sweep_views.write(found, spec, md, figures, lang, quiet=json)
    emit_json(found.as_dict()) if json else sweep_views.sweep(found, lang)


def register(app: typer.Typer) -> None:
    """Put the command of sweeps on the command line."""
    app.command("sweep")(sweep)
