"""The commands of the public log of forecasts: add questions, settle them, score and list them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from foedus.cli import completion
from foedus.cli.evidence import evidence_app
from foedus.cli.options import Json, LangOption

log_app = typer.Typer(
    help="Forecasts of open situations, written down before anybody knows, and scored after.", no_args_is_help=True
)
evidence_app.add_typer(log_app, name="log")

Shipped = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--log", help="The file of the log; the project's own by default."),
]
Own = Annotated[Path, typer.Option("--log", help="The file of the log to add to; a new one is begun where none is.")]


@log_app.command("add")
def log_add(
    questions: Annotated[Path, typer.Argument(help="Open questions, as docs/reference/forecast-log.md shows (TOML).")],
    log: Own,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Forecast open questions on what is known today, and add them to a log: all of them or none."""
    from foedus.brief.words.messages import language
    from foedus.cli.evidence_log_views import listed
    from foedus.evidence.log.ask import log_questions, questions_in

    lang = language(lang)
    asked = questions_in(questions)
    found = log_questions(log, asked)
    if not _told(found.entries[-len(asked) :], json):
        listed(found, lang, only={q.id for q in asked})


@log_app.command("settle")
def log_settle(
    question: Annotated[str, typer.Argument(help="The id of a question in the log.")],
    verdict: Annotated[
        str,
        typer.Argument(help="happened, not, or void: nobody asked by the horizon.", autocompletion=completion.verdicts),
    ],
    log: Own,
    why: Annotated[str, typer.Option("--why", help="What came, in a sentence.")],
    on: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--on", help="The day on which it was decided; the last day of the question by default."),
    ] = None,
    why_de: Annotated[str, typer.Option("--why-de", help="The same in German; else the sentence as it is.")] = "",
    source: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--source", help="Where that can be read (repeat for more)."),
    ] = None,
    correct: Annotated[
        bool, typer.Option("--correct", help="Add an outcome in place of an earlier one, which stays.")
    ] = False,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Write down what came of a question."""
    from foedus.brief.words.messages import language
    from foedus.cli.evidence_log_views import listed
    from foedus.evidence.log.ask import settle, verdict_of
    from foedus.ground.given import a_day
    from foedus.ground.label import Label

    lang = language(lang)
    said = Label(en=why, de=why_de or why)
    day = a_day(on) if on else None
    found = settle(log, question, verdict_of(verdict), day, said, tuple(source or ()), correct=correct)
    if not _told(found.entries[-1:], json):
        listed(found, lang, only={question})


@log_app.command("score")
def log_score(
    log: Shipped = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """How the forecasts of a log did: Brier and log score of what is decided; the rest apart."""
    from foedus.brief.words.messages import language
    from foedus.cli.evidence_log_views import scores
    from foedus.evidence.log.chain import FILE, read
    from foedus.evidence.log.scored import scores_of

    lang = language(lang)
    found = scores_of(read(log or FILE))
    if not _told(found, json):
        scores(found, lang)


@log_app.command("list")
def log_list(
    log: Shipped = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Every question with its forecast and what came; every hash is checked first."""
    from foedus.brief.words.messages import language
    from foedus.cli.evidence_log_views import listed
    from foedus.evidence.log.chain import FILE, read

    lang = language(lang)
    found = read(log or FILE)
    if not _told({"head": found.head, "entries": found.entries}, json):
        listed(found, lang)


def _told(value: Any, json: bool) -> bool:
    """Whether the answer was printed as JSON."""
    if json:
        from foedus.cli.terminal import emit_json

        emit_json(value)
    return json
