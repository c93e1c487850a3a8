"""The directed dyad-years 1816-2025 with seven sources: ours, Polars and DuckDB.

    python benchmarks/dyads.py [--runs N] [--against CHECKOUT] [--alone] [--json]

Needs the published files in the store (`foedus data add FOLDER`). Each contender runs in processes of its own, in turn;
the clock runs from the first row to the finished table in memory, after imports, tables read from the same Arrow
files; peak memory is that of the process. All must give the same sums, or the run fails; `--against` runs another
checkout of Foedus beside. Prints medians and ratios to ours. R's peacesciencer: see `dyads_whole.py`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timed import HERE, checkout, in_turn, line, machine, medians

FIRST, LAST = 1816, 2025
TABLES = {
    "spells": "cow-system.spells", "atop": "atop-dyads.obligations", "nmc": "nmc-7.state-years",
    "contiguity": "cow-contiguity.spells", "capitals": "cow-capitals.spells",
    "distance": "min-distance-cow.dyad-years", "mids": "gml-mid-packed.directed-dyads",
}  # fmt: skip
SOURCES = ("atop", "nmc", "contiguity", "capitals", "distance", "mids", "peace-years")
#: Sums by column on which Polars and DuckDB agree (R too, but for contiguity: see tests/panel/test_published_sums.py).
SUMS = {
    "rows": 2_252_760, "atop_any": 267_402, "gmlmidonset": 6_248, "gmlmidspell": 46_611_642,
    "capdist": 17_006_489_937, "mindist": 12_933_097_810, "cinc1": 17_130.3056, "conttype": 194_036,
}  # fmt: skip


def foedus_build() -> dict[str, float]:
    """Ours, through the public API."""
    import polars as pl

    from foedus.panel import dyad_years

    frame = dyad_years(FIRST, LAST, sources=SOURCES).frame()
    found = frame.select(pl.col(c).cast(pl.Float64).sum() for c in SUMS if c != "rows").to_dicts()[0]
    return {"rows": frame.height, **found}


def _state_years() -> Any:
    """State-years with the days of membership within each year, as the joins of the others need them."""
    import datetime as dt

    import polars as pl

    from foedus.datasets.store import frame

    spells = frame(TABLES["spells"])
    last = spells["end"].max()
    return (
        spells.with_columns(
            end=pl.when(pl.col("end") == last).then(dt.date(LAST, 12, 31)).otherwise(pl.col("end")),
        )
        .with_columns(year=pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1, dtype=pl.Int32))
        .explode("year", empty_as_null=True, keep_nulls=True)
        .filter(pl.col("year").is_between(FIRST, LAST))
        .select("ccode", "year", "start", "end")
    )


def _by_year(name: str, first: str, keys: list[str]) -> Any:
    """A table of spells as years, the first record of a year kept."""
    import polars as pl

    from foedus.datasets.store import frame

    return (
        frame(TABLES[name])
        .filter(pl.col("conttype") > 0 if name == "contiguity" else pl.lit(True))
        .with_columns(year=pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1, dtype=pl.Int32))
        .explode("year", empty_as_null=True, keep_nulls=True)
        .unique([*keys, "year"], keep="first", maintain_order=True)
        .select(*keys, "year", *first.split())
    )


def polars_build() -> dict[str, float]:
    """Lazy joins on the same tables, one plan."""
    import polars as pl

    from foedus.datasets.store import frame
    from foedus.panel.verbs.disputes import whittled

    states = _state_years().lazy()
    keys = ["ccode1", "ccode2", "year"]
    two = states.rename({"ccode": "ccode2", "start": "start2", "end": "end2"})
    dyads = (
        states.rename({"ccode": "ccode1"})
        .join(two, on="year")
        .filter(
            pl.col("ccode1") != pl.col("ccode2"),
            pl.max_horizontal("start", "start2", pl.date("year", 1, 1))
            <= pl.min_horizontal("end", "end2", pl.date("year", 12, 31)),
        )
        .select(*keys)
    )
    nmc = frame(TABLES["nmc"]).lazy()
    columns = [c for c in nmc.collect_schema().names() if c not in ("ccode", "year")]
    distance = frame(TABLES["distance"]).lazy()
    back = distance.select(ccode1="ccode2", ccode2="ccode1", year="year", mindist="mindist")
    capitals = _by_year("capitals", "lat lon", ["ccode"]).lazy()
    mids = whittled(frame(TABLES["mids"])).lazy()
    atop = frame(TABLES["atop"]).lazy().with_columns(atop_any=pl.lit(True))
    contiguity = _by_year("contiguity", "conttype", ["ccode1", "ccode2"]).lazy()
    plan = dyads.join(atop, on=keys, how="left")
    for end in "12":
        names = {c: f"{c}{end}" for c in columns}
        plan = plan.join(nmc.rename({"ccode": f"ccode{end}", **names}), on=[f"ccode{end}", "year"], how="left")
        plan = plan.join(
            capitals.rename({"ccode": f"ccode{end}", "lat": f"lat{end}", "lon": f"lon{end}"}),
            on=[f"ccode{end}", "year"],
            how="left",
        )
    plan = plan.join(contiguity, on=keys, how="left").join(pl.concat([distance, back]), on=keys, how="left")
    plan = plan.join(mids, on=keys, how="left")
    a, b, c, d = (pl.col(x).radians() for x in ("lat1", "lon1", "lat2", "lon2"))
    turn = d - b
    across = c.cos() * turn.sin()
    along = a.cos() * c.sin() - a.sin() * c.cos() * turn.cos()
    inward = a.sin() * c.sin() + a.cos() * c.cos() * turn.cos()
    plan = plan.with_columns(
        capdist=6378.137 * pl.arctan2((across**2 + along**2).sqrt(), inward),
        conttype=pl.when(pl.col("year") <= 2016).then(pl.col("conttype").fill_null(0)),
        atop_any=pl.when(pl.col("year") <= 2018).then(pl.col("atop_any").fill_null(False)),
        gmlmidonset=pl.when(pl.col("year") <= 2010).then(pl.col("midonset").fill_null(False)),
        ongoing=pl.when(pl.col("year") <= 2010).then(pl.col("midongoing").fill_null(False)),
    ).sort("year", "ccode1", "ccode2")
    pair = ["ccode1", "ccode2"]
    since = (pl.col("ongoing").cum_sum().over(pair) - pl.col("ongoing").cast(pl.Int32)).alias("_spell")
    plan = plan.with_columns(since).with_columns(
        gmlmidspell=pl.when(pl.col("year") <= 2010).then(pl.int_range(pl.len()).over([*pair, "_spell"]))
    )
    made = plan.collect()
    found = made.select(pl.col(c).cast(pl.Float64).sum() for c in SUMS if c != "rows").to_dicts()[0]
    return {"rows": made.height, **found}


def duckdb_build() -> dict[str, float]:
    """The same joins in SQL, on Arrow tables without a copy, the result as an Arrow table."""
    import duckdb

    from foedus.datasets.store import frame
    from foedus.panel.verbs.disputes import whittled

    base = duckdb.connect()
    views = {
        "states": _state_years(),
        "atop": frame(TABLES["atop"]),
        "nmc": frame(TABLES["nmc"]),
        "capitals": _by_year("capitals", "lat lon", ["ccode"]),
        "contiguity": _by_year("contiguity", "conttype", ["ccode1", "ccode2"]),
        "distance": frame(TABLES["distance"]),
        "mids": whittled(frame(TABLES["mids"])),
    }
    for name, table in views.items():
        base.register(name, table.to_arrow())
    nmc = [c for c in views["nmc"].columns if c not in ("ccode", "year")]
    sides = ", ".join(f"n{e}.{c} AS {c}{e}" for e in "12" for c in nmc)
    made = base.execute(
        f"""
        WITH dyads AS (
            SELECT a.ccode AS ccode1, b.ccode AS ccode2, a.year FROM states a JOIN states b USING (year)
            WHERE a.ccode <> b.ccode AND greatest(a.start, b.start, make_date(a.year, 1, 1))
              <= least(a."end", b."end", make_date(a.year, 12, 31))),
        both_ways AS (SELECT ccode1, ccode2, year, mindist FROM distance
            UNION ALL SELECT ccode2, ccode1, year, mindist FROM distance),
        joined AS (
            SELECT d.*, t.* EXCLUDE (ccode1, ccode2, year), {sides}, m.* EXCLUDE (ccode1, ccode2, year), x.mindist,
                CASE WHEN d.year <= 2018 THEN t.ccode1 IS NOT NULL END AS atop_any,
                CASE WHEN d.year <= 2016 THEN coalesce(g.conttype, 0) END AS conttype,
                CASE WHEN d.year <= 2010 THEN coalesce(m.midonset, false) END AS gmlmidonset,
                CASE WHEN d.year <= 2010 THEN coalesce(m.midongoing, false) END AS ongoing,
                6378.137 * atan2(sqrt((cos(radians(c2.lat)) * sin(radians(c2.lon - c1.lon))) ** 2
                  + (cos(radians(c1.lat)) * sin(radians(c2.lat))
                     - sin(radians(c1.lat)) * cos(radians(c2.lat)) * cos(radians(c2.lon - c1.lon))) ** 2),
                  sin(radians(c1.lat)) * sin(radians(c2.lat))
                  + cos(radians(c1.lat)) * cos(radians(c2.lat)) * cos(radians(c2.lon - c1.lon))) AS capdist
            FROM dyads d
            LEFT JOIN atop t ON t.ccode1 = d.ccode1 AND t.ccode2 = d.ccode2 AND t.year = d.year
            LEFT JOIN nmc n1 ON n1.ccode = d.ccode1 AND n1.year = d.year
            LEFT JOIN nmc n2 ON n2.ccode = d.ccode2 AND n2.year = d.year
            LEFT JOIN capitals c1 ON c1.ccode = d.ccode1 AND c1.year = d.year
            LEFT JOIN capitals c2 ON c2.ccode = d.ccode2 AND c2.year = d.year
            LEFT JOIN contiguity g ON g.ccode1 = d.ccode1 AND g.ccode2 = d.ccode2 AND g.year = d.year
            LEFT JOIN both_ways x ON x.ccode1 = d.ccode1 AND x.ccode2 = d.ccode2 AND x.year = d.year
            LEFT JOIN mids m ON m.ccode1 = d.ccode1 AND m.ccode2 = d.ccode2 AND m.year = d.year),
        spells AS (SELECT *, sum(ongoing::INT) OVER (PARTITION BY ccode1, ccode2 ORDER BY year) - ongoing::INT AS spell
            FROM joined)
        SELECT *, CASE WHEN year <= 2010 THEN
            row_number() OVER (PARTITION BY ccode1, ccode2, spell ORDER BY year) - 1 END AS gmlmidspell
        FROM spells ORDER BY year, ccode1, ccode2
        """  # noqa: S608  (names of columns are our own tables')
    ).to_arrow_table()
    base.register("made", made)
    sums = ", ".join(f"sum({c}::DOUBLE) AS {c}" for c in SUMS if c != "rows")
    row = base.execute(f"SELECT count(*) AS rows, {sums} FROM made").fetchone()  # noqa: S608
    return dict(zip(SUMS, map(float, row or ()), strict=True))


BUILDS: dict[str, Callable[[], dict[str, float]]] = {
    "foedus": foedus_build, "polars": polars_build, "duckdb": duckdb_build,
}  # fmt: skip


def measured(name: str) -> None:
    """Run one contender in this process and print its figures."""
    import polars  # noqa: F401  imports are not what is measured
    import pyarrow  # noqa: F401

    import foedus.panel.verbs  # noqa: F401

    if name == "duckdb":
        import duckdb  # noqa: F401
    used = time.process_time()
    begin = time.perf_counter()
    sums = BUILDS[name]()
    seconds, cpu = time.perf_counter() - begin, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "peak_bytes": peak, "sums": sums}))


def main() -> int:
    """Run all contenders and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=BUILDS)
    parser.add_argument("--against", type=Path, help="another checkout of Foedus")
    parser.add_argument("--alone", action="store_true", help="only Foedus, and the other checkout")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.only:
        measured(given.only)
        return 0
    from foedus.datasets.store import missing

    if gone := missing(TABLES.values()):
        print(gone.text())
        return 2
    here = checkout(HERE)
    contenders = {"foedus": ([sys.executable, __file__, "--only", "foedus"], here)}
    if given.against:
        path = given.against.resolve()
        contenders["against"] = ([sys.executable, __file__, "--only", "foedus"], checkout(path))
    if not given.alone:
        contenders |= {n: ([sys.executable, __file__, "--only", n], here) for n in BUILDS if n != "foedus"}
    told = {name: [json.loads(run["out"]) for run in runs] for name, runs in in_turn(contenders, given.runs).items()}
    for name, runs in told.items():
        off = {c: runs[0]["sums"][c] for c, v in SUMS.items() if abs(runs[0]["sums"][c] - v) > max(0.5, 1e-7 * v)}
        if off and name != "against":  # another build may have other figures; its own tests speak for it
            print(f"{name}: other sums {off}")
            return 1
    found = {name: medians(runs) for name, runs in told.items()}
    if given.json:
        print(json.dumps({"rows": SUMS["rows"], "runs": given.runs, "machine": machine(), "medians": found}))
        return 0
    print(f"directed dyad-years {FIRST}-{LAST}, {SUMS['rows']:,} rows, seven sources; medians of {given.runs} runs;")
    print(machine())
    for name, figures in found.items():
        print(line(name, figures, found["foedus"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
