"""Write a table as Parquet, Arrow, CSV or Stata; whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ground.errors import QueryError
from foedus.ground.write import whole
from foedus.panel import parquet, sheet
from foedus.panel.sheet import Sheet
from foedus.panel.stata import flat, stata, texts_of

if TYPE_CHECKING:
    import polars as pl

ENDINGS = (".parquet", ".arrow", ".feather", ".ipc", ".csv", ".dta")


def check_ending(path: Path) -> str:
    """The path's ending in small letters. Raises `QueryError` for one that names no form of table."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise QueryError(f"no table is written as {path.suffix or path.name!r}", hint=f"use {', '.join(ENDINGS)}")
    return ending


def write(table: Sheet | pl.DataFrame, path: Path) -> Path:
    """Write a panel or frame in the form that the path's ending names. Raises `QueryError` for another ending.

    A panel is written part by part, except to Stata. CSV and Stata hold no lists: these become text, with blanks
    between.
    """
    ending = check_ending(path)
    try:
        with whole(path) as part:
            if ending == ".parquet":
                _parquet(table, part)
            elif ending == ".csv":
                flat(table.lazy()).sink_csv(part)
            elif ending == ".dta":
                part.write_bytes(_stata(table))
            else:
                table.lazy().sink_ipc(part, compression="uncompressed")
    except OSError as error:
        raise QueryError(
            f"{path} cannot be written", why=error.strerror or str(error), hint="choose another file"
        ) from None
    return path


def _stata(table: Sheet | pl.DataFrame) -> bytes:
    return stata(table.lazy().collect(), texts_of(table) if isinstance(table, Sheet) else None)


def _parquet(table: Sheet | pl.DataFrame, path: Path) -> None:
    if isinstance(table, Sheet) and table.pairs is not None and table.subset is None:
        columns = table.keys() | table.columns
        if parquet.storable(columns):
            return parquet.write(columns, table.pairs, path, sheet.PART)
    table.lazy().sink_parquet(path, compression="zstd", compression_level=1)
    return None
