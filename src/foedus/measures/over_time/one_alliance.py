"""An alliance over years, in one pass: dependence on the leader, concentration, threat divergence.

Members and leader are those on 1 July of each year. One series speaks for all years, each year for itself: the one that
has most of the members' figures, or the one asked for, as known by the world's second clock. A line drawn from two
series would show their difference as a change. Formulas, and what counts as unknown: `shares`, `dependence`,
`concentration`, `divergence`; this is the same for many years at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.ground.calendar import AsOf
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.strict import Strict
from foedus.measures.strength.concentration import concentration_by_group
from foedus.measures.strength.dependence import dependence_by_group
from foedus.measures.strength.shares import shares_by_group
from foedus.measures.threat.divergence import divergence_by_year, source_of
from foedus.record import tables
from foedus.record.alliance import Alliance
from foedus.world import World

if TYPE_CHECKING:
    from foedus.ground.terms import Status
    from foedus.measures.strength.shares import Flags, Floats


class AllianceYear(Strict, kw_only=True, frozen=True):
    """One year. `without_leader` and `total` are in `unit`, lower bounds while any are `missing`; None is unknown.

    `divergence` is the mean over `pairs` pairs of members of whom both name a threat.
    """

    alliance: str
    year: int
    members: tuple[str, ...]
    missing: tuple[str, ...]
    leader: str | None
    concept: str
    series: str
    unit: str
    total: float | None
    leader_share: float | None
    without_leader: float | None
    without_leader_ratio: float | None
    next_state: str | None
    next_share: float | None
    herfindahl: float | None
    effective_number: float | None
    divergence: float | None
    pairs: int


@dataclass(frozen=True, slots=True, eq=False)
class _Rosters:
    """Members and leader by year, as arrays (years, states) over `states`."""

    worlds: tuple[World, ...]
    states: tuple[str, ...]
    present: Flags
    leads: Flags


def over_years(
    world: World,
    alliance: Alliance,
    first: int,
    last: int,
    concept: str = "military-expenditure",
    series: str = "",
    statuses: Sequence[Status] = ("member",),
) -> tuple[AllianceYear, ...]:
    """The alliance in each year from `first` to `last`, by one resource.

    `series` names a series of the concept; `statuses` says who counts as a member. Raises `QueryError`
    for a concept or series that is not there, for years that are turned round or after the world's day, and for years
    in none of which the alliance had members.
    """
    years = range(*_checked(world, first, last))
    keys = _series(concept, series)
    found = _rosters(world, alliance, years, statuses)
    if not found.present.any():
        spans = sorted((m.since.first, m.since) for m in alliance.members if m.status in statuses)
        raise QueryError(
            f"{alliance.id} had no members on 1 July of {first} to {last}",
            why=f"its first membership begins on {spans[0][1]}" if spans else "the record names none",
            hint="choose years in which it had members",
        )
    key, values = _figures(keys, found, years, world.as_of.known)
    year, state = np.nonzero(found.present)
    rows, leads = values[year, state], found.leads[year, state]
    shares = shares_by_group(rows, year, len(years), leads)
    on = dependence_by_group(rows, shares, year, len(years), leads)
    index = concentration_by_group(shares, year, len(years))
    apart = divergence_by_year(_named(world, found, years))
    unit = tables.origins()[key].unit
    made = []
    for y in range(len(years)):
        mine = np.flatnonzero(year == y)
        names = [found.states[state[r]] for r in mine]
        known = rows[mine][~np.isnan(rows[mine])]
        pairs = apart[y][np.triu_indices(len(found.states), 1)]
        pairs = pairs[~np.isnan(pairs)]
        follower = int(on.following[y])
        made.append(
            AllianceYear(
                alliance=alliance.id,
                year=years[y],
                members=tuple(names),
                missing=tuple(n for n, x in zip(names, rows[mine], strict=True) if np.isnan(x)),
                leader=next((n for n, led in zip(names, leads[mine], strict=True) if led), None),
                concept=concept,
                series=key,
                unit=unit,
                total=float(known.sum()) if len(known) else None,
                leader_share=_told(on.leader_share[y]),
                without_leader=_told(on.without_leader[y]),
                without_leader_ratio=_told(on.without_leader_ratio[y]),
                next_state=found.states[state[follower]] if follower >= 0 else None,
                next_share=_told(on.next_share[y]),
                herfindahl=_told(index[y]),
                effective_number=_told(1 / index[y]),
                divergence=float(pairs.mean()) if len(pairs) else None,
                pairs=len(pairs),
            )
        )
    return tuple(made)


def _checked(world: World, first: int, last: int) -> tuple[int, int]:
    if not 1 <= first <= last <= world.as_of.on.year:
        raise QueryError(
            f"there are no years from {first} to {last} to look back on",
            why=f"a look back ends in {world.as_of.on.year}, and no earlier than it begins",
            hint="give the earlier year first",
        )
    return first, last + 1


def _series(concept: str, series: str) -> list[str]:
    keys = tables.of_concept(concept)
    if not keys:
        concepts = sorted({o.concept for o in tables.origins().values()})
        raise QueryError(f"no series measures {concept!r}", hint=did_you_mean(concept, concepts, ", ".join(concepts)))
    if series and series not in keys:
        hint = did_you_mean(series, keys, f"its series: {', '.join(keys)}")
        raise QueryError(f"{series!r} is no series of {concept}", hint=hint)
    return [series] if series else list(keys)


def _rosters(world: World, alliance: Alliance, years: range, statuses: Sequence[Status]) -> _Rosters:
    worlds = tuple(World(AsOf(dt.date(y, 7, 1), world.as_of.known), world.record) for y in years)
    rosters = [{m.state for m in w.members(alliance, *statuses)} for w in worlds]
    leaders = [w.leader(alliance) for w in worlds]
    states = tuple(sorted(set().union(*rosters)))
    present = np.array([[s in roster for s in states] for roster in rosters], dtype=bool).reshape(len(years), -1)
    leads = np.array([[bool(led and led.state == s) for s in states] for led in leaders], dtype=bool)
    return _Rosters(worlds, states, present, leads.reshape(present.shape) & present)


def _figures(keys: list[str], found: _Rosters, years: range, known: dt.date) -> tuple[str, Floats]:
    """The series with most of the members' figures, the better one of two alike, and its figures (years, states)."""
    read = {}
    for key in keys:
        series = tables.series(key)
        public = {y for y in years if series.published(y) <= known}
        rows = [series.values.get(state, {}) for state in found.states]
        values = np.array([[row.get(y, np.nan) if y in public else np.nan for row in rows] for y in years])
        read[key] = np.where(found.present, values, np.nan)
    best = max(keys, key=lambda key: np.count_nonzero(~np.isnan(read[key])))
    return best, read[best]


def _named(world: World, found: _Rosters, years: range) -> Flags:
    """Whether a member names a source of threat in a year: (years, states, sources)."""
    place = {s: i for i, s in enumerate(found.states)}
    threats = [t for t in world.record.threats.values() if t.state in place]
    sources = {s: i for i, s in enumerate(sorted({source_of(t) for t in threats}))}
    named = np.zeros((len(years), len(place), len(sources)), dtype=bool)
    for threat in threats:
        holds = [threat.holds(w.as_of) is not False for w in found.worlds]
        named[holds, place[threat.state], sources[source_of(threat)]] = True
    named[~found.present] = False
    return named


def _told(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
