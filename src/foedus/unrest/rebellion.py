"""Kernels of model I: a day of rebellion, agent by agent in random order.

A = citizens, then cops. `place` int16 (A, 2): row, column, -1 off the grid. `state` int8 (A,): quiet, active, jailed,
cop. `term` int32 (A,): cycles of jail left, -1 for ever. `temper` float64 (citizens, 2): hardship and risk aversion,
0..1. `full` uint8 (H * W,): 1 where somebody stands. `who` int32 (H * W,): the rebel at a site, where one stands.
`rebels` and `seen`: boards of bits and of counts (see `boards`). `arrest` float64 (cops seen + 1, rebels + 1): the
estimate of arrest by what is seen, oneself counted. `words` uint32 (4, BATCH): draws of the agents next in order.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.kernel import kernel
from foedus.unrest.boards import Array, appear, counted, flip, nth, sight, vanish
from foedus.unrest.philox import AGAIN, DEED, DUTY, MOVE, ORDER, RELEASE, STAY, below, philox

QUIET, ACTIVE, JAILED, COP = range(4)
#: Agents whose draws are made together.
BATCH = 256
#: From so many agents on, what the next ones need is fetched from memory together.
LARGE = 20_000


@kernel
def drawn(words: Array, agents: Array, start: Any, day: Any, run: Any, question: Any, low: Any, high: Any) -> None:
    """Fill `words` with the draws of a question for agents[start : start + BATCH]."""
    for i in range(min(words.shape[1], agents.shape[0] - start)):
        words[0, i], words[1, i], words[2, i], words[3, i] = philox(agents[start + i], day, run, question, low, high)


@kernel
def shuffle(order: Array, words: Array, blocks: Array, day: Any, run: Any, low: Any, high: Any) -> None:
    """Put the agents into the day's order: each order as likely as any other. `blocks`: 0, 1, 2 ... for every four."""
    n = order.shape[0]
    for i in range(n):
        order[i] = i
    for start in range(0, n - 1, 4 * words.shape[1]):
        drawn(words, blocks, start >> 2, day, run, ORDER, low, high)
        for i in range(start, min(start + 4 * words.shape[1], n - 1)):
            j = np.uintp(i + below(words[np.uintp(i & 3), np.uintp((i - start) >> 2)], n - i))
            order[i], order[j] = order[j], order[i]


@kernel
def empty_site(full: Array, width: Any, agent: Any, day: Any, run: Any, question: Any, low: Any, high: Any) -> Any:
    """An empty site of the whole grid, each as likely as any other; (-1, -1) on a full one."""
    sites = full.shape[0]
    for block in range(64):
        words = philox(agent, day, run, question + 16 * block, low, high)
        for n in range(4):
            site = below(words[n], sites)
            if full[site] == 0:
                return site // width, site % width
    free = np.int64(0)
    for site in range(sites):
        free += full[site] == 0
    if free == 0:
        return np.int64(-1), np.int64(-1)
    rest = below(philox(agent, day, run, question + 1024, low, high)[0], free)
    for site in range(sites):
        if full[site] == 0:
            if rest == 0:
                return np.int64(site // width), np.int64(site % width)
            rest -= 1
    return np.int64(-1), np.int64(-1)


@kernel
def settle(agent: Any, y: Any, x: Any, place: Array, full: Array, width: Any) -> None:
    """Put an agent on an empty site."""
    place[agent, 0], place[agent, 1] = y, x
    full[np.uintp(y * width + x)] = 1


@kernel
def leave(agent: Any, y: Any, x: Any, place: Array, full: Array, width: Any) -> None:
    """Take an agent off its site."""
    full[np.uintp(y * width + x)] = 0
    place[agent, 0] = place[agent, 1] = -1


@kernel
def tried(
    y: Any, x: Any, w0: Any, w1: Any, w2: Any, w3: Any, offsets: Array, full: Array, height: Any, width: Any
) -> Any:
    """The first empty one of eight sites seen from (y, x), two from each word; (-1, -1) if all are taken."""
    sites = np.uint64(offsets.shape[0])
    for n in range(4):
        rest = np.uint64(w0 if n == 0 else (w1 if n == 1 else (w2 if n == 2 else w3)))
        for _ in range(2):
            rest = rest * sites
            pick = np.uintp(rest >> np.uint64(32))
            rest &= np.uint64(0xFFFFFFFF)
            down, right = y + np.int64(offsets[pick, 0]), x + np.int64(offsets[pick, 1])
            down += height if down < 0 else (-height if down >= height else 0)
            right += width if right < 0 else (-width if right >= width else 0)
            if full[np.uintp(down * width + right)] == 0:
                return down, right
    return np.int64(-1), np.int64(-1)


@kernel
def remaining(
    agent: Any, y: Any, x: Any, day: Any, run: Any, low: Any, high: Any, offsets: Array, full: Array,
    height: Any, width: Any,
) -> Any:  # fmt: skip
    """An empty site seen from (y, x) after eight tries failed: eight more, then one of those that are empty."""
    w0, w1, w2, w3 = philox(agent, day, run, AGAIN, low, high)
    down, right = tried(y, x, w0, w1, w2, w3, offsets, full, height, width)
    if down >= 0:
        return down, right
    free, rest = np.int64(0), np.int64(-1)
    for turn in range(2):
        for pick in range(offsets.shape[0]):
            down, right = y + np.int64(offsets[pick, 0]), x + np.int64(offsets[pick, 1])
            down += height if down < 0 else (-height if down >= height else 0)
            right += width if right < 0 else (-width if right >= width else 0)
            if full[np.uintp(down * width + right)] == 0:
                if turn == 0:
                    free += 1
                elif rest == 0:
                    return down, right
                rest -= turn
        if free == 0:
            break
        rest = below(philox(agent, day, run, STAY, low, high)[0], free)
    return np.int64(-1), np.int64(-1)


@kernel
def fetched(order: Array, start: Any, end: Any, place: Array, temper: Array, seen: Array, full: Array, breadth: Any,
            width: Any, reach: Any, scratch: Array) -> None:  # fmt: skip
    """Touch what agents order[start:end] are about to need, so that it comes from memory all at once."""
    total = np.int64(0)
    for i in range(start, end):
        agent = order[i]
        y, x = np.int64(place[agent, 0]), np.int64(place[agent, 1])
        if y >= 0:
            total += np.int64(seen[(y + reach) * breadth + x + reach]) + np.int64(full[y * width + x])
        if agent < temper.shape[0]:
            total += np.int64(temper[agent, 0] + temper[agent, 1])
    scratch[0] = total


@kernel
def advance(
    first: Any, last: Any, run: Any, low: Any, high: Any, height: Any, width: Any, reach: Any,
    legitimacy: Array, on_duty: Array, threshold: Any, arrest: Array,
    moves_first: Any, jailed_leave: Any, movement: Any, least_term: Any, jail_max: Any,
    temper: Array, place: Array, state: Array, term: Array, who: Array, full: Array, rebels: Array, seen: Array,
    breadth: Any, order: Array, blocks: Array, words: Array, scratch: Array, offsets: Array, rebel_stamp: Array,
    cop_offsets: Array, cop_masks: Array, cop_stamp: Array, active: Array, jailed: Array,
) -> None:  # fmt: skip
    """Run the days first..last - 1; `active` and `jailed` int32 (days,) take the numbers at the end of each."""
    citizens, agents = temper.shape[0], state.shape[0]
    rebelling, held, duty = np.int64(0), np.int64(0), np.int64(0)
    for agent in range(agents):
        rebelling += state[agent] == ACTIVE
        held += state[agent] == JAILED
        duty += state[agent] == COP and place[agent, 0] >= 0
    for day in range(first, last):
        while duty > on_duty[day]:
            duty -= 1
            cop = citizens + duty
            y, x = np.int64(place[cop, 0]), np.int64(place[cop, 1])
            vanish(seen, breadth, y, x, cop_stamp)
            leave(cop, y, x, place, full, width)
        while duty < on_duty[day]:
            cop = citizens + duty
            y, x = empty_site(full, width, cop, day, run, DUTY, low, high)
            if y < 0:
                break
            duty += 1
            settle(cop, y, x, place, full, width)
            appear(seen, breadth, y, x, cop_stamp)
        today = citizens + duty
        shuffle(order[:today], words, blocks, day, run, low, high)
        grievous = 1.0 - legitimacy[day]
        for i in range(today):
            nearby = np.uintp(i & (BATCH - 1))
            if nearby == 0:
                drawn(words, order[:today], i, day, run, MOVE, low, high)
                if agents > LARGE:
                    fetched(order, i, min(i + BATCH, today), place, temper, seen, full, breadth, width, reach, scratch)
            agent = order[i]
            y, x = np.int64(place[agent, 0]), np.int64(place[agent, 1])
            now = state[agent]
            if now != COP:
                if now == JAILED:
                    if term[agent] != 0:
                        if term[agent] > 0:
                            term[agent] -= 1
                        continue
                    if y < 0:
                        y, x = empty_site(full, width, agent, day, run, RELEASE, low, high)
                        if y < 0:
                            continue
                        settle(agent, y, x, place, full, width)
                after = now
                for turn in range(2):
                    if (turn == 0) == moves_first:
                        if movement:
                            down, right = tried(
                                y, x, words[0, nearby], words[1, nearby], words[2, nearby], words[3, nearby],
                                offsets, full, height, width,
                            )  # fmt: skip
                            if down < 0:
                                down, right = remaining(agent, y, x, day, run, low, high, offsets, full, height, width)
                            if down >= 0:
                                if after == ACTIVE:
                                    vanish(seen, breadth, y, x, rebel_stamp)
                                    appear(seen, breadth, down, right, rebel_stamp)
                                    flip(rebels, y, x, width, reach)
                                    flip(rebels, down, right, width, reach)
                                    who[down * width + right] = agent
                                full[np.uintp(y * width + x)] = 0
                                settle(agent, down, right, place, full, width)
                                y, x = down, right
                    else:
                        sighted = sight(seen, breadth, y, x, height, width, reach)
                        risk = temper[agent, 1] * arrest[np.uintp(sighted >> 8), np.uintp((sighted & 255) + 1)]
                        after = ACTIVE if temper[agent, 0] * grievous - risk > threshold else QUIET
                        if after != now:
                            state[agent] = after
                            if now == JAILED:
                                held -= 1
                            if after == ACTIVE:
                                rebelling += 1
                                appear(seen, breadth, y, x, rebel_stamp)
                                flip(rebels, y, x, width, reach)
                                who[y * width + x] = agent
                            elif now == ACTIVE:
                                rebelling -= 1
                                vanish(seen, breadth, y, x, rebel_stamp)
                                flip(rebels, y, x, width, reach)
            elif y >= 0:
                for turn in range(2):
                    if (turn == 0) == moves_first:
                        if movement or moves_first:
                            down, right = tried(
                                y, x, words[0, nearby], words[1, nearby], words[2, nearby], words[3, nearby],
                                cop_offsets, full, height, width,
                            )  # fmt: skip
                            if down < 0:
                                down, right = remaining(
                                    agent, y, x, day, run, low, high, cop_offsets, full, height, width
                                )
                            if down >= 0:
                                vanish(seen, breadth, y, x, cop_stamp)
                                appear(seen, breadth, down, right, cop_stamp)
                                full[np.uintp(y * width + x)] = 0
                                settle(agent, down, right, place, full, width)
                                y, x = down, right
                    elif rebelling > 0:
                        within = counted(rebels, y, x, height, reach, cop_masks)
                        if within > 0:
                            pick, length, _, _ = philox(agent, day, run, DEED, low, high)
                            down, right = nth(rebels, y, x, height, width, reach, cop_masks, below(pick, within))
                            caught = np.int64(who[down * width + right])
                            state[caught] = JAILED
                            rebelling -= 1
                            held += 1
                            vanish(seen, breadth, down, right, rebel_stamp)
                            flip(rebels, down, right, width, reach)
                            if jail_max < 0:
                                term[caught] = -1
                            else:
                                term[caught] = least_term + below(length, jail_max - least_term + 1)
                            if jailed_leave:
                                leave(caught, down, right, place, full, width)
        active[day] = rebelling
        jailed[day] = held
