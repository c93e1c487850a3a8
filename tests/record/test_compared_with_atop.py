"""The members of the smaller alliances by year, beside ATOP's: every difference is one that the record explains."""

from __future__ import annotations

import csv

import pytest

from foedus.record.load import load
from foedus.record.tables import read_states

pytestmark = pytest.mark.data

#: Alliance -> ATOP's numbers, and the years in which the two differ by state: (ATOP alone, the record alone).
SAME = (set(), set())
EXPECTED = {
    "ANZUS": (
        {3215},
        {
            "AUS": ({1951}, set()),
            "NZL": ({1951}, set(range(1987, 2019))),
            "USA": ({1951}, set()),
        },
    ),
    "US-PHL": ({3210}, {"PHL": ({1951}, set()), "USA": ({1951}, set())}),
    "US-KOR": ({3240}, {"KOR": ({1953}, set()), "USA": ({1953}, set())}),
    "US-JPN": ({3220, 3375}, {"JPN": ({1951}, set()), "USA": ({1951}, set())}),
    "CENTO": ({3275}, dict.fromkeys(("GBR", "IRN", "IRQ", "PAK", "TUR"), SAME)),
    "WEU": (
        {3130},
        {
            **dict.fromkeys(("BEL", "FRA", "GBR", "LUX", "NLD"), SAME),
            **{s: ({1954}, set()) for s in ("DEU", "ITA")},
            **{s: ({1988, 1989}, set()) for s in ("ESP", "PRT")},
            "GRC": ({1992, 1993, 1994}, set()),
        },
    ),
    # Before 1945. ATOP counts from signature, the record from entry into force.
    "TRIPLE-ALLIANCE": ({1350}, dict.fromkeys(("AUH", "DEU", "ITA"), SAME)),
    "DUAL-ALLIANCE": ({1335}, dict.fromkeys(("AUH", "DEU"), SAME)),
    "AUH-ROU": ({1355}, dict.fromkeys(("AUH", "DEU", "ITA", "ROU"), SAME)),
    "FRA-RUS": ({1385}, {"FRA": ({1893}, set()), "RUS": ({1893}, set())}),
    "GBR-JPN": ({1415}, dict.fromkeys(("GBR", "JPN"), (set(), {1922, 1923}))),
    "GRC-SRB": ({1490}, dict.fromkeys(("GRC", "SRB"), SAME)),
    "BALKAN-LEAGUE": (
        {1470, 1475, 1480},
        {"BGR": SAME, "GRC": SAME, **dict.fromkeys(("MNE", "SRB"), ({1914, 1915}, set()))},
    ),
    "DEU-TUR": ({2005}, dict.fromkeys(("DEU", "TUR"), SAME)),
    "BALKAN-ENTENTE": ({2330}, dict.fromkeys(("GRC", "ROU", "TUR", "YUG"), SAME)),
    "LITTLE-ENTENTE": (
        {2050, 2080, 2085},
        {"CSK": ({1920}, set()), "ROU": ({1940}, set()), "YUG": ({1920, 1940}, set())},
    ),
    "LOCARNO": (
        {2130},
        {**dict.fromkeys(("DEU", "FRA", "GBR", "ITA"), ({1925}, set())), "BEL": ({1925}, {1937})},
    ),
    "FRA-POL": ({2060, 2135}, dict.fromkeys(("FRA", "POL"), ({1921, 1922}, set()))),
    "GBR-POL": ({2440}, dict.fromkeys(("GBR", "POL"), SAME)),
    "POL-ROU": ({2070}, dict.fromkeys(("POL", "ROU"), SAME)),
    "FRA-CSK": ({2120, 2140}, dict.fromkeys(("CSK", "FRA"), SAME)),
    "SUN-CSK": ({2365}, dict.fromkeys(("CSK", "SUN"), SAME)),
    "PACT-OF-STEEL": ({2445}, dict.fromkeys(("DEU", "ITA"), SAME)),
    "GBR-FRA-TUR": ({2490}, dict.fromkeys(("FRA", "GBR", "TUR"), SAME)),
    "GERMAN-CONFEDERATION": (
        {1020},
        {
            **dict.fromkeys(("AUH", "BAD", "BAV", "DEU", "HSE", "HSG", "MEC", "SAX", "WRT"), (set(), {1849})),
            "HAN": (set(range(1815, 1837)), {1849}),
        },
    ),
    "FRA-SARDINIA": ({1210}, dict.fromkeys(("FRA", "ITA"), SAME)),
    "AUH-SIC": ({1025}, dict.fromkeys(("AUH", "SIC"), (set(), {1821}))),
    "PER-BOL": ({1305}, dict.fromkeys(("BOL", "PER"), SAME)),
}
LAST = 2018  # ATOP 5.1 ends here
GERMANY = {"260": "DEU", "255": "DEU"}  # the Federal Republic before and after unification


def _atop(folder, numbers: set[int]) -> dict[str, set[int]]:
    codes = {str(row.cow): state for state, rows in read_states().items() for row in rows if row.cow} | GERMANY
    in_year: dict[tuple[str, int], str] = {}
    for row in sorted((r for rows in read_states().values() for r in rows), key=lambda r: r.since.first):
        for year in range(row.since.first.year, (row.until.last.year if row.until else LAST) + 1):
            in_year.setdefault((str(row.cow), year), row.id)
    found: dict[str, set[int]] = {}
    with (folder / "atop" / "atop5_1m.csv").open(encoding="latin-1") as lines:
        for row in csv.DictReader(lines):
            if int(float(row["atopid"])) in numbers:
                end = int(float(row["yrexit"])) or LAST
                cow = str(int(float(row["member"])))
                for year in range(int(float(row["yrent"])), end + 1):
                    found.setdefault(in_year.get((cow, year), codes[cow]), set()).add(year)
    return found


def _record(alliance: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for m in load().alliances[alliance].members:
        if m.status == "member":
            end = int(str(m.until)[:4]) if m.until else LAST
            found.setdefault(m.state, set()).update(range(int(str(m.since)[:4]), end + 1))
    return found


@pytest.mark.parametrize("alliance", EXPECTED)
def test_members_by_year_differ_from_atop_only_as_the_note_explains(folder, alliance):
    numbers, expected = EXPECTED[alliance]
    atop, ours = _atop(folder, numbers), _record(alliance)
    assert set(ours) == set(atop) == set(expected)
    assert {s: (atop[s] - ours[s], ours[s] - atop[s]) for s in ours} == expected
    note = load().alliances[alliance].note
    assert all(f"{number}" in note for number in numbers), "the entry's note names ATOP's number"
