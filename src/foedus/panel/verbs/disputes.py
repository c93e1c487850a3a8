"""Disputes and the years since the last one.

A dyad can have several disputes in a year; the year's row tells of one of them: a new one before an old one, then
the deadliest, the most hostile, the longest, one answered before one that was not, the earliest. Years without an
entry within coverage are years without a dispute; beyond coverage they are unknown.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from foedus.datasets import store
from foedus.panel.columns import Array, Column
from foedus.panel.panel import Make, Panel, rows_within
from foedus.panel.spread import numbers, scatter
from foedus.panel.verbs.verb import DYADS, Verb, window

if TYPE_CHECKING:
    import polars as pl

GML = "gml-mid-packed.directed-dyads"
COW = "cow-mid-packed.directed-dyads"
#: Which of a year's disputes speaks for the year: columns in order, whether the larger comes first.
ORDER = (
    ("midonset", True), ("fatality", True), ("hostlev", True), ("mindur", True), ("recip", True), ("stmon", False),
    ("dispnum", False),
)  # fmt: skip
DETAILS = ("dispnum", "hostlev", "fatality", "sidea1", "recip")


def whittled(table: pl.DataFrame) -> pl.DataFrame:
    """One row a directed dyad-year, by the module's order."""
    import polars as pl

    order = [(c, big) for c, big in ORDER if c in table.columns]
    keys = ["ccode1", "ccode2", "year"]
    columns = [pl.col(c).cast(pl.Float64) for c, _ in order]
    sort = table.sort(by=columns, descending=[big for _, big in order], nulls_last=True, maintain_order=True)
    return sort.unique(keys, keep="first", maintain_order=True)


def _joined(panel: Panel, table: str, prefix: str, onset: str, ongoing: str) -> dict[str, Column]:
    found = whittled(store.frame(table).rename({onset: "midonset", ongoing: "midongoing"}))
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


def mids(panel: Panel) -> dict[str, Column]:
    """Militarised disputes, Gibler, Miller & Little's corrections, with the year's dispute."""
    return _joined(panel, GML, "gml", "midonset", "midongoing")


def cow_mids(panel: Panel) -> dict[str, Column]:
    """Militarised disputes, Correlates of War 5.0, with the year's dispute."""
    return _joined(panel, COW, "cow", "disponset", "dispongoing")


def _peace(source: Make, ongoing: str, prefix: str, table: str) -> Make:
    def make(panel: Panel) -> dict[str, Column]:
        found = panel.columns.get(ongoing) or source(panel)[ongoing]
        covered = window(table)
        return {
            f"{prefix}midspell": Column(peace_years(panel, found.values), rows_within(panel, *covered, code="ccode"))
        }

    return make


def peace_years(panel: Panel, ongoing: Array) -> Array:
    """The number of years of a dyad since its last year with an event, 0 in the year after it and in the first.

    Years in which the dyad was not there (a state had left the system) do not count, and do not end a spell.
    """
    pairs = panel.paired
    _, index = np.unique(panel.states.code, return_inverse=True)
    width = int(index.max(initial=0)) + 1
    since = np.zeros(width * width, np.int16)
    spell = np.empty(panel.height, np.int16)
    for begin, end in pairwise(np.searchsorted(pairs.one, panel.states.offset).tolist()):
        here = index[pairs.one[begin:end]] * width + index[pairs.two[begin:end]]
        before = since[here]
        spell[begin:end] = before
        since[here] = np.where(ongoing[begin:end], 0, before + 1)
    return spell


VERBS = {
    "mids": Verb("militarised disputes (GML 2.2.1)", DYADS, mids, (GML,), "add_gml_mids()"),
    "cow-mids": Verb("militarised disputes (Correlates of War 5.0)", DYADS, cow_mids, (COW,), "add_cow_mids()"),
    "peace-years": Verb(
        "years since the last dispute (GML)", DYADS, _peace(mids, "gmlmidongoing", "gml", GML), (GML,), "add_spells()"
    ),
    "cow-peace-years": Verb(
        "years since the last dispute (Correlates of War)",
        DYADS,
        _peace(cow_mids, "cowmidongoing", "cow", COW),
        (COW,),
        "add_spells()",
    ),
}
