"""Kernels of model II: two groups, in which an active citizen kills one of the other group, and cops arrest both alike.

S = slots of citizens, then cops. A slot is free again when its citizen dies; `free` int32 (slots + 1,) is a stack of
them with its height at the end. `state` int8 (S,): quiet, active, jailed, cop, or nobody. `group` int8 (slots,): 0, 1.
`temper` float64 (slots, 2): hardship and risk aversion, 0..1. `age` int32 (slots, 2): cycles lived and to be lived.
`who` int32 (H, W): the slot at a site, -1 for none. The rest as in `rebellion`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.kernel import kernel
from foedus.unrest.philox import BIRTH, CLONE, DEED, DUTY, MOVE, ORDER, RELEASE, below, philox
from foedus.unrest.rebellion import ACTIVE, COP, JAILED, QUIET

Array = np.ndarray[Any, Any]
NOBODY = 4
#: What is looked for in view.
EMPTY, REBEL, FIRST, SECOND = range(-1, 3)


@kernel
def is_such(there: Any, wanted: Any, state: Array, group: Array) -> Any:
    """Whether a site's slot (-1: none) is what is looked for: EMPTY, REBEL, or a citizen of FIRST or SECOND group."""
    if there < 0:
        return wanted == EMPTY
    if wanted == REBEL:
        return state[there] == ACTIVE
    return wanted > REBEL and state[there] != COP and group[there] == wanted - FIRST


@kernel
def picked(
    y: Any, x: Any, offsets: Array, who: Array, wanted: Any, state: Array, group: Array, word: Any
) -> Any:  # fmt: skip
    """One of the sites seen from (y, x) with what is looked for, each as likely as any other; (-1, -1) if none."""
    height, width = who.shape
    found, rest = np.int64(0), np.int64(-1)
    for turn in range(2):
        for n in range(offsets.shape[0]):
            down, right = (y + offsets[n, 0]) % height, (x + offsets[n, 1]) % width
            if is_such(who[down, right], wanted, state, group):
                if turn == 0:
                    found += 1
                elif rest == 0:
                    return np.int64(down), np.int64(right)
                else:
                    rest -= 1
        if found == 0:
            break
        rest = below(word, found)
    return np.int64(-1), np.int64(-1)


@kernel
def anywhere(who: Array, word: Any) -> Any:
    """An empty site of the whole grid, each as likely as any other; (-1, -1) on a full one."""
    free = np.int64(0)
    for y in range(who.shape[0]):
        for x in range(who.shape[1]):
            free += who[y, x] < 0
    rest = below(word, free)
    for y in range(who.shape[0]):
        for x in range(who.shape[1]):
            if who[y, x] < 0:
                if rest == 0:
                    return np.int64(y), np.int64(x)
                rest -= 1
    return np.int64(-1), np.int64(-1)


@kernel
def put(slot: Any, y: Any, x: Any, place: Array, who: Array) -> None:
    """Put a citizen or cop on an empty site."""
    place[slot, 0], place[slot, 1] = y, x
    who[y, x] = slot


@kernel
def take(slot: Any, place: Array, who: Array) -> None:
    """Take a citizen or cop off the grid."""
    if place[slot, 0] >= 0:
        who[place[slot, 0], place[slot, 1]] = -1
    place[slot, 0] = place[slot, 1] = -1


@kernel
def bury(slot: Any, place: Array, who: Array, state: Array, free: Array) -> None:
    """A citizen dies; the slot is the next to be taken."""
    take(slot, place, who)
    state[slot] = NOBODY
    free[free[-1]] = slot
    free[-1] += 1


@kernel
def pass_days(
    first: Any, last: Any, run: Any, low: Any, high: Any, legitimacy: Array, on_duty: Array, threshold: Any,
    arrest: Array, movement: Any, least_term: Any, jail_max: Any, clone: Any, max_age: Any, temper: Array, group: Array,
    age: Array, place: Array, state: Array, term: Array, who: Array, free: Array, order: Array, offsets: Array,
    cop_offsets: Array, near: Array, counts: Array,
) -> None:  # fmt: skip
    """Run the days first..last - 1; `counts` int32 (days, 5): citizens of each group, active, jailed, killed."""
    slots, total = temper.shape[0], state.shape[0]
    height, width = who.shape
    scale = 1.0 / 9007199254740992.0
    for day in range(first, last):
        for cop in range(total - 1, slots - 1, -1):
            if cop - slots >= on_duty[day]:
                take(cop, place, who)
        for cop in range(slots, total):
            if cop - slots < on_duty[day] and place[cop, 0] < 0:
                y, x = anywhere(who, philox(cop, day, run, DUTY, low, high)[0])
                if y >= 0:
                    put(cop, y, x, place, who)
        today = slots + on_duty[day]
        for i in range(today):
            order[i] = i
        for i in range(today - 1):
            j = i + below(philox(i, day, run, ORDER, low, high)[0], today - i)
            order[i], order[j] = order[j], order[i]
        killed = 0
        for i in range(today):
            slot = order[i]
            now = state[slot]
            if now == NOBODY:
                continue
            if now == JAILED:
                if term[slot] != 0:
                    if term[slot] > 0:
                        term[slot] -= 1
                    continue
                y, x = anywhere(who, philox(slot, day, run, RELEASE, low, high)[0])
                if y < 0:
                    continue
                put(slot, y, x, place, who)
            y, x = np.int64(place[slot, 0]), np.int64(place[slot, 1])
            if y < 0:
                continue
            if movement or now == COP:
                mine = cop_offsets if now == COP else offsets
                word = philox(slot, day, run, MOVE, low, high)[0]
                down, right = picked(y, x, mine, who, EMPTY, state, group, word)
                if down >= 0:
                    take(slot, place, who)
                    put(slot, down, right, place, who)
                    y, x = down, right
            pick, length, _, _ = philox(slot, day, run, DEED, low, high)
            if now == COP:
                down, right = picked(y, x, cop_offsets, who, REBEL, state, group, pick)
                if down >= 0:
                    caught = who[down, right]
                    state[caught] = JAILED
                    term[caught] = -1 if jail_max < 0 else least_term + below(length, jail_max - least_term + 1)
                    take(caught, place, who)
                continue
            cops, rebels = 0, 1
            for n in range(offsets.shape[0]):
                there = who[(y + offsets[n, 0]) % height, (x + offsets[n, 1]) % width]
                if there >= 0:
                    cops += state[there] == COP
                    rebels += state[there] == ACTIVE
            net = temper[slot, 0] * (1.0 - legitimacy[day]) - temper[slot, 1] * arrest[cops, rebels]
            state[slot] = ACTIVE if net > threshold else QUIET
            if state[slot] == ACTIVE:
                down, right = picked(y, x, offsets, who, SECOND - group[slot], state, group, pick)
                if down >= 0:
                    bury(who[down, right], place, who, state, free)
                    killed += 1
        for i in range(today):
            slot = order[i]
            if (state[slot] != QUIET and state[slot] != ACTIVE) or age[slot, 0] < 0:
                continue
            chance, pick, _, _ = philox(slot, day, run, CLONE, low, high)
            y, x = np.int64(place[slot, 0]), np.int64(place[slot, 1])
            if np.float64(chance) * 2.0**-32 >= clone or free[-1] == 0:
                continue
            down, right = picked(y, x, near, who, EMPTY, state, group, pick)
            if down >= 0:
                free[-1] -= 1
                child = free[free[-1]]
                a, b, c, _ = philox(child, day, run, BIRTH, low, high)
                temper[child, 0] = temper[slot, 0]
                temper[child, 1] = np.float64((a << np.uint64(21)) | (b >> np.uint64(11))) * scale
                group[child], state[child], term[child] = group[slot], QUIET, 0
                age[child, 0], age[child, 1] = -1, 1 + below(c, max_age)
                put(child, down, right, place, who)
        for slot in range(slots):
            if state[slot] != NOBODY:
                age[slot, 0] += 1
                if age[slot, 0] >= age[slot, 1]:
                    bury(slot, place, who, state, free)
        for slot in range(slots):
            if state[slot] != NOBODY:
                counts[day, group[slot]] += 1
                counts[day, 2] += state[slot] == ACTIVE
                counts[day, 3] += state[slot] == JAILED
        counts[day, 4] = killed
