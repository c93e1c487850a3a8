"""A small world of tables in place of the store: seven states around 1990, and Belgium and France in 1832."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from foedus.panel import system

STATES = [
    (2, "USA", dt.date(1816, 1, 1), dt.date(2016, 12, 31)),
    (211, "BEL", dt.date(1830, 10, 4), dt.date(1940, 5, 28)),
    (211, "BEL", dt.date(1945, 6, 26), dt.date(2016, 12, 31)),
    (220, "FRN", dt.date(1816, 1, 1), dt.date(1942, 11, 11)),
    (220, "FRN", dt.date(1944, 8, 25), dt.date(2016, 12, 31)),
    (255, "GMY", dt.date(1990, 10, 3), dt.date(2016, 12, 31)),
    (260, "GFR", dt.date(1955, 5, 5), dt.date(1990, 10, 2)),
    (265, "GDR", dt.date(1954, 3, 25), dt.date(1990, 10, 2)),
    (365, "RUS", dt.date(1816, 1, 1), dt.date(2016, 12, 31)),
]
PLEDGES = [
    # France owed Belgium defence in 1832; Belgium owed France nothing.
    (220, 211, 1832, True, False, False, False, False),
    (211, 220, 1832, False, False, False, False, False),
    (2, 220, 1990, True, False, False, True, True),
    (220, 2, 1990, True, False, False, True, True),
    (365, 265, 1989, True, False, False, True, True),
    (265, 365, 1989, True, False, False, True, True),
]
DISPUTES = [
    # Two disputes of one dyad in one year: the new, deadlier one speaks for the year.
    (1, 2, 365, 1983, 1, 0, 0, 2, 1, 5, 9),
    (2, 2, 365, 1983, 1, 1, 2, 4, 0, 3, 9),
    (1, 365, 2, 1983, 1, 0, 0, 2, 1, 5, 9),
    (2, 365, 2, 1983, 1, 1, 2, 4, 0, 3, 9),
]


def crosswalk() -> pl.DataFrame:
    """The state-years of the small lists with both codes: Germany is 255 and 260, West Germany on one list only."""
    rows = {
        (code, {255: 260, 260: None}.get(code, code), year)
        for code, _, start, end in STATES
        for year in range(start.year, (2025 if end.year == 2016 else end.year) + 1)
    }
    return pl.DataFrame(list(rows), schema={"ccode": pl.Int32, "gwcode": pl.Int32, "year": pl.Int32}, orient="row")


def tables() -> dict[str, pl.DataFrame]:
    """The small tables by the names of the real ones, with the same columns."""
    spells = pl.DataFrame(STATES, schema=["ccode", "abbreviation", "start", "end"], orient="row")
    gw = spells.rename({"ccode": "gwcode"})
    duties = ["defense", "offense", "neutral", "nonagg", "consul"]
    disputes = [
        "dispnum",
        "ccode1",
        "ccode2",
        "year",
        "midongoing",
        "midonset",
        "fatality",
        "hostlev",
        "recip",
        "stmon",
        "mindur",
    ]
    nmc = [(c, y, 10.0 * c, None if c == 211 else 5.0, c / 1000) for c in (2, 211, 220, 365) for y in range(1980, 2000)]
    return {
        "cow-system.spells": spells,
        "gw-system.spells": gw.with_columns(pl.col("gwcode").replace({255: 260})).filter(
            pl.col("abbreviation") != "GFR"
        ),
        "state-crosswalk.cow-years": crosswalk(),
        "state-crosswalk.gw-years": crosswalk().drop_nulls("gwcode"),
        "atop-dyads.obligations": pl.DataFrame(PLEDGES, schema=["ccode1", "ccode2", "year", *duties], orient="row"),
        "gml-mid-packed.directed-dyads": pl.DataFrame(DISPUTES, schema=disputes, orient="row").with_columns(
            pl.col("midonset", "midongoing") == 1
        ),
        "nmc-7.state-years": pl.DataFrame(
            nmc, schema=["ccode", "year", "milex", "milper", "cinc"], orient="row"
        ).with_columns(irst=0.0, pec=0.0, tpop=1.0, upop=1.0),
        "cow-contiguity.spells": pl.DataFrame(
            [
                (211, 220, 1, dt.date(1830, 10, 1), dt.date(2016, 12, 1)),
                (220, 211, 1, dt.date(1830, 10, 1), dt.date(2016, 12, 1)),
                (2, 365, 2, dt.date(1959, 1, 1), dt.date(1970, 6, 1)),
                (2, 365, 5, dt.date(1970, 6, 1), dt.date(2016, 12, 1)),
            ],
            schema=["ccode1", "ccode2", "conttype", "start", "end"],
            orient="row",
        ),
        "cow-capitals.spells": pl.DataFrame(
            [
                (2, dt.date(1816, 1, 1), dt.date(2024, 12, 31), 38.9, -77.0),
                (220, dt.date(1816, 1, 1), dt.date(2024, 12, 31), 48.9, 2.3),
                (365, dt.date(1816, 1, 1), dt.date(1918, 3, 12), 59.9, 30.3),
                (365, dt.date(1918, 3, 12), dt.date(2024, 12, 31), 55.8, 37.6),
            ],
            schema=["ccode", "start", "end", "lat", "lon"],
            orient="row",
        ),
        "min-distance-cow.dyad-years": pl.DataFrame(
            [(2, 220, 1990, 3500.0), (211, 220, 1990, 0.0)],
            schema=["ccode1", "ccode2", "year", "mindist"],
            orient="row",
        ),
    }


@pytest.fixture
def small(monkeypatch):
    """The small tables in place of the store; a test may change them."""
    found = tables()
    monkeypatch.setattr("foedus.datasets.store.frame", lambda name: found[name])
    system._state_years.cache_clear()
    yield found
    system._state_years.cache_clear()
