"""The frame of occasions: shares by hand, laws of the estimate, and the shipped rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.evidence.frames.occasions import frame, raised, share_of, wilson
from foedus.ground.calendar import Date
from foedus.record.occasions import Cell, Occasion, read_drawn, read_population

STRATUM = "force 1960s duty"


def row(id, asked="none", weight=10.0, response="none", stratum=STRATUM):
    return Occasion(
        id=id, alliance="NATO", state="TUR", date=Date("1961-01-01"), until=Date("1961-01-02"), list="mid", rows=("mid:1",),
        adversaries=(), stratum=stratum, probability=1 / weight, weight=weight, asked=asked, response=response,
        sources=("x",), note="",
    )  # fmt: skip


def test_a_share_worked_out_by_hand():
    # 50 occasions: 10 with a call, 8 of which asked; 40 silent ones, four drawn at 10 each, two coded, one of them asked.
    cells = [Cell(alliance="NATO", stratum=STRATUM, occasions=50, called=10, asked=8)]
    drawn = [row("a", "troops", response="troops"), row("b"), row("c", "unknown"), row("d", "unknown")]
    found = share_of("all", cells, drawn, raised(drawn))
    assert found.silent_asked[0] == pytest.approx(0.5)
    assert found.asked[0] == pytest.approx((8 + 40 * 0.5) / 50)
    assert found.bounds == pytest.approx((0.25, 0.75))
    assert found.silent_asked[1:] == pytest.approx(wilson(0.5, 2)[1:])


def test_an_answer_that_was_not_found_is_no_answer_that_was_none():
    cells = [Cell(alliance="NATO", stratum=STRATUM, occasions=20, called=0, asked=0)]
    drawn = [row("a", "troops", response="troops"), row("b", "none", response="unknown")]
    found = share_of("all", cells, drawn, raised(drawn))
    assert found.silent_acted[0] == 1.0 and found.silent_asked[0] == pytest.approx(0.5)


ROWS = st.lists(
    st.tuples(st.sampled_from(["none", "troops", "unknown"]), st.floats(1, 40), st.sampled_from(["force", "coup"])),
    min_size=1, max_size=30,
)  # fmt: skip


@given(ROWS)
def test_the_estimate_lies_between_the_bounds_and_in_its_interval(told):
    drawn = [row(str(i), asked, w, stratum=f"{kind} 1960s duty") for i, (asked, w, kind) in enumerate(told)]
    weights = raised(drawn)
    for kind in ("force", "coup"):
        its = [r for r in drawn if r.kind == kind]
        found = share_of(kind, [], its, weights)
        if found.silent_asked:
            value, low, high = found.silent_asked
            assert 0 <= low <= value <= high <= 1
            assert found.bounds[0] - 1e-9 <= value <= found.bounds[1] + 1e-9


@given(st.floats(0, 1), st.floats(2, 500))
def test_more_rows_make_a_narrower_interval(share, many):
    few, more = wilson(share, many), wilson(share, many * 2)
    assert more[2] - more[1] <= few[2] - few[1]


def test_weights_are_raised_to_the_whole_of_each_kind():
    drawn = read_drawn()
    weights = raised(drawn)
    for kind in {r.kind for r in drawn}:
        coded = sum(weights[r.id] for r in drawn if r.kind == kind and r.known)
        assert coded in (0, pytest.approx(sum(r.weight for r in drawn if r.kind == kind)))


def test_the_shipped_frame_counts_every_occasion_once_in_each_table():
    found = frame()
    cells = read_population()
    for table in (found.by_kind, found.by_decade, found.by_alliance):
        assert sum(one.occasions for one in table) == found.whole.occasions == sum(c.occasions for c in cells)
        assert sum(one.drawn for one in table) == found.whole.drawn == len(read_drawn())
    assert found.whole.coded >= 30
    low, high = found.whole.bounds
    assert low <= found.whole.silent_asked[0] <= high
