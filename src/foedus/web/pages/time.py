"""The map of the world on any day, with a slider over the turning points of one alliance or of all."""

from __future__ import annotations

import datetime as dt
from typing import Any

from foedus import api
from foedus.brief.figures.atlas import atlas_of_all, atlas_of_one
from foedus.brief.figures.turning_points import turning_points
from foedus.brief.graphics.world_map import HEIGHT, WIDTH
from foedus.brief.words.sources_of_threat import source_name
from foedus.ground.calendar import FIRST_YEAR, Date
from foedus.ground.days import day
from foedus.ground.numbers import by_name
from foedus.measures.profile import Profile
from foedus.web.atlas_key import keys_of
from foedus.web.page import page
from foedus.web.route import CLOCKS, Body, Inquiry, Parameter, Route
from foedus.web.words import told
from foedus.world import World, listing, today

#: A call for help stays beside the map for so long.
RECENT = dt.timedelta(days=365)
ALLIANCE = Parameter("alliance", "alliance", "The alliance to follow; all of them where it is left out.")


def time(asked: Inquiry) -> Body:
    """The map with its slider, and beside it what there is to say about the day."""
    end = asked["known"] or today()
    known = World.at(end, end)
    points = [p for p in turning_points(known, asked["alliance"] or "", asked.lang) if p.on.year >= FIRST_YEAR]
    here = asked["on"] or today()
    first, last = (points[0].on if points else end).replace(day=1), max(end, here)
    span = max((last - first).days, 1)
    return page(
        asked, "time", width=WIDTH, height=HEIGHT, points=points, first=first, months=_months(first, last),
        month=min(max(_months(first, here), 0), _months(first, last)),
        ticks=[(point, round(100 * (point.on - first).days / span, 2)) for point in points],
        before=next((p for p in reversed(points) if p.on < here), None),
        after=next((p for p in points if p.on > here), None), names=_choices(known, asked.lang),
        moment=address_of_moment(asked), **_moment(asked),
    )  # fmt: skip


def moment(asked: Inquiry) -> Body:
    """What changes with the slider: the words beside the map, and by state what its land is."""
    return page(asked, "moment", area="time", **_moment(asked))


def address_of_moment(asked: Inquiry) -> str:
    """Where a script asks for another day of the same question."""
    from foedus.web.address import address

    return address(
        "moment", asked.lang, on=asked["on"] or today(), known=asked["known"], alliance=asked["alliance"]
    )  # fmt: skip


def _moment(asked: Inquiry) -> dict[str, Any]:
    world, lang = api.world(asked["on"], asked["known"]), asked.lang
    if not asked["alliance"]:
        living = by_name(listing(world, ended=False), lambda entry: entry.short.text(lang))
        shown = atlas_of_all(world, lang)
        title = told("time", "title-all", lang, day=day(Date(world.as_of.on.isoformat()), lang))
        return {"title": title, "day": world.as_of.on, "atlas": shown, "keys": keys_of(shown, lang), "living": living,
                "found": None}  # fmt: skip
    entry = world.record.alliances[asked["alliance"]]
    title = told(
        "time",
        "title-one",
        lang,
        alliance=world.title(entry).short.text(lang),
        day=day(Date(world.as_of.on.isoformat()), lang),
    )
    # Before its founding and after its end an alliance has no profile, but the slider gets there.
    there = entry.founded.first <= world.as_of.on and world.as_of.knows(entry.known)
    found = api.show(entry.id, asked["on"], asked["known"]) if there else None
    shown = atlas_of_one(world, found, lang) if found else atlas_of_all(world, lang)
    values: dict[str, Any] = {
        "title": title, "day": world.as_of.on, "atlas": shown, "keys": keys_of(shown, lang), "found": found,
        "living": [],
    }  # fmt: skip
    return values | (_about(world, found, lang) if found else {"absent": True})


def _about(world: World, found: Profile, lang: str) -> dict[str, Any]:
    """The strength, the threats and the recent calls of an alliance."""
    threats: dict[str, list[str]] = {}
    for threat in found.threats:
        threats.setdefault(source_name(world, threat.source, lang), []).append(world.name(threat.state, lang))
    calls = [
        case
        for case in world.record.invocations.values()
        if case.alliance == found.alliance
        and world.as_of.knows(case.known)
        and world.as_of.on - RECENT < case.date.first <= world.as_of.on
    ]
    return {
        "absent": False,
        "strength": {concept: s for concept, s in found.measures.shares.items() if s.total is not None},
        "threats": sorted((name, by_name(dict.fromkeys(by), str)) for name, by in threats.items()),
        "calls": sorted(calls, key=lambda case: (case.date.first, case.id)),
    }  # fmt: skip


def _choices(world: World, lang: str) -> list[tuple[str, str]]:
    """Every alliance to follow, by the name of the list."""
    return [(e.id, e.short.text(lang)) for e in by_name(listing(world), lambda e: e.short.text(lang))]


def _months(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


ROUTES = (
    Route("time", "/{lang}/time", time, (ALLIANCE, *CLOCKS), heavy=True, place=20),
    Route("moment", "/{lang}/time/moment", moment, (ALLIANCE, *CLOCKS)),
)
