"""Civil wars with foreign troops on the government's side and without: raw counts, and matched on the day.

Episodes and their ends: UCDP Conflict Termination Dataset (Kreutz 2010). Troops: states named as supporting side A with
troops (`side_a_2nd`) in any year of the episode.

The raw counts say little: help goes to governments that are losing (Sullivan and Karreth 2015). The matched comparison
asks of each episode that got such troops, in the first year with them: what became, within five years, of episodes that
by that year had gone on as long without any, over the same kind of issue, as bloody so far, in the same age, and as
often before? So nobody counts as unhelped because he was beaten before help could come (immortal time), and nothing
that came after the day is matched on. What it cannot match on it cannot take away: how near the rebels were to winning
is not in the set. Exact matching in coarse classes: Iacus, King and Porro 2012; risk sets: Li, Propert and Rosenbaum
2001.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedus.outcomes.counted.without import Array, mean_of, resampled, without_largest
from foedus.outcomes.figures import CountedFigure
from foedus.outcomes.shares import share_of

if TYPE_CHECKING:
    import polars as pl

#: How an episode ended, by the set's codes.
ENDS: Final = {
    "agreement": (1,),
    "ceasefire": (2,),
    "government-won": (3,),
    "rebels-won": (4,),
    "died-down": (5,),
    "actor-gone": (6,),
}
#: Years from the first year with troops, that one counted, in which an end is looked for.
HORIZON: Final = 5
#: From that year of an episode on all years are one class.
LONG: Final = 6
LAST_OF_COLD_WAR: Final = 1989
SET: Final = "ucdp-termination"
#: Conflicts within a state, with or without foreign troops, by the set's codes.
WITHIN_A_STATE: Final = (3, 4)


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode of fighting: its years, whether each was a war, and whether foreign troops helped either side in it.

    Nine episodes that ended have a last row, of 2020, after their end, in which the set numbers a new outbreak as the
    old one: it counts as a year of theirs (so that counts are the published ones), and never as their end.
    """

    conflict: int
    place: str
    years: tuple[int, ...]
    wars: tuple[bool, ...]
    government: tuple[bool, ...]
    rebels: tuple[bool, ...]
    ended: int | None
    over_government: bool
    again: bool
    outcome: int | None

    @property
    def side(self) -> str:
        """Whom foreign troops helped in any year: "government", "rebels", "both" or "none"."""
        both = (any(self.government), any(self.rebels))
        return {(True, False): "government", (False, True): "rebels", (True, True): "both"}.get(both, "none")


def episodes(frame: pl.DataFrame) -> list[Episode]:
    """The episodes of conflicts within a state in the tidy table of conflict-years, in the order of their numbers."""
    import polars as pl

    found = []
    inside = frame.filter(pl.col("type_of_conflict2").is_in(WITHIN_A_STATE)).sort("year")
    for _, rows in sorted(inside.group_by("conflictep_id"), key=lambda pair: str(pair[0])):
        over = rows.filter(pl.col("confterm"))
        last = (over if over.height else rows).row(-1, named=True)
        found.append(
            Episode(
                conflict=last["conflict_id"],
                place=last["location"],
                years=tuple(rows["year"]),
                wars=tuple(level == 2 for level in rows["intensity_level"]),
                government=tuple(bool(side) for side in rows["side_a_2nd"]),
                rebels=tuple(bool(side) for side in rows["side_b_2nd"]),
                ended=last["year"] if over.height else None,
                over_government=last["incompatibility"] != 1,
                again=(last["conflictepisode"] or 1) > 1,
                outcome=last["outcome"] if over.height else None,
            )
        )
    return found


def raw_figures(found: list[Episode]) -> list[CountedFigure]:
    """O7 and O8: how ended episodes ended, and how long they lasted, by whom foreign troops helped; running apart."""
    made = []
    for side in ("government", "none", "rebels", "both"):
        its = [e for e in found if e.side == side]
        ended = [e for e in its if e.outcome is not None]
        names = [f"{e.place}, conflict {e.conflict}" for e in ended]
        for outcome, codes in ENDS.items():
            yes = np.array([e.outcome in codes for e in ended], dtype=float)
            told = share_of(int(yes.sum()), len(ended))
            largest, rest = without_largest(mean_of(yes, names), sorted(set(names)))
            made.append(
                CountedFigure(
                    id=f"civil-war-raw-{side}-{outcome}", set=SET, threats=("civil-war",), measure="civil-war-raw",
                    outcome=outcome, group=f"troops-{side}", kind="share", value=told.share or 0.0, yes=told.yes,
                    of=told.of, low=told.low, high=told.high, running=len(its) - len(ended), horizon="to-2020",
                    largest=largest, without=rest,
                )
            )  # fmt: skip
        made += _lengths(side, ended, len(its) - len(ended), names)
    return made


def _lengths(side: str, ended: list[Episode], running: int, names: list[str]) -> list[CountedFigure]:
    years = np.array([len(e.years) for e in ended], dtype=float)
    largest, rest = without_largest(mean_of(years, names), sorted(set(names)))
    shared: dict[str, Any] = {
        "set": SET, "threats": ("civil-war",), "measure": "civil-war-length", "group": f"troops-{side}",
        "of": len(ended), "running": running, "unit": "years", "horizon": "to-2020",
    }  # fmt: skip
    return [
        CountedFigure(
            id=f"civil-war-length-{side}-mean",
            outcome="length",
            kind="mean",
            value=float(years.mean()),
            largest=largest,
            without=rest,
            **shared,
        ),
        CountedFigure(
            id=f"civil-war-length-{side}-median",
            outcome="length",
            kind="median",
            value=float(np.median(years)),
            **shared,
        ),
    ]


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows of the risk sets summed by conflict (C) and class (S): helped and unhelped, and their outcomes (O).

    `too_late`: helped episodes whose horizon the set does not reach; `outside`: those without any like them;
    `episodes_unhelped`: how many stand against them, of which `later_helped` got troops after their class.
    """

    conflicts: list[str]
    helped: Array
    helped_ends: Array
    unhelped: Array
    unhelped_ends: Array
    too_late: int
    outside: int
    episodes_unhelped: int
    later_helped: int


#: What is told of both sides of the matched comparison.
TOLD: Final = ("government-won", "rebels-won", "agreement", "died-down", "still-fighting")


def matched(found: list[Episode], last_year: int) -> Matched:
    """The risk sets: each helped episode in its first year with troops, every unhelped one that had lasted as long."""
    rows: list[tuple[str, tuple[object, ...], bool, tuple[float, ...], int, bool]] = []
    too_late = 0
    for number, e in enumerate(found):
        for place, year in enumerate(e.years):
            if e.ended is not None and year > e.ended:
                break
            if e.rebels[place]:
                break
            helped = e.government[place]
            if year + HORIZON - 1 > last_year:
                too_late += helped
                break
            at = (min(place, LONG), e.over_government, any(e.wars[:place]), year > LAST_OF_COLD_WAR, e.again)
            later = not helped and any(e.government)
            rows.append((f"{e.place}, conflict {e.conflict}", at, helped, _within(e, year), number, later))
            if helped:
                break
    classes = {at: number for number, at in enumerate(sorted({row[1] for row in rows if row[2]}, key=str))}
    conflicts = sorted({row[0] for row in rows})
    shape = (len(conflicts), len(classes))
    helped_n, unhelped_n = np.zeros(shape), np.zeros(shape)
    helped_ends, unhelped_ends = np.zeros((*shape, len(TOLD))), np.zeros((*shape, len(TOLD)))
    place_of = {name: number for number, name in enumerate(conflicts)}
    kept = [row for row in rows if row[1] in classes]
    for name, stratum, helped, ends, _, _ in kept:
        here = (place_of[name], classes[stratum])
        counts, sums = (helped_n, helped_ends) if helped else (unhelped_n, unhelped_ends)
        counts[here] += 1
        sums[here] += np.array(ends)
    alone = unhelped_n.sum(axis=0) == 0
    return Matched(
        conflicts, helped_n, helped_ends, unhelped_n, unhelped_ends, too_late, int(helped_n[:, alone].sum()),
        len({row[4] for row in kept if not row[2]}), len({row[4] for row in kept if row[5]}),
    )  # fmt: skip


def _within(e: Episode, year: int) -> tuple[float, ...]:
    """What had become of an episode at the end of the horizon, as zeros and a one in the order of `TOLD`."""
    over = e.ended is not None and e.ended <= year + HORIZON - 1
    said = next((name for name, codes in ENDS.items() if over and e.outcome in codes), "still-fighting")
    said = {"ceasefire": "agreement", "actor-gone": "died-down"}.get(said, said)
    return tuple(float(name == said) for name in TOLD)


def effect(m: Matched, weights: Array, outcome: int) -> tuple[float, float]:
    """The share of an outcome among the helped, and among unhelped of their classes, weighed as the helped are."""
    helped, unhelped = weights @ m.helped, weights @ m.unhelped
    both = (helped > 0) & (unhelped > 0)
    if not both.any():
        return float("nan"), float("nan")
    got = (weights @ m.helped_ends[:, :, outcome])[both]
    other = (weights @ m.unhelped_ends[:, :, outcome])[both]
    return float(got.sum() / helped[both].sum()), float(
        (helped[both] * other / unhelped[both]).sum() / helped[both].sum()
    )


def matched_figures(m: Matched) -> list[CountedFigure]:
    """The matched shares and their differences, with intervals over resampled conflicts."""
    made = []
    ones = np.ones(len(m.conflicts))
    both = (ones @ m.helped > 0) & (ones @ m.unhelped > 0)
    helped, unhelped = int((ones @ m.helped)[both].sum()), m.episodes_unhelped
    shared: dict[str, Any] = {
        "set": SET, "threats": ("civil-war",), "measure": "civil-war-matched", "horizon": "five-years",
        "running": m.too_late,
    }  # fmt: skip
    for number, outcome in enumerate(TOLD):
        got, other = effect(m, ones, number)

        def share(weights: Array, place: int, number: int = number) -> float:
            return effect(m, weights, number)[place]

        def gap(weights: Array, number: int = number) -> float:
            got, other = effect(m, weights, number)
            return got - other

        cases = len(m.conflicts)
        for group, value, of, place in (("helped", got, helped, 0), ("matched-unhelped", other, unhelped, 1)):
            low, high = resampled(lambda w, place=place: share(w, place), cases)  # type: ignore[misc]
            made.append(
                CountedFigure(
                    id=f"civil-war-matched-{group}-{outcome}", outcome=outcome, group=group, kind="share", value=value,
                    yes=round(got * helped) if group == "helped" else None, of=of, low=low, high=high, **shared,
                )
            )  # fmt: skip
        low, high = resampled(gap, cases)
        largest, rest = without_largest(gap, m.conflicts)
        made.append(
            CountedFigure(
                id=f"civil-war-matched-difference-{outcome}", outcome=outcome, group="helped-less-unhelped",
                kind="difference", value=got - other, of=helped, low=low, high=high, largest=largest, without=rest,
                **shared,
            )
        )  # fmt: skip
    return made
