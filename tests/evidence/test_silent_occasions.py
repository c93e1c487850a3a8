"""Drawn occasions beside calls: bounds by hand, no look-ahead, and what weights do to a fit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.evidence.calls import Frame, frame_of
from foedus.evidence.silent import asked_and_got, call_in, is_told, silent
from foedus.ground.calendar import Date
from foedus.record.load import load
from foedus.record.occasions import Cell, Occasion, read_drawn
from foedus.response.fitted.call import ASKED, TERMS

changed = msgspec.structs.replace


@cache
def frame():
    return frame_of(load())


def coup(id, asked="none", response="none", weight=10.0):
    return Occasion(
        id=id, alliance="NATO", state="GRC", date=Date("1973-11-25"), until=Date("1973-11-25"), list="coup", rows=("c:1",),
        adversaries=(), stratum="coup 1970s duty", probability=1 / weight, weight=weight, asked=asked, response=response,
        sources=("x",), note="",
    )  # fmt: skip


def test_both_ends_and_what_lies_between_worked_out_by_hand():
    # 50 coups, 10 with a call; of 40 silent ones four drawn: one got soldiers, one did not, two unknown.
    cells = [Cell(alliance="NATO", stratum="coup 1970s duty", occasions=50, called=10, asked=8)]
    drawn = [coup("a", "troops", "troops"), coup("b"), coup("c", "unknown", "unknown"), coup("d", "troops", "unknown")]
    found = asked_and_got("coup", drawn, cells, frame().rows)
    its = [
        r for r in frame().rows if r.case.threat == "coup" and r.call.terms[[t.key for t in TERMS].index("fellow")] == 0
    ]
    g = np.mean([ASKED[r.call.asked] == "troops" and r.came for r in its])
    assert found.recorded == pytest.approx(g)
    assert (found.lower, found.upper) == pytest.approx(((10 * g + 40 * 0.25) / 50, (10 * g + 40 * 0.75) / 50))
    assert found.coded_share == pytest.approx((10 * g + 40 * 0.5) / 50)
    assert found.alike == pytest.approx((10 * g + 40 * (0.25 + 0.5 * g)) / 50)


KINDS_OF_ROW = st.sampled_from([("none", "none"), ("troops", "troops"), ("troops", "none"), ("unknown", "unknown")])


@given(st.lists(st.tuples(KINDS_OF_ROW, st.floats(1, 40)), min_size=1, max_size=20))
def test_every_answer_lies_between_the_bounds(told):
    drawn = [coup(str(i), asked, response, weight) for i, ((asked, response), weight) in enumerate(told)]
    cells = [Cell(alliance="NATO", stratum="coup 1970s duty", occasions=80, called=8, asked=8)]
    found = asked_and_got("coup", drawn, cells, frame().rows)
    assert 0 <= found.lower <= found.alike + 1e-12 and found.alike <= found.upper + 1e-12 <= 1 + 1e-9
    if found.coded_share is not None:
        assert found.lower - 1e-12 <= found.coded_share <= found.upper + 1e-12


def test_what_came_of_an_occasion_moves_nothing_that_is_known_before_it():
    one = next(o for o in read_drawn() if is_told(o) and o.asked != "none")
    turned = changed(one, response="none" if one.response == "troops" else "troops")
    assert call_in(one, load()).terms == pytest.approx(call_in(turned, load()).terms, nan_ok=True)


def test_an_occasion_knows_no_call_after_it():
    one = next(o for o in read_drawn() if is_told(o) and dt.date(1970, 1, 1) < o.date.first < dt.date(1990, 1, 1))
    record = load()
    past = {k: c for k, c in record.invocations.items() if c.date.first < one.date.first}
    cut = changed(record, invocations=past)
    assert call_in(one, cut).terms == pytest.approx(call_in(one, record).terms, nan_ok=True)


def test_the_shipped_occasions_are_scored_and_weights_move_the_fit():
    found = silent(load(), replace(frame()))
    assert found.rows >= 30 and not found.left_out
    assert {line.forecast for line in found.lines} == {"model", "asked", "rate"}
    assert all(0 <= line.brier.low <= line.brier.value <= line.brier.high <= 1 for line in found.lines)
    nothing = next(r for r in found.refitted if r.asked == "nothing")
    assert nothing.weighted < nothing.counted_once < nothing.shipped


def test_weights_count():
    """One occasion of two that got soldiers: the score leans to the heavier one."""
    few = Frame(frame().rows[:60], {})
    drawn = [o for o in read_drawn() if is_told(o) and o.kind == "coup" and o.asked == "none"][:2]
    got = [changed(drawn[0], response="troops", weight=30.0), changed(drawn[1], response="none", weight=1.0)]
    other = [changed(got[0], weight=1.0), changed(got[1], weight=30.0)]
    first, second = (silent(load(), few, rows, []).lines[0].brier.value for rows in (got, other))
    assert first > 2 * second


def test_what_cannot_be_asked_about_is_named_with_why():
    odd = changed(next(o for o in read_drawn() if is_told(o)), state="MCO")
    found = silent(load(), Frame(frame().rows[:60], {}), [odd], [])
    assert odd.id in found.left_out and found.rows == 0 and found.lines == ()
