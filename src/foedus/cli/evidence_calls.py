"""The commands of evidence about recorded calls and deployments: score the models, and fit the figures anew."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Optional

import typer

from foedus.cli.evidence import evidence_app
from foedus.cli.options import Json, LangOption, ReportHtml, ReportMarkdown


@evidence_app.command("calls")
def evidence_calls(
    md: ReportMarkdown = None,
    html: ReportHtml = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Forecast every recorded call from the day before it, and score the model beside plain tables."""
    from foedus.brief.words.messages import language
    from foedus.cli.reports import tell
    from foedus.cli.terminal import emit_json
    from foedus.evidence import call_trial, size_trial
    from foedus.evidence.call_report import calls_markdown
    from foedus.evidence.calls import contingents, frame_of
    from foedus.evidence.silent import silent
    from foedus.record.load import load

    lang = language(lang)
    record = load()
    frame = frame_of(record)
    with _steps("calls", quiet=json) as step:
        found = call_trial.trials(frame, step)
    each = call_trial.told(frame)
    occasions = silent(record, frame)
    sizes = size_trial.size_trials(contingents(record))
    if json:
        emit_json({"trials": found, "calls": each, "silent": occasions, "sizes": sizes, "left_out": frame.left_out})
        return
    text = calls_markdown(found, each, call_trial.worst(each), sizes, occasions, record, lang)
    tell(text, md, html, lang)


@evidence_app.command("cases")
def evidence_cases(
    md: ReportMarkdown = None,
    html: ReportHtml = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Cases that readers know, forecast from the day before beside what happened; questions that none settles."""
    from foedus.brief.words.messages import language
    from foedus.cli.reports import tell
    from foedus.cli.terminal import emit_json
    from foedus.evidence.named import named
    from foedus.evidence.named_report import named_markdown
    from foedus.record.load import load

    lang = language(lang)
    found = named(load())
    if json:
        emit_json(found)
    else:
        tell(named_markdown(found, lang), md, html, lang)


@evidence_app.command("arrival")
def evidence_arrival(
    md: Annotated[Optional[Path], typer.Option("--md", help="Write the report as Markdown to this file.")] = None,  # noqa: UP045
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Forecast how soon every recorded force came and how long it stayed, and score that beside one base rate."""
    from foedus.brief.words.messages import language
    from foedus.cli.stream import emit
    from foedus.cli.terminal import emit_json
    from foedus.evidence.delay_report import delays_markdown
    from foedus.evidence.delays import cases, delay_trials
    from foedus.ground.write import write_whole
    from foedus.record.load import load
    from foedus.record.version import DATE

    lang = language(lang)
    record, known = load(), dt.date.fromisoformat(DATE)
    with _steps("arrival", quiet=json) as step:
        found = delay_trials(record, known, step)
    each = cases(record, known)
    if json:
        emit_json({"known": DATE, "trials": found, "deployments": each})
        return
    text = delays_markdown(found, each, record, lang)
    if md:
        write_whole(md, text)
    else:
        emit(text)


@evidence_app.command("fit")
def evidence_fit(
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--out", help="Write the figures to this file (delays beside it), not where the model reads them."
        ),
    ] = None,
    since: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--since", help="Fit only the years from this one on, to look at; goes with --out."),
    ] = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Fit the models of calls and delays for every year since 1945, on what was known then; tell how chains mixed."""
    from foedus.brief.words.messages import language
    from foedus.cli.stream import emit
    from foedus.cli.terminal import emit_json, told
    from foedus.evidence.delay_vintages import build_delays, write_delays
    from foedus.evidence.vintages import build, days, least_mixed, write
    from foedus.ground.errors import QueryError
    from foedus.ground.numbers import number, percent
    from foedus.record.load import load
    from foedus.record.version import DATE
    from foedus.response.arrival.vintages import DELAY_FILE
    from foedus.response.fitted.vintages import FILE

    lang = language(lang)
    if since is not None and out is None:
        raise QueryError("the model needs all vintages", why="--since leaves some out", hint="name a file: --out")
    last = dt.date.fromisoformat(DATE)
    wanted = [day for day in days(last) if since is None or day.year >= since]
    if not wanted:
        raise QueryError(f"there is no vintage from {since} on", hint=f"use a year up to {last.year}")
    with _steps("fit", quiet=json) as step:
        found, mixing = [], []
        record = load()
        delays = list(build_delays(record, wanted))
        for vintage, mixed in build(record, wanted):
            found.append(vintage)
            mixing.append(mixed)
            if step:
                step(len(found), len(wanted))
    delays_out = out.with_name(f"{out.stem}-delays.npz") if out else DELAY_FILE
    write_delays(delays, delays_out)
    write(found, out or FILE)
    calls = int(found[-1].counts.sum())
    if json:
        emit_json(
            {
                "file": str(out or FILE),
                "delays": str(delays_out),
                "vintages": len(found),
                "calls": calls,
                "mixing": mixing,
            }
        )
    else:
        for part, r_hat, ess, accepted in least_mixed(mixing):
            said = told(f"mixed-{part}", lang, r_hat=number(r_hat, lang, 3), ess=number(ess, lang, 0),
                        accepted=percent(accepted, lang, 0), vintages=len(found))  # fmt: skip
            emit(said)
        for path in (out or FILE, delays_out):
            sys.stderr.write(told("written", lang, path=path.resolve()) + "\n")


@contextmanager
def _steps(name: str, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the terminal, and nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    from foedus.cli.terminal import console

    with Progress(console=console(error=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
