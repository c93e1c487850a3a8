"""War, disputes, peace operations, protest: what their published tables need beyond a declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl

#: The first year that an intervention can have; its file writes "unknown" and "does not apply" as days of 1899.
FIRST_INTERVENTION = 1900


def placeholder_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Days before 1900 stand for "unknown" or "does not apply" and become null."""
    import polars as pl
    from polars import selectors

    days = selectors.date()
    return frame.with_columns(pl.when(days.dt.year() >= FIRST_INTERVENTION).then(days))


def decimal_commas(frame: pl.DataFrame) -> pl.DataFrame:
    """Coordinates written with a decimal comma, with a decimal point."""
    import polars as pl

    wanted = [c for c in ("mission_longitude", "mission_latitude") if c in frame.columns]
    if not wanted:
        raise DatasetError("the table has no coordinates", why=f"its columns are {', '.join(frame.columns[:6])}")
    return frame.with_columns(pl.col(wanted).str.replace(",", ".", literal=True))


READERS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "placeholder_days": placeholder_days,
    "decimal_commas": decimal_commas,
}
