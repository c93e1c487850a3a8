"""The network of a day, centrality and clustering: cases, laws, and networkx as the oracle."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.measures import network
from foedus.measures.network import Ties, as_networkx, central, clusters, ties_of_blocks, ties_of_pairs

#: eigh against power iteration, which networkx stops at a change of 1e-6 a state: the looser of the two.
POWER_ITERATION = 1e-4
ROUNDING = 1e-12


def states(n):
    return tuple(f"S{k:02}" for k in range(n))


@st.composite
def networks(draw, least=0, most=9):
    """An alliance network in which every tie is known."""
    n = draw(st.integers(least, most))
    pairs = list(combinations(states(n), 2))
    there = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    return ties_of_pairs(states(n), (p for p, tied in zip(pairs, there, strict=True) if tied))


@st.composite
def half_known_networks(draw, least=2, most=7):
    """An alliance network in which some ties are unknown."""
    n = draw(st.integers(least, most))
    pairs = list(combinations(states(n), 2))
    kinds = draw(st.lists(st.sampled_from("-tu"), min_size=len(pairs), max_size=len(pairs)))
    named = list(zip(pairs, kinds, strict=True))
    return ties_of_pairs(states(n), (p for p, k in named if k == "t"), (p for p, k in named if k == "u"))


# --- the network itself ---------------------------------------------------------------------------


def test_members_of_an_alliance_are_tied_with_each_other_and_only_with_them():
    ties = ties_of_blocks(["ARM", "BEL", "RUS", "USA"], [["RUS", "ARM"], ["USA", "BEL"]])
    found = {(ties.states[i], ties.states[j]) for i, j in np.argwhere(ties.tied)}
    assert found == {("RUS", "ARM"), ("ARM", "RUS"), ("USA", "BEL"), ("BEL", "USA")}


def test_a_known_tie_is_not_unknown_and_without_it_is():
    assert ties_of_pairs("AB", [("A", "B")], unknown=[("B", "A")]).complete
    assert ties_of_pairs("AB", [], unknown=[("B", "A")]).unknown_pairs() == (("A", "B"),)


def test_without_a_state_its_ties_are_gone_and_no_other():
    ties = ties_of_pairs("ABCD", [("A", "B"), ("B", "C")], unknown=[("C", "D"), ("A", "D")]).without(["A"])
    assert ties.states == ("B", "C", "D")
    assert ties.tied.sum() == 2 and ties.unknown_pairs() == (("C", "D"),)


def test_the_graph_has_known_ties_as_edges_and_names_the_unknown_ones():
    graph = as_networkx(ties_of_pairs("ABC", [("A", "B")], unknown=[("B", "C")]), [1.0, float("nan"), 0.0])
    assert set(graph.edges) == {("A", "B")} and graph.graph["unknown"] == (("B", "C"),)
    assert dict(graph.nodes(data="strength")) == {"A": 1.0, "B": None, "C": 0.0}


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: ties_of_pairs("AB", [("A", "X")]), "X is not in the network"),
        (lambda: ties_of_pairs("AB", [("A", "A")]), "tied with itself"),
        (lambda: ties_of_pairs("AA", []), "named twice"),
        (lambda: Ties.of_matrix([[0, 1], [0, 0]], "AB"), "runs one way only"),
        (lambda: Ties.of_matrix([[0, 2], [2, 0]], "AB"), "a tie of 2"),
        (lambda: Ties.of_matrix([[0, 1]], "AB"), "shape"),
        (lambda: Ties.of_matrix(np.zeros((2, 2)), "AA"), "named twice"),
        (lambda: Ties(("A",), np.zeros((2, 2), bool), np.zeros((2, 2), bool)), "shape"),
        (lambda: Ties(("A", "B"), ~np.eye(2, dtype=bool), ~np.eye(2, dtype=bool)), "both there and unknown"),
        (lambda: ties_of_pairs("AB", []).without(["C"]), "C is not in the network"),
        (lambda: as_networkx(ties_of_pairs("AB", []), [1.0]), "1 strengths for 2"),
        (lambda: central(ties_of_pairs("AB", []), [1.0]), "strengths of shape"),
        (lambda: central(ties_of_pairs("AB", []), [1.0, -9.0]), "negative"),
    ],
)
def test_what_is_no_network_is_refused(build, says):
    with pytest.raises(QueryError, match=says):
        build()


def test_a_name_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'centre'"):
        _ = network.centre
    assert {getattr(network, name).__name__ for name in network.__all__} == set(network.__all__)


# --- centrality -----------------------------------------------------------------------------------


def test_the_hub_of_a_star_is_central_in_every_way():
    found = central(ties_of_pairs("ABCDE", [("A", x) for x in "BCDE"]), [10.0, 1.0, 2.0, 3.0, 4.0])
    for values in (found.degree, found.share, found.eigenvector, found.betweenness, found.closeness):
        assert values[0] > values[1:].max()
    assert found.allied_strength.tolist() == [10.0, 10.0, 10.0, 10.0, 10.0]
    assert (found.share[0], found.betweenness[0], found.closeness[0]) == (1.0, 1.0, 1.0)


def test_an_unknown_tie_leaves_the_degree_of_both_between_two_numbers_and_all_paths_unknown():
    found = central(ties_of_pairs("ABC", [("A", "B")], unknown=[("B", "C")]), [1.0, 2.0, 4.0])
    assert np.array_equal(found.degree, [1.0, np.nan, np.nan], equal_nan=True)
    assert (found.least.tolist(), found.most.tolist()) == ([1, 1, 0], [1, 2, 1])
    assert np.array_equal(found.allied_strength, [2.0, np.nan, np.nan], equal_nan=True)
    assert np.isnan([found.eigenvector, found.betweenness, found.closeness]).all()
    assert found.unknown == (("B", "C"),)


def test_an_ally_of_unknown_strength_leaves_the_allied_strength_unknown_and_none_has_none():
    found = central(ties_of_pairs("ABC", [("A", "B")]), [1.0, float("nan"), 4.0])
    assert np.array_equal(found.allied_strength, [np.nan, 1.0, 0.0], equal_nan=True)
    assert np.isnan(central(ties_of_pairs("AB", [])).allied_strength).all()  # no strengths were given


def test_without_ties_there_is_no_eigenvector_centrality():
    assert np.isnan(central(ties_of_pairs("AB", [])).eigenvector).all()


def test_of_two_equal_alliances_none_gets_all_the_eigenvector_centrality():
    found = central(ties_of_blocks("ABCDEFG", ["ABC", "DEF"]))
    assert found.eigenvector == pytest.approx([6**-0.5] * 6 + [0.0], abs=ROUNDING)
    # Interleaved, the two largest eigenvalues come out apart by rounding.
    found = central(ties_of_blocks(states(10), [states(10)[::2], states(10)[1::2]]))
    assert found.eigenvector == pytest.approx([10**-0.5] * 10, abs=ROUNDING)


@given(networks(least=1))
def test_degree_betweenness_and_closeness_are_networkxs(ties):
    found, graph = central(ties), as_networkx(ties)
    assert found.degree.tolist() == [graph.degree[s] for s in ties.states]
    assert found.betweenness.tolist() == list(nx.betweenness_centrality(graph).values())
    assert found.closeness.tolist() == list(nx.closeness_centrality(graph).values())
    if len(ties.states) > 1:
        assert found.share == pytest.approx(list(nx.degree_centrality(graph).values()), abs=ROUNDING)


@given(networks(least=2, most=7))
def test_the_eigenvector_is_the_one_of_power_iteration(ties):
    if not ties.tied.any():
        return
    graph = as_networkx(ties)
    expected = nx.eigenvector_centrality(graph, max_iter=20_000, tol=1e-9)
    assert central(ties).eigenvector == pytest.approx([expected[s] for s in ties.states], abs=POWER_ITERATION)


@given(networks(least=2), st.randoms(use_true_random=False))
def test_centrality_does_not_depend_on_the_order_of_states(ties, random):
    order = list(range(len(ties.states)))
    random.shuffle(order)
    turned = Ties(tuple(ties.states[k] for k in order), ties.tied[np.ix_(order, order)], ties.unknown)
    one, other = central(ties), central(turned)
    for name in ("degree", "eigenvector", "betweenness", "closeness"):
        assert getattr(other, name) == pytest.approx(getattr(one, name)[order], abs=1e-9, nan_ok=True)


@given(half_known_networks())
def test_the_degree_lies_between_its_bounds_whatever_the_unknown_ties_are(ties):
    found = central(ties)
    assert (central(ties.settled(tied=False)).degree == found.least).all()
    assert (central(ties.settled(tied=True)).degree == found.most).all()


# --- clustering -----------------------------------------------------------------------------------


def test_an_alliance_in_which_all_are_tied_is_fully_clustered_and_a_star_not_at_all():
    assert clusters(ties_of_blocks("ABCD", ["ABCD"])).transitivity == 1.0
    star = clusters(ties_of_pairs("ABCD", [("A", x) for x in "BCD"]))
    assert (star.transitivity, star.local[0], star.mean_local) == (0.0, 0.0, 0.0)
    assert np.isnan(star.local[1:]).all()


def test_without_a_pair_of_allies_there_is_no_clustering():
    found = clusters(ties_of_pairs("ABC", [("A", "B")]))
    assert np.isnan([found.transitivity, found.mean_local, *found.local]).all()


@given(networks(least=1))
def test_clustering_is_networkxs_where_a_state_has_two_allies(ties):
    found, graph = clusters(ties), as_networkx(ties)
    expected = nx.clustering(graph)
    for state, value in zip(ties.states, found.local, strict=True):
        if graph.degree[state] < 2:
            assert np.isnan(value) and expected[state] == 0
        else:
            assert value == pytest.approx(expected[state], abs=ROUNDING)
    if not np.isnan(found.transitivity):
        assert found.transitivity == pytest.approx(nx.transitivity(graph), abs=ROUNDING)


@settings(max_examples=50)
@given(half_known_networks(most=5))
def test_local_clustering_is_given_only_where_no_unknown_tie_could_change_it(ties):
    found = clusters(ties).local
    open_ = [tuple(p) for p in np.argwhere(np.triu(ties.unknown))]
    seen = []
    for choice in range(2 ** min(len(open_), 6)):
        tied = ties.tied.copy()
        for bit, (i, j) in enumerate(open_):
            tied[i, j] = tied[j, i] = bool(choice >> bit & 1)
        seen.append(clusters(Ties(ties.states, tied, np.zeros_like(tied))).local)
    for k, value in enumerate(found):
        if not np.isnan(value):
            assert {row[k] for row in seen} == {value}
