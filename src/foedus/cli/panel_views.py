"""What the commands of panels print: the size, what is known of each column, its sum, the last rows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.cli.terminal import console, emit_json, grid

if TYPE_CHECKING:
    import polars as pl

#: How many rows are shown; the last ones, since they show where a source's coverage ends.
SHOWN = 5
#: About as many characters as a column takes.
COLUMN_WIDTH = 14


def summary(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """For each column its name, type, number of known values and, for numbers and flags, their sum."""
    import polars as pl

    found = []
    for name, kind in frame.schema.items():
        counted = kind.is_numeric() or kind == pl.Boolean
        values = frame[name]
        total = values.cast(pl.Int64).sum() if kind.is_integer() else values.sum() if counted else None
        found.append({"column": name, "type": str(kind), "known": len(values) - values.null_count(), "sum": total})
    return found


def table_json(frame: pl.DataFrame, out: Path | None) -> None:
    """The table's summary as JSON; the table itself goes to a file."""
    emit_json({"rows": frame.height, "written": str(out) if out else None, "columns": summary(frame)})


def table(frame: pl.DataFrame, out: Path | None) -> None:
    """The table's summary and last rows."""
    import polars as pl

    screen = console()
    rows = grid("column", "type", "known", "sum", right=(2, 3))
    for row in summary(frame):
        total = row["sum"]
        text = "" if total is None else f"{total:,}" if isinstance(total, int) else f"{total:,.4f}"
        rows.add_row(row["column"], row["type"], f"{row['known'] / max(frame.height, 1):.1%}", text)
    screen.print(f"{frame.height:,} rows, {frame.width} columns; what is not known stays empty")
    screen.print(rows)
    columns = max(4, screen.width // COLUMN_WIDTH)
    with pl.Config(
        tbl_rows=SHOWN, tbl_cols=columns, tbl_width_chars=screen.width, tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True, tbl_formatting="NOTHING", float_precision=4,
    ):  # fmt: skip
        sys.stdout.write(f"{frame.tail(SHOWN)}\n")
    if out is None:
        screen.print("--out FILE writes the table (.parquet, .arrow, .csv, .dta)")
    else:
        screen.print(f"written: {out} ({out.stat().st_size / 1e6:,.1f} MB)")
