"""R files (.rda, .RData, .rds), read by rdata in plain Python; one data frame each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from foedus.datasets.catalogue import Table
from foedus.datasets.formats.limits import MOST_CELLS, check_shape, text_column, unpacked
from foedus.datasets.formats.serial import check_serial
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl


def read(data: bytes, table: Table) -> pl.DataFrame:
    """The file's data frame: numbers with NA as null, factors as their labels, dates as days since 1970."""
    import warnings

    import rdata

    plain = unpacked(data)
    check_serial(plain, table.file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = rdata.parser.parse_data(plain, altrep_constructor_dict=_bounded(rdata.parser.DEFAULT_ALTREP_MAP))
        value = rdata.conversion.convert(parsed, _constructors(), default_encoding="utf-8")
    frames = [v for v in (value.values() if isinstance(value, dict) else [value]) if _is_frame(v)]
    if len(frames) != 1:
        raise DatasetError(f"the file holds {len(frames)} data frames, not one", where=table.file)
    return frames[0]  # type: ignore[no-any-return]


def _bounded(constructors: Mapping[bytes, Callable[[Any], Any]]) -> dict[bytes, Callable[[Any], Any]]:
    """The makers of R's short forms; those of sequences, which say only how long they are, within `MOST_CELLS`."""
    left = MOST_CELLS

    def sequence(make: Callable[[Any], Any], state: Any) -> Any:
        nonlocal left
        length = float(state.value[0])
        left -= int(length)  # NaN and infinity raise
        if length < 0 or left < 0:
            raise DatasetError(f"a sequence of {length:,.0f} numbers", why=f"at most {MOST_CELLS:,} are taken")
        return make(state)

    short = {name: partial(sequence, make) for name, make in constructors.items() if name.startswith(b"compact_")}
    return dict(constructors) | short


def _is_frame(value: object) -> bool:
    import polars as pl

    return isinstance(value, pl.DataFrame)


def _constructors() -> dict[str | bytes, Any]:
    """How R's classes become ours: a data frame column by column, without pandas in between."""
    return {"data.frame": _frame, "factor": _factor, "ordered": _factor, "Date": _plain, "AsIs": _plain}


def _plain(value: Any, attributes: Any) -> Any:
    return value


def _factor(value: Any, attributes: Any) -> list[str | None]:
    levels = [str(x) for x in attributes["levels"]]
    codes = [None if _missing(x) else int(x) for x in value]
    if any(c is not None and not 1 <= c <= len(levels) for c in codes):
        raise DatasetError("a factor has a code beyond its levels")
    return [None if c is None else levels[c - 1] for c in codes]


def _missing(value: Any) -> bool:
    import numpy as np

    return value is None or value is np.ma.masked or value != value


def _frame(value: Any, attributes: Any) -> pl.DataFrame:
    import polars as pl

    if not isinstance(value, dict):
        raise DatasetError("a data frame without names of columns")
    check_shape(max((len(column) for column in value.values()), default=0), len(value))
    columns = {str(name): _series(str(name), column) for name, column in value.items()}
    if len({len(c) for c in columns.values()}) > 1:
        raise DatasetError("the data frame's columns have different lengths")
    return pl.DataFrame(columns)


def _series(name: str, column: Any) -> pl.Series:
    import numpy as np
    import polars as pl

    if isinstance(column, np.ma.MaskedArray):
        column = np.where(np.ma.getmaskarray(column), np.nan, np.ma.getdata(column).astype(np.float64))
    if isinstance(column, np.ndarray) and column.dtype.kind in "iufb":
        return pl.Series(name, column, nan_to_null=True)
    return text_column(name, [None if _missing(v) else str(v) for v in column])
