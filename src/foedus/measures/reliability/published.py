"""How reliable an alliance has been: the chance that a commitment is kept, as a Beta posterior of kept and broken ones.

Formula: honoured h, violated v, prior Beta(a, b): posterior Beta(a + h, b + v), mean (a + h) / (a + b + h + v), with
equal-tailed intervals of 95 and 50 per cent. Default prior: Jeffreys, a = b = 1/2 (Jeffreys 1946; Brown, Cai & DasGupta
2001, Statistical Science 16(2), on its interval). Alternative: `class_prior`, the rate of a class of alliances with a
stated weight in commitments; the weight is the caller's judgement and is kept in the prior's `why`.
Sources: Berkemeier & Fuhrmann 2018, Research & Politics 5(2), one row per alliance and war; Leeds & Anac 2005.

Two cautions. Selection (Smith 1995, International Studies Quarterly 39(4): 405-425): nations with unreliable allies are
more likely to be attacked, so alliances that are tested in war are not a fair sample, and rates seen in war understate
the reliability of alliances at large. Dependence: an alliance with many members, or one world war, makes many rows
of what is almost one decision, so the intervals, which take rows as independent, are too narrow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.beta import beta_quantile
from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict

if TYPE_CHECKING:
    import polars as pl

Array = NDArray[np.float64]

#: The two codings of Berkemeier & Fuhrmann: llm follows Leeds, Long & Mitchell 2000 and is the one the article reports.
CODINGS = ("llm", "bf")


class Prior(Strict, kw_only=True, frozen=True):
    """What is held before the first case: Beta(a, b), worth a + b cases, and why."""

    a: float
    b: float
    why: str

    def __post_init__(self) -> None:
        if not (0 < self.a < float("inf") and 0 < self.b < float("inf")):
            raise QueryError(
                f"a prior of Beta({self.a}, {self.b}) cannot be asked",
                why="both parameters must be finite and above 0",
                hint="JEFFREYS is Beta(0.5, 0.5)",
            )


JEFFREYS = Prior(a=0.5, b=0.5, why="Jeffreys: half a case on either side")


@dataclass(frozen=True, slots=True)
class Posterior:
    """Posterior of the chance in 0..1, arrays of one shape; `low95` to `high95` holds it with chance 0.95."""

    honoured: Array
    violated: Array
    mean: Array
    low95: Array
    low50: Array
    high50: Array
    high95: Array
    prior: Prior


def class_prior(honoured: float, violated: float, weight: float) -> Prior:
    """The rate of a class as a prior worth `weight` cases; the rate is the class's own Jeffreys mean, never 0 or 1.

    >>> class_prior(honoured=63, violated=33, weight=4).why
    'rate 0.655 of a class of 96 cases, taken as worth 4 cases'
    """
    rate = float(reliability(honoured, violated).mean)
    if not 0 < weight < float("inf"):
        raise QueryError(f"a weight of {weight} cases cannot be asked", why="it must be finite and above 0")
    cases = honoured + violated
    return Prior(
        a=weight * rate,
        b=weight * (1 - rate),
        why=f"rate {rate:.3f} of a class of {cases:g} cases, taken as worth {weight:g} cases",
    )


def reliability(honoured: ArrayLike, violated: ArrayLike, prior: Prior = JEFFREYS) -> Posterior:
    """The posterior for each pair of counts, elementwise; without any case it is the prior, not 0.

    Raises `QueryError` for a negative, missing or infinite count.

    >>> tested = reliability([0, 73], [0, 73])
    >>> tested.mean.tolist(), tested.low95.round(3).tolist(), tested.high95.round(3).tolist()
    ([0.5, 0.5], [0.002, 0.42], [0.998, 0.58])
    """
    kept, broken = np.broadcast_arrays(np.asarray(honoured, np.float64), np.asarray(violated, np.float64))
    if not all(np.all(np.isfinite(c) & (c >= 0)) for c in (kept, broken)):
        raise QueryError(
            "a count of honoured or violated commitments is missing or negative",
            why="an unknown outcome is no case on either side",
            hint="leave unknown outcomes out of the counts",
        )
    a, b = prior.a + kept, prior.b + broken
    low95, low50, high50, high95 = (beta_quantile(p, a, b) for p in (0.025, 0.25, 0.75, 0.975))
    return Posterior(
        honoured=kept, violated=broken, mean=a / (a + b), low95=low95, low50=low50, high50=high50, high95=high95,
        prior=prior,
    )  # fmt: skip


def last_year_in(name: str) -> int | None:
    """The last year that a war's name ends with; None where it names none.

    >>> last_year_in("Malaysia_1963-1966"), last_year_in("AouzouStrip1986-87"), last_year_in("WorldWarI")
    (1966, 1987, None)
    """
    found = re.search(r"(\d{4})(?:-(\d{2}|\d{4}))?$", name)
    if not found:
        return None
    first, second = found.groups()
    return int(first[: 4 - len(second)] + second) if second else int(first)


def with_war_end(performance: pl.DataFrame, wars: pl.DataFrame) -> pl.DataFrame:
    """Alliance performance with the year `war_end` in which each war ended; null where unknown or still going on.

    `performance` (`berkemeier-fuhrmann.alliance-wars`) has `cowwarid` (COW war number) and `warname`; `wars`
    (`cow-inter-state-war.participants`) one row per participant, with `warnum` and the years of its one or two spells,
    `start_year2`, `end_year1`, `end_year2`, null where going on or unknown. A war ends with its last participant. Wars
    without a COW number take the last year of their name.
    """
    import polars as pl

    ends = (
        wars.with_columns(
            end=pl.max_horizontal("end_year1", "end_year2"),
            open=pl.col("end_year1").is_null() | (pl.col("start_year2").is_not_null() & pl.col("end_year2").is_null()),
        )
        .group_by(cowwarid=pl.col("warnum").cast(pl.Int64))
        .agg(ended=pl.when(~pl.col("open").any()).then(pl.col("end").max()))
    )
    named = {name: last_year_in(name) for name in performance["warname"].unique().to_list()}
    by_name = pl.col("warname").replace_strict(named, return_dtype=pl.Int64)
    return (
        performance.with_columns(pl.col("cowwarid").cast(pl.Int64))
        .join(ends, on="cowwarid", how="left", maintain_order="left")
        .with_columns(
            war_end=pl.when(pl.col("cowwarid").is_null()).then(by_name).otherwise(pl.col("ended").cast(pl.Int64))
        )
        .drop("ended")
    )


def check_coding(coding: str) -> None:
    """Raise `QueryError` for a coding that is none of the two."""
    if coding not in CODINGS:
        raise QueryError(f"there is no coding {coding!r}", hint=f"use one of {', '.join(CODINGS)}")


def reliability_asof(
    frame: pl.DataFrame, year: int, *, by: str | None = "atopid", coding: str = "llm", prior: Prior = JEFFREYS
) -> pl.DataFrame:
    """The reliability of each group as known at the end of `year`: only wars that had *ended* by then count.

    A war that has begun and not ended gives no evidence yet, nor does one whose end is unknown (counted in `undated`).
    `frame` has one row per alliance and war with `honor_<coding>` and `violate_<coding>` (true, or false or null where
    not so; the authors' file marks, and never denies), `war_end` (year; see `with_war_end`) and the column named by
    `by`, such as `atopid`; `by=None` pools all rows. Rows that are neither are no test of the alliance.
    Result, one row per group that has a test or an undated one: `honoured`, `violated`, `undated`, `mean`, `low95`,
    `low50`, `high50`, `high95`. The coding itself was made in hindsight: that part of the future cannot be removed.
    """
    import polars as pl

    check_coding(coding)
    columns = [f"honor_{coding}", f"violate_{coding}", "war_end", *([by] if by else [])]
    absent = [c for c in columns if c not in frame.columns]
    if absent:
        raise QueryError(
            f"the table lacks {', '.join(absent)}",
            why=f"it has {', '.join(frame.columns)}",
            hint="with_war_end adds the year in which a war ended",
        )
    kept, broken = (pl.col(f"{c}_{coding}").fill_null(False) for c in ("honor", "violate"))
    if frame.filter(kept & broken).height:
        raise QueryError(
            "a row is both honoured and violated",
            why="an alliance has one outcome in a war",
            hint="mend the table, or give each outcome a row of its own",
        )
    end = pl.col("war_end")
    counted = (
        frame.filter((kept | broken) & (end.is_null() | (end <= year)))
        .with_columns(group=pl.col(by) if by else pl.lit("all"))
        .group_by("group")
        .agg(
            honoured=(kept & end.is_not_null()).sum(),
            violated=(broken & end.is_not_null()).sum(),
            undated=end.is_null().sum(),
        )
        .sort("group")
    )
    found = reliability(counted["honoured"].to_numpy(), counted["violated"].to_numpy(), prior)
    bounds = {name: getattr(found, name) for name in ("mean", "low95", "low50", "high50", "high95")}
    return counted.with_columns(**{k: pl.Series(k, v) for k, v in bounds.items()}).rename({"group": by or "group"})
