"""The maps of a brief: members, leader, host, threats, soldiers and disputed areas around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.graphics import Arrow, Flow, MapData, Spot, map_figure
from foedus.brief.graphics.topology import countries, mainland
from foedus.brief.page.blocks import Block, Picture
from foedus.brief.words import names
from foedus.brief.words.messages import say
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import number, rounded
from foedus.ground.sphere import great_circle_km
from foedus.measures.profile import Profile, profile
from foedus.measures.threat.divergence import source_of
from foedus.record.case import Place, ThreatNamed
from foedus.record.tables import states
from foedus.world import World

if TYPE_CHECKING:
    from foedus.response import Answer

MOST_ARROWS = 6
#: Members whose capitals are this far from the middle one are shown on a small map of the whole.
FAR_KM = 4500
#: Where a large state's name stands best, if not at its capital (lon, lat).
NAME_PLACES = {
    "RUS": (62.0, 61.0), "KAZ": (67.0, 48.2), "USA": (-98.0, 39.5), "CAN": (-100.0, 57.0), "CHN": (103.0, 36.0),
    "TUR": (35.0, 39.0), "UKR": (31.5, 49.0), "SUN": (62.0, 58.0), "NOR": (9.5, 61.3), "SWE": (15.5, 62.5),
    "FIN": (26.5, 63.5), "AFG": (66.0, 33.8), "IRN": (54.5, 32.6), "MNG": (103.5, 46.8), "FRA": (2.4, 46.7),
    "HRV": (16.2, 45.4), "DEU": (10.2, 51.0), "POL": (19.3, 52.0), "ESP": (-3.9, 40.0),
    "UZB": (63.5, 41.8), "TKM": (59.0, 39.2),
}  # fmt: skip

#: What the map calls states without an ISO number, and parts of a state that it draws apart.
ON_MAP = {"XKX": "Kosovo", "GRL": "304", "FRO": "234"}


def t(key: str, lang: str, **values: object) -> str:
    """A message of the maps."""
    return say("figures", f"map.{key}", lang, **values)


def _capital(world: World, code: str, lang: str) -> Spot | None:
    spans = states().get(code, ())
    for span in (*(s for s in spans if s.existed(world.as_of.on)), *reversed(spans)):
        if span.lat is not None and span.lon is not None:
            return Spot(span.lon, span.lat, world.name(code, lang))
    return None


def _numeric(world: World, code: str) -> list[str]:
    """The map's codes of a state: its own, or for a vanished one those of the land that it covered, as drawn today."""
    parts = {
        "DNK": "DNK GRL FRO",
        "SUN": "RUS BLR UKR MDA EST LVA LTU ARM AZE GEO KAZ KGZ TJK TKM UZB",
        "CSK": "CZE SVK", "DDR": "", "YUG": "SRB HRV SVN BIH MKD MNE XKX", "SCG": "SRB MNE XKX",
    }.get(code, code)  # fmt: skip
    numbers = {c: spans[-1].iso_numeric for c in parts.split() if (spans := states().get(c))}
    found = [numbers.get(c) or ON_MAP.get(c, "") for c in parts.split()]
    return [number for number in found if number]


def _place(world: World, state: str) -> tuple[float, float, float]:
    """Where a state's name stands (lon, lat), and how large its land is."""
    spot = _capital(world, state, "en")
    centre, area = (spot.lon, spot.lat) if spot else (0.0, 0.0), 0.0
    for code in _numeric(world, state)[:1]:
        if code in countries():
            _, centre, area = mainland(code)
    return *NAME_PLACES.get(state, centre), area


def _far(capitals: dict[str, Spot]) -> set[str]:
    """The members whose capital lies far from the one in the middle; one map cannot hold all at a readable size."""
    apart = {
        s: {o: great_circle_km(a.lat, a.lon, b.lat, b.lon) for o, b in capitals.items()} for s, a in capitals.items()
    }
    middle = min(apart, key=lambda s: (sum(apart[s].values()), s))
    return {s for s, km in apart[middle].items() if km > FAR_KM}


def _arrows(world: World, threats: list[ThreatNamed], lang: str) -> tuple[Arrow, ...]:
    """Arrows from states that are named as a threat: those that have struck or share a border, the struck first."""
    found: dict[tuple[str, str], Arrow] = {}
    near = [x for x in threats if x.hit or world.borders(x.source_state, x.state)]
    for threat in sorted(near, key=lambda x: (not x.hit, x.state, source_of(x))):
        start, end = (
            _capital(world, threat.source_state, lang) if threat.source_state else None,
            _capital(world, threat.state, lang),
        )
        key = (threat.source_state, threat.state)
        if start and end and key not in found and len(found) < MOST_ARROWS:
            found[key] = Arrow(start, end)
    return tuple(found.values())


def _at_issue(world: World, place: Place) -> bool:
    """Whether on the day another state than the recognised one holds the place."""
    if place.settled is not None and place.settled.reached_by(world.as_of.on) is True:
        return False
    return any(c.holds(world.as_of) is not False and c.state != place.recognised for c in place.controlled)


def _disputed(world: World, near: set[str], lang: str) -> tuple[tuple[Spot, ...], str]:
    """Areas whose control is at issue on the day and that concern one of the states, with the note."""
    spots, told = [], []
    for place in world.record.places.values():
        parties = {place.recognised, *place.claimed_by, *(c.state for c in place.controlled)}
        if place.lat is None or place.lon is None or not parties & near or len(parties) < 2:
            continue
        if not _at_issue(world, place):
            continue
        name = place.name.text(lang)
        spots.append(Spot(place.lon, place.lat, name))
        told.append(f"{len(spots)} {name}")
    return tuple(spots), t("disputed", lang, list="; ".join(told)) if told else ""


def _threats(world: World, members: set[str]) -> list[ThreatNamed]:
    return [
        x
        for x in world.record.threats.values()
        if x.state in members and x.source_state and x.source_state not in members and x.holds(world.as_of) is not False
    ]


def _picture(
    world: World,
    found: Profile,
    lang: str,
    title: str,
    host: str = "",
    flows: tuple[Flow, ...] = (),
    threats: list[ThreatNamed] | None = None,
) -> list[Picture]:
    members = {m.state for m in found.members}
    leader = found.measures.leader
    other = world.record.alliances.get(world.record.alliances[found.alliance].counterpart)
    rivals = {m.state for m in world.members(other)} if other and other.founded.first <= world.as_of.on else set()
    kinds: dict[str, str] = {}
    for group, kind in (
        (rivals, "other"),
        ({o.state for o in found.observers if o.status == "observer"}, "observer"),
        (members, "member"),
    ):
        kinds |= {code: kind for state in group for code in _numeric(world, state)}
    if leader:
        kinds |= dict.fromkeys(_numeric(world, leader), "leader")
    if host:
        kinds |= dict.fromkeys(_numeric(world, host), "host")
    capitals = {s: spot for s in sorted(members) if (spot := _capital(world, s, lang))}
    if not capitals:
        return []
    far = _far(capitals)
    if host in far:
        far = set()  # the map of a call holds the state that calls
    focus = tuple(spot for s, spot in capitals.items() if s not in far)
    arrows = _arrows(world, threats if threats is not None else _threats(world, members), lang)
    sources = {a.start.label for a in arrows}
    focus += tuple(a.start for a in arrows)
    disputed, note = _disputed(world, members | {x.source_state for x in _threats(world, members)}, lang)
    named = [
        *sorted(members, key=lambda s: (s != host, s != leader, -_place(world, s)[2], s)),
        *sorted(s for s in states() if world.name(s, lang) in sources),
    ]
    labels = []
    for state in dict.fromkeys(named):
        spot = _capital(world, state, lang)
        if spot:
            lon, lat, _ = _place(world, state)
            labels.append(
                (Spot(lon, lat, spot.label), "host" if state == host else "leader" if state == leader else "member")
            )
    shown = set(kinds.values())
    keys: list[tuple[str, str]] = [(k, t(k, lang)) for k in ("leader", "member", "host", "observer") if k in shown]
    if rivals and other:
        short = world.title(other).short
        keys.append(("other", t("other", lang, other=short.text(lang))))
    keys += [("threat", t("threat", lang))] if arrows else []
    keys += [("flow", t("flow", lang))] if flows else []
    keys += [("disputed", t("area", lang))] if disputed else []
    alliance = names.alliance(world.title(world.record.alliances[found.alliance]), lang, "gen")
    peninsula = world.record.places.get("crimea")
    data = MapData(
        title=title,
        subtitle=t("subtitle-case", lang, alliance=alliance, on=day(Date(found.on), lang)),
        source=t("source", lang, disputed=note),
        alt=t(
            "alt", lang, leader=world.name(leader, lang) if leader else t("none", lang),
            members=", ".join(world.name(s, lang) for s in sorted(members)),
            host=t("alt-host", lang, host=world.name(host, lang)) if host else "",
            threats="; ".join(f"{a.start.label} → {a.end.label}" for a in arrows) or t("none", lang),
        ),
        kinds=kinds, focus=focus, labels=tuple(labels), arrows=arrows, flows=flows, disputed=disputed, keys=tuple(keys),
        crimea=peninsula is not None and _at_issue(world, peninsula),
        far=tuple(code for s in sorted(far) for code in _numeric(world, s)[:1]),
    )  # fmt: skip
    return [Picture(map_figure(data))]


def alliance_map(world: World, found: Profile, lang: str) -> tuple[Block, ...]:
    """The map of an alliance's brief."""
    return tuple(_picture(world, found, lang, t("title-alliance", lang, count=len(found.members))))


def case_map(answer: Answer, world: World, lang: str) -> tuple[Block, ...]:
    """The map of an invocation's brief: who asks, and the soldiers the model expects if any come."""
    found = profile(world, answer.invocation.alliance)
    host = answer.invocation.victim
    end = _capital(world, host, lang)
    flows = []
    for state, part in sorted(answer.contributions.items(), key=lambda item: -item[1].p.p)[:6]:
        start = _capital(world, state, lang)
        if start and end and part.personnel:
            low, high = (number(rounded(q), lang) for q in (part.personnel.q25, part.personnel.q75))
            flows.append(Flow(start, end, part.personnel.q50, f"{low}–{high}"))
    title = t("title-case", lang, by=names.upper_first(names.state(world, host, lang)))
    against = [x for x in _threats(world, {m.state for m in found.members}) if x.state == host]
    return tuple(_picture(world, found, lang, title, host, tuple(flows), against))
