"""Tables that a packer put together, made from the publisher's own: the same cells, if the packed file is not here.

Each maker takes the tidy tables that the catalogue names in `made_from`, in their order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

PAIR_YEAR = ("dispnum", "ccode1", "ccode2", "year")
#: What a participant's row says of it, twice in a row of a pair.
SIDES = ("sidea", "fatality", "fatalpre", "hiact", "hostlev", "orig")
INCOMPATIBILITY = {1: "territory", 2: "government", 3: "both"}
CONFLICT = {1: "extrasystemic", 2: "interstate", 3: "intrastate", 4: "II"}
#: The columns of UCDP's conflicts that hold several state codes in one text.
PARTIES = ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd")


def opposed_pairs(participants: pl.DataFrame) -> pl.DataFrame:
    """Directed dyad-years of disputes: pairs on opposite sides on one day of the year at least.

    A day that is not known is the first of its month at the beginning of a spell and the last at its end. A year is
    an onset unless a spell that the two share goes on into it from the year before. Of two spells the first counts.
    """
    import polars as pl

    first = pl.date("styear", "stmon", pl.col("stday").fill_null(1))
    month = pl.date("endyear", "endmon", 1).dt.month_end()
    last = pl.when(pl.col("endday").is_null()).then(month).otherwise(pl.date("endyear", "endmon", "endday"))
    dated = participants.select("dispnum", "ccode", *SIDES, first=first, last=last)
    one, two = (dated.rename({c: f"{c}{n}" for c in dated.columns if c != "dispnum"}) for n in (1, 2))
    met = one.join(two, on="dispnum", maintain_order="left").filter(
        pl.col("ccode1") != pl.col("ccode2"), pl.col("sidea1") != pl.col("sidea2")
    )
    met = met.with_columns(first=pl.max_horizontal("first1", "first2"), last=pl.min_horizontal("last1", "last2"))
    met = met.filter(pl.col("first") <= pl.col("last"))
    begin, end = pl.col("first").dt.year(), pl.col("last").dt.year()
    long = met.with_columns(begin=begin, year=pl.int_ranges(begin, end + 1)).explode("year")
    long = long.with_columns(pl.col("year").cast(pl.Int32), going_on=pl.col("begin") < pl.col("year"))
    onset = ~pl.col("going_on").any().over(PAIR_YEAR)
    long = long.with_columns(dispongoing=pl.lit(True), disponset=onset)
    return long.sort(*PAIR_YEAR, "first", maintain_order=True).unique(PAIR_YEAR, keep="first", maintain_order=True)


def conflict_parties(conflicts: pl.DataFrame) -> pl.DataFrame:
    """Conflict-years with a row for every combination of the states on both sides and of those that support them."""
    import polars as pl

    made = conflicts
    for name in PARTIES:
        made = made.with_columns(pl.col(name).str.split(",")).explode(name)
        made = made.with_columns(pl.col(name).str.strip_chars().cast(pl.Int32))
    return made.with_columns(
        pl.col("incompatibility").replace_strict(INCOMPATIBILITY, return_dtype=pl.String),
        pl.col("type_of_conflict").replace_strict(CONFLICT, return_dtype=pl.String),
        **{name.replace("gwno", "gwcode"): pl.col(name) for name in PARTIES},
    )


def same_rows(published: pl.DataFrame) -> pl.DataFrame:
    """The publisher's table itself: the packed one holds some of its columns, row by row."""
    return published


MAKERS: dict[str, Callable[..., pl.DataFrame]] = {
    "conflict-parties": conflict_parties,
    "opposed-pairs": opposed_pairs,
    "same-rows": same_rows,
}
