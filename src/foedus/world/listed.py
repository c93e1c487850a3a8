"""The alliances of the record at a glance: which there are, since when, with whom, with how many recorded calls."""

from __future__ import annotations

from collections import Counter

from foedus.ground.calendar import Date
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.world.snapshot import World
from foedus.world.state_names import meant, spelled


class Listed(Strict, kw_only=True, frozen=True):
    """An alliance on a day: names, kind, span, full members (ids), recorded calls made and known by then.

    `kind` is "organisation", "treaty" or "partnership" (no duty to help).
    """

    id: str
    short: Label
    name: Label
    kind: str
    founded: Date
    dissolved: Date | None
    members: tuple[str, ...]
    calls: int


def listing(world: World, state: str = "", *, ended: bool = True) -> tuple[Listed, ...]:
    """The alliances that had been founded and were known by the world's day, by id.

    With `state` (an id, code or name) only those it belongs to that day; without `ended` only those not dissolved.
    Raises `QueryError` where there is no such state.
    """
    one = meant(state, world.as_of.on) if state else ""
    if one is None:
        raise QueryError(
            f"there is no state {state!r} in the record",
            why="states are named by ISO 3166 ids (KAZ), by COW or Gleditsch-Ward codes (705), or in words",
            hint=did_you_mean(state, spelled(), "write its ISO id, or its name in English or German"),
        )
    made = (c for c in world.record.invocations.values() if c.date.first <= world.as_of.on)
    calls = Counter(c.alliance for c in made if world.as_of.knows(c.known))
    found = []
    for key, alliance in sorted(world.record.alliances.items()):
        if alliance.founded.first > world.as_of.on or not world.as_of.knows(alliance.known):
            continue
        members = tuple(m.state for m in world.members(alliance))
        if (one and one not in members) or (not ended and world.dissolved(alliance)):
            continue
        title = world.title(alliance)
        found.append(
            Listed(
                id=key, short=title.short, name=title.name, kind=alliance.kind, founded=alliance.founded,
                dissolved=alliance.dissolved if world.dissolved(alliance) else None, members=members, calls=calls[key],
            )
        )  # fmt: skip
    return tuple(found)
