"""Wars: between states by pair and year, within states by state and year.

Within a source's coverage a year without an entry is a year without a war; beyond it the year is unknown.
"""

from __future__ import annotations

import numpy as np

from foedus.datasets import store
from foedus.panel.codes import coded
from foedus.panel.columns import Array, Column
from foedus.panel.panel import Panel, span_of
from foedus.panel.spread import by_state_year, sides
from foedus.panel.verbs.verb import BOTH, DYADS, Verb, window

INTER = "cow-war-packed.inter"
INTRA = "cow-war-packed.intra"
UCDP = "ucdp-packed.acd"
ONSETS = "ucdp-packed.onsets"


def _marked(height: int, rows: Array, hit: Array) -> Array:
    values = np.zeros(height, bool)
    values[rows[(rows >= 0) & hit]] = True
    return values


def wars(panel: Panel) -> dict[str, Column]:
    """Whether the two states are at war in the year, and whether a war of theirs begins in it."""
    pairs, table = panel.paired, store.frame(INTER)
    found = [(table["ccode1"], table["ccode2"])]
    if not pairs.directed:
        found.append((table["ccode2"], table["ccode1"]))  # on undirected rows the lower code stands first
    known = span_of(panel, *window(INTER), code="ccode")
    made = {}
    for name in ("ongoing", "onset"):
        hit = table[name].fill_null(False).to_numpy()
        values = np.zeros(panel.height, bool)
        for one, two in found:
            values |= _marked(panel.height, pairs.rows_of("ccode", one, two, table["year"]), hit)
        made[f"cow_war_{name}"] = Column(values, known)
    return made


def civil_wars(panel: Panel) -> dict[str, Column]:
    """Whether a war within the state goes on in the year, and whether one begins."""
    table = store.frame(INTRA).drop_nulls(["ccode_a", "year"])
    states = coded(panel.states, "ccode")
    rows = states.rows(table["ccode_a"].to_numpy(), table["year"].to_numpy())
    first, last = window(INTRA)
    known = (states.year >= first) & (states.year <= last)
    made = {}
    for name in ("ongoing", "onset"):
        hit = table[name].fill_null(False).to_numpy() & table["primary_state"].fill_null(True).to_numpy()
        made[f"cow_civil_war_{name}"] = Column(_marked(len(states.code), rows, hit), known)
    return sides(panel, made)


def ucdp(panel: Panel) -> dict[str, Column]:
    """Whether the state is a primary party (side A) of an armed conflict in the year, and at the level of war."""
    table = store.frame(UCDP).drop_nulls(["gwcode_a", "year"])
    states = coded(panel.states, "gwcode")
    rows = states.rows(table["gwcode_a"].to_numpy(), table["year"].to_numpy())
    first, last = window(UCDP)
    known = (states.year >= first) & (states.year <= last)
    level = table["intensity_level"].fill_null(0).to_numpy()
    every = np.ones(len(level), bool)
    made = {
        "ucdp_conflict": Column(_marked(len(states.code), rows, every), known),
        "ucdp_war": Column(_marked(len(states.code), rows, level == 2), known),
    }
    return sides(panel, made)


def ucdp_onsets(panel: Panel) -> dict[str, Column]:
    """New intrastate conflicts, and onsets after 1, 2, 3, 5 or 10 years without."""
    names = ("sumnewconf", *(f"sumonset{n}" for n in (1, 2, 3, 5, 10)))
    return by_state_year(panel, store.frame(ONSETS), {n: n for n in names}, code="gwcode", what=ONSETS)


VERBS = {
    "wars": Verb("wars between the two states (Correlates of War 4.0)", DYADS, wars, (INTER,), "add_cow_wars('inter')"),
    "civil-wars": Verb(
        "wars within the state (Correlates of War 4.1)", BOTH, civil_wars, (INTRA,), "add_cow_wars('intra')"
    ),
    "ucdp": Verb("armed conflict with the state on side A (UCDP 25.1)", BOTH, ucdp, (UCDP,), "add_ucdp_acd()"),
    "ucdp-onsets": Verb("onsets of intrastate conflict (UCDP 19.1)", BOTH, ucdp_onsets, (ONSETS,), "add_ucdp_onsets()"),
}
