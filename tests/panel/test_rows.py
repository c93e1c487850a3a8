"""Rows of panels: who makes a dyad with whom in which year, and where a row is found."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.panel import dyad_years, state_years, system
from foedus.panel.dyads import dyads
from small_tables import small

__all__ = ["small"]


def plain_dyads(spells, first, last, directed):
    """The definition, slowly: two states that were members on a common day of the year."""
    found = set()
    for year in range(first, last + 1):
        year_span = (dt.date(year, 1, 1), dt.date(year, 12, 31))
        here = [
            (c, max(a, year_span[0]), min(b, year_span[1]))
            for c, a, b in spells
            if a <= year_span[1] and b >= year_span[0]
        ]
        for (c1, a1, b1), (c2, a2, b2) in permutations(here, 2):
            if c1 != c2 and max(a1, a2) <= min(b1, b2) and (directed or c1 < c2):
                found.add((year, c1, c2))
    return sorted(found)


def test_germany_and_east_germany_make_no_dyad_in_1990(small):
    rows = dyad_years(1990, 1990).frame().select("ccode1", "ccode2").rows()
    assert (255, 220) in rows
    assert (260, 265) in rows
    assert (255, 265) not in rows
    assert (265, 255) not in rows


def test_states_of_the_last_day_are_taken_as_members_since(small):
    assert state_years(2020, 2025).frame()["ccode"].unique().sort().to_list() == [2, 211, 220, 255, 365]


def test_undirected_rows_are_half_of_the_directed_ones(small):
    one, both = dyad_years(1988, 1992, directed=False), dyad_years(1988, 1992)
    assert len(both) == 2 * len(one)
    assert one.frame().filter(pl.col("ccode1") >= pl.col("ccode2")).is_empty()


@pytest.mark.parametrize(("first", "last"), [(1815, 1820), (1990, 1980), (1990, 3000)])
def test_years_that_no_panel_has(small, first, last):
    with pytest.raises(QueryError, match="no panel"):
        dyad_years(first, last)


def test_an_unknown_system(small):
    with pytest.raises(QueryError, match="cow or gw"):
        dyad_years(1990, 1991, system="iso")


spans = st.lists(
    st.tuples(
        st.integers(1, 30),
        st.dates(dt.date(1900, 1, 1), dt.date(1906, 12, 31)),
        st.dates(dt.date(1900, 1, 1), dt.date(1906, 12, 31)),
    ).map(lambda s: (s[0], min(s[1:]), max(s[1:]))),
    min_size=1,
    max_size=14,
)


@given(spans, st.booleans())
def test_rows_are_those_of_the_definition(spells, directed):
    """Oracle: nested loops over days; a state may come, go and come again within a year."""
    system._state_years.cache_clear()
    original = system.spells
    system.spells = lambda _: spells
    try:
        found = dyads(system._state_years(1900, 1906, "cow"), directed)
    finally:
        system.spells = original
        system._state_years.cache_clear()
    states = found.states
    rows = [
        (int(states.year[i]), int(states.code[i]), int(states.code[j]))
        for i, j in zip(found.one, found.two, strict=True)
    ]
    assert rows == plain_dyads(spells, 1900, 1906, directed)
    if rows:
        year, one, two = (np.array(x) for x in zip(*rows, strict=True))
        assert found.rows_of("ccode", one, two, year).tolist() == list(range(len(rows)))
        turned = found.rows_of("ccode", one, two, year, both_ways=True)[len(rows) :]
        assert turned.tolist() == found.rows_of("ccode", two, one, year).tolist()
        assert (turned >= 0).all() if directed else (turned == -1).all()
        assert (found.rows_of("ccode", one, one, year) == -1).all()
        assert (found.rows_of("ccode", one, two + 500, year) == -1).all()
        assert (found.rows_of("ccode", one, two, year + 50) == -1).all()
