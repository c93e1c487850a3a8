"""The turning points of a time line: alliances that begin and end, members that join and leave, calls for help."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from foedus.world import World

TurningKind = Literal["founded", "ended", "join", "leave", "call"]
#: The statuses that bind a state; between them it neither joins nor leaves.
BOUND = frozenset({"member", "signatory", "suspended"})


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """What changed on a day: `subject` is the state or alliance, `case` the id of a call."""

    on: dt.date
    kind: TurningKind
    subject: str
    case: str = ""


def turning_points(world: World, alliance: str = "", lang: str = "en") -> tuple[TurningPoint, ...]:
    """What had happened and was known by the world's day, the earliest first, to one alliance or to all of them."""
    found = _of_one(world, alliance, lang) if alliance else _of_all(world, lang)
    found += [
        TurningPoint(case.date.first, "call", world.name(case.victim, lang), case.id)
        for case in world.record.invocations.values()
        if alliance in ("", case.alliance) and world.as_of.knows(case.known)
    ]
    return tuple(sorted((p for p in found if p.on <= world.as_of.on), key=lambda p: (p.on, p.kind, p.subject)))


def _of_one(world: World, alliance: str, lang: str) -> list[TurningPoint]:
    entry = world.record.alliances[alliance]
    spans: dict[str, list[tuple[dt.date, dt.date | None]]] = {}
    for member in sorted(entry.members, key=lambda m: m.since.first):
        if member.status not in BOUND or not world.as_of.knows(member.known):
            continue
        end = member.end(world.as_of.known)
        stays = spans.setdefault(member.state, [])
        if stays and stays[-1][1] == member.since.first:
            stays[-1] = stays[-1][0], end.first if end else None
        else:
            stays.append((member.since.first, end.first if end else None))
    found = []
    for state, stays in spans.items():
        for since, until in stays:
            found.append(TurningPoint(since, "join", world.name(state, lang)))
            if until is not None:
                found.append(TurningPoint(until, "leave", world.name(state, lang)))
    return found


def _of_all(world: World, lang: str) -> list[TurningPoint]:
    found = []
    for entry in world.record.alliances.values():
        if not world.as_of.knows(entry.known):
            continue
        short = world.title(entry).short.text(lang)
        found.append(TurningPoint(entry.founded.first, "founded", short))
        if entry.dissolved is not None and world.dissolved(entry):
            found.append(TurningPoint(entry.dissolved.first, "ended", short))
    return found
