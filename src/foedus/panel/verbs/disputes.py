"""Disputes and the years since the last one.

A dyad can have several disputes in a year; the year's row tells of one of them: a new one before an old one, then
the deadliest, the most hostile, the longest, one answered before one that was not, the earliest. Years without an
entry within coverage are years without a dispute; beyond coverage they are unknown. What the order goes by stands in
the table of dyads or, for the Correlates of War, in that of disputes. An unknown number of deaths ranks above none and
below any known one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.datasets import store
from foedus.ground.errors import DatasetError
from foedus.panel.columns import Array, Column
from foedus.panel.dyads import dyads
from foedus.panel.sheet import Make, Sheet, rows_within
from foedus.panel.spread import numbers, scatter
from foedus.panel.system import FIRST, state_years
from foedus.panel.verbs.verb import DYADS, Verb, window

if TYPE_CHECKING:
    import polars as pl

GML = "gml-mid-packed.directed-dyads"
COW = "cow-mid-packed.directed-dyads"
COW_DISPUTES = "cow-mid-packed.disputes"
#: Which of a year's disputes speaks for the year: columns in order, whether the larger comes first.
ORDER = (
    ("midonset", True), ("fatality", True), ("hostlev", True), ("mindur", True), ("recip", True), ("stmon", False),
    ("dispnum", False),
)  # fmt: skip
#: Where an unknown level of fatality stands in the order of levels, 0 (none) to 6.
UNKNOWN_DEATHS = 0.5
DETAILS = ("dispnum", "hostlev", "fatality", "sidea1", "recip")


def whittled(table: pl.DataFrame) -> pl.DataFrame:
    """One row a directed dyad-year, by the module's order. Raises `DatasetError` without a column to order by."""
    import polars as pl

    if gone := [c for c, _ in ORDER if c not in table.columns]:
        raise DatasetError(f"disputes cannot be put in order without {', '.join(gone)}", why="no such column is there")
    keys = ["ccode1", "ccode2", "year"]
    table = table.with_columns(pl.col("fatality").cast(pl.Float64).fill_null(UNKNOWN_DEATHS).alias("_deaths"))
    columns = [pl.col("_deaths" if c == "fatality" else c).cast(pl.Float64) for c, _ in ORDER]
    sort = table.sort(by=columns, descending=[big for _, big in ORDER], nulls_last=True, maintain_order=True)
    return sort.unique(keys, keep="first", maintain_order=True).drop("_deaths")


def _joined(panel: Sheet, table: str, found: pl.DataFrame, prefix: str) -> dict[str, Column]:
    pairs = panel.paired
    rows = pairs.rows_of("ccode", found["ccode1"], found["ccode2"], found["year"])
    covered = rows_within(panel, *window(table), code="ccode")
    made = {
        f"{prefix}{name}": scatter(panel.height, rows, numbers(found[name]), 0, covered)
        for name in ("midonset", "midongoing")
    }
    for name in (d for d in DETAILS if d in found.columns):
        made[f"{prefix}{name}"] = scatter(panel.height, rows, numbers(found[name]), None, None)
    return made


def mids(panel: Sheet) -> dict[str, Column]:
    """Militarised disputes, Gibler, Miller & Little's corrections, with the year's dispute."""
    return _joined(panel, GML, whittled(store.frame(GML)), "gml")


def cow_mids(panel: Sheet) -> dict[str, Column]:
    """Militarised disputes, Correlates of War 5.0, with the year's dispute."""
    found = store.frame(COW).rename({"disponset": "midonset", "dispongoing": "midongoing"})
    told = store.frame(COW_DISPUTES).select("dispnum", *(c for c, _ in ORDER if c not in (*found.columns, "dispnum")))
    return _joined(panel, COW, whittled(found.join(told, on="dispnum", how="left")), "cow")


def _peace(source: Make, ongoing: str, prefix: str, table: str) -> Make:
    def make(panel: Sheet) -> dict[str, Column]:
        covered, known = window(table), rows_within(panel, *window(table), code="ccode")
        # A spell may have begun before the panel does: it is counted from the source's own beginning.
        whole = panel
        if panel.states.first > max(covered[0], FIRST):
            before = max(covered[0], FIRST)
            states = state_years(before, panel.states.last, panel.states.system)
            whole = Sheet(panel.unit, states, dyads(states, panel.paired.directed))
        found = whole.columns.get(ongoing) or source(whole)[ongoing]
        spell = peace_years(whole, found.values)
        return {f"{prefix}midspell": Column(spell[len(spell) - panel.height :], known)}

    return make


def peace_years(panel: Sheet, ongoing: Array) -> Array:
    """The number of years of a dyad since its last year with an event, 0 in the year after it and in the first.

    Years in which the dyad was not there (a state had left the system) do not count, and do not end a spell.
    """
    pairs, offset = panel.paired, panel.states.offset
    _, index = np.unique(panel.states.code, return_inverse=True)
    width = int(index.max(initial=0)) + 1
    since, every = np.zeros((width, width), np.int16), np.ones(panel.height, bool)

    def before(y: int) -> Array:
        """The years since, of all pairs of a year's states; the years are asked for in order."""
        states = index[offset[y] : offset[y + 1]]
        here = np.ix_(states, states)
        found = since[here]
        since[here] = np.where(pairs.square(y, every), np.where(pairs.square(y, ongoing), 0, found + 1), found)
        return found

    return pairs.cells(np.int16, before)


VERBS = {
    "mids": Verb("militarised disputes (GML 2.2.1)", DYADS, mids, (GML,), "add_gml_mids()"),
    "cow-mids": Verb(
        "militarised disputes (Correlates of War 5.0)", DYADS, cow_mids, (COW, COW_DISPUTES), "add_cow_mids()"
    ),
    "peace-years": Verb(
        "years since the last dispute (GML)", DYADS, _peace(mids, "gmlmidongoing", "gml", GML), (GML,), "add_spells()"
    ),
    "cow-peace-years": Verb(
        "years since the last dispute (Correlates of War)",
        DYADS,
        _peace(cow_mids, "cowmidongoing", "cow", COW),
        (COW, COW_DISPUTES),
        "add_spells()",
    ),
}
