"""The frame of allies in war: its trigger, who is at risk, and what no feature may know."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_wars import Known, fighter, later, pledge, rows, war, world

from foedus.evidence.frames.pacts import Pacts
from foedus.evidence.frames.rows import NEVER
from foedus.evidence.frames.triggers import triggers

SHARE = Known().share


def at_risk(frame):
    """Trigger, ally and outcome of every row, with the day."""
    parts = (label.split(" ") for label in frame.label)
    return [(p[0], int(p[3]), int(p[4]), bool(y)) for p, y in zip(parts, frame.outcome, strict=True)]


def test_one_trigger_a_side_and_day():
    found = triggers(world()[0][0], SHARE)
    assert [(t.state.ccode, t.later) for t in found] == [(20, False), (2, False), (50, True)]
    assert [t.adversaries for t in found] == [(2,), (20,), (20,)]


def test_who_began_the_war_calls_before_a_stronger_one():
    both = war("x", fighter(5, 1, "1910-01-01", began=True), fighter(9, 1, "1910-01-01"), fighter(7, 2, "1910-01-01"))
    assert triggers(both, SHARE)[0].state.ccode == 5


def test_who_had_fought_before_is_no_trigger():
    turned = war("x", fighter(5, 1, "1910-01-01"), fighter(7, 2, "1910-01-01"), fighter(5, 2, "1911-01-01"))
    assert [t.state.ccode for t in triggers(turned, SHARE)] == [5, 7]


def test_an_ally_that_fights_from_the_first_day_is_at_risk_and_came():
    found = at_risk(rows(*world(), first_only=True))
    assert ("1910-05-01", 2, 1, True) in found
    assert ("1910-05-01", 2, 50, True) in found
    assert ("1910-05-01", 2, 3, False) in found


def test_a_later_entry_is_a_new_call_to_those_who_do_not_fight_yet():
    found = at_risk(rows(*world()))
    assert ("1911-03-01", 50, 3, False) in found
    assert not [row for row in found if row[1] == 50 and row[2] in (1, 2)]


def test_an_adversary_is_not_at_risk_for_its_enemy():
    assert not [row for row in at_risk(rows(*world())) if row[1:3] == (20, 2)]


def test_who_used_no_force_did_not_come():
    wars, pacts = world()
    weak = war("w", fighter(1, 1, "1950-01-10"), fighter(30, 2, "1950-01-10"), fighter(2, 1, "1950-02-01", force=False))
    assert ("1950-01-10", 1, 2, False) in at_risk(rows([*wars, weak], pacts))


@given(st.sampled_from([1, 50]), st.integers(1, 300))
def test_moving_the_days_of_those_who_come_moves_no_feature(ccode, days):
    (first, second), pacts = world()
    before = rows([first, second], pacts, first_only=True)
    after = rows([later(first, ccode, days), second], pacts, first_only=True)
    own = before.group == "first"  # what they did is past, and part of their record, in the next war
    assert (before.label == after.label).all()
    assert (before.x == after.x)[own].all()
    assert (before.outcome == after.outcome).all()


def test_deleting_the_future_moves_nothing():
    (first, second), pacts = world()
    whole, cut = rows([first, second], pacts), rows([first], pacts)
    kept = whole.only(np.isin(whole.label, cut.label))
    assert len(kept) == len(cut)
    assert (kept.x == cut.x).all()


def test_an_outcome_is_known_when_it_has_happened():
    frame = rows(*world())
    eve = dt.date(1911, 3, 1).toordinal()
    came = frame.came == eve
    assert frame.known_on(eve)[came].sum() == 0
    assert frame.known_on(eve + 1)[came].all()
    assert frame.known_on(NEVER).sum() == frame.outcome.sum()


def test_the_record_counts_other_wars_only_and_only_what_was_over():
    frame = rows(*world())
    own = frame.column("record-wars")
    assert (own[frame.group == "first"] == 0).all(), "nothing was known before the first war"
    second = {label.split(" ")[4]: value for label, value in zip(frame.label, own, strict=True) if "second" in label}
    assert second["050"] > 0 > second["003"]


def test_the_order_of_wars_and_pledges_moves_nothing():
    wars, pacts = world()
    members = [m for parts in pacts.of_treaty.values() for m in parts]
    one, two = rows(wars, pacts), rows(wars[::-1], Pacts(members[::-1]))
    assert (one.label == two.label).all()
    assert (one.x == two.x).all()
    assert (one.outcome == two.outcome).all()


def test_a_bond_names_the_strongest_duty_and_the_smallest_treaty():
    pacts = Pacts([pledge(1, 1), pledge(1, 2), pledge(1, 3), pledge(2, 1, "nonagg"), pledge(2, 2, "nonagg")])
    bond = pacts.allies(1, dt.date(1950, 1, 1))[2]
    assert (bond.strongest, bond.treaties, bond.smallest) == ("defense", 2, 2)
    assert pacts.allies(1, dt.date(2001, 1, 1)) == {}
