"""Alliances side by side: measures of each, ratios between them and between their leaders."""

from __future__ import annotations

from foedus.ground.errors import QueryError
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.measures.profile import CONCEPTS, Measures, measures_of, years_of
from foedus.measures.strength.ratio import Ratio, ratio
from foedus.world import Stamp, World, stamp


class Pairing(Strict, kw_only=True, frozen=True):
    """Ratios first : second, by resource: of the alliances (without the states named) and of the leaders.

    `leaders` is None where an alliance has none, or its leader is among the states taken away.
    """

    first: str
    second: str
    alliances: dict[str, Ratio]
    leaders: dict[str, Ratio] | None


class Comparison(Shown, kw_only=True, frozen=True):
    """What `compare` answers."""

    on: str
    known: str
    without: tuple[str, ...]
    alliances: dict[str, tuple[str, ...]]
    measures: dict[str, Measures]
    ratios: tuple[Pairing, ...]
    record: Stamp


def compare(world: World, names: tuple[str, ...], without: tuple[str, ...] = ()) -> Comparison:
    """Compare two or more alliances on a day, without the states in `without`."""
    found = [world.alliance(name) for name in names]
    if len({a.id for a in found}) < 2:
        raise QueryError(
            "a comparison needs two different alliances",
            hint="for example: foedus compare CSTO NATO --on 2022-01-07",
        )
    rosters = {a.id: {m.state for m in world.members(a)} for a in found}
    without = tuple(world.state(code).id for code in without)
    for code in without:
        if not any(code in roster for roster in rosters.values()):
            raise QueryError(
                f"--without {code}: a member of none of {', '.join(rosters)} on {world.as_of.on}",
                hint="name a member of one of them",
            )
    groups = {key: tuple(sorted(roster - set(without))) for key, roster in rosters.items()}
    empty = [key for key, group in groups.items() if not group]
    if empty:
        raise QueryError(
            f"nobody is left in {empty[0]}",
            why=f"it has no members on {world.as_of.on}" + (" without those taken away" if without else ""),
            hint="choose another day, or leave at least one member",
        )
    pairs = []
    ids = [a.id for a in found]
    for index, first in enumerate(ids):
        for second in ids[index + 1 :]:
            leaders = [
                leader.state if leader and leader.state not in without else None
                for leader in (world.leader(world.record.alliances[key]) for key in (first, second))
            ]
            pairs.append(
                Pairing(
                    first=first,
                    second=second,
                    alliances={
                        key: ratio(world, concept, groups[first], groups[second]) for key, concept in CONCEPTS.items()
                    },
                    leaders={
                        key: ratio(world, concept, [leaders[0]], [leaders[1]]) for key, concept in CONCEPTS.items()
                    }
                    if leaders[0] and leaders[1]
                    else None,
                )
            )
    present = {key: tuple(s for s in without if s in rosters[key]) for key in groups}
    measures = {key: measures_of(world, key, present[key]) for key in groups}
    return Comparison(
        on=world.as_of.on.isoformat(),
        known=world.as_of.known.isoformat(),
        without=without,
        alliances=groups,
        measures=measures,
        ratios=tuple(pairs),
        record=stamp(world.as_of, years_of(*measures.values())),
    )
