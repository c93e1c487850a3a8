"""Alliances, reliability, signals, rivalries: what their published tables need beyond a declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl

#: What stands in a year, month or day of ATOP that is not there: the alliance was in effect when the data ended.
IN_EFFECT = (0,)
#: ICB's days that are a part of the month and no day.
PARTS_OF_MONTH = (66, 77, 88)
#: DCAD's span of an agreement without an end.
INDEFINITE = -77
#: Codes in the peace data that name no state, with the Correlates of War codes meant (as Our World in Data reads them).
RENUMBERED = {936: 946, 937: 947}
#: What follows the year where a spell began before the data do, or lasted beyond them.
OPEN = "9999"


def alliance_spells(frame: pl.DataFrame) -> pl.DataFrame:
    """ATOP's alliances or phases with first and last day as dates, and their members counted and in one column.

    Whether an alliance is multilateral is to be told from `size`: `bilat` is 1 for alliances of three, too.
    """
    import polars as pl

    columns = [c for c in frame.columns if c.startswith("mem") and c[3:].isdigit()]
    if not columns:
        raise DatasetError("there are no columns of members", why=f"the file has {', '.join(frame.columns[:6])} ...")
    listed = pl.concat_list(pl.col(columns).replace("NA", None)).list.drop_nulls()
    frame = _spelled(frame, ("begyr", "begmo", "begday"), ("endyr", "endmo", "endday"))
    return frame.with_columns(size=listed.list.len(), members=listed.list.join(" "))


def member_spells(frame: pl.DataFrame) -> pl.DataFrame:
    """ATOP's members by phase with the days of entry and exit as dates; no exit where they were bound in 2018."""
    return _spelled(frame, ("yrent", "moent", "dayent"), ("yrexit", "moexit", "dayexit"), names=("entry", "exit"))


def alliances_of_state(frame: pl.DataFrame) -> pl.DataFrame:
    """ATOP's state-years with the alliances in one column."""
    import polars as pl

    columns = [c for c in frame.columns if c.startswith("atopid")]
    return frame.with_columns(alliances=pl.concat_list(columns).list.drop_nulls().list.join(" "))


def phases_of_institutions(frame: pl.DataFrame) -> pl.DataFrame:
    """Institutions by phase, the phase read from an id that lost its exactness: 4220.2002 is phase 2 of 4220."""
    import polars as pl

    tenths = (pl.col("atopidphase").str.strip_chars().cast(pl.Float64, strict=False) * 10).round(0)
    found = frame.with_columns(atopidphase=(tenths / 10).round(1), phase=tenths % 10)
    odd = found.filter((pl.col("atopidphase") - frame["atopidphase"].cast(pl.Float64, strict=False)).abs() > 1e-3)
    if odd.height or found["atopidphase"].null_count():
        raise DatasetError("an id of a phase is not of the form 4220.1", hint="it was edited: get the file again")
    whole = pl.col("phase") == 0
    text = pl.when(whole).then(pl.col("atopidphase").cast(pl.Int64).cast(pl.String))
    return found.with_columns(atopidphase=text.otherwise(pl.col("atopidphase").cast(pl.String)))


def agreement_dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Defense cooperation agreements with dates, whether indefinite, and no partner where it is the state itself."""
    import polars as pl

    frame = _dated(frame, "signed", ("signYear", "signMonth", "signDay"), ())
    frame = _dated(frame, "start", ("EIFYear", "EIFMonth", "EIFDay"), ())
    span = pl.col("span").str.strip_chars().cast(pl.Int32, strict=False)
    other = pl.when(pl.col("ccode1") == pl.col("ccode2")).then(None).otherwise(pl.col("ccode2"))
    return frame.with_columns(ccode2=other, indefinite=(span == INDEFINITE).cast(pl.Float64))


def commitments_in_war(frame: pl.DataFrame) -> pl.DataFrame:
    """Alliances in war with what became of the commitment in one column a coding: exactly one of three holds.

    Raises `DatasetError` where none or several hold.
    """
    import polars as pl

    for coding in ("BF", "LLM"):
        marks = {"honored": f"honor{coding}", "violated": f"violate{coding}", "no test": f"dna{coding}"}
        held = pl.sum_horizontal(pl.col(c).fill_null(0) for c in marks.values())
        if (count := frame.filter(held != 1).height) > 0:
            raise DatasetError(f"in {count} rows not exactly one of {', '.join(marks.values())} is 1")
        outcome = pl.coalesce(pl.when(pl.col(c) == 1).then(pl.lit(text)) for text, c in marks.items())
        frame = frame.with_columns(outcome.alias(f"outcome_{coding.lower()}"))
    return frame


def threat_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Threat by state and year, null in years in which it is 0 for all states: such years were not measured.

    Rows that name no state are left out.
    """
    import polars as pl

    value = pl.col("lsthreat").str.strip_chars().cast(pl.Float64, strict=False)
    unmeasured = (value == 0).all().over("year")
    threat = pl.when(unmeasured).then(None).otherwise(pl.col("lsthreat"))
    return frame.with_columns(threat.alias("lsthreat")).filter(pl.col("ccode").is_not_null())


def crisis_dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Crises, or actors in them, with the days of trigger and end as dates where the day is known."""
    frame = _dated(frame, "start", ("yrtrig", "motrig", "datrig"), PARTS_OF_MONTH)
    return _dated(frame, "end", ("yrterm", "moterm", "daterm"), PARTS_OF_MONTH)


def actor_dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Actors in crises with the days of trigger, major response and end as dates where the day is known."""
    return _dated(crisis_dates(frame), "response", ("yerres", "monres", "dayres"), PARTS_OF_MONTH)


def peace_spells(frame: pl.DataFrame) -> pl.DataFrame:
    """Spells of the peace scale, one a row, out of lines of a dyad's number and up to ten pairs of dates and value.

    Result: ccode1 < ccode2, spell (1, 2, ... in the order of the file), scale, start and end as dates where month and
    day are known, else their known parts; `start_open` and `end_open` where the spell reaches beyond the data.
    """
    import polars as pl

    first, *rest = frame.columns
    if len(rest) % 2 or not rest:
        raise DatasetError(
            f"a line has {len(frame.columns)} columns", why="a dyad and pairs of dates and value make it"
        )
    pairs = zip(rest[::2], rest[1::2], strict=True)
    parts = [frame.select(dyad=first, span=s, scale=v).with_columns(spell=i + 1) for i, (s, v) in enumerate(pairs)]
    text = pl.col("span").str.strip_chars()
    long = pl.concat(parts).with_columns(span=pl.when(text.is_in(["", "."])).then(None).otherwise(text))
    long = long.filter(pl.col("span").is_not_null())
    odd = long.filter(~pl.col("span").str.contains(r"^\d{8}-\d{8}$") | ~pl.col("dyad").str.contains(r"^\d{4,6}$"))
    if odd.height:
        raise DatasetError(f"{odd['dyad'][0]!r} with {odd['span'][0]!r} is no dyad with a spell of dates")
    number = pl.col("dyad").cast(pl.Int32)
    states = [code.replace(RENUMBERED) for code in (number // 1000, number % 1000)]
    long = long.with_columns(ccode1=pl.min_horizontal(states), ccode2=pl.max_horizontal(states))
    for name, begin in (("start", 0), ("end", 9)):
        long = _known_parts(long, name, pl.col("span").str.slice(begin, 8))
    return long.sort("ccode1", "ccode2", "spell")


def _known_parts(frame: pl.DataFrame, name: str, text: pl.Expr) -> pl.DataFrame:
    """Year, and month and day where they are ones (00, 99 and impossible ones are not), the date, the mark of open."""
    import polars as pl

    month = text.str.slice(4, 2).cast(pl.Int32)
    month = pl.when(month.is_between(1, 12)).then(month)
    day = text.str.slice(6, 2).cast(pl.Int32)
    day = pl.when(month.is_not_null() & day.is_between(1, 31)).then(day)
    columns = {f"{name}_year": text.str.slice(0, 4).cast(pl.Int32), f"{name}_month": month, f"{name}_day": day}
    frame = frame.with_columns((text.str.slice(4) == OPEN).cast(pl.Float64).alias(f"{name}_open"), **columns)
    return _dated(frame, name, tuple(columns), ())


def _spelled(
    frame: pl.DataFrame,
    first: tuple[str, str, str],
    last: tuple[str, str, str],
    names: tuple[str, str] = ("start", "end"),
) -> pl.DataFrame:
    """First and last day as `start` and `end`, their parts under `names`; the last is null while in effect."""
    frame = _dated(frame, "start", first, (), names[0])
    return _dated(frame, "end", last, IN_EFFECT, names[1])


def _dated(
    frame: pl.DataFrame, name: str, parts: tuple[str, ...], unknown: tuple[int, ...], named: str = ""
) -> pl.DataFrame:
    """A date from columns of year, month and day, and the three as numbers; null where unknown.

    Raises `DatasetError` where the three are known and make no day.
    """
    import polars as pl

    ends = ("year", "month", "day")
    numbers = [_part(frame[c], unknown).alias(f"{named or name}_{end}") for c, end in zip(parts, ends, strict=True)]
    table = pl.DataFrame(numbers)
    texts = table.select(pl.format("{}-{}-{}", *(n.name for n in numbers))).to_series()
    dates = texts.str.to_date("%Y-%m-%d", strict=False)
    known = numbers[0].is_not_null() & numbers[1].is_not_null() & numbers[2].is_not_null()
    if (odd := known & dates.is_null()).any():
        raise DatasetError(f"{', '.join(parts)} hold {texts.filter(odd)[0]}, no date")
    return frame.with_columns(*numbers, dates.alias(name))


def _part(values: pl.Series, unknown: tuple[int, ...]) -> pl.Series:
    """Whole numbers out of text or numbers, null for the codes that mean unknown."""
    import polars as pl

    if values.dtype == pl.String:
        texts = values.str.strip_chars()
        numbers = texts.cast(pl.Int32, strict=False)
        if (odd := numbers.is_null() & texts.is_not_null() & ~texts.is_in(["", "NA"])).any():
            raise DatasetError(f"{values.name!r} holds {texts.filter(odd)[0]!r}, no whole number")
    else:
        numbers = values.cast(pl.Int32)
    return numbers.set(numbers.is_in(list(unknown)).fill_null(False), None) if unknown else numbers


READERS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "actor-dates": actor_dates,
    "agreement-dates": agreement_dates,
    "alliance-spells": alliance_spells,
    "alliances-of-state": alliances_of_state,
    "commitments-in-war": commitments_in_war,
    "crisis-dates": crisis_dates,
    "member-spells": member_spells,
    "peace-spells": peace_spells,
    "phases-of-institutions": phases_of_institutions,
    "threat-years": threat_years,
}
