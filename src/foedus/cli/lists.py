"""The commands that list what is there: alliances, cases, amendments; and the statements of a text, checked."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli import completion
from foedus.cli.options import Alliance, Json, Known, LangOption, On

claims_app = typer.Typer(help="Check what a text says against the record.", no_args_is_help=True)


def _world(on: str | None, known: str | None) -> object:
    from foedus.api import world

    return world(on, known)


def alliances(
    state: Annotated[
        str,
        typer.Argument(help="Only those of one state.", metavar="[STATE]", autocompletion=completion.states),
    ] = "",
    on: On = None,
    known: Known = None,
    living: Annotated[bool, typer.Option("--living", help="Only those that had not ended by the day.")] = False,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """The alliances of the record, or those of a state."""
    from foedus.api import world
    from foedus.brief.words.messages import language
    from foedus.cli import list_views
    from foedus.cli.terminal import emit_json
    from foedus.world import listing

    language(lang)
    here = world(on, known)
    found = listing(here, state, ended=not living)
    emit_json(found) if json else list_views.alliances(found, here, lang)


def cases(
    alliance: Annotated[
        str,
        typer.Argument(help="Only those of one alliance.", metavar="[ALLIANCE]", autocompletion=completion.alliances),
    ] = "",
    of: Annotated[
        str, typer.Option("--alliance", help="The same as the argument.", autocompletion=completion.alliances)
    ] = "",
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """The recorded calls for help, and what came of them."""
    from foedus.brief.words.messages import language
    from foedus.cli import list_views
    from foedus.cli.terminal import emit_json
    from foedus.record.load import load

    language(lang)
    record = load()
    name = alliance or of
    wanted = _world(None, None).alliance(name).id if name else ""  # type: ignore[attr-defined]
    found = sorted(
        (c for c in record.invocations.values() if not wanted or c.alliance == wanted),
        key=lambda c: (c.date.first, c.id),
    )
    emit_json(found) if json else list_views.cases(found, lang)


def amendments(
    alliance: Alliance,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """The changes of a treaty that invoke --amend can try."""
    from foedus.brief.words.messages import language
    from foedus.charter.rules import amendments_of
    from foedus.cli import list_views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = list(amendments_of(_world(None, None).alliance(alliance).id).values())  # type: ignore[attr-defined]
    emit_json(found) if json else list_views.amendments(found, lang)


@claims_app.command("check")
def claims_check(
    name: Annotated[
        str, typer.Argument(help="A shipped set or a .toml file of one's own.", autocompletion=completion.claim_sets)
    ],
    known: Known = None,
    sources: Annotated[bool, typer.Option("--sources", help="Also name the sources of each verdict.")] = False,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Put every statement of a text to the record; prints verdict, evidence and sources."""
    from foedus.api import claims
    from foedus.brief.words.messages import language
    from foedus.cli import list_views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = claims(name, known)
    emit_json(found) if json else list_views.claims(found, lang, sources)


@claims_app.command("list")
def claims_list() -> None:
    """The sets of claims that ship."""
    from foedus.claims import claim_sets

    for name in claim_sets():
        typer.echo(name)


def register(app: typer.Typer) -> None:
    """Add the lists to the commands."""
    for command in (alliances, cases, amendments):
        app.command()(command)
