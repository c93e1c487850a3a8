"""Whose threats are whose: common sources of threat between two members, and how far they diverge.

T_i is the set of sources (states, alliances, groups) that member i names, or that hit it, on the day.
Formulas: common c_ij = |T_i and T_j|; divergence d_ij = 1 - |T_i and T_j| / |T_i or T_j| (Jaccard distance) in 0..1:
0 if both name the same sources, 1 if they share none. The alliance's divergence is the mean over pairs.
A member for which the record names no threat has an unknown set, not an empty one: its pairs are None.
Members themselves never count as a source for those whom they belong with only by name: a threat that comes from
a fellow member stays in the set and is listed in `internal`.
Reference: Jaccard (1912) for the distance; the use on alliances is ours.
"""

from __future__ import annotations

from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING

from foedus.ground.strict import Strict
from foedus.record.alliance import Alliance
from foedus.record.case import ThreatNamed
from foedus.world import World

if TYPE_CHECKING:
    from foedus.measures.strength.shares import Flags, Floats


class Divergence(Strict, kw_only=True, frozen=True):
    """Sources by member, pairwise common counts and divergence, the mean, and threats from inside."""

    sources: dict[str, tuple[str, ...] | None]
    hit: dict[str, tuple[str, ...]]
    common: dict[str, dict[str, int | None]]
    divergence: dict[str, dict[str, float | None]]
    mean: float | None
    shared_by_all: tuple[str, ...]
    internal: tuple[tuple[str, str], ...]


def source_of(threat: ThreatNamed) -> str:
    """The one name of where a threat comes from; unrest from within is the threat's own kind."""
    return threat.source_state or threat.source_alliance or threat.source_group or f"domestic-{threat.threat}"


def threats_of(world: World, state: str) -> list[ThreatNamed]:
    """The threats that the state names, or that hit it, on the day and as known."""
    return [t for t in world.record.threats.values() if t.state == state and t.holds(world.as_of) is not False]


def divergence(world: World, alliance: Alliance) -> Divergence:
    """The threat divergence among the members on the day."""
    members = [m.state for m in world.members(alliance)]
    named = {s: threats_of(world, s) for s in members}
    sets = {s: frozenset(source_of(t) for t in named[s]) for s in members}
    common: dict[str, dict[str, int | None]] = {s: {} for s in members}
    apart: dict[str, dict[str, float | None]] = {s: {} for s in members}
    pairs: list[float] = []
    for a, b in combinations(members, 2):
        known = bool(sets[a]) and bool(sets[b])
        both = len(sets[a] & sets[b]) if known else None
        distance = 1 - len(sets[a] & sets[b]) / len(sets[a] | sets[b]) if known else None
        common[a][b] = common[b][a] = both
        apart[a][b] = apart[b][a] = distance
        if distance is not None:
            pairs.append(distance)
    filled = [sets[s] for s in members if sets[s]]
    shared = frozenset.intersection(*filled) if filled else frozenset()
    return Divergence(
        sources={s: tuple(sorted(sets[s])) if sets[s] else None for s in members},
        hit={s: tuple(sorted({source_of(t) for t in named[s] if t.hit})) for s in members},
        common=common,
        divergence=apart,
        mean=fsum(pairs) / len(pairs) if pairs else None,
        shared_by_all=tuple(sorted(shared)),
        internal=tuple((s, o) for s in members for o in sorted(sets[s]) if o in members),
    )


def divergence_by_year(named: Flags) -> Floats:
    """The divergence of every pair in every year in one pass: (Y, M, M), NaN where unknown and on the diagonal.

    named: (Y, M, S), whether member m names source s in year y; one that names none, or is no member then, is unknown.
    """
    import numpy as np

    sets = named.astype(np.float64)
    common = sets @ sets.transpose(0, 2, 1)
    size = sets.sum(axis=2)
    either = size[:, :, None] + size[:, None, :] - common
    known = (size[:, :, None] > 0) & (size[:, None, :] > 0) & ~np.eye(named.shape[1], dtype=bool)
    with np.errstate(invalid="ignore"):
        return np.where(known, 1 - common / either, np.nan)
