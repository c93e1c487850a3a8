"""Delimited text: every column as text, empty fields as null."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Table
from foedus.datasets.formats.limits import check_shape
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl


def decoded(data: bytes, encoding: str, where: str = "") -> str:
    """The text of a file in its declared encoding, without a byte order mark."""
    if b"\x00" in data and encoding != "utf-16":
        raise DatasetError("the file holds zero bytes: it is not text", where=where)
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise DatasetError(
            f"byte {error.start:,} is not {encoding}", hint="the file was edited or is another one", where=where
        ) from None


def read(data: bytes, table: Table) -> pl.DataFrame:
    """The table's columns as text."""
    return delimited(decoded(data, table.encoding, table.file), table.separator, table.header, table.skip_lines)


def delimited(text: str, separator: str = ",", header: bool = True, skip_lines: int = 0) -> pl.DataFrame:
    """Delimited text as a frame of text columns; without a header they are named column_0 and so on."""
    import polars as pl

    if "\n" not in text:  # lines that end as on Macs of old, with a bare carriage return
        text = text.replace("\r", "\n")
    lines = text.split("\n", skip_lines + 1)
    first = lines[skip_lines] if len(lines) > skip_lines else ""
    check_shape(text.count("\n") + 1, first.count(separator) + 1)
    frame = pl.read_csv(
        io.BytesIO(text.encode("utf-8")),
        separator=separator,
        has_header=header,
        skip_lines=skip_lines,
        infer_schema=False,
    )
    if not header:  # versions of Polars begin to count at 0 or at 1
        frame.columns = [f"column_{i}" for i in range(frame.width)]
    # A trailing separator on every line makes a column without a name and without a value.
    empty = [c for c in frame.columns if not c.strip() and frame[c].null_count() == frame.height]
    return frame.drop(empty)
