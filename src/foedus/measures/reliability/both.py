"""How an alliance has kept its word: recorded calls that were helped, and commitments in war by a published coding.

Two records that must not be added up. Calls come from Foedus's record, are curated, and say what came (`helped`).
Commitments in war come from Berkemeier & Fuhrmann 2018 (1828-2003; the file is the user's own), found by the treaty's
ATOP number in the charter's rules, and say whether what was owed was done (`reliability`, with its cautions). That
coding was published in March 2018: on an earlier second clock it is not used.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import field

from foedus.charter.rules import rules_of
from foedus.datasets import store
from foedus.ground.label import Label
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.measures.reliability.published import (
    JEFFREYS,
    Prior,
    check_coding,
    reliability,
    reliability_asof,
    with_war_end,
)
from foedus.measures.reliability.recorded import Helped, helped
from foedus.measures.wording import sentences
from foedus.panel.verbs.verb import window
from foedus.record.alliance import Alliance
from foedus.world import Stamp, World, stamp

if TYPE_CHECKING:
    import polars as pl

COMMITMENTS, WARS = "berkemeier-fuhrmann.alliance-wars", "cow-inter-state-war.participants"
#: The day from which the published coding could be known (the file's version is of 3 March, the article of that month).
PUBLISHED = dt.date(2018, 3, 31)

#: Why there is no count of commitments in war.
REASONS = sentences("kept-reasons")


class Commitment(Strict, kw_only=True, frozen=True):
    """A war that tested the alliance: its name, the year it ended (None unknown), and whether the word was kept."""

    war: str
    ended: int | None
    honoured: bool


class InWar(Strict, kw_only=True, frozen=True):
    """Commitments in wars that had ended by the year before the day, and the chance in 0..1 that one is kept.

    `undated` tests are no evidence, since the end of their war is unknown; without any test the chance is the prior's.
    """

    honoured: int
    violated: int
    undated: int
    mean: float
    low95: float
    low50: float
    high50: float
    high95: float


class Kept(Shown, kw_only=True, frozen=True):
    """`calls` from the record; `wars` and `all_alliances` from the published coding, None with a `reason` why.

    `year` is the last whose wars count: the year before the day, or the last of the published coding.
    """

    alliance: str
    on: str
    known: str
    calls: Helped
    coding: str
    year: int
    tests: tuple[Commitment, ...] | None
    wars: InWar | None
    all_alliances: InWar | None
    reason: Label | None
    record: Stamp = field(default_factory=stamp)


def performance() -> pl.DataFrame:
    """Alliances in war as published, with `war_end`. Raises `DatasetError` where a file is not in the store."""
    if gone := store.missing((COMMITMENTS, WARS)):
        raise gone
    return with_war_end(store.frame(COMMITMENTS), store.frame(WARS))


def kept(world: World, alliance: Alliance, coding: str = "llm", prior: Prior = JEFFREYS) -> Kept:
    """Both records of an alliance on the world's two clocks; only wars that ended in an earlier year count.

    Raises `QueryError` for an unknown coding.
    """
    check_coding(coding)
    rules, year = rules_of(alliance.id), min(world.as_of.on.year - 1, window(COMMITMENTS)[1])
    why = (
        "no-number" if rules is None or rules.atop is None
        else "not-known" if world.as_of.known < PUBLISHED
        else "not-here" if store.missing((COMMITMENTS, WARS)) else ""
    )  # fmt: skip
    tests = own = every = None
    if rules is not None and rules.atop is not None and not why:
        frame = performance()
        mine = frame.filter(atopid=rules.atop)
        own, every = (_in_war(f, year, coding, prior) for f in (mine, frame))
        tests = _tests(mine, year, coding)
    return Kept(
        alliance=alliance.id,
        on=world.as_of.on.isoformat(),
        known=world.as_of.known.isoformat(),
        calls=helped(world, alliance, prior),
        coding=coding,
        year=year,
        tests=tests,
        wars=own,
        all_alliances=every,
        reason=REASONS[why] if why else None,
    )


def _in_war(frame: pl.DataFrame, year: int, coding: str, prior: Prior) -> InWar:
    found = reliability_asof(frame, year, by=None, coding=coding, prior=prior)
    if found.height:
        return InWar(**{name: found[name][0] for name in InWar.__struct_fields__})
    bare = reliability(0, 0, prior)
    bounds = {name: float(getattr(bare, name)) for name in ("mean", "low95", "low50", "high50", "high95")}
    return InWar(honoured=0, violated=0, undated=0, **bounds)


def _tests(frame: pl.DataFrame, year: int, coding: str) -> tuple[Commitment, ...]:
    import polars as pl

    honoured, violated = (pl.col(f"{c}_{coding}").fill_null(False) for c in ("honor", "violate"))
    rows = frame.filter(honoured | violated, pl.col("war_end").is_null() | (pl.col("war_end") <= year))
    told = rows.select("warname", "war_end", kept=honoured).sort("war_end", "warname")
    return tuple(Commitment(war=war, ended=ended, honoured=word) for war, ended, word in told.iter_rows())
