"""Laws of the measures: shares, dependence, concentration, ratios, divergence."""

from __future__ import annotations

import sys
from dataclasses import replace as changed

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.measures import concentration, dependence, divergence, ratio, shares
from foedus.measures.threat.divergence import source_of, threats_of
from foedus.world import World
from foedus.world.resources import Figures
from strategies import LATE, day, holdings, names, shares_of, small_record

RECORD = small_record()
CSTO = RECORD.alliances["CSTO"]


# --- shares ---------------------------------------------------------------------------------------


def test_shares_sum_to_one_over_those_present_and_the_missing_stay_missing(series, at):
    found = shares(at("2022-01-07"), CSTO, "military-expenditure")
    assert sum(s for s in found.shares.values() if s is not None) == pytest.approx(1)
    assert found.missing == ("TJK",)
    assert found.shares["TJK"] is found.values["TJK"] is None
    assert found.total == sum(v for v in found.values.values() if v is not None)
    assert found.shares["RUS"] == 60e9 / found.total
    assert (found.series, found.year, found.unit) == ("spending", 2020, "units")


def test_members_that_are_left_out_are_neither_counted_nor_missing(series, at):
    found = shares(at("2022-01-07"), CSTO, "military-expenditure", ("RUS", "TJK"))
    assert set(found.shares) == {"ARM", "KAZ", "KGZ"}
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.missing == ()


def test_an_alliance_without_figures_has_no_shares(series, at):
    found = shares(at("1990-01-01"), RECORD.alliances["WARSAW-PACT"], "gdp")
    assert (found.total, found.year) == (None, None)
    assert set(found.shares.values()) == {None}


@pytest.mark.parametrize(
    ("absent", "told"),
    [({"TJK"}, True), ({"RUS"}, False), ({"KAZ", "KGZ", "TJK"}, False)],
    ids=["one", "leader", "most"],
)
def test_shares_of_a_rest_are_not_shares_of_the_alliance(at, monkeypatch, absent, told):
    present = {s: 1.0 for s in ("ARM", "KAZ", "KGZ", "RUS", "TJK") if s not in absent}
    monkeypatch.setattr(
        sys.modules["foedus.measures.strength.shares"],
        "figures",
        lambda concept, states, as_of: Figures(concept, "s", 2020, "units", present, tuple(sorted(absent))),
    )
    found = shares(at("2022-01-07"), CSTO, "gdp")
    assert found.total == len(present)
    assert [s for s, share in found.shares.items() if share is not None] == (sorted(present) if told else [])


# --- dependence -----------------------------------------------------------------------------------


@given(holdings(), st.data())
def test_what_is_left_without_the_leader_and_its_share_are_the_whole(values, data):
    leader = data.draw(st.sampled_from(sorted(values)))
    found = dependence(shares_of(values), leader)
    assert found.leader_share + found.without_leader_ratio == pytest.approx(1)
    assert 0 <= found.without_leader_ratio <= 1
    assert found.without_leader == pytest.approx(sum(v for s, v in values.items() if s != leader))
    others = {s: v for s, v in values.items() if s != leader}
    if others:
        assert others[found.next_state] == max(others.values())
        assert 1 / len(others) - 1e-9 <= found.next_share <= 1
    else:
        assert found.next_state is found.next_share is None


@pytest.mark.parametrize(
    ("leader", "missing"), [(None, ()), ("USA", ()), ("TJK", ("TJK",))], ids=["none", "no member", "no figure"]
)
def test_without_a_leaders_figure_dependence_is_unknown(leader, missing):
    found = dependence(shares_of({"RUS": 3.0, "KAZ": 1.0}, missing), leader)
    assert found.leader == leader
    assert found.leader_share is found.without_leader is found.without_leader_ratio is found.next_share is None


def test_others_that_have_nothing_leave_no_second_power():
    found = dependence(shares_of({"RUS": 3.0, "KAZ": 0.0}), "RUS")
    assert (found.leader_share, found.without_leader, found.next_share) == (1.0, 0.0, None)


# --- concentration --------------------------------------------------------------------------------


@given(holdings())
def test_the_herfindahl_index_lies_between_even_and_alone(values):
    found = concentration(shares_of(values))
    n = len(values)
    assert 1 / n - 1e-9 <= found.herfindahl <= 1 + 1e-9
    assert 1 - 1e-9 <= found.effective_number <= n + 1e-9
    assert found.members == n


@given(holdings(), st.floats(min_value=0.01, max_value=1000))
def test_the_unit_does_not_matter(values, factor):
    one, other = concentration(shares_of(values)), concentration(shares_of({s: v * factor for s, v in values.items()}))
    assert one.herfindahl == pytest.approx(other.herfindahl)


@given(st.integers(1, 30))
def test_equals_are_as_many_as_they_are(n):
    found = concentration(shares_of({f"S{i}": 7.0 for i in range(n)}))
    assert found.effective_number == pytest.approx(n)


def test_the_missing_do_not_count_as_members():
    assert concentration(shares_of({"RUS": 1.0}, ("KAZ",))).members == 1
    found = concentration(shares_of({}, ("KAZ",)))
    assert (found.herfindahl, found.effective_number, found.members) == (None, None, 0)


# --- ratios ---------------------------------------------------------------------------------------


def test_a_ratio_has_one_series_and_one_year_for_both_sides(series, at):
    found = ratio(at("2022-01-07"), "military-expenditure", ["RUS", "KAZ"], ["USA", "GBR"])
    assert (found.first, found.second) == (61.5e9, 810e9)
    assert found.value == 61.5 / 810
    assert (found.series, found.year, found.missing) == ("spending", 2020, ())


def test_a_ratio_names_what_it_lacks_and_is_unknown_without_a_side(series, at):
    found = ratio(at("2022-01-07"), "military-expenditure", ["RUS", "TJK"], ["USA"])
    assert found.missing == ("TJK",)
    assert found.value == 60 / 750
    for first, second in ((["TJK"], ["USA"]), (["USA"], ["TJK"]), ([], ["USA"])):
        assert ratio(at("2022-01-07"), "military-expenditure", first, second).value is None


def test_nothing_is_not_divided_by(series, at):
    series["spending"].values["KAZ"] = dict.fromkeys(range(2000, 2022), 0.0)
    found = ratio(at("2022-01-07"), "military-expenditure", ["RUS"], ["KAZ"])
    assert (found.second, found.value) == (0.0, None)
    assert ratio(at("2022-01-07"), "military-expenditure", ["KAZ"], ["RUS"]).value == 0.0


sides = st.lists(st.sampled_from(["ARM", "KAZ", "KGZ", "RUS", "USA", "GBR"]), min_size=1, unique=True)


@given(sides, sides)
def test_a_ratio_turned_round_is_its_inverse(series, first, second):
    world = World.at(day("2022-01-07"), None, RECORD)
    there, back = (
        ratio(world, "military-expenditure", first, second),
        ratio(world, "military-expenditure", second, first),
    )
    assert there.value * back.value == pytest.approx(1)
    assert ratio(world, "military-expenditure", first, first).value == 1


# --- divergence -----------------------------------------------------------------------------------

sources = st.sampled_from(["islamic-state", "taliban", "narcotics", "NATO", "AZE"])
threat_sets = st.dictionaries(st.sampled_from(["ARM", "KAZ", "KGZ", "RUS", "TJK"]), st.sets(sources, max_size=4))


def diverge(by_state):
    threats = [names(source, state, source_group=source) for state, group in by_state.items() for source in group]
    record = replace(RECORD, threats={t.id: t for t in threats})
    return divergence(World.at(day("2022-01-07"), LATE, record), CSTO)


@given(threat_sets)
def test_jaccard_laws(by_state):
    found = diverge(by_state)
    members = list(found.sources)
    assert members == ["ARM", "KAZ", "KGZ", "RUS", "TJK"]
    for a in members:
        assert a not in found.divergence[a]
        for b in members:
            if a == b:
                continue
            one, other = by_state.get(a) or set(), by_state.get(b) or set()
            apart = found.divergence[a][b]
            assert apart == found.divergence[b][a]
            assert found.common[a][b] == found.common[b][a]
            if not one or not other:
                assert apart is found.common[a][b] is None
            else:
                assert 0 <= apart <= 1
                assert (apart == 0) == (one == other)
                assert (apart == 1) == (found.common[a][b] == 0) == (not one & other)
    pairs = [d for row in found.divergence.values() for d in row.values() if d is not None]
    if pairs:
        assert min(pairs) - 1e-12 <= found.mean <= max(pairs) + 1e-12
        assert found.mean == pytest.approx(sum(pairs) / len(pairs))
    else:
        assert found.mean is None


@given(threat_sets)
def test_an_unknown_set_is_not_an_empty_one_and_hides_nothing_shared(by_state):
    found = diverge(by_state)
    filled = [set(s) for s in by_state.values() if s]
    assert set(found.shared_by_all) == (set.intersection(*filled) if filled else set())
    for state, names_ in found.sources.items():
        assert names_ is None or set(names_) == by_state[state]
        assert (names_ is None) == (not by_state.get(state))


def test_what_has_struck_and_what_comes_from_inside(at):
    found = divergence(at("2022-01-07"), CSTO)
    assert found.hit["KGZ"] == found.hit["TJK"] == ("islamic-state",)
    assert found.hit["KAZ"] == ()
    assert found.internal == (("KGZ", "TJK"),)
    assert found.sources["KAZ"] == ("domestic-internal-unrest", "islamic-state")
    assert found.sources["ARM"] is None
    assert found.divergence["KAZ"]["TJK"] == 0.5
    assert found.divergence["RUS"]["TJK"] == 1


def test_threats_have_their_own_clock(at):
    assert [source_of(t) for t in threats_of(at("2022-01-07"), "RUS")] == ["NATO"]
    assert len(threats_of(at("2024-03-22"), "RUS")) == 2
    assert len(threats_of(at("2024-03-22", "2024-03-21"), "RUS")) == 1


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ({"source_state": "AZE", "source_group": "x"}, "AZE"),
        ({"source_alliance": "NATO", "source_group": "x"}, "NATO"),
        ({"source_group": "taliban"}, "taliban"),
        ({}, "domestic-coup"),
    ],
)
def test_a_threat_comes_from_one_source(where, source):
    assert source_of(names("any", "KAZ", kind="coup", **where)) == source


def test_the_world_is_not_changed_by_measuring(at):
    world = at("2022-01-07")
    divergence(world, CSTO)
    assert changed(world) == world
