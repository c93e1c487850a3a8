"""Laws of every source, on the published files: looking back, silence, both ways round, and no row lost."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from foedus.datasets import store
from foedus.ground.errors import QueryError
from foedus.panel import dyad_years, state_years
from foedus.panel.codes import crosswalk
from foedus.panel.unmatched import counts_of
from foedus.panel.verbs import VERBS
from published_store import published

__all__ = ["published"]
pytestmark = pytest.mark.data

SYSTEMS = ("cow", "gw")
OF_STATES = [n for n, v in VERBS.items() if "state-year" in v.units]
OF_PAIRS = [n for n, v in VERBS.items() if v.units == ("dyad-year",)]
#: Columns that are the same for a pair either way round.
SYMMETRIC = {
    "capitals": ["capdist"], "contiguity": ["conttype"], "distance": ["mindist"], "rivalries": ["rivals"],
    "wars": ["cow_war_ongoing"], "mids": ["gmlmidongoing"], "cow-mids": ["cowmidongoing"], "relevant": ["relevant"],
    "peace-years": ["gmlmidspell"], "cow-peace-years": ["cowmidspell"], "atop": ["atop_any"],
    "ideal-points": ["ideal_point_distance"],
}  # fmt: skip


def panel(first, last, system, name):
    """The panel of the unit that a source is about, or both if it is about both: that of states."""
    if store.missing(VERBS[name].needed(system)):
        pytest.skip(f"the files of {name} on {system} are not all among the published ones here")
    if name in OF_STATES:
        return state_years(first, last, system, [name])
    return dyad_years(first, last, system, directed=False, sources=[name])


@cache
def whole(system, name):
    return panel(1816, 2016, system, name).frame()


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("name", [*OF_STATES, *OF_PAIRS])
@pytest.mark.parametrize(("first", "last"), [(1990, 2006), (1914, 1918)])
def test_a_panel_of_some_years_is_the_whole_one_cut(published, name, system, first, last):
    """Spells, transitions and codes do not depend on where a panel begins or ends."""
    cut = whole(system, name).filter(pl.col("year").is_between(first, last))
    assert panel(first, last, system, name).frame().equals(cut)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("name", [*OF_STATES, *OF_PAIRS])
def test_of_a_state_that_is_not_on_the_source_s_list_nothing_is_known(published, name, system):
    verb = VERBS[name]
    made = panel(1816, 2016, system, name)
    code = made.states.code_name
    if not verb.tables or verb.code in ("", code):
        return  # the source's list is the panel's
    frame = made.frame()
    off = pl.Series(crosswalk(made.states, verb.code) < 0)
    columns = [c for c in frame.columns if not c.startswith((code, "year"))]
    if made.pairs is not None:
        off = off.gather(made.pairs.one) | off.gather(made.pairs.two)
    unknown = frame.filter(off).select(columns)
    if name == "relevant":  # a pair with a major power is, whatever is not known of the other
        unknown = unknown.filter(~pl.col("relevant").fill_null(False))
    assert unknown.height > 0
    assert unknown.null_count().row(0) == (unknown.height,) * len(columns)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("name", sorted(SYMMETRIC))
def test_what_has_no_direction_is_the_same_both_ways(published, name, system):
    frame = dyad_years(1985, 2000, system, sources=[name]).frame()
    code = "ccode" if system == "cow" else "gwcode"
    keys = [f"{code}1", f"{code}2", "year"]
    turned = frame.select(pl.col(keys[1]).alias(keys[0]), pl.col(keys[0]).alias(keys[1]), "year", *SYMMETRIC[name])
    both = frame.join(turned, on=keys, suffix="_back")
    assert both.height == frame.height
    for column in SYMMETRIC[name]:
        one, back = pl.col(column), pl.col(f"{column}_back")
        if frame[column].dtype.is_float():
            one, back = one.round(6), back.round(6)  # a millimetre in km
        assert both.filter(one.ne_missing(back)).is_empty()


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("name", [*OF_STATES, *OF_PAIRS])
def test_every_row_of_a_source_is_counted_once(published, name, system):
    made = panel(1816, 2016, system, name)
    told = counts_of(made, name)
    assert list(made.joins) == told
    assert told or not VERBS[name].needed(system) or name == "codes"
    for counts in told:
        assert counts.rows == counts.matched + counts.outside + counts.without + counts.unmatched, counts.name
        assert sum(n for _, n in counts.states) >= counts.unmatched
        read = store.frame(counts.name)
        if "year" in read.columns:
            assert counts.rows == read.height


@pytest.mark.parametrize(
    ("name", "column", "code"),
    [("nmc", "cinc", "ccode"), ("igos", "sum_igo_full", "ccode"), ("ucdp-onsets", "sumnewconf", "gwcode")],
)
@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_joined_and_what_is_not_are_all_rows(published, name, column, code, system):
    made = state_years(1816, 2025, system, [name])
    (counts,) = counts_of(made, name)
    assert counts.outside == counts.without == store.frame(counts.name)[column].null_count() == 0
    known = made.frame()[column].count()
    assert known == counts.matched
    assert known + counts.unmatched == counts.rows


def test_a_fraction_is_put_on_no_state(published):
    import numpy as np

    with pytest.raises(QueryError, match=r"2\.5 is no code"):
        state_years(1990, 1991).states.rows(np.array([2.0, 2.5]), np.array([1990, 1990]))
