"""An alliance's profile on a day: members, treaties, organs, forces, missions, threats and measures."""

from __future__ import annotations

from typing import TypeVar

from foedus.ground.calendar import holds
from foedus.ground.label import Label
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.measures.bond.common_years import age_years
from foedus.measures.bond.overlap import Overlap, overlap
from foedus.measures.strength.concentration import Concentration, concentration
from foedus.measures.strength.dependence import Dependence, dependence
from foedus.measures.strength.shares import Shares, shares
from foedus.measures.threat.divergence import Divergence, divergence, source_of, threats_of
from foedus.record.alliance import Basing, Event, Force, Mission, OfficeHolder, Organ
from foedus.record.entries import Contribution, Range, Spanned, summarise
from foedus.world import Stamp, World, stamp

T = TypeVar("T", bound=Spanned)
CONCEPTS = {"expenditure": "military-expenditure", "personnel": "personnel", "population": "population", "gdp": "gdp"}


class MemberRow(Strict, kw_only=True, frozen=True):
    """A member on the day; `participation` says where its part is restricted."""

    state: str
    name: Label
    status: str
    since: str
    signed: str | None
    certain: bool
    participation: tuple[Label, ...]
    sources: tuple[str, ...]


class TreatyRow(Strict, kw_only=True, frozen=True):
    """A treaty signed by the day, with whether it is in force."""

    id: str
    title: Label
    role: str
    signed: str
    in_force: str | None
    binding: bool | None
    sources: tuple[str, ...]


class ForceRow(Strict, kw_only=True, frozen=True):
    """A standing force; strength in persons, notice in days; None where no report is known."""

    id: str
    name: Label
    kind: str
    since: str
    strength: Range
    notice_days: Range
    contingents: tuple[Contribution, ...]
    composition: Label | None
    sources: tuple[str, ...]


class MissionRow(Strict, kw_only=True, frozen=True):
    """A mission that was under way on the day, with contested totals side by side."""

    id: str
    name: Label
    host: str
    kind: str
    mandate: Label
    since: str
    until: str | None
    strength: Range
    contributions: tuple[Contribution, ...]
    sources: tuple[str, ...]


class ThreatRow(Strict, kw_only=True, frozen=True):
    """A threat named by a member or that hit it."""

    id: str
    state: str
    source: str
    threat: str
    hit: bool
    since: str
    text: Label
    according_to: Label
    sources: tuple[str, ...]


class Measures(Strict, kw_only=True, frozen=True):
    """The measures of the alliance on the day; each unknown stays None."""

    leader: str | None
    leader_grounds: Label | None
    shares: dict[str, Shares]
    without_leader: dict[str, Dependence]
    concentration: dict[str, Concentration]
    divergence: Divergence
    age_years: float
    overlap: tuple[Overlap, ...]


class Profile(Shown, kw_only=True, frozen=True):
    """What `show` answers."""

    alliance: str
    name: Label
    short: Label
    on: str
    known: str
    founded: str
    dissolved: str | None
    members: tuple[MemberRow, ...]
    observers: tuple[MemberRow, ...]
    former: tuple[MemberRow, ...]
    treaties: tuple[TreatyRow, ...]
    organs: tuple[Organ, ...]
    persons: tuple[OfficeHolder, ...]
    forces: tuple[ForceRow, ...]
    basing: tuple[Basing, ...]
    missions: tuple[MissionRow, ...]
    past_missions: tuple[str, ...]
    threats: tuple[ThreatRow, ...]
    events: tuple[Event, ...]
    measures: Measures
    sources: tuple[str, ...]
    record: Stamp


def profile(world: World, name: str, without: tuple[str, ...] = ()) -> Profile:
    """The profile of an alliance; states in `without` must be members and are left out of the measures."""
    alliance = world.alliance(name)
    without = tuple(world.require_member(alliance, code, "--without").state for code in without)
    as_of = world.as_of
    title = world.title(alliance)
    members = _members(world, alliance.id, "member", "signatory")
    missions = sorted(_holding(world, alliance.missions), key=lambda m: m.since.first)
    threats = [t for row in members for t in threats_of(world, row.state)]
    measures = measures_of(world, alliance.id, without)
    found = Profile(
        alliance=alliance.id,
        name=title.name,
        short=title.short,
        on=as_of.on.isoformat(),
        known=as_of.known.isoformat(),
        founded=alliance.founded.text,
        dissolved=alliance.dissolved.text if world.dissolved(alliance) and alliance.dissolved else None,
        members=members,
        observers=_members(world, alliance.id, "observer", "applicant", "suspended"),
        former=_former(world, alliance.id),
        treaties=_treaties(world, alliance.id),
        organs=_holding(world, alliance.organs),
        persons=tuple(p for p in alliance.persons if p.holds(as_of) is True),
        forces=tuple(_force(world, f) for f in _holding(world, alliance.forces)),
        basing=_holding(world, alliance.basing),
        missions=tuple(_mission(world, m) for m in missions),
        past_missions=tuple(m.id for m in alliance.missions if _over(world, m)),
        threats=tuple(
            ThreatRow(
                id=t.id, state=t.state, source=source_of(t), threat=t.threat, hit=t.hit,
                since=t.since.text, text=t.text, according_to=t.according_to, sources=t.sources,
            )
            for t in threats
        ),
        events=tuple(
            e for e in alliance.events if e.date.reached_by(as_of.on) is not False and as_of.knows(e.known)
        ),
        measures=measures,
        sources=(),
        record=stamp(as_of, years_of(measures)),
    )  # fmt: skip
    return _with_sources(found)


def measures_of(world: World, name: str, without: tuple[str, ...] = ()) -> Measures:
    """All measures of an alliance on the day."""
    alliance = world.alliance(name)
    leader = world.leader(alliance)
    state = leader.state if leader and leader.state not in without else None
    by_concept = {key: shares(world, alliance, concept, without) for key, concept in CONCEPTS.items()}
    earlier = [world.record.alliances[p] for p in alliance.predecessors if p in world.record.alliances]
    return Measures(
        leader=state,
        leader_grounds=leader.grounds if leader and state else None,
        shares=by_concept,
        without_leader={key: dependence(found, state) for key, found in by_concept.items()},
        concentration={key: concentration(found) for key, found in by_concept.items()},
        divergence=divergence(world, alliance),
        age_years=age_years(world, alliance),
        overlap=tuple(overlap(world, alliance, p) for p in earlier),
    )


def years_of(*measures: Measures) -> dict[str, int | None]:
    """The year of the figures of each resource; the earliest where alliances have different ones."""
    found: dict[str, int | None] = {}
    for key in CONCEPTS:
        years = [m.shares[key].year for m in measures]
        found[key] = min((y for y in years if y is not None), default=None)
    return found


def _holding(world: World, entries: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(e for e in entries if e.holds(world.as_of) is not False)


def _over(world: World, entry: Spanned) -> bool:
    end = entry.end(world.as_of.known)
    return world.as_of.knows(entry.known) and end is not None and end.reached_by(world.as_of.on) is True


def _members(world: World, name: str, *statuses: str) -> tuple[MemberRow, ...]:
    alliance = world.alliance(name)
    rows = []
    for member in world.members(alliance, *statuses):  # type: ignore[arg-type]
        special = [p.text for p in _holding(world, alliance.participation) if p.state == member.state]
        rows.append(
            MemberRow(
                state=member.state, name=_name(world, member.state), status=member.status,
                since=member.since.text, signed=member.signed.text if member.signed else None,
                certain=member.certain, participation=tuple(special), sources=member.entry.sources,
            )
        )  # fmt: skip
    return tuple(rows)


def _former(world: World, name: str) -> tuple[MemberRow, ...]:
    alliance = world.alliance(name)
    # A suspended member has a place in the alliance still, and is told of there.
    now = {m.state for m in (*world.members(alliance), *world.members(alliance, "suspended"))}
    rows = []
    for entry in alliance.members:
        end = entry.end(world.as_of.known) if world.as_of.knows(entry.known) else None
        left = end is not None and end.reached_by(world.as_of.on) is True
        if entry.status == "member" and left and entry.state not in now:
            rows.append(
                MemberRow(
                    state=entry.state, name=_name(world, entry.state), status="former",
                    since=entry.since.text, signed=entry.signed.text if entry.signed else None,
                    certain=True, participation=(), sources=entry.sources,
                )
            )  # fmt: skip
    return tuple(rows)


def _name(world: World, state: str) -> Label:
    return Label(en=world.name(state), de=world.name(state, "de"))


def _treaties(world: World, name: str) -> tuple[TreatyRow, ...]:
    rows = []
    for t in world.alliance(name).treaties:
        if t.signed.reached_by(world.as_of.on) is False or not world.as_of.knows(t.known):
            continue
        end = t.until if t.until and (t.until_known or t.until).last <= world.as_of.known else None
        binding = holds(t.in_force, end, world.as_of.on) if t.in_force else None
        rows.append(
            TreatyRow(
                id=t.id, title=t.title, role=t.role, signed=t.signed.text,
                in_force=t.in_force.text if t.in_force else None, binding=binding, sources=t.sources,
            )
        )  # fmt: skip
    return tuple(rows)


def _force(world: World, force: Force) -> ForceRow:
    return ForceRow(
        id=force.id, name=force.name, kind=force.kind, since=force.since.text,
        strength=summarise(force.strength, world.as_of),
        notice_days=summarise(force.notice_days, world.as_of),
        contingents=tuple(c for c in force.contingents if c.about(world.as_of)),
        composition=force.composition, sources=force.sources,
    )  # fmt: skip


def _mission(world: World, mission: Mission) -> MissionRow:
    end = mission.end(world.as_of.known)
    return MissionRow(
        id=mission.id, name=mission.name, host=mission.host, kind=mission.kind,
        mandate=mission.mandate, since=mission.since.text, until=end.text if end else None,
        strength=summarise(mission.strength, world.as_of),
        contributions=tuple(c for c in mission.contributions if c.about(world.as_of)),
        sources=mission.sources,
    )  # fmt: skip


def _with_sources(found: Profile) -> Profile:
    from msgspec.structs import replace

    parts: tuple[
        tuple[MemberRow | TreatyRow | Organ | OfficeHolder | ForceRow | Basing | MissionRow | ThreatRow, ...], ...
    ]
    parts = (
        found.members, found.observers, found.treaties, found.organs, found.persons, found.forces,
        found.basing, found.missions, found.threats,
    )  # fmt: skip
    keys = [key for rows in parts for row in rows for key in row.sources]
    return replace(found, sources=tuple(dict.fromkeys(keys)))
