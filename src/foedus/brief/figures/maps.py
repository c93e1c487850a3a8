"""The maps of a brief: members, leader, host, threats, soldiers and disputed areas around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.brief.figures.order import by_name
from foedus.brief.figures.whereabouts import at_issue, capital, disputed, existed, map_codes, vanished
from foedus.brief.graphics import Country, Figure, MapData, PlacedMap, scenes
from foedus.brief.graphics.canvas import NARROW, WIDE
from foedus.brief.graphics.divided import rings_of
from foedus.brief.graphics.figure import Cell
from foedus.brief.graphics.lands import lands
from foedus.brief.graphics.scene import viewport
from foedus.brief.graphics.topology import Place as LonLat
from foedus.brief.graphics.topology import countries, mainland
from foedus.brief.page.blocks import Block, Picture
from foedus.brief.words import names
from foedus.brief.words.messages import say
from foedus.brief.words.soldiers import soldiers_told
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.sphere import great_circle_km
from foedus.measures.profile import Profile, profile
from foedus.measures.threat.divergence import source_of
from foedus.record.case import ThreatNamed
from foedus.world import World

if TYPE_CHECKING:
    from foedus.response import Answer

MOST_ARROWS, MOST_FLOWS = 6, 6
#: Members whose capitals are this far from the middle one are shown on a small map of the whole.
FAR_KM = 4500
#: Unless the map that holds them too is drawn at this share of the size or more.
WORTH = 0.7
#: Maps that are kept, so that one is placed and drawn once for all days (and answers) that show the same.
MOST_PLACED = 24
_PLACED: dict[str, PlacedMap] = {}
COLUMNS = ("what", "state", "name", "towards", "towards_name", "soldiers")


def t(key: str, lang: str, **values: object) -> str:
    """A message of the maps."""
    return say("figures", f"map.{key}", lang, **values)


def _size(world: World, state: str) -> float:
    """How large a state's land is."""
    return max((mainland(code)[2] for code in map_codes(world, state)[:1] if code in countries()), default=0.0)


def _far(capitals: dict[str, LonLat]) -> set[str]:
    """The members whose capital lies far from the one in the middle; one map cannot hold all at a readable size."""
    apart = {s: {o: _distance(a, b) for o, b in capitals.items()} for s, a in capitals.items()}
    middle = min(apart, key=lambda s: (sum(apart[s].values()), s))
    far = {s for s, km in apart[middle].items() if km > FAR_KM}
    # Where most are far from it there is no middle to look at: the map holds the whole globe's side.
    if 2 * len(far) > len(capitals):
        return set()
    all_in, near = _scales(list(capitals.values())), _scales([c for s, c in capitals.items() if s not in far])
    return far if any(whole < WORTH * part for whole, part in zip(all_in, near, strict=True)) else set()


def _scales(spots: list[LonLat]) -> tuple[float, ...]:
    """How large both maps draw the land if they hold these places."""
    return tuple(viewport(spots, width).scale for width in (WIDE, NARROW))


def _distance(a: LonLat, b: LonLat) -> float:
    """Great-circle distance of two places in kilometres."""
    return great_circle_km(a[1], a[0], b[1], b[0])


def _nearest(world: World, source: str, target: LonLat) -> LonLat | None:
    """The place of a state's land that is nearest to another place; its capital where no land is drawn."""
    rings = [ring for code in map_codes(world, source) for ring in rings_of(code)]
    places = [p for ring in rings for p in ring[:: len(ring) // 60 + 1]]
    return min(places, key=lambda p: _distance(p, target), default=capital(world, source))


def _arrows(world: World, threats: list[ThreatNamed]) -> tuple[tuple[str, str], ...]:
    """Threats from states: those that have struck or share a border, the struck first."""
    near = [x for x in threats if x.hit or world.borders(x.source_state, x.state)]
    ranked = sorted(near, key=lambda x: (not x.hit, x.state, source_of(x)))
    return tuple(dict.fromkeys((x.source_state, x.state) for x in ranked))[:MOST_ARROWS]


def _threats(world: World, members: set[str]) -> list[ThreatNamed]:
    return [
        x
        for x in world.record.threats.values()
        if x.state in members and x.source_state and x.source_state not in members and x.holds(world.as_of) is not False
    ]


def _kinds(world: World, found: Profile, host: str, rivals: set[str]) -> dict[str, str]:
    """The colour of each land; of a state with two parts the weightier wins."""
    observers = {o.state for o in found.observers if o.status == "observer"}
    members = {m.state for m in found.members}
    leader = {found.measures.leader} if found.measures.leader else set()
    ranks = (
        (rivals, "other"),
        (observers, "observer"),
        (members, "member"),
        (leader, "leader"),
        ({host} - {""}, "host"),
    )
    found_kinds = {code: kind for group, kind in ranks for state in group for code in map_codes(world, state)}
    cut = lands().divided
    return {cut.part: "", **found_kinds} if existed(world, cut.state) else found_kinds


def _picture(
    world: World,
    found: Profile,
    lang: str,
    title: str,
    host: str = "",
    soldiers: dict[str, tuple[float, str]] | None = None,
    threats: list[ThreatNamed] | None = None,
    asked: bool = True,
) -> list[Picture]:
    """The map; `soldiers` is what each contributor would send (median, and the range in words)."""
    sent = soldiers or {}
    members, leader = {m.state for m in found.members}, found.measures.leader
    other = world.record.alliances.get(world.record.alliances[found.alliance].counterpart)
    rivals = {m.state for m in world.members(other)} if other and other.founded.first <= world.as_of.on else set()
    # Who calls, or is concerned, need not be a member: a treaty may protect others.
    capitals = {s: spot for s in sorted(members | ({host} - {""})) if (spot := capital(world, s))}
    if not capitals:
        return []
    far = _far(capitals)
    if host in far:
        far = set()  # the map of a call holds the state that calls
    focus = [spot for s, spot in capitals.items() if s not in far]
    gates = {
        (source, target): gate
        for source, target in _arrows(world, _threats(world, members) if threats is None else threats)
        if target in capitals and target not in far and (gate := _nearest(world, source, capitals[target]))
    }
    near = {pair: gate for pair, gate in gates.items() if min(_distance(gate, spot) for spot in focus) < FAR_KM}
    named = sorted(capitals, key=lambda s: (s != host, s != leader, s not in sent, -_size(world, s), s))
    labelled = {}
    for state in dict.fromkeys((*named[:2], *(s for s, _ in near), *named)):
        city = capital(world, state)
        if city:
            kind = "host" if state == host else "leader" if state == leader else "member"
            note = sent[state][1] if state in sent else ""
            codes = tuple(map_codes(world, state) if vanished(state) else map_codes(world, state)[:1])
            labelled[state] = Country(world.name(state, lang), kind, codes, city, note)
    kinds = _kinds(world, found, host, rivals)
    peninsula = world.record.places.get("crimea")
    data = MapData(
        kinds=kinds, countries=labelled, focus=(*focus, *near.values()), host=host, asked=asked, threats=tuple(near),
        soldiers=tuple((s, number) for s, (number, _) in sent.items() if s in labelled),
        disputed=disputed(world, members | {x.source_state for x in _threats(world, members)}, lang),
        keys=(), far=tuple(sorted(far)), crimea=peninsula is not None and at_issue(world, peninsula),
    )  # fmt: skip
    short = world.title(other).short.text(lang) if rivals and other else ""
    map_ = _placed(data, short, lang)
    shown = map_.shown
    alt = _alt(world, shown, members, leader, lang)
    alliance = names.alliance(world.title(world.record.alliances[found.alliance]), lang, "gen")
    figure = Figure(
        title, t("subtitle-case", lang, alliance=alliance, on=day(Date(found.on), lang)), _source(shown, lang), alt,
        *map_.drawn(title, alt),
    )  # fmt: skip
    return [Picture(figure.told("map", COLUMNS, _rows(world, shown, found, sent, lang)))]


def _placed(data: MapData, short: str, lang: str) -> PlacedMap:
    """The map of what is to be shown. Days (and answers) on which that is the same share it."""
    key = f"{lang}|{short}|{data!r}"
    found = _PLACED.get(key)
    if found is None:
        shown, wide, narrow = scenes(replace(data, keys=_keys(data, short, lang)))
        shown = replace(shown, keys=_keys(shown, short, lang))
        wide.data = narrow.data = shown
        found = PlacedMap(shown, wide, narrow)
        while len(_PLACED) >= MOST_PLACED:
            _PLACED.pop(next(iter(_PLACED)), None)
        _PLACED[key] = found
    return found


def _keys(data: MapData, other: str, lang: str) -> tuple[tuple[str, str], ...]:
    """What the key explains: all that is drawn and nothing else."""
    shown = set(data.kinds.values())
    parts: dict[str, str] = {k: t(k, lang) for k in ("leader", "member", "host", "observer") if k in shown}
    parts |= {"host": t("host-unasked", lang)} if data.host and not data.asked else {}
    parts |= {"other": t("other", lang, other=other)} if other else {}
    parts |= {"threat": t("threat", lang)} if data.threats else {}
    parts |= {"flow": t("flow", lang)} if data.soldiers else {}
    parts |= {"disputed": t("area", lang)} if data.disputed or data.crimea else {}
    return tuple(parts.items())


def _source(data: MapData, lang: str) -> str:
    """Where the map is from, and the notes on the areas that are hatched on it."""
    listed = "; ".join(f"{i} {spot.label}" for i, spot in enumerate(data.disputed, 1))
    notes = [t("source", lang)]
    notes += [t("crimea", lang)] if data.crimea else []
    notes += [t("borders", lang)] if lands().divided.part in data.kinds else []
    notes += [t("disputed", lang, list=listed)] if listed else []
    return " ".join(notes)


def _alt(world: World, data: MapData, members: set[str], leader: str | None, lang: str) -> str:
    """What is drawn, in words."""
    shown = data.countries
    told = "; ".join(f"{shown[a].label} → {shown[b].label}" for a, b in data.threats)
    concerned = (
        t("alt-host" if data.asked else "alt-host-unasked", lang, host=shown[data.host].label) if data.host else ""
    )
    return t(
        "alt", lang, leader=world.name(leader, lang) if leader else t("none", lang),
        members=", ".join(world.name(s, lang) for s in by_name(world, members, lang)),
        host=concerned, threats=told or t("none", lang),
    )  # fmt: skip


def _rows(
    world: World, data: MapData, found: Profile, sent: dict[str, tuple[float, str]], lang: str
) -> list[tuple[Cell, ...]]:
    members = by_name(world, (m.state for m in found.members), lang)
    rows: list[tuple[Cell, ...]] = [
        ("leader" if s == found.measures.leader else "member", s, world.name(s, lang), None, None, None)
        for s in members
    ]
    rows += (
        [("asks" if data.asked else "concerned", data.host, world.name(data.host, lang), None, None, None)]
        if data.host
        else []
    )
    rows += [("threat", a, world.name(a, lang), b, world.name(b, lang), None) for a, b in data.threats]
    rows += [
        ("soldiers", s, world.name(s, lang), data.host, world.name(data.host, lang), sent[s][0])
        for s, _ in data.soldiers
    ]
    return rows + [("disputed", None, spot.label, None, None, None) for spot in data.disputed]


def alliance_map(world: World, found: Profile, lang: str) -> tuple[Block, ...]:
    """The map of an alliance's brief."""
    return tuple(_picture(world, found, lang, t("title-alliance", lang, count=len(found.members))))


def case_map(answer: Answer, world: World, lang: str) -> tuple[Block, ...]:
    """The map of an invocation's brief: who asks, and the soldiers the model expects if any come."""
    found = profile(world, answer.invocation.alliance)
    host = answer.invocation.victim
    soldiers = {}
    for state, part in sorted(answer.contributions.items(), key=lambda item: (-item[1].p.p, item[0]))[:MOST_FLOWS]:
        told = soldiers_told(part.personnel, lang)
        if part.personnel and told and state != host:
            soldiers[state] = part.personnel.q50, told
    asked = answer.invocation.request != "none"
    title = names.upper_first(
        t("title-case" if asked else "title-case-unasked", lang, by=names.state(world, host, lang))
    )
    against = [x for x in _threats(world, {m.state for m in found.members}) if x.state == host]
    return tuple(_picture(world, found, lang, title, host, soldiers, against, asked))
