"""The long tables of the record: states, neighbours, and yearly series with their origin."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from foedus.ground.calendar import AsOf, Date, holds
from foedus.ground.errors import RecordError
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, shipped
from foedus.record.load import DATA
from foedus.record.yearly import Yearly, read_all

STATE_FIELDS = (
    "id", "name_en", "name_de", "cow", "gw", "since", "until", "successor",
    "capital_en", "capital_de", "lat", "lon", "iso_numeric",
)  # fmt: skip


class State(Strict, kw_only=True, frozen=True):
    """A member of the state system over [since, until)."""

    id: str
    name_en: str
    name_de: str
    cow: int | None
    gw: int | None
    since: Date
    until: Date | None
    successor: str
    lat: float | None
    lon: float | None
    iso_numeric: str

    def existed(self, day: dt.date) -> bool:
        """Whether the state was there on `day`."""
        return holds(self.since, self.until, day) is not False


class SeriesOrigin(Strict, kw_only=True, frozen=True):
    """Where a yearly series comes from, in which unit, and how late a year's figure is published."""

    concept: str
    unit: str
    title: str
    publisher: str
    url: str
    licence: str
    citation: str
    file: str
    vintage: str
    first_year: int
    last_year: int
    rank: int
    lag_months: int
    sha256_source: str
    note: str = ""


class Series(Strict, kw_only=True, frozen=True):
    """A yearly series: `values[state][year]`; an absent year is unknown, never zero."""

    id: str
    origin: SeriesOrigin
    values: Mapping[str, dict[int, float]]

    def published(self, year: int) -> dt.date:
        """The day from which a year's figure could typically be known."""
        months = year * 12 + 12 + self.origin.lag_months
        return dt.date(months // 12, months % 12 + 1, 1)

    def years(self, as_of: AsOf, max_age: int) -> list[int]:
        """The years that can speak for the day, best first: the last full year before it, its own year, older ones.

        A year counts only if its figures could be known by `known`; none is more than `max_age` years before `on`.
        """
        own = as_of.on.year
        wanted = [own - 1, own, *range(own - 2, own - max_age - 1, -1)]
        return [y for y in wanted if y <= self.origin.last_year and self.published(y) <= as_of.known]


def rows(path: Path, header: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with their line numbers, the header checked; damage is a `RecordError`."""
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.reader(file, strict=True)
            found = next(reader, None)
            if found != list(header):
                raise RecordError(
                    "the columns are not those of the format",
                    where=f"{path}:1",
                    why=f"expected {','.join(header)}",
                    hint="restore the file, or run tools/build_series.py",
                )
            for row in reader:
                if len(row) != len(header):
                    raise RecordError(
                        f"{len(row)} fields instead of {len(header)}",
                        where=f"{path}:{reader.line_num}",
                        why="the line is damaged or cut off",
                        hint="restore the line, then run: foedus record audit",
                    )
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RecordError("the table cannot be read", where=str(path), why=str(error)) from None


def _field_error(path: Path, line: int, error: Exception) -> RecordError:
    return RecordError(
        str(error),
        where=f"{path}:{line}",
        why="a field does not fit the format",
        hint="mend it, then run: foedus record audit",
    )


def read_states(folder: Path = DATA) -> dict[str, tuple[State, ...]]:
    """All states by id, each with its spans in order of time."""
    path = folder / "states.csv"
    found: dict[str, list[State]] = {}
    for line, row in rows(path, STATE_FIELDS):
        cell = dict(zip(STATE_FIELDS, row, strict=True))
        try:
            state = State(
                id=cell["id"],
                name_en=cell["name_en"],
                name_de=cell["name_de"],
                cow=int(cell["cow"]) if cell["cow"] else None,
                gw=int(cell["gw"]) if cell["gw"] else None,
                since=Date(cell["since"]),
                until=Date(cell["until"]) if cell["until"] else None,
                successor=cell["successor"],
                lat=float(cell["lat"]) if cell["lat"] else None,
                lon=float(cell["lon"]) if cell["lon"] else None,
                iso_numeric=cell["iso_numeric"],
            )
        except ValueError as error:
            raise _field_error(path, line, error) from None
        found.setdefault(state.id, []).append(state)
    return {key: tuple(sorted(spans, key=lambda s: s.since.first)) for key, spans in found.items()}


@cache
def abbreviations() -> dict[str, str]:
    """Ids of states by their abbreviations in the lists of Correlates of War and Gleditsch-Ward, where these differ."""
    return {short: key for _, (short, key) in rows(DATA / "abbreviations.csv", ("abbreviation", "id"))}


@cache
def states() -> dict[str, tuple[State, ...]]:
    """The states of the shipped record."""
    return read_states()


Borders = dict[frozenset[str], tuple[tuple[str, Date, Date | None], ...]]


@cache
def neighbours() -> Borders:
    """The borders of the shipped record."""
    return read_neighbours()


def read_neighbours(folder: Path = DATA) -> Borders:
    """Pairs of states that border each other, with kind and span of each border."""
    path = folder / "neighbours.csv"
    found: dict[frozenset[str], list[tuple[str, Date, Date | None]]] = {}
    for line, (a, b, kind, since, until) in rows(path, ("a", "b", "kind", "since", "until")):
        try:
            span = (kind, Date(since), Date(until) if until else None)
        except ValueError as error:
            raise _field_error(path, line, error) from None
        found.setdefault(frozenset((a, b)), []).append(span)
    return {pair: tuple(spans) for pair, spans in found.items()}


@cache
def origins(folder: Path = DATA) -> dict[str, SeriesOrigin]:
    """The origin of every series, by id."""
    path = folder / "series.toml"
    tables = {key: value for key, value in shipped(path).items() if "concept" in value}
    return convert(tables, dict[str, SeriesOrigin], path)


def series_file(key: str, folder: Path = DATA) -> Path:
    """Where the figures of a series stand."""
    return folder / "series" / Path(origins(folder)[key].file).name


def read_series(key: str, folder: Path = DATA) -> Series:
    """One series, every row checked; figures must be finite and not negative."""
    return Series(id=key, origin=origins(folder)[key], values=read_all(series_file(key, folder)))


@cache
def series(key: str) -> Series:
    """A series of the shipped record, whose rows are read when a state is asked for."""
    return Series(id=key, origin=origins()[key], values=Yearly(series_file(key)))


def of_concept(concept: str) -> list[str]:
    """The ids of the series that measure a concept, best rank first."""
    found = [(origin.rank, key) for key, origin in origins().items() if origin.concept == concept]
    return [key for _, key in sorted(found)]
