"""How an alliance has kept its word: two records, kept apart, on two clocks."""

from __future__ import annotations

import polars as pl
import pytest

from foedus.datasets import store
from foedus.ground.errors import DatasetError, QueryError
from foedus.measures.reliability.both import COMMITMENTS, REASONS, WARS, kept
from foedus.measures.reliability.recorded import helped
from foedus.record.load import load
from foedus.world import World
from strategies import day

MARKS = [f"{mark}_{coding}" for mark in ("honor", "violate") for coding in ("llm", "bf")]


@pytest.fixture
def published(monkeypatch):
    """Three alliances' tests: the treaty of Tashkent (4220) broke its word in a war that ended in 1994."""
    rows = [
        (4220, 216, "Karabakh1993-94", None, None, True, None),
        (4220, None, "Nowhere", True, None, None, None),
        (3180, 221, "Kosovo1999", True, True, None, None),
        (10, 1, "Old", None, True, True, None),
    ]
    performance = pl.DataFrame(
        rows, orient="row",
        schema={"atopid": pl.Int32, "cowwarid": pl.Int32, "warname": pl.String, **dict.fromkeys(MARKS, pl.Boolean)},
    )  # fmt: skip
    wars = pl.DataFrame(
        {"warnum": [216, 221, 1], "end_year1": [1994, 1999, 1823], "start_year2": [None] * 3, "end_year2": [None] * 3},
        schema_overrides={"start_year2": pl.Int32, "end_year2": pl.Int32},
    )
    tables = {COMMITMENTS: performance, WARS: wars}
    monkeypatch.setattr(store, "frame", lambda name: tables[name])
    monkeypatch.setattr(store, "missing", lambda names: None)


def ask(on, known=None, name="CSTO", **fields):
    world = World.at(day(on), day(known or "2026-11-01"), load())
    return kept(world, world.alliance(name), **fields)


def test_case_the_treaty_of_tashkent_in_war_and_in_calls(published):
    found = ask("2022-01-07")
    assert (found.wars.honoured, found.wars.violated, found.wars.undated) == (0, 1, 1)
    assert found.wars.mean == 0.25
    told = [(t.war, t.ended, t.honoured) for t in found.tests]
    assert told == [("Nowhere", None, True), ("Karabakh1993-94", 1994, False)]
    assert (found.all_alliances.honoured, found.all_alliances.violated) == (1, 2)
    world = World.at(day("2022-01-07"), day("2026-11-01"), load())
    assert found.calls == helped(world, world.alliance("CSTO"))
    assert (found.year, found.reason) == (2003, None)


def test_a_war_counts_from_the_year_after_it_ended(published):
    assert [ask(f"{y}-12-31").wars.violated for y in (1994, 1995)] == [0, 1]
    early = ask("1994-12-31").wars
    assert (early.mean, early.undated) == (0.5, 1)


def test_an_alliance_without_any_test_has_the_prior(published):
    found = ask("1985-01-01", name="WARSAW-PACT")
    assert (found.wars.honoured, found.wars.violated, found.wars.mean, found.tests) == (0, 0, 0.5, ())
    assert found.wars.low95 < 0.01 and found.wars.high95 > 0.99


def test_the_other_coding_is_asked_by_name(published):
    assert ask("2022-01-07", coding="bf").wars.violated == 0
    with pytest.raises(QueryError, match="no coding 'xyz'"):
        ask("2022-01-07", coding="xyz")


def test_what_is_not_here_not_known_or_not_numbered_is_no_count_but_a_reason(published, monkeypatch):
    assert ask("2014-01-01", "2014-01-01").reason == REASONS["not-known"]
    monkeypatch.setattr(store, "missing", lambda names: DatasetError("not here"))
    found = ask("2022-01-07")
    assert found.reason == REASONS["not-here"] and found.calls.calls > 0
    assert found.wars is found.all_alliances is found.tests is None
    monkeypatch.setattr("foedus.measures.reliability.both.rules_of", lambda alliance: None)
    assert ask("2022-01-07").reason == REASONS["no-number"]
