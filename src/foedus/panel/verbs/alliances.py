"""Alliance obligations by directed dyad-year: what the first state owes the second (ATOP).

A pledge has a direction: in 1832 France was bound to Belgium and Belgium not to France. Years beyond ATOP's end are
unknown, not "no alliance". Source: Leeds, Ritter, Mitchell & Long (2002), International Interactions 28(3).
"""

from __future__ import annotations

import numpy as np

from foedus.datasets import store
from foedus.panel.columns import Column
from foedus.panel.panel import Panel, span_of
from foedus.panel.spread import by_pair_year
from foedus.panel.verbs.verb import BOTH, Verb, window

TABLE = "atop-dyads.obligations"
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


def atop(panel: Panel) -> dict[str, Column]:
    """Five obligations of the first state to the second, whether it owes any, and whether a treaty links the two.

    On undirected rows an obligation is that of either state. On state-years: the number of states linked by a treaty,
    and of those to which the state owes defence.
    """
    table, covered = store.frame(TABLE), window(TABLE)
    if panel.pairs is None:
        return _counted(panel)
    names = {name: f"atop_{name}" for name in OBLIGATIONS}
    if panel.pairs.directed:
        made = by_pair_year(panel, table, names, both_ways=False, absent=0, window=covered, what=TABLE, code="ccode")
    else:
        made = _either(panel)
    pledge = np.logical_or.reduce([c.values for c in made.values()])
    known = next(iter(made.values())).known
    made["atop_pledge"] = Column(pledge, known)
    rows = panel.pairs.rows_of("ccode", table["ccode1"], table["ccode2"], table["year"])
    linked = np.zeros(panel.height, bool)
    linked[rows[rows >= 0]] = True
    if not panel.pairs.directed:
        rows = panel.pairs.rows_of("ccode", table["ccode2"], table["ccode1"], table["year"])
        linked[rows[rows >= 0]] = True
    made["atop_any"] = Column(linked, span_of(panel, *covered, code="ccode"))
    return made


def _either(panel: Panel) -> dict[str, Column]:
    """Obligations of either state to the other, on undirected rows."""
    table, covered = store.frame(TABLE), window(TABLE)
    pairs = panel.paired
    known = span_of(panel, *covered, code="ccode")
    there = pairs.rows_of("ccode", table["ccode1"], table["ccode2"], table["year"])
    back = pairs.rows_of("ccode", table["ccode2"], table["ccode1"], table["year"])
    made = {}
    for name in OBLIGATIONS:
        values = np.zeros(panel.height, bool)
        for rows in (there, back):
            hit = (rows >= 0) & table[name].to_numpy()
            values[rows[hit]] = True
        made[f"atop_{name}"] = Column(values, known)
    return made


def _counted(panel: Panel) -> dict[str, Column]:
    from foedus.panel.codes import coded

    table, covered = store.frame(TABLE), window(TABLE)
    rows = coded(panel.states, "ccode").rows(table["ccode1"].to_numpy(), table["year"].to_numpy())
    there, known = rows >= 0, span_of(panel, *covered, code="ccode")
    owed = table["defense"].to_numpy()
    return {
        "atop_partners": Column(np.bincount(rows[there], minlength=panel.height).astype(np.int16), known),
        "atop_defense_owed": Column(np.bincount(rows[there & owed], minlength=panel.height).astype(np.int16), known),
    }


VERBS = {
    "atop": Verb("alliance obligations (ATOP 5.1), with their direction", BOTH, atop, (TABLE,), "add_atop_alliance()")
}
