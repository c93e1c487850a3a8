"""A published table made tidy: named, typed, in stated units, with codes for "not known" as null.

What the catalogue declares is done here; what a set needs beyond that is a small function in `readers`.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import ColumnEntry, Table
from foedus.datasets.formats import raw
from foedus.datasets.readers import READERS
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl

#: What stands for an empty number in text files, beside the codes that the catalogue names.
EMPTY_NUMBERS = ("", "NA", "NaN", ".")
#: Days since 1970 of the first day of year 1 and the last of year 9999.
DAYS = (-719162, 2932896)


def tidy(data: bytes, table: Table) -> pl.DataFrame:
    """The tidy table of a published file.

    Raises `DatasetError` if a column is missing, a value does not fit its declared type, or rows repeat a key.
    """
    return tidied(raw(data, table), table)


def tidied(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The tidy form of a raw frame; see `tidy`."""
    import polars as pl

    if table.reader:
        frame = _reshaped(frame, table)
    found = []
    spelled = {c.casefold(): c for c in frame.columns}  # a twin in another format may have other capitals
    for name, column in table.columns.items():
        source = column.source or name
        source = source if source in frame.columns else spelled.get(source.casefold(), source)
        if source not in frame.columns:
            raise DatasetError(
                f"the column {source!r} is missing",
                why=f"the file has {', '.join(frame.columns[:12])}{' ...' if len(frame.columns) > 12 else ''}",
                where=table.file,
            )
        found.append(_typed(frame[source], column, table.file).rename(name))
    made = pl.DataFrame(found)
    if table.key:
        repeated = made.filter(pl.struct(table.key).is_duplicated())
        if repeated.height:
            first = ", ".join(f"{k}={repeated[k][0]}" for k in table.key)
            raise DatasetError(f"{repeated.height} rows repeat a key, the first {first}", where=table.file)
    return made


def _reshaped(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """What the table's reader makes of the raw frame; what it cannot take is an error of the file."""
    try:
        return READERS[table.reader](frame)
    except DatasetError:
        raise
    except Exception as error:
        raise DatasetError(
            f"the table does not fit its reader {table.reader!r}",
            why=f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}",
            where=table.file,
        ) from error


def _typed(values: pl.Series, column: ColumnEntry, where: str) -> pl.Series:
    import polars as pl

    if column.type == "text":
        return _text(values, column)
    if column.type == "date":
        return _date(values, column, where)
    numbers = _numbers(values, column, where)
    if column.type == "float":
        return numbers
    if numbers.is_nan().any() or numbers.is_infinite().any() or (numbers != numbers.round(0)).any():
        odd = numbers.filter(numbers != numbers.round(0))
        raise DatasetError(f"{values.name!r} holds {odd[0] if len(odd) else 'inf'}, no whole number", where=where)
    if column.type == "int":
        if len(numbers) and (numbers.abs() > 2**31 - 1).any():
            raise DatasetError(f"{values.name!r} holds a number beyond 32 bits", where=where)
        return numbers.cast(pl.Int32)
    if not numbers.drop_nulls().is_in([0.0, 1.0]).all():
        odd = numbers.filter(~numbers.is_in([0.0, 1.0]))
        raise DatasetError(f"{values.name!r} holds {odd[0]:g}, neither 0 nor 1", where=where)
    return numbers == 1


def _text(values: pl.Series, column: ColumnEntry) -> pl.Series:
    import polars as pl

    if values.dtype == pl.Date:
        values = values.cast(pl.String)
    elif values.dtype != pl.String:
        # Whole numbers lose the decimal point that binary formats gave them.
        whole = values.cast(pl.Float64).fill_nan(None)
        exact = ((whole == whole.round(0)) & (whole.abs() < 2**53)).all()
        values = whole.cast(pl.Int64).cast(pl.String) if exact else whole.cast(pl.String)
    values = values.str.strip_chars()
    gone = ["", *(str(m) for m in column.missing)]
    return values.set(values.is_in(gone).fill_null(False), None)


def _numbers(values: pl.Series, column: ColumnEntry, where: str) -> pl.Series:
    import polars as pl

    if values.dtype == pl.String:
        texts = values.str.strip_chars()
        gone = [*EMPTY_NUMBERS, *(m for m in column.missing if isinstance(m, str))]
        texts = texts.set(texts.is_in(gone).fill_null(False), None)
        numbers = texts.cast(pl.Float64, strict=False)
        odd = numbers.is_null() & texts.is_not_null()
        if odd.any():
            row = int(odd.arg_max() or 0)
            raise DatasetError(f"{values.name!r} holds {texts[row]!r} in row {row + 1}, no number", where=where)
    else:
        numbers = values.cast(pl.Float64)
    numbers = numbers.fill_nan(None)
    codes = [c for c in map(_code, column.missing) if c is not None]
    return numbers.set(numbers.is_in(codes).fill_null(False), None) if codes else numbers


def _code(missing: str | int | float) -> float | None:
    """A code for "not known" as a number, also if the catalogue writes it as text; None for marks such as "."."""
    try:
        found = float(missing)
    except ValueError:
        return None
    return found if isfinite(found) else None


def _date(values: pl.Series, column: ColumnEntry, where: str) -> pl.Series:
    import polars as pl

    if values.dtype == pl.Date:
        return values
    if column.format == "days":
        days = _numbers(values, column, where).round(0)
        if not days.is_between(*DAYS).all():
            odd = days.filter(~days.is_between(*DAYS))
            raise DatasetError(f"{values.name!r} holds {odd[0]:g} days from 1970, no date", where=where)
        return days.cast(pl.Int32).cast(pl.Date)
    texts = _text(values, column)
    dates = texts.str.to_date(column.format or "%Y-%m-%d", strict=False)
    odd = dates.is_null() & texts.is_not_null()
    if odd.any():
        row = int(odd.arg_max() or 0)
        raise DatasetError(f"{values.name!r} holds {texts[row]!r} in row {row + 1}, no date", where=where)
    return dates
