"""Politics within states: leaders and how they came to office, seats in international organisations."""

from __future__ import annotations

import numpy as np

from foedus.datasets import store
from foedus.panel.codes import coded, crosswalk, letters_of
from foedus.panel.columns import Column
from foedus.panel.sheet import Sheet, states_within
from foedus.panel.spread import by_state_year, marked, sides, years_of
from foedus.panel.system import SystemName
from foedus.panel.verbs.verb import BOTH, STATES, Verb, window

LEADERS = "archigos.leaders"
ORGANISATIONS = "igo-memberships.state-years"
DEMOCRACY: dict[SystemName, str] = {"cow": "democracy.cow", "gw": "democracy.gw"}
SCORES = ("v2x_polyarchy", "polity2", "euds", "aeuds")


def leaders(panel: Sheet) -> dict[str, Column]:
    """Leaders of the year: how many held office, whether one lost it, and whether one came or went irregularly.

    The last day of the data is no loss of office.
    """
    table, covered = store.frame(LEADERS), window(LEADERS)
    states, code = coded(panel.states, "gwcode", either=True), table["gwcode"].to_numpy()
    spell, year = years_of(table["start"], table["end"], covered)
    rows = states.rows(code[spell], year)
    height = len(states.code)
    person = np.unique(table["leader_id"].fill_null(table["obsid"]).to_numpy(), return_inverse=True)[1][spell]
    held = np.unique(np.stack([rows, person])[:, rows >= 0], axis=1)[0]  # who left and came back in a year is one
    number = np.bincount(held, minlength=height).astype(np.int16)
    known = states_within(panel.states, *covered, code="gwcode") & (number > 0)
    left = states.rows(code, table["end"].dt.year().to_numpy())
    came = states.rows(code, table["start"].dt.year().to_numpy())
    lost = marked(height, (left,), (table["end"] < table["end"].max()).to_numpy())
    irregular = (table[c] == "Irregular" for c in ("entry", "exit"))
    entry, gone = (
        marked(height, (r,), i.fill_null(False).to_numpy()) for r, i in zip((came, left), irregular, strict=True)
    )
    made = {"leaders": number, "leader_transition": lost, "irregular_entry": entry, "irregular_exit": gone}
    return sides(panel, {name: Column(values, known) for name, values in made.items()})


def democracy(panel: Sheet) -> dict[str, Column]:
    """Democracy by four scores: V-Dem polyarchy, Polity, extended Unified Democracy Scores plain and adjusted."""
    name = DEMOCRACY[panel.states.system]
    return by_state_year(panel, store.frame(name), {c: c for c in SCORES}, what=name)


def organisations(panel: Sheet) -> dict[str, Column]:
    """Seats in international organisations: full, associate, observer, of any kind."""
    columns = ("sum_igo_full", "sum_igo_associate", "sum_igo_observer", "sum_igo_anytype")
    return by_state_year(panel, store.frame(ORGANISATIONS), {c: c for c in columns}, code="ccode", what=ORGANISATIONS)


def codes(panel: Sheet) -> dict[str, Column]:
    """The other list's code of each state in the years in which it is on that list, and its ISO 3166 alpha-3 code."""
    other = {"ccode": "gwcode", "gwcode": "ccode"}[panel.states.code_name]
    found, iso = crosswalk(panel.states, other), crosswalk(panel.states, "iso3")
    listed, at = np.unique(iso, return_inverse=True)
    words = tuple(letters_of(int(n)) if n >= 0 else "" for n in listed)
    made = {other: Column(found.astype(np.int16), found >= 0), "iso3": Column(at.astype(np.int16), iso >= 0, words)}
    return sides(panel, made)


VERBS = {
    "democracy": Verb(
        "democracy: V-Dem polyarchy, Polity, extended UDS",
        BOTH,
        democracy,
        (),
        "add_democracy()",
        DEMOCRACY,
    ),
    "archigos": Verb(
        "leaders: number, transition, irregular entry and exit (Archigos 4.1)",
        BOTH,
        leaders,
        (LEADERS,),
        "add_archigos()",
        code="gwcode",
    ),
    "igos": Verb("seats in international organisations", STATES, organisations, (ORGANISATIONS,), "add_igos()"),
    "codes": Verb(
        "the other list's state code, and ISO 3166", BOTH, codes, (), "add_ccode_to_gw(), add_gwcode_to_cow()", code=""
    ),
}
