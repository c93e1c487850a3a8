"""What the commands of data sets print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from foedus.cli.terminal import console, emit_json, grid
from foedus.datasets.catalogue import DataSet, Table, fingerprints
from foedus.datasets.store import file_of, here, present
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    from foedus.datasets.check import Verdict
    from foedus.datasets.fetch import Progress

Item = TypeVar("Item")


def years(coverage: tuple[int, int] | None) -> str:
    """A span of years, as in a table."""
    return f"{coverage[0]}-{coverage[1]}" if coverage else ""


def sets(found: Sequence[DataSet], long: bool = False) -> None:
    """Sets by topic, two lines each; `long` adds citation, address and the sha256 of every file."""
    from rich.padding import Padding
    from rich.text import Text

    out = console(markup=False)
    topic = ""
    for owner in sorted(found, key=lambda s: (s.topic, s.id)):
        if owner.topic != topic:
            topic = owner.topic
            out.print(Text(f"\n{topic}", "bold"))
        have = f"{len(present(owner))} of {len(owner.tables)} here" if present(owner) else "not here"
        told = ", ".join(filter(None, (f"{owner.title} {owner.version}", years(owner.coverage), have)))
        head = Text.assemble((owner.id, "bold"), f"  {told}")
        out.print(head)
        out.print(Padding(Text(f"{owner.terms} ({owner.terms_state})"), (0, 0, 0, 4)), style="dim")
        if owner.unseen:
            listed = ", ".join(release.version for release in owner.unseen)
            out.print(Padding(Text(f"releases of which no copy was seen: {listed}"), (0, 0, 0, 4)), style="dim")
        if long:
            tried = f"last opened {owner.tried}" if owner.tried else "not tried by us"
            out.print(Padding(Text(f"{owner.citation}\n{owner.address} ({tried})"), (0, 0, 0, 4)))
            for table in owner.tables.values():
                known = fingerprints().get(table.file)
                out.print(Padding(Text(f"{table.file}  sha256 {known.sha256 if known else 'unknown'}"), (0, 0, 0, 4)))
    out.print(
        f"\n{len(found)} sets, {sum(len(s.tables) for s in found)} tables. foedus data show SET tells more; "
        "foedus data add FILE takes a file that you have."
    )


def sets_json(found: Sequence[DataSet], columns: bool = False) -> None:
    """Sets as JSON: what the catalogue says, with sha256 and whether each file is here."""
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
    from rich.text import Text

    out = console(markup=False)
    about = ", ".join(filter(None, (owner.id, owner.topic, years(owner.coverage))))
    out.print(Text.assemble((owner.title, "bold"), f" {owner.version}  ({about})"))
    out.print(f"Cite: {owner.citation}")
    out.print(f"Terms: {owner.terms} ({owner.terms_state})")
    tried = f"last opened {owner.tried}" if owner.tried else "could not be tried by us"
    out.print(f"Address: {owner.address} ({tried})")
    for url in owner.downloads:
        copy = " (a copy in a public repository, checked against the file known here)" if "github.com" in url else ""
        out.print(f"Download: {url}{copy}")
    if owner.note:
        out.print(f"Note: {owner.note}")
    for release in owner.unseen:
        more = f" ({release.text})" if release.text else ""
        out.print(f"Not seen: {release.version}{more}: no copy could be checked, so its files are not taken")
    for table in [only] if only else owner.tables.values():
        known = fingerprints().get(table.file)
        state = f"here: {file_of(table)}" if here(table) else "not here"
        out.print(Text.assemble("\n", (table.id, "bold"), f"  {table.text}"))
        told = (f"one row per {table.level}", years(table.coverage or owner.coverage), state)
        out.print(f"  {table.file}, {', '.join(filter(None, told))}")
        if known:
            out.print(f"  {known.rows:,} rows, {known.bytes:,} bytes, sha256 {known.sha256}")
        for form in table.forms:
            shape = fingerprints().get(form.file)
            out.print(f"  or {form.file}: {form.text}" + (f", sha256 {shape.sha256}" if shape else ""))
        if table.made_from:
            out.print(f"  or made from {', '.join(table.made_from)}")
        for quirk in table.quirks:
            out.print(f"  - {quirk}")
        if only or len(owner.tables) == 1:
            rows = grid("column", "type", "unit", "meaning")
            for name, column in table.columns.items():
                values = f" ({column.values})" if column.values else ""
                rows.add_row(*map(Text, (name, column.type, column.unit, column.text + values)))
            out.print(rows)


def added(
    taken: Sequence[tuple[Path, list[Table]]],
    refused: Sequence[tuple[Path, DatasetError]],
    json: bool,
    passed: Sequence[tuple[Path, DatasetError]] = (),
) -> None:
    """What was taken, what was refused, and why; what stood in a folder and is no data of the catalogue."""
    if json:
        emit_json(
            {
                "added": [{"file": str(f), "tables": [t.id for t in tables]} for f, tables in taken],
                "refused": [{"file": str(f), "what": e.what, "why": e.why, "next": e.hint} for f, e in refused],
                "passed_over": [{"file": str(f), "what": e.what, "why": e.why} for f, e in passed],
            }
        )
        return
    for file, tables in taken:
        sys.stdout.write(f"{file.name}: {', '.join(t.id for t in tables)}\n")
    for _, error in refused:
        sys.stderr.write(f"refused: {error.text()}\n")
    for file, error in passed:
        sys.stdout.write(f"passed over: {file.name}: {error.what}\n")
    told = f"{len(taken)} added, {len(refused)} refused"
    sys.stdout.write(f"{told}, {len(passed)} passed over\n" if passed else f"{told}\n")


def checked(found: Sequence[Verdict], json: bool) -> None:
    """What is kept and not as it was, and how much was verified."""
    bad = [f for f in found if f.problem]
    if json:
        emit_json({"checked": len(found), "problems": [{"file": str(f.path), "what": f.problem} for f in bad]})
        return
    for f in bad:
        sys.stdout.write(f"{f.path}: {f.problem}\n  next: {f.hint}\n")
    sys.stdout.write(f"{len(found)} files verified, {len(bad)} not as they were\n")


def steps(items: Sequence[Item], what: str, quiet: bool) -> Iterable[Item]:
    """The items, with a progress bar on the terminal where there are several."""
    if quiet or len(items) < 2 or not sys.stderr.isatty():
        return items
    from rich.progress import track as bar

    return bar(items, description=what, console=console(error=True), transient=True)


@contextmanager
def download(title: str, quiet: bool) -> Iterator[Progress | None]:
    """A progress bar for a download, on the terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda had, total: bar.update(task, completed=had, total=total)
