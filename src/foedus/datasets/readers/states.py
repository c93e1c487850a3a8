"""States, capabilities, money, votes: what their published tables need beyond a declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl

#: World Bank codes of regions, income groups and the rest bin: every code whose metadata names no region, and INX.
AGGREGATES = (
    "AFE", "AFW", "ARB", "CEB", "CSS", "EAP", "EAR", "EAS", "ECA", "ECS", "EMU", "EUU", "FCS",
    "HIC", "HPC", "IBD", "IBT", "IDA", "IDB", "IDX", "INX", "LAC", "LCN", "LDC", "LIC", "LMC",
    "LMY", "LTE", "MEA", "MIC", "MNA", "NAC", "OED", "OSS", "PRE", "PSS", "PST", "SAS", "SSA",
    "SSF", "SST", "TEA", "TEC", "TLA", "TMN", "TSA", "TSS", "UMC", "WLD",
)  # fmt: skip
#: States without regular armed forces, whose zeros are figures; other states' zeros mark no data (a judgement).
NO_ARMY = ("CRI", "HTI", "ISL", "PAN")
#: Gapminder codes whose ISO 3166 code is not the code in upper case, as its entities file has them.
GEO_EXCEPTIONS = {
    "bouisl": "BVT", "gbg": "GGY", "gbm": "IMN", "heard_a_mcd": "HMD", "hos": "VAT", "kos": "XKX",
    "nld_curacao": "CUW", "sgero_a_ssandw": "SGS", "stbar": "BLM", "usa_minor_out_isl": "UMI",
}  # fmt: skip
#: Three-letter Gapminder codes of states that are no more; today's ISO list has none of them.
GEO_FORMER = ("ant", "scg", "yug")
#: The first year of Gapminder's population file that lies ahead of its last run of years, 1950 to 2013.
FIRST_PROJECTION = 2050
#: The session of the UN General Assembly that began in year Y is number Y - 1945.
BEFORE_FIRST_SESSION = 1945
#: What reports on deployments give in every year; the rest from 2008 on, the Space Force from 2023 (troopdata's notes).
TROOPS_ALWAYS = ("troops_ad", "army_ad", "navy_ad", "air_force_ad", "marine_corps_ad")
TROOPS_FIRST = {"space_force_ad": 2023}
FIRST_FULL_REPORT = 2008
#: Years that no report covers: totals are interpolated in troopdata, services have zeros.
YEARS_WITHOUT_REPORT = (1951, 1952)


def indicator_years(frame: pl.DataFrame) -> pl.DataFrame:
    """A World Bank table of years in columns as rows of country and year, empty cells left out; marks aggregates."""
    import polars as pl

    years = [c for c in frame.columns if len(c) == 4 and c.isdigit()]
    if not years or "Country Code" not in frame.columns:
        raise DatasetError(
            "the table has no columns of years",
            why=f"its columns are {', '.join(frame.columns[:6])}",
            hint="the World Bank's CSV has four lines above its header",
        )
    long = frame.unpivot(on=years, index="Country Code", variable_name="year", value_name="value")
    return _marked(long.filter(pl.col("value").str.strip_chars() != ""))


def military_spending_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Military expenditure by country and year, zeros null but for states without an army."""
    return _figures(indicator_years(frame), "value", "Country Code")


def population_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Population in long form, aggregates marked."""
    return _marked(frame)


def country_kinds(frame: pl.DataFrame) -> pl.DataFrame:
    """World Bank metadata with a mark on aggregates: the codes that belong to no region."""
    import polars as pl

    return frame.with_columns(aggregate=(pl.col("Region").fill_null("").str.strip_chars() == "").cast(pl.Float64))


def geo_years(frame: pl.DataFrame) -> pl.DataFrame:
    """A Gapminder table with ISO codes: the code in upper case, but for exceptions; null for states without one."""
    import polars as pl

    return _geo(frame).rename({"time": "year"}).with_columns(pl.col("year").str.strip_chars())


def geo_figures(frame: pl.DataFrame) -> pl.DataFrame:
    """A Gapminder table of forces, zeros null but for states without an army."""
    made = geo_years(frame)
    return _figures(made, next(c for c in made.columns if c not in ("geo", "year", "iso3")), "iso3")


def geo_population(frame: pl.DataFrame) -> pl.DataFrame:
    """Gapminder's population with a mark on the years far ahead."""
    import polars as pl

    ahead = pl.col("year").cast(pl.Int32, strict=False) >= FIRST_PROJECTION
    return geo_years(frame).with_columns(projection=ahead.cast(pl.Float64))


def geo_entities(frame: pl.DataFrame) -> pl.DataFrame:
    """Gapminder's list of countries with the ISO codes that its tables are given here."""
    import polars as pl

    member = pl.col("un_state") == "TRUE"
    return _geo(frame.rename({"country": "geo"})).with_columns(un_member=member.cast(pl.Float64))


def session_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Votes by session of the General Assembly, with the year in which the session began."""
    import polars as pl

    year = pl.col("session").str.strip_chars().cast(pl.Int32, strict=False) + BEFORE_FIRST_SESSION
    return frame.with_columns(year=year)


def membership_dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Spells whose first and last day stand in three columns each, with the days as dates."""
    return _dated(frame, {"start": ("styear", "stmonth", "stday"), "end": ("endyear", "endmonth", "endday")})


def exercise_dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Exercises with first and last day as dates; null where the day is unknown ("xx")."""
    return _dated(frame, {"start": ("s.year", "s.month", "s.day"), "end": ("e.year", "e.month", "e.day")}, ("xx",))


def troops_rebuilt(frame: pl.DataFrame) -> pl.DataFrame:
    """Deployments with one row a country and year, and null where the reports behind them give no such figure.

    A second row of a country under another spelling holds zeros only, and is dropped.
    """
    import polars as pl

    counts = frame.columns[frame.columns.index("troops_ad") :]
    empty = pl.all_horizontal(pl.col(c).cast(pl.Float64, strict=False) == 0 for c in counts)
    frame = frame.filter(~(pl.struct("ccode", "year").is_duplicated() & empty))
    year = pl.col("year").cast(pl.Int32, strict=False)
    unknown = {c: year < TROOPS_FIRST.get(c, FIRST_FULL_REPORT) for c in counts if c not in TROOPS_ALWAYS}
    unknown |= {c: year.is_in(YEARS_WITHOUT_REPORT) for c in TROOPS_ALWAYS[1:]}
    return frame.with_columns(pl.when(gone).then(None).otherwise(pl.col(c)).alias(c) for c, gone in unknown.items())


def _marked(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return frame.with_columns(aggregate=pl.col("Country Code").is_in(AGGREGATES).cast(pl.Float64))


def _figures(frame: pl.DataFrame, value: str, iso3: str) -> pl.DataFrame:
    """Zeros as null where a state has forces."""
    import polars as pl

    none = (pl.col(value).cast(pl.Float64, strict=False) == 0) & ~pl.col(iso3).is_in(NO_ARMY)
    return frame.with_columns(pl.when(none.fill_null(False)).then(None).otherwise(pl.col(value)).alias(value))


def _geo(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    plain = pl.when(pl.col("geo").str.len_chars() == 3).then(pl.col("geo").str.to_uppercase())
    code = plain.otherwise(None).replace({g.upper(): None for g in GEO_FORMER})
    return frame.with_columns(iso3=pl.col("geo").replace_strict(GEO_EXCEPTIONS, default=code, return_dtype=pl.String))


def _dated(frame: pl.DataFrame, parts: dict[str, tuple[str, str, str]], unknown: tuple[str, ...] = ()) -> pl.DataFrame:
    """Dates from columns of year, month and day; null where one of them is unknown, an error where they make none."""
    import polars as pl

    for name, columns in parts.items():
        numbers = [_part(frame[c], unknown) for c in columns]
        known = numbers[0].is_not_null() & numbers[1].is_not_null() & numbers[2].is_not_null()
        texts = pl.DataFrame(numbers).select(pl.format("{}-{}-{}", *columns)).to_series()
        dates = texts.str.to_date("%Y-%m-%d", strict=False)
        if (odd := known & dates.is_null()).any():
            raise DatasetError(f"{', '.join(columns)} hold {texts.filter(odd)[0]}, no date")
        frame = frame.with_columns(dates.alias(name))
    return frame


def _part(values: pl.Series, unknown: tuple[str, ...]) -> pl.Series:
    """Whole numbers from text or floats, null for the codes that mean unknown."""
    import polars as pl

    if values.dtype != pl.String:
        return values.cast(pl.Int32)
    texts = values.str.strip_chars()
    texts = texts.set(texts.is_in([*unknown, ""]).fill_null(False), None)
    numbers = texts.cast(pl.Int32, strict=False)
    if (odd := numbers.is_null() & texts.is_not_null()).any():
        raise DatasetError(f"{values.name!r} holds {texts.filter(odd)[0]!r}, no whole number")
    return numbers


READERS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "country-kinds": country_kinds,
    "exercise-dates": exercise_dates,
    "geo-entities": geo_entities,
    "geo-figures": geo_figures,
    "geo-population": geo_population,
    "geo-years": geo_years,
    "indicator-years": indicator_years,
    "membership-dates": membership_dates,
    "military-spending-years": military_spending_years,
    "population-years": population_years,
    "session-years": session_years,
    "troops-rebuilt": troops_rebuilt,
}
