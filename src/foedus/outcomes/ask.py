"""What followed in comparable cases: the answer to a question about a threat, on a day, as known by a day.

Three things are kept apart: the effect (was the government still there, was the violence over, was the land kept), the
cost (the dead, the staying), and the rightness, which no count decides.
"""

from __future__ import annotations

from typing import Final

from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.ground.terms import THREATS, Threat
from foedus.outcomes.cases import SOLDIERS, ComparableCase, comparable
from foedus.outcomes.figures import CountedFigure, CountedSet, counted, seen
from foedus.outcomes.tallies import GapBounds, OutcomeTally, bounds, tallies
from foedus.world import World
from foedus.world.stamps import Stamp, stamp

#: Fewer known cases than this are told as a list, and no share of theirs as a tendency.
FEW: Final = 20


class Dying(Strict, kw_only=True, frozen=True):
    """The dead of the cases in a group: cases with a count, their sum by the lowest and highest figures, and the rest.

    `without_largest` is the sum of the highest without the case that has most; of the other cases nobody's count is on
    record, which is not zero.
    """

    group: str
    cases: int
    without_count: int
    lowest: float
    highest: float
    largest: str
    without_largest: float


class Outcomes(Shown, kw_only=True, frozen=True):
    """Comparable cases with what followed, tallied by whether soldiers came, and figures of published sets."""

    threat: Threat
    on: str
    known: str
    counts: dict[str, int]
    few: bool
    cases: tuple[ComparableCase, ...]
    tallies: tuple[OutcomeTally, ...]
    bounds: tuple[GapBounds, ...]
    dead: tuple[Dying, ...]
    published: tuple[CountedFigure, ...]
    sets: tuple[CountedSet, ...]
    not_yet_published: tuple[CountedSet, ...]
    record: Stamp
    sources: tuple[str, ...]


def threat_named(text: str) -> Threat:
    """The threat of that name; any other is a `QueryError`."""
    found = next((threat for threat in THREATS if threat == text), None)
    if found is None:
        raise QueryError(
            f"there is no threat {text!r}", hint=did_you_mean(text, THREATS, f"write one of {', '.join(THREATS)}")
        )
    return found


def what_followed(world: World, threat: Threat, exclude: str = "") -> Outcomes:
    """The outcomes of comparable cases before the day, with what was known of them; `exclude` leaves out an affair."""
    cases = comparable(world, threat, exclude)
    found = tuple(t for group in SOLDIERS for t in tallies(cases, group))
    there, later = seen(threat, world.as_of)
    used = {f.set for f in there}
    return Outcomes(
        threat=threat,
        on=world.as_of.on.isoformat(),
        known=world.as_of.known.isoformat(),
        counts={group: sum(c.soldiers == group for c in cases) for group in SOLDIERS},
        few=sum(c.soldiers == "came" for c in cases) < FEW,
        cases=cases,
        tallies=found,
        bounds=bounds(found),
        dead=tuple(d for group in SOLDIERS if (d := _dying(cases, group)) is not None),
        published=there,
        sets=tuple(s for s in counted().sets if s.id in used),
        not_yet_published=later,
        record=stamp(world.as_of),
        sources=tuple(dict.fromkeys(key for c in cases for key in c.sources)),
    )


def _dying(cases: tuple[ComparableCase, ...], group: str) -> Dying | None:
    its = [c for c in cases if c.soldiers == group]
    spans = {c.id: span for c in its if (span := dead_of(c)) is not None}
    if not spans:
        return None
    largest = max(spans, key=lambda key: (spans[key][1], key))
    return Dying(
        group=group, cases=len(spans), without_count=len(its) - len(spans),
        lowest=sum(low for low, _ in spans.values()),
        highest=sum(high for _, high in spans.values()), largest=largest,
        without_largest=sum(high for key, (_, high) in spans.items() if key != largest),
    )  # fmt: skip


def dead_of(case: ComparableCase) -> tuple[float, float] | None:
    """The lowest and highest count of the dead of a case by its widest counts; None where there is none."""
    dead = [d for d in case.followed.dead if d.phase == "all"] or list(case.followed.dead)
    figures = [value for d in dead for value in (d.low, d.best, d.high) if value is not None]
    return (min(figures), max(figures)) if figures else None
