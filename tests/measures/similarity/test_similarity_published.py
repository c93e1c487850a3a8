"""Similarity against published numbers (R8): worked examples of the literature, other software, the ATOP data."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from scipy.stats import spearmanr

from foedus.measures.similarity import (
    aligned_weights,
    coding,
    ideal_point_distance,
    ideal_point_dyads,
    kappa,
    pi,
    portfolios_of_dyads,
    s,
    score_battery,
    tau_b,
)
from published import r_table

ORDERED = (0, 1, 2, 3)

#: Signorino & Ritter (1999), Table 5: pairs of portfolios on the scale 0..3 and their S. The article was not at hand:
#: portfolios and values are those that the unit tests of Signorino's own R package rino give for the table.
TABLE_5 = {
    "a": ([0, 1, 2, 3], [3, 2, 1, 0], -1 / 3),
    "b": ([1, 2, 2, 3], [3, 2, 2, 1], 1 / 3),
    "c": ([2, 2, 3, 3], [3, 3, 2, 2], 1 / 3),
    "d": ([3, 3, 3, 3], [3, 3, 3, 3], 1),
    "e": ([0] * 10 + [0, 3], [0] * 10 + [3, 0], 2 / 3),
    "f": ([0] + [1] * 10 + [3], [3] + [1] * 10 + [0], 2 / 3),
    "g": ([0] + [2] * 10 + [3], [3] + [2] * 10 + [0], 2 / 3),
    "h": ([0, 3] + [3] * 10, [3, 0] + [3] * 10, 2 / 3),
}

#: The same article's Table 6: ties of Germany and Russia in 1914 with the 20 European states, in its order (GMY, RUS,
#: UKG, FRN, AUH, ITA, BEL, SPN, TUR, NTH, SWD, RUM, POR, SWZ, GRC, DEN, YUG, BUL, NOR, ALB). The table also has system
#: capabilities, with which S is -.45 (rino and fpsim: -.46); they could not be read, so that value is not tested.
GERMANY_1914 = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
RUSSIA_1914 = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]


def pair(score, one, other, levels=ORDERED, **options):
    return score([one, other], levels=levels, own_tie="given", **options)[0, 1]


@pytest.mark.parametrize("row", TABLE_5)
def test_r8_signorino_and_ritters_table_5(row):
    one, other, published = TABLE_5[row]
    assert pair(s, one, other) == pytest.approx(published, abs=1e-12)


def test_r8_tau_b_tells_the_portfolios_of_table_5_apart_where_s_need_not_and_the_reverse():
    """The article's case against tau-b: (d) equal and at the top has no value; (e) to (h) alike in S differ in it."""
    found = {row: pair(tau_b, one, other) for row, (one, other, _) in TABLE_5.items()}
    assert np.isnan(found["d"])
    assert found["a"] == pytest.approx(-1)
    assert found["e"] == found["h"] == pytest.approx(-1 / 11)  # two ones in twelve, never together
    assert found["f"] == found["g"] == pytest.approx(-1)


def test_r8_germany_and_russia_1914():
    """S .40 and tau-b .03 are in Table 6; the other values are printed in the reference pages of fpsim (2026)."""
    assert pair(s, GERMANY_1914, RUSSIA_1914) == pytest.approx(0.40, abs=1e-12)
    assert pair(tau_b, GERMANY_1914, RUSSIA_1914) == pytest.approx(0.03031695, abs=5e-9)
    assert pair(s, GERMANY_1914, RUSSIA_1914, distance="squared") == pytest.approx(0.4444444, abs=5e-8)
    assert pair(kappa, GERMANY_1914, RUSSIA_1914, distance="squared") == pytest.approx(-0.07758621, abs=5e-9)
    assert pair(pi, GERMANY_1914, RUSSIA_1914, distance="nominal") == pytest.approx(-0.04477612, abs=5e-9)


def test_r8_two_issues_with_weights():
    """rino's example of alliances (0..3) and votes (1..3) in one S: .475.

    Each issue is brought to its own longest distance before, 3 and 2: all levels are then on a scale 0..1.
    """
    one = np.array([3, 2, 3, 0, 3, 3, 1, 2]) / np.array([3, 3, 3, 3, 2, 2, 2, 2])
    other = np.array([2, 3, 0, 3, 3, 3, 1, 3]) / np.array([3, 3, 3, 3, 2, 2, 2, 2])
    levels = np.unique([one, other])
    w = [0.5, 0.4, 0.05, 0.05, 0.25, 0.25, 0.25, 0.25]
    assert levels[-1] - levels[0] == 1.5  # votes of 1..3 halved lie in .5..1.5, so that 1.5 is the scale's length
    found = pair(s, one, other, levels=levels, weights=w)
    assert 1 - (1 - found) * 1.5 == pytest.approx(0.475, abs=1e-12)


def test_r8_two_weighted_portfolios_a_third_of_the_scale_apart_everywhere():
    """The example in Signorino's published procedure: all distances are 1 of 3, so S is 1/3 under any weights."""
    assert pair(s, [3, 3, 2, 2], [2, 2, 3, 3], weights=[0.5, 0.3, 0.1, 0.1]) == pytest.approx(1 / 3, abs=1e-12)


@pytest.mark.parametrize("states", [3, 10, 42, 195])
def test_r8_s_of_two_states_without_any_ally_goes_to_one_and_pi_does_not(states):
    """Häge's point, exactly: S = 1 - 4/n, pi = kappa = -1/(n - 1), when each is tied to itself alone."""
    ties = np.eye(states)[:2]
    assert pair(s, *ties, levels=(0, 1)) == pytest.approx(1 - 4 / states, abs=1e-12)
    assert pair(pi, *ties, levels=(0, 1)) == pytest.approx(-1 / (states - 1), abs=1e-12)
    assert pair(kappa, *ties, levels=(0, 1)) == pytest.approx(-1 / (states - 1), abs=1e-12)


# --- the published data ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def atop(folder):
    """ATOP 5.1 directed dyad-years in the state system of 1816 to 2016."""
    pledges = r_table("atop_alliance.rda")
    system = np.loadtxt(folder / "cow-system" / "system2016.csv", delimiter=",", skiprows=1, usecols=(1, 2), dtype=int)

    def packed(name, received=False):
        chosen = coding(name)
        ties = chosen.code(*(pledges[f"atop_{x}"] for x in ("defense", "offense", "neutral", "nonagg", "consul")))
        return portfolios_of_dyads(
            pledges["ccode1"], pledges["ccode2"], pledges["year"], ties,
            members=(system[:, 0], system[:, 1]), covered=(1815, 2018), levels=chosen.levels, received=received,
        )  # fmt: skip

    return packed


def yearly(pack, scores):
    """Mean over pairs of different states, by year."""
    return np.array(
        [np.nanmean(pack.matrix(scores, t)[~np.eye(pack.sizes[t], dtype=bool)]) for t in range(len(pack.sizes))]
    )


@pytest.mark.data
def test_r8_s_is_inflated_when_ties_are_rare(atop):
    """Häge (2011), here on ATOP: the rarer ties are in a year, the further mean S lies above mean pi.

    Of 201 years 1945 alone has S less than .3 above pi (.36 and .21): the one year in which near half of the pairs of
    states are tied.
    """
    pack = atop("binary")
    assert (len(pack.years), int(pack.squares[-1])) == (201, 1_928_301)
    found = score_battery(pack)
    by_s, by_pi, by_kappa = (yearly(pack, scores) for scores in (found.s, found.pi, found.kappa))
    density = np.array(
        [np.mean(pack.codes[pack.begins[t] : pack.begins[t + 1]] > 0) - 1 / pack.sizes[t] for t in range(201)]
    )
    assert not np.isnan(found.s).any()
    assert pack.years[by_s - by_pi < 0.3].tolist() == pack.years[density > 0.4].tolist() == [1945]
    assert (by_kappa >= by_pi).all()
    assert abs(by_pi[pack.years != 1945]).max() < 0.1
    assert spearmanr(density, by_s - by_pi).statistic < -0.95
    rare, frequent = by_s[pack.years == 1900][0], by_s[pack.years == 2016][0]
    assert (round(rare, 2), round(frequent, 2)) == (0.87, 0.34)  # ours, for 1900 and 2016


@pytest.mark.data
def test_r8_the_inflation_does_not_hang_on_the_coding_the_distance_or_the_weights(atop, folder):
    nmc = r_table("cow_nmc.rda")
    for name, distance in (("defence-neutrality-consultation", "absolute"), ("active-support", "squared")):
        pack = atop(name)
        w = aligned_weights(pack, nmc["ccode"], nmc["year"], nmc["cinc"])
        assert not np.isnan(w).any()
        found = score_battery(pack, weights=w, distance=distance)
        for by_s, by_pi in ((found.s, found.pi), (found.s_weighted, found.pi_weighted)):
            early = pack.years < 1914
            assert (yearly(pack, by_s) - yearly(pack, by_pi))[early].mean() > 0.6


@pytest.mark.data
def test_r8_the_years_in_one_call_are_the_matrix_form_year_by_year(atop, folder):
    """Oracle: matrix products on real ties and real weights; rounding only."""
    nmc = r_table("cow_nmc.rda")
    pack = atop("defence-neutrality-consultation")
    w = aligned_weights(pack, nmc["ccode"], nmc["year"], nmc["cinc"])
    found = score_battery(pack, weights=w, distance="squared", threads=2)
    for t in (0, 84, 130, 200):
        n = int(pack.sizes[t])
        x = pack.codes[pack.begins[t] : pack.begins[t + 1]].reshape(n, n).astype(float)
        for weights, by_s, by_kappa, by_pi in (
            (np.ones(n), found.s, found.kappa, found.pi),
            (w[pack.columns[t] : pack.columns[t + 1]], found.s_weighted, found.kappa_weighted, found.pi_weighted),
        ):
            share = weights / weights.sum()
            mean, square = x @ share, x**2 @ share
            observed = square[:, None] + square - 2 * (x * share) @ x.T
            chance = square[:, None] + square - 2 * mean[:, None] * mean
            pooled = (square[:, None] + square) - (mean[:, None] + mean) ** 2 / 2
            assert pack.matrix(by_s, t) == pytest.approx(1 - 2 * observed / 9, abs=1e-12)
            assert pack.matrix(by_kappa, t) == pytest.approx(1 - observed / chance, abs=1e-10)
            assert pack.matrix(by_pi, t) == pytest.approx(1 - observed / pooled, abs=1e-10)


@pytest.mark.data
def test_pledges_made_and_pledges_received_are_different_portfolios(atop):
    """ATOP's asymmetric pacts: in some pairs what a state owes is not what it is owed."""
    made, received = atop("binary"), atop("binary", received=True)
    assert (made.codes != received.codes).sum() > 100
    for t in (0, 100, 200):
        square = made.codes[made.begins[t] : made.begins[t + 1]].reshape(made.sizes[t], -1)
        assert np.array_equal(
            square.T, received.codes[received.begins[t] : received.begins[t + 1]].reshape(square.shape)
        )


@pytest.mark.data
def test_ideal_points_of_all_sessions_in_one_call_are_the_sessions_alone(folder):
    """The estimates of April 2020: spread by session as the docstring says, and the call against session by session."""
    with (folder / "unga" / "IdealpointestimatesAll_Apr2020.csv").open(encoding="latin-1", newline="") as file:
        rows = [(int(r["ccode"]), int(r["session"]) + 1945, float(r["IdealPoint"])) for r in csv.DictReader(file)]
    ccode, year, point = (np.array(column) for column in zip(*rows, strict=True))
    spread = [point[year == y].std() for y in np.unique(year)]
    assert 0.8 < min(spread) < max(spread) < 1.5
    found = ideal_point_dyads(ccode, year, point)
    assert len(found["distance"]) == sum(n * (n - 1) for n in np.unique(year, return_counts=True)[1])
    for y in (1946, 1980, 2019):
        here, there = year == y, found["year"] == y
        order = np.argsort(ccode[here])
        square = ideal_point_distance(point[here][order])
        assert np.array_equal(found["distance"][there], square[~np.eye(len(square), dtype=bool)])
