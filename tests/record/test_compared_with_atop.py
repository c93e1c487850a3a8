"""The record's members and obligations beside ATOP's: every difference has a reason that cites a source."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from foedus.record.load import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("compare_atop", ROOT / "tools" / "compare_atop.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["compare_atop"] = module
    spec.loader.exec_module(module)
    return module


def test_every_reason_names_an_alliance_and_sources_of_the_record(tool):
    record = load()
    for entry in (*tool.plan()["members"], *tool.plan()["obligations"]):
        assert entry["alliance"] in record.alliances
        assert entry["sources"] and all(s in record.sources for s in entry["sources"]), entry
        assert entry["why"] and not entry["why"].endswith(".")


def test_a_membership_ends_on_the_day_before_its_end(tool):
    years = tool.our_years(load().alliances["WARSAW-PACT"])
    assert ("RUS", 1955) in years and ("DDR", 1990) in years and ("DDR", 1991) not in years
    assert not any(year > 1991 for _, year in years)


@pytest.mark.data
def test_under_half_a_per_cent_of_member_years_differ_without_a_reason(folder, tool):
    found = tool.compare(load(), tool.atop_rows(folder))
    every = sum(len(c.both | c.differ) for c in found)
    assert len(found) >= 45 and every > 13_000
    assert sum(len(c.unexplained) for c in found) / every < tool.BORNE


@pytest.mark.data
def test_every_reason_explains_something_and_every_obligation_agrees_or_has_one(folder, tool):
    rows = tool.atop_rows(folder)
    used = {(c.alliance, why) for c in tool.compare(load(), rows) for why in c.reasons.values()}
    assert [e for e in tool.plan()["members"] if (e["alliance"], e["why"]) not in used] == []
    duties = tool.obligations(load(), rows)
    assert not [row for row in duties if row[6] == "?"]
    assert tool.told(tool.compare(load(), rows), duties) in tool.PAGE.read_text("utf-8"), "run the tool with --write"
    said = {(row[0], row[6]) for row in duties}
    assert [e for e in tool.plan()["obligations"] if (e["alliance"], e["why"]) not in said] == []


@pytest.mark.data
@pytest.mark.parametrize(
    ("alliance", "state", "atop", "ours"),
    [("ANZUS", "NZL", 1951, 2018), ("WEU", "GRC", 1992, None), ("US-KOR", "USA", 1953, None)],
)
def test_some_differences_by_year_are_those_that_the_notes_tell(folder, tool, alliance, state, atop, ours):
    (one,) = (c for c in tool.compare(load(), tool.atop_rows(folder)) if c.alliance == alliance)
    assert (state, atop) in one.atop
    assert ours is None or (state, ours) in one.ours
