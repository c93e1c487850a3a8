"""Who becomes vulnerable to whom, and at which gamma, when members of an alliance are gone; on the record of a day.

Before and after: the critical gamma of `vulnerability` for each member that stays, against every group that a state
outside the alliance could lead, with the alliance whole and with the ties that bind those in `without` to it cut. They
then stand aside: none of them defends a member. Whether one of them would attack is another question; it is among the
leaders too, marked `left`, with no figure before, since before it was an ally. A member newly falls to a group at every
gamma from its critical gamma before up to, and without, the one after.
Ties: all full members of an alliance of the record are tied with each other; one whose participation is frozen still
is, and a membership inside an imprecise date ties nobody for sure. Alliances that the record does not hold (it names
those it does) count as absent: the groups of outsiders are smaller, and the members' other allies fewer, than they may
have been.
Strength: one series and one year for all, chosen for the alliance's members; states without a figure are named, and
lie between 0 and `most`. Leaders with the same group are one row. Fellow members lead no attack unless named as
attackers; by the definition they then bring all allies they share with the target.
The model knows neither distance nor will: `borders` tells groups of which a state shares a land border with the member.
Reference: Jackson & Nei (2015); before and after, the groups, and the use of spending as strength are ours.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from foedus.charter.rules import rules_of
from foedus.ground.errors import QueryError
from foedus.ground.logic import Truth
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.measures.network.ties import Ties, ties_of_pairs
from foedus.measures.network.vulnerability import Floats, Vulnerability, guarantee, vulnerable
from foedus.record import tables
from foedus.record.alliance import Alliance
from foedus.world import Stamp, World, figures, stamp


class Critical(Strict, kw_only=True, frozen=True):
    """gamma* lies in low..high, None for infinite; `vulnerable` at the gamma asked, None where unknown."""

    low: float | None
    high: float | None
    vulnerable: Truth


class Threat(Strict, kw_only=True, frozen=True):
    """A member against a group, led by any of `leaders`; `before` is None where the leader was a member and `left`.

    alliance: the id of the alliance that the group is, "" where it is none. borders: by land, one of them.
    """

    member: str
    group: tuple[str, ...]
    leaders: tuple[str, ...]
    alliance: str
    borders: bool
    left: bool
    before: Critical | None
    after: Critical


class Guarantee(Strict, kw_only=True, frozen=True):
    """The strength that stands for a member, itself included, before and after; None where a figure is unknown."""

    before: float | None
    after: float | None


class Exposure(Shown, kw_only=True, frozen=True):
    """What `expose` answers; `newly` and `to_left` name (member, group) by alliance id or state, at this gamma.

    newly: not vulnerable before, vulnerable after; to_left: vulnerable to one who left; undecided: the verdict after is
    unknown; already: vulnerable before and after. alliances: those whose ties were counted.
    """

    alliance: str
    on: str
    known: str
    without: tuple[str, ...]
    gamma: float
    concept: str
    unit: str
    series: str
    year: int | None
    most: float | None
    members: tuple[str, ...]
    alliances: tuple[str, ...]
    missing: tuple[str, ...]
    uncertain: tuple[tuple[str, str], ...]
    guarantees: dict[str, Guarantee]
    threats: tuple[Threat, ...]
    newly: tuple[tuple[str, str], ...]
    to_left: tuple[tuple[str, str], ...]
    already: tuple[tuple[str, str], ...]
    undecided: tuple[tuple[str, str], ...]
    record: Stamp


def defends(alliance: str) -> bool:
    """Whether a treaty of the alliance has an article on help; where nobody has written its rules, it is taken to."""
    rules = rules_of(alliance)
    return rules is None or any(article.kind == "defence" for article in rules.articles)


def ties_on(world: World, gone: Alliance | None = None, without: tuple[str, ...] = ()) -> Ties:
    """The ties by all alliances of the record that oblige to defend, on the day and among all states there.

    Those in `without` are cut off from the members of `gone`, whatever treaty binds them.
    """
    inside = {m.state for m in world.members(gone)} if gone else set()
    cut = set(without)
    pairs: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for alliance in world.record.alliances.values():
        if not defends(alliance.id):
            continue
        for one, other in combinations(world.members(alliance), 2):
            pair = {one.state, other.state}
            if not (pair & cut and pair <= inside):
                pairs[one.certain and other.certain].append((one.state, other.state))
    there = [key for key, spans in tables.states().items() if any(s.existed(world.as_of.on) for s in spans)]
    named = {state for group in pairs.values() for pair in group for state in pair}
    return ties_of_pairs(sorted(named | set(there)), pairs[True], unknown=pairs[False])


def _strengths(
    world: World, concept: str, members: list[str], states: tuple[str, ...]
) -> tuple[Floats, dict[str, Any]]:
    """The figures of all states from the series and year that serve the members best; NaN where there is none."""
    found = figures(concept, members, world.as_of)
    values = dict(found.values)
    if found.year is not None:
        series = tables.series(found.series).values
        values |= {s: series[s][found.year] for s in states if found.year in series.get(s, {})}
    strength = np.array([values.get(s, np.nan) for s in states], dtype=np.float64)
    return strength, {"concept": concept, "unit": found.unit, "series": found.series, "year": found.year}


def _leaders(world: World, attackers: tuple[str, ...] | None, states: tuple[str, ...], inside: list[str]) -> list[str]:
    """The states that may lead an attack, each named once: by default all outside the alliance."""
    if attackers is None:
        return [s for s in states if s not in inside]
    wanted: set[str] = set()
    for name in attackers:
        if name.upper() in world.record.alliances:
            wanted |= {m.state for m in world.members(world.alliance(name))}
        else:
            wanted.add(world.state(name).id)
    return sorted(wanted)


def _critical(found: Vulnerability, i: int, j: int) -> Critical:
    low, high = (float(x) if np.isfinite(x) else None for x in found.critical[i, j])
    verdict = int(found.verdict[i, j])
    return Critical(low=low, high=high, vulnerable=None if verdict < 0 else bool(verdict))


def _danger(row: Threat) -> tuple[object, ...]:
    """The order of rows: by member, then the largest sure critical gamma first."""
    low, high = (np.inf if end is None else end for end in (row.after.low, row.after.high))
    return (row.member, -low, -high, row.leaders)


def _group(ties: Ties, i: int, j: int) -> tuple[str, ...]:
    """Those whom leader j may bring against i: itself and all who are, or may be, its allies."""
    may = ties.tied[j] | ties.unknown[j]
    return tuple(s for k, s in enumerate(ties.states) if k != i and (k == j or may[k]))


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _name(threat: Threat) -> str:
    return threat.alliance or ("+".join(threat.group) if len(threat.group) < 4 else f"{threat.leaders[0]} and allies")


def _threats(
    world: World, staying: list[str], leaders: list[str], left: tuple[str, ...], ties: tuple[Ties, Ties],
    found: tuple[Vulnerability, Vulnerability],
) -> list[Threat]:  # fmt: skip
    """One row a member and group, the most dangerous first."""
    index = {state: k for k, state in enumerate(ties[1].states)}
    blocks = {tuple(m.state for m in world.members(a)): a.id for a in world.record.alliances.values()}
    rows: list[Threat] = []
    for member in staying:
        i = index[member]
        groups: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[str]] = {}
        for leader in leaders:
            if leader != member:
                j = index[leader]
                key = (_group(ties[0], i, j), _group(ties[1], i, j), leader in left)
                groups.setdefault(key, []).append(leader)
        for (_, group, gone), led in groups.items():
            j = index[led[0]]
            rows.append(
                Threat(
                    member=member, group=group, leaders=tuple(led), alliance=blocks.get(group, ""), left=gone,
                    borders=any(world.borders(member, state) for state in group),
                    before=None if gone else _critical(found[0], i, j), after=_critical(found[1], i, j),
                )
            )  # fmt: skip
    return sorted(rows, key=_danger)


def expose(
    world: World,
    alliance: Alliance,
    without: tuple[str, ...] = (),
    attackers: tuple[str, ...] | None = None,
    gamma: float = 1.0,
    concept: str = "military-expenditure",
    most: float | None = None,
) -> Exposure:
    """Who of the members that stay is vulnerable to whom, before and after those in `without` are gone.

    attackers: states, or alliances for all of their members; by default every state outside the alliance. most: what a
    state without a figure has at most, in the series' unit; None sets no bound. Raises `QueryError` for one in
    `without` who is no member, when nobody stays, and for a gamma that is not above 0.
    """
    members = [m.state for m in world.members(alliance)]
    gone = tuple(
        dict.fromkeys(world.require_member(alliance, code, "each state in `without`").state for code in without)
    )
    unbound = [s for s in gone if s not in members]
    if unbound:
        raise QueryError(
            f"{unbound[0]} had signed but not joined {alliance.id} on {world.as_of.on}",
            why="a tie that does not bind yet cannot be cut",
            hint=f"the members on that day: {', '.join(members) or 'nobody'}",
        )
    staying = [s for s in members if s not in gone]
    if not staying:
        raise QueryError(
            f"nobody is left in {alliance.id} on {world.as_of.on}",
            hint="leave at least one member, or take another day",
        )
    ties = (ties_on(world), ties_on(world, alliance, gone))
    strength, origin = _strengths(world, concept, members, ties[0].states)
    bound = np.inf if most is None else most
    found = (
        vulnerable(strength, ties[0], gamma, most=bound),
        vulnerable(strength, ties[1], gamma, most=bound),
    )
    leaders = _leaders(world, attackers, ties[0].states, members)
    leaders += [s for s in gone if s not in leaders]
    rows = _threats(world, staying, leaders, gone, ties, found)
    stands = [dict(zip(t.states, guarantee(strength, t), strict=True)) for t in ties]
    asked = {s for row in rows for s in (*row.group, *members)}

    def named(wanted: Any) -> tuple[tuple[str, str], ...]:
        return tuple((row.member, _name(row)) for row in rows if wanted(row))

    return Exposure(
        alliance=alliance.id,
        on=world.as_of.on.isoformat(),
        known=world.as_of.known.isoformat(),
        without=gone,
        gamma=float(gamma),
        **origin,
        most=most,
        members=tuple(members),
        alliances=tuple(a.id for a in world.record.alliances.values() if world.members(a)),
        missing=tuple(s for s in found[1].unknown if s in asked),
        uncertain=ties[0].unknown_pairs(),
        guarantees={s: Guarantee(before=_known(stands[0][s]), after=_known(stands[1][s])) for s in staying},
        threats=tuple(rows),
        newly=named(lambda r: r.before is not None and r.before.vulnerable is False and r.after.vulnerable is True),
        to_left=named(lambda r: r.left and r.after.vulnerable is True),
        already=named(lambda r: r.before is not None and r.before.vulnerable is True and r.after.vulnerable is True),
        undecided=named(lambda r: r.after.vulnerable is None),
        record=stamp(world.as_of, {concept.removeprefix("military-"): origin["year"]}),
    )
