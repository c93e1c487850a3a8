"""Laws of the counts: nothing is lost, bounds hold the share, the largest case goes, a share never stands alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.terms import THREATS
from foedus.outcomes.ask import what_followed
from foedus.outcomes.shares import share_of
from foedus.outcomes.tallies import bounds, tallies
from foedus.world import World
from strategies import day


@given(of=st.integers(1, 60), data=st.data())
def test_a_share_lies_in_its_interval_and_widens_with_fewer_cases(of, data):
    yes = data.draw(st.integers(0, of))
    found = share_of(yes, of)
    assert 0 <= found.low <= found.share <= found.high <= 1 or yes in (0, of)
    assert found.low <= found.high
    more = share_of(3 * yes, 3 * of)
    assert more.high - more.low < found.high - found.low


@pytest.mark.parametrize("threat", THREATS)
@pytest.mark.parametrize("on", ["1960-01-01", "2012-06-01", "2026-11-01"])
def test_counts_add_up(threat, on):
    found = what_followed(World.at(day(on), day(on)), threat)
    assert sum(found.counts.values()) == len(found.cases)
    for t in found.tallies:
        assert t.share.of + t.unknown + t.running == found.counts[t.group]
        assert sum(map(len, t.cases.values())) == found.counts[t.group]
        if t.share.of:
            assert t.lowest <= t.share.share <= t.highest
            assert t.without_largest.of < t.share.of and t.without_largest.yes <= t.share.yes
    for gap in found.bounds:
        assert -1 <= gap.low <= gap.high <= 1
        # Without an assumption the sign of an effect cannot be known: nought is always inside.
        assert gap.low <= 0 <= gap.high


def test_the_largest_state_is_the_one_with_most_cases():
    found = what_followed(World.at(day("2026-11-01"), day("2026-11-01")), "internal-unrest")
    tally = next(t for t in found.tallies if (t.outcome, t.group, t.horizon) == ("held-office", "came", "month"))
    states = {c.id: c.state for c in found.cases}
    known = [states[key] for said in ("yes", "no") for key in tally.cases.get(said, ())]
    assert known.count(tally.largest) == max(map(known.count, known)) > 1
    assert tally.without_largest.of == len(known) - known.count(tally.largest)


def test_bounds_take_what_is_unknown_as_bad_and_as_good():
    """The violence was over in six of six known cases and is unknown in four: the effect lies in -4/10 to 10/10."""
    found = what_followed(World.at(day("2022-01-05"), day("2022-01-05")), "internal-unrest")
    gap = next(b for b in found.bounds if (b.outcome, b.horizon) == ("violence-over", "month"))
    assert (gap.low, gap.high, gap.of) == (pytest.approx(-0.4), 1.0, 10)


def test_the_dead_are_told_with_and_without_the_case_that_has_most():
    found = what_followed(World.at(day("2022-01-05"), day("2022-01-05")), "internal-unrest")
    came = next(d for d in found.dead if d.group == "came")
    assert (came.largest, came.lowest, came.highest) == ("SADC-1998-LSO", 149, 228)
    assert came.without_largest == 228 - 181 and came.without_count == 5


def test_no_case_has_no_tally_and_no_bounds():
    assert tallies([], "came") == () and bounds(()) == ()
    found = what_followed(World.at(day("1950-01-01"), day("1950-01-01")), "coup")
    assert found.cases == () and found.tallies == () and found.published == ()
    assert "powell-thyne" in {s.id for s in found.not_yet_published}
