"""Similarity of portfolios: cases, laws, and slow plain definitions beside which the kernels are held."""

from __future__ import annotations

import math
import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from foedus.ground.errors import QueryError
from foedus.measures.similarity import (
    CODINGS,
    aligned_weights,
    coding,
    ideal_point_distance,
    ideal_point_dyads,
    ideal_point_s,
    kappa,
    pi,
    portfolios_of_blocks,
    portfolios_of_dyads,
    s,
    score_battery,
    tau_b,
)
from foedus.measures.similarity.pairs import cuts

#: Sums of up to a hundred terms of order one, in two orders: some hundred roundings of 1e-16.
NEAR = 1e-12
DISTANCES = ("nominal", "absolute", "squared")
SCALES = ((0, 1), (0, 1, 2, 3), (0, 3), (-1, 0, 0.5, 4))


# --- generators -----------------------------------------------------------------------------------


@st.composite
def years_of_ties(draw, most_states=6, square=True, unknown=False):
    """A scale and one year's ties: rare or frequent, mutual or one-sided, sometimes unknown."""
    scale = draw(st.sampled_from(SCALES))
    n = draw(st.integers(1, most_states))
    m = n if square else draw(st.integers(1, 8))
    tie = st.sampled_from(scale) if not unknown else st.sampled_from((*scale, math.nan))
    return scale, np.array(draw(st.lists(st.lists(tie, min_size=m, max_size=m), min_size=n, max_size=n)), dtype=float)


def capabilities(length):
    """Shares of capability: some nothing, never all nothing."""
    share = st.one_of(st.just(0.0), st.floats(1e-3, 1.0))
    return st.lists(share, min_size=length, max_size=length).filter(any).map(np.array)


# --- slow plain definitions -------------------------------------------------------------------------


def far(x, y, distance):
    return {"nominal": float(x != y), "absolute": abs(x - y), "squared": (x - y) ** 2}[distance]


def plain_scores(x, y, w, scale, distance):
    """S, kappa and pi of two portfolios by definition: chance draws positions, each portfolio's or from both."""
    total = math.fsum(w)
    observed = math.fsum(wk * far(a, b, distance) for a, b, wk in zip(x, y, w, strict=True)) / total
    longest = max(far(a, b, distance) for a in scale for b in scale)

    def expected(drawn, other):
        return math.fsum(u * v * far(a, b, distance) for a, u in drawn for b, v in other) / (
            math.fsum(u for _, u in drawn) * math.fsum(v for _, v in other)
        )

    own, theirs = list(zip(x, w, strict=True)), list(zip(y, w, strict=True))
    chance, pooled = expected(own, theirs), expected(own + theirs, own + theirs)
    return (
        1 - 2 * observed / longest,
        1 - observed / chance if chance else math.nan,
        1 - observed / pooled if pooled else math.nan,
    )


@given(years_of_ties(square=False), st.sampled_from(DISTANCES), st.booleans(), st.data())
def test_oracle_all_scores_are_those_of_the_plain_definitions(year, distance, heavy, data):
    scale, ties = year
    w = data.draw(capabilities(ties.shape[1])) if heavy else None
    found = score_battery(ties, levels=scale, own_tie="given", distance=distance, weights=w)
    names = ("s_weighted", "kappa_weighted", "pi_weighted") if heavy else ("s", "kappa", "pi")
    squares = [found.portfolios.matrix(getattr(found, name), 0) for name in names]
    for i, j in combinations(range(len(ties)), 2):
        plain = plain_scores(ties[i], ties[j], np.ones(ties.shape[1]) if w is None else w, scale, distance)
        for square, value in zip(squares, plain, strict=True):
            assert square[i, j] == pytest.approx(value, abs=NEAR, nan_ok=True)


@given(years_of_ties(square=False))
def test_oracle_tau_b_is_scipys(year):
    scale, ties = year
    found = tau_b(ties, levels=scale, own_tie="given")
    for i, j in combinations(range(len(ties)), 2):
        varies = len(set(ties[i])) > 1 and len(set(ties[j])) > 1
        theirs = kendalltau(ties[i], ties[j]).statistic if varies else math.nan
        assert found[i, j] == pytest.approx(theirs, abs=NEAR, nan_ok=True)


@pytest.mark.parametrize("distance", DISTANCES)
@pytest.mark.parametrize("states", [63, 64, 65, 130])
def test_oracle_words_of_sixty_four_positions_join_without_a_gap(states, distance):
    """Blocks at and across the word boundary, against matrix products; small row counts keep the plain form quick."""
    drawn = np.random.default_rng(states)
    ties = drawn.integers(0, 4, (5, states)).astype(float)
    found = s(ties, levels=(0, 1, 2, 3), own_tie="given", distance=distance)
    apart = np.abs(ties[:, None] - ties)
    cost = {"nominal": apart > 0, "absolute": apart, "squared": apart**2}[distance]
    assert found == pytest.approx(1 - 2 * cost.mean(axis=2) / {"nominal": 1, "absolute": 3, "squared": 9}[distance])


# --- laws -----------------------------------------------------------------------------------------


@given(years_of_ties(), st.sampled_from(DISTANCES), st.data())
def test_scores_are_symmetric_and_bounded(year, distance, data):
    scale, ties = year
    w = data.draw(capabilities(len(ties)))
    found = score_battery(ties, levels=scale, weights=w, distance=distance)
    for name in ("s", "kappa", "pi", "s_weighted", "kappa_weighted", "pi_weighted"):
        square = found.portfolios.matrix(getattr(found, name), 0)
        assert np.array_equal(square, square.T, equal_nan=True)
        known = square[~np.isnan(square)]
        assert (known <= 1).all()
        assert (known >= -1 - NEAR).all()
    assert not np.isnan(found.s).any()


@given(years_of_ties(square=False), st.sampled_from(DISTANCES))
def test_pi_is_never_above_kappa(year, distance):
    """The pooled expectation is never the larger one: the three distances are of negative type."""
    scale, ties = year
    found = score_battery(ties, levels=scale, own_tie="given", distance=distance)
    both = ~np.isnan(found.pi) & ~np.isnan(found.kappa)
    assert (found.pi[both] <= found.kappa[both] + NEAR).all()


@given(years_of_ties(square=False), st.sampled_from(DISTANCES), st.data())
def test_equal_portfolios_have_exactly_one(year, distance, data):
    scale, ties = year
    ties[-1] = ties[0]
    w = data.draw(capabilities(ties.shape[1]))
    found = score_battery(ties, levels=scale, own_tie="given", weights=w, distance=distance)
    last = len(ties) - 1
    assert found.s.reshape(last + 1, -1)[0, last] == found.s_weighted.reshape(last + 1, -1)[0, last] == 1
    for name in ("kappa", "pi", "kappa_weighted", "pi_weighted"):
        score = getattr(found, name).reshape(last + 1, -1)[0, last]
        # with weights, a position of no weight does not vary the portfolio
        counted = ties[0] if name in ("kappa", "pi") else ties[0][w > 0]
        assert score == 1 if len(set(counted)) > 1 else np.isnan(score)


@given(years_of_ties(), st.data())
def test_names_and_order_of_states_do_not_matter(year, data):
    scale, ties = year
    order = np.array(data.draw(st.permutations(range(len(ties)))))
    w = data.draw(capabilities(len(ties)))
    moved = ties[np.ix_(order, order)]
    for score in (s, kappa, pi):
        before = score(ties, levels=scale, weights=w)[np.ix_(order, order)]
        assert score(moved, levels=scale, weights=w[order]) == pytest.approx(before, abs=NEAR, nan_ok=True)
    assert tau_b(moved, levels=scale) == pytest.approx(
        tau_b(ties, levels=scale)[np.ix_(order, order)], abs=NEAR, nan_ok=True
    )


@given(years_of_ties(), st.sampled_from((0.25, 3.0, 1e6)), st.data())
def test_only_proportions_of_weights_matter_and_even_weights_are_none(year, factor, data):
    scale, ties = year
    w = data.draw(capabilities(len(ties)))
    for score in (s, kappa, pi):
        once = score(ties, levels=scale, weights=w)
        assert score(ties, levels=scale, weights=w * factor) == pytest.approx(once, abs=1e-9, nan_ok=True)
        even = score(ties, levels=scale, weights=np.full(len(ties), factor))
        assert even == pytest.approx(score(ties, levels=scale), abs=1e-9, nan_ok=True)


@given(years_of_ties(square=False), st.sampled_from(DISTANCES))
def test_a_tie_that_all_have_alike_raises_s_of_unlike_portfolios(year, distance):
    scale, ties = year
    before = s(ties, levels=scale, own_tie="given", distance=distance)
    more = np.hstack([ties, np.full((len(ties), 1), scale[0])])
    after = s(more, levels=scale, own_tie="given", distance=distance)
    unlike = before < 1
    assert (after[unlike] > before[unlike]).all()
    assert (after[~unlike] == 1).all()


@given(years_of_ties(square=False), st.sampled_from(DISTANCES))
def test_a_position_of_no_weight_is_as_good_as_absent(year, distance):
    scale, ties = year
    assume(ties.shape[1] > 1)
    w = np.ones(ties.shape[1])
    w[0] = 0
    for score in (s, kappa, pi):
        without = score(ties[:, 1:], levels=scale, own_tie="given", distance=distance)
        found = score(ties, levels=scale, own_tie="given", distance=distance, weights=w)
        assert found == pytest.approx(without, abs=NEAR, nan_ok=True)


@given(years_of_ties(square=False, unknown=True), st.sampled_from(DISTANCES), st.booleans(), st.data())
def test_unknown_portfolios_give_no_number_and_change_no_other(year, distance, heavy, data):
    scale, ties = year
    gap = np.isnan(ties).any(axis=1)
    w = data.draw(capabilities(ties.shape[1])) if heavy else None
    for score in (s, kappa, pi):
        found = score(ties, levels=scale, own_tie="given", distance=distance, weights=w)
        assert np.isnan(found[gap]).all()
        assert np.isnan(found[:, gap]).all()
        alone = score(ties[~gap], levels=scale, own_tie="given", distance=distance, weights=w)
        assert np.array_equal(found[np.ix_(~gap, ~gap)], alone, equal_nan=True)
    ranks = tau_b(ties, levels=scale, own_tie="given")
    assert np.isnan(ranks[gap]).all()
    assert np.array_equal(ranks[np.ix_(~gap, ~gap)], tau_b(ties[~gap], levels=scale, own_tie="given"), equal_nan=True)


@settings(max_examples=30)
@given(
    st.lists(years_of_ties().filter(lambda year: year[0] == (0, 1, 2, 3)), min_size=1, max_size=4), st.integers(1, 5)
)
def test_years_together_on_any_number_of_threads_are_the_years_alone(years, threads):
    blocks = [ties for _, ties in years]
    pack = portfolios_of_blocks(blocks, levels=(0, 1, 2, 3))
    w = np.linspace(0.1, 1, int(pack.columns[-1]))
    found = score_battery(pack, weights=w, threads=threads)
    ranks = tau_b(pack)
    for index, block in enumerate(blocks):
        part = w[pack.columns[index] : pack.columns[index + 1]]
        alone = score_battery(block, levels=(0, 1, 2, 3), weights=part)
        for name in ("s", "kappa", "pi", "s_weighted", "kappa_weighted", "pi_weighted"):
            together = pack.matrix(getattr(found, name), index)
            assert np.array_equal(together.ravel(), getattr(alone, name), equal_nan=True)
        assert np.array_equal(pack.matrix(ranks, index), tau_b(block, levels=(0, 1, 2, 3)), equal_nan=True)


# --- cases ----------------------------------------------------------------------------------------

#: A makes a pledge to B that B does not return; C stands alone.
ONE_SIDED = [[0, 1, 0], [0, 0, 0], [0, 0, 0]]


def test_a_pledge_has_a_direction():
    given_by = portfolios_of_dyads(
        [1], [2], [1900], [1], members=([1, 2, 3], [1900] * 3), covered=(1900, 1900), levels=(0, 1), own_tie="given"
    )
    taken = portfolios_of_dyads(
        [1], [2], [1900], [1], members=([1, 2, 3], [1900] * 3), covered=(1900, 1900), levels=(0, 1), own_tie="given",
        received=True,
    )  # fmt: skip
    assert given_by.codes.reshape(3, 3).tolist() == ONE_SIDED
    assert taken.codes.reshape(3, 3).tolist() == np.transpose(ONE_SIDED).tolist()
    assert s(given_by).reshape(3, 3)[1, 2] == 1
    assert s(taken).reshape(3, 3)[1, 2] == pytest.approx(1 / 3)


@pytest.mark.parametrize(("own_tie", "bystanders"), [("given", 1), (0, 1), ("maximum", -1 / 3), (1, -1 / 3)])
def test_the_own_tie_is_a_stated_convention(own_tie, bystanders):
    found = s(ONE_SIDED, levels=(0, 1), own_tie=own_tie)
    # B and C differ in nothing but their own ties: 010 and 001 with them, 000 and 000 without
    assert found[1, 2] == pytest.approx(bystanders)
    # A and B differ in one position either way: 110 and 010, or 010 and 000
    assert found[0, 1] == pytest.approx(1 / 3)


def test_years_outside_the_source_are_unknown_and_not_without_ties():
    pack = portfolios_of_dyads(
        [2, 2], [20, 200], [2018, 2018], [1, 1],
        members=([2, 20, 2, 20], [2018, 2018, 2019, 2019]), covered=(1815, 2018), levels=(0, 1),
    )  # fmt: skip
    assert pack.left_out == 1
    assert pack.years.tolist() == [2018, 2019]
    found = score_battery(pack)
    assert not np.isnan(pack.matrix(found.s, 0)).any()
    assert np.isnan(pack.matrix(found.s, 1)).all()
    assert np.isnan(tau_b(pack)[4:]).all()
    dyads = pack.dyads()
    assert dyads["ccode1"].tolist() == [2, 2, 20, 20] * 2
    assert dyads["ccode2"].tolist() == [2, 20] * 4
    assert dyads["year"].tolist() == [2018] * 4 + [2019] * 4


def test_an_unknown_weight_makes_its_year_unknown_and_no_other():
    pack = portfolios_of_blocks([np.eye(2), np.eye(3)], levels=(0, 1), years=[1900, 1901], states=[[1, 2], [1, 2, 3]])
    w = aligned_weights(pack, [2, 1, 1, 2], [1900, 1900, 1901, 1901], [0.5, 0.25, 0.1, 0.2])
    assert np.array_equal(w, [0.25, 0.5, 0.1, 0.2, np.nan], equal_nan=True)
    for score in (s, kappa, pi):
        found = score(pack, weights=w)
        assert not np.isnan(found[:4]).any()
        assert np.isnan(found[4:]).all()


def test_weights_that_sum_to_nothing_give_no_number():
    assert np.isnan(s(np.eye(2), levels=(0, 1), weights=[0, 0])).all()


def test_rounding_never_takes_s_above_one():
    """Two portfolios that differ where there is next to no weight: their sums alone would give 1.0000000000000007."""
    found = s(
        [[2, 3, 3], [3, 3, 1]], levels=(0, 1, 2, 3), own_tie="given", weights=[1e-16, 0.6, 2e-16], distance="squared"
    )
    assert found[0, 1] == 1


@given(st.lists(st.integers(1, 20), max_size=8), st.integers(1, 9))
def test_the_parts_of_the_work_are_all_the_years_once_and_in_order(sizes, parts):
    edges = cuts(portfolios_of_blocks([np.eye(n) for n in sizes], levels=(0, 1)), parts)
    assert edges == sorted(edges)
    assert (edges[0], edges[-1]) == (0, len(sizes))
    assert len(edges) == (parts + 1 if sizes else 2)


def test_two_levels_give_the_same_scores_under_every_distance():
    ties = np.array([[1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 1, 0]]) * 3.0
    for score in (s, kappa, pi):
        found = [score(ties, levels=(0, 3), own_tie="given", distance=d) for d in DISTANCES]
        assert found[1] == pytest.approx(found[0], abs=NEAR)
        assert found[2] == pytest.approx(found[0], abs=NEAR)


def test_no_years_and_no_states_are_no_error():
    empty = portfolios_of_blocks([], levels=(0, 1), states=[])
    assert len(score_battery(empty, weights=[], threads=2).s) == len(empty.dyads()["year"]) == 0
    assert s(np.empty((0, 0)), levels=(0, 1)).shape == (0, 0)
    none = portfolios_of_dyads([], [], [], [], members=([], []), covered=(1, 2), levels=(0, 1))
    assert len(s(none)) == none.left_out == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: s(np.eye(2)), "no levels"),
        (lambda: s(np.eye(2), levels=(1, 0)), "no scale"),
        (lambda: s(np.eye(2), levels=(0,)), "no scale"),
        (lambda: s([[0, 2], [0, 0]], levels=(0, 1)), "a tie of 2 is not on the scale 0, 1"),
        (lambda: s([[0, -9], [0, 0]], levels=(0, 1)), "missing codes into NaN"),
        (lambda: s([[0, 1, 1]], levels=(0, 1)), "has no own ties"),
        (lambda: s([0, 1], levels=(0, 1)), "block of shape"),
        (lambda: s(np.eye(2), levels=(0, 1), own_tie="none"), "own_tie 'none' is unknown"),
        (lambda: s(np.eye(2), levels=(0, 1), own_tie=0.5), "own_tie 0.5 is unknown"),
        (lambda: s(np.eye(2), levels=(0, 1), distance="squares"), "did you mean squared"),
        (lambda: s(np.eye(2), levels=(0, 1), weights=[1]), "weights of shape"),
        (lambda: s(np.eye(2), levels=(0, 1), weights=[1, -1]), "negative or infinite"),
        (lambda: s(np.eye(2), levels=(0, 1), weights=[1, np.inf]), "negative or infinite"),
        (lambda: s(np.eye(2), levels=(0, 1), threads=0), "0 threads"),
        (lambda: portfolios_of_blocks([np.eye(2)], levels=(0, 1), years=[1, 2]), "do not fit"),
        (lambda: portfolios_of_blocks([np.eye(2)], levels=(0, 1)).dyads(), "do not name their states"),
        (
            lambda: aligned_weights(portfolios_of_blocks([np.eye(2)], levels=(0, 1)), [1], [1], [1]),
            "not named states",
        ),
        (lambda: coding("binry"), "did you mean binary"),
        (lambda: coding("binary").code([-9], [0], [0], [0], [0]), "an obligation is -9"),
        (lambda: ideal_point_s([1.0, 2.0], longest="observe"), "longest='observe' is unknown"),
        (lambda: ideal_point_s([1.0, 2.0], longest=0.5), "1 apart, farther"),
        (lambda: ideal_point_s([1.0, 2.0], longest=-1), "not a positive number"),
        (lambda: ideal_point_s([1.0, 2.0], longest=2, weights=[0]), "weights of dimensions"),
        (lambda: ideal_point_distance([[1.0]]), "ideal points of shape"),
        (lambda: ideal_point_distance([np.inf]), "infinite"),
        (lambda: ideal_point_dyads([1, 1], [1, 1], [0, 0]), "two ideal points"),
        (lambda: ideal_point_dyads([1], [1], [0, 0]), "different lengths"),
    ],
)
def test_questions_that_cannot_be_asked_say_what_and_why(call, message):
    with pytest.raises(QueryError, match=message):
        call()


MEMBERS = ([1, 2], [1900, 1900])


@pytest.mark.parametrize(
    ("rows", "members", "message"),
    [
        (([1, 1], [2, 2], [1900, 1900], [0, 1]), MEMBERS, "listed twice"),
        (([1], [2], [1900], [1]), ([1, 1], [1900, 1900]), "twice in members"),
        (([1], [2.5], [1900], [1]), MEMBERS, "missing or not whole"),
        (([1], [np.nan], [1900], [1]), MEMBERS, "missing or not whole"),
        (([1], [10_000], [1900], [1]), MEMBERS, "not a COW or GW code"),
    ],
)
def test_dyads_that_cannot_be_packed_say_why(rows, members, message):
    with pytest.raises(QueryError, match=message):
        portfolios_of_dyads(*rows, members=members, covered=(1900, 1900), levels=(0, 1))


def test_weights_given_twice_are_an_error_and_none_at_all_are_unknown():
    pack = portfolios_of_blocks([np.eye(2)], levels=(0, 1), years=[1900], states=[[1, 2]])
    with pytest.raises(QueryError, match="two weights"):
        aligned_weights(pack, [1, 1], [1900, 1900], [0.1, 0.2])
    assert np.isnan(aligned_weights(pack, [], [], [])).all()


# --- codings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("defence-neutrality-consultation", [3, 3, 2, 2, 1, 0]),
        ("defence-consultation-nonaggression", [3, 3, 2, 1, 2, 0]),
        ("binary", [1, 1, 1, 1, 1, 0]),
        ("active-support", [1, 1, 0, 0, 0, 0]),
    ],
)
def test_each_obligation_alone_has_its_level(name, levels):
    alone = np.vstack([np.eye(5), np.zeros(5)])
    found = coding(name)
    assert found.code(*alone.T).tolist() == levels
    assert len(found.levels) == len(found.meaning) == len(set(found.levels))


@given(st.lists(st.tuples(*[st.sampled_from((0.0, 1.0, math.nan))] * 5), min_size=1, max_size=8))
def test_codings_keep_the_unknown_and_never_fall_with_an_obligation_more(rows):
    pledges = np.array(rows)
    for found in CODINGS.values():
        levels = found.code(*pledges.T)
        assert np.array_equal(np.isnan(levels), np.isnan(pledges).any(axis=1))
        assert set(levels[~np.isnan(levels)]) <= set(found.levels)
        for column in range(5):
            more = pledges.copy()
            more[~np.isnan(more[:, column]), column] = 1
            known = ~np.isnan(levels)
            assert (found.code(*more.T)[known] >= levels[known]).all()


# --- ideal points ---------------------------------------------------------------------------------

POSITIONS = st.lists(st.one_of(st.floats(-4, 4), st.just(math.nan)), min_size=1, max_size=6)


@given(POSITIONS)
def test_ideal_point_distances_are_a_metric_on_the_known(points):
    found = ideal_point_distance(points)
    known = ~np.isnan(np.array(points))
    assert np.isnan(found[~known]).all()
    inside = found[np.ix_(known, known)]
    assert np.array_equal(inside, inside.T)
    assert (np.diag(inside) == 0).all()
    for i in range(len(inside)):
        assert (inside <= inside[:, [i]] + inside[[i], :] + NEAR).all()


@given(POSITIONS, st.floats(8, 20))
def test_s_on_one_dimension_is_the_distance_on_another_scale(points, longest):
    found = ideal_point_s(points, longest=longest)
    assert found == pytest.approx(1 - 2 * ideal_point_distance(points) / longest, abs=NEAR, nan_ok=True)


def test_s_on_several_dimensions_is_their_weighted_mean():
    points = np.array([[0.0, 10.0], [1.0, 30.0], [2.0, np.nan]])
    found = ideal_point_s(points, longest=(4, 40), weights=(3, 1))
    assert found[0, 1] == pytest.approx(1 - 2 * (3 * 1 / 4 + 1 * 20 / 40) / 4)
    assert np.isnan(found[2]).all()
    assert np.isnan(ideal_point_s([1.0, 1.0], longest="observed")).all()  # all at one place: no scale
    assert ideal_point_s(points[:2], longest="observed", weights=(0, 1))[0].tolist() == [1, -1]
    # unknown on any dimension is unknown, on one without weight too
    unheeded = ideal_point_s(points, longest=(4, 40), weights=(1, 0))
    assert np.isnan(unheeded[2]).all()
    assert np.isnan(unheeded[:, 2]).all()


def test_ideal_point_dyads_are_every_ordered_pair_of_a_year():
    found = ideal_point_dyads([3, 1, 2, 1, 9], [1950, 1950, 1950, 1951, 1952], [3.0, 1.0, np.nan, 5.0, 0.0])
    assert list(zip(found["ccode1"], found["ccode2"], found["year"], strict=True)) == [
        (i, j, 1950) for i in (1, 2, 3) for j in (1, 2, 3) if i != j
    ]
    assert np.array_equal(found["distance"], [np.nan, 2, np.nan, np.nan, 2, np.nan], equal_nan=True)


# --- start-up -------------------------------------------------------------------------------------


def test_the_package_loads_without_numba_and_names_outlive_their_modules():
    code = (
        "import sys, foedus.measures.similarity as one\n"
        "assert not {'numba', 'numpy'} & set(sys.modules)\n"
        "from foedus.measures.similarity import coding, portfolios_of_blocks, s, kappa\n"
        "assert 'numba' not in sys.modules\n"
        "assert all(callable(getattr(one, name)) for name in one.__all__ if name != 'CODINGS')\n"
        "assert sorted(one._HOMES) == sorted(one.__all__)\n"
        "try: one.nothing\n"
        "except AttributeError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "has no attribute 'nothing'" in done.stdout
