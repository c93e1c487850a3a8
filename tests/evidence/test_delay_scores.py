"""The trial of delays: scores by hand, what is left out, and that what ships is no worse than one base rate."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.evidence.delay_report import delays_markdown
from foedus.evidence.delays import _crps, cases, delay_trials, delays_as_time_goes, delays_elsewhere
from foedus.ground.calendar import AsOf
from foedus.record.load import load
from foedus.response.arrival.learnt import USED
from foedus.response.arrival.spells import TERMS, forces, spells

NOW = dt.date(2026, 11, 27)


@cache
def found():
    return delay_trials(load(), NOW)


def line(stage, design, forecast):
    trial = next(t for t in found() if (t.stage, t.design) == (stage, design))
    return next(found for found in trial.lines if found.forecast == forecast)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=9), st.floats(-5, 5))
def test_crps_is_what_its_definition_says(draws, y):
    x = np.array(draws)
    plain = np.abs(x - y).mean() - np.abs(x[:, None] - x[None, :]).mean() / 2
    assert _crps(x, y) == pytest.approx(plain, abs=1e-9)


def test_no_forecast_has_seen_its_own_alliance():
    for asked, seen in delays_elsewhere(spells(load(), "first_arrival", AsOf(NOW, NOW))):
        assert asked.alliance not in {s.alliance for s in seen}


def test_as_time_goes_nothing_of_the_future_is_known():
    starts = {f.id: (f.start or f.plan.first_arrival) for f in forces(load())}
    pairs = delays_as_time_goes(load(), spells(load(), "first_arrival", AsOf(NOW, NOW)), "first_arrival")
    assert len(pairs) > 60
    for asked, seen in pairs:
        assert all(starts[s.force].first < starts[asked.force].first for s in seen)


@pytest.mark.parametrize("design", ["elsewhere", "time"])
def test_the_kind_of_threat_beats_one_base_rate_on_first_arrival(design):
    assert USED["first_arrival"] == ("war", "within", "nearest")
    saved = line("first_arrival", design, "threat-nearest").saved
    assert saved.value > 0.08
    assert saved.low > -0.02
    assert line("first_arrival", design, "earlier").saved.value < 0


@pytest.mark.parametrize("design", ["elsewhere", "time"])
def test_nothing_known_before_tells_how_long_they_stay(design):
    """So the base rate ships; should this fail, a term has begun to help and may be taken in."""
    assert USED["stay"] == ()
    for name in ("threat", "threat-nearest", "threat-border", "threat-standing", "threat-allies", "all"):
        assert line("stay", design, name).saved.low < 0.02


@pytest.mark.parametrize("design", ["elsewhere", "time"])
def test_ranges_hold_what_they_promise(design):
    """Nine in ten and more: with 77 closed waits the standard error of a share of 0.9 is 0.034."""
    used = line("first_arrival", design, "threat-nearest")
    assert used.coverage >= 0.9 - 2 * 0.034
    assert used.half >= 0.5 - 2 * 0.06


def test_every_wait_is_told_beside_its_forecast():
    each = cases(load(), NOW)
    assert len(each) == len(spells(load(), "first_arrival", AsOf(NOW, NOW)))
    assert [c.low for c in each] == sorted(c.low for c in each)
    for lang in ("en", "de"):
        text = delays_markdown(found(), each, load(), lang)
        assert text.count("\n## ") == len(found()) + 1
    assert len(TERMS) == len(each and forces(load())[0].known_before)
