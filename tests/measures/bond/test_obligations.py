"""Obligations and treaty depth by dyad: direction kept, nothing assumed mutual, unknown not zero."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.charter.rules import parts_of, rules_of
from foedus.ground.errors import QueryError
from foedus.measures.bond.depth import dyad_depth, treaty_depth
from foedus.measures.bond.obligations import (
    OBLIGATIONS,
    STRENGTH,
    directed_obligations,
    guaranteed_by,
    in_force,
    obligations,
    strongest,
)
from foedus.record.law import ALLOWING
from foedus.record.load import load
from foedus.world import World
from published import files, r_table
from strategies import LATE, day, small_record


def spell(atopid, member, pledges="", since=(1900, 1, 1), until=(0, 0, 0), phase=0, asymm=0):
    """A membership row in ATOP's columns; `pledges` names the member's own obligations."""
    names = ("yrent", "moent", "dayent"), ("yrexit", "moexit", "dayexit")
    return {
        "atopid": atopid, "phase": phase, "member": member, "asymm": asymm,
        **dict(zip(names[0], since, strict=True)), **dict(zip(names[1], until, strict=True)),
        **{o: int(o in pledges.split()) for o in OBLIGATIONS},
    }  # fmt: skip


def rows(*spells):
    return pl.DataFrame(list(spells))


def owes(members, year, a, b):
    found = directed_obligations(members, year).filter(ccode1=a, ccode2=b)
    return {o for o in OBLIGATIONS if found.height and found[o][0]} if found.height else None


# --- cases ----------------------------------------------------------------------------------------


def test_a_pledge_has_a_direction():
    pact = rows(spell(1, 220, "defense"), spell(1, 211))
    assert owes(pact, 1910, 220, 211) == {"defense"}
    assert owes(pact, 1910, 211, 220) == set(), "bound by the treaty, and owing nothing"
    assert owes(pact, 1910, 211, 365) is None


def test_treaties_add_up_and_the_strongest_counts():
    pacts = rows(
        spell(1, 2, "nonagg consul"), spell(1, 3, "nonagg consul"), spell(2, 2, "defense"), spell(2, 3, "neutral")
    )
    found = directed_obligations(pacts, 1910).rows_by_key(["ccode1", "ccode2"], named=True, unique=True)
    assert found[2, 3]["treaties"] == found[3, 2]["treaties"] == 2
    assert (found[2, 3]["strongest"], found[3, 2]["strongest"]) == (4, 3)


def test_those_who_were_never_in_together_owe_nothing():
    pact = rows(spell(1, 2, "defense", until=(1910, 3, 1)), spell(1, 3, "defense", since=(1910, 9, 1)), spell(1, 4))
    assert owes(pact, 1910, 2, 3) is None
    assert owes(pact, 1910, 2, 4) == {"defense"}
    assert owes(pact, 1911, 2, 4) is None


def test_a_pledge_of_an_earlier_phase_counts_only_in_its_years():
    pact = rows(
        *(spell(1, m, "offense", until=(1910, 6, 1), phase=1) for m in (2, 3)),
        *(spell(1, m, "consul", since=(1910, 6, 1), phase=2) for m in (2, 3)),
    )
    assert [owes(pact, y, 2, 3) for y in (1909, 1910, 1911)] == [{"offense"}, {"offense", "consul"}, {"consul"}]


def test_an_unequal_pact_of_three_is_doubtful_and_one_of_two_is_not():
    three = rows(*(spell(1, m, "defense" if m == 2 else "", asymm=1) for m in (2, 3, 4)))
    two = rows(*(spell(1, m, "defense" if m == 2 else "", asymm=1) for m in (2, 3)))
    assert directed_obligations(three, 1910)["doubtful"].sum() == 2
    assert directed_obligations(two, 1910)["doubtful"].sum() == 0
    backed = pl.concat([three, rows(spell(2, 2, "defense"), spell(2, 3, "defense"))])
    found = directed_obligations(backed, 1910).rows_by_key(["ccode1", "ccode2"], named=True, unique=True)
    assert (found[2, 3]["doubtful"], found[2, 4]["doubtful"]) == (0, 1)


@pytest.mark.parametrize("year", [1814, 2019, 2026])
def test_a_year_without_data_is_refused_and_not_empty(year):
    with pytest.raises(QueryError, match="does not cover"):
        in_force(rows(spell(1, 2), spell(1, 3)), year)


def test_what_the_record_says_two_members_owe_each_other(at):
    def told(on, by, to, known=None):
        return [(o.alliance, o.obligations, o.certain) for o in obligations(at(on, known), by, to)]

    pledged = ("defence", "non-aggression", "consultation")
    assert told("2022-01-07", "RUS", "KAZ") == [("CSTO", pledged, True)]
    assert told("1993-01-01", "RUS", "KAZ") == [], "signed is not in force"
    assert told("2014-01-01", "RUS", "SRB") == [], "observers are not bound"
    assert told("2000-01-01", "RUS", "AZE") == []
    assert told("2000-01-01", "RUS", "AZE", known="1999-04-01") == [("CSTO", pledged, True)]
    assert told("2022-01-07", "RUS", "USA") == told("2022-01-07", "RUS", "RUS") == []
    assert obligations(at("2022-01-07"), "RUS", "KAZ")[0].treaties == ("cst-1992",)
    with pytest.raises(QueryError, match="no state"):
        obligations(at("2022-01-07"), "XYZ", "RUS")


def test_a_treaty_that_is_not_coded_is_unknown_and_not_empty():
    record = small_record()
    csto = record.alliances["CSTO"]
    treaties = tuple(replace(t, rules="new") if t.rules else t for t in csto.treaties)
    changed = replace(record, alliances=record.alliances | {"CSTO": replace(csto, treaties=treaties)})
    (found,) = obligations(World.at(day("2022-01-07"), LATE, changed), "RUS", "KAZ")
    assert found.obligations is None


def test_every_treaty_with_rules_in_the_shipped_record_is_coded():
    named = {(a.id, t.rules) for a in load().alliances.values() for t in a.treaties if t.rules}
    known = {(a, r.id): r for a, _ in named for r in parts_of(a)}
    assert set(known) == named
    owe_nothing = [r for r in known.values() if not r.obligations]  # a mandate or an instrument that only allows
    assert all(r.together_with or {article.kind for article in r.articles} <= set(ALLOWING) for r in owe_nothing)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: strongest([1, 0]),
        lambda: guaranteed_by([[0, 1]], [1.0, 2.0]),
        lambda: guaranteed_by([[0, 1], [1, 0]], [1.0, -2.0]),
        lambda: guaranteed_by([[0, 1], [1, 0]], [1.0, np.inf]),
    ],
)
def test_arrays_that_do_not_fit_are_refused(ask):
    with pytest.raises(QueryError):
        ask()


def test_an_unknown_guarantor_is_counted_and_not_taken_as_weak():
    total, unknown = guaranteed_by([[0, 1, 0], [0, 0, 0], [0, 1, 0]], [np.nan, 3.0, 4.0])
    assert (total.tolist(), unknown.tolist()) == ([0, 4, 0], [0, 1, 0])


# --- laws -----------------------------------------------------------------------------------------

pledge_texts = st.sets(st.sampled_from(sorted(OBLIGATIONS)), max_size=5).map(" ".join)
treaties = st.lists(st.dictionaries(st.integers(1, 5), pledge_texts, min_size=2, max_size=5), min_size=1, max_size=4)


@given(treaties)
def test_each_owes_what_it_pledged_itself(pacts):
    """The slow plain version: treaty by treaty, pledge by pledge, with never a look at what the other pledged."""
    frame = rows(*(spell(t, m, p) for t, pact in enumerate(pacts) for m, p in pact.items()))
    found = directed_obligations(frame, 1910).rows_by_key(["ccode1", "ccode2"], named=True, unique=True)
    for a in range(1, 6):
        for b in range(1, 6):
            shared = [pact for pact in pacts if a != b and a in pact and b in pact]
            assert ((a, b) in found) == bool(shared)
            if shared:
                pledged = {o for pact in shared for o in pact[a].split()}
                row = found[a, b]
                assert {o for o in OBLIGATIONS if row[o]} == pledged
                assert row["treaties"] == found[b, a]["treaties"] == len(shared)
                assert row["strongest"] == max((STRENGTH[o] for o in pledged), default=0)


@given(st.integers(2, 7).flatmap(lambda n: st.tuples(
    st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=n, max_size=n),
    st.lists(st.floats(0, 1e6) | st.just(float("nan")), min_size=n, max_size=n),
    st.integers(0, n - 1),
)))  # fmt: skip
def test_a_member_that_leaves_never_raises_anothers_guarantee(setting):
    bound, strength, leaver = np.array(setting[0]), np.array(setting[1]), setting[2]
    before, unknown = guaranteed_by(bound, strength)
    keep = np.arange(len(strength)) != leaver
    after, still = guaranteed_by(bound[np.ix_(keep, keep)], strength[keep])
    # The sums have other groupings: 1e-9 relative covers the rounding of up to seven terms.
    assert np.all(after <= before[keep] * (1 + 1e-9))
    assert np.all(still <= unknown[keep])


# --- depth ----------------------------------------------------------------------------------------


def scores(bc=(), alley=(), inst=()):
    return treaty_depth(
        pl.DataFrame([(i, d, 0.0, 0.0) for i, d in bc], orient="row",
                     schema={"V1": pl.Int64, "depth.score": float, "scope.score": float, "Dimension1.score": float}),
        pl.DataFrame([(i, d, 0.5) for i, d in alley], orient="row",
                     schema={"atopid": pl.Int64, "latent.depth.mean": float, "latent.depth.sd": float}),
        pl.DataFrame([(p, m, 1.0) for p, m in inst], orient="row",
                     schema={"atopidphase": float, "milinst": float, "formal": float}),
    )  # fmt: skip


def deepest(members, table, year, a=2, b=3):
    return dyad_depth(members, table, year).filter(ccode1=a, ccode2=b).row(0, named=True)


TWO = rows(*(spell(t, m, "consul") for t in (1, 2) for m in (2, 3)))


def test_the_deepest_of_two_and_one_without_a_score():
    both = deepest(TWO, scores(bc=[(1, -0.3), (2, 0.4)]), 1950)
    assert (both["bc_depth"], both["bc_depth_atopid"], both["bc_depth_unknown"], both["treaties"]) == (0.4, 2, 0, 2)
    one = deepest(TWO, scores(bc=[(1, -0.3)]), 1950)
    assert (one["bc_depth"], one["bc_depth_atopid"], one["bc_depth_unknown"]) == (-0.3, 1, 1)


def test_what_no_set_scores_is_unknown_and_never_zero():
    found = deepest(TWO, scores(), 1950)
    assert found["bc_depth"] is found["alley_depth"] is found["alley_sd"] is found["milinst"] is None
    assert found["bc_depth_unknown"] == found["alley_depth_unknown"] == found["milinst_unknown"] == 2


def test_beyond_a_sets_years_nothing_is_said():
    found = deepest(TWO, scores(bc=[(1, 0.1)], alley=[(1, 0.2)], inst=[(1.0, 2.0)]), 2005)
    assert found["bc_depth"] is found["bc_depth_unknown"] is found["bc_depth_atopid"] is None
    assert (found["alley_depth"], found["alley_sd"], found["milinst"]) == (0.2, 0.5, 2.0)
    assert deepest(TWO, scores(alley=[(1, 0.2)]), 2011)["alley_depth"] is None


def test_the_phase_is_read_through_the_files_noise():
    pact = rows(*(spell(4220, m, phase=p, since=(s, 1, 1), until=u) for m in (2, 3)
                  for p, s, u in ((1, 1992, (2002, 10, 7)), (2, 2003, (0, 0, 0)))))  # fmt: skip
    table = scores(inst=[(4220.1001, 1.0), (4220.2002, 2.0)])
    assert [deepest(pact, table, y)["milinst"] for y in (2000, 2010)] == [1.0, 2.0]


def test_tables_with_other_columns_are_refused():
    with pytest.raises(QueryError, match="Alley lacks"):
        treaty_depth(alley=pl.DataFrame({"atopid": [1]}))
    with pytest.raises(QueryError, match="scored twice"):
        scores(bc=[(1, 0.1), (1, 0.2)])


# --- published figures ----------------------------------------------------------------------------


def authors(name):
    return pl.read_csv(files()[name], encoding="utf8-lossy", null_values=["NA", ""], infer_schema_length=None)


@pytest.fixture(scope="module")
def members():
    return authors("atop5_1m.csv")


@pytest.fixture(scope="module")
def depths():
    return treaty_depth(
        authors("AllianceDataScore.csv"),
        authors("atop-milsup-latent-depth.csv"),
        authors("atopinst5_1.csv"),
    )


@pytest.mark.data
def test_belgium_and_france_1832(members):
    """ATOP 1060, the example of peacesciencer's documentation: France pledges Belgium defence, Belgium France nothing."""
    assert owes(members, 1832, 220, 211) == {"defense"}
    assert owes(members, 1832, 211, 220) == set()
    assert owes(members, 1831, 220, 211) is owes(members, 1834, 220, 211) is None


@pytest.mark.data
@pytest.mark.parametrize("year", [1816, 1832, 1862, 1888, 1900, 1914, 1939, 1949, 1961, 1991, 2018])
def test_atops_own_directed_dyad_years(members, year, dyads):
    """Equal but for unequal pacts of three or more, where a member row does not say to whom, and for years of a new phase."""
    ours = directed_obligations(members, year)
    theirs = dyads.filter(pl.col("year") == year)
    both = ours.join(theirs, on=["ccode1", "ccode2"], how="full", coalesce=True)
    assert both.filter(pl.col("year").is_null() | pl.col("treaties").is_null()).height == 0
    apart = both.filter(pl.any_horizontal(pl.col(o) != pl.col(f"atop_{o}") for o in OBLIGATIONS))
    assert apart.filter(pl.any_horizontal(pl.col(o) < pl.col(f"atop_{o}") for o in OBLIGATIONS)).height == 0
    assert apart.filter(doubtful=0).height == {1888: 12}.get(year, 0)


@pytest.fixture(scope="module")
def dyads():
    raw = r_table("atop_alliance.rda")
    return pl.from_pandas(raw.reset_index(drop=True)).with_columns(pl.col("ccode1", "ccode2").cast(pl.Int64))


@pytest.mark.data
@pytest.mark.parametrize(("alliance", "atopid"), [("CSTO", 4220), ("NATO", 3180), ("WARSAW-PACT", 3285)])
def test_the_records_treaties_are_coded_as_atop_codes_them(members, alliance, atopid):
    rules = rules_of(alliance)
    (row,) = members.filter(atopid=rules.atop).select(*OBLIGATIONS).unique().rows(named=True)
    assert (rules.atop, rules.obligations) == (atopid, tuple(OBLIGATIONS[o] for o in OBLIGATIONS if row[o]))


@pytest.mark.data
@pytest.mark.parametrize(
    ("atopid", "benson_clinton", "alley"),
    [
        pytest.param(3180, -0.180, 0.20, id="NATO"),
        pytest.param(3285, 0.923, 1.12, id="Warsaw Pact"),
        pytest.param(4220, 0.684, 1.37, id="CSTO"),
    ],
)
def test_published_depths(depths, atopid, benson_clinton, alley):
    whole = depths.filter(pl.col("atopid") == atopid, pl.col("phase").is_null()).row(0, named=True)
    assert whole["bc_depth"] == benson_clinton
    assert round(whole["alley_depth"], 2) == alley
    assert 0.3 < whole["alley_sd"] < 0.5
    phases = depths.filter(pl.col("atopid") == atopid, pl.col("phase").is_not_null())["phase"].to_list()
    assert phases == ([0] if atopid == 3285 else [1, 2])


@pytest.mark.data
def test_depth_between_states(members, depths):
    """USA-Canada 1980: NATO, and a second pact that neither latent set scores. Russia-Kazakhstan 1999: the CIS Charter
    is deeper than the Tashkent treaty on both latent scales; both sets miss two of the five treaties."""
    canada = deepest(members, depths, 1980, 2, 20)
    assert (canada["bc_depth"], canada["bc_depth_atopid"], canada["bc_depth_unknown"]) == (-0.180, 3180, 1)
    kazakhstan = deepest(members, depths, 1999, 365, 705)
    assert (kazakhstan["treaties"], kazakhstan["bc_depth_atopid"], kazakhstan["alley_depth_atopid"]) == (5, 4400, 4400)
    assert kazakhstan["bc_depth_unknown"] == kazakhstan["alley_depth_unknown"] == 2
    assert deepest(members, depths, 2018, 365, 705)["bc_depth"] is None
