"""Build states.csv and neighbours.csv from the Correlates of War and Gleditsch-Ward state systems.

Spans are those of the COW state system (v2016; states that were members at its end are open), with
these exceptions, each because the COW day is a convention that treaties of the time do not share:

* the successor states of the Soviet Union and of Yugoslavia and the two German states (from 1949)
  begin when Gleditsch and Ward let them begin (`GW_START`);
* COW 365 is RUS up to the Union treaty (1922-12-30), SUN until 1991-12-26, RUS from then on;
* COW 345 is SRB until 1918-12-01, YUG until 1992-04-27 (Federal Republic), SCG until 2006-06-05
  (Gleditsch-Ward), then SRB again;
* COW 816 is VDR until 1976-07-02 and VNM from then on; COW 817 is VNM, as ISO 3166 had it: VNM was
  the Republic of Viet-Nam, VDR the Democratic Republic; YEM and YMD likewise for 678 and 680.

Vanished states without an ISO 3166 code bear the abbreviation of the COW list (`OWN_IDS`; COW's KOR is the Republic
of Korea in ISO, so that the Korea of before 1905 is JOS). States that only Gleditsch and Ward list come after them
(`GW_ONLY`), without a COW number; the two small states that they call tentative (Abkhazia, South Ossetia) are places of
the record and no rows here. Earlier spells of six others
(Montenegro to 1915) are theirs too (`GW_EARLIER`). A state that was called otherwise for a time has a row for each name (`PERIODS`).

Kosovo (XKX, a user-assigned code without ISO number) and Taiwan are members of the COW system; that
others dispute their statehood is no statement of this table. Spans are half-open: [since, until).
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from foedus.datasets.catalogue import Table
from foedus.datasets.formats import rfile
from state_names import COORDINATES, PERIODS, capital_names, period_of, state_names

Row = dict[str, Any]
END_OF_COW = dt.date(2016, 12, 31)
OPEN = dt.date.max
KINDS = {1: "land", 2: "water-12", 3: "water-24", 4: "water-150", 5: "water-400"}

# COW codes of states that begin on the Gleditsch-Ward day (GW code where it differs is below).
GW_START = {260, 265, 341, 343, 347, 359, *range(366, 374), *range(701, 706)}
GAP = dt.date(1918, 1, 1)
FIRST_RESTORED = dt.date(1990, 1, 1)  # the Baltic spans of 1918-1940 stay with COW

# COW code -> [(id, since, until, GW code)]: where one code is several ids or one id several codes.
SPLIT: dict[int, list[tuple[str, str, str, int]]] = {
    255: [("DEU", "1816-01-01", "1945-05-09", 255), ("DEU", "1990-10-03", "", 260)],
    260: [("DEU", "1949-09-21", "1990-10-03", 260)],
    265: [("DDR", "1949-10-05", "1990-10-03", 265)],
    315: [("CSK", "1816-01-01", "", 315)],
    345: [
        ("SRB", "1816-01-01", "1918-12-01", 340),
        ("YUG", "1918-12-01", "1992-04-27", 345),
        ("SCG", "1992-04-27", "2006-06-05", 345),
        ("SRB", "2006-06-05", "", 340),
    ],
    347: [("XKX", "1816-01-01", "", 347)],
    365: [
        ("RUS", "1816-01-01", "1922-12-30", 365),
        ("SUN", "1922-12-30", "1991-12-26", 365),
        ("RUS", "1991-12-26", "", 365),
    ],
    678: [("YEM", "1816-01-01", "", 678)],
    679: [("YEM", "1816-01-01", "", 678)],
    680: [("YMD", "1816-01-01", "", 680)],
    816: [("VDR", "1816-01-01", "1976-07-02", 816), ("VNM", "1976-07-02", "", 816)],
    817: [("VNM", "1816-01-01", "", 817)],
}
# Vanished states that no ISO code names, by COW code. 327 is not the Vatican (VAT) to which code lists map it.
OWN_IDS = {
    240: "HAN", 245: "BAV", 267: "BAD", 269: "SAX", 271: "WRT", 273: "HSE", 275: "HSG", 280: "MEC", 300: "AUH",
    327: "PAP", 329: "SIC", 332: "MOD", 335: "PMA", 337: "TUS", 511: "ZAN", 730: "JOS",
}  # fmt: skip
GW_ONLY = {89: "UPC", 99: "GCL", 563: "TRA", 564: "OFS", 711: "TBT", 815: "ANM"}
# States of both lists that were members of Gleditsch and Ward's before a gap in which they were ruled by others.
GW_EARLIER = {341: "MNE", 580: "MDG", 615: "DZA", 620: "LBY", 700: "AFG", 775: "MMR"}
GW_CODES = {946: 970, 947: 973, 955: 972, 970: 971}
# Historical id -> the recorded successor. Of the two successors of CSK, the one that kept the capital;
# neither claimed to be the same state. AUH likewise; of the two Koreas neither is named.
SUCCESSORS = {
    "SUN": "RUS", "DDR": "DEU", "CSK": "CZE", "YUG": "SCG", "SCG": "SRB", "VDR": "VNM", "YMD": "YEM",
    "HAN": "DEU", "BAV": "DEU", "BAD": "DEU", "SAX": "DEU", "WRT": "DEU", "HSE": "DEU", "HSG": "DEU", "MEC": "DEU",
    "PAP": "ITA", "SIC": "ITA", "MOD": "ITA", "PMA": "ITA", "TUS": "ITA", "AUH": "AUT", "ZAN": "TZA", "GCL": "COL",
    "TRA": "ZAF", "OFS": "ZAF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A state under one COW code over [since, until); `until` is `OPEN` for today."""

    id: str
    cow: int | None
    gw: int
    since: dt.date
    until: dt.date
    alpha2: str
    number: str


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text) if text else OPEN


def iso(date: dt.date) -> str:
    return "" if date == OPEN else date.isoformat()


def frame(path: Path) -> list[Row]:
    """The rows of the one table in an R data file."""
    table = Table(file=path.name, kind="r", level="other", text="", columns={})
    found = rfile.read(path.read_bytes(), table)
    days = {"start", "end", "stdate", "enddate"} & set(found.columns)  # R keeps a day as days since 1970
    return found.with_columns(pl.col(*days).cast(pl.Int32).cast(pl.Date)).to_dicts() if days else found.to_dicts()


def cow_spells(data: Path) -> dict[int, list[tuple[dt.date, dt.date]]]:
    """The membership spells of each COW code, half-open."""
    spells: dict[int, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for row in frame(data / "isard" / "cw_system.rda"):
        end = row["end"]
        until = OPEN if end == END_OF_COW else end + dt.timedelta(days=1)
        spells[int(row["ccode"])].append((row["start"], until))
    return dict(spells)


def spans(data: Path) -> list[Span]:
    """All spans of states, by id and day."""
    with (data / "countrycode" / "codelist_without_cldr.csv").open(encoding="utf-8") as file:
        iso_rows = [r for r in csv.DictReader(file) if r["cown"] and r["iso3c"]]
    codes = {int(r["cown"]): r for r in iso_rows}
    by_id = {r["iso3c"]: r for r in iso_rows}
    # Serbia has no COW code of its own there.
    by_id |= {"SRB": {"iso2c": "RS", "iso3n": "688"}, "XKX": {"iso2c": "XK", "iso3n": ""}}
    by_id["NAM"] = by_id["NAM"] | {"iso2c": "NA"}  # "NA" is Namibia and not a missing value
    gw_starts: dict[int, list[dt.date]] = defaultdict(list)
    for row in frame(data / "isard" / "gw_system.rda"):
        gw_starts[int(row["gwcode"])].append(row["start"])
    found = []
    for row in frame(data / "isard" / "gw_system.rda"):
        code = int(row["gwcode"])
        state = GW_ONLY.get(code) or (GW_EARLIER.get(code, "") if row["end"] < GAP else "")
        if state:
            until, known = row["end"] + dt.timedelta(days=1), by_id.get(state, {"iso2c": "", "iso3n": ""})
            number = known["iso3n"].zfill(3) if known["iso3n"] else ""
            found.append(Span(state, None, code, row["start"], until, known["iso2c"], number))
    for cow, spells in cow_spells(data).items():
        gw = GW_CODES.get(cow, cow)
        parts = SPLIT.get(cow) or [(OWN_IDS.get(cow) or codes[cow]["iso3c"], "1816-01-01", "", gw)]
        for since, until in spells:
            if cow in GW_START and (cow in (260, 265) or since >= FIRST_RESTORED):
                since = gw_starts[gw][-1]
            for state, first, last, code in parts:
                begin, end = max(since, day(first)), min(until, day(last))
                if begin < end:
                    known = by_id.get(state, {"iso2c": "", "iso3n": ""})
                    number = known["iso3n"].zfill(3) if known["iso3n"] else ""
                    found.append(Span(state, cow, code, begin, end, known["iso2c"], number))
    return sorted(found, key=lambda s: (s.id, s.since))


def by_name(span: Span) -> list[Span]:
    """A span cut at the days on which the state took another name."""
    days = sorted(p.until for p in PERIODS if p.id == span.id and span.since < p.until < span.until)
    edges = [span.since, *days, span.until]
    return [replace(span, since=a, until=b) for a, b in pairwise(edges)]


def states_table(data: Path, all_spans: list[Span]) -> list[list[str]]:
    """The rows of states.csv; the capital is the last one of the span (Paris in 1942)."""
    capitals: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for system, code in (("cow", "ccode"), ("gw", "gwcode")):
        for row in frame(data / "peacesciencer" / f"{system}_capitals.rda"):
            capitals[code, int(row[code])].append(row)
    table = []
    for span in (named for whole in all_spans for named in by_name(whole)):
        listed = capitals["gwcode", span.gw] if span.cow is None else capitals["ccode", span.cow]
        held = [c for c in listed if c["stdate"] < span.until and c["capital"] != "Vichy"]
        last = max(held, key=lambda c: c["stdate"])
        period = period_of(span.id, span.since)
        name_en, name_de = period.names if period else state_names(span.id, span.cow, span.alpha2)
        capital_en, capital_de = capital_names(span.id, span.cow, last["capital"])
        lat, lon = COORDINATES.get(span.id, (last["lat"], last["lng"]))
        if period and period.capital:
            (capital_en, capital_de), (lat, lon) = period.capital, period.place
        successor = SUCCESSORS.get(span.id, "")
        if (span.id, iso(span.until)) in {("RUS", "1922-12-30"), ("SRB", "1918-12-01")}:
            successor = {"RUS": "SUN", "SRB": "YUG"}[span.id]
        table.append(
            [span.id, name_en, name_de, str(span.cow or ""), str(span.gw), iso(span.since),
             iso(span.until), successor, capital_en, capital_de, f"{lat:.4f}", f"{lon:.4f}",
             span.number]
        )  # fmt: skip
    return table


def next_month(date: dt.date) -> dt.date:
    return (date.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def neighbours_table(data: Path, all_spans: list[Span]) -> list[list[str]]:
    """The rows of neighbours.csv: COW contiguity clipped to the spans of both states.

    COW dates contiguity by month. A spell that begins in the month in which the later of its two
    members entered the COW system begins with our span of that state, which may be earlier; a piece
    that lies inside the last month of a spell, or is shorter than a week, is an artefact of the
    months (Russia and Hungary in December 1991) and is left out, as is a piece in the first month
    that another spell of the pair covers.
    """
    by_cow: dict[int, list[Span]] = defaultdict(list)
    for span in all_spans:
        if span.cow is not None:
            by_cow[span.cow].append(span)
    entries = cow_spells(data)
    pieces: dict[tuple[str, str], list[tuple[dt.date, dt.date, str]]] = defaultdict(list)
    late: dict[tuple[str, str], list[tuple[dt.date, dt.date, str]]] = defaultdict(list)
    for row in frame(data / "peacesciencer" / "cow_contdir.rda"):
        one, two, kind = int(row["ccode1"]), int(row["ccode2"]), int(row["conttype"])
        if one > two or kind not in KINDS:
            continue
        first, last = row["stdate"], row["enddate"]
        closed = last < END_OF_COW.replace(day=1)
        end = next_month(last) if closed else OPEN
        entered = max(_entry(entries[code], last) for code in (one, two))
        extend = entered.replace(day=1) == first
        for a in by_cow[one]:
            for b in by_cow[two]:
                begin = max(a.since, b.since) if extend else max(first, a.since, b.since)
                until = min(end, a.until, b.until)
                if until <= begin or (closed and begin >= last):
                    continue
                if (until - begin).days < 7:
                    continue
                pair = (min(a.id, b.id), max(a.id, b.id))
                target = late if until <= next_month(first) else pieces
                target[pair].append((begin, until, KINDS[kind]))
    for pair, some in late.items():
        for piece in some:
            if not any(p[0] < piece[1] and piece[0] < p[1] for p in pieces[pair]):
                pieces[pair].append(piece)
    return [
        [a, b, kind, iso(since), iso(until)]
        for (a, b), found in sorted(pieces.items())
        for since, until, kind in _without_overlap(sorted(found))
    ]


def _entry(spells: list[tuple[dt.date, dt.date]], by: dt.date) -> dt.date:
    """The start of the last spell of a state that began by the month of `by`."""
    return max([since for since, _ in spells if since < next_month(by)], default=spells[0][0])


def _without_overlap(
    found: list[tuple[dt.date, dt.date, str]],
) -> list[tuple[dt.date, dt.date, str]]:
    """Spells in order, each ending where the next begins at the latest; equal neighbours joined."""
    kept: list[tuple[dt.date, dt.date, str]] = []
    for since, until, kind in found:
        if kept and kept[-1][1] > since:
            kept[-1] = (kept[-1][0], since, kept[-1][2])
        if kept and kept[-1][1] == since and kept[-1][2] == kind:
            kept[-1] = (kept[-1][0], until, kind)
        elif until > since:
            kept.append((since, until, kind))
    return [piece for piece in kept if piece[1] > piece[0]]
