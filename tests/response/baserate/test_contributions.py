"""Who sends soldiers, and how many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.response.baserate.contributions import (
    LARGEST_SHARE,
    Senders,
    Sent,
    chance_to_send,
    senders,
    sizes,
    troops_by_state,
)
from foedus.response.baserate.positions import weights
from foedus.response.draws import Draws
from foedus.response.precedents import precedents
from foedus.response.standing import Standing, standing
from foedus.world import World
from strategies import LATE, brings, case, clocks, day, names, precedent, small_record

NOBODY = Sent(sent=0, eligible=0)
EMPTY = Senders(by_state={}, leaders=NOBODY, others=NOBODY, without_leader=NOBODY, log_shares=())
RECORD = small_record()
DRAWS = Draws(0, 2000)


def stands(state="KAZ", **fields):
    filled = {"shared": (), "supported": 0, "objected": 0, "distance_km": 1000.0, "borders": False} | fields
    return Standing(state=state, **filled)


# --- who sent -------------------------------------------------------------------------------------


def test_the_first_figure_of_each_state_counts_and_materiel_is_no_soldier():
    found = troops_by_state(RECORD.invocations["KAZ-2022"], clocks("2022-02-01"))
    assert found == {"RUS": 3000.0, "BLR": 0.0, "TJK": 200.0, "KGZ": 150.0}
    assert troops_by_state(RECORD.invocations["KAZ-2022"], clocks("2022-01-06")) == {"BLR": 0.0}


def test_senders_count_the_members_of_the_day_except_the_one_in_need(series, at):
    world = at("2023-01-01")
    found = senders(precedents(RECORD, world.as_of), world)
    assert found.by_state["RUS"] == Sent(sent=1, eligible=1)
    assert found.by_state["ARM"] == Sent(sent=0, eligible=1)
    assert "KAZ" not in found.by_state
    assert "BLR" not in found.by_state
    assert found.leaders == Sent(sent=1, eligible=1)
    assert found.others == Sent(sent=2 + 1, eligible=3 + 4)
    assert found.without_leader == Sent(sent=0, eligible=1)
    assert sorted(found.log_shares) == pytest.approx(sorted(np.log([3000 / 1.4e6, 200 / 16e3, 150 / 20e3])))


def test_a_case_whose_contributors_are_not_on_record_says_nothing_about_senders(at):
    world = at("2023-01-01")
    bare = [precedent("x", came="troops"), precedent("y", came="observers", contributions=(brings("RUS", best=5.0),))]
    assert senders(bare, world) == EMPTY


def test_who_is_not_on_a_partial_list_has_not_stayed_away(series, at):
    world = at("2023-01-01")
    part = [precedent("x", came="troops", contributions=(brings("TJK", best=5.0),), contributors="partial")]
    found = senders(part, world)
    assert found.by_state == {}
    assert found.others == found.leaders == found.without_leader == NOBODY
    assert len(found.log_shares) == 1, "how many it sent is known all the same"


def test_help_without_the_leader_is_counted(series, at):
    world = at("2023-01-01")
    alone = [precedent("x", came="troops", contributions=(brings("TJK", best=5.0),))]
    assert senders(alone, world).without_leader == Sent(sent=1, eligible=1)


def test_when_the_leader_itself_calls_nobody_acts_without_it(series, at):
    world = at("2023-01-01")
    made = case("x", "CSTO", "RUS", "2015-01-01", came="troops", contributions=(brings("KAZ", best=5.0),))
    (kept,) = [p for p in precedents(small_record((made,)), world.as_of) if p.case.id == "x"]
    found = senders([kept], world)
    assert found.without_leader == found.leaders == NOBODY
    assert found.others == Sent(sent=1, eligible=4)


# --- the chance of sending ------------------------------------------------------------------------


def test_a_record_of_sending_raises_the_chance():
    never = Senders({"KAZ": Sent(sent=0, eligible=20)}, NOBODY, Sent(sent=10, eligible=20), NOBODY, ())
    always = Senders({"KAZ": Sent(sent=20, eligible=20)}, NOBODY, Sent(sent=10, eligible=20), NOBODY, ())
    low = chance_to_send(stands(), False, never, DRAWS, 1000.0)
    high = chance_to_send(stands(), False, always, DRAWS, 1000.0)
    assert low.mean() < 0.3 < 0.7 < high.mean()
    assert ((low > 0) & (high < 1)).all()


@given(st.floats(0, 20_000), st.floats(0, 20_000))
def test_the_farther_the_less_likely_run_by_run(one, other):
    near, far = sorted((one, other))
    nearer = chance_to_send(stands(distance_km=near), False, EMPTY, DRAWS, 2000.0)
    farther = chance_to_send(stands(distance_km=far), False, EMPTY, DRAWS, 2000.0)
    assert (nearer >= farther - 1e-12).all()


def test_distance_does_not_move_the_leader_nor_whom_nobody_can_place():
    leader = chance_to_send(stands(distance_km=9000.0), True, EMPTY, DRAWS, 1000.0)
    assert (leader == chance_to_send(stands(distance_km=1.0), True, EMPTY, DRAWS, 1000.0)).all()
    placed = chance_to_send(stands(distance_km=1000.0), False, EMPTY, DRAWS, 1000.0)
    assert chance_to_send(stands(distance_km=None), False, EMPTY, DRAWS, 1000.0) == pytest.approx(placed)


# --- sizes ----------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(st.lists(st.floats(min_value=-12, max_value=0), max_size=8), st.floats(min_value=1, max_value=3e6))
def test_a_contingent_is_positive_and_at_most_half_of_the_armed_forces(shares, personnel):
    found = sizes("KAZ", personnel, Senders({}, NOBODY, NOBODY, NOBODY, tuple(shares)), DRAWS)
    assert (found > 0).all()
    assert (found <= LARGEST_SHARE * personnel * (1 + 1e-12)).all()
    assert LARGEST_SHARE == 0.5


def test_recorded_contingents_pull_the_size_and_narrow_it():
    known = Senders({}, NOBODY, NOBODY, NOBODY, (np.log(0.05),) * 200)
    prior, informed = sizes("KAZ", 100_000.0, EMPTY, DRAWS), sizes("KAZ", 100_000.0, known, DRAWS)
    assert np.median(prior) == pytest.approx(300, rel=0.35)
    assert np.median(informed) == pytest.approx(5000, rel=0.15)
    assert np.log(informed).std() < np.log(prior).std() / 2


def test_twice_the_army_sends_twice_as_many():
    one, two = sizes("KAZ", 1000.0, EMPTY, DRAWS), sizes("KAZ", 2000.0, EMPTY, DRAWS)
    assert two == pytest.approx(2 * one)


def test_each_member_has_a_stream_of_its_own():
    kaz, rus = sizes("KAZ", 1000.0, EMPTY, DRAWS), sizes("RUS", 1000.0, EMPTY, DRAWS)
    assert (kaz == rus).sum() == ((kaz == 500) & (rus == 500)).sum() < 200


# --- standings and weights ------------------------------------------------------------------------


def test_a_standing_is_what_was_known_of_a_member_before_the_call(at):
    world = at("2022-01-05")
    found = standing(world, "RUS", "KAZ", precedents(RECORD, world.as_of))
    assert (found.supported, found.objected, found.shared, found.borders) == (1, 1, (), True)
    assert found.distance_km == pytest.approx(2270, abs=60)
    assert standing(world, "TJK", "KAZ", []).shared == ("islamic-state",)


def test_two_that_fear_each_other_do_not_share_a_threat(at):
    assert standing(at("2022-01-05"), "KGZ", "TJK", []).shared == ("islamic-state",)
    threats = {t.id: t for t in (names("TJK", "KGZ", source_state="TJK"), names("TJK", "TJK", source_state="TJK"))}
    world = World.at(day("2022-01-05"), LATE, replace(RECORD, threats=threats))
    assert standing(world, "KGZ", "TJK", []).shared == ()


def test_a_reserve_counts_as_an_objection(at):
    world = at("2023-01-01")
    assert standing(world, "KAZ", "ARM", precedents(RECORD, world.as_of)).objected == 1


def test_the_average_member_weighs_one_and_a_shared_threat_weighs_less():
    w = weights([stands(), stands(shared=("x",))], [], DRAWS)
    assert w.shape == (2000, 2)
    assert w[:, 0] == pytest.approx(np.ones(2000))
    assert ((w[:, 1] >= 0.35) & (w[:, 1] <= 1.0)).all()


def test_who_objected_before_weighs_more_than_who_supported(at):
    world = at("2023-01-01")
    cases = precedents(RECORD, world.as_of)
    w = weights([stands(objected=3), stands(), stands(supported=3)], cases, DRAWS)
    assert (w[:, 0] > w[:, 1]).all()
    assert (w[:, 1] > w[:, 2]).all()
    assert (w > 0).all()


def test_without_members_there_are_no_weights():
    assert weights([], [], DRAWS).shape == (2000, 0)
