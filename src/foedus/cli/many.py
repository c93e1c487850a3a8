"""Many questions from a file: read as text, asked one by one with progress, written whole with what was answered."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ground.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.response.many import Answered

#: A file of questions is a person's own; more rows than this is a mistake.
MOST = 1_000_000


def questions(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file of questions; raises `QueryError` that names the file and line."""
    from foedus.response.many import check_columns

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            check_columns(reader.fieldnames or ())
            rows = []
            for row in reader:
                if None in row or None in row.values():
                    raise QueryError(
                        f"{path}: line {reader.line_num} has another number of cells than the first line",
                        hint="restore the line; a cell with a comma stands in quotation marks",
                    )
                rows.append(row)
                if len(rows) > MOST:
                    raise QueryError(f"{path} holds more than {MOST} questions", hint="split the file")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise QueryError(f"{path} cannot be read", why=_why(error), hint="give a CSV file in UTF-8") from None
    if not rows:
        raise QueryError(f"{path} holds no question", hint="the first line names the columns, each other one asks")
    return rows


def _why(error: OSError | UnicodeDecodeError | csv.Error) -> str:
    """What was wrong with the file, in a person's words."""
    if isinstance(error, UnicodeDecodeError):
        return "the file is not UTF-8 text"
    return (error.strerror if isinstance(error, OSError) else "") or str(error)


def ask_file(
    path: Path, out: Path | None, *, runs: int, seed: int, model: str, quiet: bool, assumptions: Path | None = None
) -> int:
    """Answer a file of questions; the number of rows that could not be asked, each named on standard error."""
    from foedus.response.many import ask_each

    rows = questions(path)
    answered, bad = [], 0
    asked = ask_each(rows, runs=runs, seed=seed, model=model, assumptions=assumptions)
    for number, found in enumerate(_shown(asked, len(rows), quiet), 2):
        answered.append(found)
        if found["error"]:
            from foedus.cli.stream import complain

            bad += 1
            complain(f"{path}: line {number}: {found['error']}")
    _write(answered, out)
    return bad


def _shown(found: Iterator[Answered], total: int, quiet: bool) -> Iterator[Answered]:
    """The same rows, with a bar on standard error where somebody looks."""
    from foedus.cli.terminal import console

    out = console(error=True)
    if quiet or not out.is_terminal:
        yield from found
        return
    from rich.progress import track

    yield from track(found, total=total, console=out, transient=True, description="")


def _write(rows: list[Answered], out: Path | None) -> None:
    if out is None:
        import msgspec

        from foedus.cli.stream import emit

        for row in rows:
            emit(msgspec.json.encode(row).decode())
        return
    from foedus.ground.extras import need
    from foedus.panel.write import check_ending, write

    check_ending(out)
    need("tables")
    import polars as pl

    write(pl.DataFrame(rows, infer_schema_length=None), out)
