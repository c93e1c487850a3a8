"""The commands of the record: audit, count, cite and export it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from foedus.cli.options import Json, LangOption

record_app = typer.Typer(help="Audit, count, cite and export the record.", no_args_is_help=True)


@record_app.command("audit")
def record_audit(
    folder: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="A copy of the record's data folder; the shipped one by default."),
    ] = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Check every rule of the record's format; exit code 1 if anything is found."""
    from foedus.brief.words.messages import language
    from foedus.charter.audit import audit_rules, cited
    from foedus.cli import list_views
    from foedus.ground.errors import QueryError
    from foedus.record.audit import audit
    from foedus.record.load import DATA, parse

    language(lang)
    if folder is not None and not folder.is_dir():
        raise QueryError(f"there is no folder {folder}", hint="name a copy of the record's data folder")
    found = audit(folder or DATA, cited()) + list(audit_rules(parse(folder or DATA)))
    list_views.audit(found, folder or DATA, json, lang)
    raise typer.Exit(1 if found else 0)


@record_app.command("cite")
def record_cite(
    source: Annotated[Optional[str], typer.Argument(help="Id of a source; all by default.")] = None,  # noqa: UP045
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """The sources of the record, with how much of each was read."""
    from foedus.brief.words.messages import language
    from foedus.cli import list_views
    from foedus.cli.terminal import emit_json
    from foedus.ground.errors import QueryError, did_you_mean
    from foedus.record.load import load

    sources = load().sources
    if source is not None and source not in sources:
        raise QueryError(
            f"there is no source {source!r}",
            hint=did_you_mean(source, sources, "foedus record cite lists them"),
        )
    chosen = {source: sources[source]} if source else sources
    emit_json(chosen) if json else list_views.cite(chosen, language(lang))


@record_app.command("export")
def record_export() -> None:
    """The whole record as one JSON document."""
    from foedus.cli.terminal import emit_json
    from foedus.record.load import load

    emit_json(load())


@record_app.command("stats")
def record_stats(
    frame: Annotated[bool, typer.Option("--frame", help="The occasions on which somebody could have called.")] = False,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """What the record holds: rows by table, invocations by alliance and decade, how much of its sources was read."""
    from foedus.brief.words.messages import language
    from foedus.cli import list_views
    from foedus.cli.terminal import emit_json

    if frame:
        from foedus.cli import frame_views
        from foedus.evidence.frames import occasions

        whole = occasions.frame()
        emit_json(whole) if json else frame_views.occasions(whole, language(lang))
        return
    from foedus.record.load import load
    from foedus.record.stats import stats

    found = stats(load())
    emit_json(found) if json else list_views.stats(found, language(lang))
