"""A deployment in its days: asked for, decided, first soldiers there, full strength, first and last out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from foedus.ground.calendar import Date
from foedus.record.entries import Entry

#: The days of a deployment in the order in which they come about; none lies wholly before one that stands before it.
STAGES = ("decided", "first_arrival", "full_strength", "first_withdrawal", "ended")


class Deployment(Entry, kw_only=True, frozen=True):
    """The days of a deployment, each as precise as the sources; what they do not say is left out.

    `requested` is for a mission that answers no recorded call; for one that does, it is the day of the call.
    `first_arrival` is the first day with soldiers of the force there, `full_strength` that of the strength decided.
    `none_by` is the last day on which a source says that none had come, `there_on` one on which it says that they
    still were. `standing`: whether a force that stood ready or was stationed for such cases was used.
    """

    requested: Date | None = None
    decided: Date | None = None
    first_arrival: Date | None = None
    full_strength: Date | None = None
    first_withdrawal: Date | None = None
    ended: Date | None = None
    ended_known: Date | None = None
    none_by: Date | None = None
    there_on: Date | None = None
    standing: bool | None = None


def disorder(plan: Deployment) -> Iterator[str]:
    """What in the days of a deployment cannot be, each in words."""
    days = [(name, day) for name in STAGES if (day := getattr(plan, name)) is not None]
    for (early, first), (late, second) in combinations(days, 2):
        if second.last < first.first:
            yield f"`{late}` ({second}) lies before `{early}` ({first})"
    arrived = plan.first_arrival or plan.full_strength
    if arrived is not None and plan.known.last < arrived.first:
        yield f"known ({plan.known}) before anybody arrived ({arrived})"
    if plan.ended is None and plan.ended_known is not None:
        yield "`ended_known` without `ended`"
    for name, day in days:
        if name != "decided" and plan.none_by is not None and day.last < plan.none_by.first:
            yield f"`none_by` ({plan.none_by}) lies after `{name}` ({day})"
    if plan.there_on is not None and plan.ended is not None and plan.ended.last < plan.there_on.first:
        yield f"`there_on` ({plan.there_on}) lies after `ended` ({plan.ended})"
    if not days and plan.none_by is None and plan.there_on is None:
        yield "no day at all"
