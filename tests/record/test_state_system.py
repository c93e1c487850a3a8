"""The states since 1816: every one of the two published lists has its row, on its days, under one id."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest

from foedus.brief.words import names
from foedus.record import tables
from foedus.record.tables import State
from foedus.world import World
from strategies import day

#: Two small states that Gleditsch and Ward call tentative; the record holds them as places.
PLACES = {396, 397}


def _bearers(field: str) -> dict[int, list[State]]:
    found: dict[int, list[State]] = defaultdict(list)
    for spans in tables.states().values():
        for span in spans:
            found[getattr(span, field)].append(span)
    return found


@pytest.mark.data
def test_every_state_of_the_correlates_of_war_has_a_row_on_each_of_its_days(folder: Path) -> None:
    held = _bearers("cow")
    with (folder / "cow-system" / "states2016.csv").open(encoding="utf-8") as file:
        spells = list(csv.DictReader(file))
    assert len({row["ccode"] for row in spells}) == 217
    for row in spells:
        start = dt.date(int(row["styear"]), int(row["stmonth"]), int(row["stday"]))
        end = dt.date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"]))
        spans = held[int(row["ccode"])]
        for when in (start, start + (end - start) / 2, end):
            # The list has West Germany from 1955, the record from 1949; it splits no state that took another name.
            assert any(s.existed(when) for s in spans), (row["statenme"], when)


@pytest.mark.data
@pytest.mark.filterwarnings("ignore:Missing constructor")
def test_every_state_of_gleditsch_and_ward_has_a_row(folder: Path) -> None:
    import rdata

    table = rdata.read_rda(folder / "isard" / "gw_system.rda")["gw_system"]
    listed = {int(code) for code in table["gwcode"]}
    assert listed - set(_bearers("gw")) == PLACES


@pytest.mark.parametrize(
    ("number", "on", "state", "name"),
    [
        ("300", "1850-01-01", "AUH", "Austrian Empire"), ("300", "1914-07-28", "AUH", "Austria-Hungary"),
        ("255", "1866-06-14", "DEU", "Prussia"), ("255", "1871-01-18", "DEU", "Germany"),
        ("325", "1855-01-26", "ITA", "Sardinia-Piedmont"), ("640", "1912-10-08", "TUR", "Ottoman Empire"),
        ("345", "1914-07-28", "SRB", "Serbia"), ("345", "1938-01-01", "YUG", "Yugoslavia"),
        ("730", "1904-02-08", "JOS", "Korea (Joseon)"), ("315", "1938-09-30", "CSK", "Czechoslovakia"),
        ("329", "1860-05-11", "SIC", "Two Sicilies"), ("564", "1899-10-11", "OFS", "Orange Free State"),
        ("511", "1964-01-12", "ZAN", "Zanzibar"), ("817", "1960-01-01", "VNM", "South Vietnam"),
    ],
)  # fmt: skip
def test_a_number_of_the_lists_is_the_state_of_the_day_under_the_name_of_the_day(number, on, state, name):
    world = World.at(day(on))
    assert (world.state(number).id, world.name(state)) == (state, name)


def test_a_vanished_state_is_followed_by_one_that_the_record_has():
    gone = {key: spans[-1] for key, spans in tables.states().items() if spans[-1].until}
    assert {s.successor for s in gone.values()} - {""} <= set(tables.states())
    unfollowed = {key for key, span in gone.items() if not span.successor}
    assert unfollowed == {"ANM", "JOS", "TBT", "UPC"}, "who followed is contested, or several did"


@pytest.mark.parametrize(
    ("state", "on", "case", "told"),
    [
        ("TUR", "1914-08-02", "dat", "dem Osmanischen Reich"), ("TUR", "1952-02-18", "dat", "der Türkei"),
        ("IRN", "1914-08-02", "von", "von Persien"), ("IRN", "1979-02-11", "von", "vom Iran"),
        ("AUH", "1914-08-02", "nom", "Österreich-Ungarn"), ("YUG", "1921-06-07", "nom", "das Königreich der Serben, Kroaten und Slowenen"),
    ],
)  # fmt: skip
def test_a_state_is_told_with_the_article_of_its_name_of_the_day(state, on, case, told):
    assert names.state(World.at(day(on)), state, "de", case) == told
