"""Parquet and Arrow (Feather 2) files, read by Polars: typed columns, dates as dates."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Table
from foedus.datasets.formats.limits import check_shape

if TYPE_CHECKING:
    import polars as pl


def read(data: bytes, table: Table) -> pl.DataFrame:
    """The file's columns as they are typed in it; the number of rows and columns is bounded before they are read."""
    import polars as pl

    scan = pl.scan_parquet if table.kind == "parquet" else pl.scan_ipc
    lazy = scan(io.BytesIO(data))
    check_shape(int(lazy.select(pl.len()).collect().item()), len(lazy.collect_schema()), table.file)
    return lazy.collect()
