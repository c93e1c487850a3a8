"""A member's share of the alliance's total of a resource, in 0..1.

Formula: s_i = x_i / sum_j x_j over the members with a figure, all from one series and one year. Each share is an upper
bound while a member has no figure; without the leader's figure, or with half of the members missing, none is given.
Reference: the capability shares of Singer, Bremer & Stuckey (1972), taken within an alliance instead of the world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ground.strict import Strict
from foedus.record.alliance import Alliance
from foedus.world import World, figures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]
    Flags = NDArray[np.bool_]


class Shares(Strict, kw_only=True, frozen=True):
    """Shares in 0..1 by member; None where unknown. `total` is in `unit`, a lower bound while any are `missing`."""

    concept: str
    unit: str
    series: str
    year: int | None
    total: float | None
    values: dict[str, float | None]
    shares: dict[str, float | None]
    missing: tuple[str, ...]


def shares(world: World, alliance: Alliance, concept: str, without: tuple[str, ...] = ()) -> Shares:
    """The shares of all members on the day, except those in `without`."""
    members = [m.state for m in world.members(alliance) if m.state not in without]
    found = figures(concept, members, world.as_of)
    total = found.total
    leader = world.leader(alliance)
    # Who has a third of a small rest has not a third of the alliance.
    whole = total and not (leader and leader.state in found.missing) and 2 * len(found.missing) < len(members)
    return Shares(
        concept=concept,
        unit=found.unit,
        series=found.series,
        year=found.year,
        total=total,
        values={s: found.values.get(s) for s in members},
        shares={s: found.values[s] / total if whole and total and s in found.values else None for s in members},
        missing=found.missing,
    )


def shares_by_group(values: Floats, group: Ints, groups: int, leads: Flags) -> Floats:
    """Each row's share of the sum of its group (an alliance and year), by the same rule; all groups in one pass.

    values: (R,), >= 0, NaN where unknown; group: (R,), 0..groups-1; leads: (R,), the rows of leaders. (R,) shares in
    0..1, NaN where unknown.
    """
    import numpy as np

    missing = np.isnan(values)
    total = np.bincount(group, np.where(missing, 0.0, values), groups)
    absent, members = np.bincount(group, missing, groups), np.bincount(group, minlength=groups)
    whole = (total > 0) & (2 * absent < members) & (np.bincount(group, leads & missing, groups) == 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole[group], values / total[group], np.nan)
