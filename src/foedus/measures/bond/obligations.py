"""What one state owes another by treaty: five obligations, each with a direction, none assumed to be mutual.

ATOP's five (Leeds, Ritter, Mitchell & Long 2002, International Interactions 28(3): 237-260; codebook 5.1): defense, to
come to the aid of the attacked; offense, to help when not attacked; neutral, not to help an adversary; nonagg, not to
attack; consul, to consult in crises. Row (i, j) says what i owes j. Direction matters: in 1832 France pledged to defend
Belgium (ATOP 1060), and Belgium pledged France nothing.
`strongest` is an ordinal 0..4: none, consultation, non-aggression, neutrality, active support (defense or offense). The
order is a convention (what is asked of a state when its ally is at war), not ATOP's, and its steps are not equal.
Coverage: ATOP 5.1 ends with 2018. A year outside it is refused, not answered with zeros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.charter.rules import parts_of
from foedus.ground.calendar import AsOf, holds
from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict
from foedus.ground.terms import Obligation
from foedus.record.alliance import Alliance, Treaty
from foedus.world import World

if TYPE_CHECKING:
    import polars as pl

#: ATOP's column of each obligation, in ATOP's order, and the record's word for it.
OBLIGATIONS: Final[dict[str, Obligation]] = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "non-aggression",
    "consul": "consultation",
}
#: The place of each column in the order of strength; 0 is none.
STRENGTH: Final[dict[str, int]] = {"defense": 4, "offense": 4, "neutral": 3, "nonagg": 2, "consul": 1}
COVERAGE: Final = (1815, 2018)


class Owed(Strict, kw_only=True, frozen=True):
    """What `by` owes `to` under one alliance on the day; `obligations` None where its treaties' content is not coded.

    `certain` is False inside an imprecise date of either membership or of the treaties.
    """

    alliance: str
    by: str
    to: str
    treaties: tuple[str, ...]
    obligations: tuple[Obligation, ...] | None
    certain: bool


def strongest(pledges: ArrayLike) -> NDArray[np.int8]:
    """The strongest obligation, 0..4, of pledges with shape (..., 5) in ATOP's order.

    >>> strongest([[1, 0, 0, 1, 1], [0, 0, 0, 1, 1], [0, 0, 0, 0, 0]]).tolist()
    [4, 2, 0]
    """
    given = np.asarray(pledges)
    if given.shape[-1:] != (len(OBLIGATIONS),):
        raise QueryError(f"pledges of shape {given.shape} do not end in five obligations", hint=", ".join(OBLIGATIONS))
    order = np.array(list(STRENGTH.values()), dtype=np.int8)
    found: NDArray[np.int8] = np.where(given.astype(bool), order, np.int8(0)).max(axis=-1)
    return found


def guaranteed_by(owes: ArrayLike, capability: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """What stands behind each state: G_j = sum of c_i over those i who owe j defence, and how many of them are unknown.

    `owes` (N, N), row i column j true where i owes j defence; the diagonal does not count. `capability` (N,) in any one
    unit, not negative, NaN where unknown: the sum is then a lower bound. A member that leaves never raises another's.

    >>> total, unknown = guaranteed_by([[0, 1], [0, 0]], [5.0, 2.0])
    >>> total.tolist(), unknown.tolist()
    ([0.0, 5.0], [0, 0])
    """
    bound, strength = np.asarray(owes).astype(bool), np.asarray(capability, dtype=np.float64)
    if bound.shape != (strength.size, strength.size) or strength.ndim != 1:
        raise QueryError(f"obligations of shape {bound.shape} do not fit {strength.size} states")
    if np.any(strength < 0) or np.isinf(strength).any():
        raise QueryError("a capability is negative or infinite", hint="use NaN where it is unknown")
    bound = bound & ~np.eye(strength.size, dtype=bool)
    unknown = np.isnan(strength)
    # Summed by column in the order of states: a state left out leaves the other terms as they were.
    total = np.where(bound & ~unknown[:, None], np.nan_to_num(strength)[:, None], 0.0).sum(axis=0)
    return total, (bound & unknown[:, None]).sum(axis=0)


def in_force(members: pl.DataFrame, year: int) -> pl.DataFrame:
    """The membership spells of ATOP that were in force on some day of `year`, with first and last day as numbers.

    `members` is ATOP's alliance-member-phase file (atop5_1m.csv): `atopid`, `phase`, `member` (COW code), `yrent`,
    `moent`, `dayent`, `yrexit`, `moexit`, `dayexit` (yrexit 0: still in force at the end of 2018), and the five
    obligations. Adds `entered` and `left` (yyyymmdd; an unknown day of entry is taken as 1, of exit as 31).
    Raises `QueryError` for a year outside 1815-2018.
    """
    import polars as pl

    if not COVERAGE[0] <= year <= COVERAGE[1]:
        raise QueryError(
            f"ATOP 5.1 does not cover {year}",
            why=f"its years are {COVERAGE[0]} to {COVERAGE[1]}; what came after is unknown, not absent",
            hint="choose a year it covers, or ask the record with obligations()",
        )
    since, until = pl.col("yrent"), pl.col("yrexit")
    open_end = until == 0
    return members.filter((since <= year) & (open_end | (until >= year))).with_columns(
        entered=since * 10_000 + pl.col("moent") * 100 + pl.col("dayent").cast(pl.Int64).fill_null(1),
        left=pl.when(open_end)
        .then(pl.lit(99_991_231))
        .otherwise(until * 10_000 + pl.col("moexit") * 100 + pl.col("dayexit").cast(pl.Int64).fill_null(31)),
    )


def pairs_in_force(members: pl.DataFrame, year: int) -> pl.DataFrame:
    """Ordered pairs (ccode1, ccode2) bound by the same phase of an alliance at the same time in `year`.

    One row per pair, alliance and phase, with the obligations of ccode1; columns `ccode1`, `ccode2`, `atopid`, `phase`
    and the five. Raises as `in_force`.
    """
    import polars as pl

    spells = in_force(members, year)
    own = spells.select("atopid", "phase", "entered", "left", *OBLIGATIONS, ccode1=pl.col("member"))
    other = spells.select("atopid", "phase", ccode2=pl.col("member"), since="entered", until="left")
    together = pl.max_horizontal("entered", "since") < pl.min_horizontal("left", "until")
    here = pl.min_horizontal("left", "until") >= year * 10_000
    there = pl.max_horizontal("entered", "since") <= year * 10_000 + 1231
    return (
        own.join(other, on=["atopid", "phase"])
        .filter((pl.col("ccode1") != pl.col("ccode2")) & together & here & there)
        .select("ccode1", "ccode2", "atopid", "phase", *OBLIGATIONS)
    )


def directed_obligations(members: pl.DataFrame, year: int) -> pl.DataFrame:
    """What each state owes each ally in `year`: one row per ordered pair in an alliance, also where nothing is owed.

    `members` as for `in_force`. Columns: `ccode1` owes `ccode2`; the five obligations (0/1, under any treaty);
    `treaties`, the number of alliances that bind both; `strongest` (0..4); `doubtful`, 1 where an obligation rests only
    on alliances of three or more members whose obligations ATOP calls asymmetric (`asymm`): its member rows do not say
    to which of the others such a pledge goes, so it is shown toward all. Agrees with ATOP's own directed dyad-years of
    1815-2018 except in 346 such rows, in 14 rows of four years in which a phase changed (they tell one phase, this what
    was owed on any day of the year), and for a member that is no state (8152, 1874-1883). Raises as `in_force`.
    """
    import polars as pl

    pairs = pairs_in_force(members, year)
    unequal = (
        members.group_by("atopid", "phase")
        .agg(unequal=(pl.col("asymm") == 1).any() & (pl.col("member").n_unique() > 2))
        .select("atopid", "phase", "unequal")
    )
    sure = [(pl.col(o) * ~pl.col("unequal")).max().alias(f"sure_{o}") for o in OBLIGATIONS]
    found = (
        pairs.join(unequal, on=["atopid", "phase"])
        .group_by("ccode1", "ccode2")
        .agg(*(pl.col(o).max() for o in OBLIGATIONS), *sure, treaties=pl.col("atopid").n_unique())
        .sort("ccode1", "ccode2")
    )
    level = strongest(found.select(*OBLIGATIONS).to_numpy())
    doubtful = pl.any_horizontal(pl.col(o) > pl.col(f"sure_{o}") for o in OBLIGATIONS).cast(pl.Int8)
    return found.with_columns(strongest=pl.Series(level, dtype=pl.Int8), doubtful=doubtful).select(
        "ccode1", "ccode2", *OBLIGATIONS, "treaties", "strongest", "doubtful"
    )


def _bound(treaty: Treaty, as_of: AsOf) -> bool | None:
    if treaty.in_force is None or not as_of.knows(treaty.known):
        return False
    ended = treaty.until is not None and as_of.knows(treaty.until_known or treaty.until)
    return holds(treaty.in_force, treaty.until if ended else None, as_of.on)


def _owed(world: World, alliance: Alliance, by: str, to: str) -> Owed | None:
    members = {m.state: m for m in world.members(alliance)}
    if by == to or by not in members or to not in members:
        return None
    parts = {rules.id: rules for rules in parts_of(alliance.id)}
    # An instrument beside the treaty that only allows help carries no obligation and binds nobody to one.
    allows = {rules.id for rules in parts.values() if not rules.obligations}
    binding = {t.id: (t, _bound(t, world.as_of)) for t in alliance.treaties if t.rules and t.rules not in allows}
    treaties = {key: pair for key, pair in binding.items() if pair[1] is not False}
    if not treaties:
        return None
    coded = all(t.rules in parts for t, _ in treaties.values())
    given = {o for t, _ in treaties.values() for o in parts[t.rules].obligations} if coded else set()
    return Owed(
        alliance=alliance.id,
        by=by,
        to=to,
        treaties=tuple(treaties),
        obligations=tuple(o for o in OBLIGATIONS.values() if o in given) if coded else None,
        certain=members[by].certain and members[to].certain and any(sure is True for _, sure in treaties.values()),
    )


def obligations(world: World, by: str, to: str) -> tuple[Owed, ...]:
    """What the state `by` owes the state `to` under each alliance of the record in which both are bound on the day.

    Empty where the record knows none: that is no proof that none exists, as it holds a few alliances only. Signatories
    before entry into force, observers and former members are not bound. The other direction is a question of its own.
    Raises `QueryError` for unknown states and such that did not exist on the day.
    """
    first, second = world.state(by).id, world.state(to).id
    found = (
        _owed(world, alliance, first, second)
        for alliance in world.record.alliances.values()
        if world.as_of.knows(alliance.known)
    )
    return tuple(owed for owed in found if owed is not None)
