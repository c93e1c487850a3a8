"""Rebuild states.csv, neighbours.csv, series/*.csv and series.toml of the record from published files.

    python tools/build_series.py --data DIR [--out src/foedus/record/data]

DIR holds the publishers' files in the layout that `SOURCES` and `build_states.py` name. Needs the
package babel besides foedus[data]. The same files give the same bytes. What is missing has no
row: a publisher's -9 or empty cell is dropped, and so is a zero that cannot be a count (see `plausible`).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_states import OPEN, Span, day, frame, neighbours_table, spans, states_table
from foedus.ground.write import write_whole
from foedus.record.tables import STATE_FIELDS

Point = tuple[str, int, float]

#: States without regular armed forces in the years of the series: their zeros are figures.
NO_ARMY = {"CRI", "HTI", "ISL", "PAN"}
#: First year in which WDI's back series for today's territory is about the state as it then was.
SAME_TERRITORY = {"DEU": 1991, "PAK": 1972, "VNM": 1977, "YEM": 1990}
#: NMC population: a new method from 2017 on breaks the series (USA +4 %, Moldova -21 %).
NMC_POPULATION_LAST = 2016
NMC_DOLLARS_FIRST = 1914  # thousands of pounds sterling before


@dataclass(frozen=True, slots=True)
class Source:
    """Where a series lies in the data folder and what is special about it."""

    path: str
    reader: str  # wdi, population, gapminder, nmc
    column: str = ""
    territory: bool = False  # a back series for today's territory
    serbia: bool = False  # figures under Serbia's code are Yugoslavia's before 2006


_GAPMINDER = "gapminder/ddf--datapoints--{}--by--geo--time.csv"
_NMC = "peacesciencer/cow_nmc.rda"
SOURCES = {
    "gdp-constant-wdi": Source(_GAPMINDER.format("total_gdp_us_inflation_adjusted"), "gapminder", territory=True),
    "gdp-wdi": Source("worldbank/API_NY.GDP.MKTP.CD_DS2_en_csv_v2_26.csv", "wdi", territory=True),
    "milex-nmc": Source(_NMC, "nmc", "milex"),
    "milex-share-gdp-wdi": Source(_GAPMINDER.format("military_expenditure_percent_of_gdp"), "gapminder", serbia=True),
    "milex-wdi": Source("worldbank/API_MS.MIL.XPND.CD_DS2_en_csv_v2_47475.csv", "wdi", serbia=True),
    "personnel-nmc": Source(_NMC, "nmc", "milper"),
    "personnel-wdi": Source(_GAPMINDER.format("armed_forces_personnel_total"), "gapminder", serbia=True),
    "population-nmc": Source(_NMC, "nmc", "tpop"),
    "population-wdi": Source("worldbank/population.csv", "population", territory=True),
}


def days_in_year(span: Span, year: int) -> int:
    """How many days of the year the span covers."""
    since = max(span.since, day(f"{year}-01-01"))
    until = min(span.until, day(f"{year + 1}-01-01"))
    return max((until - since).days, 0)


def read_wdi(path: Path) -> Iterator[Point]:
    """A World Bank table of years in columns, under a preamble of its own."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(row for row in rows if row[:1] == ["Country Name"])
        for row in rows:
            for name, cell in zip(header[4:], row[4:], strict=False):
                if name and cell:
                    yield row[1], int(name), float(cell)


def read_population(path: Path) -> Iterator[Point]:
    """World Bank population in long form."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row["Country Code"], int(row["Year"]), float(row["Value"])


def read_gapminder(path: Path) -> Iterator[Point]:
    """A Gapminder table; its codes are lower-case ISO, but for Kosovo's."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for geo, year, value in rows:
            yield {"kos": "XKX"}.get(geo, geo.upper()), int(year), float(value)


def read_nmc(path: Path, column: str, all_spans: list[Span]) -> Iterator[Point]:
    """A column of National Material Capabilities in units; each row goes to the state of the code.

    A row belongs to the state that held the code for most of the year; where two codes claim one
    state (Germany and Yemen in 1990), the code in force for most of the year counts. The population
    that NMC gives code 365 for 1991 is the Russian Federation's (the other columns are the Union's).
    """
    best: dict[tuple[str, int], tuple[int, float]] = {}
    for row in frame(path):
        value, year, code = row[column], int(row["year"]), int(row["ccode"])
        if value is None or value < 0:  # not known, or the -9 of the publisher's CSV
            continue
        if column == "tpop" and year > NMC_POPULATION_LAST:
            continue
        if column == "milex" and (year < NMC_DOLLARS_FIRST or (value == 0 and row["milper"] != 0)):
            continue  # forces without expenditure: not a figure
        held = [(days_in_year(span, year), span.id) for span in all_spans if span.cow == code]
        length, state = max(held, default=(0, ""), key=lambda pair: pair[0])
        if (column, code, year) == ("tpop", 365, 1991):
            state = "RUS"
        if length > best.get((state, year), (0, 0.0))[0]:
            best[state, year] = (length, value * 1000)
    for (state, year), (_, value) in best.items():
        yield state, year, value


def plausible(points: Iterable[Point], source: Source, all_spans: list[Span]) -> Iterator[Point]:
    """The points about a state that existed in the year, as it then was; zeros only without an army."""
    existed: dict[str, list[Span]] = {}
    for span in all_spans:
        existed.setdefault(span.id, []).append(span)
    for code, year, value in points:
        state = code
        if source.serbia and code == "SRB" and year < 2006:
            state = "SCG" if year >= 1992 else "YUG"
        if not any(days_in_year(span, year) for span in existed.get(state, [])):
            continue
        if source.territory and year < SAME_TERRITORY.get(state, 0):
            continue
        if source.reader == "gapminder" and state == "YEM" and year < SAME_TERRITORY["YEM"]:
            continue  # the forces of both Yemens summed
        if value < 0 or (value == 0 and source.reader != "nmc" and state not in NO_ARMY):
            continue
        yield state, year, value


def points_of(key: str, data: Path, all_spans: list[Span]) -> list[Point]:
    """All points of a series by state and year, one for each."""
    source = SOURCES[key]
    path = data / source.path
    if source.reader == "nmc":
        read = read_nmc(path, source.column, all_spans)
    elif source.reader == "wdi":
        read = read_wdi(path)
    elif source.reader == "population":
        read = read_population(path)
    else:
        read = read_gapminder(path)
    points = sorted(plausible(read, source, all_spans))
    if len({point[:2] for point in points}) != len(points):
        raise SystemExit(f"{path}: a state has two figures for one year")
    return points


def csv_text(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def toml_text(tables: dict[str, dict[str, Any]]) -> str:
    """Flat tables of texts and whole numbers as TOML."""
    lines = [
        "# The origin of every yearly series and of the tables of states and neighbours.",
        "# Written by tools/build_series.py from tools/series_origins.toml: edit that, not this.",
    ]
    for key, table in tables.items():
        lines += ["", f"[{key}]"]
        for name, value in table.items():
            quoted = str(value).replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f"{name} = {value}" if isinstance(value, int) else f'{name} = "{quoted}"')
    return "\n".join(lines) + "\n"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(data: Path, out: Path) -> None:
    """Write every table under `out`."""
    all_spans = spans(data)
    states, borders = states_table(data, all_spans), neighbours_table(data, all_spans)
    write_whole(out / "states.csv", csv_text(STATE_FIELDS, states))
    write_whole(out / "neighbours.csv", csv_text(("a", "b", "kind", "since", "until"), borders))
    origins = tomllib.loads(Path(__file__).with_name("series_origins.toml").read_text("utf-8"))
    for key, source in SOURCES.items():
        points = points_of(key, data, all_spans)
        digits = 5 if key == "milex-share-gdp-wdi" else 0
        rows = [(state, str(year), f"{value:.{digits}f}") for state, year, value in points]
        write_whole(out / "series" / f"{key}.csv", csv_text(("state", "year", "value"), rows))
        years = [year for _, year, _ in points]
        origins[key] |= {
            "file": f"series/{key}.csv",
            "first_year": min(years),
            "last_year": max(years),
            "sha256_source": sha256(data / source.path),
        }
        print(f"{key}: {len(rows)} rows, {min(years)}-{max(years)}")
    origins["neighbours"]["sha256_source"] = sha256(data / "peacesciencer" / "cow_contdir.rda")
    origins["states"]["sha256_source"] = sha256(data / "isard" / "cw_system.rda")
    write_whole(out / "series.toml", toml_text(origins))
    today = sum(1 for span in all_spans if span.until == OPEN)
    print(f"states: {len(states)} spans, {today} open; neighbours: {len(borders)} spells")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="folder of the published files")
    default = Path(__file__).parents[1] / "src" / "foedus" / "record" / "data"
    parser.add_argument("--out", type=Path, default=default, help="folder of the record")
    arguments = parser.parse_args()
    build(arguments.data, arguments.out)


if __name__ == "__main__":
    main()
