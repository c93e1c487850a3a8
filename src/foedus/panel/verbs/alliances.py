"""Alliance obligations by directed dyad-year: what the first state owes the second (ATOP).

A pledge has a direction: in 1832 France was bound to Belgium and Belgium not to France. Years beyond ATOP's end are
unknown, not "no alliance". Source: Leeds, Ritter, Mitchell & Long (2002), International Interactions 28(3).
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from foedus.datasets import store
from foedus.panel.codes import coded
from foedus.panel.columns import Column
from foedus.panel.sheet import Sheet, rows_within
from foedus.panel.spread import marked, named_rows, once
from foedus.panel.verbs.verb import BOTH, Verb, window

TABLE = "atop-dyads.obligations"
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


def atop(panel: Sheet) -> dict[str, Column]:
    """Five obligations of the first state to the second, whether it owes any, and whether a treaty links the two.

    On undirected rows an obligation is that of either state. On state-years: the number of states linked by a treaty,
    and of those to which the state owes defence.
    """
    if panel.pairs is None:
        return _counted(panel)
    table, known = store.frame(TABLE), rows_within(panel, *window(TABLE), code="ccode")
    named = named_rows(panel.pairs, table)
    once(named[0], TABLE)
    owed = {f"atop_{name}": marked(panel.height, named, table[name].to_numpy()) for name in OBLIGATIONS}
    owed |= {"atop_pledge": reduce(np.logical_or, owed.values()), "atop_any": marked(panel.height, named)}
    return {name: Column(values, known) for name, values in owed.items()}


def _counted(panel: Sheet) -> dict[str, Column]:
    table, covered = store.frame(TABLE), window(TABLE)
    rows = coded(panel.states, "ccode").rows(table["ccode1"].to_numpy(), table["year"].to_numpy())
    there, known = rows >= 0, rows_within(panel, *covered, code="ccode")
    owed = table["defense"].to_numpy()
    return {
        "atop_partners": Column(np.bincount(rows[there], minlength=panel.height).astype(np.int16), known),
        "atop_defense_owed": Column(np.bincount(rows[there & owed], minlength=panel.height).astype(np.int16), known),
    }


VERBS = {
    "atop": Verb("alliance obligations (ATOP 5.1), with their direction", BOTH, atop, (TABLE,), "add_atop_alliance()")
}
