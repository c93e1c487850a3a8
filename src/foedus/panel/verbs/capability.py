"""Capabilities of states: material capabilities, major powers."""

from __future__ import annotations

import numpy as np

from foedus.datasets import store
from foedus.panel.codes import coded, crosswalk
from foedus.panel.columns import Column
from foedus.panel.panel import Panel
from foedus.panel.spread import by_state_year, sides, years_of
from foedus.panel.verbs.verb import BOTH, Make, Verb, window

NMC = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")


def plain(table: str, columns: tuple[str, ...], code: str = "ccode") -> Make:
    """A verb that joins columns of a state-year table under their own names, unknown where the table has no row."""

    def make(panel: Panel) -> dict[str, Column]:
        return by_state_year(panel, store.frame(table), {c: c for c in columns}, code=code, what=table)

    return make


def majors(panel: Panel) -> dict[str, Column]:
    """Whether a state is a major power in a year by the Correlates of War list, on any day of it."""
    table = store.frame("cow-majors.spells")
    first, last = window("cow-majors.spells")
    spell, year = years_of(table["start"], table["end"], last)
    rows = coded(panel.states, "ccode").rows(table["ccode"].to_numpy()[spell], year)
    values = np.zeros(len(panel.states.code), bool)
    values[rows[rows >= 0]] = True
    known = (panel.states.year >= first) & (panel.states.year <= last)
    known &= True if panel.states.code_name == "ccode" else crosswalk(panel.states, "ccode") >= 0
    return sides(panel, {"cowmaj": Column(values, known)})


GDP = ("mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop")


VERBS = {
    "nmc": Verb(
        "material capabilities and CINC (NMC 7.0)",
        BOTH,
        plain("nmc-7.state-years", NMC),
        ("nmc-7.state-years",),
        "add_nmc()",
    ),
    "nmc-6": Verb(
        "material capabilities and CINC (NMC 6.0)", BOTH, plain("nmc-6.state-years", NMC), ("nmc-6.state-years",)
    ),
    "gdp": Verb(
        "simulated real GDP per head, product and population, with standard deviations",
        BOTH,
        plain("gdp-population.state-years", GDP),
        ("gdp-population.state-years",),
        "add_sim_gdp_pop()",
    ),
    "trade": Verb(
        "imports and exports (Correlates of War 4.0)",
        BOTH,
        plain("cow-trade.state-years", ("imports", "exports")),
        ("cow-trade.state-years",),
        "add_cow_trade()",
    ),
    "majors": Verb("major powers (Correlates of War)", BOTH, majors, ("cow-majors.spells",), "add_cow_majors()"),
}
