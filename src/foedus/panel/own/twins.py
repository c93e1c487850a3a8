"""Several rows of a table on one place of a panel: refused with the rows named, or settled by a rule that was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.ground.errors import DatasetError, QueryError
from foedus.panel.columns import Rows

if TYPE_CHECKING:
    import polars as pl

Twins = Literal["first", "last", "sum", "mean", "max", "min"]
#: The rules by which one of several rows on a place counts, or all together.
RULES: tuple[Twins, ...] = ("first", "last", "sum", "mean", "max", "min")
#: How many rows a message names.
NAMED = 5


def rule(text: str | None) -> Twins | None:
    """The rule that is meant, None for none. Raises `QueryError` for another."""
    if not text:
        return None
    for known in RULES:
        if text.casefold() == known:
            return known
    raise QueryError(f"there is no rule {text!r} for twin rows", hint=f"use {', '.join(RULES)}")


def doubled(rows: Rows) -> Rows:
    """Which of the rows fall on a place that another falls on too, in the table's order."""
    there = np.flatnonzero(rows >= 0)
    _, inverse, counts = np.unique(rows[there], return_inverse=True, return_counts=True)
    return there[counts[inverse] > 1]


def settled(
    found: pl.DataFrame, rows: Rows, by: Twins | None, label: Callable[[int], str], name: str
) -> tuple[pl.DataFrame, Rows]:
    """One row a place, with its place; `label` names a row in words.

    first and last take a row whole, as the table orders them. sum, mean, max and min are taken over what is known, and
    are unknown where nothing is; text has neither, and the first that is known stands. Raises `DatasetError` without a
    rule.
    """
    import polars as pl

    twins = doubled(rows)
    if not len(twins):
        return found, rows
    if by is None:
        named = [label(int(row)) for row in twins[np.argsort(rows[twins], kind="stable")][:NAMED]]
        more = f" and {len(twins) - len(named):,} more" if len(twins) > len(named) else ""
        raise DatasetError(
            f"{len(twins):,} rows of {name} fall on a place that is taken: {'; '.join(named)}{more}",
            why="a join must not multiply rows of the panel, nor drop rows of the table",
            hint=f"make one row a place, or say which counts: twins= or --twins {'|'.join(RULES)}",
        )
    if by in ("first", "last"):
        kept = pl.DataFrame({"place": rows}).with_row_index("row").filter(pl.col("place") >= 0)
        at = kept.unique("place", keep=by, maintain_order=True)["row"].to_numpy()
        return found[at], rows[at]
    made = [_aggregate(column, kind, by) for column, kind in found.schema.items()]
    grouped = (
        found.with_columns(pl.Series("\0place", rows))
        .filter(pl.col("\0place") >= 0)
        .group_by("\0place", maintain_order=True)
        .agg(made)
    )
    return grouped.drop("\0place"), grouped["\0place"].to_numpy().astype(np.intp)


def _aggregate(column: str, kind: pl.DataType, by: Twins) -> pl.Expr:
    import polars as pl

    known = pl.col(column).drop_nulls()
    if not (kind.is_numeric() or kind == pl.Boolean):
        return known.first()
    if kind == pl.Boolean and by in ("max", "min"):
        made = known.any() if by == "max" else known.all()
    else:
        made = getattr(known.cast(pl.Int64) if kind.is_integer() or kind == pl.Boolean else known, by)()
    return pl.when(pl.col(column).count() > 0).then(made).alias(column)
