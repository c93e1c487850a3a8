"""What a change does, run by run: laws of the difference, and the chances of the two whole answers."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.response import recorded_question, resolve
from foedus.response.answer import answer
from foedus.response.model import model_named
from foedus.response.run_by_run import WIDTH, classes, run_by_run

CASE = "kazakhstan-2022"


@pytest.fixture(scope="module")
def first():
    return recorded_question(CASE, runs=300)


def changed(**by):
    return recorded_question(CASE, runs=300, **by)


def test_nothing_changed_is_no_difference_in_any_run(first):
    found = run_by_run(first, first)
    assert {(s.mean, s.low, s.high, s.same) for s in found.response.values()} == {(0, 0, 0, 1)}
    assert [(c.low, c.runs) for c in found.spread] == [(0.0, found.runs)]
    assert (found.pulls, found.gone) == ((), ())


@pytest.mark.parametrize("model", ["fitted", "baserate"])
def test_both_sides_are_those_of_the_whole_answers(first, model):
    speaks = model_named(model)
    second = changed(without=("RUS",))
    found = run_by_run(first, second, model=speaks)
    one, two = answer(first, model=speaks), answer(second, model=speaks)
    for kind, shift in found.response.items():
        assert (shift.first, shift.changed) == (one.response[kind], two.response[kind])
        assert shift.mean == pytest.approx(two.response[kind].p - one.response[kind].p)
    assert {s: (x.first, x.changed) for s, x in found.members.items()} == {
        s: (one.contributions[s].p, two.contributions[s].p) for s in two.contributions
    }
    assert found.gone == ("RUS",)
    assert sum(c.runs for c in found.spread) == found.runs


def test_the_difference_is_narrower_than_two_answers_apart(first):
    """Common random numbers: what is unknown in both drops out."""
    shift = run_by_run(first, changed(amend=("two-thirds",))).response["troops"]
    apart = np.hypot(shift.first.high - shift.first.low, shift.changed.high - shift.changed.low)
    assert shift.high - shift.low < apart / 2
    assert shift.mean > 0
    assert (shift.up, shift.down) == (1.0, 0.0)  # where one objection stops nothing, nothing becomes less likely


def test_what_the_rulings_turn_on_is_told_apart():
    asked = {"alliance": "NATO", "by": "EST", "on": dt.date(2021, 6, 1), "runs": 300}
    found = run_by_run(
        resolve(threat="external-attack", adversary="RUS", **asked), resolve(threat="internal-unrest", **asked)
    )
    assert (found.first.owed, found.changed.owed) == (True, None)
    assert found.first.reason != found.changed.reason
    assert found.pulls or found.response["troops"].mean
    assert [abs(p.changed - p.first) for p in found.pulls] == sorted(
        (abs(p.changed - p.first) for p in found.pulls), reverse=True
    )


@pytest.mark.parametrize("other", [{"seed": 1}, {"runs": 400}])
def test_questions_of_other_draws_are_refused(first, other):
    with pytest.raises(QueryError, match="differ in"):
        run_by_run(first, recorded_question(CASE, **({"runs": 300} | other)))


@given(st.lists(st.floats(-1, 1, allow_nan=False), min_size=1, max_size=40))
def test_every_run_is_counted_in_the_class_it_lies_in(values):
    found = classes(np.array(values))
    assert sum(c.runs for c in found) == len(values)
    assert found[0].runs
    assert found[-1].runs
    for c in found:
        inside = [v for v in values if c.low - 1e-6 <= v < c.high + 1e-6]
        assert c.runs <= len(inside)
        assert c.high - c.low == pytest.approx(WIDTH)
