"""Hold panels against the column sums that R's peacesciencer printed, by table, column and decade.

Usage: python tools/compare_peer.py [--write]
Needs the published files in the store (foedus data add FOLDER). Prints how many sums agree, where the two differ and why,
and what the peer has that Foedus has not; exits with 1 if a difference has no reason. `--write` keeps our values of the
sums that differ in `ours.csv`, which the tests hold the panels to.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from foedus import panel
from foedus.datasets import store
from foedus.panel.verbs import VERBS

FOLDER = Path(__file__).parents[1] / "tests" / "panel" / "peer"
#: How far sums of floats may lie apart, by their size: the peer adds in another order.
TOLERANCE = 1e-9
KEYS = ["table", "column", "decade"]


@dataclass(frozen=True, slots=True)
class Compared:
    """Every sum of the peer with ours beside it (null where it is not ours), whether they agree, and why not."""

    sums: pl.DataFrame
    idle: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many sums agree, differ for a reason, are not ours, and differ without a reason."""
        return {name: self.sums.filter(pl.col("state") == name).height for name in STATES}


STATES = ("agree", "differ", "not ours", "file not here", "unexplained")


@cache
def plan() -> dict[str, Any]:
    """What `compare.toml` says."""
    return tomllib.loads((FOLDER / "compare.toml").read_text(encoding="utf-8"))


def present(table: str) -> list[str]:
    """The sources of a table whose files are in the store."""
    told = plan()["tables"][table]
    return [s for s in told["sources"] if store.missing(VERBS[s].needed(told.get("system", "cow"))) is None]


def build(table: str) -> pl.DataFrame:
    """The panel that a table of the peer is held against."""
    told = plan()["tables"][table]
    first, last, system, sources = 1816, told.get("last", 2025), told.get("system", "cow"), present(table)
    if told.get("unit") == "state-year":
        made = panel.state_years(first, last, system, sources)
    else:
        made = panel.dyad_years(first, last, system, told.get("directed", True), sources)
    frame = made.frame()
    return frame.filter(told["where"]) if "where" in told else frame


def our_name(table: str, column: str, columns: list[str]) -> str | None:
    """Our name of a column of the peer; None where we have none."""
    names, prefix = plan()["names"], plan()["tables"].get(table, {}).get("prefix", "")
    whole, side = (column, "") if column in names or column[-1] not in "12" else (column[:-1], column[-1])
    for name in (names.get(whole, whole) + side, column, prefix + column):
        if name in columns:
            return name
    return None


def ours(table: str, columns: list[str]) -> pl.DataFrame:
    """Known cells and sums by decade of the columns of a table that are ours."""
    frame = build(table)
    names = {c: own for c in columns if (own := our_name(table, c, frame.columns))}
    decade = (pl.col("year").cast(pl.Int64) // 10 * 10).alias("decade")
    parts = []
    for column, own in names.items():
        value = pl.col(own).cast(pl.Float64).fill_nan(None)
        made = frame.group_by(decade).agg(our_known=pl.col(own).count().cast(pl.Int64), our_sum=value.sum())
        parts.append(made.select(pl.lit(table).alias("table"), pl.lit(column).alias("column"), *made.columns))
    return pl.concat(parts)


def differences() -> list[dict[str, Any]]:
    """The reasons for differences: tables, columns, decades, and in words."""
    found: list[dict[str, Any]] = plan().get("differs", [])
    return found


def _missing(column: str) -> bool:
    known = plan()["not_ours"]
    return column in known or column.rstrip("12") in known or any(column.startswith(k) for k in ("gmlmid",))


def compare() -> Compared:
    """Every sum of the peer held against ours."""
    peer = pl.read_csv(FOLDER / "sums.csv", schema_overrides={"sum": pl.Float64})
    by_table = peer.group_by("table", maintain_order=True).agg(pl.col("column").unique(maintain_order=True))
    made = [ours(t, c) for t, c in by_table.iter_rows() if t in plan()["tables"]]
    both = peer.join(pl.concat(made), on=KEYS, how="left", validate="1:1", maintain_order="left")
    near = (pl.col("sum") - pl.col("our_sum")).abs() <= TOLERANCE * pl.max_horizontal(pl.col("sum").abs(), 1.0)
    same = near & (pl.col("known") == pl.col("our_known"))
    reasons, used = [], []
    for i, told in enumerate(differences()):
        here = (
            pl.col("table").is_in(told["tables"])
            & pl.col("column").is_in(told["columns"])
            & pl.col("decade").is_between(told.get("first", 1810), told.get("last", 2020))
        )
        reasons.append(pl.when(here).then(pl.lit(told["why"])))
        used.append((here & ~same).alias(str(i)))
    why = pl.coalesce(*reasons, pl.lit(None, pl.String))
    hit = both.filter(pl.col("our_sum").is_not_null()).select(used)
    idle = tuple(differences()[int(c)]["why"] for c in hit.columns if not hit[c].any())
    short = pl.col("table").is_in([t for t in plan()["tables"] if present(t) != plan()["tables"][t]["sources"]])
    state = (
        pl.when(pl.col("our_sum").is_null())
        .then(pl.when(pl.col("column").map_elements(_missing, pl.Boolean)).then(pl.lit("not ours")).when(short).then(pl.lit("file not here")).otherwise(pl.lit("unexplained")))
        .when(same)
        .then(pl.lit("agree"))
        .otherwise(pl.when(why.is_not_null()).then(pl.lit("differ")).otherwise(pl.lit("unexplained")))
    )  # fmt: skip
    return Compared(both.with_columns(why=pl.when(~same).then(why), state=state), idle)


def main(arguments: list[str]) -> int:
    """Print the comparison, by table and by column where it is not one of equals."""
    found = compare()
    counts = found.counts()
    told = found.sums.filter(pl.col("state") == "differ")
    if "--write" in arguments:
        told.select(*KEYS, "our_known", "our_sum").write_csv(FOLDER / "ours.csv", float_precision=9)
    print(f"{found.sums.height:,} sums: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()))
    by_table = found.sums.group_by("table", maintain_order=True).agg(
        *((pl.col("state") == name).sum().alias(name) for name in STATES)
    )
    for row in by_table.iter_rows():
        print(f"  {row[0]:<18}" + "".join(f"{n:>6,} {name}" for n, name in zip(row[1:], STATES, strict=True)))
    print("\nWhere the two differ: cells known and sum over all decades that differ, the peer's and ours, and why")
    for (why,), part in told.group_by("why", maintain_order=True):
        print(f"\n{why}")
        totals = part.group_by("table", "column", maintain_order=True).agg(
            pl.len(), pl.col("known", "our_known", "sum", "our_sum").sum()
        )
        for t, c, n, known, our_known, total, our_sum in totals.iter_rows():
            print(
                f"  {t:<16} {c:<18} {n:>3} decades  {known:>9,} {our_known:>9,} known  {total:>16,.6g} {our_sum:>16,.6g}"
            )
    print("\nNot ours (and where it can be had)")
    gone = found.sums.filter(pl.col("state") == "not ours")["column"].unique().sort()
    for name, where in plan()["not_ours"].items():
        here = [c for c in gone if c == name or c.rstrip("12") == name or (name == "gmlmid" and c.startswith(name))]
        print(f"  {', '.join(here) or name}: {where}")
    for row in found.sums.filter(pl.col("state") == "unexplained").iter_rows():
        print("UNEXPLAINED", *row[:7])
    for why in found.idle:
        print("IDLE REASON", why)
    return 1 if counts["unexplained"] or found.idle else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
