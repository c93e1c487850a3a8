"""How deep the commitment between two states goes: the deepest alliance in force between them, on three scales.

- Benson & Clinton 2016 (J. of Conflict Resolution 60(5): 866-898), alliances signed 1816-2000: depth (military
  coordination, bases, organisation), scope (breadth and force of the obligations) and signatory strength (the
  potential military capacity); latent scores from a Bayesian measurement model, mean about 0, higher is more.
- Alley 2021 (International Studies Quarterly 65(4)), alliances with military support that began 1815-2010: latent
  depth, posterior mean and standard deviation, higher is deeper.
- Leeds & Anac 2005 (International Interactions 31(3)), ATOP 5.1, per phase, 1815-2018: military institutionalisation
  (`milinst`) and formality (`formal`), each 0, 1 or 2, higher is more.
The scales are not comparable with one another: other indicators, other alliances, other zero. The North Atlantic Treaty
scores low on both latent ones (-0.18 and 0.20): they read the treaty's text, not the organisation built on it.
An alliance that a set does not score is unknown, never 0: it is counted in `<scale>_unknown`, and the deepest of the
others is then a lower bound. In a year outside a set's coverage its columns are null: newer alliances are not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedus.ground.errors import QueryError
from foedus.measures.bond.obligations import pairs_in_force

if TYPE_CHECKING:
    import polars as pl

#: First and last year for which a scale knows the alliances in force.
COVERAGE: Final[dict[str, tuple[int, int]]] = {
    "bc_depth": (1816, 2000),
    "alley_depth": (1815, 2010),
    "milinst": (1815, 2018),
}


def _need(frame: pl.DataFrame, columns: tuple[str, ...], whose: str) -> None:
    absent = [c for c in columns if c not in frame.columns]
    if absent:
        raise QueryError(f"the table of {whose} lacks {', '.join(absent)}", why=f"it has {', '.join(frame.columns)}")


def treaty_depth(
    benson_clinton: pl.DataFrame | None = None,
    alley: pl.DataFrame | None = None,
    institutions: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The scores of every alliance phase in any of the sets given; null where a set does not score it.

    Columns expected, as in the published files: `benson_clinton` (AllianceDataScore.csv) `V1` (the ATOP id),
    `depth.score`, `scope.score`, `Dimension1.score` (signatory strength); `alley` (atop-milsup-latent-depth.csv)
    `atopid`, `latent.depth.mean`, `latent.depth.sd`; `institutions` (atopinst5_1.csv)
    `atopidphase`, `milinst`, `formal`.
    Result: `atopid`, `phase` (null for the sets that score whole alliances), `bc_depth`, `bc_scope`, `bc_strength`,
    `alley_depth`, `alley_sd`, `milinst`, `formal`; at most one row with a null phase per alliance. The phase is the
    first decimal of `atopidphase`, which the file gives with single-precision noise (4220.2002 is phase 2 of 4220).
    """
    import polars as pl

    wholes: list[pl.DataFrame] = []
    if benson_clinton is not None:
        _need(benson_clinton, ("V1", "depth.score", "scope.score", "Dimension1.score"), "Benson & Clinton")
        wholes.append(
            benson_clinton.select(
                atopid=pl.col("V1").cast(pl.Int64),
                bc_depth=pl.col("depth.score"),
                bc_scope=pl.col("scope.score"),
                bc_strength=pl.col("Dimension1.score"),
            )
        )
    if alley is not None:
        _need(alley, ("atopid", "latent.depth.mean", "latent.depth.sd"), "Alley")
        wholes.append(
            alley.select(
                atopid=pl.col("atopid").cast(pl.Int64),
                alley_depth=pl.col("latent.depth.mean"),
                alley_sd=pl.col("latent.depth.sd"),
            )
        )
    frame = pl.DataFrame(schema={"atopid": pl.Int64})
    for scores in wholes:
        if scores["atopid"].is_duplicated().any():
            raise QueryError("an alliance is scored twice", hint="keep one row per ATOP id")
        frame = frame.join(scores, on="atopid", how="full", coalesce=True)
    frame = frame.with_columns(phase=pl.lit(None, dtype=pl.Int64))
    if institutions is not None:
        _need(institutions, ("atopidphase", "milinst", "formal"), "Leeds & Anac")
        key = pl.col("atopidphase").round(1)
        phases = institutions.select(
            atopid=key.floor().cast(pl.Int64),
            phase=(10 * (key - key.floor())).round(0).cast(pl.Int64),
            milinst=pl.col("milinst").cast(pl.Float64),
            formal=pl.col("formal").cast(pl.Float64),
        )
        frame = pl.concat([frame, phases], how="diagonal")
    wanted = ("bc_depth", "bc_scope", "bc_strength", "alley_depth", "alley_sd")
    for name in (*wanted, "milinst", "formal"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=pl.Float64).alias(name))
    return frame.select("atopid", "phase", *wanted, "milinst", "formal").sort("atopid", "phase", nulls_last=False)


def dyad_depth(members: pl.DataFrame, scores: pl.DataFrame, year: int) -> pl.DataFrame:
    """The deepest alliance in force between each pair of allies in `year`, each pair in both orders.

    `members` as for `obligations.in_force` (atop5_1m.csv), `scores` from `treaty_depth`. Columns: `ccode1`, `ccode2`,
    `treaties`; for each scale s in `bc_depth`, `alley_depth`, `milinst` its maximum s over the scored alliances, the
    alliance that has it, `s_atopid`, and the number in force without a score, `s_unknown`; `alley_sd` is that of the
    deepest alliance. A treaty binds all its parties alike here; who owes what is `directed_obligations`.
    All columns of a scale are null in years outside its coverage; a year outside ATOP's raises `QueryError`.
    """
    import polars as pl

    pairs = pairs_in_force(members, year).select("ccode1", "ccode2", "atopid", "phase")
    whole = scores.filter(pl.col("phase").is_null()).select("atopid", "bc_depth", "alley_depth", "alley_sd")
    phased = scores.filter(pl.col("phase").is_not_null()).select("atopid", "phase", "milinst")
    rows = (
        pairs.join(whole, on="atopid", how="left")
        .join(phased, on=["atopid", "phase"], how="left")
        # Of two phases in one year the deeper counts; the alliance is one.
        .group_by("ccode1", "ccode2", "atopid")
        .agg(pl.col("bc_depth", "alley_depth", "alley_sd").first(), pl.col("milinst").max())
        .sort("ccode1", "ccode2", "atopid")
    )
    measured: list[pl.Expr] = []
    for scale, (first, last) in COVERAGE.items():
        value, deepest = pl.col(scale), pl.col(scale).arg_max()
        made = [
            value.max().alias(scale),
            pl.when(value.count() > 0).then(pl.col("atopid").get(deepest.fill_null(0))).alias(f"{scale}_atopid"),
            value.null_count().cast(pl.Int64).alias(f"{scale}_unknown"),
        ]
        if scale == "alley_depth":
            made.append(pl.when(value.count() > 0).then(pl.col("alley_sd").get(deepest.fill_null(0))).alias("alley_sd"))
        if not first <= year <= last:
            made = [pl.when(False).then(made_one).alias(made_one.meta.output_name()) for made_one in made]
        measured.extend(made)
    return (
        rows.group_by("ccode1", "ccode2")
        .agg(*measured, treaties=pl.len().cast(pl.Int64))
        .sort("ccode1", "ccode2")
        .select("ccode1", "ccode2", "treaties", *(e.meta.output_name() for e in measured))
    )
