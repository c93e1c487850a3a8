"""A researcher's own table on a panel: the shapes that people bring, what is recognised, what is refused and how."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import DatasetError, FoedusError, QueryError
from foedus.panel import allies_in_conflict, dyad_years, state_years, system
from foedus.panel.own.names import named, plain, two_letters
from foedus.panel.own.twins import RULES
from foedus.record.tables import states
from published import files
from small_tables import small

__all__ = ["small"]

FRANCE, RUSSIA, USA = 220, 365, 2
#: What each shape says: France 1.5 and the United States 2.5 in 1991.
SHAPES = {
    "COW codes": {"ccode": [220, 2], "year": [1991, 1991], "aid": [1.5, 2.5]},
    "ISO codes": {"iso3c": ["FRA", "USA"], "year": [1991, 1991], "aid": [1.5, 2.5]},
    "two letters": {"iso2": ["FR", "us"], "year": [1991, 1991], "aid": [1.5, 2.5]},
    "names": {"country": ["France", "United States of America"], "year": [1991, 1991], "aid": [1.5, 2.5]},
    "German names": {"Land": ["Frankreich", "Vereinigte Staaten"], "Jahr": [1991, 1991], "aid": [1.5, 2.5]},
    "Gleditsch-Ward": {"gwno": [220, 2], "year": [1991, 1991], "aid": [1.5, 2.5]},
    "a date": {"ccode": [220, 2], "date": [dt.date(1991, 5, 1), dt.date(1991, 12, 31)], "aid": [1.5, 2.5]},
    "a date in words": {"ccode": [220, 2], "date": ["1991-05-01", "31.12.1991"], "aid": [1.5, 2.5]},
    "whole floats": {"ccode": [220.0, 2.0], "year": [1991.0, 1991.0], "aid": [1.5, 2.5]},
    "codes as text": {"ccode": ["220", "002"], "year": ["1991", "1991"], "aid": [1.5, 2.5]},
    "spells": {"ccode": [220, 2], "start": [1991, 1991], "end": [1991, 1991], "aid": [1.5, 2.5]},
    "gaps": {"ccode": [220, 2, 365], "year": [1991, 1991, 1991], "aid": [1.5, 2.5, None]},
    "names beside codes": {"country": ["?", "USA"], "ccode": [220, 2], "year": [1991, 1991], "aid": [1.5, 2.5]},
}


def known(frame: pl.DataFrame, column: str = "aid") -> list[tuple]:
    found = frame.filter(pl.col(column).is_not_null()).sort("year", "ccode")
    return found.select("ccode", "year", column).rows()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", [dict, pl.DataFrame, pd.DataFrame, lambda d: pa.table(pl.DataFrame(d).to_arrow())])
def test_every_usual_shape_says_the_same(small, shape, form):
    panel = state_years(1990, 1992).add(form(SHAPES[shape]))
    assert known(panel.frame()) == [(USA, 1991, 2.5), (FRANCE, 1991, 1.5)]
    (counts,) = panel.joins
    assert (counts.matched, counts.unmatched, counts.doubled) == (len(SHAPES[shape]["aid"]), 0, 0)


def test_the_panels_own_list_does_not_matter(small):
    found = state_years(1990, 1992, system="gw").add(SHAPES["ISO codes"]).frame().rename({"gwcode": "ccode"})
    assert known(found) == [(USA, 1991, 2.5), (FRANCE, 1991, 1.5)]


@pytest.fixture
def germany(small):
    """The small tables with one Germany of the Gleditsch-Ward list, which goes on in 1990."""
    since = pl.when(pl.col("gwcode") == 260).then(dt.date(1955, 5, 5)).otherwise("start")
    small["gw-system.spells"] = small["gw-system.spells"].with_columns(start=since)
    west = (pl.col("ccode") == 260) & (pl.col("year") < 1990)
    for name in ("cow-years", "gw-years"):
        rows = small["state-crosswalk.cow-years"].with_columns(gwcode=pl.when(west).then(260).otherwise("gwcode"))
        small[f"state-crosswalk.{name}"] = rows.drop_nulls("gwcode") if name == "gw-years" else rows
    system._state_years.cache_clear()
    return small


def test_gleditsch_ward_codes_are_other_states_than_cow_codes(germany):
    table = {"gwno": [260, 260], "year": [1989, 1991], "x": [1, 2]}
    assert known(state_years(1989, 1991).add(table).frame(), "x") == [(260, 1989, 1), (255, 1991, 2)]


def test_numbers_of_an_unnamed_list_are_of_the_one_that_has_them(germany):
    table = {"where": [260, 260], "year": [1989, 1991], "x": [1, 2]}
    panel = state_years(1989, 1991).add(table, on="where,year")
    assert panel.joins[0].codes == "gw"
    assert known(panel.frame(), "x") == [(260, 1989, 1), (255, 1991, 2)]


def test_a_code_told_stands_against_the_columns_name(germany):
    table = {"ccode": [260, 260], "year": [1989, 1991], "x": [1, 2]}
    panel = state_years(1989, 1991).add(table)
    assert panel.joins[0].states == (("260", 1),)
    assert "1 more codes would be found as gw: --codes gw" in str(panel.joins[0])
    assert state_years(1989, 1991).add(table, codes="gw").joins[0].matched == 2


def test_a_name_is_that_of_a_state_over_a_span():
    table = {"country": ["Yugoslavia", "Yugoslavia", "Germany", "West Germany", "West Germany"],
             "year": [1980, 1999, 1985, 1985, 1995], "x": [1, 2, 3, 4, 5]}  # fmt: skip
    bearers = {name: [(s.cow, s.first) for s in named()[plain(name)]] for name in set(table["country"])}
    assert (345, 1992) in bearers["Yugoslavia"]
    assert all(cow == 260 for cow, _ in bearers["West Germany"])
    assert 260 not in {cow for cow, first in bearers["Germany"] if first < 1990}


def test_what_is_not_on_the_panel_is_counted_and_named(small):
    table = {"country": ["France", "World", "World", "Cuba", None, "France"], "x": [1, 2, 3, 4, 5, 6],
             "year": [1991, 1991, 1992, 1991, 1991, 1899]}  # fmt: skip
    (counts,) = state_years(1990, 1992).add(table).joins
    assert (counts.rows, counts.matched, counts.outside, counts.unmatched, counts.without) == (6, 1, 1, 3, 1)
    assert counts.states == (("World", 2), ("Cuba", 1))
    assert "not found: World (2), Cuba (1)" in str(counts)
    with pytest.raises(QueryError, match=r"4 rows do not fit: row 2 \(World, 1991\)"):
        state_years(1990, 1992).add(table, strict=True)


@given(st.lists(st.tuples(st.sampled_from([2, 220, 365, 999, None]), st.none() | st.integers(1985, 1995)), max_size=30))
def test_every_row_is_counted_once(small, rows):
    table = pl.DataFrame([*rows, (2, 1990)], schema={"ccode": pl.Int64, "year": pl.Int64}, orient="row")
    (c,) = state_years(1988, 1992).add(table.with_columns(x=1), twins="first").joins
    assert c.rows == len(rows) + 1 == c.matched + c.outside + c.unmatched + c.without


def test_twins_are_refused_with_their_rows_named_or_settled_by_a_rule(small):
    table = {"ccode": [2, 220, 2, 2], "year": [1991, 1991, 1991, 1990], "x": [4, 9, 1, 7]}
    with pytest.raises(DatasetError, match=r"2 rows .* row 1 \(2, 1991\); row 3 \(2, 1991\)") as refused:
        state_years(1990, 1991).add(table)
    assert "--twins first|last|sum|mean|max|min" in refused.value.hint
    right = {"first": 4, "last": 1, "sum": 5, "mean": 2.5, "max": 4, "min": 1}
    for rule in RULES:
        panel = state_years(1990, 1991).add(table, twins=rule)
        assert known(panel.frame(), "x") == [(2, 1990, 7), (2, 1991, right[rule]), (220, 1991, 9)]
        assert (panel.joins[0].doubled, panel.joins[0].twins) == (2, rule)


def test_the_sum_of_twins_without_a_value_is_unknown_and_not_zero(small):
    table = {"ccode": [2, 2, 220, 220], "year": [1991] * 4, "x": [None, None, 3, None]}
    found = state_years(1991, 1991).add(pl.DataFrame(table), twins="sum").frame()
    assert known(found, "x") == [(220, 1991, 3)]


def test_wide_tables_are_recognised_and_made_long_on_request(small):
    table = {"iso3c": ["FRA", "USA"], "aid_1990": [1.5, None], "aid_1991": [2.5, 3.5], "pop_1991": [6.0, 7.0]}
    with pytest.raises(QueryError, match="it has a column a year") as refused:
        state_years(1990, 1991).add(table)
    assert "--wide" in refused.value.hint
    panel = state_years(1990, 1991).add(table, wide=True)
    assert known(panel.frame()) == [(220, 1990, 1.5), (2, 1991, 3.5), (220, 1991, 2.5)]
    assert known(panel.frame(), "pop") == [(2, 1991, 7.0), (220, 1991, 6.0)]
    assert panel.joins[0].spelled == 2
    bank = {"Country Name": ["France"], "Country Code": ["FRA"], "1990 [YR1990]": [1.0], "1991 [YR1991]": [2.0]}
    assert known(state_years(1990, 1991).add(bank, wide=True).frame(), "value") == [(220, 1990, 1.0), (220, 1991, 2.0)]
    with pytest.raises(QueryError, match="not wide"):
        state_years(1990, 1991).add(SHAPES["COW codes"], wide=True)


def test_spells_hold_in_each_of_their_years(small):
    days = [dt.date(1989, 3, 1), dt.date(1991, 1, 1)]
    table = {"ccode": [2, 220], "start": days, "end": [dt.date(1990, 2, 1), None], "x": [1, 2]}
    panel = state_years(1988, 1992).add(pl.DataFrame(table))
    assert known(panel.frame(), "x") == [(2, 1989, 1), (2, 1990, 1), (220, 1991, 2)]
    assert {n.key for n in panel.joins[0].notes} == {"day", "spells", "open"}
    with pytest.raises(QueryError, match="an end before the start"):
        state_years(1988, 1992).add({"ccode": [2], "start": [1990], "end": [1989], "x": [1]})
    with pytest.raises(DatasetError, match="1990"):
        state_years(1988, 1992).add({"ccode": [2, 2], "start": [1988, 1990], "end": [1990, 1992], "x": [1, 2]})


def test_a_table_without_a_year_holds_in_all_of_them(small):
    found = state_years(1990, 1991).add({"ccode": [2], "x": [1]}).frame()
    assert known(found, "x") == [(2, 1990, 1), (2, 1991, 1)]


def test_a_table_of_keys_alone_is_a_flag_and_text_is_text(small):
    panel = state_years(1991, 1991).add({"ccode": [2], "year": [1991]}, name="sanctions")
    assert known(panel.frame(), "sanctions") == [(2, 1991, True)]
    panel = state_years(1991, 1991).add({"ccode": [2, 220], "year": [1991] * 2, "bloc": ["west", "west"]})
    assert known(panel.frame(), "bloc") == [(2, 1991, "west"), (220, 1991, "west")]


def pair_rows(panel, column="x"):
    frame = panel.frame().filter(pl.col(column).is_not_null())
    return frame.select("ccode1", "ccode2", "year", column).rows()


def test_pairs_that_stand_once_hold_both_ways_and_directed_ones_do_not(small):
    once = {"ccode1": [2, 220], "ccode2": [220, 365], "year": [1991, 1991], "x": [1, 2]}
    both = {"ccode1": [2, 220], "ccode2": [220, 2], "year": [1991, 1991], "x": [1, 2]}
    panel = dyad_years(1991, 1991).add(once)
    assert pair_rows(panel) == [(2, 220, 1991, 1), (220, 2, 1991, 1), (220, 365, 1991, 2), (365, 220, 1991, 2)]
    assert panel.joins[0].notes[0].key == "twice"
    assert pair_rows(dyad_years(1991, 1991).add(both)) == [(2, 220, 1991, 1), (220, 2, 1991, 2)]
    assert pair_rows(dyad_years(1991, 1991).add(once, directed=True)) == [(2, 220, 1991, 1), (220, 365, 1991, 2)]
    trade = {"exporter": ["USA", "FRA"], "importer": ["FRA", "USA"], "year": [1991] * 2, "x": [1, 2]}
    assert pair_rows(dyad_years(1991, 1991).add(trade)) == [(2, 220, 1991, 1), (220, 2, 1991, 2)]


def test_pairs_of_which_one_state_is_always_the_first_are_not_guessed(small):
    aid = {"ccode1": [2, 2], "ccode2": [220, 365], "year": [1991, 1991], "x": [1, 2]}
    with pytest.raises(QueryError, match="one way round only") as refused:
        dyad_years(1991, 1991).add(aid)
    assert "--pairs directed|undirected" in refused.value.hint
    assert pair_rows(dyad_years(1991, 1991).add(aid, directed=True)) == [(2, 220, 1991, 1), (2, 365, 1991, 2)]


def test_undirected_rows_take_a_pair_from_either_side(small):
    table = {"ccode1": [220], "ccode2": [2], "year": [1991], "x": [1]}
    assert pair_rows(dyad_years(1991, 1991, directed=False).add(table)) == [(2, 220, 1991, 1)]
    both = {"ccode1": [2, 220], "ccode2": [220, 2], "year": [1991, 1991], "x": [1, 2]}
    panel = dyad_years(1991, 1991, directed=False).add(both)
    assert pair_rows(panel) == [(2, 220, 1991, 1)]
    assert panel.joins[0].notes[0].key == "back"


def test_state_years_stand_on_both_sides_of_a_pair(small):
    frame = dyad_years(1991, 1991).add(SHAPES["names"], name="mine").frame()
    assert frame.filter(ccode1=2, ccode2=220).select("mine_aid1", "mine_aid2").row(0) == (2.5, 1.5)


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        ({"a": [1.5], "b": [2]}, {}, "no column names states: a, b"),
        ({"ccode": [2.5], "year": [1991], "x": [1]}, {}, r"codes that are no whole numbers: row 1 \(2.5, 1991\)"),
        ({"ccode": [2], "year": ["late"], "x": [1]}, {"on": "ccode,year"}, "'year' that is no year: row 1"),
        ({"ccode": [999], "year": [1991], "x": [1]}, {}, r"no row fits the panel: row 1 \(999, 1991\)"),
        (SHAPES["COW codes"], {"on": "land,year"}, "no column 'land'"),
        (SHAPES["COW codes"], {"on": "place=ccode"}, "no key 'place'"),
        (SHAPES["COW codes"], {"codes": "fips"}, "no list of codes 'fips'"),
        (SHAPES["COW codes"], {"twins": "median"}, "no rule 'median'"),
        ({"ccode1": [2], "ccode2": [220], "year": [1991], "x": [1]}, {}, "about pairs of states"),
        ({"ccode": [2], "year": [1991], "x": [[1]]}, {}, "lists or objects"),
        (5, {}, "int is no table"),
        (None, {}, "NoneType is no table"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_a_reason(small, table, options, said):
    with pytest.raises(FoedusError, match=said):
        state_years(1990, 1992).add(table, **options)


def test_keys_are_told_by_name_by_role_or_in_order(small):
    table = {"wo": ["Frankreich"], "wann": [1991], "x": [1]}
    for on in ("wo,wann", ["wo", "wann"], {"state": "wo", "year": "wann"}, "year=wann,state=wo"):
        assert known(state_years(1991, 1991).add(table, on=on).frame(), "x") == [(220, 1991, 1)]


def test_a_name_keeps_two_tables_apart(small):
    one = state_years(1991, 1991).add(SHAPES["COW codes"])
    with pytest.raises(QueryError, match="'aid' already"):
        one.add(SHAPES["ISO codes"])
    assert "other_aid" in one.add(SHAPES["ISO codes"], name="other").frame().columns


@pytest.mark.data
def test_names_in_the_countrycode_list_are_understood(folder):
    import csv

    lists = ("country.name.en", "country.name.de", "cow.name", "un.name.en", "iso.name.en", "p4.name", "vdem.name")
    with files()["codelist_without_cldr.csv"].open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["iso3c"] in states()]
    assert len(rows) > 190
    lost = [(r["iso3c"], r[c]) for r in rows for c in lists if r[c] not in ("", "NA")
            if r["iso3c"] not in {s.iso3 for s in named().get(plain(r[c]), ())}]  # fmt: skip
    assert lost == []
    assert {r["iso2c"]: r["iso3c"] for r in rows}.items() <= two_letters().items()


def test_a_choice_of_rows_takes_own_tables_too(small):
    small["cow-inter-state-war.participants"] = pl.DataFrame(
        {"warnum": [1, 1], "ccode": [2, 365], "side": [1, 2], "start_year1": [1990, 1990]}
    )
    panel = allies_in_conflict("wars", 1990, 1990).add({"ccode1": [220], "ccode2": [2], "year": [1990], "x": [7]})
    assert panel.frame().select("ccode1", "ccode2", "x").rows() == [(220, 2, 7)]
