"""Voting power with abstention as a third vote: laws, and definitions by enumeration."""

from __future__ import annotations

from functools import cache
from itertools import permutations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.measures.voting import (
    TernaryGame,
    banzhaf,
    shapley_shubik,
    ternary_banzhaf,
    ternary_game,
    ternary_shapley_shubik,
    unanimity,
    weighted_game,
)

#: A few hundred roundings of 1.1e-16 at most, in numbers not above one.
NEAR = 1e-12
VOTES = ("yes", "abstain", "no")


@st.composite
def rules_with_abstention(draw, most_members=5):
    """A rule that the votes matter for: weights for and against, vetoes, members whose consent is asked."""
    n = draw(st.integers(1, most_members))
    players = tuple("ABCDE"[:n])
    weights = st.lists(st.integers(0, 4), min_size=n, max_size=n)
    support, oppose = draw(weights), draw(weights)
    vetoes, consents = draw(st.sets(st.sampled_from(players))), draw(st.sets(st.sampled_from(players), max_size=1))
    quota = draw(st.integers(-sum(oppose), sum(support)))
    assume(vetoes or consents or quota > -sum(oppose))
    return TernaryGame(players, quota, tuple(support), tuple(oppose), frozenset(vetoes), frozenset(consents))


def plain_banzhaf(game):
    """The share of the others' votes under which yes and no differ."""
    found = {}
    for player in game.players:
        others = [p for p in game.players if p != player]
        decisive = sum(
            game.passes(votes | {player: "yes"}) != game.passes(votes | {player: "no"})
            for cast in product(VOTES, repeat=len(others))
            for votes in [dict(zip(others, cast, strict=True))]
        )
        found[player] = decisive / 3 ** len(others)
    return found


def plain_roll_calls(game):
    """Shapley and Shubik's index from all orders and all votes: who settles the outcome."""

    @cache
    def settled(cast):
        votes = dict(cast)
        at_best = {p: votes.get(p, "yes") for p in game.players}
        at_worst = {p: votes.get(p, "no") for p in game.players}
        return game.passes(at_best) == game.passes(at_worst)

    pivotal = dict.fromkeys(game.players, 0)
    for order in permutations(game.players):
        for cast in product(VOTES, repeat=len(order)):
            called = list(zip(order, cast, strict=True))
            for k, (player, _) in enumerate(called):
                if settled(tuple(sorted(called[: k + 1]))):
                    pivotal[player] += 1
                    break
    calls = sum(pivotal.values())
    return {p: times / calls for p, times in pivotal.items()}


@given(rules_with_abstention())
def test_oracle_banzhaf_is_the_share_of_all_votes_in_which_a_member_decides(game):
    assert ternary_banzhaf(game).absolute == pytest.approx(plain_banzhaf(game), abs=NEAR)


@settings(max_examples=50)
@given(rules_with_abstention(most_members=4))
def test_oracle_shapley_shubik_is_the_share_of_roll_calls_that_a_member_settles(game):
    assert ternary_shapley_shubik(game) == pytest.approx(plain_roll_calls(game), abs=NEAR)


@given(rules_with_abstention())
def test_law_indices_lie_between_nothing_and_all_and_the_shares_sum_to_one(game):
    absolute, values = ternary_banzhaf(game), ternary_shapley_shubik(game)
    assert all(0 <= v <= 1 + NEAR for v in (*absolute.absolute.values(), *values.values()))
    assert sum(values.values()) == pytest.approx(1, abs=NEAR)
    assert sum(absolute.normalised.values()) == pytest.approx(1, abs=NEAR)


@given(rules_with_abstention())
def test_law_power_goes_with_the_member_not_with_its_place(game):
    turned = TernaryGame(
        game.players[::-1], game.quota, game.support[::-1], game.oppose[::-1], game.vetoes, game.consents
    )
    assert ternary_shapley_shubik(turned) == pytest.approx(ternary_shapley_shubik(game), abs=NEAR)


@given(rules_with_abstention(most_members=4))
def test_law_a_member_whose_vote_counts_for_nothing_has_no_power(game):
    wider = TernaryGame(
        (*game.players, "Z"), game.quota, (*game.support, 0), (*game.oppose, 0), game.vetoes, game.consents
    )
    assert ternary_banzhaf(wider).absolute["Z"] == ternary_shapley_shubik(wider)["Z"] == 0


@given(st.integers(1, 60))
def test_law_consensus_gives_everyone_the_same_and_silence_makes_it_more(n):
    players = tuple(map(str, range(n)))
    game = TernaryGame(players, 0, (0,) * n, (0,) * n, vetoes=frozenset(players))
    values = ternary_shapley_shubik(game)
    assert all(v == pytest.approx(1 / n, rel=NEAR) for v in values.values())
    absolute = ternary_banzhaf(game).absolute["0"]
    assert absolute == pytest.approx((2 / 3) ** (n - 1), rel=NEAR)
    assert absolute >= banzhaf(unanimity(players)).absolute["0"]


def test_law_sixty_members_of_sixty_kinds_sum_to_one():
    players = tuple(map(str, range(60)))
    game = TernaryGame(players, 40, tuple(range(60)), tuple(range(59, -1, -1)), vetoes=frozenset("7"))
    assert sum(ternary_shapley_shubik(game).values()) == pytest.approx(1, rel=NEAR)


def test_case_where_abstention_is_against_the_veto_players_hold_the_same_share():
    """Consent asked of all is unanimity, in three votes as in two."""
    asked = ternary_game(3, dict.fromkeys("ABC", 1), consents="ABC")
    assert ternary_shapley_shubik(asked) == pytest.approx(shapley_shubik(unanimity("ABC")).values, abs=NEAR)
    assert ternary_banzhaf(asked).absolute["A"] == pytest.approx(1 / 9, rel=NEAR)


def test_case_a_veto_that_abstention_does_not_use_is_worth_less():
    """A veto, and two of three in favour: less for the veto player than where its yes is needed."""
    free = ternary_shapley_shubik(ternary_game(2, dict.fromkeys("ABC", 1), vetoes="A"))
    bound = ternary_shapley_shubik(ternary_game(2, dict.fromkeys("ABC", 1), consents="A"))
    assert free["A"] < bound["A"] and free["B"] == free["C"]
    assert shapley_shubik(weighted_game(2, dict.fromkeys("ABC", 1), vetoes="A")).values["A"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: ternary_game(2, {"A": 1}), "do not matter"),
        (lambda: ternary_game(0, {"A": 1}), "do not matter"),
        (lambda: ternary_game(1, {}), "0 players"),
        (lambda: ternary_game(1, {"A": -1}), "A's weight of support is -1"),
        (lambda: ternary_game(1, {"A": 1.5}), "whole numbers"),
        (lambda: ternary_game(0.5, {"A": 1}), "no whole number"),
        (lambda: ternary_game(1, {"A": 1}, {"B": 1}), "'B' is no player"),
        (lambda: ternary_game(1, {"A": 1}, vetoes="C"), "'C' is no player"),
        (lambda: ternary_game(1, {"A": 10**6}), "coarser"),
        (lambda: TernaryGame(("A", "B"), 1, (1,), (0, 0)), "do not fit"),
    ],
)
def test_case_what_is_no_rule_is_refused(ask, told):
    with pytest.raises(QueryError, match=told):
        ask()
