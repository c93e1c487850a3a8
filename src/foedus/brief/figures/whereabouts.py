"""Where states lie on a map: their capital, the outlines that are theirs, and areas whose control is at issue."""

from __future__ import annotations

from foedus.brief.graphics import Spot
from foedus.brief.graphics.lands import lands
from foedus.brief.graphics.topology import Place as LonLat
from foedus.record.case import Place
from foedus.record.tables import states
from foedus.world import World


def capital(world: World, code: str) -> LonLat | None:
    """The capital (lon, lat) of a state on the day, or else of the last span that has one; None where none is known."""
    spans = states().get(code, ())
    for span in (*(s for s in spans if s.existed(world.as_of.on)), *reversed(spans)):
        if span.lat is not None and span.lon is not None:
            return span.lon, span.lat
    return None


def map_codes(world: World, code: str) -> list[str]:
    """The map's codes of a state: its own, or for a vanished one those of the land that it covered, as drawn today."""
    parts = lands().parts.get(code, (code,))
    numbers = {c: spans[-1].iso_numeric for c in parts if (spans := states().get(c))}
    found = [lands().codes.get(c) or numbers.get(c) or "" for c in parts]
    return [number for number in found if number]


def vanished(code: str) -> bool:
    """Whether the state is no more, so that its land is drawn as several."""
    return all(span.until is not None for span in states().get(code, ()))


def existed(world: World, code: str) -> bool:
    """Whether there was such a state on the day."""
    return any(span.existed(world.as_of.on) for span in states().get(code, ()))


def at_issue(world: World, place: Place) -> bool:
    """Whether on the day another state than the recognised one holds the place.

    Where the recognised state is not there yet, its predecessor holds the place and nobody else.
    """
    if place.settled is not None and place.settled.reached_by(world.as_of.on) is True:
        return False
    if not existed(world, place.recognised):
        return False
    return any(c.holds(world.as_of) is not False and c.state != place.recognised for c in place.controlled)


def disputed(world: World, near: set[str], lang: str) -> tuple[Spot, ...]:
    """Areas whose control is at issue on the day and that concern one of the states."""
    spots = []
    for place in world.record.places.values():
        parties = {place.recognised, *place.claimed_by, *(c.state for c in place.controlled)}
        if place.lat is None or place.lon is None or not parties & near or len(parties) < 2:
            continue
        if at_issue(world, place):
            spots.append(Spot(place.lon, place.lat, place.name.text(lang)))
    return tuple(spots)
