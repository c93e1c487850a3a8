"""The commands of data sets: what there is, what is here, add a file, fetch a set, compare two."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from foedus.cli.options import Json, LangOption

if TYPE_CHECKING:
    import polars as pl

    from foedus.datasets.catalogue import Table
    from foedus.ground.errors import DatasetError

data_app = typer.Typer(help="Public data sets: list, show, add a file, fetch.", no_args_is_help=True)


@data_app.command("list")
def data_list(
    topic: Annotated[str, typer.Option("--topic", help="Only sets on one topic, e.g. alliances.")] = "",
    here: Annotated[bool, typer.Option("--here", help="Only sets of which something is here.")] = False,
    long: Annotated[bool, typer.Option("--long", help="Also citation, address, sha256.")] = False,
    json: Json = False,
) -> None:
    """The sets that Foedus reads: version, years, terms, and whether they are here."""
    from foedus.cli import data_views
    from foedus.datasets.catalogue import catalogue
    from foedus.datasets.store import present
    from foedus.ground.errors import DatasetError, did_you_mean

    topics = sorted({s.topic for s in catalogue().values()})
    if topic and topic not in topics:
        raise DatasetError(f"there is no topic {topic!r}", hint=did_you_mean(topic, topics, ", ".join(topics)))
    found = [s for s in catalogue().values() if (not topic or s.topic == topic) and (not here or present(s))]
    data_views.sets_json(found) if json else data_views.sets(found, long)


@data_app.command("show")
def data_show(
    name: Annotated[str, typer.Argument(help="A set or a table, e.g. nmc-7 or atop.members.")],
    json: Json = False,
) -> None:
    """One set: its citation, terms, files with their sha256, tables, columns, units, quirks."""
    from foedus.cli import data_views
    from foedus.datasets.catalogue import get_set, get_table, tables

    table = get_table(name) if name in tables() else None
    owner = get_set(table.set if table else name)
    data_views.sets_json([owner], columns=True) if json else data_views.one_set(owner, table)


@data_app.command("add")
def data_add(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders to look through.", metavar="FILE...")],
    json: Json = False,
) -> None:
    """Recognise files by their content, check them, and keep them; exit code 2 if any is refused.

    What a folder holds beside data (a README, a codebook) is passed over.
    """
    from foedus.cli import data_views
    from foedus.datasets.store import add
    from foedus.ground.errors import DatasetError, UnknownFileError
    from foedus.ground.extras import need

    need("data")
    files, refused = _files(paths)
    if not files and not refused:
        raise DatasetError("there is no file here", where=", ".join(map(str, paths)))
    taken: list[tuple[Path, list[Table]]] = []
    passed: list[tuple[Path, DatasetError]] = []
    for file in data_views.steps(files, "reading", quiet=json):
        try:
            taken.append((file, add(file)))
        except UnknownFileError as error:
            (refused if file in paths else passed).append((file, error))
        except DatasetError as error:
            refused.append((file, error))
    data_views.added(taken, refused, json, passed)
    raise typer.Exit(2 if refused or not taken else 0)


def _files(paths: list[Path]) -> tuple[list[Path], list[tuple[Path, DatasetError]]]:
    """The files named and those in folders; folders that cannot be read are refused."""
    from foedus.ground.errors import DatasetError

    found: list[Path] = []
    closed: list[tuple[Path, DatasetError]] = []

    def refuse(error: OSError) -> None:
        where = str(error.filename)
        closed.append(
            (Path(where), DatasetError(f"the folder cannot be read: {error.strerror}", where=where, hint="allow it"))
        )

    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for folder, inner, names in os.walk(path, onerror=refuse):
            inner.sort()
            found += [file for name in sorted(names) if (file := Path(folder, name)).is_file()]
    return found, closed


@data_app.command("fetch")
def data_fetch(
    names: Annotated[list[str], typer.Argument(help="Sets, e.g. ucdp-acd.", metavar="NAME...")],
    json: Json = False,
) -> None:
    """Download sets, from publishers or checked copies; only this uses the network. Exit code 2 if any failed."""
    from foedus.cli import data_views
    from foedus.datasets.catalogue import get_set
    from foedus.datasets.fetch import fetch
    from foedus.ground.errors import DatasetError
    from foedus.ground.extras import need

    need("data")
    wanted = [get_set(name) for name in names]  # a misspelt name stops before anything is downloaded
    taken, refused = [], []
    for owner in wanted:
        file = Path(owner.id)
        with data_views.download(owner.title, quiet=json) as progress:
            try:
                taken.append((file, fetch(owner, progress)))
            except DatasetError as error:
                refused.append((file, error))
    data_views.added(taken, refused, json)
    raise typer.Exit(2 if refused else 0)


@data_app.command("compare")
def data_compare(
    a: Annotated[str, typer.Argument(help="A set, a table or a source of panels, e.g. nmc-6.", metavar="A")],
    b: Annotated[str, typer.Argument(help="Another release or coding of it, e.g. nmc.", metavar="B")],
    on: Annotated[str, typer.Option("--on", help="The key, with commas between: ccode1,ccode2,year.")] = "",
    columns: Annotated[
        str, typer.Option("--columns", help="Columns to compare, with commas between: cinc or name_in_a=name_in_b.")
    ] = "",
    first: Annotated[Optional[int], typer.Option("--from", help="First year.")] = None,  # noqa: UP045
    last: Annotated[Optional[int], typer.Option("--to", help="Last year.")] = None,  # noqa: UP045
    tolerance: Annotated[
        float, typer.Option("--tolerance", help="Differences between fractions that do not count.", min=0)
    ] = 1e-6,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", help="Write every difference: .parquet, .arrow, .csv or .dta."),
    ] = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """What changed between two releases or codings of a set: rows, cells, by column, year and state."""
    from foedus.brief.words.messages import language
    from foedus.cli import compare_views
    from foedus.datasets.compare import compare
    from foedus.panel.write import check_ending, write

    language(lang)
    if out is not None:
        check_ending(out)
    named = dict(p.strip().partition("=")[::2] for p in columns.split(",") if p.strip())
    pairs = {ours: theirs or ours for ours, theirs in named.items()}
    key = tuple(k.strip() for k in on.split(",") if k.strip())
    found, cells = compare(_table(a), _table(b), key, pairs, first, last, tolerance)
    if out is not None:
        write(cells, out)
    if json:
        compare_views.comparison_json(found, out)
    else:
        compare_views.comparison(found, lang, out, cells.height)


def _table(name: str) -> tuple[Table, pl.DataFrame]:
    """A table with its rows, named by its id, its set, or a source of panels that reads one table only."""
    from foedus.datasets.catalogue import catalogue, get_table, tables
    from foedus.datasets.store import frame
    from foedus.measures.over_time.panel_columns import all_sources

    if name not in tables() and name not in catalogue() and name in all_sources():
        own = all_sources()[name]
        read = {*own.tables, *own.own.values()}
        name = read.pop() if len(read) == 1 else name
    table = get_table(name)
    return table, frame(table.id)


@data_app.command("check")
def data_check(json: Json = False) -> None:
    """Verify published files and tidy tables that are kept; exit code 2 if any is not as it was."""
    from foedus.cli import data_views
    from foedus.datasets.check import check

    found = check()
    data_views.checked(found, json)
    raise typer.Exit(2 if any(f.problem for f in found) else 0)


@data_app.command("where")
def data_where() -> None:
    """The folder in which files are kept (set FOEDUS_DATA_HOME for another)."""
    from foedus.datasets.kept import home

    typer.echo(home())
