"""Print values of panels that were once wrong, each with the right one and where it stands.

Usage: python tools/right_values.py
Needs the published files in the store (foedus data add FOLDER). Exits with 1 if a value is another one. The tests check
each by its name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from foedus import panel
from foedus.datasets import store
from foedus.panel.unmatched import counts_of


@dataclass(frozen=True, slots=True)
class Value:
    """A value: what it is, the right one, what finds it, and the sources that it is built from."""

    text: str
    right: Any
    found: Callable[[], Any]


@cache
def pairs(first: int, last: int, system: Any, *sources: str) -> pl.DataFrame:
    """Directed dyad-years as a frame, with states as `one` and `two`."""
    code = "ccode" if system == "cow" else "gwcode"
    made = panel.dyad_years(first, last, system, sources=sources).frame()
    return made.with_columns(one=pl.col(f"{code}1"), two=pl.col(f"{code}2"))


@cache
def states(first: int, last: int, system: Any, *sources: str) -> pl.DataFrame:
    """State-years as a frame, with the state as `one`."""
    made = panel.state_years(first, last, system, sources).frame()
    return made.with_columns(one=pl.col("ccode" if system == "cow" else "gwcode"))


def cell(frame: pl.DataFrame, column: str, year: int, one: int, two: int | None = None) -> Any:
    """One value of a frame."""
    keys = [pl.col("year") == year, pl.col("one") == one, *([pl.col("two") == two] if two is not None else [])]
    return frame.filter(*keys).select(column).item()


def contiguity(year: int, one: int, two: int) -> Any:
    return cell(pairs(1816, 2025, "cow", "contiguity"), "conttype", year, one, two)


def differing_contiguity() -> int:
    """Directed dyad-years in which the panel is not the first of the publisher's own rows of the pair and year."""
    ours = pairs(1816, 2016, "cow", "contiguity").select("one", "two", "year", "conttype").cast(pl.Int32)
    theirs = store.frame("cow-contiguity-years.dyad-years").select(
        one="ccode1", two="ccode2", year="year", theirs="conttype"
    )
    kinds = theirs.group_by("one", "two", "year").agg(pl.col("theirs"))
    both = ours.join(kinds, on=["one", "two", "year"], how="left")
    named = pl.col("theirs").is_not_null()
    return both.filter(
        (named & ~pl.col("conttype").is_in(pl.col("theirs"))) | (~named & (pl.col("conttype") > 0))
    ).height


def gw(column: str, source: str, year: int, one: int, two: int | None = None) -> Any:
    frame = states(year, year, "gw", source) if two is None else pairs(year, year, "gw", source)
    return cell(frame, column, year, one, two)


def war_dyads(year: int, system: str) -> int:
    return int(pairs(year, year, system, "wars")["cow_war_ongoing"].sum())


def crosswalk_lost() -> int:
    """State-years of the Correlates of War that the crosswalk gives a Gleditsch-Ward code and `codes` does not."""
    told = store.frame("state-crosswalk.cow-years").drop_nulls(["ccode", "gwcode"]).select("ccode", "year", "gwcode")
    ours = states(1816, 2025, "cow", "codes").select(pl.col("ccode", "year").cast(pl.Int32), ours="gwcode")
    return told.join(ours, on=["ccode", "year"], how="left").filter(pl.col("gwcode").ne_missing(pl.col("ours"))).height


def named_otherwise() -> int:
    """Directed dyad-years whose dispute another one would outrank by the order that is documented."""
    frame = store.frame("cow-mid-packed.directed-dyads").join(store.frame("cow-mid-packed.disputes"), on="dispnum")
    keys = {"disponset": True, "fatality": True, "hostlev": True, "mindur": True, "recip": True, "stmon": False}
    ranked = frame.with_columns(pl.col("fatality").cast(pl.Float64).fill_null(0.5)).sort(
        *keys, "dispnum", descending=[*keys.values(), False], nulls_last=True
    )
    right = ranked.unique(["ccode1", "ccode2", "year"], keep="first", maintain_order=True)
    ours = pairs(1816, 2014, "cow", "cow-mids").select(pl.col("ccode1", "ccode2", "year").cast(pl.Int32), "cowdispnum")
    return right.join(ours, on=["ccode1", "ccode2", "year"]).filter(pl.col("dispnum") != pl.col("cowdispnum")).height


def dispute(year: int, one: int, two: int) -> Any:
    return cell(pairs(1816, 2014, "cow", "cow-mids"), "cowdispnum", year, one, two)


def conflict(column: str, state: int, first: int, last: int) -> list[bool]:
    found = states(1946, 2024, "cow", "ucdp").filter(pl.col("one") == state, pl.col("year").is_between(first, last))
    return found.sort("year")[column].to_list()


def territory(source: str, column: str) -> list[Any]:
    """1970: West Germany, North and South Vietnam, North Yemen, Pakistan."""
    frame = states(1970, 1970, "cow", source)
    return [cell(frame, column, 1970, state) for state in (260, 816, 817, 678, 770)]


def at_once(atopid: int, year: int) -> int:
    return int(panel.alliance_years(year, year).filter(pl.col("atopid") == atopid)["k"].item())


def leader(column: str, year: int, state: int) -> Any:
    return cell(states(1816, 2015, "cow", "archigos"), column, year, state)


def first_year(column: str, source: str) -> int:
    return int(states(1816, 2015, "cow", source).drop_nulls(column)["year"].min())  # type: ignore[arg-type]


def unmatched(source: str, system: Any) -> int:
    return sum(f.unmatched for f in counts_of(panel.state_years(1816, 2025, system), source))


def codes(year: int, state: int) -> tuple[Any, Any]:
    frame = states(1816, 2025, "cow", "codes")
    return cell(frame, "gwcode", year, state), cell(frame, "iso3", year, state)


VALUES: dict[str, Value] = {
    "contiguity-sum": Value(
        "sum of contiguity on directed dyad-years", 194_036,
        lambda: int(pairs(1816, 2025, "cow", "contiguity")["conttype"].sum()),
    ),
    "contiguity-publisher": Value("dyad-years that differ from the publisher's contdird.csv", 0, differing_contiguity),
    "italy-yugoslavia-1970": Value("contiguity Italy-Yugoslavia 1970, by land", 1, lambda: contiguity(1970, 325, 345)),
    "soviet-union-afghanistan-1950": Value("contiguity USSR-Afghanistan 1950", 1, lambda: contiguity(1950, 365, 700)),
    "hungary-soviet-union-1956": Value("contiguity Hungary-USSR 1956", 1, lambda: contiguity(1956, 310, 365)),
    "war-dyads-1866-gw": Value("directed dyads at war in 1866, Gleditsch-Ward", 58, lambda: war_dyads(1866, "gw")),
    "crosswalk-whole": Value("state-years without the code that the crosswalk gives", 0, crosswalk_lost),
    "east-germany-poland-1950": Value(
        "East Germany-Poland 1950, Gleditsch-Ward: contiguous, allied, at war", [None, None, None],
        lambda: [gw("conttype", "contiguity", 1950, 265, 290), gw("atop_any", "atop", 1950, 265, 290),
                 gw("cow_war_ongoing", "wars", 1950, 265, 290)],
    ),
    "west-germany-1952": Value("West Germany 1952, Gleditsch-Ward: major power", None, lambda: gw("cowmaj", "majors", 1952, 260)),
    "macedonia-1992": Value("Macedonia-Albania 1992, Gleditsch-Ward: allied", None, lambda: gw("atop_any", "atop", 1992, 343, 339)),
    "serbia-montenegro-2006": Value(
        "345 and Russia 2006, Gleditsch-Ward: allied", None, lambda: gw("atop_any", "atop", 2006, 345, 365)
    ),
    "falklands-1982": Value("Argentina-United Kingdom 1982, dispute", 3630, lambda: dispute(1982, 160, 200)),
    "kashmir-1947": Value("India-Pakistan 1947, dispute", 1238, lambda: dispute(1947, 750, 770)),
    "poland-soviet-union-1939": Value("Poland-Soviet Union 1939, dispute", 258, lambda: dispute(1939, 290, 365)),
    "disputes-by-order": Value("directed dyad-years that name another dispute than the order says", 0, named_otherwise),
    "ukraine-2022-2024": Value("Ukraine in conflict 2022-24 (side B)", [True] * 3, lambda: conflict("ucdp_conflict", 369, 2022, 2024)),
    "ukraine-war-2022-2024": Value("Ukraine at war 2022-24 (side B)", [True] * 3, lambda: conflict("ucdp_war", 369, 2022, 2024)),
    "tajikistan-2021-2022": Value("Tajikistan in conflict 2021-22", [True] * 2, lambda: conflict("ucdp_conflict", 702, 2021, 2022)),
    "kuwait-1990-1991": Value("Kuwait in conflict 1990-91", [True] * 2, lambda: conflict("ucdp_conflict", 690, 1990, 1991)),
    "peace-years-1995": Value(
        "USA-Russia 1995, peace-years in a panel from 1990", 8,
        lambda: cell(pairs(1990, 2010, "cow", "peace-years"), "gmlmidspell", 1995, 2, 365),
    ),
    "population-1970": Value(
        "population 1970: West Germany, both Vietnams, North Yemen, Pakistan", [None] * 5,
        lambda: territory("population-wdi", "population_wdi"),
    ),
    "gdp-1970": Value("GDP 1970 of the same", [None] * 5, lambda: territory("wdi.gdp", "wdi_gdp")),
    "expenditure-west-germany-1970": Value(
        "military expenditure of West Germany 1970 (its own), thousand millions of US$", 5.8,
        lambda: round(territory("wdi.military-expenditure", "wdi_military_expenditure")[0] / 1e9, 1),
    ),
    "troops-1990": Value(
        "US troops in Germany 1990, Gleditsch-Ward (the row of nine months)", 227_586,
        lambda: gw("troopdata_country_years_troops", "troopdata.country-years", 1990, 260),
    ),
    "leader-change-2006": Value("Serbia 2006 (345), a leader lost office", True, lambda: leader("leader_transition", 2006, 345)),
    "leaders-1886": Value("leaders of the United Kingdom in 1886, as persons", 2, lambda: leader("leaders", 1886, 200)),
    "archigos-from": Value("first year with leaders", 1875, lambda: first_year("leaders", "archigos")),
    "austria-serbia-1920": Value(
        "rivalry of Austria (305) and Yugoslavia 1919-20", [True, True],
        lambda: [cell(pairs(1816, 2025, "cow", "rivalries"), "rivals", y, 305, 345) for y in (1919, 1920)],
    ),
    "somalia-2008": Value(
        "Somalia 2008, civil war", True, lambda: cell(states(2008, 2008, "cow", "civil-wars"), "cow_civil_war_ongoing", 2008, 520)
    ),
    "unmatched-nmc": Value("rows of NMC 7.0 that no Gleditsch-Ward state-year has", 45, lambda: unmatched("nmc", "gw")),
    "members-at-once-1992": Value("members at once of alliance 3740 in 1992", 43, lambda: at_once(3740, 1992)),
    "codes-germany-2000": Value("codes of Germany 2000: Gleditsch-Ward, ISO", (260, "DEU"), lambda: codes(2000, 255)),
    "codes-serbia-1916": Value("codes of Serbia 1916, not on the other list", (None, "SRB"), lambda: codes(1916, 345)),
}  # fmt: skip


def main() -> int:
    """Print every value, found and right."""
    wrong = 0
    for name, value in VALUES.items():
        found = value.found()
        wrong += found != value.right
        print(f"{'right' if found == value.right else 'WRONG'}  {name:<30} {found!s:<32} {value.text}")
    print(f"{len(VALUES)} values, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
