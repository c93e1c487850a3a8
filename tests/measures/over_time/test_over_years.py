"""An alliance over years: what is computed for all years at once is what each day's measure says."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.calendar import AsOf
from foedus.ground.errors import QueryError
from foedus.measures import concentration, dependence, divergence
from foedus.measures.over_time.one_alliance import over_years
from foedus.measures.strength.concentration import concentration_by_group
from foedus.measures.strength.dependence import dependence_by_group
from foedus.measures.strength.shares import Shares, shares_by_group
from foedus.measures.threat.divergence import divergence_by_year
from foedus.record.load import load
from foedus.world import World
from strategies import day

STATES = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")
FIGURES = st.one_of(st.none(), st.floats(min_value=0.001, max_value=1e12))


@st.composite
def years_of_figures(draw):
    """Some years, each with members, their figures (None unknown) and a leader, who may be none of them."""
    return [
        (
            draw(st.dictionaries(st.sampled_from(STATES), FIGURES, min_size=1)),
            draw(st.sampled_from([*STATES, None])),
        )
        for _ in range(draw(st.integers(1, 6)))
    ]


def on_a_day(values, leader):
    """The shares of one day by the written rule, figure by figure."""
    known = {s: v for s, v in values.items() if v is not None}
    missing = tuple(s for s, v in values.items() if v is None)
    total = sum(known.values()) if known else None
    whole = total and leader not in missing and 2 * len(missing) < len(values)
    return Shares(
        concept="gdp", unit="", series="", year=1, total=total, values=values, missing=missing,
        shares={s: v / total if whole and v is not None else None for s, v in values.items()},
    )  # fmt: skip


@given(years_of_figures())
def test_oracle_each_year_is_what_the_day_s_measures_say(years):
    rows = [(g, s, v, s == leader) for g, (values, leader) in enumerate(years) for s, v in sorted(values.items())]
    group = np.array([g for g, *_ in rows])
    values = np.array([np.nan if v is None else v for _, _, v, _ in rows])
    leads = np.array([led for *_, led in rows])
    shares = shares_by_group(values, group, len(years), leads)
    on = dependence_by_group(values, shares, group, len(years), leads)
    index = concentration_by_group(shares, group, len(years))
    for g, (of_year, leader) in enumerate(years):
        single = on_a_day(of_year, leader)
        alone, spread = dependence(single, leader), concentration(single)
        assert told(index[g]) == pytest.approx(spread.herfindahl)
        assert told(on.leader_share[g]) == pytest.approx(alone.leader_share)
        assert told(on.without_leader[g]) == pytest.approx(alone.without_leader)
        # One minus a share that is nearly one loses digits.
        assert told(on.without_leader_ratio[g]) == pytest.approx(alone.without_leader_ratio, abs=1e-12)
        assert told(on.next_share[g]) == pytest.approx(alone.next_share)
        follower = rows[on.following[g]][1] if on.following[g] >= 0 else None
        assert follower == alone.next_state


def told(value):
    return None if np.isnan(value) else float(value)


def test_no_rows_at_all_are_unknown_everywhere():
    none, nobody, flags = np.zeros(0), np.zeros(0, int), np.zeros(0, bool)
    on = dependence_by_group(none, none, nobody, 2, flags)
    assert np.isnan(on.next_share).all() and (on.following == -1).all()
    assert np.isnan(concentration_by_group(none, nobody, 2)).all()


@given(st.lists(st.lists(st.sets(st.sampled_from("abcd")), min_size=3, max_size=3), min_size=1, max_size=4))
def test_oracle_divergence_is_the_jaccard_distance_of_every_pair_in_every_year(years):
    named = np.array([[[source in sets for source in "abcd"] for sets in year] for year in years])
    found = divergence_by_year(named)
    for y, year in enumerate(years):
        for i, one in enumerate(year):
            for j, other in enumerate(year):
                if i == j or not one or not other:
                    assert np.isnan(found[y, i, j])
                else:
                    assert found[y, i, j] == pytest.approx(1 - len(one & other) / len(one | other))


# --- on the shipped record ------------------------------------------------------------------------

NOW = World.at(day("2026-11-01"), day("2026-11-01"), load())


def ask(name, first, last, *more, **fields):
    return over_years(NOW, NOW.alliance(name), first, last, *more, **fields)


@pytest.mark.parametrize("name", ["CSTO", "NATO", "WARSAW-PACT"])
def test_oracle_divergence_and_members_are_those_of_1_july(name):
    entry = NOW.alliance(name)
    first = 1994 if name == "CSTO" else 1956
    for row in ask(name, first, first + 30):
        then = World(AsOf(dt.date(row.year, 7, 1), NOW.as_of.known), NOW.record)
        single = divergence(then, entry)
        assert row.members == tuple(m.state for m in then.members(entry))
        assert row.divergence == pytest.approx(single.mean)
        assert row.pairs == sum(v is not None for row in single.divergence.values() for v in row.values()) / 2
        assert row.leader == (led.state if (led := then.leader(entry)) and row.members else None)


def test_case_a_member_without_a_figure_makes_bounds_and_a_leader_without_one_unknown():
    by_year = {row.year: row for row in ask("CSTO", 1994, 2025, "military-expenditure", "milex-wdi")}
    assert by_year[2015].missing == ("KAZ",) and by_year[2015].leader_share > by_year[2014].leader_share
    assert by_year[2021].missing == () and by_year[2021].next_state == "KAZ"
    assert (by_year[2025].total, by_year[2025].leader_share, by_year[2025].leader) == (None, None, "RUS")
    assert set(by_year[2025].missing) == set(by_year[2025].members)


def test_one_series_speaks_for_all_years_and_can_be_chosen():
    best = ask("CSTO", 1994, 2021)
    one, other = (ask("CSTO", 1994, 2021, "military-expenditure", key) for key in ("milex-nmc", "milex-wdi"))
    assert best == one and {row.series for row in other} == {"milex-wdi"}
    assert sum(len(row.missing) for row in one) < sum(len(row.missing) for row in other)


def test_what_was_not_known_by_the_second_clock_is_not_used():
    early = World.at(day("2026-11-01"), day("2015-01-01"), load())
    found = over_years(early, early.alliance("CSTO"), 2010, 2020)
    assert found[0].total is not None and found[-1].total is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("CSTO", 2008, 2007), "no years from 2008 to 2007"),
        (("CSTO", 0, 2007), "no years from 0 to 2007"),
        (("CSTO", 2008, 2030), "no years from 2008 to 2030"),
        (("CSTO", 1950, 1960), "no members on 1 July"),
        (("CSTO", 2000, 2001, "gold"), "no series measures 'gold'"),
        (("CSTO", 2000, 2001, "gdp", "milex-wdi"), "'milex-wdi' is no series of gdp"),
    ],
)
def test_what_cannot_be_asked_is_said(asked, said):
    with pytest.raises(QueryError, match=said):
        ask(*asked)
