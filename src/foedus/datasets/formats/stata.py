"""Stata files (.dta), read by pandas in plain Python; value labels stay codes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Table
from foedus.datasets.formats.limits import check_shape, text_column
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl


def read(data: bytes, table: Table) -> pl.DataFrame:
    """The file's columns: numbers as they are stored (missing as null), text stripped of trailing blanks."""
    import warnings

    import pandas as pd
    import polars as pl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pd.read_stata(io.BytesIO(data), iterator=True, convert_categoricals=False) as reader:
            # The header names the rows; a forged one must not make us reserve memory for them. Asking for the label
            # makes pandas read the header, which it otherwise does only with the rows.
            _ = reader.data_label
            rows = int(getattr(reader, "_nobs", 0))
            if rows > len(data):
                raise DatasetError(f"the header promises {rows:,} rows in {len(data):,} bytes", where=table.file)
            # A long text (strL) stands once in a file and in as many cells as name it: no file known here has any.
            long = getattr(reader, "_seek_strls", None)
            if long is not None and data[long : long + 8] not in (b"", b"</strls>"):
                raise DatasetError("the file holds long texts (strL)", why="they could fill memory", where=table.file)
            check_shape(rows, int(getattr(reader, "_nvar", 0)), table.file)
            frame = reader.read()
    columns: dict[str, pl.Series] = {}
    for name in frame.columns:
        values = frame[name]
        if values.dtype == "float32" and table.digits:
            # Short floats hold some digits of what was published; more of them would be other cells.
            columns[str(name)] = pl.Series(str(name), values.to_numpy(), pl.Float64, nan_to_null=True).round_sig_figs(
                table.digits
            )
        elif values.dtype.kind in "iufb":
            columns[str(name)] = pl.Series(str(name), values.to_numpy(), nan_to_null=True)
        elif values.dtype.kind == "M":
            days = pl.Series(str(name), values.to_numpy().astype("datetime64[us]")).cast(pl.Date)
            # Stata writes years as dates, too (%ty), which pandas reads as their first days.
            columns[str(name)] = days.dt.year() if str(name).casefold() == "year" else days
        else:
            texts = [None if v is None or v != v or not str(v).strip() else str(v).rstrip() for v in values]
            columns[str(name)] = text_column(str(name), texts, table.file)
    return pl.DataFrame(columns)
