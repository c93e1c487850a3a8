"""Laws of what followed a call: horizons, the two clocks, what is unknown and what is still running."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.calendar import AsOf, Date
from foedus.outcomes.followed import HORIZONS, followed
from foedus.record.aftermath import Aftermath
from foedus.record.deployment import Deployment
from strategies import SRC, clocks, label

CALL = Date("2000-01-10")


def finding(what, date, known=None, **fields):
    if what.endswith("office"):
        fields.setdefault("person", label("Somebody"))
    return Aftermath(
        id=f"A/{what}/{date}", case="A", what=what, date=Date(date), known=Date(known or date), sources=SRC, **fields
    )


def after(*findings, known="2010-01-01", plans=(), day=CALL):
    return followed(day, findings, plans, clocks(known))


def test_who_lost_office_held_it_until_then():
    found = after(finding("out-of-office", "2002-06-01", how="ousted"))
    assert found.office.held == {"month": "yes", "year": "yes", "five-years": "no"}
    assert found.office.kept == found.office.held and found.office.how == "ousted"


def test_a_loss_that_is_not_yet_known_was_not_there_on_its_eve():
    found = after(finding("out-of-office", "2002-06-01", how="ousted"), known="2001-03-01")
    assert found.office.held == {"month": "yes", "year": "yes", "five-years": "running"}
    assert found.office.left is None


def test_who_was_voted_out_was_not_driven_out():
    found = after(finding("out-of-office", "2000-09-01", how="regular"))
    assert found.office.held["year"] == "no" and found.office.kept["year"] == "yes"


def test_who_came_back_is_in_office_again_and_had_been_driven_out():
    found = after(finding("out-of-office", "2000-01-12", how="ousted"), finding("back-in-office", "2000-06-01"))
    assert found.office.held == {"month": "no", "year": "yes", "five-years": "yes"}
    assert found.office.kept == {"month": "no", "year": "no", "five-years": "no"}


def test_in_office_on_a_day_says_nothing_of_the_years_after():
    found = after(finding("in-office", "2003-01-01"))
    assert found.office.held == {"month": "yes", "year": "yes", "five-years": "unknown"}


def test_without_a_finding_everything_is_unknown_and_nothing_is_no():
    found = after()
    assert found.office is None and found.dead == () and found.leave is None
    assert set(found.violence_over.values()) == {"unknown"} and found.territory_kept == "unknown"


def test_an_end_within_a_month_that_may_be_later_is_unknown():
    assert after(finding("violence-ended", "2000", known="2001")).violence_over["month"] == "unknown"
    assert after(finding("violence-ended", "2000", known="2001")).violence_over["five-years"] == "yes"


def test_a_call_of_an_unknown_day_has_a_horizon_only_when_it_surely_has_passed():
    ended = finding("violence-ended", "2000-01-30")
    assert after(ended, known="2000-02-20", day=Date("2000-01")).violence_over["month"] == "running"
    assert after(ended, known="2000-03-05", day=Date("2000-01")).violence_over["month"] == "yes"


def test_violence_that_went_on_was_not_over():
    found = after(finding("violence-going-on", "2003-05-01"))
    assert found.violence_over == {"month": "no", "year": "no", "five-years": "unknown"}


def test_an_end_becomes_known_later_than_it_comes():
    late = finding("violence-ended", "2000-03-01", known="2001-12-31")
    assert after(late, known="2001-06-01").violence_over == {"month": "no", "year": "unknown", "five-years": "running"}
    assert after(late).violence_over == {"month": "no", "year": "yes", "five-years": "yes"}


@pytest.mark.parametrize(
    ("ended", "there", "known", "kept"),
    [
        ("2000-03-01", None, "2010-01-01", "yes"),
        ("2000-05-01", None, "2010-01-01", "no"),
        ("2000-04", None, "2010-01-01", "unknown"),
        (None, "2003-01-01", "2010-01-01", "no"),
        (None, None, "2010-01-01", "unknown"),
        (None, None, "2000-03-01", "running"),
    ],
)
def test_the_first_promise_to_leave_is_held_against_the_day(ended, there, known, kept):
    plan = Deployment(first_arrival=Date("2000-01-12"), ended=Date(ended) if ended else None, known=CALL, sources=SRC)
    told = [
        finding("said-to-leave", "2000-04-15", known="2000-02-01"),
        finding("said-to-leave", "2002-01-01", known="2000-04-01"),
    ]
    told += [finding("troops-there", there)] if there else []
    assert after(*told, plans=(plan,), known=known).leave.kept == kept
    assert after(*told, plans=(plan,), known=known).leave.said == "2000-04-15"


def test_territory_once_lost_is_lost():
    kept, lost = finding("territory-kept", "2001-01-01"), finding("territory-lost", "2002-01-01")
    assert after(kept).territory_kept == "yes" and after(kept, lost).territory_kept == "no"
    assert after(kept, lost, known="2001-06-01").territory_kept == "yes"


days = st.dates(dt.date(1999, 6, 1), dt.date(2012, 1, 1))


@given(end=days, first=days, second=days)
def test_what_is_known_for_sure_is_never_taken_back(end, first, second):
    """Knowing more turns unknown or running into yes or no, and never one into the other."""
    early, late = sorted((first, second))
    told = [finding("violence-ended", max(end, CALL.first).isoformat())]
    before, now = (followed(CALL, told, (), AsOf(late, known)).violence_over for known in (early, late))
    for name in HORIZONS:
        assert before[name] in ("unknown", "running") or before[name] == now[name]


@given(known=days, end=days)
def test_horizons_are_in_order(known, end):
    """What was over after a month was over after a year; a running horizon is followed by running ones."""
    found = followed(CALL, [finding("violence-ended", max(end, CALL.first).isoformat())], (), AsOf(known, known))
    said = [found.violence_over[name] for name in HORIZONS]
    over = said.index("yes") if "yes" in said else len(said)
    assert all(s in ("yes", "running") for s in said[over:])
    running = said.index("running") if "running" in said else len(said)
    assert all(s == "running" for s in said[running:])
