"""Columns of a panel: values with a mask of what is known, handed to Polars without a copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import polars as pl

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Column:
    """Values by row; `known` is False where a value is unknown, and None where all are known.

    Where there are `words` the values are places in that list, and the column is one of text.
    """

    values: Array
    known: Mask | None = None
    words: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.values)

    def part(self, rows: slice, years: slice) -> Column:
        """The values of rows that are all those of some years (both by place), without a copy."""
        return Column(self.values[rows], None if self.known is None else self.known[rows], self.words)

    def total(self) -> tuple[int, float | None]:
        """How many values are known, and their sum; of text there is none."""
        values, known = self.values, self.known
        count = len(values) if known is None else int(np.count_nonzero(known))
        if self.words:
            return count, None
        if values.dtype == np.bool_:
            return count, int(np.count_nonzero(values if known is None else values & known))
        held = values if known is None or count == len(values) else values[known]
        return count, held.sum(dtype=np.result_type(held, np.int64)).item()

    def take(self, rows: Rows) -> Column:
        """The column's values at rows; a row of -1 is unknown."""
        values = np.take(self.values, rows, mode="wrap")
        known = None if self.known is None else np.take(self.known, rows, mode="wrap")
        if len(rows) and rows.min() < 0:
            there = rows >= 0
            known = there if known is None else known & there
        return Column(values, known, self.words)


def filled(rows: int, value: float | bool, dtype: npt.DTypeLike) -> Array:
    """An array of one value, of a type."""
    return np.zeros(rows, dtype) if not value else np.full(rows, value, dtype)


class _Exported:
    """An Arrow array that shows its C interface only: Polars then takes it without importing pyarrow's functions."""

    def __init__(self, array: Any) -> None:
        self.array = array

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return self.array.__arrow_c_array__(requested_schema)


def series(name: str, column: Column) -> pl.Series:
    """The column as a Polars series; numbers share their memory, masks are packed to bits."""
    import polars as pl
    import pyarrow as pa

    values, known = np.ascontiguousarray(column.values), column.known
    if known is not None and bool(known.all()):
        known = None
    bits = None if known is None else pa.py_buffer(np.packbits(known, bitorder="little"))
    if values.dtype == np.bool_:
        data = pa.py_buffer(np.packbits(values, bitorder="little"))
        array = pa.Array.from_buffers(pa.bool_(), len(values), [bits, data])
    else:
        array = pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [bits, pa.py_buffer(values)])
    made = pl.Series(_Exported(array)).alias(name)
    return pl.Series(name, column.words, dtype=pl.String).gather(made) if column.words else made
