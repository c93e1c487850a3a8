"""Published tables with spells in years join by their id: rivalries, arms races, powers; the figures are the files'."""

from __future__ import annotations

import polars as pl
import pytest

from foedus.panel import dyad_years, state_years, system

pytestmark = pytest.mark.data
RIVALRIES, RACES, POWERS = "thompson-sakuwa-suhas.rivalries", "arms-races.races", "maoz-powers.spells"


@pytest.fixture
def store(read, monkeypatch):
    monkeypatch.setattr("foedus.datasets.store.frame", read)
    system._state_years.cache_clear()
    yield read
    system._state_years.cache_clear()


def test_a_rivalry_holds_in_each_of_its_years_both_ways(store):
    panel = dyad_years(1946, 1991).add("thompson-sakuwa-suhas")
    (counts,) = panel.joins
    assert counts.spelled == store(RIVALRIES).height
    assert counts.rows == counts.matched + counts.outside + counts.unmatched
    spells = store(RIVALRIES).filter(ccode1=2, ccode2=365).select("start_year", "end_year").rows()
    right = {y for first, last in spells for y in range(first, last + 1)} & set(range(1946, 1992))
    found = panel.frame().filter(ccode1=365, ccode2=2).filter(pl.col("thompson_sakuwa_suhas_tssr_id").is_not_null())
    assert found["year"].to_list() == sorted(right)
    assert len(right) > 40


def test_arms_races_are_as_many_pair_years_as_their_spells_have(store):
    races = store(RACES)
    long = (races["end_year"] - races["start_year"] + 1).sum()
    panel = dyad_years(1854, 1984, directed=False).add("arms-races")
    assert panel.joins[0].rows == long
    assert panel.frame()["arms_races_race_id"].count() == panel.joins[0].matched


def test_powers_of_two_kinds_are_a_flag_each(store):
    found = state_years(1816, 2020).add("maoz-powers").frame()
    american = found.filter(ccode=2)
    assert american.filter(pl.col("maoz_powers_global"))["year"].max() == 2019
    assert american.filter(year=2020)["maoz_powers_global"].to_list() == [None]
    spells = store(POWERS).filter(ccode=2)
    regional = american.filter(pl.col("maoz_powers_regional"))["year"]
    assert regional.min() == spells["regional_start"].min().year
