"""Regenerate the long tables of the record from published data files: states, neighbours, yearly series.

    python tools/build_tables.py --data DIR

DIR holds the files named in FILES below, as their publishers (or the R packages peacesciencer, isard and countrycode)
distribute them. The same files give the same bytes; each table is written whole or not at all.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
from itertools import pairwise
from pathlib import Path
from typing import Any

from foedus.ground.write import write_whole
from table_names import CAPITALS_DE, INVOLVED, NAMES, SUCCESSORS

OUT = Path(__file__).resolve().parent.parent / "src" / "foedus" / "record" / "data"
FILES = {
    "gw": "isard/gw_system.rda",
    "capitals": "peacesciencer/cow_capitals.rda",
    "borders": "peacesciencer/cow_contdir.rda",
    "nmc": "peacesciencer/cow_nmc.rda",
    "codes": "countrycode/codelist_without_cldr.csv",
    "milex": "worldbank/API_MS.MIL.XPND.CD_DS2_en_csv_v2_47475.csv",
    "gdp": "worldbank/API_NY.GDP.MKTP.CD_DS2_en_csv_v2_26.csv",
    "population": "worldbank/population.csv",
    "personnel": "gapminder/ddf--datapoints--armed_forces_personnel_total--by--geo--time.csv",
    "milex-share": "gapminder/ddf--datapoints--military_expenditure_percent_of_gdp--by--geo--time.csv",
    "gdp-constant": "gapminder/ddf--datapoints--total_gdp_us_inflation_adjusted--by--geo--time.csv",
}
#: The system tables end here; a span that reaches it is open.
COVERAGE_END = "2017-12-31"
BORDERS_END = "2016-12"
CONTIGUITY = {1: "land", 2: "water-12", 3: "water-24", 4: "water-150", 5: "water-400"}
#: Gleditsch-Ward codes whose state changes its id over time: (from, until, id).
CHANGING: dict[int, list[tuple[str, str, str]]] = {
    365: [("1816", "1922-12-30", "RUS"), ("1922-12-30", "1991-12-26", "SUN"), ("1991-12-26", "9999", "RUS")],
    345: [
        ("1878", "1918-12-01", "SRB"),
        ("1918-12-01", "1992-04-27", "YUG"),
        ("1992-04-27", "2006-06-05", "SCG"),
        ("2006-06-05", "9999", "SRB"),
    ],
}
FIXED = {255: "DEU", 260: "DEU", 265: "DDR", 315: "CSK", 816: "VNM", 817: "VDR", 678: "YEM", 679: "YEM", 680: "YMD",
         347: "XKX", 340: "SRB", 713: "TWN", 541: "MOZ", 327: "", 300: "AUT", 305: "AUT", 730: "KOR", 2: "USA"}  # fmt: skip
#: What the maps call a state that has no ISO number of its own.
NUMERIC = {"XKX": "Kosovo", "SUN": "", "DDR": "", "YUG": "", "CSK": "", "VDR": "", "SCG": "", "YMD": ""}


def rda(path: Path) -> list[dict[str, Any]]:
    """The rows of the one table in an R data file."""
    import pyreadr

    frame = next(iter(pyreadr.read_r(str(path)).values()))
    return list(frame.to_dict("records"))


def rows(path: Path, skip: int = 0) -> list[dict[str, str]]:
    """The rows of a CSV file with a header line."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        for _ in range(skip):
            next(file)
        return list(csv.DictReader(file))


def table(header: str, lines: list[tuple[object, ...]]) -> str:
    """A CSV text; the lines in the order given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(lines)
    return out.getvalue()


class Codes:
    """From numeric codes to ids, by date."""

    def __init__(self, path: Path) -> None:
        self.rows = rows(path)
        self.gw = {int(r["gwn"]): r["iso3c"] for r in self.rows if r["gwn"].isdigit() and len(r["iso3c"]) == 3}
        self.cow = {int(r["cown"]): r["iso3c"] for r in self.rows if r["cown"].isdigit() and len(r["iso3c"]) == 3}
        self.cow_of = {r["iso3c"]: r["cown"] for r in self.rows if r["cown"].isdigit()}
        self.numeric = {r["iso3c"]: r["iso3n"].zfill(3) for r in self.rows if r["iso3n"].isdigit()} | NUMERIC

    def id(self, code: int, day: str, system: str = "gw") -> str:
        """The id of a code on a day (ISO text); empty for a code that has none."""
        for since, until, found in CHANGING.get(code, []):
            if since <= day < until:
                return found
        return FIXED.get(code) or (self.gw if system == "gw" else self.cow).get(code, "")


def states(data: Path, codes: Codes) -> list[tuple[object, ...]]:
    """One line per state and span of existence, after Gleditsch and Ward, cut where a state changes its id."""
    capitals = rda(data / FILES["capitals"])
    found = []
    for row in rda(data / FILES["gw"]):
        gw, start, end = int(row["gwcode"]), str(row["start"])[:10], str(row["end"])[:10]
        until = "" if end >= COVERAGE_END else _next(end)
        for since, stop, key in CHANGING.get(gw, [(start, until or "9999", codes.id(gw, start))]):
            first, last = max(since, start), min(stop, until or "9999")
            if not key or first >= last:
                continue
            cow = _cow(key, codes, last)
            lat, lon, capital = _capital(capitals, cow, last)
            english, german = NAMES.get(key) or _cldr(key)
            found.append(
                (key, english, german, cow or "", gw, first, "" if last == "9999" else last, SUCCESSORS.get(key, ""),
                 capital, CAPITALS_DE.get(capital, capital), lat, lon, codes.numeric.get(key, ""))
            )  # fmt: skip
    merged: dict[tuple[str, str], tuple[object, ...]] = {(str(f[0]), str(f[5])): f for f in found}
    return _joined(sorted(merged.values(), key=lambda f: (str(f[0]), str(f[5]))))


def _joined(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Spans of one state that follow each other without a gap become one (West Germany and Germany, for one)."""
    lines: list[tuple[object, ...]] = []
    for line in found:
        if lines and lines[-1][0] == line[0] and lines[-1][6] == line[5]:
            before = lines.pop()
            line = (*line[:5], before[5], *line[6:])
        lines.append(line)
    return lines


def _next(day: str) -> str:
    import datetime as dt

    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def _cow(key: str, codes: Codes, last: str) -> int | None:
    special = {
        "SUN": 365,
        "DDR": 265,
        "YUG": 345,
        "SCG": 345,
        "CSK": 315,
        "VDR": 817,
        "YMD": 680,
        "SRB": 345,
        "DEU": 255,
    }
    if key in special:
        return special[key]
    return int(codes.cow_of[key]) if codes.cow_of.get(key, "").isdigit() else None


def _capital(capitals: list[dict[str, Any]], cow: int | None, last: str) -> tuple[object, object, str]:
    """The last capital before the span's end."""
    day = "2024-12-30" if last == "9999" else last
    for row in reversed(capitals):
        if row["ccode"] == cow and str(row["stdate"])[:10] < day:
            return round(float(row["lat"]), 3), round(float(row["lng"]), 3), str(row["capital"])
    return "", "", ""


def _cldr(key: str) -> tuple[str, str]:
    from babel import Locale
    from babel.core import get_global

    two = {v: k for k, v in get_global("territory_aliases").items() if isinstance(v, str)}.get(key, "")
    alpha2 = ALPHA2.get(key, two)
    return tuple(Locale(lang).territories.get(alpha2, key) for lang in ("en", "de"))


ALPHA2: dict[str, str] = {}


def neighbours(data: Path, codes: Codes) -> list[tuple[object, ...]]:
    """Undirected pairs with the kind and span of contiguity; the table's last month is left open."""
    found = set()
    for row in rda(data / FILES["borders"]):
        if int(row["conttype"]) not in CONTIGUITY:  # 0: a spell without contiguity
            continue
        since, until = str(row["stdate"])[:7], str(row["enddate"])[:7]
        for first, last in _cuts(since, until):
            pair = sorted(codes.id(int(row[c]), first + "-28", "cow") for c in ("ccode1", "ccode2"))
            if pair[0] and pair[0] != pair[1]:
                end = "" if last >= BORDERS_END else last
                found.add((pair[0], pair[1], CONTIGUITY[int(row["conttype"])], first, end))
    lines: list[tuple[object, ...]] = []
    for a, b, kind, since, until in sorted(found):
        whole = bool(lines) and lines[-1][:3] == (a, b, kind) and lines[-1][4] == since
        lines.append((a, b, kind, lines.pop()[3] if whole else since, until))
    return lines


def _cuts(since: str, until: str) -> list[tuple[str, str]]:
    """A span cut where a code changes its id."""
    edges = sorted({b[:7] for spans in CHANGING.values() for _, b, _ in spans if since < b[:7] < until})
    points = [since, *edges, until]
    return list(pairwise(points))


def nmc(data: Path, codes: Codes, column: str, first: int = 1816, last: int = 2100) -> list[tuple[object, ...]]:
    """A component of National Material Capabilities in single units (the file has thousands)."""
    found = []
    for row in rda(data / FILES["nmc"]):
        year, value = int(row["year"]), row[column]
        key = codes.id(int(row["ccode"]), f"{year}-06-30", "cow")
        if key and first <= year <= last and value == value and value >= 0:  # NaN is not equal to itself
            found.append((key, year, round(float(value) * 1000)))
    return sorted(dict.fromkeys(found))


def wdi(data: Path, name: str, known: set[str]) -> list[tuple[object, ...]]:
    """A World Bank indicator in wide form; regions and groups of countries are left out."""
    found = []
    for row in rows(data / FILES[name], skip=4):
        if row["Country Code"] in known:
            found += [(row["Country Code"], int(y), round(float(v))) for y, v in row.items() if y and y.isdigit() and v]
    return sorted(found)


def long(data: Path, name: str, known: set[str]) -> list[tuple[object, ...]]:
    """A table of (place, year, value) in long form."""
    found = []
    for row in rows(data / FILES[name]):
        cells = list(row.values())
        key, year, value = (cells[1], cells[2], cells[3]) if len(cells) == 4 else (cells[0].upper(), cells[1], cells[2])
        if key in known and value:
            number = float(value)
            found.append((key, int(year), round(number, 4) if name == "milex-share" else round(number)))
    return sorted(found)


def main() -> None:
    """Read DIR and write every table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the published files")
    data = parser.parse_args().data
    missing = [name for name in FILES.values() if not (data / name).is_file()]
    if missing:
        parser.error(f"{data} lacks: {', '.join(missing)}")
    codes = Codes(data / FILES["codes"])
    ALPHA2.update({r["iso3c"]: r["iso2c"] for r in codes.rows})
    lines = states(data, codes)
    known = {str(line[0]) for line in lines}
    header = "id,name_en,name_de,cow,gw,since,until,successor,capital_en,capital_de,lat,lon,iso_numeric"
    borders = [r for r in neighbours(data, codes) if {r[0], r[1]} <= known]
    near = INVOLVED | {str(s) for a, b, kind, *_ in borders if kind == "land" and {a, b} & INVOLVED for s in (a, b)}
    texts = {"states.csv": table(header, lines), "neighbours.csv": table("a,b,kind,since,until", borders)}
    series = {
        "milex-wdi": wdi(data, "milex", known),
        "milex-share-gdp-wdi": long(data, "milex-share", known),
        "milex-nmc": nmc(data, codes, "milex", first=1914),
        "personnel-wdi": long(data, "personnel", known),
        "personnel-nmc": nmc(data, codes, "milper"),
        "population-wdi": long(data, "population", known),
        "population-nmc": nmc(data, codes, "tpop", last=2016),
        "gdp-wdi": wdi(data, "gdp", known),
        "gdp-constant-wdi": long(data, "gdp-constant", known),
    }
    for name, found in series.items():
        wanted = near if name.endswith("-nmc") else known
        texts[f"series/{name}.csv"] = table("state,year,value", [r for r in found if r[0] in wanted])
    for name, text in texts.items():
        write_whole(OUT / name, text)
        print(f"{name}: {text.count(chr(10)) - 1} rows")
    for name in FILES.values():
        print(hashlib.sha256((data / name).read_bytes()).hexdigest(), name)


if __name__ == "__main__":
    main()
