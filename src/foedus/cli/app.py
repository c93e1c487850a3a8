"""All commands with their options. What they print is made in `views`; what they answer, by the packages below."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

import foedus.cli.evidence_calls  # (adds its commands to the group)
import foedus.cli.evidence_checks
import foedus.cli.evidence_log  # noqa: F401  (adds its commands to the group)
from foedus.cli import completion
from foedus.cli.crisis import register as register_crisis
from foedus.cli.data import data_app
from foedus.cli.evidence import evidence_app
from foedus.cli.lists import claims_app
from foedus.cli.lists import register as register_lists
from foedus.cli.measures import register as register_measures
from foedus.cli.options import (
    Alliance,
    Citation,
    Figures,
    Html,
    Json,
    Known,
    LangOption,
    Markdown,
    On,
    Pdf,
    Tables,
    Without,
)
from foedus.cli.outcomes import register as register_outcomes
from foedus.cli.panels import register as register_panels
from foedus.cli.record import record_app
from foedus.cli.site import register as register_site
from foedus.cli.sweep import register as register_sweep
from foedus.cli.unrest import register as register_unrest
from foedus.cli.web import register as register_web

app = typer.Typer(
    name="foedus",
    help="Who comes when an ally calls? Ask about an alliance, a day and a threat.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.add_typer(claims_app, name="claims")
app.add_typer(record_app, name="record")


def _version(value: bool) -> None:
    if value:
        from foedus.ground.version import __version__
        from foedus.record.version import DATE, VERSION

        typer.echo(f"foedus {__version__}, record {VERSION} of {DATE}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who comes when an ally calls? Ask about an alliance, a day and a threat."""


@app.command()
def show(
    alliance: Alliance,
    on: On = None,
    known: Known = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """An alliance on a day: members, forces, threats, measures."""
    from foedus.api import show as ask
    from foedus.brief.words.messages import language
    from foedus.cli import views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = ask(alliance, on, known)
    emit_json(found) if json else views.show(found, lang)


@app.command()
def compare(
    alliances: Annotated[
        list[str], typer.Argument(help="Two or more alliances, e.g. CSTO NATO.", autocompletion=completion.alliances)
    ],
    on: On = None,
    known: Known = None,
    without: Without = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Alliances side by side, also without some members."""
    from foedus.api import compare as ask
    from foedus.brief.words.messages import language
    from foedus.cli import views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = ask(*alliances, on=on, known=known, without=tuple(without or ()))
    emit_json(found) if json else views.compare(found, lang)


@app.command()
def invoke(
    case: Annotated[
        str | None, typer.Argument(help="A recorded case, e.g. kazakhstan-2022.", autocompletion=completion.cases)
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="The state that asks, e.g. KAZ.", autocompletion=completion.states)
    ] = "",
    alliance: Annotated[
        str, typer.Option("--alliance", help="Whom it asks, e.g. CSTO.", autocompletion=completion.alliances)
    ] = "",
    on: On = None,
    known: Known = None,
    threat: Annotated[
        str,
        typer.Option(
            "--threat",
            help="external-attack, cross-border-raid, internal-unrest, coup, civil-war, terrorism, other.",
            autocompletion=completion.threats,
        ),
    ] = "",
    adversary: Annotated[
        str, typer.Option("--adversary", help="The attacking state, if any.", autocompletion=completion.states)
    ] = "",
    place: Annotated[str, typer.Option("--place", help="Where: a state or a place of the record.")] = "",
    request: Annotated[
        str,
        typer.Option(
            "--request", help="formal, informal, disputed, faction, none.", autocompletion=completion.requests
        ),
    ] = "",
    asked: Annotated[
        str,
        typer.Option(
            "--asked",
            help="What is asked for: troops, materiel, observers, sanctions, consultation, statement, none.",
            autocompletion=completion.asked,
        ),
    ] = "",
    without: Without = None,
    amend: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--amend", help="Change the treaty by name (see: foedus amendments).", autocompletion=completion.amendments
        ),
    ] = None,
    runs: Annotated[int, typer.Option("--runs", help="Number of draws.")] = 20_000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draws.")] = 0,
    history: Annotated[bool, typer.Option("--history", help="Also tell what really happened.")] = False,
    model: Annotated[
        str, typer.Option("--model", help="fitted or baserate.", autocompletion=completion.models)
    ] = "fitted",
    assumptions: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--assumptions", help="A table of your own in place of what the model takes for granted (TOML)."),
    ] = None,
    questions: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--from", help="Many questions: a CSV file with columns such as case, alliance, by, on, threat."),
    ] = None,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", help="Where the answers to --from go: .parquet, .csv, .arrow; else lines of JSON."),
    ] = None,
    html: Html = None,
    md: Markdown = None,
    pdf: Pdf = None,
    figures: Figures = None,
    tables: Tables = None,
    citation: Citation = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """An ally calls: must they help, will they, who, how soon?"""
    taken = {"html": html, "md": md, "pdf": pdf, "figures": figures, "tables": tables, "citation": citation}
    wanted = {name: path for name, path in taken.items() if path is not None}
    if questions is not None and wanted:
        from foedus.ground.errors import QueryError

        raise QueryError(
            f"--from answers many questions and writes no --{next(iter(wanted))}",
            hint="--out takes the answers; a brief is written of one question",
        )
    if questions is not None or out is not None:
        _ask_many(questions, out, bool(case or by or alliance), runs, seed, model, assumptions, quiet=json)
        return
    from foedus.api import invoke as ask
    from foedus.brief.words.messages import language
    from foedus.cli import files, views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = ask(
        case or "", alliance=alliance, by=by, on=on, known=known, threat=threat, adversary=adversary, place=place,
        request=request, asked=asked, model=model, without=tuple(without or ()),
        amend=tuple(amend or ()), runs=runs, seed=seed, history=history, assumptions=assumptions,
    )  # fmt: skip
    if wanted:
        from foedus.brief import invocation_brief

        files.write(invocation_brief(found, lang), wanted, lang, quiet=json)
    if json:
        emit_json(found)
    else:
        views.invoke(found, lang)


def _ask_many(
    questions: Path | None,
    out: Path | None,
    single: bool,
    runs: int,
    seed: int,
    model: str,
    assumptions: Path | None,
    *,
    quiet: bool,
) -> None:
    """Answer a file of questions; exit code 2 where a row could not be asked."""
    from foedus.cli.many import ask_file
    from foedus.ground.errors import QueryError

    if questions is None or single:
        raise QueryError(
            "--from takes a file of questions, and --out goes with it",
            why="a single question is asked without them",
            hint="foedus invoke --from questions.csv --out answers.csv",
        )
    if ask_file(questions, out, runs=runs, seed=seed, model=model, assumptions=assumptions, quiet=quiet):
        raise typer.Exit(2)


@app.command()
def brief(
    alliance: Alliance,
    on: On = None,
    known: Known = None,
    html: Html = None,
    md: Markdown = None,
    pdf: Pdf = None,
    figures: Figures = None,
    tables: Tables = None,
    citation: Citation = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """An explainer of an alliance as a web page, Markdown or PDF."""
    from foedus.api import world
    from foedus.brief import alliance_brief
    from foedus.brief.words.messages import language
    from foedus.cli import files
    from foedus.cli.stream import emit

    language(lang)
    made = alliance_brief(world(on, known), alliance, lang)
    taken = {"html": html, "md": md, "pdf": pdf, "figures": figures, "tables": tables, "citation": citation}
    wanted = {name: path for name, path in taken.items() if path is not None}
    if wanted:
        files.write(made, wanted, lang, quiet=json)
    if json:
        emit(made.as_json())
    elif not wanted:
        emit(made.markdown)


# Last, so that the help page begins with the questions of most readers.
register_lists(app)
register_measures(app)
register_panels(app)
register_outcomes(app)
register_unrest(app)
register_crisis(app)
register_sweep(app)
register_web(app)
register_site(app)
app.add_typer(evidence_app, name="evidence")
app.add_typer(data_app, name="data")
