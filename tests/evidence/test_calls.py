"""The frame of calls: nobody sees the future, what is scored is what ships, and the model is no worse than a table."""

from __future__ import annotations

import datetime as dt
from functools import cache

import msgspec
import numpy as np
import pytest

import foedus as fd
from foedus.evidence.backtest import known_before, shipped_chance
from foedus.evidence.baselines import BASELINES, by_asked
from foedus.evidence.calls import contingents, frame_of
from foedus.evidence.scores import brier, difference, scored
from foedus.evidence.vintages import vintage
from foedus.ground.calendar import Date
from foedus.record.load import load
from foedus.response.fitted.call import TERMS
from foedus.response.fitted.vintages import vintage_of

replace = msgspec.structs.replace


@cache
def frame():
    return frame_of(load())


# --- no look-ahead --------------------------------------------------------------------------------


def test_what_came_of_a_call_moves_no_figure_of_it():
    """Turn every outcome round: not one term of one call may change, but for the record of earlier answers."""
    record = load()
    turned = {
        key: replace(
            c,
            response=replace(c.response, kind="none" if c.response.kind == "troops" else "troops"),
            contributions=(),
            strength=(),
            deployment=None,
        )
        for key, c in record.invocations.items()
    }
    other = {r.case.id: r for r in frame_of(replace(record, invocations=turned)).rows}
    own = next(i for i, t in enumerate(TERMS) if t.key == "record")
    rest = [i for i in range(len(TERMS)) if i != own]
    for row in frame().rows:
        assert row.call.terms[rest] == pytest.approx(other[row.case.id].call.terms[rest], nan_ok=True), row.case.id


def test_deleting_the_future_changes_no_figure():
    record, day = load(), dt.date(1995, 1, 1)
    past = {k: c for k, c in record.invocations.items() if c.date.first < day}
    before = {r.case.id: r for r in frame_of(replace(record, invocations=past)).rows}
    for row in frame().rows:
        if row.case.date.first < day:
            assert row.call.terms == pytest.approx(before[row.case.id].call.terms, nan_ok=True), row.case.id


def test_a_vintage_knows_nothing_after_its_day_and_the_newest_one_would():
    """The shipped figures of 1990 are those of a refit on what was known then; today's are not."""
    day = dt.date(1990, 1, 1)
    past = [r for r in frame().rows if r.learnt <= day]
    again = vintage(day, past, contingents(load()))
    shipped = vintage_of(day)
    assert shipped.day == day
    assert shipped.calls.mean(axis=0) == pytest.approx(again.calls.mean(axis=0), abs=0.02)
    assert (shipped.counts == again.counts).all()
    newest = vintage_of(dt.date(2026, 11, 27))
    assert newest.calls.mean(axis=0) != pytest.approx(again.calls.mean(axis=0), abs=0.02)


def test_a_fact_that_becomes_known_later_is_in_no_vintage_before_it():
    row = next(r for r in frame().rows if r.came and r.learnt.year > 1960)
    later = replace(row.case, response=replace(row.case.response, known=Date("2030-01-01")))
    assert (later.response.known.last > row.learnt) and vintage_of(row.learnt).day <= row.learnt


# --- what is scored is what ships -----------------------------------------------------------------


@pytest.mark.parametrize("number", range(0, 200, 10))
def test_the_api_gives_the_chance_that_is_scored(number):
    row = frame().rows[number % len(frame().rows)]
    found = fd.invoke(row.case.id, known=row.eve, runs=200)
    if found.decision.procedure == "each-for-itself" or found.contributions:
        assert found.response["troops"].p == pytest.approx(shipped_chance(row), abs=1e-4)


def test_calls_that_cannot_be_asked_about_are_named_with_why():
    assert all(why for why in frame().left_out.values())
    assert len(frame().left_out) <= len(frame().rows) // 20


# --- the gate -------------------------------------------------------------------------------------


def test_the_model_is_no_worse_on_soldiers_than_three_numbers():
    """Refuse a model whose paired loss to the table by what was asked is above 0 with 95 % of the resamples."""
    rows = [r for r in frame().rows if len(known_before(frame().rows, r)) >= 15]
    table = np.array([by_asked(known_before(frame().rows, r), r) for r in rows])
    found = scored(
        [float(r.came) for r in rows],
        [shipped_chance(r) for r in rows],
        [r.group for r in rows],
        peers={"table": table},
    )
    gap = difference(brier, found, "table")
    assert gap.low is not None and gap.low <= 0, gap


@pytest.mark.parametrize("name", BASELINES)
def test_every_baseline_gives_chances(name):
    rows = frame().rows
    chances = [BASELINES[name](rows[:40], r) for r in rows[40:60]]
    assert all(0 <= c <= 1 for c in chances)
