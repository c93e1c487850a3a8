"""The command of outcomes: what followed in comparable cases."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli import completion
from foedus.cli.options import Json, Known, LangOption, On


def outcomes(
    threat: Annotated[
        str,
        typer.Option(
            "--threat",
            help="external-attack, cross-border-raid, internal-unrest, coup, civil-war, terrorism, other.",
            autocompletion=completion.threats,
        ),
    ],
    on: On = None,
    known: Known = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """What followed in comparable cases, where soldiers came and where they did not."""
    from foedus.api import outcomes as ask
    from foedus.brief.words.messages import language
    from foedus.cli import outcomes_views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = ask(threat, on=on, known=known)
    emit_json(found) if json else outcomes_views.outcomes(found, lang)


def register(app: typer.Typer) -> None:
    """Put the command of outcomes on the command line."""
    app.command("outcomes")(outcomes)
