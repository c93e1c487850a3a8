"""Where states lie to each other: contiguity, distance between capitals, least distance between borders."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from foedus.datasets import store
from foedus.datasets.catalogue import get_table
from foedus.ground.sphere import EARTH_RADIUS_KM
from foedus.panel.codes import coded
from foedus.panel.columns import Column
from foedus.panel.published import as_it_was
from foedus.panel.sheet import Sheet, rows_within
from foedus.panel.spread import by_pair_year, first_of, years_of
from foedus.panel.system import SystemName
from foedus.panel.verbs.capability import MAJORS, majors
from foedus.panel.verbs.verb import BOTH, DYADS, Verb, window

CONTIGUITY = "cow-contiguity.spells"
DISTANCE: dict[SystemName, str] = {"cow": "min-distance-cow.dyad-years", "gw": "min-distance-gw.dyad-years"}
CAPITALS: dict[SystemName, str] = {"cow": "cow-capitals.spells", "gw": "gw-capitals.spells"}


def contiguity(panel: Sheet) -> dict[str, Column]:
    """Direct contiguity in the year: 1 by land, 2 to 5 by water up to 12, 24, 150 or 400 miles, 0 none.

    Where it changed within a year the earlier record counts: the state of affairs on 1 January.

    On state-years: the number of states that border on land.
    """
    table = as_it_was(store.frame(CONTIGUITY), get_table(CONTIGUITY))
    covered = window(CONTIGUITY)
    spell, year = years_of(table["start"], table["end"], covered)
    one, two, kind = (table[c].to_numpy()[spell] for c in ("ccode1", "ccode2", "conttype"))
    if panel.pairs is None:
        rows = coded(panel.states, "ccode").rows(one, year)
        land = (rows >= 0) & (kind == 1)
        pairs = np.unique(np.stack([rows[land], two[land]]), axis=1)[0]
        count = np.bincount(pairs, minlength=panel.height).astype(np.int16)
        return {"land_neighbours": Column(count, rows_within(panel, *covered, code="ccode"))}
    rows = panel.pairs.rows_of("ccode", one, two, year)
    rows, kind = first_of(rows[rows >= 0], kind[rows >= 0].astype(np.int8))
    values = np.zeros(panel.height, np.int8)
    values[rows] = kind
    return {"conttype": Column(values, rows_within(panel, *covered, code="ccode"))}


def distances_km(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Distances on a sphere between all pairs of n places in degrees: (n, n), km, by Vincenty's formula.

    >>> round(float(distances_km(np.array([0.0, 0.0]), np.array([0.0, 180.0]))[0, 1]))
    20038
    """
    a, b = np.radians(lat), np.radians(lon)
    turn = b[None, :] - b[:, None]
    sin_a, cos_a = np.sin(a), np.cos(a)
    across = cos_a[None, :] * np.sin(turn)
    along = cos_a[:, None] * sin_a[None, :] - sin_a[:, None] * cos_a[None, :] * np.cos(turn)
    inward = sin_a[:, None] * sin_a[None, :] + cos_a[:, None] * cos_a[None, :] * np.cos(turn)
    found: npt.NDArray[np.float64] = EARTH_RADIUS_KM * np.arctan2(np.hypot(across, along), inward)
    return found


def capitals(panel: Sheet) -> dict[str, Column]:
    """Distance between capitals in km; of a year with two capitals the earlier one counts.

    On state-years: the capital's latitude and longitude.
    """
    name = CAPITALS[panel.states.system]
    table = store.frame(name)
    spell, year = years_of(table["start"], table["end"], window(name))
    rows = panel.states.rows(table[panel.states.code_name].to_numpy()[spell], year)
    rows, spell = first_of(rows[rows >= 0], spell[rows >= 0])
    place = np.full(len(panel.states.code), -1, np.intp)
    place[rows] = spell
    lat, lon = table["lat"].to_numpy(), table["lon"].to_numpy()
    if panel.pairs is None:
        there = place >= 0
        return {"capital_lat": Column(lat[place], there), "capital_lon": Column(lon[place], there)}
    distance, pairs, offset = distances_km(lat, lon), panel.pairs, panel.states.offset

    def between(y: int) -> npt.NDArray[np.float64]:
        here = place[offset[y] : offset[y + 1]]
        return distance[here[:, None], here]  # a place of -1 gives a distance that nobody is told

    known = pairs.side(1, place >= 0) & pairs.side(2, place >= 0)
    return {"capdist": Column(pairs.cells(np.float64, between), known)}


def distance(panel: Sheet) -> dict[str, Column]:
    """The least distance between two states' territories in km (CShapes 2.0)."""
    name = DISTANCE[panel.states.system]
    return by_pair_year(panel, store.frame(name), {"mindist": "mindist"}, both_ways=True, what=name)


def relevant(panel: Sheet) -> dict[str, Column]:
    """Whether a pair is politically relevant: contiguous by land or water, or with a major power in it.

    Null where neither is known to hold and one of the two is not known.
    """
    near = panel.columns.get("conttype") or contiguity(panel)["conttype"]
    great = panel.columns if "cowmaj1" in panel.columns else majors(panel)
    parts = [Column(near.values > 0, near.known), great["cowmaj1"], great["cowmaj2"]]
    known = np.logical_and.reduce([np.ones(panel.height, bool) if p.known is None else p.known for p in parts])
    yes = np.logical_or.reduce([p.values if p.known is None else p.values & p.known for p in parts])
    return {"relevant": Column(yes, known | yes)}


VERBS = {
    "relevant": Verb(
        "politically relevant pairs: contiguous, or with a major power",
        DYADS,
        relevant,
        (CONTIGUITY, MAJORS),
        "filter_prd()",
    ),
    "contiguity": Verb(
        "direct contiguity (Correlates of War 3.2)", BOTH, contiguity, (CONTIGUITY,), "add_contiguity()"
    ),
    "capitals": Verb("distance between capitals", BOTH, capitals, (), "add_capital_distance()", CAPITALS),
    "distance": Verb(
        "least distance between territories (CShapes 2.0)",
        DYADS,
        distance,
        (),
        "add_minimum_distance()",
        DISTANCE,
    ),
}
