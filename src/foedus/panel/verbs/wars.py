"""Wars: between states by pair and year, within states by state and year.

Within a source's coverage a year without an entry is a year without a war; beyond it the year is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.datasets import store
from foedus.panel.codes import coded
from foedus.panel.columns import Column
from foedus.panel.sheet import Sheet, rows_within, states_within
from foedus.panel.spread import by_state_year, marked, named_rows, sides
from foedus.panel.verbs.verb import BOTH, DYADS, Verb, window

if TYPE_CHECKING:
    import polars as pl

INTER = "cow-war-packed.inter"
INTRA = "cow-war-packed.intra"
UCDP = "ucdp-packed.acd"
ONSETS = "ucdp-packed.onsets"


def wars(panel: Sheet) -> dict[str, Column]:
    """Whether the two states are at war in the year, and whether a war of theirs begins in it."""
    pairs, table = panel.paired, store.frame(INTER)
    named = named_rows(pairs, table)
    known = rows_within(panel, *window(INTER), code="ccode")
    made = {}
    for name in ("ongoing", "onset"):
        hit = table[name].fill_null(False).to_numpy()
        made[f"cow_war_{name}"] = Column(marked(panel.height, named, hit), known)
    return made


def _of_states(panel: Sheet, table: str, code: str, flags: dict[str, pl.Expr]) -> dict[str, Column]:
    """Whether a state-year has an entry, on either side, for which an expression holds.

    An entry in a year beyond the coverage (a war that was still going on) is known, though silence there means nothing.
    """
    found, states = store.frame(table), coded(panel.states, code, either=True)
    known = states_within(panel.states, *window(table), code=code)
    made = {name: np.zeros(len(known), bool) for name in flags}
    for side in (f"{code}_a", f"{code}_b"):
        told = found.drop_nulls([side, "year"])
        rows = states.rows(told[side].to_numpy(), told["year"].to_numpy())
        for name, flag in flags.items():
            hit = told.select(flag.fill_null(False)).to_series().to_numpy()
            made[name] |= marked(len(known), (rows,), hit)
    return sides(panel, {name: Column(values, known | values) for name, values in made.items()})


def civil_wars(panel: Sheet) -> dict[str, Column]:
    """Whether a war within the state goes on in the year, and whether one begins."""
    import polars as pl

    main = pl.col("primary_state").fill_null(True)  # not a state that came to the help of one side
    flags = {f"cow_civil_war_{name}": pl.col(name) & main for name in ("ongoing", "onset")}
    return _of_states(panel, INTRA, "ccode", flags)


def ucdp(panel: Sheet) -> dict[str, Column]:
    """Whether the state is a primary party, on either side, of an armed conflict in the year, and of a war."""
    import polars as pl

    flags = {"ucdp_conflict": pl.col("year") > 0, "ucdp_war": pl.col("intensity_level") == 2}
    return _of_states(panel, UCDP, "gwcode", flags)


def ucdp_onsets(panel: Sheet) -> dict[str, Column]:
    """New intrastate conflicts, and onsets after 1, 2, 3, 5 or 10 years without."""
    names = ("sumnewconf", *(f"sumonset{n}" for n in (1, 2, 3, 5, 10)))
    return by_state_year(panel, store.frame(ONSETS), {n: n for n in names}, code="gwcode", what=ONSETS)


VERBS = {
    "wars": Verb("wars between the two states (Correlates of War 4.0)", DYADS, wars, (INTER,), "add_cow_wars('inter')"),
    "civil-wars": Verb(
        "wars within the state (Correlates of War 4.1)", BOTH, civil_wars, (INTRA,), "add_cow_wars('intra')"
    ),
    "ucdp": Verb(
        "armed conflict with the state on either side (UCDP 25.1)", BOTH, ucdp, (UCDP,), "add_ucdp_acd()", code="gwcode"
    ),
    "ucdp-onsets": Verb(
        "onsets of intrastate conflict (UCDP 19.1)", BOTH, ucdp_onsets, (ONSETS,), "add_ucdp_onsets()", code="gwcode"
    ),
}
