"""Capabilities of states: material capabilities, major powers."""

from __future__ import annotations

from foedus.datasets import store
from foedus.panel.codes import coded
from foedus.panel.columns import Column
from foedus.panel.sheet import Make, Sheet, states_within
from foedus.panel.spread import by_state_year, marked, sides, years_of
from foedus.panel.system import SystemName
from foedus.panel.verbs.verb import BOTH, Verb, window

MAJORS = "cow-majors.spells"
SIMULATED: dict[SystemName, str] = {"cow": "gdp-population.state-years", "gw": "gdp-population-gw.state-years"}
TRADE = "cow-trade.state-years"
GDP = ("mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop")
NMC = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")


def under_own_names(table: str, columns: tuple[str, ...], code: str = "ccode") -> Make:
    """A verb that joins columns of a state-year table under their own names, unknown where the table has no row."""

    def make(panel: Sheet) -> dict[str, Column]:
        return by_state_year(panel, store.frame(table), {c: c for c in columns}, code=code, what=table)

    return make


def gdp(panel: Sheet) -> dict[str, Column]:
    """Simulated GDP per head, product and population, from the table of the panel's own list."""
    name = SIMULATED[panel.states.system]
    return by_state_year(panel, store.frame(name), {c: c for c in GDP}, what=name)


def trade(panel: Sheet) -> dict[str, Column]:
    """Each state's imports and exports with all others together, in millions of dollars.

    The file that is packed has these totals only, so on pairs the columns say so (`imports_total1`): what the two
    states sold each other stands in the publisher's dyadic file, which joins as a table of one's own.
    """
    names = {c: c if panel.pairs is None else f"{c}_total" for c in ("imports", "exports")}
    return by_state_year(panel, store.frame(TRADE), names, code="ccode", what=TRADE)


def majors(panel: Sheet) -> dict[str, Column]:
    """Whether a state is a major power in a year by the Correlates of War list, on any day of it."""
    table, covered = store.frame(MAJORS), window(MAJORS)
    spell, year = years_of(table["start"], table["end"], covered)
    rows = coded(panel.states, "ccode").rows(table["ccode"].to_numpy()[spell], year)
    known = states_within(panel.states, *covered, code="ccode")
    return sides(panel, {"cowmaj": Column(marked(len(known), (rows,)), known)})


VERBS = {
    "nmc": Verb(
        "material capabilities and CINC (NMC 7.0)",
        BOTH,
        under_own_names("nmc-7.state-years", NMC),
        ("nmc-7.state-years",),
        "add_nmc()",
    ),
    "nmc-6": Verb(
        "material capabilities and CINC (NMC 6.0)",
        BOTH,
        under_own_names("nmc-6.state-years", NMC),
        ("nmc-6.state-years",),
    ),
    "gdp": Verb(
        "simulated real GDP per head, product and population, with standard deviations",
        BOTH,
        gdp,
        (),
        "add_sim_gdp_pop()",
        SIMULATED,
    ),
    "trade": Verb(
        "imports and exports of a state with all others together (Correlates of War 4.0); no flows of a pair",
        BOTH,
        trade,
        (TRADE,),
        "add_cow_trade()",
    ),
    "majors": Verb("major powers (Correlates of War)", BOTH, majors, (MAJORS,), "add_cow_majors()"),
}
