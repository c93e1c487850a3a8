"""How two states stand to each other beside treaties: strategic rivalry, positions at the United Nations."""

from __future__ import annotations

import numpy as np

from foedus.datasets import store
from foedus.panel.codes import coded
from foedus.panel.columns import Array, Column
from foedus.panel.sheet import Make, Sheet, rows_within
from foedus.panel.spread import marked, numbers, once, scatter, sides, years_of
from foedus.panel.verbs.verb import BOTH, DYADS, Verb, window

RIVALRIES = "thompson-sakuwa-suhas.rivalries"
#: Austria-Hungary and Austria, and the last year of the former.
AUSTRIA, LAST_OF_EMPIRE = (300, 305), 1918
IDEAL = "unga-ideal-points-2025.state-years"


def rivalries(panel: Sheet) -> dict[str, Column]:
    """Whether two states are strategic rivals in a year (Thompson, Sakuwa & Suhas 2021), either way round.

    A rivalry of Austria's goes on under the code that the list of states gives it in the year.
    """
    table, covered, pairs = store.frame(RIVALRIES), window(RIVALRIES), panel.paired
    spell, year = years_of(table["start_year"], table["end_year"], covered)
    one, two = (_austria(table[c].to_numpy()[spell], year) for c in ("ccode1", "ccode2"))
    there, back = pairs.rows_of("ccode", one, two, year), pairs.rows_of("ccode", two, one, year)
    either = marked(panel.height, (there, back))
    return {"rivals": Column(either, rows_within(panel, *covered, code="ccode"))}


def _austria(code: Array, year: Array) -> Array:
    """Codes of states, Austria's by the year: the list of rivalries takes one for all its centuries."""
    return np.where(np.isin(code, AUSTRIA), np.where(year <= LAST_OF_EMPIRE, *AUSTRIA), code)


def ideal_points(name: str) -> Make:
    """A verb for ideal points (Bailey, Strezhnev & Voeten 2017) by one of the three models, and their distance."""

    def make(panel: Sheet) -> dict[str, Column]:
        table = store.frame(IDEAL)
        rows = coded(panel.states, "ccode").rows(table["ccode"].to_numpy(), table["year"].to_numpy())
        once(rows, IDEAL)
        column = scatter(len(panel.states.code), rows, numbers(table[name]), None, None)
        made = sides(panel, {name: column})
        if panel.pairs is not None:
            one, two = made[f"{name}1"], made[f"{name}2"]
            known = np.ones(panel.height, bool)
            for side in (one, two):
                known &= True if side.known is None else side.known
            made[f"{name}_distance"] = Column(np.abs(one.values - two.values), known)
        return made

    return make


#: The models of ideal points by the name of the source: the column that is taken, and from which votes it comes.
MODELS = {
    "ideal-points": ("ideal_point", "votes on final passage"),
    "ideal-points-all": ("ideal_point_all", "all votes, on paragraphs and amendments too"),
    "ideal-points-legacy": ("ideal_point_legacy", "all votes by session, the model of earlier releases"),
}

VERBS = {
    "rivalries": Verb(
        "strategic rivalry (Thompson, Sakuwa & Suhas)", DYADS, rivalries, (RIVALRIES,), "add_strategic_rivalries()"
    ),
} | {
    source: Verb(f"ideal points at the UN General Assembly, from {votes}", BOTH, ideal_points(name), (IDEAL,), "")
    for source, (name, votes) in MODELS.items()
}
