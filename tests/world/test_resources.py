"""One series and one year for all that are compared; what is missing is named."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.calendar import AsOf
from foedus.ground.errors import QueryError
from foedus.record.tables import Series
from foedus.world import figures
from strategies import clocks, origin


def test_the_last_full_year_that_was_published_speaks(series):
    found = figures("personnel", ["KAZ", "RUS"], clocks("2022-01-07"))
    assert (found.series, found.year, found.unit) == ("soldiers", 2020, "units")
    assert found.values == {"KAZ": 70e3, "RUS": 1.4e6}
    assert found.complete
    assert found.total == 70e3 + 1.4e6
    assert figures("personnel", ["KAZ"], clocks("2022-01-07", "2026-01-01")).year == 2021


def test_the_series_that_covers_most_speaks_for_all(series):
    found = figures("personnel", ["GBR", "PRT"], clocks("2010-01-07"))
    assert (found.series, found.year) == ("soldiers-slow", 2006)
    assert found.complete
    assert figures("personnel", ["GBR"], clocks("2010-01-07")).series == "soldiers"


def test_a_year_out_of_reach_does_not_speak(series):
    assert figures("personnel", ["PRT"], clocks("2010-01-07")).year == 2006
    assert figures("personnel", ["PRT"], clocks("2026-12-31")).year == 2021
    assert figures("personnel", ["PRT"], clocks("2027-01-01")).year is None


def test_what_is_missing_is_named_and_is_no_zero(series):
    found = figures("personnel", ["KAZ", "BLR"], clocks("2022-01-07"))
    assert found.missing == ("BLR",)
    assert "BLR" not in found.values
    assert not found.complete


def test_without_any_figure_the_total_is_unknown(series):
    found = figures("gdp", ["BLR"], clocks("2022-01-07"))
    assert (found.total, found.year, found.series, found.missing) == (None, None, "", ("BLR",))
    assert not found.complete
    assert found.unit == "units"


def test_nobody_asked_about_is_nobody_missing(series):
    found = figures("gdp", [], clocks("2022-01-07"))
    assert (found.missing, found.values, found.complete) == ((), {}, False)


def test_a_concept_nobody_measures_is_refused(series):
    with pytest.raises(QueryError, match="happiness"):
        figures("happiness", ["KAZ"], clocks("2022-01-07"))


def test_years_and_series_are_never_mixed(series):
    series["soldiers"] = Series(
        id="soldiers", origin=origin("personnel"),
        values={"KAZ": {2019: 1.0, 2020: 2.0}, "RUS": {2019: 10.0}, "KGZ": {2018: 5.0}},
    )  # fmt: skip
    del series["soldiers-slow"]
    found = figures("personnel", ["KAZ", "RUS", "KGZ"], clocks("2022-01-07"))
    assert (found.year, found.values, found.missing) == (2019, {"KAZ": 1.0, "RUS": 10.0}, ("KGZ",))
    assert figures("personnel", ["KAZ"], clocks("2022-01-07")).year == 2020


def test_a_zero_is_a_figure(series):
    series["soldiers"] = Series(id="soldiers", origin=origin("personnel"), values={"KAZ": {2020: 0.0}})
    del series["soldiers-slow"]
    found = figures("personnel", ["KAZ"], clocks("2022-01-07"))
    assert (found.values, found.missing, found.total) == ({"KAZ": 0.0}, (), 0.0)


groups = st.lists(st.sampled_from(["ARM", "KAZ", "KGZ", "RUS", "TJK", "USA", "PRT", "BLR"]), unique=True)
moments = st.dates(min_value=dt.date(2005, 1, 1), max_value=dt.date(2027, 1, 1))


@given(group=groups, on=moments, known=moments)
def test_each_state_is_either_counted_or_missing_and_nothing_is_from_the_future(series, group, on, known):
    found = figures("personnel", group, AsOf(on, known))
    assert set(found.values) | set(found.missing) == set(group)
    assert not set(found.values) & set(found.missing)
    if found.year is not None:
        assert series[found.series].published(found.year) <= known
        assert on.year - 5 <= found.year <= on.year


@given(group=groups, on=moments, known=moments, waited=st.integers(0, 4000))
def test_waiting_never_loses_a_figure(series, group, on, known, waited):
    early = figures("personnel", group, AsOf(on, known))
    late = figures("personnel", group, AsOf(on, known + dt.timedelta(days=waited)))
    assert len(late.values) >= len(early.values)
