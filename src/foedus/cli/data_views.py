"""What the commands of data sets print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from foedus.cli.german import in_german
from foedus.cli.german import told as in_words
from foedus.cli.language import spoken
from foedus.cli.terminal import console, emit_json, grid, on_day, on_screen, styled, visible
from foedus.datasets.catalogue import DataSet, Table, fingerprints
from foedus.datasets.store import file_of, here, present
from foedus.ground.errors import DatasetError
from foedus.ground.numbers import number

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

    out, lang = console(), spoken()
    topic = ""
    for owner in sorted(found, key=lambda s: (s.topic, s.id)):
        if owner.topic != topic:
            topic = owner.topic
            out.print(f"\n{topic}", style="bold")
        have = on_screen(
            "here-some" if present(owner) else "here-none", lang, here=len(present(owner)), all=len(owner.tables)
        )
        about = ", ".join(filter(None, (f"{owner.title} {owner.version}", years(owner.coverage), have)))
        out.print(styled((owner.id, "bold"), f"  {about}"))
        out.print(Padding(styled((f"{owner.terms} ({owner.terms_state})", "dim")), (0, 0, 0, 4)))
        if owner.unseen:
            listed = on_screen("unseen", lang, list=", ".join(release.version for release in owner.unseen))
            out.print(Padding(styled((listed, "dim")), (0, 0, 0, 4)))
        if long:
            out.print(Padding(styled(f"{owner.citation}\n{owner.address} ({_tried(owner, lang)})"), (0, 0, 0, 4)))
            for table in owner.tables.values():
                known = fingerprints().get(table.file)
                sha256 = known.sha256 if known else on_screen("unknown-sha", lang)
                out.print(Padding(styled(f"{table.file}  sha256 {sha256}"), (0, 0, 0, 4)))
    out.print("\n" + on_screen("sets", lang, sets=len(found), tables=sum(len(s.tables) for s in found)))


def _tried(owner: DataSet, lang: str) -> str:
    return on_screen("tried", lang, day=on_day(owner.tried, lang)) if owner.tried else on_screen("not-tried", lang)


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
    out, lang = console(), spoken()
    about = ", ".join(filter(None, (owner.id, owner.topic, years(owner.coverage))))
    out.print(styled((owner.title, "bold"), f" {owner.version}  ({about})"))
    out.print(on_screen("cite", lang, text=owner.citation))
    out.print(on_screen("terms", lang, text=f"{owner.terms} ({owner.terms_state})"))
    out.print(on_screen("address", lang, text=f"{owner.address} ({_tried(owner, lang)})"))
    for url in owner.downloads:
        copy = f" ({on_screen('checked-copy', lang)})" if "github.com" in url else ""
        out.print(on_screen("download", lang, text=f"{url}{copy}"))
    if owner.note:
        out.print(on_screen("note", lang, text=owner.note))
    for release in owner.unseen:
        more = f" ({release.text})" if release.text else ""
        out.print(on_screen("not-seen", lang, text=f"{release.version}{more}"))
    for table in [only] if only else owner.tables.values():
        known = fingerprints().get(table.file)
        state = on_screen("here-at", lang, path=file_of(table)) if here(table) else on_screen("here-none", lang)
        out.print(styled("\n", (table.id, "bold"), f"  {table.text}"))
        told = (on_screen("row-per", lang, level=table.level), years(table.coverage or owner.coverage), state)
        out.print(f"  {table.file}, {', '.join(filter(None, told))}")
        if known:
            rows, size = number(known.rows, lang), number(known.bytes, lang)
            out.print(f"  {on_screen('file-size', lang, rows=rows, bytes=size, sha256=known.sha256)}")
        for form in table.forms:
            shape = fingerprints().get(form.file)
            more = f", sha256 {shape.sha256}" if shape else ""
            out.print(f"  {on_screen('or-form', lang, text=f'{form.file}: {form.text}{more}')}")
        if table.made_from:
            out.print(f"  {on_screen('or-made', lang, text=', '.join(table.made_from))}")
        for quirk in table.quirks:
            out.print(f"  - {quirk}")
        if only or len(owner.tables) == 1:
            columns = grid(*(on_screen(k, lang) for k in ("column", "type", "unit", "meaning")))
            for name, column in table.columns.items():
                values = f" ({column.values})" if column.values else ""
                columns.add_row(name, column.type, column.unit, column.text + values)
            out.print(columns)


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
    lang = spoken()
    for file, tables in taken:
        print(visible(f"{file.name}: {', '.join(t.id for t in tables)}"))
    for _, error in refused:
        sys.stderr.write(visible(on_screen("refused", lang, text=in_words(error, lang))) + "\n")
    for file, error in passed:
        print(
            visible(
                on_screen(
                    "passed-over", lang, file=file.name, what=in_german(error.what) if lang == "de" else error.what
                )
            )
        )
    key = "added-passed" if passed else "added"
    print(on_screen(key, lang, taken=len(taken), refused=len(refused), passed=len(passed)))


def checked(found: Sequence[Verdict], json: bool) -> None:
    """What is kept and not as it was, and how much was verified."""
    bad = [f for f in found if f.problem]
    if json:
        emit_json({"checked": len(found), "problems": [{"file": str(f.path), "what": f.problem} for f in bad]})
        return
    lang = spoken()
    for f in bad:
        problem = DatasetError(f.problem, where=str(f.path), hint=f.hint)
        print(visible(in_words(problem, lang)))
    print(on_screen("checked", lang, all=len(found), bad=len(bad)))


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
