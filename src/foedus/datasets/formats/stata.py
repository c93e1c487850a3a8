"""Stata files (.dta), read by pandas in plain Python; value labels stay codes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Table
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
            # The header names the rows; a forged one must not make us reserve memory for them.
            rows = int(reader._nobs if hasattr(reader, "_nobs") else 0)
            if rows > len(data):
                raise DatasetError(f"the header promises {rows:,} rows in {len(data):,} bytes", where=table.file)
            frame = reader.read()
    columns: dict[str, pl.Series] = {}
    for name in frame.columns:
        values = frame[name]
        if values.dtype.kind in "iufb":
            columns[str(name)] = pl.Series(str(name), values.to_numpy(), nan_to_null=True)
        elif values.dtype.kind == "M":
            columns[str(name)] = pl.Series(str(name), values.to_numpy()).cast(pl.Date)
        else:
            texts = [None if v is None or v != v or not str(v).strip() else str(v).rstrip() for v in values]
            columns[str(name)] = pl.Series(str(name), texts, dtype=pl.String)
    return pl.DataFrame(columns)
