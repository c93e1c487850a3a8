"""The commands of the record: audit, count, cite and export it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from foedus.cli import completion
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
    from foedus.record.located import located

    language(lang)
    if folder is not None and not folder.is_dir():
        raise QueryError(f"there is no folder {folder}", hint="name a copy of the record's data folder")
    found = located(audit(folder or DATA, cited()), folder or DATA) + list(audit_rules(parse(folder or DATA)))
    list_views.audit(found, folder or DATA, json, lang)
    raise typer.Exit(1 if found else 0)


@record_app.command("cite")
def record_cite(
    ids: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(
            help="Ids of sources or treaties, or foedus-record for the record itself; all by default.",
            metavar="ID",
            autocompletion=completion.citable,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="For bibliographies: bibtex, biblatex, csl-json.", autocompletion=completion.citations
        ),
    ] = "",
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Sources, treaties and the record itself, to read or for a bibliography."""
    from foedus.brief.words.messages import language
    from foedus.cli import list_views
    from foedus.cli.stream import emit
    from foedus.cli.terminal import emit_json
    from foedus.ground.errors import QueryError
    from foedus.record.cite.items import chosen
    from foedus.record.load import load

    tongue = language(lang)
    record = load()
    items = chosen(record, ids or (), tongue)
    if form in ("bibtex", "biblatex"):
        from foedus.record.cite.bibtex import bibtex

        emit(bibtex(items, biblatex=form == "biblatex"))
    elif form == "csl-json":
        from foedus.record.cite.csl import csl_json

        emit(csl_json(items))
    elif form:
        raise QueryError(f"there is no format {form!r}", hint="use one of bibtex, biblatex, csl-json")
    elif json:
        from foedus.record.cite.csl import item_of

        # Without ids the sources alone, as they stand; a treaty that was asked for has no such entry.
        made = {item.id: record.sources.get(item.id) or item_of(item) for item in items}
        emit_json(made if ids else record.sources)
    else:
        list_views.cite(items, record.sources, tongue)


@record_app.command("export")
def record_export(
    target: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="A new folder, or a file (.zip of a Data Package, .sqlite); one JSON document without."),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="The form: frictionless, parquet, csv, sqlite.", autocompletion=completion.export_formats
        ),
    ] = "frictionless",
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """The whole record as tables with types and keys for other programs."""
    from foedus.brief.words.messages import language
    from foedus.charter.rules import shipped_law
    from foedus.cli import record_views
    from foedus.cli.terminal import emit_json
    from foedus.ground.errors import QueryError
    from foedus.record.load import load

    language(lang)
    if target is None:
        from foedus.record.interchange.opened import exported

        emit_json(exported(load(), shipped_law()))
        return
    from foedus.record.interchange.files import FORMS, export
    from foedus.record.interchange.rows import shipped_rows

    if form not in FORMS:
        raise QueryError(f"there is no format {form!r}", hint=f"use one of {', '.join(FORMS)}")
    found = shipped_rows(shipped_law())
    try:
        written = export(found, target, form)
    except OSError as error:
        raise QueryError(
            f"{target} cannot be written", why=error.strerror or str(error), hint="name another folder or file"
        ) from None
    record_views.exported(written, found, json, lang)


@record_app.command("diff")
def record_diff(
    before: Annotated[str, typer.Argument(help="A record: a folder of its files, an export, or 'shipped'.")],
    after: Annotated[
        str, typer.Argument(help="The record to hold against it; the shipped one by default.")
    ] = "shipped",
    answers: Annotated[
        bool, typer.Option("--answers", help="Also ask every recorded call of both, and say which answers moved.")
    ] = False,
    runs: Annotated[int, typer.Option("--runs", help="Number of draws.")] = 2000,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Which facts were added, removed and changed between two records, and which answers moved."""
    from foedus.brief.words.messages import language
    from foedus.charter.rules import shipped_law
    from foedus.cli import record_views
    from foedus.record.interchange.differ import differ
    from foedus.record.interchange.opened import opened, record_of

    language(lang)
    first, second = opened(before, shipped_law()), opened(after, shipped_law())
    found = differ(first, second)
    moved = None
    if answers:
        moved = record_views.asked(record_of(first, before), record_of(second, after), runs, quiet=json)
    record_views.difference(found, moved, json, lang)


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
