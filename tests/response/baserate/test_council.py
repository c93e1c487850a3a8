"""The council: exact counts against brute force, laws of procedures, readiness that reproduces its target."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.terms import PROCEDURES
from foedus.response.baserate.council import objections, readiness
from foedus.response.procedures import adopted, count_at_most

chances = st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=6)
BY_VOTE = ("consensus", "unanimity-minus-one", "two-thirds", "qualified-majority", "simple-majority")


def by_enumeration(q, accepted):
    """The slow plain version: every combination of objections with its chance."""
    total = 0.0
    for outcome in product([False, True], repeat=len(q)):
        chance = np.prod([p if objects else 1 - p for p, objects in zip(q, outcome, strict=True)])
        total += chance * accepted(outcome)
    return total


@given(chances, st.integers(0, 7))
def test_counting_objections_agrees_with_enumeration(q, limit):
    found = count_at_most(np.array([q, q[::-1]]), limit)
    assert found == pytest.approx([by_enumeration(q, lambda o: sum(o) <= limit)] * 2, abs=1e-12)


@given(chances, st.sampled_from(PROCEDURES), st.data())
def test_every_procedure_agrees_with_the_votes_one_by_one(q, procedure, data):
    """The state that asks has a vote too and uses it for itself."""
    leader = data.draw(st.none() | st.integers(0, len(q) - 1))
    voters = len(q) + 1

    def passes(objections):
        ayes = voters - sum(objections)
        if procedure == "each-for-itself":
            return ayes > 1
        if procedure == "leader-decides" and leader is not None:
            return not objections[leader]
        if procedure == "unanimity-minus-one":
            return ayes >= voters - 1
        if procedure in ("two-thirds", "qualified-majority"):
            return 3 * ayes >= 2 * voters
        if procedure == "simple-majority":
            return 2 * ayes > voters
        return ayes == voters

    found = adopted(procedure, np.array([q]), leader)
    assert found[0] == pytest.approx(by_enumeration(q, passes), abs=1e-12)


@given(chances, st.sampled_from(PROCEDURES), st.data())
def test_more_readiness_to_object_never_helps_a_decision(q, procedure, data):
    leader = data.draw(st.none() | st.integers(0, len(q) - 1))
    which = data.draw(st.integers(0, len(q) - 1))
    worse = list(q)
    worse[which] = data.draw(st.floats(min_value=q[which], max_value=1))
    before, after = adopted(procedure, np.array([q]), leader), adopted(procedure, np.array([worse]), leader)
    assert after[0] <= before[0] + 1e-12


@given(chances)
def test_the_less_a_procedure_asks_for_the_more_passes(q):
    p = {name: adopted(name, np.array([q]), None)[0] for name in PROCEDURES}
    assert p["unanimity-minus-one"] >= p["consensus"] - 1e-12
    assert p["simple-majority"] >= p["two-thirds"] - 1e-12
    assert p["two-thirds"] == p["qualified-majority"] >= p["consensus"] - 1e-12
    assert p["each-for-itself"] >= p["simple-majority"] - 1e-12 or len(q) < 2
    assert p["leader-decides"] == p["consensus"] == p["unanimity-without-parties"]


@given(chances, st.data())
def test_a_leader_that_decides_alone_passes_more_than_consensus(q, data):
    leader = data.draw(st.integers(0, len(q) - 1))
    array = np.array([q])
    assert adopted("leader-decides", array, leader)[0] >= adopted("consensus", array, leader)[0] - 1e-12


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_an_alliance_of_one_decides_nothing(procedure):
    assert adopted(procedure, np.empty((3, 0)), None).tolist() == [0, 0, 0]


weightings = st.lists(st.floats(min_value=0.2, max_value=4), min_size=2, max_size=7)
targets = st.floats(min_value=1e-5, max_value=1 - 1e-5)


@given(weightings, targets, st.sampled_from(PROCEDURES), st.data())
def test_readiness_reproduces_the_base_rate_under_every_procedure(w, target, procedure, data):
    leader = data.draw(st.none() | st.integers(0, len(w) - 1))
    weights, wanted = np.array([w, w]), np.array([target, target / 2])
    q = objections(readiness(wanted, procedure, weights, leader), weights)
    assert ((q >= 0) & (q <= 1)).all()
    assert adopted(procedure, q, leader) == pytest.approx(wanted, rel=1e-6, abs=1e-9)


@given(weightings, st.floats(min_value=0, max_value=5))
def test_who_weighs_more_objects_more(w, h):
    q = objections(np.array([h]), np.array([w]))[0]
    assert all(q[i] <= q[j] for i in range(len(w)) for j in range(len(w)) if w[i] <= w[j])
    assert (h == 0) == (q.sum() == 0) or h < 1e-300


@given(weightings, targets)
def test_without_one_member_consensus_is_likelier(w, target):
    weights = np.array([w])
    q = objections(readiness(np.array([target]), "consensus", weights, None), weights)
    assert adopted("consensus", q[:, 1:], None)[0] >= target - 1e-12
