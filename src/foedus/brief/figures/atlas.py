"""What the map of the world shows on a day: who is bound to whom, or one alliance, its missions, bases and disputes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from foedus.brief.figures.whereabouts import at_issue, capital, disputed, existed, map_codes
from foedus.brief.graphics.lands import lands
from foedus.brief.graphics.projection import Point
from foedus.brief.graphics.topology import CRIMEA
from foedus.brief.graphics.world_map import world_land, world_point
from foedus.brief.words.messages import term
from foedus.ground.numbers import by_name
from foedus.measures.profile import Profile
from foedus.record.tables import states
from foedus.world import World, listing

#: A state in this many alliances or more is drawn like one in just as many.
MANY = 4


@dataclass(frozen=True, slots=True)
class Landed:
    """A state on the map: the outlines that are its land, how they are painted, and what to say of it."""

    state: str
    name: str
    codes: tuple[str, ...]
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A place on the map: pixel, kind (mission, base, disputed) and name."""

    at: Point
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class AtlasDay:
    """All that the map shows; `divided` where the country of two parts was divided, `contested` the hatched area."""

    lands: tuple[Landed, ...]
    marks: tuple[Marked, ...]
    divided: bool
    contested: bool

    @property
    def outlines(self) -> dict[str, str]:
        """The outlines that the map draws, by code."""
        return world_land(self.divided)

    def painted(self) -> dict[str, Landed]:
        """The state that each outline belongs to; where several hold it (a vanished one and its parts), the last."""
        return {code: land for land in self.lands for code in land.codes}


def atlas_of_all(world: World, lang: str) -> AtlasDay:
    """Every state of the day in the number of alliances with a duty to help that it belongs to."""
    within: dict[str, list[str]] = defaultdict(list)
    for entry in by_name(listing(world, ended=False), lambda entry: entry.short.text(lang)):
        for state in entry.members if entry.kind != "partnership" else ():
            within[state].append(entry.short.text(lang))
    found = [
        Landed(
            state, world.name(state, lang), tuple(map_codes(world, state)), f"in-{min(len(within[state]), MANY)}",
            ", ".join(within[state]),
        )
        for state in sorted(states())
        if existed(world, state)
    ]  # fmt: skip
    return _day(world, found, [], lang, {land.state for land in found})


def atlas_of_one(world: World, found: Profile, lang: str) -> AtlasDay:
    """The members and observers of an alliance, who threatens them, its missions and bases."""
    named: dict[str, tuple[str, str]] = {}
    for threat in found.threats:
        if threat.source in states():
            named[threat.source] = "source", ""
    for row in (*found.observers, *found.members):
        kind = "leader" if row.state == found.measures.leader else "member" if row.status == "member" else row.status
        part = "; ".join(label.text(lang) for label in row.participation)
        named[row.state] = kind, part or term("status", row.status, lang)
    drawn = [
        Landed(s, world.name(s, lang), tuple(map_codes(world, s)), kind, note)
        for s, (kind, note) in sorted(named.items(), key=lambda item: item[0])
    ]
    others = [
        Landed(s, world.name(s, lang), tuple(map_codes(world, s)), "", "")
        for s in sorted(states())
        if s not in named and existed(world, s)
    ]
    marks = [
        Marked(world_point(lon, lat), "mission", mission.name.text(lang))
        for mission in found.missions
        for lon, lat in [_place(world, found.alliance, mission.id, mission.host)]
        if lon is not None and lat is not None
    ]
    marks += [
        Marked(world_point(base.lon, base.lat), "base", base.name.text(lang)) for base in found.basing
    ]  # fmt: skip
    return _day(world, [*others, *drawn], marks, lang, {s for s, (kind, _) in named.items() if kind})


def _place(world: World, alliance: str, mission: str, host: str) -> tuple[float | None, float | None]:
    """Where a mission is drawn: its own place, or the capital of its host."""
    entry = next(m for m in world.record.alliances[alliance].missions if m.id == mission)
    if entry.lon is not None and entry.lat is not None:
        return entry.lon, entry.lat
    return capital(world, host) or (None, None)


def _day(world: World, found: list[Landed], marks: list[Marked], lang: str, near: set[str]) -> AtlasDay:
    peninsula = world.record.places.get(CRIMEA)
    spots = [Marked(world_point(s.lon, s.lat), "disputed", s.label) for s in disputed(world, near, lang)]
    return AtlasDay(
        tuple(found),
        (*marks, *spots),
        existed(world, lands().divided.state),
        peninsula is not None and at_issue(world, peninsula),
    )
