"""What changed between two releases of a set, or between two codings of the same thing.

Rows are matched by a key. A table of spells is spread over its years where the other has years, or where both have
spells. Of matched rows every column that both have is compared; what a release calls itself is told and not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.datasets.catalogue import Table, get_set
from foedus.datasets.differences import STATES, Change, changes, counted, largest
from foedus.ground.errors import DatasetError
from foedus.ground.strict import Strict

if TYPE_CHECKING:
    import polars as pl

#: Differences up to this between numbers with fractions are taken for rounding.
ROUNDING = 1e-6
#: The column in which files say which release they are.
MARK = "version"
#: What bounds a spell: years, or days.
SPELLS = (("start_year", "end_year"), ("start", "end"))


class TableComparison(Strict, kw_only=True, frozen=True):
    """Rows by key, then what changed in those that both have; `cells` holds every difference, for a file."""

    a: str
    b: str
    title_a: str
    title_b: str
    on: tuple[str, ...]
    years: tuple[int, int] | None
    tolerance: float
    spread: tuple[str, ...]
    rows_a: int
    rows_b: int
    common: int
    only_a: int
    only_b: int
    repeated_a: int
    repeated_b: int
    matched: int
    set_aside: int
    marks: tuple[tuple[str, str, str], ...]
    not_in_b: tuple[str, ...]
    not_in_a: tuple[str, ...]
    columns: tuple[Change, ...]
    by_year: tuple[dict[str, int], ...]
    by_state: tuple[dict[str, int], ...]
    largest: tuple[dict[str, Any], ...]


def compare(
    a: tuple[Table, pl.DataFrame],
    b: tuple[Table, pl.DataFrame],
    on: tuple[str, ...] = (),
    columns: dict[str, str] | None = None,
    first: int | None = None,
    last: int | None = None,
    tolerance: float = ROUNDING,
) -> tuple[TableComparison, pl.DataFrame]:
    """The comparison of two tables and all differences, one row each.

    `on` is the key (by default that of either table, as far as both have its columns); `columns` names those of A and
    their counterparts in B (by default all of the same name). Raises `DatasetError` if no key fits.
    """
    import polars as pl

    (of_a, left), (of_b, right) = a, b
    pairs = dict(columns or {})
    for name, frame, owner in ((n, left, of_a) for n in pairs):
        _must_have(name, frame, owner)
    for name in pairs.values():
        _must_have(name, right, of_b)
    named = {theirs: ours for ours, theirs in pairs.items() if ours != theirs}
    right = right.drop([c for c in named.values() if c in right.columns and c not in named]).rename(named)
    left, right, spread = _years(left, right, of_a, of_b)
    if "year" in left.columns and "year" in right.columns and (first is not None or last is not None):
        low, high = first or -(10**6), last or 10**6
        left, right = (f.filter(pl.col("year").is_between(low, high)) for f in (left, right))
    elif first is not None or last is not None:
        raise DatasetError("these tables have no years to choose from", hint="leave out --from and --to")
    key = _key(on, of_a, of_b, left, right)
    both, values = _matched(left, right, key)
    rows = _rows(left, right, key)
    shared = [c for c in (pairs or left.columns) if c in right.columns and c not in key]
    marks = [c for c in shared if c == MARK and not pairs and left[c].n_unique() == right[c].n_unique() == 1]
    shared = [c for c in shared if c not in marks]
    measured = {c for c in shared if _measures(of_a, c, left) and _measures(of_b, pairs.get(c, c), right, c)}
    told_of, cells = changes(values, key, shared, tolerance, pairs, measured)
    told = TableComparison(
        a=of_a.id,
        b=of_b.id,
        title_a=_title(of_a),
        title_b=_title(of_b),
        on=key,
        years=_span(left, right, first, last),
        tolerance=tolerance,
        spread=spread,
        marks=tuple((c, str(left[c][0]), str(right[c][0])) for c in marks if left[c][0] != right[c][0]),
        not_in_b=() if pairs else tuple(c for c in left.columns if c not in right.columns),
        not_in_a=() if pairs else tuple(c for c in right.columns if c not in left.columns),
        columns=tuple(told_of),
        by_year=counted(rows, cells, ("year",)) if "year" in key else (),
        by_state=counted(rows, cells, tuple(k for k in key if k in STATES)),
        largest=largest(cells, key),
        **both,
    )
    return told, pl.concat([_only(rows, key), cells], how="diagonal_relaxed")


def _measures(table: Table, name: str, frame: pl.DataFrame, stands: str = "") -> bool:
    """Whether a column is a quantity (it has a unit or fractions) and no code, so that a share of change says much."""
    declared = table.columns.get(name)
    return frame[stands or name].dtype.is_numeric() and bool(
        declared is None or declared.unit or declared.type == "float"
    )


def _must_have(name: str, frame: pl.DataFrame, owner: Table) -> None:
    if name not in frame.columns:
        raise DatasetError(
            f"there is no column {name!r}", why=f"it has {', '.join(frame.columns[:20])}", where=owner.id
        )


def _title(table: Table) -> str:
    owner = get_set(table.set)
    return f"{owner.title} {owner.version}"


def _years(
    left: pl.DataFrame, right: pl.DataFrame, of_a: Table, of_b: Table
) -> tuple[pl.DataFrame, pl.DataFrame, tuple[str, ...]]:
    """Both tables by year where at least one is of spells and the other of spells or years; which ones were spread."""
    spells = [next((s for s in SPELLS if set(s) <= set(f.columns)), None) for f in (left, right)]
    yearly = ["year" in f.columns for f in (left, right)]
    if not all(y or s for y, s in zip(yearly, spells, strict=True)) or all(yearly):
        return left, right, ()
    last = max(t.coverage[1] for t in (of_a, of_b) if t.coverage) if (of_a.coverage or of_b.coverage) else 9999
    made, told = [], []
    for frame, table, bounds, has in zip((left, right), (of_a, of_b), spells, yearly, strict=True):
        if has or bounds is None:
            made.append(frame)
            continue
        made.append(_spread(frame, bounds, (table.coverage or (0, last))[1]))
        told.append(table.id)
    return made[0], made[1], tuple(told)


def _spread(frame: pl.DataFrame, bounds: tuple[str, str], last: int) -> pl.DataFrame:
    """A row for every year of a spell; one without an end goes on to the table's last year."""
    import polars as pl

    first, end = (pl.col(c).dt.year() if frame[c].dtype == pl.Date else pl.col(c) for c in bounds)
    years = pl.int_ranges(first, pl.coalesce(end, pl.lit(last)) + 1).alias("year")
    pair = [c for c in frame.columns if c in ("ccode1", "ccode2", "gwcode1", "gwcode2")]
    long = frame.with_columns(years).explode("year").drop(*bounds).filter(pl.col("year").is_not_null())
    if len(pair) != 2:
        return long
    # A spell names a pair once, in either order.
    return long.with_columns(pl.min_horizontal(pair).alias(pair[0]), pl.max_horizontal(pair).alias(pair[1]))


def _key(on: tuple[str, ...], of_a: Table, of_b: Table, left: pl.DataFrame, right: pl.DataFrame) -> tuple[str, ...]:
    """The columns by which rows are matched."""
    if on:
        for name in on:
            _must_have(name, left, of_a)
            _must_have(name, right, of_b)
        return on
    have = set(left.columns) & set(right.columns)
    states = tuple(c for c in STATES if c in have)
    natural = (*states, "year") if "year" in have and states else ()
    for key in (of_a.key, of_b.key, natural):
        if key and set(key) <= have and ("year" not in have or "year" in key or not natural):
            return tuple(key)
    raise DatasetError(
        f"{of_a.id} and {of_b.id} have no key in common",
        why=f"the keys are {', '.join(of_a.key) or 'none'} and {', '.join(of_b.key) or 'none'}",
        hint=f"name one: --on; both have {', '.join(sorted(have)) or 'no column'}",
    )


def _matched(left: pl.DataFrame, right: pl.DataFrame, key: tuple[str, ...]) -> tuple[dict[str, int], pl.DataFrame]:
    """How the keys meet, and the rows of both side by side (B's columns end in " of B").

    A key that stands more than once on one side is matched with the one row of the other; where it does on both
    sides, no row can be said to be another's, and all are set aside.
    """
    import polars as pl

    keys = list(key)
    counts_a, counts_b = (f.group_by(keys).len("n") for f in (left, right))
    meet = counts_a.join(counts_b, on=keys, suffix=" of B", nulls_equal=True)
    doubled = meet.filter((pl.col("n") > 1) & (pl.col("n of B") > 1)).select(keys)
    clear = left.join(doubled, on=keys, how="anti", nulls_equal=True)
    values = clear.join(right, on=keys, suffix=" of B", nulls_equal=True)
    return {
        "rows_a": left.height,
        "rows_b": right.height,
        "common": meet.height,
        "only_a": counts_a.height - meet.height,
        "only_b": counts_b.height - meet.height,
        "repeated_a": left.height - counts_a.height,
        "repeated_b": right.height - counts_b.height,
        "matched": values.height,
        "set_aside": doubled.height,
    }, values


def _rows(left: pl.DataFrame, right: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """The keys that one side alone has, each once."""
    import polars as pl

    keys = list(key)
    one, two = (f.select(keys).unique() for f in (left, right))
    return pl.concat(
        [
            one.join(two, on=keys, how="anti", nulls_equal=True).with_columns(what=pl.lit("only in A")),
            two.join(one, on=keys, how="anti", nulls_equal=True).with_columns(what=pl.lit("only in B")),
        ],
        how="vertical_relaxed",
    )


def _only(rows: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    return rows.select("what", *key).sort("what", *key)


def _span(left: pl.DataFrame, right: pl.DataFrame, first: int | None, last: int | None) -> tuple[int, int] | None:
    if "year" not in left.columns or "year" not in right.columns or not (left.height and right.height):
        return None
    low = min(left["year"].min(), right["year"].min())  # type: ignore[type-var]
    high = max(left["year"].max(), right["year"].max())  # type: ignore[type-var]
    return int(first or low), int(last or high)  # type: ignore[arg-type]
