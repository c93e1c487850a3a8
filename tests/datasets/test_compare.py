"""What changed between two releases: rows by key, cells by column, and the figures measured on the published files."""

from __future__ import annotations

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import published
from command_line import call
from foedus.brief.words.messages import words
from foedus.datasets import store
from foedus.datasets.catalogue import ColumnEntry, Table, get_table
from foedus.datasets.compare import TableComparison, compare
from foedus.ground.errors import DatasetError

KEY = ("ccode", "year")


def table(name: str, *keys: str, **units: str) -> Table:
    columns = {k: ColumnEntry(type="int", text=k) for k in keys}
    columns |= {c: ColumnEntry(type="float", text=c, unit=u) for c, u in units.items()}
    return Table(file=f"{name}.csv", kind="csv", level="state-year", text=name, columns=columns, key=keys,
                 id=f"nmc-6.{name}", set="nmc-6")  # fmt: skip


def frame(*rows: tuple[object, ...], columns: tuple[str, ...] = ("ccode", "year", "x", "y")) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=columns, orient="row")


OF = table("a", *KEY, x="people", y="share")


def changes(found: TableComparison) -> dict[str, int]:
    return {c.column: c.changed for c in found.columns}


def test_rows_and_cells_are_told_apart():
    a = frame((2, 1900, 1, 0.5), (2, 1901, 2, 0.5), (20, 1900, 3, None))
    b = frame((2, 1900, 1, 0.5), (2, 1901, 4, 0.9), (200, 1900, 3, 0.1))
    found, cells = compare((OF, a), (OF, b))
    assert (found.common, found.only_a, found.only_b, found.matched) == (2, 1, 1, 2)
    assert changes(found) == {"x": 1, "y": 1}
    assert cells.filter(pl.col("what") == "changed").select("column", "a", "b").rows() == [
        ("x", "2", "4"), ("y", "0.5", "0.9"),
    ]  # fmt: skip
    assert [r for r in found.by_year if r["year"] == 1901] == [{"year": 1901, "only_a": 0, "only_b": 0, "changed": 2}]
    assert {r["state"] for r in found.by_state} == {2, 20, 200}
    assert found.largest[0]["column"] == "x"


def test_becoming_known_is_a_change_and_two_unknowns_are_none():
    a, b = frame((2, 1900, None, None)), frame((2, 1900, 0, None))
    (x, y) = compare((OF, a), (OF, b))[0].columns
    assert (x.changed, x.only_a_knows, x.only_b_knows) == (1, 0, 1)
    assert y.changed == 0


def test_rounding_is_counted_and_not_a_change():
    a, b = frame((2, 1900, 1, 0.1)), frame((2, 1900, 1, 0.1000004))
    y = compare((OF, a), (OF, b))[0].columns[1]
    assert (y.changed, y.rounding) == (0, 1)
    y = compare((OF, a), (OF, b), tolerance=0)[0].columns[1]
    assert (y.changed, y.rounding) == (1, 0)


def test_a_key_that_stands_twice_on_both_sides_is_set_aside():
    a = frame((2, 1900, 1, 0.1), (2, 1900, 2, 0.1), (20, 1900, 1, 0.1))
    found, _ = compare((OF, a), (OF, a))
    assert (found.set_aside, found.repeated_a, found.matched) == (1, 1, 1)
    once = frame((2, 1900, 2, 0.1))
    found, _ = compare((OF, a), (OF, once))
    assert (found.set_aside, found.matched, changes(found)["x"]) == (0, 2, 1)


def test_a_mark_of_the_release_is_told_and_not_counted():
    a = frame((2, 1900, 1), (2, 1901, 1), columns=("ccode", "year", "version"))
    found, _ = compare((OF, a), (OF, a.with_columns(version=2)))
    assert found.marks == (("version", "1", "2"),)
    assert found.columns == ()


def test_spells_are_spread_over_their_years():
    of = table("spells", "ccode1", "ccode2")
    names = ("ccode1", "ccode2", "start_year", "end_year")
    a, b = frame((2, 20, 1900, 1902), columns=names), frame((20, 2, 1901, 1903), columns=names)
    found, _ = compare((of, a), (of, b))
    assert (found.common, found.only_a, found.only_b) == (2, 1, 1)
    assert found.on == ("ccode1", "ccode2", "year")


def test_counterparts_of_other_names_are_compared():
    a, b = frame((2, 1900, 1, 0.5)), frame((2, 1900, 0.5, 1), columns=("ccode", "year", "z", "x"))
    found, _ = compare((OF, a), (OF, b), columns={"x": "z"})
    assert [(c.column, c.other, c.changed) for c in found.columns] == [("x", "z", 1)]


def test_no_common_key_and_no_such_column_say_so():
    a, b = frame((2, 1900, 1, 0.5)), frame((2, 3), columns=("gwcode", "value"))
    with pytest.raises(DatasetError, match="have no key in common"):
        compare((OF, a), (table("b", "gwcode"), b))
    with pytest.raises(DatasetError, match="there is no column 'q'"):
        compare((OF, a), (OF, a), columns={"q": "x"})


cell = st.one_of(st.none(), st.integers(-3, 3))
rows = st.dictionaries(st.tuples(st.integers(1, 4), st.integers(1900, 1903)), st.tuples(cell, cell), min_size=1)


@given(rows, rows)
def test_rows_add_up_and_turning_round_turns_the_sides(left, right):
    """Law: common and only make each side; A against B has the changes of B against A; a table has none to itself."""
    a, b = (
        pl.DataFrame(
            [(*k, *v) for k, v in t.items()],
            schema={"ccode": pl.Int32, "year": pl.Int32, "x": pl.Int32, "y": pl.Float64},
            orient="row",
        )
        for t in (left, right)
    )
    one, two = compare((OF, a), (OF, b))[0], compare((OF, b), (OF, a))[0]
    assert (one.common + one.only_a, one.common + one.only_b) == (len(left), len(right))
    assert (one.only_a, one.only_b) == (two.only_b, two.only_a)
    assert changes(one) == changes(two)
    expected = sum(left[k][0] != right[k][0] for k in left.keys() & right.keys())
    assert changes(one)["x"] == expected
    assert not any(changes(compare((OF, a), (OF, a))[0]).values())


def test_every_message_has_both_languages():
    assert all(set(w) == {"en", "de"} for w in words("data").values())


# Measured on the published files


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A store with the releases that are compared here."""
    home = tmp_path_factory.mktemp("store")
    files = (
        "NMC-60-abridged.csv", "cow_nmc.rda", "gml-ddy-disputes-2.1.csv", "gml_dirdisp.rda", "cow_mid_dirdisps.rda",
        "cow_war_inter.rda", "directed_dyadic_war.csv", "td_rivalries.rda", "tss_rivalries.rda",
        "IdealpointestimatesAll_Apr2020.csv", "IdealpointsJuly2025.dta",
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_DATA_HOME", str(home))
        for file in files:
            store.add_bytes(published.files()[file].read_bytes(), file)
    return home


@pytest.fixture
def measured(filled, monkeypatch):
    """The comparison of two tables of the store."""
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(filled))

    def found(a: str, b: str, **options: object) -> TableComparison:
        of_a, of_b = get_table(a), get_table(b)
        return compare((of_a, store.frame(of_a.id)), (of_b, store.frame(of_b.id)), **options)[0]

    return found


GML, GML_PACKED = "gml-mid.directed-dyad-years", "gml-mid-packed.directed-dyads"
PAIR = ("ccode1", "ccode2", "year")
IDEAL = ("unga-ideal-points-2020", "unga-ideal-points-2025")


@pytest.mark.data
def test_of_nmc_only_energy_changed_and_with_it_the_index(measured):
    found = measured("nmc-6", "nmc-7", last=2016)
    assert (found.common, found.only_a, found.only_b) == (15_951, 0, 0)
    assert {c: n for c, n in changes(found).items() if n} == {"pec": 2_585, "cinc": 2_258}
    by = {c.column: c for c in found.columns}
    assert (by["pec"].first, by["pec"].last, by["cinc"].alone) == (1974, 2016, 599)
    exact = measured("nmc-6", "nmc-7", columns={"cinc": "cinc"}, tolerance=0.0)
    assert exact.columns[0].large == 84
    guinea = next(r for r in exact.largest if (r["ccode"], r["year"]) == (411, 2003))
    assert round(guinea["share"], 2) == -0.43


@pytest.mark.data
def test_gml_2_2_1_against_2_1(measured):
    found = measured(GML, GML_PACKED)
    assert found.matched == 10_054
    assert (changes(found)["hostlev"], changes(found)["fatality"]) == (580, 912)
    assert found.marks == (("version", "gml-2.1", "gml-2.2.1"),)
    pairs = measured(GML, GML_PACKED, on=PAIR)
    assert (pairs.only_a, pairs.only_b) == (138, 128)


@pytest.mark.data
@pytest.mark.parametrize(
    ("a", "b", "options", "only"),
    [
        (GML_PACKED, "cow-mid-packed.directed-dyads", {"on": PAIR, "last": 2010}, (396, 866)),
        ("cow-war-packed.inter", "directed-dyadic-war", {"on": PAIR}, (602, 80)),
        ("thompson-dreyer.rivalries", "thompson-sakuwa-suhas", {"first": 1816, "last": 2010}, (383, 755)),
    ],
)
def test_rival_codings_of_disputes_wars_and_rivalries(measured, a, b, options, only):
    found = measured(a, b, **options)
    assert (found.only_a, found.only_b) == only


@pytest.mark.data
@pytest.mark.parametrize(
    ("model", "r", "apart"),
    [("ideal_point_legacy", 0.9996, 0), ("ideal_point_all", 0.988, 122), ("ideal_point", 0.984, 314)],
)
def test_ideal_points_by_model(measured, model, r, apart):
    (found,) = measured(*IDEAL, columns={"ideal_point": model}, tolerance=0.5).columns
    assert found.r == pytest.approx(r, abs=5e-4)
    assert found.changed - found.only_a_knows == apart


@pytest.mark.data
@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_command_tells_it_in_both_languages(filled, monkeypatch, capsys, tmp_path, lang):
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(filled))
    file = tmp_path / "changes.csv"
    code, out, _ = call(capsys, "data", "compare", "nmc-6", "nmc", "--to", "2016", "--lang", lang, "--out", str(file))
    assert code == 0
    assert ("2.585" if lang == "de" else "2,585") in out
    assert pl.read_csv(file, infer_schema_length=None).height == 2_585 + 2_258
    told = json.loads(call(capsys, "data", "compare", "nmc-6", "nmc", "--json")[1])
    assert (told["only_b"], told["title_a"]) == (1_170, "National Material Capabilities 6.0")


@pytest.mark.data
def test_what_cannot_be_compared_ends_in_a_message(filled, monkeypatch, capsys):
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(filled))
    for arguments, told in (
        (("nmc-6", "nmcc"), "there is no table"),
        (("nmc-6", "nmc", "--columns", "gdp"), "there is no column 'gdp'"),
        (("nmc-6", "atop.members"), "atop.members is not here"),
        (("nmc-6", "nmc", "--out", "x.doc"), "no table is written as '.doc'"),
        (("nmc-6", "nmc", "--lang", "fr"), "there is no language"),
    ):
        code, _, err = call(capsys, "data", "compare", *arguments)
        assert (code, told in err) == (2, True), err
