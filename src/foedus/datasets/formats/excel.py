"""Excel workbooks (.xlsx), read by openpyxl; values as text, whole numbers without a decimal point."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Table
from foedus.datasets.formats.archive import check_zip
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl


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
        if table.sheet and table.sheet not in book.sheetnames:
            raise DatasetError(
                f"there is no sheet {table.sheet!r}", why=f"sheets: {', '.join(book.sheetnames)}", where=table.file
            )
        rows = (book[table.sheet] if table.sheet else book.worksheets[0]).iter_rows(values_only=True)
        for _ in range(table.skip_lines):
            next(rows, None)
        names = [str(c).strip() if c is not None else "" for c in next(rows, ())]
        width = max((i + 1 for i, n in enumerate(names) if n), default=0)
        names = [n or f"column_{i + 1}" for i, n in enumerate(names[:width])]
        lines = [[_text(v) for v in row[:width]] + [None] * (width - len(row[:width])) for row in rows]
    finally:
        book.close()
    lines = [line for line in lines if any(v is not None for v in line)]
    return pl.DataFrame({n: pl.Series(n, [line[i] for line in lines], dtype=pl.String) for i, n in enumerate(names)})


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
