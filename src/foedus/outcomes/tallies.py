"""Counts over comparable cases: a share with its interval, bounds for what is unknown, and without its largest case.

A tally names its outcome, its group and its horizon. Cases whose horizon lies ahead are `running`, those of which the
record does not say are `unknown`: neither is in the share. `lowest` and `highest` bound it: as if all unknown ones had
turned out badly, or well. Its largest case is the state with most cases in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, Literal

from foedus.ground.strict import Strict
from foedus.outcomes.cases import ComparableCase, Soldiers
from foedus.outcomes.followed import HORIZONS, Horizon, Said
from foedus.outcomes.shares import CountedShare, share_of

TalliedOutcome = Literal["held-office", "not-driven-out", "violence-over", "left-when-said", "territory-kept"]
AT_HORIZONS: Final[tuple[TalliedOutcome, ...]] = ("held-office", "not-driven-out", "violence-over")
ONCE: Final[tuple[TalliedOutcome, ...]] = ("left-when-said", "territory-kept")


class OutcomeTally(Strict, kw_only=True, frozen=True):
    """How many of a group's cases an outcome came about in by a horizon ("" where it has none)."""

    outcome: TalliedOutcome
    group: Soldiers
    horizon: Horizon | Literal[""]
    share: CountedShare
    unknown: int
    running: int
    lowest: float | None
    highest: float | None
    largest: str
    without_largest: CountedShare
    cases: dict[Said, tuple[str, ...]]


class GapBounds(Strict, kw_only=True, frozen=True):
    """What the cases alone allow to say of the effect where soldiers came: between `low` and `high`, in -1..1.

    What would have happened without them is not known: between all and none of it (Manski 1990). Nothing is assumed.
    """

    outcome: TalliedOutcome
    horizon: Horizon
    low: float
    high: float
    of: int


def tallies(cases: Iterable[ComparableCase], group: Soldiers) -> tuple[OutcomeTally, ...]:
    """The tallies of a group that hold any case that is known or running."""
    its = [c for c in cases if c.soldiers == group]
    found = [_tally(its, group, outcome, horizon) for outcome in AT_HORIZONS for horizon in HORIZONS]
    found += [_tally(its, group, outcome, "") for outcome in ONCE]
    return tuple(t for t in found if t.share.of or t.running)


def _said(outcome: TalliedOutcome, horizon: Horizon | Literal[""]) -> Callable[[ComparableCase], Said]:
    def said(case: ComparableCase) -> Said:
        what = case.followed
        if outcome == "left-when-said":
            return what.leave.kept if what.leave else "unknown"
        if outcome == "territory-kept":
            return what.territory_kept
        if horizon == "":
            return "unknown"
        if outcome == "violence-over":
            return what.violence_over[horizon]
        if what.office is None:
            return "unknown"
        return (what.office.held if outcome == "held-office" else what.office.kept)[horizon]

    return said


def _tally(
    its: list[ComparableCase], group: Soldiers, outcome: TalliedOutcome, horizon: Horizon | Literal[""]
) -> OutcomeTally:
    said = _said(outcome, horizon)
    by: dict[Said, list[ComparableCase]] = {"yes": [], "no": [], "unknown": [], "running": []}
    for case in its:
        by[said(case)].append(case)
    yes, known, unknown = len(by["yes"]), len(by["yes"]) + len(by["no"]), len(by["unknown"])
    states = Counter(c.state for name in ("yes", "no") for c in by[name])
    largest = min(states, key=lambda state: (-states[state], state), default="")
    rest = [(name, c) for name in ("yes", "no") for c in by[name] if c.state != largest]
    return OutcomeTally(
        outcome=outcome, group=group, horizon=horizon, share=share_of(yes, known), unknown=unknown,
        running=len(by["running"]), lowest=yes / (known + unknown) if known else None,
        highest=(yes + unknown) / (known + unknown) if known else None, largest=largest,
        without_largest=share_of(sum(name == "yes" for name, _ in rest), len(rest)),
        cases={name: tuple(c.id for c in found) for name, found in by.items() if found},
    )  # fmt: skip


def bounds(found: Iterable[OutcomeTally]) -> tuple[GapBounds, ...]:
    """The bounds of the effect for each outcome at each horizon of the cases in which soldiers came."""
    return tuple(
        GapBounds(outcome=t.outcome, horizon=t.horizon, low=t.lowest - 1, high=t.highest, of=t.share.of + t.unknown)
        for t in found
        if t.group == "came" and t.horizon != "" and t.lowest is not None and t.highest is not None
    )
