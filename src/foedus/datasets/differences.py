"""Cells of matched rows that differ: by column, by year, by state, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.ground.strict import Strict

if TYPE_CHECKING:
    from collections.abc import Collection

    import polars as pl

#: Columns that name a state, and those of the two states of a pair.
STATES = ("ccode", "gwcode", "ccode1", "ccode2", "gwcode1", "gwcode2")
#: A change of more than this share of A's value is a large one.
LARGE = 0.05


class Change(Strict, kw_only=True, frozen=True):
    """A column in matched rows: cells that changed, that only one side knows, that changed in this column alone.

    `large` counts changes of more than 5 % of A's value; `rounding` the differences too small to count; `r` is the
    correlation of the two where both are known.
    """

    column: str
    other: str
    compared: int
    changed: int
    only_a_knows: int
    only_b_knows: int
    alone: int
    rounding: int = 0
    large: int | None = None
    first: int | None = None
    last: int | None = None
    r: float | None = None


def changes(
    values: pl.DataFrame,
    key: tuple[str, ...],
    shared: list[str],
    tolerance: float,
    pairs: dict[str, str],
    measured: Collection[str],
) -> tuple[list[Change], pl.DataFrame]:
    """Each column's changes, and every changed cell as a row; of the measured ones by how much."""
    import polars as pl

    differs = {c: _differs(values[c], values[f"{c} of B"], tolerance) for c in shared}
    number = sum((d.cast(pl.Int32) for d in differs.values()), pl.zeros(values.height, pl.Int32, eager=True))
    made, parts = [], []
    for name, changed in differs.items():
        one, two = values[name], values[f"{name} of B"]
        numbers, counts = one.dtype.is_numeric() and two.dtype.is_numeric(), name in measured
        hit = values.filter(changed)
        years = hit["year"] if "year" in hit.columns and hit.height else None
        both = one.is_not_null() & two.is_not_null()
        apart = both & (one.cast(pl.Float64) != two.cast(pl.Float64)) & ~changed if numbers else changed.clear()
        made.append(
            Change(
                column=name,
                other=pairs.get(name, name),
                compared=values.height,
                changed=int(changed.sum()),
                only_a_knows=int((one.is_not_null() & two.is_null()).sum()),
                only_b_knows=int((one.is_null() & two.is_not_null()).sum()),
                alone=int((changed & (number == 1)).sum()),
                rounding=int(apart.sum()),
                large=_large(one, two, changed) if counts else None,
                first=None if years is None else years.min(),  # type: ignore[arg-type]
                last=None if years is None else years.max(),  # type: ignore[arg-type]
                r=_correlation(one.filter(both), two.filter(both)) if counts else None,
            )
        )
        if hit.height:
            keep = [pl.lit("changed").alias("what"), *map(pl.col, key), pl.lit(name).alias("column")]
            sides = [pl.col(name).cast(pl.String).alias("a"), pl.col(f"{name} of B").cast(pl.String).alias("b")]
            before, after = (pl.col(c).cast(pl.Float64) for c in (name, f"{name} of B")) if counts else (None, None)
            size = pl.lit(None, pl.Float64) if before is None else after - before
            share = pl.lit(None, pl.Float64) if before is None else size / before.abs()
            parts.append(hit.select(*keep, *sides, size.alias("change"), share.alias("share")))
    empty = values.clear().select(*key).with_columns(
        what=pl.lit("", pl.String), column=pl.lit("", pl.String), a=pl.lit("", pl.String), b=pl.lit("", pl.String),
        change=pl.lit(0.0), share=pl.lit(0.0),
    )  # fmt: skip
    return made, pl.concat(parts, how="vertical_relaxed") if parts else empty


def _differs(one: pl.Series, two: pl.Series, tolerance: float) -> pl.Series:
    """Where two columns differ: in being known, or in value, numbers with fractions by more than the tolerance."""
    import polars as pl

    if one.dtype != two.dtype and not (one.dtype.is_numeric() and two.dtype.is_numeric()):
        one, two = one.cast(pl.String), two.cast(pl.String)
    if one.dtype.is_float() or two.dtype.is_float():
        apart = (one.cast(pl.Float64) - two.cast(pl.Float64)).abs() > tolerance
        return (one.is_null() != two.is_null()) | apart.fill_null(False)
    return one.ne_missing(two)


def _large(one: pl.Series, two: pl.Series, changed: pl.Series) -> int:
    import polars as pl

    before = one.cast(pl.Float64)
    return int((changed & (((two.cast(pl.Float64) - before) / before).abs() > LARGE).fill_null(False)).sum())


def _correlation(one: pl.Series, two: pl.Series) -> float | None:
    import polars as pl

    if len(one) < 3:
        return None
    found = pl.DataFrame([one.alias("a"), two.alias("b")]).select(pl.corr("a", "b")).item()
    return None if found is None or found != found else float(found)


def counted(rows: pl.DataFrame, cells: pl.DataFrame, names: tuple[str, ...]) -> tuple[dict[str, int], ...]:
    """Rows only in A, only in B, and changed cells, by year or by state; of a pair each state counts."""
    import polars as pl

    label = "year" if names == ("year",) else "state"
    if not names:
        return ()
    parts = [
        frame.select(pl.col(name).alias(label), "what")
        for frame in (rows, cells)
        for name in names
    ]  # fmt: skip
    long = pl.concat(parts, how="vertical_relaxed").drop_nulls()
    counted = long.group_by(label).agg(
        only_a=(pl.col("what") == "only in A").sum(),
        only_b=(pl.col("what") == "only in B").sum(),
        changed=(pl.col("what") == "changed").sum(),
    )
    if label == "year":
        return tuple(counted.sort(label).iter_rows(named=True))
    total = pl.col("only_a") + pl.col("only_b") + pl.col("changed")
    return tuple(counted.sort(total, pl.col(label), descending=[True, False]).iter_rows(named=True))


def largest(cells: pl.DataFrame, key: tuple[str, ...], most: int = 10) -> tuple[dict[str, Any], ...]:
    """The changes that are the largest shares of A's value, of columns with fractions or counts."""
    import polars as pl

    found = cells.filter(pl.col("share").is_finite() & (pl.col("share") != 0))
    found = found.sort(pl.col("share").abs(), *key, "column", descending=[True, *[False] * (len(key) + 1)])
    return tuple(found.head(most).drop("what").iter_rows(named=True))
