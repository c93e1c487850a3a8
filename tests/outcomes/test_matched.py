"""The matched comparison of civil wars, held against a slow plain form and against worlds whose truth is known."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.outcomes.counted.civil_war import HORIZON, TOLD, Episode, effect, matched, matched_figures
from foedus.outcomes.counted.without import mean_of, resampled, without_largest

WON = TOLD.index("government-won")


def episode(conflict, first, years, helped=(), outcome=3, wars=(), rebels=(), over=True, again=False, ended=True):
    span = tuple(range(first, first + years))
    return Episode(
        conflict=conflict, place="P", years=span, wars=tuple(n in wars for n in range(years)),
        government=tuple(n in helped for n in range(years)), rebels=tuple(n in rebels for n in range(years)),
        ended=span[-1] if ended else None, over_government=over, again=again, outcome=outcome if ended else None,
    )  # fmt: skip


def plain(found, outcome, last_year=2020):
    """The same comparison written down as one would say it: loops, no arrays."""
    rows = defaultdict(lambda: ([], []))
    for e in found:
        for n, year in enumerate(e.years):
            if (e.ended is not None and year > e.ended) or any(e.rebels[: n + 1]) or year + 4 > last_year:
                break
            over = e.ended is not None and e.ended <= year + 4
            said = (
                "still-fighting"
                if not over
                else {3: "government-won", 4: "rebels-won", 1: "agreement", 2: "agreement"}.get(e.outcome, "died-down")
            )
            at = (min(n, 6), e.over_government, any(e.wars[:n]), year > 1989, e.again)
            rows[at][0 if e.government[n] else 1].append(said == outcome)
            if e.government[n]:
                break
    pairs = [(a, b) for a, b in rows.values() if a and b]
    if not pairs:
        return None
    helped = sum(len(a) for a, _ in pairs)
    got = sum(sum(a) for a, _ in pairs) / helped
    return got, sum(len(a) * sum(b) / len(b) for a, b in pairs) / helped


episodes_drawn = st.lists(
    st.builds(
        episode, conflict=st.integers(1, 6), first=st.integers(1975, 2016), years=st.integers(1, 9),
        helped=st.sets(st.integers(0, 8), max_size=2), outcome=st.integers(1, 6), wars=st.sets(st.integers(0, 8), max_size=2),
        rebels=st.sets(st.integers(0, 8), max_size=1), over=st.booleans(), again=st.booleans(), ended=st.booleans(),
    ),
    min_size=2, max_size=25,
)  # fmt: skip


@settings(max_examples=60)
@given(found=episodes_drawn, outcome=st.sampled_from(TOLD))
def test_it_is_the_plain_comparison(found, outcome):
    m = matched(found, 2020)
    got = effect(m, np.ones(len(m.conflicts)), TOLD.index(outcome))
    wanted = plain(found, outcome)
    assert (np.isnan(got[0]) and wanted is None) or got == pytest.approx(wanted)


def test_help_that_goes_to_the_bloodier_war_is_not_blamed_for_it():
    """Bloody wars are lost whether helped or not, and only they are helped: raw counts blame the help, matched ones not."""
    lost = [episode(n, 1960, 3, wars={0}, helped={1} if n < 8 else (), outcome=4) for n in range(16)]
    won = [episode(n, 1960, 3, outcome=3) for n in range(20, 60)]
    m = matched([*lost, *won], 2020)
    got, other = effect(m, np.ones(len(m.conflicts)), TOLD.index("rebels-won"))
    assert (got, other) == (1.0, 1.0)


def test_who_was_beaten_before_help_could_come_is_no_control():
    """Immortal time: wars over in their first year stand against nobody who was helped in the third."""
    quick = [episode(n, 1960, 1, outcome=4) for n in range(30)]
    long = [episode(n, 1960, 4, outcome=3) for n in range(40, 44)]
    helped = [episode(n, 1960, 4, helped={2}, outcome=3) for n in range(50, 53)]
    m = matched([*quick, *long, *helped], 2020)
    assert effect(m, np.ones(len(m.conflicts)), WON) == (1.0, 1.0)
    assert m.episodes_unhelped == 4


def test_who_is_helped_later_stands_unhelped_until_then():
    found = [episode(1, 1960, 6, helped={4}), episode(2, 1960, 2, helped={0}), episode(3, 1960, 6)]
    m = matched(found, 2020)
    assert m.later_helped == 1 and m.helped.sum() == 2


def test_a_horizon_that_the_set_does_not_reach_is_told_apart():
    m = matched([episode(1, 2017, 4, helped={0}), episode(2, 2016, 2, helped={0}), episode(3, 2016, 2)], 2020)
    assert m.too_late == 1 and m.helped.sum() == 1
    assert HORIZON == 5


def test_figures_carry_interval_count_and_the_case_that_moves_them_most():
    found = [episode(n, 1960, 2, helped={0} if n % 2 else (), outcome=3 if n % 3 else 4) for n in range(12)]
    made = {f.id: f for f in matched_figures(matched(found, 2020))}
    gap = made["civil-war-matched-difference-government-won"]
    assert gap.low <= gap.value <= gap.high and gap.of == 6 and gap.largest.startswith("P, conflict")
    shares = [made[f"civil-war-matched-helped-{name}"].value for name in TOLD]
    assert sum(shares) == pytest.approx(1)


def test_the_case_that_moves_a_mean_most_is_found():
    figure = mean_of(np.array([1.0, 1.0, 100.0, 1.0]), ["a", "b", "c", "d"])
    assert without_largest(figure, ["a", "b", "c", "d"]) == ("c", 1.0)
    low, high = resampled(figure, 4, resamples=400)
    assert low < 26 < high
