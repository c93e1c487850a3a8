"""Published figures of attrition and of the sizes of wars."""

from __future__ import annotations

import csv
from collections import defaultdict

import numpy as np
import pytest

from foedus.attrition import SQUARE, course, fitted
from foedus.attrition.tails import at, interval, log_log_slope, tail, worse_by_chance

WARS = "cow-war/Inter-StateWarData_v4.0.csv"


def test_engel_1954_iwo_jima():
    """Engel's coefficients, landings and garrison exhaust the garrison on the 36th day, as it was.

    A = .0544 and B = .0106 a day; 54,000 landed on the first day, 6,000 on the third and 13,000 on the sixth; 21,500
    held the island (JORSA 2(2), 1954, 163-171; the figures are repeated by A. Antonov, github.com/antononcube/
    SystemModeling, "Generalized Lanchester combat models"). His table of losses day by day was not found in a source
    that can be opened, so his fit cannot be repeated: what is tested is that his figures belong together.
    """
    landed = np.zeros((36, 2))
    landed[[0, 2, 5], 0] = 54_000, 6_000, 13_000
    forces = course(SQUARE, (0, 21_500), 0.0544, 0.0106, landed)
    assert forces[35, 1] > 0
    assert forces[36, 1] < 0.015 * 21_500
    assert forces[36, 0] > 0.7 * 73_000
    ended = course(SQUARE, (0, 21_500), 0.0544, 0.0106, np.vstack([landed, np.zeros((4, 2))]))
    assert ended[37, 1] == 0


def test_iwo_jima_fitted_to_its_end():
    """Two figures of the end give two coefficients, and both of Engel's lie in what sources say of the end.

    Sources differ by 500 defenders and a day; 51,300 left is Antonov's figure. Without the daily table no more can be
    fitted (docs/reference/unrest.md).
    """
    found = []
    for start in (21_000, 21_500):
        for days in (35, 36):
            for left in (51_300, 52_300):
                landed, seen = np.zeros((days, 2)), np.full((days + 1, 2), np.nan)
                landed[[0, 2, 5], 0] = 54_000, 6_000, 13_000
                seen[days] = left, 0
                law = fitted(SQUARE, (0, start), landed, seen)
                end = course(SQUARE, (0, start), law.a, law.b, landed, to_the_end=False)[days]
                assert end == pytest.approx([left, 0], abs=1)
                found.append((law.a, law.b))
    low, high = np.min(found, axis=0), np.max(found, axis=0)
    assert low[0] < 0.0544 < high[0]
    assert low[1] < 0.0106 < high[1]
    assert (high / low < 1.12).all()


@pytest.fixture(scope="module")
def wars(folder):
    """Battle deaths and first year of each interstate war; a belligerent with unknown deaths adds none."""
    deaths: dict[int, int] = defaultdict(int)
    first: dict[int, int] = {}
    with (folder / WARS).open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            war = int(row["WarNum"])
            deaths[war] += max(int(row["BatDeath"]), 0)
            first[war] = min(first.get(war, 9999), int(row["StartYear1"]))
    return np.array([deaths[war] for war in first]), np.array(list(first.values()))


@pytest.mark.data
def test_clauset_2018_severity_of_wars(wars):
    """Alpha 1.53 +- 0.07 from 7,061 deaths on, and a power law not ruled out (Science Advances 4(2), eaao3580)."""
    deaths, _ = wars
    assert len(deaths) == 95
    published = at(deaths, 7061)
    assert published.alpha == pytest.approx(1.53, abs=0.01)
    assert published.se == pytest.approx(0.07, abs=0.005)
    half = [(np.abs(1 - (x[x >= m] / m) ** (1 - at(x, m).alpha) - np.arange((x >= m).sum()) / (x >= m).sum()).max(), m)
            for x in [np.sort(deaths)] for m in np.unique(x)[:-10]]  # fmt: skip
    assert min(half)[1] == 7061, "his beginning: the distance at the lower end of each step only (findings)"
    found = tail(deaths)
    assert (found.least, found.count) == (6525, 52)
    assert abs(found.alpha - 1.53) < found.se
    assert worse_by_chance(deaths, found, 200) > 0.1
    low, high = interval(deaths, 200)
    assert low < 1.53 < high


@pytest.mark.data
def test_clauset_2018_onsets_of_wars(wars):
    """Wars begin as a Poisson process would: the variance of yearly counts is their mean, within 3 standard errors."""
    _, first = wars
    counts = np.bincount(first - 1823)
    n = len(counts)
    assert n == 181
    assert abs(counts.var(ddof=1) / counts.mean() - 1) < 3 * np.sqrt(2 / (n - 1))


@pytest.mark.data
def test_cederman_2003_size_of_wars(wars):
    """Slope -0.41 and R^2 .985 in 1820-1997 (APSR 97(1), 135-150): R^2 is the same in this edition of the file.

    The slope is -0.43 here, 0.02 steeper: his edition had other wars and deaths. Its standard error as a tail,
    (alpha - 1) / sqrt(n), is 0.045, though the line's own would seem to be 0.006.
    """
    deaths, first = wars
    slope, fit = log_log_slope(deaths[(first >= 1820) & (first <= 1997)])
    assert fit == pytest.approx(0.985, abs=0.001)
    assert slope == pytest.approx(-0.41, abs=0.045)
    assert slope == pytest.approx(-0.432, abs=0.001)
