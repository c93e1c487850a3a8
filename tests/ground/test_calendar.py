"""Dates of known precision, spans and clocks."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.calendar import AsOf, Date, date_of, holds, parse_day, plain_bounds
from foedus.ground.errors import QueryError
from foedus.ground.logic import all_of, negation
from strategies import dates, day, days, spans

STRENGTH = {False: 0, None: 1, True: 2}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021-02-29", "28 days"),
        ("2022-04-31", "30 days"),
        ("2022-01-00", "31 days"),
        ("2022-13-01", "no month 13"),
        ("2022-00", "no month 0"),
        ("0000", "no year 0"),
        ("0000-01-01", "no year 0"),
        ("22-1-1", "write YYYY"),
        ("2022-1-05", "write YYYY"),
        ("2022/01/05", "write YYYY"),
        ("", "write YYYY"),
        ("2022-01-05T00:00", "write YYYY"),
        ("２０２２-01-05", "write YYYY"),
        ("٢٠٢٢", "write YYYY"),
        ("+022", "write YYYY"),
        ("-2022", "write YYYY"),
        (" 2022", "write YYYY"),
    ],
)
def test_an_impossible_date_is_refused_with_the_reason(text, said):
    with pytest.raises(ValueError, match=said):
        Date(text)


def test_a_number_is_not_a_date():
    with pytest.raises(ValueError, match="is not a date"):
        Date(2022)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-01-05", "2022-01-05", "2022-01-05"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_a_date_bounds_the_days_it_may_be(text, first, last):
    date = Date(text)
    assert (date.first, date.last) == (day(first), day(last))
    assert date.precise is (len(text) == 10)
    assert str(date) == text
    assert repr(date) == f"Date({text!r})"


def test_dates_are_equal_only_where_the_same_was_written():
    assert Date("2022-01") == Date("2022-01")
    assert hash(Date("2022-01")) == hash(Date("2022-01"))
    assert Date("2022-01") != Date("2022")
    assert Date("2022") != "2022"


@given(a=dates(), b=dates(), c=dates())
def test_order_is_strict_and_transitive_and_follows_time(a, b, c):
    assert not (a < b and b < a)
    if a < b and b < c:
        assert a < c
    if a.last < b.first:
        assert a < b


@given(date=dates(), on=days)
def test_reached_is_unknown_only_inside_an_imprecise_date(date, on):
    reached = date.reached_by(on)
    assert (reached is None) == (date.first <= on < date.last)
    assert reached is not None or not date.precise


@given(date=dates(), a=days, b=days)
def test_reaching_a_date_cannot_be_undone_by_waiting(date, a, b):
    early, late = sorted((a, b))
    assert STRENGTH[date.reached_by(early)] <= STRENGTH[date.reached_by(late)]


@given(since=dates(), a=days, b=days)
def test_an_open_span_once_begun_holds_for_ever(since, a, b):
    early, late = sorted((a, b))
    assert STRENGTH[holds(since, None, early)] <= STRENGTH[holds(since, None, late)]


@given(span=spans(), on=days)
def test_a_later_end_never_weakens_a_span(span, on):
    since, until = span
    assert STRENGTH[holds(since, until, on)] <= STRENGTH[holds(since, None, on)]


@given(span=spans(), a=days, b=days)
def test_an_ended_span_does_not_begin_again(span, a, b):
    since, until = span
    early, late = sorted((a, b))
    if until is not None and until.reached_by(early) is True:
        assert holds(since, until, late) is False


def test_a_span_is_half_open():
    since, until = Date("1994-04-20"), Date("1999-04-21")
    assert [holds(since, until, day(d)) for d in ("1994-04-19", "1994-04-20", "1999-04-20", "1999-04-21")] == [
        False,
        True,
        True,
        False,
    ]


def test_inside_an_imprecise_end_it_is_unknown():
    since, until = Date("1990"), Date("1992-12")
    seen = [holds(since, until, day(d)) for d in ("1990-06-01", "1990-12-31", "1992-12-01", "1992-12-30", "1992-12-31")]
    assert seen == [None, True, None, None, False]


def test_within_one_imprecise_year_a_span_never_becomes_true():
    since, until = Date("1990"), Date("1990")
    assert {holds(since, until, dt.date(1990, month, 1)) for month in range(1, 13)} == {None}


@given(a=days, b=days, on=days)
def test_splitting_a_span_loses_no_day(a, b, on):
    """For precise dates, [a, b) and [b, oo) together are [a, oo)."""
    since, until = (Date(d.isoformat()) for d in sorted((a, b)))
    assert holds(since, None, on) == (holds(since, until, on) or holds(until, None, on))


@given(date=dates(), known=days)
def test_what_is_known_is_known_only_when_surely_published(date, known):
    assert AsOf(known, known).knows(date) is (known >= date.last)


def test_the_clocks_are_independent():
    as_of = AsOf(on=day("2022-01-05"), known=day("2001-01-01"))
    assert as_of.knows(Date("2001-01-01"))
    assert not as_of.knows(Date("2001"))


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("yesterday", "cannot be", "2022-01-07"),
        ("2021-02-29", "cannot be", "2022-01-07"),
        ("2022-01", "not a single day", "2022-01-01"),
        ("2022", "not a single day", "2022-01-01"),
        ("1815-12-31", "outside the record", "1816-01-01"),
        ("2101-01-01", "outside the record", "2100-12-31"),
    ],
)
def test_a_day_that_cannot_be_asked_says_why_and_what_to_write(text, what, hint):
    with pytest.raises(QueryError) as error:
        parse_day(text, "on")
    assert error.value.what.startswith("--on")
    assert what in error.value.what
    assert hint in error.value.hint
    assert error.value.why


@given(on=days)
def test_every_day_of_the_record_can_be_asked(on):
    assert parse_day(on.isoformat()) == on


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_a_helpful_error(text):
    try:
        found = parse_day(text)
    except QueryError as error:
        assert error.hint
    else:
        assert found.isoformat() == text


NEARLY = st.one_of(
    st.dates().map(lambda d: d.isoformat()),
    st.dates().map(lambda d: d.isoformat()[:7]),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.from_regex(r"[0-9]{4}-W[0-9]{2}-[1-7]|[0-9]{4}-[0-3][0-9]{2}|[0-9]{8}", fullmatch=True),
    st.text("0123456789-W٣ T", max_size=11),
)


def read(how, text):
    try:
        return how(text)
    except ValueError as error:
        return str(error)


@given(text=NEARLY)
def test_whole_days_read_at_once_are_those_read_part_by_part(text):
    quick = read(lambda x: (Date(x).first, Date(x).last), text)
    assert quick == read(plain_bounds, text)


@given(text=NEARLY)
def test_a_date_kept_by_its_text_is_that_date(text):
    kept = read(date_of, text)
    assert kept == read(Date, text)
    if isinstance(kept, Date):
        assert kept is date_of(text)
        assert (kept.first, kept.last) == (Date(text).first, Date(text).last)


@given(span=spans(), on=days)
def test_a_span_holds_if_it_has_begun_and_has_not_ended(span, on):
    since, until = span
    ended = False if until is None else until.reached_by(on)
    assert holds(since, until, on) is all_of([since.reached_by(on), negation(ended)])
