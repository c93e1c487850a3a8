"""Excel workbooks (.xlsx), read by openpyxl; values as text, whole numbers without a decimal point."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from foedus.datasets.catalogue import Table
from foedus.datasets.formats.archive import check_zip
from foedus.datasets.formats.limits import check_shape, text_column
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl

#: Excel's own bound on rows.
MOST_ROWS = 1 << 20


def read(data: bytes, table: Table) -> pl.DataFrame:
    """The first sheet, or the named one; its first row names the columns."""
    import warnings

    import openpyxl
    import polars as pl

    check_zip(data, table.file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        if not book.worksheets:
            raise DatasetError("the workbook has no sheet", where=table.file)
        if table.sheet and table.sheet not in book.sheetnames:
            raise DatasetError(
                f"there is no sheet {table.sheet!r}", why=f"sheets: {', '.join(book.sheetnames)}", where=table.file
            )
        sheet = book[table.sheet] if table.sheet else book.worksheets[0]
        sheet.reset_dimensions()  # what the sheet says of its size is not believed: rows are as long as they are
        rows = _counted(sheet.iter_rows(values_only=True), table.file)
        for _ in range(table.skip_lines):
            next(rows, None)
        names = [str(c).strip() if c is not None else "" for c in next(rows, ())]
        width = max((i + 1 for i, n in enumerate(names) if n), default=0)
        names = _distinct(names[:width])
        check_shape(1, width, table.file)
        # Short rows stay short until the shape is known to be within bounds.
        cut = ([_text(v) for v in row[:width]] for row in rows)
        lines = [line for line in cut if any(v is not None for v in line)]
    finally:
        book.close()
    check_shape(len(lines), width, table.file)
    columns = {n: [line[i] if i < len(line) else None for line in lines] for i, n in enumerate(names)}
    return pl.DataFrame([text_column(n, values, table.file) for n, values in columns.items()])


def _counted(rows: Iterable[tuple[Any, ...]], where: str) -> Iterator[tuple[Any, ...]]:
    """The rows, refused once they are too many: the number of a row is only told, and the ones between are made up."""
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if number > MOST_ROWS:
            raise DatasetError(f"the sheet has more than {MOST_ROWS:,} rows", hint="Excel allows no more", where=where)
        check_shape(cells, 1, where)
        yield row


def _distinct(names: list[str]) -> list[str]:
    """Names of columns; one without a name, or with one that stands before it, is told by its number too."""
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        found[name if name and name not in found else f"{name or 'column'}_{number}"] = None
    if len(found) != len(names):
        raise DatasetError("the sheet's columns cannot be told apart by their names")
    return list(found)


def _text(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)
