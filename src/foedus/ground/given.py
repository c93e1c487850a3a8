"""Days and whole numbers as Python people have them: text, dates, pandas' and numpy's times, numbers without a rest."""

from __future__ import annotations

import datetime as dt
import operator
from typing import Any

from foedus.ground.calendar import parse_day
from foedus.ground.errors import QueryError


def a_day(value: Any, name: str = "on") -> dt.date:
    """A day from ISO text, a date or a moment; anything else, or a day outside the record, is a `QueryError`.

    >>> a_day(dt.datetime(2022, 1, 7, 12)), a_day("2022-01-07")
    (datetime.date(2022, 1, 7), datetime.date(2022, 1, 7))
    """
    if isinstance(value, str):
        return parse_day(value, name)
    found = value
    if getattr(getattr(value, "dtype", None), "kind", "") == "M":  # numpy's moments, without importing it
        found = value.astype("datetime64[D]").item()
    if found != found:  # pandas' NaT is a datetime of a kind
        found = None
    if isinstance(found, dt.datetime):
        found = found.date()
    if not isinstance(found, dt.date):
        raise QueryError(
            f"--{name} cannot be {value!r}: of type {type(value).__name__}, it is no day",
            hint="write a day such as 2022-01-07, or give a datetime.date",
        )
    return parse_day(found.isoformat(), name)


def a_whole_number(value: Any, name: str) -> int:
    """A whole number from any kind of number that has no rest; anything else is a `QueryError`.

    >>> a_whole_number(1992.0, "first")
    1992
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        if isinstance(value, bool):
            raise TypeError
        return operator.index(value)
    except TypeError:
        raise QueryError(f"{name} cannot be {value!r}", why="a whole number is asked for") from None


def some_names(value: Any) -> tuple[str, ...]:
    """One name or several: "RUS" and ["RUS"] are the same; None is none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
