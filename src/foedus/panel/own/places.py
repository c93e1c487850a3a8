"""The panel's row of each state and year that a table names, by whichever list of codes, or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.ground.errors import QueryError
from foedus.panel.codes import coded, iso_numbers
from foedus.panel.columns import Array, Mask, Rows
from foedus.panel.own.names import bearers, two_letters
from foedus.panel.system import StateYears

if TYPE_CHECKING:
    import polars as pl

Codes = Literal["cow", "gw", "iso3", "iso2", "names"]
#: The lists that a table can name states by, as `codes=` and `--codes` know them.
CODES: tuple[Codes, ...] = ("cow", "gw", "iso3", "iso2", "names")
_COLUMN = {"cow": "ccode", "gw": "gwcode"}


def code_list(text: str) -> Codes:
    """The list of codes that is meant. Raises `QueryError` for another."""
    for known in CODES:
        if text.casefold().removesuffix("code") in (known, _COLUMN.get(known, known).removesuffix("code"), known[:-1]):
            return known
    raise QueryError(f"there is no list of codes {text!r}", hint=f"use {', '.join(CODES)}")


def state_rows(states: StateYears, values: pl.Series, codes: Codes, years: Array) -> Rows:
    """The state-year's row of each state and year; -1 where the panel's list has no such state in that year."""
    if codes in _COLUMN:
        numbers = values.fill_null(-1).to_numpy().astype(np.int64)
        return coded(states, _COLUMN[codes]).rows(np.clip(numbers, -1, 32767), years)
    texts = [None if v is None else str(v).strip() for v in values]
    if codes == "names":
        return _by_name(states, texts, years)
    if codes == "iso2":
        texts = [two_letters().get(v.upper()) if v else None for v in texts]
    found = coded(states, "iso3")
    return found.rows(iso_numbers([v.upper() if v else None for v in texts]), years)


def _by_name(states: StateYears, texts: list[str | None], years: Array) -> Rows:
    """Rows by name: of the spans that bear a name the first that has the year and a row in it."""
    where: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        if text:
            where.setdefault(text, []).append(i)
    found = np.full(len(texts), -1, np.intp)
    for text, cells in where.items():
        at = np.array(cells)
        for span in bearers(text):
            code = span.code(states.system)
            if code is None:
                continue
            open_, y = found[at] < 0, years[at]
            inside = open_ & (y >= span.first) & (y <= span.last)
            if inside.any():
                found[at[inside]] = states.rows(np.full(int(inside.sum()), code), y[inside])
    return found


def readable(values: pl.Series, codes: Codes) -> Mask:
    """Which cells can be read as a code of the list at all, or are empty: not whether there is such a state."""
    import polars as pl

    fine = values.is_null()
    if codes not in _COLUMN or values.dtype.is_integer():
        fine = ~fine | fine
    elif values.dtype.is_float():
        fine |= (values == values.floor()).fill_null(False)
    else:
        fine |= values.cast(pl.String).cast(pl.Int64, strict=False).is_not_null()
    return np.asarray(fine, bool)
