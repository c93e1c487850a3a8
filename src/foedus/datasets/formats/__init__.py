"""Raw tables out of bytes: what a published file holds, column by column, before it is made tidy.

Every reader takes bytes and gives a Polars frame, or raises `DatasetError`. Bytes are hostile until proved otherwise:
sizes are bounded before anything is unpacked, no archive's path is used, nothing is executed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Table
from foedus.ground.errors import DatasetError, FoedusError
from foedus.ground.extras import explained

if TYPE_CHECKING:
    import polars as pl


def raw(data: bytes, table: Table) -> pl.DataFrame:
    """The published table as it stands in the file: text columns from text files, typed ones from the others."""
    from foedus.datasets.formats import columnar, excel, geometry, rfile, stata, text

    readers = {"csv": text.read, "dta": stata.read, "r": rfile.read, "xlsx": excel.read, "json": geometry.read}
    readers |= {"parquet": columnar.read, "arrow": columnar.read}
    try:
        return readers[table.kind](data, table)
    except FoedusError:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except ModuleNotFoundError as error:  # a parser that is not installed says nothing about the file
        raise explained(error) or error from None
    except BaseException as error:
        # Parsers raise whatever they like on bytes that no writer made (Polars even a panic outside Exception).
        raise DatasetError(
            f"the file cannot be read as {table.kind}",
            why=f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else 'no reason given'}",
            hint="it is damaged or of another kind: get it again from its publisher",
            where=table.file,
        ) from None
