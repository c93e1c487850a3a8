"""Reports side by side, and ends that are hidden before they are known."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.calendar import AsOf, Date
from foedus.ground.label import Label
from foedus.record.entries import Spanned, summarise
from strategies import clocks, day, days, label, member, report, spans

NOW = clocks("2022-01-07")
figures = st.none() | st.floats(min_value=0, max_value=1e7)


@pytest.mark.parametrize("fields", [{"low": 2.0, "best": 1.0}, {"best": 2.0, "high": 1.0}, {"low": 3.0, "high": 1.0}])
def test_a_report_out_of_order_is_refused(fields):
    with pytest.raises(ValueError, match="low <= best <= high"):
        report(**fields)


@pytest.mark.parametrize("fields", [{"low": -1.0}, {"best": -0.5}, {"low": -3.0, "high": 1.0}])
def test_a_negative_report_is_refused(fields):
    with pytest.raises(ValueError, match="negative"):
        report(**fields)


@pytest.mark.parametrize("figure", [math.nan, math.inf])
def test_a_report_that_is_no_number_is_refused(figure):
    with pytest.raises(ValueError, match="report"):
        report(best=figure)


def test_a_report_of_zero_is_a_figure():
    assert summarise((report(best=0.0),), NOW).best == 0.0


def test_unknown_is_none_and_never_zero():
    empty = summarise((), NOW)
    assert (empty.low, empty.best, empty.high, empty.reports) == (None, None, None, ())


def test_a_report_in_words_alone_is_kept_and_gives_no_figure():
    told = report(text=label("some dozens"))
    found = summarise((told,), NOW)
    assert (found.low, found.best, found.high) == (None, None, None)
    assert found.reports == (told,)


def test_contested_reports_stand_side_by_side_and_widen_the_range():
    first, second = report(best=2030.0), report(low=2500.0, high=4000.0)
    found = summarise((first, second), NOW)
    assert (found.low, found.best, found.high) == (2030.0, 2030.0, 4000.0)
    assert found.reports == (first, second)


def test_the_first_report_speaks_even_if_it_gives_ends_only():
    assert summarise((report(low=100.0, high=200.0), report(best=120.0)), NOW).best == 200.0
    assert summarise((report(text=label()), report(low=5.0)), NOW).best == 5.0


def test_a_report_known_later_or_about_other_days_is_left_out():
    later, past, then = (
        report("2022-01-08", best=1.0),
        report(best=2.0, since="2009-01-01", until="2010-01-01"),
        report(best=3.0, since="2022-01-07", until="2022-01-08"),
    )
    found = summarise((later, past, then), NOW)
    assert found.reports == (then,)
    assert found.best == 3.0


def test_a_report_inside_an_imprecise_span_may_be_about_the_day():
    assert report(best=1.0, since="2022").about(NOW)
    assert report(best=1.0, since="2022-01-07").about(NOW)
    assert not report(best=1.0, since="2022-01-08").about(NOW)


@given(st.lists(st.tuples(figures, figures, figures), max_size=5))
def test_a_range_holds_every_figure_and_names_every_report(rows):
    made = []
    for row in rows:
        ordered = iter(sorted(v for v in row if v is not None))
        low, best, high = (None if v is None else next(ordered) for v in row)
        made.append(report(low=low, best=best, high=high))
    found = summarise(tuple(made), NOW)
    seen = [v for r in made for v in (r.low, r.best, r.high) if v is not None]
    assert found.reports == tuple(made)
    if seen:
        assert found.low == min(seen)
        assert found.high == max(seen)
        assert found.low <= found.best <= found.high
    else:
        assert found.low is found.best is found.high is None


def test_an_end_is_hidden_before_it_is_known():
    gone = member("AZE", "1994-04-20", "1999-04-21", until_known="1999-04-02")
    assert gone.end(day("1999-04-01")) is None
    assert gone.end(day("1999-04-02")) == Date("1999-04-21")


def test_without_a_day_of_announcement_the_end_is_known_when_it_comes():
    gone = member("AZE", "1994-04-20", "1999-04-21")
    assert gone.end(day("1999-04-20")) is None
    assert gone.end(day("1999-04-21")) == Date("1999-04-21")
    assert member("ARM", "1994").end(day("2022-01-07")) is None


def test_with_hindsight_an_end_reaches_back_and_without_it_does_not():
    gone = member("AZE", "1994-04-20", "1999-04-21", until_known="1999-04-02")
    assert gone.holds(AsOf(day("2000-01-01"), day("1999-01-01"))) is True
    assert gone.holds(AsOf(day("2000-01-01"), day("2000-01-01"))) is False


def test_what_is_not_known_does_not_hold():
    secret = member("ARM", "1994-04-20", known="2000-01-01")
    assert secret.holds(clocks("1999-12-31")) is False
    assert secret.holds(clocks("1999-12-31", "2000-01-01")) is True


@given(span=spans(), on=days, known=days)
def test_only_a_known_entry_holds(span, on, known):
    since, until = span
    entry = Spanned(since=since, until=until, known=since, sources=())
    if not AsOf(on, known).knows(since):
        assert entry.holds(AsOf(on, known)) is False


def test_entries_cannot_be_changed():
    with pytest.raises(AttributeError):
        report(best=1.0).best = 2.0


def test_a_label_in_one_language_is_refused():
    with pytest.raises(msgspec.ValidationError, match="de"):
        msgspec.convert({"en": "x"}, Label)
