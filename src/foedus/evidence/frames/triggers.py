"""Which state's entry is the call: one trigger state for each side and day on which somebody enters a war.

Rule. Of the states that enter one side on one day, the trigger is one that the list names as having begun the war,
before others; of several the strongest (share of capabilities of the year before), then the lowest code. All others of
them, and everybody who comes later, are its allies or not, like all states at home: at risk on that day. The first day
of a war makes one call on each side, every later day of entry another. A state that had fought in the war before, on
whichever side, is no trigger (Italy in 1943) and not at risk.

The adversaries of a call are the states that had entered the other side before the day, and the trigger of that side
on the day itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from foedus.evidence.frames.wars import Fighter, War


@dataclass(frozen=True, slots=True)
class Trigger:
    """A call by its fact: who entered, against whom, who was already fighting; `later` after the war's first day."""

    war: War
    state: Fighter
    adversaries: tuple[int, ...]
    fighting: tuple[int, ...]
    later: bool


def triggers(war: War, share: Callable[[int, int], float], first_only: bool = False) -> tuple[Trigger, ...]:
    """The triggers of a war in order of time and side; `first_only` leaves later entries out."""
    found = []
    for day in sorted({f.day for f in war.fighters}):
        if first_only and day > war.day:
            break
        before = [f for f in war.fighters if f.day < day]
        old = {f.ccode for f in before}
        chosen = {side: _chosen(war, side, day, old, share) for side in (1, 2)}
        for side, state in chosen.items():
            if state is None:
                continue
            other = chosen[3 - side]
            against = {f.ccode for f in before if f.side != side} | ({other.ccode} if other else set())
            against.discard(state.ccode)
            if against:
                found.append(
                    Trigger(war, state, tuple(sorted(against)), tuple(sorted(old)), day > war.day),
                )
    return tuple(found)


def _chosen(war: War, side: int, day: dt.date, old: set[int], share: Callable[[int, int], float]) -> Fighter | None:
    new = [f for f in war.fighters if f.side == side and f.day == day and f.ccode not in old]
    if not new:
        return None
    return min(new, key=lambda f: (not f.began, -share(f.ccode, day.year), f.ccode))
