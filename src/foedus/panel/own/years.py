"""Years out of what a table has for them: numbers, dates, text; spells spelled out; one column a year made long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from foedus.ground.errors import QueryError

if TYPE_CHECKING:
    import polars as pl

#: A column of a wide table: an optional stem, a year, what the World Bank adds.
_WIDE = re.compile(r"(?P<stem>.*?)[ ._-]?(?:YR)?(?P<year>(?:1[4-9]|20)\d\d)(?: \[YR\d{4}\])?", re.IGNORECASE)
#: A spelling of a day in text: the year first, or last.
_DAY = r"^(?:(\d{4})[-./]\d{1,2}(?:[-./]\d{1,2}.*)?|\d{1,2}[-./]\d{1,2}[-./](\d{4}).*)$"
FIRST, LAST = 1000, 2200
#: What stands before a year and says nothing.
_NO_STEM = ("", "y", "yr", "year", "x", "jahr")


def year_column(values: pl.Series) -> tuple[pl.Series, bool]:
    """Years as whole numbers, and whether they were taken from days; what cannot be read is null."""
    import polars as pl

    if values.dtype.is_temporal():
        return values.dt.year().cast(pl.Int64), True
    if values.dtype.is_integer():
        return _bounded(values.cast(pl.Int64)), False
    if values.dtype.is_float():
        return _bounded(values.set(values != values.floor(), None).cast(pl.Int64, strict=False)), False
    if values.dtype == pl.String:
        text = values.str.strip_chars()
        whole = text.cast(pl.Int64, strict=False)
        days = text.str.extract(_DAY, 1).fill_null(text.str.extract(_DAY, 2)).cast(pl.Int64, strict=False)
        return _bounded(whole.fill_null(days)), bool(whole.null_count() > days.null_count())
    return values.cast(pl.Int64, strict=False).clear(len(values)), False


def _bounded(values: pl.Series) -> pl.Series:
    return values.set(~values.is_between(FIRST, LAST), None)


def looks_like_years(values: pl.Series) -> bool:
    """Whether every known cell is a year, or a day of one, as far as a number can tell."""
    found, dated = year_column(values)
    known = values.drop_nulls()
    if not len(known) or found.null_count() != values.null_count():
        return False
    return dated or bool((found.drop_nulls() >= 1400).all() and (found.drop_nulls() <= 2100).all())


def spelled_out(frame: pl.DataFrame, first: str, final: str, year: str) -> tuple[pl.DataFrame, int]:
    """A row for each year of each spell, as column `year`; and how many spells had no end.

    One without an end goes on to the last year that the table names. `first` and `final` hold years.
    """
    import polars as pl

    latest = max(int(frame[c].max() or 0) for c in (first, final))  # type: ignore[arg-type]
    open_ = frame[final].null_count()
    begin, end = frame[first].to_numpy(), frame[final].fill_null(latest).to_numpy()
    length = np.maximum(end - begin + 1, 0).astype(np.int64)
    spell = np.repeat(np.arange(len(begin)), length)
    told = np.arange(len(spell)) - np.repeat(np.cumsum(length) - length, length) + np.asarray(begin)[spell]
    return frame[spell].drop(first, final).with_columns(pl.Series(year, told, dtype=pl.Int64)), open_


def wide_columns(columns: list[str]) -> dict[str, tuple[str, int]]:
    """The stem and the year of each column of a wide table; empty if fewer than two years are named so.

    >>> wide_columns(["iso3", "gdp_1990", "gdp_1991"])
    {'gdp_1990': ('gdp', 1990), 'gdp_1991': ('gdp', 1991)}
    >>> wide_columns(["land", "1990 [YR1990]", "1991 [YR1991]"])
    {'1990 [YR1990]': ('value', 1990), '1991 [YR1991]': ('value', 1991)}
    """
    found = {c: hit for c in columns if (hit := _WIDE.fullmatch(c))}
    stems = {c: hit["stem"].strip(" ._-") for c, hit in found.items()}
    made = {c: ("value" if s.casefold() in _NO_STEM else s, int(found[c]["year"])) for c, s in stems.items()}
    return made if len({year for _, year in made.values()}) > 1 else {}


def long(frame: pl.DataFrame, columns: dict[str, tuple[str, int]]) -> pl.DataFrame:
    """A wide table as one with a row a year: `year`, and a column of values for each stem."""
    import polars as pl

    kept = [c for c in frame.columns if c not in columns]
    stems = list(dict.fromkeys(stem for stem, _ in columns.values()))
    if clash := {"year", *stems} & set(kept):
        raise QueryError(f"the wide table has a column {min(clash)!r} already", hint="rename it")
    parts = []
    for year in sorted({y for _, y in columns.values()}):
        own = {stem: c for c, (stem, y) in columns.items() if y == year}
        values = [(pl.col(own[s]) if s in own else pl.lit(None)).alias(s) for s in stems]
        parts.append(frame.select(*kept, pl.lit(year, pl.Int64).alias("year"), *values))
    return pl.concat(parts, how="vertical_relaxed")
