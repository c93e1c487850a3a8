"""Who becomes vulnerable when members are gone: cases on the small record, and one on the shipped record."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from foedus.ground.errors import QueryError
from foedus.measures.network import expose
from foedus.world import World
from strategies import LATE, day, member, small_record

#: Quotients of sums of a few figures: some units in the last place.
ROUNDING = 1e-12


@pytest.fixture
def asked(series, at):
    def ask(*without, on="2021-06-01", **options):
        world = at(on, late=True)
        return expose(world, world.alliance("CSTO"), without, **options)

    return ask


def row(found, who, group):
    return next(t for t in found.threats if t.member == who and group in (t.alliance, *t.leaders))


def test_where_a_figure_is_missing_on_either_side_there_is_no_verdict_and_it_is_named(asked):
    threat = row(found := asked("RUS", attackers=("GBR",)), "ARM", "GBR")
    assert (found.series, found.year, found.unit) == ("spending", 2020, "units")
    assert (threat.after.low, threat.after.high, threat.after.vulnerable) == (0.0, None, None)
    assert {"TJK", "FRA"} <= set(found.missing) and ("ARM", "NATO") in found.undecided


def test_without_any_figure_nothing_is_decided(asked):
    found = asked("RUS", on="1995-01-01", attackers=("UZB",))
    assert (found.year, found.series) == (None, "") and set(found.members) <= set(found.missing)
    assert {t.after.vulnerable for t in found.threats} == {None} and found.guarantees["KAZ"].after is None


def test_known_figures_give_exact_critical_gammas_before_and_after(asked, series):
    series["spending"].values["TJK"] = dict.fromkeys(range(2000, 2022), 0.1e9)
    series["spending"].values["UZB"] = dict.fromkeys(range(2000, 2022), 4.6e9)
    found = asked("RUS", attackers=("UZB",))
    threat = row(found, "KAZ", "UZB")
    assert threat.before is not None
    assert (threat.before.low, threat.before.high) == pytest.approx((4.6 / 62.3, 4.6 / 62.3), rel=ROUNDING)
    assert (threat.after.low, threat.after.high) == pytest.approx((2.0, 2.0), rel=ROUNDING)
    assert threat.borders and not row(found, "ARM", "UZB").borders
    assert found.newly == (("ARM", "UZB"), ("KAZ", "UZB"), ("KGZ", "UZB"), ("TJK", "UZB"))
    assert found.guarantees["KAZ"].before == pytest.approx(62.3e9, rel=ROUNDING)
    assert found.guarantees["KAZ"].after == pytest.approx(2.3e9, rel=ROUNDING)
    assert asked("RUS", attackers=("UZB",), gamma=2.0).newly == ()  # the border itself: the attack fails
    assert asked("RUS", attackers=("UZB",), gamma=0.05).already == found.newly


def test_one_who_left_is_a_possible_attacker_without_a_figure_before(asked):
    found = asked("RUS", attackers=())
    assert {(t.leaders, t.left, t.before) for t in found.threats} == {(("RUS",), True, None)}
    assert found.to_left == () and {name for _, name in found.undecided} == {"RUS"}  # TJK's figure is unknown
    assert {name for _, name in asked("RUS", attackers=(), most=1e9).to_left} == {"RUS"}


def test_the_members_of_one_alliance_are_one_group_whoever_leads(asked):
    found = asked("RUS", attackers=("NATO",))
    (threat,) = [t for t in found.threats if t.member == "KAZ" and not t.left]
    assert threat.alliance == "NATO" and threat.leaders == threat.group and "USA" in threat.group


def test_by_default_every_state_outside_may_lead_and_no_member_does(asked):
    found = asked()
    leaders = {s for t in found.threats if t.member == "KAZ" for s in t.leaders}
    assert {"CHN", "USA", "UZB"} <= leaders and not leaders & set(found.members)
    assert found.newly == () and all(t.before == t.after for t in found.threats)


def test_a_fellow_member_named_as_attacker_brings_the_allies_it_shares_with_the_target(asked):
    (threat,) = [t for t in asked(attackers=("RUS",)).threats if t.member == "KAZ"]
    assert threat.group == ("ARM", "KGZ", "RUS", "TJK")


def test_a_membership_inside_an_imprecise_date_ties_nobody_for_sure(series):
    record = small_record()
    csto = record.alliances["CSTO"]
    record.alliances["CSTO"] = replace(csto, members=(*csto.members, member("UZB", "2021")))
    world = World.at(day("2021-06-01"), LATE, record)
    found = expose(world, world.alliance("CSTO"), ("RUS",), attackers=("AZE",))
    assert {("KAZ", "UZB"), ("RUS", "UZB")} <= set(found.uncertain)
    assert found.guarantees["KAZ"].before is None


def test_one_who_has_signed_but_not_joined_has_no_tie_to_cut(series):
    record = small_record()
    csto = record.alliances["CSTO"]
    record.alliances["CSTO"] = replace(csto, members=(*csto.members, member("UZB", "2021-01-01", status="signatory")))
    world = World.at(day("2021-06-01"), LATE, record)
    with pytest.raises(QueryError, match="UZB had signed but not joined CSTO"):
        expose(world, world.alliance("CSTO"), ("UZB",))


def test_without_any_defence_the_critical_gamma_is_infinite(asked, series):
    for state in ("ARM", "KAZ", "KGZ", "TJK"):
        series["spending"].values[state] = dict.fromkeys(range(2000, 2022), 0.0)
    found = asked("RUS", attackers=())
    assert {(t.after.low, t.after.high, t.after.vulnerable) for t in found.threats} == {(None, None, True)}


@pytest.mark.parametrize(
    ("without", "options", "says"),
    [
        (("USA",), {}, "no member of CSTO"),
        (("ARM", "KAZ", "KGZ", "RUS", "TJK"), {}, "nobody is left"),
        (("RUS",), {"gamma": -1.0}, "gamma is -1"),
        (("RUS",), {"attackers": ("ATLANTIS",)}, "no state"),
        (("RUS",), {"concept": "courage"}, "no series measures"),
    ],
)
def test_an_impossible_exposure_says_why(asked, without, options, says):
    with pytest.raises(QueryError, match=says):
        asked(*without, **options)


def test_csto_in_january_2022_without_russia():
    """The shipped record; spending of 2021 in current US$, all six members known."""
    world = World.at(day("2022-01-07"), LATE)
    found = expose(world, world.alliance("CSTO"), ("RUS",), gamma=1.0)
    assert (found.series, found.year) == ("milex-wdi", 2021) and not set(found.members) & set(found.missing)
    assert ("BLR", "UKR") in found.newly and ("ARM", "IRN") in found.newly and ("ARM", "AZE") not in found.newly
    stronger = {name for who, name in found.already if who == "KAZ"}
    assert {"NATO", "USA and allies", "CHN-PRK"} <= stronger and "UKR" not in stronger
    border = row(found, "ARM", "AZE")
    assert border.before is not None and border.borders
    assert (border.before.low, border.after.low) == pytest.approx((0.2643, 5.6828), abs=5e-4)
    assert {name for _, name in found.to_left} == {"RUS"}
