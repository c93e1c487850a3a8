"""Unrest day by day: the mean field of Epstein's civil violence, model I, with soldiers beside those who keep order.

For each citizen a are active, j in jail, c keep order, all shares. With v citizens in sight, c v keepers of order stand
against a v actives and oneself: n = floor(c v / (a v + 1)), and the risk of arrest is P = 1 - exp(-k n). Hardship and
aversion to risk are even on 0..1, so that of those at large the share

    s(P, g) = r (1 - T / g) - P r^2 / (2 g),  r = min(1, (g - T) / P)

finds its grievance, hardship times g = 1 - legitimacy, larger than risk by more than T. A day: the citizens go `spread`
of the way to s(1 - j); each keeper of order arrests one active at most; of the jailed one in `jail` comes free. Epstein
2002 (see `foedus.unrest`) has this for agents on a grid; a mean field knows no places, and so no outburst that begins
in one. n = 0 on a day means: the actives outnumber those who keep order.

Arrays are float32 over runs, R; all sums are in order, so compiled or not the figures are the same.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from foedus.crisis.keyed import words_of_days
from foedus.crisis.tally import counted_and_kept
from foedus.ground.kernel import kernel

#: Threshold of action and constant of arrest, as published.
T, K = 0.1, 2.3
#: What is followed through the days, in order.
SERIES: Final = ("soldiers", "active", "jailed", "active-alone")
#: Days in a row without being outnumbered after which order counts as restored, from the first of them.
CALM: Final = 3


@kernel
def soldiers_on(day: Any, total: Any, first: Any, rise: Any, gone: Any) -> Any:
    """Soldiers in the country on a day: a part more each day from the first to full strength, none after `gone`."""
    zero, one = np.float32(0), np.float32(1)
    share = (day - first + one) * rise
    share = zero if share < zero else share
    share = one if share > one else share
    return zero if day > gone else total * share


@kernel
def seen(active: Any, order: Any, sight: Any) -> Any:
    """The n of the docstring, 3 standing for more, as float32: 0 where the actives outnumber those who keep order."""
    one, two, three = np.float32(1), np.float32(2), np.float32(3)
    against, each = order * sight, active * sight + one
    n = one if against >= each else np.float32(0)
    n = two if against >= two * each else n
    return three if against >= three * each else n


@kernel
def willing(n: Any, edge: Any, by_grievance: Any) -> Any:
    """The share of those at large who would be active: n as `seen` says, edge max(g - T, 0), by_grievance 1 / g.

    The risk of arrest at each n, and one over it, are written out: 1 - exp(-2.3 n).
    """
    zero, one, two, three = np.float32(0), np.float32(1), np.float32(2), np.float32(3)
    risk, by_risk = np.float32(0), np.float32(1e6)
    risk = np.float32(0.8997412) if n == one else risk
    risk = np.float32(0.98994816) if n == two else risk
    risk = np.float32(0.9989922) if n == three else risk
    by_risk = np.float32(1.1114307) if n == one else by_risk
    by_risk = np.float32(1.0101539) if n == two else by_risk
    by_risk = np.float32(1.0010088) if n == three else by_risk
    reach = edge * by_risk
    reach = one if reach > one else reach
    share = reach * (edge - np.float32(0.5) * risk * reach) * by_grievance
    return zero if share < zero else share


@kernel
def unrest(
    first_run: Any, days: Any, low: Any, high: Any, total: Any, first: Any, rise: Any, gone: Any, drawn: Any,
    force: Any, path: Any, events: Any, start: Any,
) -> None:  # fmt: skip
    """Follow the runs start .. start + LANES - 1 (or fewer) of a chunk through the days.

    total, first, rise, gone: float32 (R,), soldiers at full strength, the first day, 1 / days of build-up, the last
    day; drawn float32 (8, R), in the order of `plan.ASSUMED`; force: the host's armed forces.
    path float32 (4, days, LANES) in the order of `SERIES`; events int32 (4, R): first day outnumbered, day of order
    restored, both as it is and then without the soldiers, -1 for never.

    All lanes are always followed, the last ones again where runs are fewer. They stand in one table of constant shape,
    so that the compiler sees that no two columns overlap and takes many lanes at once.
    """
    lanes = min(256, total.shape[0] - start)
    words = np.empty((4, 256), np.uint32)
    # Rows 0-3: soldiers, first, rise, gone; 4-11: as in ASSUMED, but 7 what one soldier adds to order and 10 one over
    # the days in jail; 12, 13: active, jailed; 14, 15: the same without the soldiers; 16: soldiers on the day; 17, 18:
    # edge and one over grievance on the day, as `willing` has them.
    t = np.empty((19, 256), np.float32)
    # Rows 0, 1: days in a row without being outnumbered; 2-5: events.
    e = np.empty((6, 256), np.int32)
    zero, one, day_now = np.float32(0), np.float32(1), np.float32(0)
    for i in range(256):
        r = start + (i if i < lanes else lanes - 1)
        t[0, i], t[1, i], t[2, i], t[3, i] = total[r], first[r], rise[r], gone[r]
        for row in range(8):
            t[4 + row, i] = drawn[row, r]
        t[7, i] = drawn[2, r] * drawn[3, r] / force
        t[10, i] = one / drawn[6, r]
        t[12, i], t[13, i], t[14, i], t[15, i] = drawn[4, r], zero, drawn[4, r], zero
        e[0, i], e[1, i], e[2, i], e[3, i], e[4, i], e[5, i] = 0, 0, -1, -1, -1, -1
    for day in range(days):
        if day & 3 == 0:
            words_of_days(day, first_run + start, low, high, words)
        news = words[day & 3]
        for i in range(256):
            swing = np.float32(np.int32(news[i] >> np.uint32(8))) * np.float32(2.0**-23) - one
            grievous = one - t[4, i] - t[5, i] * swing
            grievous = np.float32(0.01) if grievous < np.float32(0.01) else grievous
            grievous = one if grievous > one else grievous
            edge = grievous - np.float32(0.1)
            t[17, i] = zero if edge < zero else edge
            t[18, i] = one / grievous
            t[16, i] = soldiers_on(day_now, t[0, i], t[1, i], t[2, i], t[3, i])
        today = np.int32(day)
        for i in range(256):
            order = t[6, i] + t[7, i] * t[16, i]
            n = seen(t[12, i], order, t[11, i])
            a = t[12, i] + t[9, i] * ((one - t[13, i]) * willing(n, t[17, i], t[18, i]) - t[12, i])
            caught = order if a > order else a
            t[12, i] = a - caught
            t[13, i] = t[13, i] + caught - t[13, i] * t[10, i]
            e[0, i] = np.int32(0) if n == zero else e[0, i] + np.int32(1)
            e[2, i] = today if n == zero and e[2, i] < 0 else e[2, i]
            e[3, i] = today - np.int32(2) if e[0, i] == 3 and e[3, i] < 0 else e[3, i]
        for i in range(256):
            order = t[6, i]
            n = seen(t[14, i], order, t[11, i])
            a = t[14, i] + t[9, i] * ((one - t[15, i]) * willing(n, t[17, i], t[18, i]) - t[14, i])
            caught = order if a > order else a
            t[14, i] = a - caught
            t[15, i] = t[15, i] + caught - t[15, i] * t[10, i]
            e[1, i] = np.int32(0) if n == zero else e[1, i] + np.int32(1)
            e[4, i] = today if n == zero and e[4, i] < 0 else e[4, i]
            e[5, i] = today - np.int32(2) if e[1, i] == 3 and e[5, i] < 0 else e[5, i]
        for i in range(256):
            path[0, day, i], path[1, day, i] = t[16, i], t[12, i]
            path[2, day, i], path[3, day, i] = t[13, i], t[14, i]
        day_now += one
    for i in range(lanes):
        for event in range(4):
            events[event, start + i] = e[2 + event, i]


@kernel
def all_unrest(
    first_run: Any, days: Any, low: Any, high: Any, total: Any, first: Any, rise: Any, gone: Any, drawn: Any,
    force: Any, events: Any, sizes: Any, kept: Any,
) -> None:  # fmt: skip
    """All runs of a chunk, counted in `sizes` (int32 (4, days, STEPS)); see `unrest` for the other arrays.

    kept: float32 (4, R, days) takes the whole paths, or (4, 0, days) for none.
    """
    path = np.zeros((4, days, 256), np.float32)
    for start in range(0, total.shape[0], 256):
        unrest(first_run, days, low, high, total, first, rise, gone, drawn, force, path, events, start)
        counted_and_kept(path, min(256, total.shape[0] - start), start, sizes, kept)


@kernel
def presence(days: Any, total: Any, first: Any, rise: Any, gone: Any, sizes: Any, kept: Any) -> None:
    """The soldiers alone, where no ground is known: sizes int32 (1, days, STEPS), kept float32 (1, R or 0, days)."""
    path = np.zeros((1, days, 256), np.float32)
    for start in range(0, total.shape[0], 256):
        lanes = min(256, total.shape[0] - start)
        day_now = np.float32(0)
        for day in range(days):
            for i in range(lanes):
                r = start + i
                path[0, day, i] = soldiers_on(day_now, total[r], first[r], rise[r], gone[r])
            day_now += np.float32(1)
        counted_and_kept(path, lanes, start, sizes, kept)
