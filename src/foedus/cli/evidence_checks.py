"""The command that checks how the model of calls is computed, fits, and depends on its priors."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.evidence import evidence_app
from foedus.cli.options import Json, LangOption, ReportHtml, ReportMarkdown

if TYPE_CHECKING:
    from collections.abc import Callable

#: More simulations than this are a mistake.
MOST = 10_000


@evidence_app.command("check")
def evidence_check(
    simulations: Annotated[
        int, typer.Option("--simulations", help="Simulated data sets for the calibration; 0 leaves it out.")
    ] = 200,
    widths: Annotated[
        bool, typer.Option("--widths/--no-widths", help="Also try other widths of the priors, which takes minutes.")
    ] = True,
    md: ReportMarkdown = None,
    html: ReportHtml = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Check the model of calls: its sampler on simulated data, its fit, what its priors do. It takes minutes."""
    from foedus.brief.words.messages import language
    from foedus.cli.reports import tell
    from foedus.cli.terminal import console, emit_json
    from foedus.evidence.checks.report import checks_markdown
    from foedus.evidence.checks.whole import checks
    from foedus.ground.errors import QueryError
    from foedus.record.load import load
    from foedus.record.version import DATE

    lang = language(lang)
    if not 0 <= simulations <= MOST:
        raise QueryError(f"--simulations {simulations} is out of range", hint=f"use 0 to {MOST}")
    record = load()
    with ExitStack() as stack:

        def steps(part: str) -> Callable[[int, int], None] | None:
            if json or not sys.stderr.isatty():
                return None
            from rich.progress import Progress

            bar = stack.enter_context(Progress(console=console(error=True), transient=True))
            task = bar.add_task(part, total=None)
            return lambda done, total: bar.update(task, completed=done, total=total)

        found = checks(record, dt.date.fromisoformat(DATE), simulations, widths, steps)
    if json:
        emit_json(found)
        return
    text = checks_markdown(found.mixing, found.simulated, found.predicted, found.settings, record, lang)
    tell(text, md, html, lang)
