"""Voting power under weights, counts and vetoes: cases, laws, and slow plain definitions beside which it is held."""

from __future__ import annotations

import math
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.measures.voting import WeightedGame, banzhaf, power_indices, shapley_shubik, unanimity, weighted_game
from foedus.measures.voting.kernels import compiled_short_of_quota
from foedus.measures.voting.losing import short_of_quota
from foedus.measures.voting.swings import KERNELS, WORTH_COMPILING, swings_by_size

NAMES = "ABCDEFGHIJ"


# --- generators -----------------------------------------------------------------------------------


@st.composite
def councils(draw, most_members=7, vetoes=True, counts=True, least=0):
    """A council of a few states: votes by state, some perhaps none, a quota, perhaps counts of states and vetoes."""
    n = draw(st.integers(1, most_members))
    weights = draw(st.lists(st.integers(least, 12), min_size=n, max_size=n).filter(any))
    quota = draw(st.integers(1, sum(weights)))
    count = draw(st.none() | st.integers(1, n)) if counts else None
    suffices = draw(st.none() | st.integers(count or 1, n)) if counts else None
    held = draw(st.sets(st.sampled_from(NAMES[:n]))) if vetoes else set()
    return WeightedGame(tuple(NAMES[:n]), quota, tuple(weights), count, suffices, frozenset(held))


# --- slow plain definitions -------------------------------------------------------------------------


def plain_swings(game):
    """Swings by player and size, from all coalitions."""
    n = len(game.players)
    found = [[0] * n for _ in range(n)]
    for i, player in enumerate(game.players):
        others = [p for p in game.players if p != player]
        for k in range(n):
            for coalition in combinations(others, k):
                found[i][k] += game.decides((*coalition, player)) and not game.decides(coalition)
    return found


def packed_swings(weights, quota):
    """Swings by size of [quota; weights] from generating functions whose coefficients lie in one Python integer.

    The coefficient of y^k x^s stands in 80 bits at place k (total + 1) + s: no rounding, no removal of a player.
    """
    n, row, known = len(weights), sum(weights) + 1, {}
    for w in set(weights):
        others = list(weights)
        others.remove(w)
        packed = 1
        for v in others:
            packed += packed << (80 * (row + v))
        places = packed.to_bytes(10 * row * n + 10, "little")
        known[w] = [
            sum(
                int.from_bytes(places[10 * (k * row + s) : 10 * (k * row + s) + 10], "little")
                for s in range(quota - w if quota > w else 0, quota)
            )
            for k in range(n)
        ]
    return [known[w] for w in weights]


def plain_shapley(swings):
    n = len(swings)
    orders = [math.factorial(k) * math.factorial(n - 1 - k) for k in range(n)]
    return [Fraction(sum(s * o for s, o in zip(row, orders, strict=True)), math.factorial(n)) for row in swings]


# --- oracles --------------------------------------------------------------------------------------


@given(councils())
def test_oracle_swings_are_those_of_all_coalitions(game):
    assert swings_by_size(game).tolist() == plain_swings(game)


@given(councils(most_members=6))
def test_oracle_indices_follow_from_the_swings(game):
    found, swings = power_indices(game), plain_swings(game)
    assert list(found.shapley_shubik.fractions.values()) == plain_shapley(swings)
    assert list(found.banzhaf.swings) == [sum(row) for row in swings]


def test_oracle_ten_members_with_votes_and_a_count_and_a_veto():
    game = WeightedGame(tuple(NAMES), 22, (10, 8, 5, 5, 4, 3, 3, 2, 1, 0), 4, vetoes=frozenset("B"))
    assert swings_by_size(game).tolist() == plain_swings(game)


@pytest.mark.parametrize("share", [0.5, 0.62, 0.85])
def test_oracle_sixty_members_are_exact_beside_python_integers(share):
    """Where floats with removal would have lost all digits: C(59, 29) is 5.9e16, above 2^53."""
    weights = [1 + (7 * i) % 11 for i in range(60)]
    quota = math.ceil(share * sum(weights))
    swings = packed_swings(weights, quota)
    found = power_indices(weighted_game(quota, weights))
    assert list(found.banzhaf.swings) == [sum(row) for row in swings]
    exact = plain_shapley(swings)
    assert list(found.shapley_shubik.fractions.values()) == exact
    assert list(found.shapley_shubik.values.values()) == [float(value) for value in exact]
    assert sum(exact) == 1


def test_oracle_thirty_two_members_large_enough_for_the_compiled_form():
    """Compiled, plain and Python's integers agree; weights by a fixed seed, few distinct or the oracle takes long."""
    weights = [3 * int(w) for w in np.random.default_rng(32).choice([31, 45, 58, 77, 96, 110, 143], 31)] + [1]
    quota = sum(weights) // 2 + 1
    width = min(quota, sum(weights) - quota + 1)
    assert 33 * width >= WORTH_COMPILING
    small = np.array(sorted(weights))
    plain = short_of_quota(small, np.unique(small), width)
    compiled = compiled_short_of_quota(small, np.unique(small), width)
    assert all((a == b).all() for a, b in zip(plain, compiled, strict=True))
    swings = packed_swings(weights, quota)
    assert swings_by_size(weighted_game(quota, weights)).tolist() == swings


@settings(max_examples=40)
@given(councils(vetoes=False, counts=False, least=1))
def test_oracle_powerindex(game):
    """powerindex 0.3.5 slices from quota - weight and sets the count of sum 0 to one coalition.

    So a weight of the quota or more, and a weight of 0, are outside what it does: [7; 1, 6, 0] gives it .25 .75 0.
    """
    powerindex = pytest.importorskip("powerindex")
    assume(max(game.weights) < game.quota)
    theirs = powerindex.Game(game.quota, list(game.weights))
    theirs.calc_banzhaf()
    theirs.calc_shapley_shubik()
    found = power_indices(game)
    # It works in floats, some 50 roundings of numbers of order one.
    assert list(found.banzhaf.normalised.values()) == pytest.approx(theirs.banzhaf, abs=1e-12)
    assert list(found.shapley_shubik.values.values()) == pytest.approx(theirs.shapley_shubik, abs=1e-12)


@settings(max_examples=40)
@given(councils(most_members=6, vetoes=False))
def test_oracle_power_bdd(game):
    bdd = pytest.importorskip("power_bdd.bdd")
    n = len(game.players)
    theirs = bdd.BDD(bdd.WeightedGame(game.quota, list(game.weights)))
    if game.suffices is not None:
        theirs = theirs | bdd.BDD(bdd.WeightedGame(game.suffices, [1] * n))
    if game.count is not None:
        theirs = theirs & bdd.BDD(bdd.WeightedGame(game.count, [1] * n))
    found = power_indices(game)
    assert list(found.banzhaf.absolute.values()) == pytest.approx(theirs.calc_banzhaf(), abs=1e-12)
    if n > 1:  # its table of binomials needs two players
        assert list(found.shapley_shubik.values.values()) == pytest.approx(theirs.calc_shapley(), abs=1e-12)


# --- laws -----------------------------------------------------------------------------------------


@given(councils())
def test_law_shares_sum_to_one_and_lie_between_nothing_and_all(game):
    found = power_indices(game)
    assert sum(found.shapley_shubik.fractions.values()) == 1
    assert sum(found.banzhaf.fractions.values()) == 1
    assert all(0 <= v <= 1 for v in (*found.banzhaf.absolute.values(), *found.shapley_shubik.values.values()))


@given(councils())
def test_law_power_goes_with_the_member_not_with_its_place(game):
    turned = WeightedGame(game.players[::-1], game.quota, game.weights[::-1], game.count, game.suffices, game.vetoes)
    assert power_indices(turned).shapley_shubik.fractions == power_indices(game).shapley_shubik.fractions
    assert banzhaf(turned).fractions == banzhaf(game).fractions


@given(councils(vetoes=False))
def test_law_more_votes_never_mean_less_power_and_equal_votes_equal_power(game):
    found = power_indices(game)
    rows = list(zip(game.weights, found.shapley_shubik.pivots, found.banzhaf.swings, strict=True))
    for (w, phi, beta), (v, psi, gamma) in combinations(rows, 2):
        if w >= v:
            assert phi >= psi and beta >= gamma
        if w <= v:
            assert phi <= psi and beta <= gamma


@given(councils(counts=False))
def test_law_a_member_without_votes_and_without_veto_has_no_power(game):
    assume(len(game.players) < 7)
    wider = WeightedGame((*game.players, "Z"), game.quota, (*game.weights, 0), vetoes=game.vetoes)
    found = power_indices(wider)
    assert found.shapley_shubik.values["Z"] == 0 and found.banzhaf.absolute["Z"] == 0
    # And it takes none from the others.
    assert all(found.shapley_shubik.fractions[p] == v for p, v in shapley_shubik(game).fractions.items())


@given(councils())
def test_law_nobody_has_more_power_than_one_who_blocks(game):
    found, blockers = shapley_shubik(game), game.blockers()
    assert game.vetoes <= set(blockers)
    for p in blockers:
        assert found.values[p] == max(found.values.values())


@given(councils(counts=False), st.integers(2, 9))
def test_law_counting_votes_in_dozens_changes_nothing(game, unit):
    scaled = WeightedGame(game.players, game.quota * unit, tuple(w * unit for w in game.weights), vetoes=game.vetoes)
    assert power_indices(scaled) == power_indices(game)


@given(councils(vetoes=False, counts=False))
def test_law_the_power_to_block_is_the_power_to_pass(game):
    """A game and its dual, in which coalitions block, have the same indices."""
    dual = WeightedGame(game.players, sum(game.weights) - game.quota + 1, game.weights)
    assert power_indices(dual) == power_indices(game)


@given(st.integers(1, 7), st.data())
def test_law_a_dictator_has_all_power(n, data):
    weights = data.draw(st.lists(st.integers(0, 5), min_size=n, max_size=n))
    game = weighted_game(sum(weights) + 1, {"ruler": sum(weights) + 1} | dict(zip(NAMES, weights, strict=False)))
    found = power_indices(game)
    assert found.shapley_shubik.values["ruler"] == found.banzhaf.absolute["ruler"] == 1
    assert game.blockers() == ("ruler",)


@given(councils(counts=False, vetoes=False), st.data())
def test_law_a_veto_is_worth_having(game, data):
    holder = data.draw(st.sampled_from(game.players))
    with_veto = WeightedGame(game.players, game.quota, game.weights, vetoes=frozenset(holder))
    assert shapley_shubik(with_veto).fractions[holder] >= shapley_shubik(game).fractions[holder]


# --- cases ----------------------------------------------------------------------------------------


def test_case_fifty_forty_nine_and_one():
    """The textbook council in which any two of three decide, whatever their weight."""
    found = power_indices(weighted_game(51, {"large": 50, "middle": 49, "tiny": 1}))
    assert found.shapley_shubik.fractions == {"large": Fraction(2, 3), "middle": Fraction(1, 6), "tiny": Fraction(1, 6)}
    assert found.banzhaf.absolute == {"large": 0.75, "middle": 0.25, "tiny": 0.25}


def test_case_one_member_alone():
    found = power_indices(unanimity("A"))
    assert found.banzhaf.absolute == found.shapley_shubik.values == {"A": 1.0}


def test_case_weights_that_are_no_whole_numbers_are_scaled_where_that_is_exact():
    halves = weighted_game(2.5, {"A": 1.5, "B": 1, "C": Fraction(1, 2)})
    assert (halves.quota, halves.weights) == (5, (3, 2, 1))
    assert weighted_game(Decimal("0.3"), [Decimal("0.1"), Decimal("0.2")]).weights == (1, 2)
    assert weighted_game(np.int64(3), [np.int64(2), np.float64(1.0)]).weights == (2, 1)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: weighted_game(1, []), "0 players"),
        (lambda: weighted_game(1, [1] * 61), "61 players"),
        (lambda: weighted_game(0, [1, 2]), "quota 0"),
        (lambda: weighted_game(4, [1, 2]), "quota 4"),
        (lambda: weighted_game(-1, [1, 2]), "quota -1"),
        (lambda: weighted_game(1, [0, 0]), "quota 1"),
        (lambda: weighted_game(1, [2, -1]), "negative"),
        (lambda: weighted_game(1, [1, math.nan]), "weight of 2 is nan"),
        (lambda: weighted_game(math.inf, [1, 2]), "quota is inf"),
        (lambda: weighted_game(1, [1, "2"]), "no number"),
        (lambda: weighted_game(0.3, [0.1, 0.2]), "scaled"),
        (lambda: weighted_game(1, {"A": 1, "B": 1}, vetoes=["C"]), "'C' is no player"),
        (lambda: weighted_game(1, [1, 1], count=3), "3 members"),
        (lambda: weighted_game(1, [1, 1], count=2, suffices=1), "1 members"),
        (lambda: WeightedGame(("A", "A"), 1, (1, 1)), "more than once"),
        (lambda: WeightedGame(("A", "B"), 1, (1,)), "do not fit"),
        (lambda: banzhaf(weighted_game(2**40, [2**39 + 1, 2**39 + 3, 2**39 + 5])), "table"),
    ],
)  # fmt: skip
def test_case_what_is_no_game_is_refused_with_what_and_why(ask, told):
    with pytest.raises(QueryError, match=told):
        ask()


def test_case_large_weights_with_a_small_dual_quota_are_answered():
    """The table is as wide as what may be missing, not as the weights are large."""
    found = shapley_shubik(weighted_game(3 * 10**12, [10**12, 10**12, 10**12 + 1]))
    assert set(found.fractions.values()) == {Fraction(1, 3)}


def test_case_small_games_do_not_load_numba():
    code = "import sys; from foedus.measures.voting import *; power_indices(unanimity(map(str, range(60)))); sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_case_a_double_majority_in_which_a_number_of_states_makes_up_for_population():
    """65 of 100 million people and three of five states, or any four states; population alone would be [65; ...]."""
    people = {"large": 40, "second": 30, "third": 15, "fourth": 10, "fifth": 5}
    game = weighted_game(65, people, count=3, suffices=4)
    assert game.decides(["large", "second", "fifth"]) and not game.decides(["large", "second"])
    assert game.decides(["second", "third", "fourth", "fifth"]) and not game.decides(["second", "third", "fourth"])
    found = shapley_shubik(game)
    assert found.fractions["fifth"] > shapley_shubik(weighted_game(65, people)).fractions["fifth"]
    assert list(found.fractions.values()) == plain_shapley(plain_swings(game))


def test_case_the_plain_form_answers_where_the_compiled_one_is_not_loaded(monkeypatch):
    game = WeightedGame(tuple(NAMES), 22, (10, 8, 5, 5, 4, 3, 3, 2, 1, 0), 4)
    compiled = power_indices(game)
    monkeypatch.delitem(sys.modules, KERNELS)
    assert power_indices(game) == compiled


def test_case_a_name_that_is_not_there():
    import foedus.measures.voting as voting

    with pytest.raises(AttributeError, match="banzaf"):
        voting.banzaf  # noqa: B018
