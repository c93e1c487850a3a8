"""CINC: cases, laws, and the published index recomputed from its components (R7)."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.measures.strength.capability import COMPONENTS, alliance_capability, cinc, world_shares
from published import r_table

NEAR = 1e-12


@st.composite
def systems(draw, gaps=True, years=3):
    """State-years with six components each, in no order; some components unknown."""
    quantity = st.one_of(st.just(0.0), st.floats(0.01, 1e6))
    component = st.one_of(quantity, st.just(math.nan)) if gaps else quantity
    rows = draw(st.lists(st.tuples(*[component] * 6), min_size=1, max_size=8))
    dated = draw(st.lists(st.integers(1816, 1815 + years), min_size=len(rows), max_size=len(rows)))
    return np.array(rows), np.array(dated)


def plain_cinc(components, years):
    """The definition, row by row: the mean of the shares that there are."""
    scores = []
    for row, year in zip(components, years, strict=True):
        shares = []
        for column in range(components.shape[1]):
            total = math.fsum(x for x in components[years == year, column] if not math.isnan(x))
            if total > 0 and not math.isnan(row[column]):
                shares.append(row[column] / total)
        scores.append(math.fsum(shares) / len(shares) if shares else math.nan)
    return scores


@given(systems())
def test_oracle_cinc_is_the_plain_mean_of_the_shares_present(system):
    found = cinc(*system)
    assert found.score == pytest.approx(plain_cinc(*system), abs=NEAR, nan_ok=True)
    assert np.array_equal(found.present, (~np.isnan(found.shares)).sum(axis=1))
    assert np.array_equal(np.isnan(found.score), found.present == 0)


@given(systems())
def test_shares_of_a_component_sum_to_one_in_every_year_or_are_unknown(system):
    components, years = system
    shares = world_shares(components, years)
    assert not (shares < 0).any()
    for year in np.unique(years):
        for column in range(6):
            here = shares[years == year, column]
            if not np.isnan(here).all():
                assert np.nansum(here) == pytest.approx(1, abs=NEAR)
            assert np.isnan(here[np.isnan(components[years == year, column])]).all()


@given(systems(gaps=False))
def test_cinc_sums_to_one_in_a_year_without_gaps(system):
    components, years = system
    found = cinc(components, years)
    for year in np.unique(years):
        here = years == year
        if (components[here].sum(axis=0) > 0).all():
            assert found.score[here].sum() == pytest.approx(1, abs=NEAR)


@given(systems(), st.lists(st.floats(1e-3, 1e3), min_size=6, max_size=6), st.data())
def test_neither_units_nor_the_order_of_rows_and_components_matter(system, units, data):
    components, years = system
    before = cinc(components, years).score
    assert cinc(components * units, years).score == pytest.approx(before, abs=NEAR, nan_ok=True)
    rows = np.array(data.draw(st.permutations(range(len(years)))))
    columns = np.array(data.draw(st.permutations(range(6))))
    moved = cinc(components[np.ix_(rows, columns)], years[rows]).score
    assert moved == pytest.approx(before[rows], abs=NEAR, nan_ok=True)


@given(systems(years=2))
def test_years_do_not_touch_each_other(system):
    components, years = system
    found = cinc(components, years).score
    for year in np.unique(years):
        here = years == year
        assert np.array_equal(cinc(components[here], years[here]).score, found[here], equal_nan=True)


def test_a_gap_makes_the_sum_of_the_year_more_or_less_than_one():
    """Why the published sums are not 1: the mean over those present weighs the rest more."""
    found = cinc([[1.0, 30.0], [3.0, np.nan], [4.0, 10.0]], [1900, 1900, 1900])
    assert found.score.sum() == pytest.approx(1.1875)


def test_a_component_that_nobody_has_is_unknown_and_not_zero():
    found = cinc([[0.0, 1.0], [0.0, 3.0]], [1816, 1816])
    assert np.isnan(found.shares[:, 0]).all()
    assert found.score.tolist() == [0.25, 0.75]
    assert found.present.tolist() == [1, 1]


def test_no_rows_have_no_scores():
    assert len(cinc(np.empty((0, 6)), []).score) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cinc([[-9.0]], [1900]), "a component is -9"),
        (lambda: cinc([[np.inf]], [1900]), "infinite"),
        (lambda: cinc([1.0], [1900]), "components of shape"),
        (lambda: world_shares([1.0], [1900, 1901]), "one row a state-year"),
        (lambda: alliance_capability({"A": 0.1}, ["A", "A"]), "A is named twice"),
        (lambda: alliance_capability({"A": -0.1}, ["A"]), "shares of the world lie in 0..1"),
        (lambda: alliance_capability({"A": 13.3}, ["A"]), "the score of A is 13.3"),
    ],
)
def test_questions_that_cannot_be_asked_say_what_and_why(call, message):
    with pytest.raises(QueryError, match=message):
        call()


@given(st.dictionaries(st.text("ABCDEF", min_size=1, max_size=3), st.one_of(st.none(), st.floats(0, 0.1)), max_size=8))
def test_an_alliance_is_the_sum_of_its_members_or_unknown(scores):
    members = [*scores, "no one"]
    whole = alliance_capability(scores, list(scores))
    known = [x for x in scores.values() if x is not None]
    assert whole.known == math.fsum(known)
    assert whole.total == (whole.known if known and len(known) == len(scores) else None)
    assert alliance_capability(scores, list(reversed(scores))).known == whole.known
    more = alliance_capability(scores, members)
    assert (more.total, more.missing[-1], more.members) == (None, "no one", len(scores) + 1)


def test_a_member_with_nan_is_missing():
    assert alliance_capability({"A": math.nan, "B": 0.5}, ["A", "B"]).missing == ("A",)


# --- the published index --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nmc(folder):
    """ccode, year, six components (NaN where missing) and the published CINC, by version."""
    with (folder / "cow-nmc" / "NMC-60-abridged.csv").open(encoding="utf-8", newline="") as file:
        rows = [[float(row[x]) for x in ("ccode", "year", *COMPONENTS, "cinc")] for row in csv.DictReader(file)]
    six = np.array(rows)
    six[six == -9] = np.nan
    frame = r_table("cow_nmc.rda")
    seven = np.column_stack([frame[x].to_numpy(float) for x in ("ccode", "year", *COMPONENTS, "cinc")])
    return {"6.0": six, "7.0": seven}


def score_of(table, ccode, year):
    found = cinc(table[:, 2:8], table[:, 1]).score
    return found[(table[:, 0] == ccode) & (table[:, 1] == year)][0]


@pytest.mark.data
@pytest.mark.parametrize(("version", "rows"), [("6.0", 15_951), ("7.0", 17_121)])
def test_r7_the_published_cinc_is_the_mean_of_the_shares_present_in_every_state_year(nmc, version, rows):
    """No state-year differs by more than single precision: the published figures are stored so (largest: 2.4e-8)."""
    table = nmc[version]
    found = cinc(table[:, 2:8], table[:, 1])
    assert len(table) == rows
    published = table[:, 8]
    assert np.abs(found.score - published).max() < 3e-8
    # a single-precision number is off by 2^-24 of itself at most; nine decimals in the file add half a unit of them
    assert (np.abs(found.score - published) <= published * 2**-23 + 1e-9).all()
    assert (found.present >= 1).all()
    sums = np.array([found.score[table[:, 1] == year].sum() for year in np.unique(table[:, 1])])
    assert 0.999 < sums.min() < sums.max() < 1.08


@pytest.mark.data
@pytest.mark.parametrize(
    ("version", "ccode", "year", "published"),
    [
        ("6.0", 2, 2016, 0.1331),
        ("6.0", 710, 2016, 0.2306),
        ("6.0", 365, 2016, 0.0365),
        ("6.0", 705, 2016, 0.0029),
        ("7.0", 2, 2022, 0.1236),
        ("7.0", 710, 2022, 0.2341),
        ("7.0", 365, 2022, 0.0382),
    ],
)
def test_r7_spots_to_the_four_decimals_given(nmc, version, ccode, year, published):
    assert score_of(nmc[version], ccode, year) == pytest.approx(published, abs=5e-5)


@pytest.mark.data
def test_r7_the_six_members_of_the_csto_in_2022(nmc):
    """.0438 by the data's own figures."""
    members = {"RUS": 365, "BLR": 370, "ARM": 371, "TJK": 702, "KGZ": 703, "KAZ": 705}
    scores = {name: score_of(nmc["7.0"], ccode, 2022) for name, ccode in members.items()}
    found = alliance_capability(scores, list(members))
    assert found.missing == ()
    assert found.total == pytest.approx(0.0438, abs=5e-5)
