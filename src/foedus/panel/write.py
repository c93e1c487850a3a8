"""Write a table as Parquet, Arrow, CSV or Stata; whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ground.errors import QueryError
from foedus.ground.write import whole

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.panel import Panel

ENDINGS = (".parquet", ".arrow", ".feather", ".ipc", ".csv", ".dta")
#: Stata's longest name of a variable.
LONGEST_NAME = 32


def check_ending(path: Path) -> str:
    """The path's ending in small letters. Raises `QueryError` for one that names no form of table."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise QueryError(f"no table is written as {path.suffix or path.name!r}", hint=f"use {', '.join(ENDINGS)}")
    return ending


def write(table: Panel | pl.DataFrame, path: Path) -> Path:
    """Write a panel or frame in the form that the path's ending names. Raises `QueryError` for another ending.

    A panel is written part by part, except to Stata.
    """
    ending = check_ending(path)
    try:
        with whole(path) as part:
            if ending == ".parquet":
                _parquet(table, part)
            elif ending == ".csv":
                table.lazy().sink_csv(part)
            elif ending == ".dta":
                part.write_bytes(_stata(table.lazy().collect()))
            else:
                table.lazy().sink_ipc(part, compression="uncompressed")
    except OSError as error:
        raise QueryError(
            f"{path} cannot be written", why=error.strerror or str(error), hint="choose another file"
        ) from None
    return path


def _parquet(table: Panel | pl.DataFrame, path: Path) -> None:
    from foedus.panel import parquet
    from foedus.panel.panel import PART, Panel

    if isinstance(table, Panel) and table.pairs is not None and table.subset is None:
        columns = table.keys() | table.columns
        if parquet.storable(columns):
            return parquet.write(columns, table.pairs, path, PART)
    table.lazy().sink_parquet(path, compression="zstd", compression_level=1)
    return None


def _stata(frame: pl.DataFrame) -> bytes:
    """Stata 118: flags as 0 and 1, what is unknown as Stata's missing, lists as text."""
    import polars as pl

    long = [c for c in frame.columns if len(c) > LONGEST_NAME]
    if long:
        raise QueryError(
            f"Stata takes names of up to {LONGEST_NAME} letters, not {long[0]!r}", hint="rename the column"
        )
    made = frame.with_columns(pl.col(pl.Boolean).cast(pl.Int8))
    made = made.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join(" ")
        for name, kind in made.schema.items()
        if isinstance(kind, pl.List)
    )
    found = made.to_pandas()
    for name in found.columns:
        if found[name].dtype.kind == "O":
            found[name] = found[name].fillna("")
    buffer = io.BytesIO()
    found.to_stata(buffer, write_index=False, version=118)
    return buffer.getvalue()
