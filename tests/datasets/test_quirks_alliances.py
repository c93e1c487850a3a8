"""Quirks of the published files on alliances and defense cooperation, each handled as stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from foedus.datasets.catalogue import get_set, get_table
from published import rows

pytestmark = pytest.mark.data

Read = Callable[[str], pl.DataFrame]
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


ROWS = {
    "atop.alliances": 789, "atop.phases": 849, "atop.members": 2510, "atop.state-years": 11923,
    "atop.alliances-nna": 589, "atop.phases-nna": 638, "atop.members-nna": 1838, "atop.state-years-nna": 10514,
    "atop.institutions": 849, "atop-dyads": 273296, "alley-depth": 289, "alliance-duration": 4910,
    "benson-clinton.scores": 492, "benson-clinton.scores-covariates": 492, "benson-clinton.inputs": 514,
    "benson-clinton.application": 619, "dcad": 1871,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_row_that_was_published_is_there(name: str, read: Read) -> None:
    assert read(name).height == ROWS[name]


def test_years_lie_within_the_coverage_that_the_catalogue_states(read: Read) -> None:
    for name in ROWS:
        table, frame = get_table(name), read(name)
        if "year" in frame.columns:
            assert table.coverage == (frame["year"].min(), frame["year"].max()), name


def test_atop_has_as_many_alliances_of_each_kind_as_is_known(read: Read) -> None:
    found = read("atop.alliances")
    assert [found[o].sum() for o in OBLIGATIONS] == [280, 82, 126, 442, 388]
    assert found["ineffect"].sum() == 372
    pure = found.filter(~pl.any_horizontal("defense", "offense", "neutral", "consul"))
    assert (pure.height, pure["nonagg"].all()) == (200, True)
    assert set(found["atopid"]) - set(read("atop.alliances-nna")["atopid"]) == set(pure["atopid"])


@pytest.mark.parametrize("name", ["atop.alliances", "atop.phases", "atop.members", "alley-depth"])
def test_end_year_0_means_in_effect_and_is_no_end(name: str, read: Read) -> None:
    found = read(name)
    year = "exit_year" if name == "atop.members" else "end_year"
    assert (found[year].is_null() == found["ineffect"]).all()
    assert found.filter("ineffect")["end"].null_count() == found["ineffect"].sum()


def test_a_day_that_atop_does_not_know_makes_no_date(read: Read) -> None:
    begun = read("atop.alliances").filter(pl.col("start").is_null())
    assert begun.select("start_year", "start_month", "start_day").rows() == [(1844, 6, None)]
    assert read("atop.alliances").filter(pl.col("end").is_null() & ~pl.col("ineffect")).height == 13


CODING = {  # begins, ends, the five obligations, conditio, defcon, maxphase, milcon, intcom, organ1, base, contrib
    4220: ("1992-05-15", None, 1, 0, 0, 1, 1, 0, 0, 2, 2, 1, 3, 0, 1),
    3180: ("1949-04-04", None, 1, 0, 0, 1, 1, 1, 1, 2, 0, 0, 3, 3, 0),
    3285: ("1955-05-14", "1991-07-01", 1, 0, 0, 1, 1, 1, 1, 0, 2, 1, 2, 0, 0),
    4235: ("1992-05-25", None, 1, 0, 0, 1, 1, 1, 0, 0, 2, 0, 1, 0, 0),
    4400: ("1993-01-22", None, 1, 0, 0, 1, 1, 0, 0, 0, 3, 1, 3, 0, 0),
}


@pytest.mark.parametrize("atopid", sorted(CODING))
def test_atop_codes_five_alliances_as_is_known(atopid: int, read: Read) -> None:
    begins, ends, *codes = CODING[atopid]
    provisions = ("conditio", "defcon", "maxphase", "milcon", "intcom", "organ1", "base", "contrib")
    found = rows(read("atop.alliances"), "start", "end", *OBLIGATIONS, *provisions, atopid=atopid)
    days = [dt.date.fromisoformat(str(d)) if d else None for d in (begins, ends)]
    assert found == [(*days, *codes)]


def test_atop_has_the_members_of_the_csto_by_phase(read: Read) -> None:
    first = {(365, "1992-05-15", "2002-10-07"), (371, "1992-05-15", "2002-10-07"), (702, "1992-05-15", "2002-10-07"),
             (703, "1992-05-15", "2002-10-07"), (705, "1992-05-15", "2002-10-07"), (704, "1992-05-15", "1999-04-20"),
             (373, "1993-09-24", "1999-04-20"), (372, "1993-12-09", "1999-04-20"), (370, "1994-01-03", "2002-10-07")}  # fmt: skip
    second = {(c, "2002-10-07", None) for c in (365, 370, 371, 702, 703, 705)} | {(704, "2006-08-17", "2012-06-28")}
    for phase, members in ((1, first), (2, second)):
        found = rows(read("atop.members"), "ccode", "start", "end", atopid=4220, phase=phase)
        assert {(c, str(s), str(e) if e else None) for c, s, e in found} == members
        assert all(not left or ineffect is False for left, ineffect in rows(
            read("atop.members"), "exit_year", "ineffect", atopid=4220, phase=phase))  # fmt: skip


def test_a_member_has_one_row_a_phase_so_pairs_are_to_be_counted(read: Read) -> None:
    found = read("atop.members")
    assert found.filter(pl.col("atopid") == 4220).height == 16
    assert found.filter(pl.col("atopid") == 4220)["ccode"].n_unique() == 9
    again = found.filter(pl.struct("atopid", "ccode", "phase").is_duplicated())
    assert rows(again.unique(["atopid", "ccode"]), "atopid", "ccode") == [(3015, 651), (3205, 651), (3740, 345)]


PROTOCOLS = {(1951, 10, 22): {350, 640}, (1981, 12, 10): {230}, (1997, 12, 16): {290, 310, 316},
             (2003, 3, 26): {317, 349, 355, 360, 366, 367, 368}, (2008, 7, 9): {339, 344}, (2016, 5, 19): {341}}  # fmt: skip


def test_atop_dates_enlargements_of_nato_by_the_protocol(read: Read) -> None:
    entries = read("atop.members").filter(pl.col("atopid") == 3180)
    for day, members in PROTOCOLS.items():
        assert {c for (c,) in rows(entries, "ccode", start=dt.date(*day))} == members
    assert not {343, 375, 380} & set(entries["ccode"])  # North Macedonia, Finland, Sweden: after 2018


def test_west_germany_is_260_until_the_day_it_is_255(read: Read) -> None:
    found = read("atop.members").filter(pl.col("atopid") == 3180, pl.col("ccode").is_in([255, 260]))
    day = dt.date(1990, 10, 3)
    assert rows(found, "ccode", "start", "end") == [(255, day, None), (260, dt.date(1954, 10, 23), day)]


def test_bilat_is_1_for_fourteen_alliances_with_three_or_more_members(read: Read) -> None:
    odd = rows(read("atop.alliances").filter(pl.col("bilat"), pl.col("size") > 2), "atopid")
    assert len(odd) == 14 and {3260, 4070, 4100} <= {a for (a,) in odd}
    assert all(str(a) in get_table("atop.alliances").quirks[2] for (a,) in odd)


def test_the_list_of_members_is_that_of_the_member_rows(read: Read) -> None:
    listed = {a: set(map(int, m.split())) for a, m in read("atop.alliances").select("atopid", "members").rows()}
    counted = read("atop.members").group_by("atopid").agg(pl.col("ccode").unique()).rows()
    assert {a: set(m) for a, m in counted} == listed


def test_cowid_is_empty_for_4220_and_cow4id_is_not(read: Read) -> None:
    assert rows(read("atop.alliances"), "cowid", "cow4id", atopid=4220) == [(None, 350)]


def test_ids_of_phases_are_rounded_before_they_join(read: Read) -> None:
    institutions, phases = read("atop.institutions"), read("atop.phases")
    assert rows(institutions, "phase", "atopidphase", atopid=4220) == [(1, "4220.1"), (2, "4220.2")]
    for key in (["atopidphase"], ["atopid", "phase"]):
        assert phases.join(institutions, on=key, how="inner").height == 849


def member_years(members: pl.DataFrame) -> pl.DataFrame:
    """A slow and plain way to state-years: every year from entry to exit, or to 2018."""
    span = pl.int_ranges("entry_year", pl.col("exit_year").fill_null(2018) + 1, dtype=pl.Int32)
    return members.with_columns(year=span).explode("year", empty_as_null=True, keep_nulls=True)


def test_spells_of_members_give_the_state_years_that_atop_publishes(read: Read) -> None:
    ours = member_years(read("atop.members")).group_by("ccode", "year").agg(
        pl.col("atopid").n_unique(), *(pl.col(o).any().alias(f"our_{o}") for o in OBLIGATIONS))  # fmt: skip
    both = read("atop.state-years").join(ours, on=["ccode", "year"], how="full", coalesce=True)
    assert set(both.filter(pl.col("number").is_null())["ccode"]) == {8152}  # Annam is in no state-year
    both = both.drop_nulls("number")
    assert (both["number"] == both["atopid"]).all()
    differ = both.filter(pl.any_horizontal(pl.col(o) != pl.col(f"our_{o}") for o in OBLIGATIONS))
    # In a year in which a phase ends and another begins ATOP takes one of the two, we take both.
    assert {(a, y) for a, y in differ.select("alliances", "year").rows()} == {
        ("1155", 1857), ("1362", 1888), ("1415", 1905)}  # fmt: skip


def test_a_pledge_has_a_direction(read: Read) -> None:
    year = read("atop-dyads").filter(pl.col("year") == 1832)
    assert rows(year, *OBLIGATIONS, ccode1=220, ccode2=211) == [(True, False, False, False, False)]
    assert rows(year, *OBLIGATIONS, ccode1=211, ccode2=220) == [(False,) * 5]
    assert "direction" in get_table("atop-dyads").text and "direction" in get_set("atop-dyads").note


def test_every_pair_has_both_directions_and_they_differ_for_some(read: Read) -> None:
    pairs = read("atop-dyads")
    back = pairs.rename({"ccode1": "ccode2", "ccode2": "ccode1"})
    both = pairs.join(back, on=["ccode1", "ccode2", "year"], how="left")
    assert both["defense_right"].null_count() == 0
    assert [(both[o] != both[f"{o}_right"]).sum() for o in OBLIGATIONS] == [984, 92, 290, 20, 8]


def test_atop_ends_in_2018_and_says_so(read: Read) -> None:
    for name in ("atop.state-years", "atop-dyads"):
        assert read(name)["year"].max() == 2018
    assert all("unknown, not 'no alliance'" in get_set(name).note for name in ("atop", "atop-dyads"))
    assert {c.absent for c in get_table("atop-dyads").columns.values() if c.type == "flag"} == {0}


DEPTH = {3180: (-0.180, 0.20), 3285: (0.923, 1.12), 4220: (0.684, 1.37)}


@pytest.mark.parametrize("atopid", sorted(DEPTH))
def test_depth_of_three_alliances_is_as_known(atopid: int, read: Read) -> None:
    clinton, alley = DEPTH[atopid]
    assert rows(read("benson-clinton.scores"), "depth", atopid=atopid) == [(clinton,)]
    assert rows(read("benson-clinton.scores-covariates"), "depth", atopid=atopid) == [(clinton,)]
    ((mean, sd),) = rows(read("alley-depth"), "latent_depth_mean", "latent_depth_sd", atopid=atopid)
    assert round(mean, 2) == alley and 0 < sd < 1


def test_scope_differs_between_two_files_of_one_article(read: Read) -> None:
    one, two = read("benson-clinton.scores").sort("atopid"), read("benson-clinton.scores-covariates").sort("atopid")
    assert one["atopid"].equals(two["atopid"]) and one["depth"].equals(two["depth"])
    assert one["strength"].equals(two["strength"])
    assert (one["scope"] - two["scope"]).abs().max() == pytest.approx(0.522, abs=5e-4)  # scores have three digits


def test_alliances_that_were_not_scaled_are_those_with_a_term_missing(read: Read) -> None:
    inputs, scored = read("benson-clinton.inputs"), set(read("benson-clinton.scores")["atopid"])
    missing = set(inputs.filter(pl.any_horizontal(pl.all().is_null()))["atopid"])
    assert set(inputs["atopid"]) - scored == missing and len(missing) == 22


def test_alley_counts_members_as_the_list_does(read: Read) -> None:
    assert read("alley-depth")["size"].equals(read("alley-depth")["num_mem"], check_names=False)


def test_spans_of_agreements_without_a_number_of_years_are_null(read: Read) -> None:
    found = read("dcad")
    assert (found["indefinite"].sum(), found["indefinite"].null_count()) == (256, 1075)
    assert found.filter("indefinite")["span"].null_count() == 256
    assert found["span"].drop_nulls().min() == 1
    assert (found["terminated"].sum(), found["terminated"].null_count()) == (43, 1005 + 94)


def test_an_agreement_of_a_state_with_itself_has_no_second_state(read: Read) -> None:
    alone = rows(read("dcad").filter(pl.col("ccode2").is_null()), "dcaid")
    assert alone == [("DCADv1.0-0297",), ("DCADv1.0-1625",), ("DCADv1.0-1847",)]


def test_an_unknown_day_of_signature_makes_no_date(read: Read) -> None:
    found = read("dcad")
    assert (found["signed"].null_count(), found["sign_year"].null_count()) == (174, 0)
    assert found["signed"].dt.year().drop_nulls().is_between(1980, 2010).all()
