"""Nothing about a case is known before its first source of the time, nor before the act that it names."""

from __future__ import annotations

import pytest

from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.record.case import Circumstance, Position
from foedus.record.entries import Entry, Source
from foedus.record.hindsight import dated_acts, first_source, hindsight
from foedus.record.load import load


def source(day: str | None) -> Source:
    return Source(
        title="t", publisher="p", kind="press", read="part", url="https://example.org",
        date=Date(day) if day else None,
    )  # fmt: skip


def circumstance(known: str, who: str = "the foreign ministers", text: str = "t", sources: tuple[str, ...] = ("s",)):
    return Circumstance(
        predicate="threatens-state", value=True, authority="organ", according_to=Label(en=who, de=who),
        text=Label(en=text, de=text), known=Date(known), sources=sources,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("known", "told", "late"),
    [
        ("2022-01-06", "2022-01-11", True),  # ministers who met five days later
        ("2022-01-06", "2022-01-07", False),  # the paper of the morning after
        ("2022-01-06", "2022-01-05", False),
        ("2022-01-06", "2022-01", False),  # some day of that month, perhaps the same
        ("2022-02-24", "2022-10-14", True),
        ("2022-02", "2022-03-01", False),
        ("1961-08-13", "2000", False),  # a historian looks back at what everybody saw
        ("2022-01-06", "2023-01-07", True),
        ("2022-01-06", "2023-01-08", False),
    ],
)
def test_an_entry_is_not_known_before_its_first_source_of_the_time(known, told, late):
    found = list(hindsight("x", circumstance(known), {"s": source(told)}))
    assert bool(found) is late
    if late:
        assert f"x: known {known}, but its first source is of {told} (s)" in found[0]


def test_one_source_of_the_day_is_enough():
    both = circumstance("2022-01-06", sources=("late", "soon"))
    sources = {"late": source("2022-03-01"), "soon": source("2022-01-06")}
    assert list(hindsight("x", both, sources)) == []
    assert first_source(both, sources) == (Date("2022-01-06"), "soon")


def test_a_source_without_a_date_or_out_of_the_list_says_nothing():
    assert first_source(circumstance("2022-01-06"), {"s": source(None)}) is None
    assert first_source(circumstance("2022-01-06"), {}) is None
    assert list(hindsight("x", circumstance("2022-01-06"), {"s": source(None)})) == []


@pytest.mark.parametrize(
    ("who", "text", "acts"),
    [
        ("the UN General Assembly (March 2022)", "Aggression.", ["2022-03"]),
        ("the Security Council (1993)", "Visits in May 1992.", ["1993", "1992-05"]),
        ("the Council", "By 141 votes to 5, with 2,000 men", []),
    ],
)
def test_the_months_and_years_that_an_entry_names(who, text, acts):
    assert [str(act) for act in dated_acts(circumstance("2000", who, text))] == acts


def test_an_entry_is_not_known_before_the_act_it_names():
    told = circumstance("2022-02-24", "the General Assembly (March 2022)")
    assert "known 2022-02-24, but it tells of 2022-03" in next(hindsight("x", told, {"s": source("2022-02-24")}))
    later = circumstance("2022-03-02", "the General Assembly (March 2022)")
    assert list(hindsight("x", later, {"s": source("2022-03-02")})) == []
    stance = Position(
        state="ARM",
        stance="oppose",
        text=Label(en="Left in 2024.", de="Ging 2024."),
        known=Date("2023"),
        sources=("s",),
    )
    assert "it tells of 2024" in next(hindsight("x", stance, {"s": source("2023")}))


def test_what_is_no_entry_is_passed_over():
    assert list(hindsight("x", Label(en="March 2022", de="März 2022"), {})) == []
    assert list(hindsight("x", Entry(known=Date("2000"), sources=("s",)), {"s": source("1999")})) == []


def test_the_foreign_ministers_of_january_2022_are_not_quoted_before_they_met():
    found = load().invocations["OTS-2022-KAZ"]
    assert all(c.known.first.isoformat() >= "2022-01-11" for c in found.circumstances)
