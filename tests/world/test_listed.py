"""The alliances at a glance: those of a day, of a state, those that still live."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus as fd
from foedus.ground.errors import QueryError
from foedus.record import tables
from foedus.world import World, listing

DAYS = st.dates(dt.date(1946, 1, 1), dt.date(2026, 1, 1))


def test_kazakhstan_belonged_to_two_alliances_in_1995():
    assert [a.id for a in listing(World.at(dt.date(1995, 1, 1)), "Kasachstan")] == ["CIS", "CSTO"]


def test_a_state_that_nobody_knows_is_refused():
    with pytest.raises(QueryError, match="no state 'Narnia'"):
        listing(World.at(dt.date(2020, 1, 1)), "Narnia")


@given(day=DAYS, state=st.sampled_from(sorted(tables.states())))
def test_a_state_is_a_member_wherever_it_is_listed_and_nowhere_else(day, state):
    world = World.at(day)
    everywhere = {a.id: a.members for a in listing(world)}
    assert {a.id for a in listing(world, state)} == {key for key, members in everywhere.items() if state in members}


@given(day=DAYS)
def test_what_had_ended_is_left_out_on_request_only(day):
    world = World.at(day)
    ended = {a.id for a in listing(world) if a.dissolved}
    assert {a.id for a in listing(world)} - ended == {a.id for a in listing(world, ended=False)}


@given(day=DAYS)
def test_no_call_is_counted_before_it_was_known(day):
    calls = {a.id: a.calls for a in listing(World.at(day, known=day))}
    later = {a.id: a.calls for a in listing(World.at(day, known=dt.date(2026, 11, 1)))}
    assert all(calls[key] <= later[key] for key in calls)


def test_no_call_is_counted_before_it_was_made():
    assert {a.id: a.calls for a in listing(World.at(dt.date(1960, 1, 1)), "Turkey")}["NATO"] < 10


def test_the_listing_is_a_table_in_python_too():
    found = fd.alliances("Turkey", on="1960-01-01")
    assert found["id"].to_list() == ["CENTO", "NATO"]
    assert "TUR" in found["members"].to_list()[1]
    ended = fd.alliances(on="2020-01-01").filter(pl.col("id") == "WARSAW-PACT")
    assert ended["dissolved"].to_list()[0].startswith("1991")
