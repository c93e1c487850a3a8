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
}
LAST = 2018  # ATOP 5.1 ends here
GERMANY = {"260": "DEU", "255": "DEU"}  # the Federal Republic before and after unification


def _atop(folder, numbers: set[int]) -> dict[str, set[int]]:
    codes = {str(row.cow): state for state, rows in read_states().items() for row in rows if row.cow} | GERMANY
    found: dict[str, set[int]] = {}
    with (folder / "atop" / "atop5_1m.csv").open(encoding="latin-1") as lines:
        for row in csv.DictReader(lines):
            if int(float(row["atopid"])) in numbers:
                end = int(float(row["yrexit"])) or LAST
                years = range(int(float(row["yrent"])), end + 1)
                found.setdefault(codes[str(int(float(row["member"])))], set()).update(years)
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
