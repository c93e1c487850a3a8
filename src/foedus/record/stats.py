"""What the record holds, counted: rows by table, invocations by alliance and decade, sources by how much was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from foedus.ground.strict import Strict
from foedus.record.load import Record
from foedus.record.version import DATE, VERSION


class Stats(Strict, kw_only=True, frozen=True):
    """Counts of a record; `read` counts sources by how much of them the curators read."""

    version: str
    date: str
    alliances: int
    members: int
    missions: int
    persons: int
    invocations: int
    asked: dict[str, int]
    responses: dict[str, int]
    contributions: int
    complete_lists: int
    threats: int
    conflicts: int
    statements: int
    places: int
    findings: int
    sources: int
    read: dict[str, int]
    by_alliance: dict[str, int]
    by_decade: dict[str, int]


def stats(record: Record) -> Stats:
    """Count a record."""
    cases = list(record.invocations.values())
    sent = [c for c in cases if c.contributions]
    return Stats(
        version=VERSION,
        date=DATE,
        alliances=len(record.alliances),
        members=sum(len(a.members) for a in record.alliances.values()),
        missions=sum(len(a.missions) for a in record.alliances.values()),
        persons=sum(len(a.persons) for a in record.alliances.values()),
        invocations=len(cases),
        asked=_counted(c.asked for c in cases),
        responses=_counted(c.response.kind for c in cases),
        contributions=sum(len(c.contributions) for c in sent),
        complete_lists=sum(c.contributors == "complete" for c in sent),
        threats=len(record.threats),
        conflicts=len(record.conflicts),
        statements=len(record.statements),
        places=len(record.places),
        findings=len(record.aftermath),
        sources=len(record.sources),
        read=_counted(s.read for s in record.sources.values()),
        by_alliance=_counted(c.alliance for c in cases),
        by_decade=dict(sorted(Counter(f"{c.date.first.year // 10}0s" for c in cases).items())),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, the most frequent first, then by name."""
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))
