"""What the commands of data sets print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from foedus.datasets.catalogue import DataSet, Table, fingerprints
from foedus.datasets.store import file_of, here, present
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    from rich.console import Console

    from foedus.datasets.fetch import Progress

Item = TypeVar("Item")


def _console(error: bool = False) -> Console:
    from rich.console import Console

    # No markup: brackets in a citation are brackets.
    return Console(stderr=error, highlight=False, soft_wrap=False, markup=False)


def years(coverage: tuple[int, int] | None) -> str:
    """A span of years, as in a table."""
    return f"{coverage[0]}-{coverage[1]}" if coverage else ""


def sets(found: Sequence[DataSet], long: bool = False) -> None:
    """Sets by topic, two lines each; `long` adds citation, address and the sha256 of every file."""
    from rich.padding import Padding
    from rich.text import Text

    console = _console()
    topic = ""
    for owner in sorted(found, key=lambda s: (s.topic, s.id)):
        if owner.topic != topic:
            topic = owner.topic
            console.print(Text(f"\n{topic}", "bold"))
        have = f"{len(present(owner))} of {len(owner.tables)} here" if present(owner) else "not here"
        told = ", ".join(filter(None, (f"{owner.title} {owner.version}", years(owner.coverage), have)))
        head = Text.assemble((owner.id, "bold"), f"  {told}")
        console.print(head)
        console.print(Padding(Text(f"{owner.terms} ({owner.terms_state})"), (0, 0, 0, 4)), style="dim")
        if long:
            tried = f"last opened {owner.tried}" if owner.tried else "not tried by us"
            console.print(Padding(Text(f"{owner.citation}\n{owner.address} ({tried})"), (0, 0, 0, 4)))
            for table in owner.tables.values():
                known = fingerprints().get(table.file)
                console.print(
                    Padding(Text(f"{table.file}  sha256 {known.sha256 if known else 'unknown'}"), (0, 0, 0, 4))
                )
    console.print(
        f"\n{len(found)} sets, {sum(len(s.tables) for s in found)} tables. foedus data show SET tells more; "
        "foedus data add FILE takes a file that you have."
    )


def sets_json(found: Sequence[DataSet], columns: bool = False) -> None:
    """Sets as JSON: what the catalogue says, with sha256 and whether each file is here."""
    from foedus.cli.views import emit_json

    emit_json([_as_json(owner, columns) for owner in found])


def _as_json(owner: DataSet, columns: bool) -> dict[str, Any]:
    import msgspec

    entry: dict[str, Any] = msgspec.to_builtins(owner)
    entry |= {"tried": owner.tried or None, "download": owner.download or None, "here": len(present(owner)) > 0}
    for short, table in owner.tables.items():
        known = fingerprints().get(table.file)
        told = entry["tables"][short]
        told |= {"sha256": known.sha256 if known else None, "bytes": known.bytes if known else None}
        told |= {"rows": known.rows if known else None, "here": here(table)}
        if not columns:
            told["columns"] = list(table.columns)
    return entry


def one_set(owner: DataSet, only: Table | None) -> None:
    """A set in full, or one table of it with its columns."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid
    from rich.text import Text

    console = _console()
    about = ", ".join(filter(None, (owner.id, owner.topic, years(owner.coverage))))
    console.print(Text.assemble((owner.title, "bold"), f" {owner.version}  ({about})"))
    console.print(f"Cite: {owner.citation}")
    console.print(f"Terms: {owner.terms} ({owner.terms_state})")
    tried = f"last opened {owner.tried}" if owner.tried else "could not be tried by us"
    console.print(f"Address: {owner.address} ({tried})")
    for url in owner.downloads:
        console.print(f"Download: {url}")
    if owner.note:
        console.print(f"Note: {owner.note}")
    for table in [only] if only else owner.tables.values():
        known = fingerprints().get(table.file)
        state = f"here: {file_of(table)}" if here(table) else "not here"
        console.print(Text.assemble("\n", (table.id, "bold"), f"  {table.text}"))
        told = (f"one row per {table.level}", years(table.coverage or owner.coverage), state)
        console.print(f"  {table.file}, {', '.join(filter(None, told))}")
        if known:
            console.print(f"  {known.rows:,} rows, {known.bytes:,} bytes, sha256 {known.sha256}")
        for quirk in table.quirks:
            console.print(f"  - {quirk}")
        if only or len(owner.tables) == 1:
            grid = Grid("column", "type", "unit", "meaning", box=SIMPLE_HEAD, pad_edge=False)
            for name, column in table.columns.items():
                values = f" ({column.values})" if column.values else ""
                grid.add_row(*map(Text, (name, column.type, column.unit, column.text + values)))
            console.print(grid)


def added(taken: Sequence[tuple[Path, list[Table]]], refused: Sequence[tuple[Path, DatasetError]], json: bool) -> None:
    """What was taken and what was refused, and why."""
    if json:
        from foedus.cli.views import emit_json

        emit_json(
            {
                "added": [{"file": str(f), "tables": [t.id for t in tables]} for f, tables in taken],
                "refused": [{"file": str(f), "what": e.what, "why": e.why, "next": e.hint} for f, e in refused],
            }
        )
        return
    for file, tables in taken:
        sys.stdout.write(f"{file.name}: {', '.join(t.id for t in tables)}\n")
    for _, error in refused:
        sys.stderr.write(f"refused: {error.text()}\n")
    sys.stdout.write(f"{len(taken)} added, {len(refused)} refused\n")


def steps(items: Sequence[Item], what: str, quiet: bool) -> Iterable[Item]:
    """The items, with a progress bar on the terminal where there are several."""
    if quiet or len(items) < 2 or not sys.stderr.isatty():
        return items
    from rich.progress import track as bar

    return bar(items, description=what, console=_console(error=True), transient=True)


@contextmanager
def download(title: str, quiet: bool) -> Iterator[Progress | None]:
    """A progress bar for a download, on the terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=_console(error=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda had, total: bar.update(task, completed=had, total=total)
