"""What the commands of panels print: the size, what is known of each column, its sum, the last rows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.cli.terminal import console, emit_json, grid

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.panel import Panel

#: How many rows are shown; the last ones, since they show where a source's coverage ends.
SHOWN = 5
#: About as many characters as a column takes.
COLUMN_WIDTH = 14


class Summary(NamedTuple):
    """Of a table: its size, for each column its name, type, number of known values and sum, and the last rows."""

    rows: int
    columns: list[dict[str, Any]]
    last: pl.DataFrame


def summary_of_frame(frame: pl.DataFrame) -> Summary:
    """The summary of a frame; of columns that are neither numbers nor flags there is no sum."""
    import polars as pl

    found = []
    for name, kind in frame.schema.items():
        counted = kind.is_numeric() or kind == pl.Boolean
        values = frame[name]
        total = values.cast(pl.Int64).sum() if kind.is_integer() else values.sum() if counted else None
        found.append({"column": name, "type": str(kind), "known": len(values) - values.null_count(), "sum": total})
    return Summary(frame.height, found, frame.tail(SHOWN))


def summary_of_panel(panel: Panel) -> Summary:
    """The summary of a panel, which is not laid out for it."""
    if panel.subset is not None:
        return summary_of_frame(panel.frame())
    last, found = panel.tail(SHOWN), []
    for name, column in (panel.keys() | panel.columns).items():
        known, total = column.total()
        found.append({"column": name, "type": str(last.schema[name]), "known": known, "sum": total})
    return Summary(len(panel), found, last)


def table_json(found: Summary, out: Path | None) -> None:
    """The table's summary as JSON; the table itself goes to a file."""
    emit_json({"rows": found.rows, "written": str(out) if out else None, "columns": found.columns})


def table(found: Summary, out: Path | None) -> None:
    """The table's summary and last rows."""
    import polars as pl

    screen = console()
    rows = grid("column", "type", "known", "sum", right=(2, 3))
    for row in found.columns:
        total = row["sum"]
        text = "" if total is None else f"{total:,}" if isinstance(total, int) else f"{total:,.4f}"
        rows.add_row(row["column"], row["type"], f"{row['known'] / max(found.rows, 1):.1%}", text)
    screen.print(f"{found.rows:,} rows, {len(found.columns)} columns; what is not known stays empty")
    screen.print(rows)
    with pl.Config(
        tbl_rows=SHOWN, tbl_cols=max(4, screen.width // COLUMN_WIDTH), tbl_width_chars=screen.width,
        tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, tbl_formatting="NOTHING", float_precision=4,
    ):  # fmt: skip
        sys.stdout.write(f"{found.last}\n")
    if out is None:
        screen.print("--out FILE writes the table (.parquet, .arrow, .csv, .dta)")
    else:
        screen.print(f"written: {out} ({out.stat().st_size / 1e6:,.1f} MB)")
