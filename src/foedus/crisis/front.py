"""War day by day: Lanchester's square law between the engaged parts of two armed forces, with allies who arrive.

On a day of fighting dm/dt = p - a n and dn/dt = -b m, with m soldiers of the state in need and its allies, n of the
adversary, p allies landed that day; solved exactly over the day. On other days nobody falls. A side that has lost its
share `breaks-at` breaks off, and the fighting ends. Allies stay as long as it lasts. See `foedus.attrition.lanchester`
for the law and its sources; it describes battles whose figures are known, and forecasts none.

Arrays are float32 over runs, R; all sums are in order, so compiled or not the figures are the same.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from foedus.crisis.keyed import words_of_days
from foedus.crisis.riot import soldiers_on
from foedus.crisis.tally import counted_and_kept
from foedus.ground.kernel import kernel

#: What is followed through the days, in order: soldiers of the allies who have come; in the fighting, both sides; and
#: the own side's if nobody came.
SERIES: Final = ("soldiers", "own", "foe", "own-alone")


@kernel
def war(
    first_run: Any, days: Any, low: Any, high: Any, total: Any, first: Any, rise: Any, drawn: Any, law: Any,
    own: Any, foe: Any, path: Any, events: Any, start: Any,
) -> None:  # fmt: skip
    """Follow the runs start .. start + LANES - 1 (or fewer) of a chunk through the days.

    total, first, rise: as in `riot.unrest`; drawn float32 (6, R), in the order of `plan.ASSUMED`; law float32 (5, R):
    what `squared` gives; own, foe: both armed forces. path float32 (4, days, LANES) in the order of `SERIES`; events
    int32 (4, R): the day the own side breaks off, the day the adversary does, and both without allies; -1 for never.
    """
    lanes = min(path.shape[2], total.shape[0] - start)
    words = np.empty((4, path.shape[2]), np.uint32)
    zero, one = np.float32(0), np.float32(1)
    m, n, come = np.empty(lanes, np.float32), np.empty(lanes, np.float32), np.zeros(lanes, np.float32)
    lone_m, lone_n = np.empty(lanes, np.float32), np.empty(lanes, np.float32)
    for i in range(lanes):
        m[i] = lone_m[i] = own * drawn[0, start + i]
        n[i] = lone_n[i] = foe * drawn[1, start + i]
        for event in range(4):
            events[event, start + i] = -1
    for day in range(days):
        if day & 3 == 0:
            words_of_days(day, first_run + start, low, high, words)
        luck = words[day & 3]
        for i in range(lanes):
            r = start + i
            fought = np.float32(luck[i] >> np.uint32(8)) * np.float32(2.0**-24) < drawn[4, r]
            there = max(soldiers_on(np.float32(day), total[r], first[r], rise[r], np.float32(1e9)), come[i])
            landed = there - come[i]
            come[i] = there
            left = one - drawn[5, r]
            for side in range(2):
                here, against = (m[i], n[i]) if side == 0 else (lone_m[i], lone_n[i])
                fresh = landed if side == 0 else zero
                over = events[2 * side, r] >= 0 or events[2 * side + 1, r] >= 0
                after = here + fresh
                then = against
                if fought and not over:
                    after = here * law[0, r] - against * law[1, r] + fresh * law[2, r]
                    then = against * law[0, r] - here * law[3, r] - fresh * law[4, r]
                    after, then = max(after, zero), max(then, zero)
                    whole = own * drawn[0, r] + (there if side == 0 else zero)
                    if after < left * whole:
                        events[2 * side, r] = day
                    if then < left * (foe * drawn[1, r]):
                        events[2 * side + 1, r] = day
                if side == 0:
                    m[i], n[i] = after, then
                else:
                    lone_m[i], lone_n[i] = after, then
            path[0, day, i], path[1, day, i] = there, m[i]
            path[2, day, i], path[3, day, i] = n[i], lone_m[i]


@kernel
def all_war(
    first_run: Any, days: Any, low: Any, high: Any, total: Any, first: Any, rise: Any, drawn: Any, law: Any,
    own: Any, foe: Any, events: Any, sizes: Any, kept: Any,
) -> None:  # fmt: skip
    """All runs of a chunk, counted in `sizes` and `kept` as by `riot.all_unrest`; see `war` for the other arrays."""
    path = np.zeros((4, days, 256), np.float32)
    for start in range(0, total.shape[0], 256):
        war(first_run, days, low, high, total, first, rise, drawn, law, own, foe, path, events, start)
        counted_and_kept(path, min(256, total.shape[0] - start), start, sizes, kept)


def squared(toll_own: Any, toll_foe: Any) -> Any:
    """What the square law does to both sides in a day, float32 (5, R): cosh w, (a/w) sinh w, sinh w / w, (b/w) sinh w,
    (b/w^2)(cosh w - 1), with w^2 = a b; a: losses that one of the adversary causes a day, b: that one's own causes.
    """  # fmt: skip
    a, b = np.asarray(toll_own, np.float64), np.asarray(toll_foe, np.float64)
    w = np.sqrt(a * b)
    with np.errstate(divide="ignore", invalid="ignore"):
        by = np.where(w > 1e-6, np.sinh(w) / w, 1.0)
        bend = np.where(w > 1e-6, (np.cosh(w) - 1) / w**2, 0.5)
    return np.stack([np.cosh(w), a * by, by, b * by, b * bend]).astype(np.float32)
