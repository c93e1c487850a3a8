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


class Summary:
    """Of a table seen part by part: its size, each column's known values and sum, the last rows."""

    def __init__(self) -> None:
        self.height = 0
        self.last: pl.DataFrame | None = None
        self.known: dict[str, int] = {}
        self.sums: dict[str, float | None] = {}

    def add(self, part: pl.DataFrame) -> None:
        """Take in the next rows."""
        import polars as pl

        for name, kind in part.schema.items():
            values = part[name]
            self.known[name] = self.known.get(name, 0) + len(values) - values.null_count()
            if kind.is_numeric() or kind == pl.Boolean:
                total = values.cast(pl.Int64).sum() if kind.is_integer() else values.sum()
                self.sums[name] = (self.sums.get(name) or 0) + total
            else:
                self.sums[name] = None
        self.height += part.height
        self.last = part.tail(SHOWN) if self.last is None else pl.concat([self.last, part.tail(SHOWN)]).tail(SHOWN)

    def columns(self) -> list[dict[str, Any]]:
        """For each column its name, type, number of known values and, for numbers and flags, their sum."""
        return [
            {"column": name, "type": str(kind), "known": self.known[name], "sum": self.sums[name]}
            for name, kind in (self.last.schema.items() if self.last is not None else ())
        ]


def table_json(found: Summary, out: Path | None) -> None:
    """The table's summary as JSON; the table itself goes to a file."""
    emit_json({"rows": found.height, "written": str(out) if out else None, "columns": found.columns()})


def table(found: Summary, out: Path | None) -> None:
    """The table's summary and last rows."""
    import polars as pl

    screen = console()
    rows, columns = grid("column", "type", "known", "sum", right=(2, 3)), found.columns()
    for row in columns:
        total = row["sum"]
        text = "" if total is None else f"{total:,}" if isinstance(total, int) else f"{total:,.4f}"
        rows.add_row(row["column"], row["type"], f"{row['known'] / max(found.height, 1):.1%}", text)
    screen.print(f"{found.height:,} rows, {len(columns)} columns; what is not known stays empty")
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
