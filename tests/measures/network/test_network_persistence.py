"""Ties per state, survival of ties, rates over pairs: cases, laws and oracles."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.measures.network import TieYears, pair_rate, tie_survival, ties_per_state

ROUNDING = 1e-12
CODES = (2, 200, 220, 365)


@st.composite
def histories(draw):
    """Spells of four states and their ties over eight years, among them ties of states that are not there."""
    spells = [(c, since := draw(st.integers(1900, 1904)), draw(st.integers(since, 1909))) for c in CODES]
    tie = st.tuples(st.sampled_from(list(combinations(CODES, 2))), st.integers(1898, 1909))
    return spells, draw(st.lists(tie, min_size=1, unique=True))


def years_of(history, last=1907):
    spells, ties = history
    one, other = [a for (a, _), _ in ties], [b for (_, b), _ in ties]
    return TieYears.of_table(spells, one, other, [year for _, year in ties], last)


# --- ties over years ------------------------------------------------------------------------------


def test_ties_per_state_and_survival_by_hand():
    """2 and 200 tied 1900-1903, 2 and 220 in 1900 only; three states for four years."""
    spells = [(c, 1900, 1903) for c in (2, 200, 220)]
    years = TieYears.of_table(spells, [2, 2, 2, 2, 220], [200, 200, 200, 200, 2], [1900, 1901, 1902, 1903, 1900], 1903)
    each = ties_per_state(years, 1900, 1903)
    assert (each.value, each.events, each.chances, each.states) == (10 / 12, 10, 12, 3)
    assert tie_survival(years, 1900, 1903, after=1).value == 3 / 4  # ties of 1900 (2), 1901, 1902
    assert tie_survival(years, 1900, 1903, after=3).value == 1 / 2


def test_a_tie_ends_with_its_state_unless_only_lasting_states_are_asked_for():
    years = TieYears.of_table(
        [(2, 1900, 1903), (200, 1900, 1901), (220, 1900, 1903)], [2, 2], [200, 200], [1900, 1901], 1903
    )
    assert tie_survival(years, 1900, 1903, after=2).value == 0.0
    lasting = tie_survival(years, 1900, 1903, after=2, of_lasting_states=True)
    assert (lasting.value, lasting.chances) == (None, 0)


def test_ties_of_states_outside_the_system_are_left_out_and_counted_once():
    years = TieYears.of_table(
        [(2, 1900, 1905), (200, 1902, 1905)], [2, 200, 2, 2], [200, 2, 999, 200], [1901, 1901, 1903, 1903], 1905
    )
    assert years.stray == 2 and years.tied.sum() == 2


@given(histories())
def test_the_matrices_are_the_table_entry_by_entry(history):
    spells, ties = history
    years = years_of(history)
    there = {(c, y) for c, since, until in spells for y in range(since, until + 1)}
    kept = {(a, b, y) for (a, b), y in ties if y <= years.last and (a, y) in there and (b, y) in there}
    found = {(int(years.codes[i]), int(years.codes[j]), years.first + int(t)) for t, i, j in np.argwhere(years.tied)}
    assert found == kept | {(b, a, y) for a, b, y in kept}
    assert years.stray == len([1 for _, y in ties if y <= years.last]) - len(kept)


@given(histories(), st.integers(1, 3))
def test_survival_is_the_count_of_ties_that_stand(history, after):
    years = years_of(history)
    since, until = years.first, years.last
    ties = {(int(t), int(i), int(j)) for t, i, j in np.argwhere(years.tied) if i < j}
    at_risk = {(t, i, j) for t, i, j in ties if years.first + t + after <= until}
    standing = {(t, i, j) for t, i, j in at_risk if (t + after, i, j) in ties}
    found = tie_survival(years, since, until, after)
    assert (found.events, found.chances) == (len(standing), len(at_risk))
    assert found.value == (len(standing) / len(at_risk) if at_risk else None)
    if found.low is not None and found.high is not None and found.value is not None:
        assert (
            0 < found.low <= found.value * (1 + ROUNDING) and found.value <= found.high * (1 + ROUNDING) <= 1 + ROUNDING
        )


@given(histories())
def test_ties_per_state_is_twice_the_ties_over_the_state_years(history):
    years = years_of(history)
    found = ties_per_state(years, years.first, years.last)
    assert (found.events, found.chances) == (years.tied.sum(), years.present.sum())
    assert found.value is not None and 0 <= found.value <= len(CODES) - 1


@given(histories())
def test_leaving_a_state_out_takes_its_ties_and_those_of_others_with_it(history):
    """The interval against one from the table without each state in turn."""
    spells, ties = history
    years = years_of(history)
    found = ties_per_state(years, years.first, years.last)
    if found.low is None or found.high is None:
        return
    left = []
    for gone in CODES:
        others = [spell for spell in spells if spell[0] != gone]
        # A spell of a state that is never tied keeps the years the same when the earliest state is the one left out.
        rest = years_of(([*others, (999, years.first, years.first)], [t for t in ties if gone not in t[0]]))
        left.append(np.log(rest.tied.sum() / (rest.present.sum() - 1)))
    error = np.sqrt(3 / 4 * np.square(np.array(left) - np.mean(left)).sum())
    assert np.log(found.high / found.low) / 2 == pytest.approx(1.959963984540054 * error, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda y: ties_per_state(y, 1890, 1905), "no span of the years"),
        (lambda y: ties_per_state(y, 1900, 1999), "no span of the years"),
        (lambda y: tie_survival(y, 1900, 1904, after=5), "5 years on"),
        (lambda y: tie_survival(y, 1900, 1904, after=0), "0 years on"),
        (lambda y: TieYears.of_table([], [], [], [], 1900), "no state"),
        (lambda y: TieYears.of_table([(2, 1900, 1901)], [], [], [], 1899), "before the first"),
        (lambda y: TieYears.of_table([(2, 1900, 1901)], [2], [2], [1900], 1901), "tied with itself"),
    ],
)
def test_what_lies_beyond_the_years_is_not_answered(ask, says):
    with pytest.raises(QueryError, match=says):
        ask(TieYears.of_table([(2, 1900, 1905), (200, 1900, 1905)], [2], [200], [1900], 1905))


# --- rates over pairs -----------------------------------------------------------------------------


@st.composite
def pair_tables(draw):
    n = draw(st.integers(3, 6))
    chances, events = np.zeros((2, n, n))
    for i, j in combinations(range(n), 2):
        chances[i, j] = chances[j, i] = draw(st.integers(1, 20))
        events[i, j] = events[j, i] = draw(st.integers(0, int(chances[i, j])))
    return events, chances


@given(pair_tables(), st.sampled_from(["share", "rate"]))
def test_the_interval_is_that_of_leaving_out_each_state_in_turn(table, kind):
    events, chances = table
    n = len(events)
    found = pair_rate(events, chances, kind)
    left = []
    for k in range(n):
        square = np.ix_([i for i in range(n) if i != k], [i for i in range(n) if i != k])
        left.append(events[square].sum() / chances[square].sum())
    scaled = np.array(left)
    inside = (scaled > 0).all() and (kind == "rate" or (scaled < 1).all())
    if not inside or events.sum() in (0, chances.sum() if kind == "share" else -1):
        assert found.low is None and found.high is None
        return
    assert found.low is not None and found.high is not None and found.value is not None
    forth = (lambda x: np.log(x / (1 - x))) if kind == "share" else np.log
    error = np.sqrt((n - 1) / n * ((forth(scaled) - forth(scaled).mean()) ** 2).sum())
    assert forth(found.high) - forth(found.value) == pytest.approx(1.959963984540054 * error, rel=1e-9, abs=1e-9)
    assert forth(found.value) - forth(found.low) == pytest.approx(1.959963984540054 * error, rel=1e-9, abs=1e-9)


def standard_error(found):
    return (np.log(found.high) - np.log(found.low)) / (2 * 1.959963984540054)


@pytest.mark.parametrize(("of_states", "factor"), [(0.0, 2**0.5), (0.4, 1.0)])
def test_the_jackknife_is_right_for_what_states_share_and_wide_for_independent_pairs(of_states, factor):
    """300 simulated networks of 40 states: the mean jackknife variance against the variance of the estimates.

    With independent pairs the s.e. is sqrt(2) too large, with large state effects about right. The variance of 300
    estimates has a relative standard error of sqrt(2/299) = 8 per cent, so 4 per cent in the s.e. (more with the skew
    of the second case); 15 per cent are allowed.
    """
    draws = np.random.default_rng(1)
    chances = np.full((40, 40), 50.0)
    estimates, errors = [], []
    for _ in range(300):
        bent = np.exp(of_states * draws.standard_normal(40))
        events = np.triu(draws.poisson(2.0 * np.outer(bent, bent)), 1).astype(float)
        found = pair_rate(events + events.T, chances)
        estimates.append(np.log(found.value))
        errors.append(standard_error(found))
    assert np.sqrt(np.mean(np.square(errors))) / np.std(estimates, ddof=1) == pytest.approx(factor, rel=0.15)


@pytest.mark.parametrize(
    ("events", "chances", "kind", "says"),
    [
        (np.zeros((2, 2)), np.zeros((3, 3)), "rate", "are \\(n, n\\)"),
        ([[0, 1], [0, 0]], np.ones((2, 2)), "rate", "not symmetric"),
        ([[0, np.nan], [np.nan, 0]], np.ones((2, 2)), "rate", "unknown"),
        ([[0, 1], [1, 0]], np.zeros((2, 2)), "rate", "without chances"),
        ([[0, 3], [3, 0]], [[0, 2], [2, 0]], "share", "more events than chances"),
        ([[0, 1], [1, 0]], [[0, 2], [2, 0]], "odds", "no kind 'odds'"),
    ],
)
def test_counts_that_cannot_be_are_refused(events, chances, kind, says):
    with pytest.raises(QueryError, match=says):
        pair_rate(events, chances, kind)


def test_two_states_give_a_rate_without_an_interval():
    found = pair_rate([[0, 1], [1, 0]], [[0, 4], [4, 0]])
    assert (found.value, found.low, found.high, found.states) == (0.25, None, None, 2)
