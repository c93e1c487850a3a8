"""Kernels of model I: a day of rebellion, agent by agent in random order.

A = citizens, then cops. `place` int16 (A, 2): row, column, -1 off the grid. `state` int8 (A,): quiet, active, jailed,
cop. `term` int16 (A,): cycles of jail left, -1 for ever. `temper` float32 (A, 2): hardship and risk aversion of
citizens, 0..1. `who` int32 (H * W,): the rebel at a site, where one stands. `taken` and `boards`: see `boards`.
`arrest` float64 (cops seen + 1, rebels seen + 1): the estimate of arrest. `offsets` int32 (S, 2): the sites that a
citizen sees, `citizen_sites` of them, then those that a cop sees; `leaps` int32 (S,): how far they are on `taken`.
Room for a day: `order` uint32 (A,), the draws of the agents next in order, `words` uint32 (4, BATCH), and of all cops,
`deeds` uint32 (4, cops); `blocks` uint32: 0, 1, 2 ...
"""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.bits import ones
from foedus.ground.kernel import kernel, part
from foedus.unrest.boards import COPS, REBELS, Array, flip, mark, seen, tried
from foedus.unrest.philox import AGAIN, DEED, DUTY, MOVE, ORDER, RELEASE, STAY, below, philox
from foedus.unrest.vision import KINDS

QUIET, ACTIVE, JAILED, COP = range(4)
#: Agents whose draws are made together.
BATCH = 256
#: From so many agents on, what the next ones need is fetched from memory together.
LARGE = 20_000


@kernel
def drawn(words: Array, agents: Array, start: Any, day: Any, run: Any, question: Any, low: Any, high: Any) -> None:
    """Fill `words` with the draws of a question for agents[start : start + BATCH]."""
    for i in range(min(words.shape[1], agents.shape[0] - start)):
        a, b, c, d = philox(agents[start + i], day, run, question, low, high)
        words[0, i], words[1, i], words[2, i], words[3, i] = a, b, c, d


@kernel
def awake(order: Array, state: Array, term: Array, citizens: Any, duty: Any) -> Any:
    """Who has a turn this day, by number: all but those with a day of jail before them, which passes; how many."""
    n = np.uintp(0)
    for agent in range(citizens):
        order[n] = agent
        waits = (state[agent] == JAILED) & (term[agent] != 0)
        term[agent] -= waits & (term[agent] > 0)
        n += np.uintp(not waits)
    for agent in range(citizens, citizens + duty):
        order[n] = agent
        n += np.uintp(1)
    return np.int64(n)


@kernel
def shuffle(order: Array, words: Array, blocks: Array, day: Any, run: Any, low: Any, high: Any) -> None:
    """Put the agents into the day's order: each order as likely as any other. `blocks`: 0, 1, 2 ... for every four."""
    n = order.shape[0]
    for start in range(0, n - 1, 4 * words.shape[1]):
        drawn(words, blocks, start >> 2, day, run, ORDER, low, high)
        for i in range(start, min(start + 4 * words.shape[1], n - 1)):
            j = np.uintp(i + below(words[np.uintp(i & 3), np.uintp((i - start) >> 2)], n - i))
            order[i], order[j] = order[j], order[i]


@kernel
def empty_site(
    taken: Array, down: Array, across: Array, agent: Any, day: Any, run: Any, question: Any, low: Any, high: Any
) -> Any:
    """An empty site of the whole grid, each as likely as any other; (-1, -1) on a full one."""
    width = across.shape[0]
    sites = down.shape[0] * width
    for block in range(64):
        words = philox(agent, day, run, question + 16 * block, low, high)
        for n in range(4):
            site = below(words[n], sites)
            if taken[down[site // width, 0] + across[site % width, 0]] == 0:
                return site // width, site % width
    free = np.int64(0)
    for site in range(sites):
        free += taken[down[site // width, 0] + across[site % width, 0]] == 0
    if free == 0:
        return np.int64(-1), np.int64(-1)
    rest = below(philox(agent, day, run, question + 1024, low, high)[0], free)
    for site in range(sites):
        if taken[down[site // width, 0] + across[site % width, 0]] == 0:
            if rest == 0:
                return np.int64(site // width), np.int64(site % width)
            rest -= 1
    return np.int64(-1), np.int64(-1)


@part
def settle(agent: Any, y: Any, x: Any, place: Array, taken: Array, down: Array, across: Array) -> None:
    """Put an agent on an empty site."""
    place[agent, 0], place[agent, 1] = y, x
    mark(taken, y, x, 1, down, across)


@part
def leave(agent: Any, y: Any, x: Any, place: Array, taken: Array, down: Array, across: Array) -> None:
    """Take an agent off its site."""
    place[agent, 0] = place[agent, 1] = -1
    mark(taken, y, x, 0, down, across)


@kernel
def remaining(
    agent: Any, y: Any, x: Any, day: Any, run: Any, low: Any, high: Any, first: Any, sites: Any, leaps: Array,
    taken: Array, down: Array, across: Array,
) -> Any:  # fmt: skip
    """An empty site seen from (y, x) after eight tries failed: eight more, then one of those that are empty."""
    w0, w1, w2, w3 = philox(agent, day, run, AGAIN, low, high)
    pick = tried(taken, y, x, w0, w1, w2, w3, first, sites, leaps, down, across)
    if pick >= 0:
        return pick
    here, free, rest = down[y, 0] + across[x, 0], np.int64(0), np.int64(-1)
    for turn in range(2):
        for pick in range(first, first + sites):
            if taken[here + leaps[pick]] == 0:
                if turn == 0:
                    free += 1
                elif rest == 0:
                    return pick
                rest -= turn
        if free == 0:
            break
        rest = below(philox(agent, day, run, STAY, low, high)[0], free)
    return np.int64(-1)


@kernel
def caught(
    y: Any, x: Any, word: Any, boards: Array, windows: Array, near: Array, views: Array, tall: Any, pitch: Any,
    width: Any, reach: Any,
) -> Any:  # fmt: skip
    """Row and column of one of the rebels that a cop at (y, x) sees, each as likely as any other; (-1, -1) if none."""
    view = near.shape[0] + y  # what cops see stands after what citizens see
    at, shift, found = np.int64(windows[x, 0]) + REBELS, np.uint64(windows[x, 1]), np.int64(0)
    for k in range(near.shape[1]):
        found += ones((boards[at + np.int64(near[y, k]) * KINDS] >> shift) & views[view, k])
    if found == 0:
        return np.int64(-1), np.int64(-1)
    rest, k = below(word, found), 0
    bits = (boards[at + np.int64(near[y, k]) * KINDS] >> shift) & views[view, k]
    while rest >= ones(bits):
        rest -= ones(bits)
        k += 1
        bits = (boards[at + np.int64(near[y, k]) * KINDS] >> shift) & views[view, k]
    for _ in range(rest):
        bits &= bits - np.uint64(1)
    bit = ones((bits - np.uint64(1)) & ~bits)
    return np.int64(near[y, k]) * tall + bit // pitch, (x - reach + bit % pitch) % width


@kernel
def fetched(order: Array, start: Any, end: Any, place: Array, taken: Array, boards: Array, windows: Array, rows: Array,
            down: Array, across: Array) -> Any:  # fmt: skip
    """Touch what agents order[start:end] are about to need, so that it comes from memory all at once."""
    total = np.uint64(0)
    for i in range(start, end):
        y, x = np.uintp(max(place[order[i], 0], 0)), np.uintp(max(place[order[i], 1], 0))
        total |= boards[np.int64(windows[x, 0]) + np.int64(rows[y, 0]) * KINDS]
        total |= np.uint64(taken[down[y, 0] + across[x, 0]])
    return total


@kernel
def advance(
    first: Any, last: Any, run: Any, low: Any, high: Any, legitimacy: Array, on_duty: Array, threshold: Any,
    arrest: Array, moves_first: Any, jailed_leave: Any, movement: Any, least_term: Any, jail_max: Any,
    temper: Array, place: Array, state: Array, term: Array, who: Array, taken: Array, boards: Array, reach: Any,
    tall: Any, pitch: Any, down: Array, across: Array, offsets: Array, leaps: Array, citizen_sites: Any,
    windows: Array, spots: Array, marks: Array, rows: Array, near: Array, views: Array, order: Array, blocks: Array,
    words: Array, deeds: Array, active: Array, jailed: Array,
) -> None:  # fmt: skip
    """Run the days first..last - 1; `active` and `jailed` int32 (days,) take the numbers at the end of each."""
    height, width, agents = rows.shape[0], spots.shape[0], state.shape[0]
    cop_sites = leaps.shape[0] - citizen_sites
    rebelling, held, duty, citizens = np.int64(0), np.int64(0), np.int64(0), np.int64(0)
    for agent in range(agents):
        rebelling += state[agent] == ACTIVE
        held += state[agent] == JAILED
        citizens += state[agent] != COP
        duty += state[agent] == COP and place[agent, 0] >= 0
    for day in range(first, last):
        while duty > on_duty[day]:
            duty -= 1
            cop = citizens + duty
            y, x = np.int64(place[cop, 0]), np.int64(place[cop, 1])
            flip(boards, COPS, y, x, rows, spots, marks)
            leave(cop, y, x, place, taken, down, across)
        while duty < on_duty[day]:
            cop = citizens + duty
            y, x = empty_site(taken, down, across, cop, day, run, DUTY, low, high)
            if y < 0:
                break
            duty += 1
            settle(cop, y, x, place, taken, down, across)
            flip(boards, COPS, y, x, rows, spots, marks)
        today = awake(order, state, term, citizens, duty)
        drawn(deeds, order[today - duty : today], 0, day, run, DEED, low, high)
        shuffle(order[:today], words, blocks, day, run, low, high)
        grievous = 1.0 - legitimacy[day]
        for i in range(today):
            nearby = np.uintp(i & (BATCH - 1))
            if nearby == 0:
                drawn(words, order[:today], i, day, run, MOVE, low, high)
                if agents > LARGE:
                    fetched(order, i, min(i + BATCH, today), place, taken, boards, windows, rows, down, across)
            agent = order[i]
            y, x = np.int64(place[agent, 0]), np.int64(place[agent, 1])
            now = state[agent]
            if now == JAILED:
                if term[agent] != 0:
                    term[agent] -= term[agent] > 0
                    continue
                if y < 0:
                    y, x = empty_site(taken, down, across, agent, day, run, RELEASE, low, high)
                    if y < 0:
                        continue
                    settle(agent, y, x, place, taken, down, across)
            for turn in range(2):
                if (turn == 0) == moves_first:
                    if not (movement or (moves_first and now == COP)):
                        continue
                    one, sites = (citizen_sites, cop_sites) if now == COP else (0, citizen_sites)
                    pick = tried(
                        taken, y, x, words[0, nearby], words[1, nearby], words[2, nearby], words[3, nearby], one, sites,
                        leaps, down, across,
                    )  # fmt: skip
                    if pick < 0:
                        pick = remaining(
                            agent, y, x, day, run, low, high, one, sites, leaps, taken, down, across
                        )  # fmt: skip
                    if pick >= 0:
                        row = y + np.int64(offsets[np.uintp(pick), 0])
                        column = x + np.int64(offsets[np.uintp(pick), 1])
                        row += height if row < 0 else (-height if row >= height else 0)
                        column += width if column < 0 else (-width if column >= width else 0)
                        mark(taken, y, x, 0, down, across)
                        settle(agent, row, column, place, taken, down, across)
                        if now in (ACTIVE, COP):
                            kind = COPS if now == COP else REBELS
                            flip(boards, kind, y, x, rows, spots, marks)
                            flip(boards, kind, row, column, rows, spots, marks)
                            who[row * width + column] = agent
                        y, x = row, column
                elif now != COP:
                    after, grievance = QUIET, np.float64(temper[agent, 0]) * grievous
                    if grievance > threshold:  # else no risk is needed to keep it quiet, and it need not look
                        sight = seen(boards, y, x, windows, near, views)
                        risk = (
                            np.float64(temper[agent, 1]) * arrest[np.uintp(sight >> 32), np.uintp(sight & 0xFFFFFFFF)]
                        )
                        after = ACTIVE if grievance - risk > threshold else QUIET
                    if after != now:
                        state[agent] = after
                        held -= now == JAILED
                        if after == ACTIVE or now == ACTIVE:
                            rebelling += 1 if after == ACTIVE else -1
                            flip(boards, REBELS, y, x, rows, spots, marks)
                            who[y * width + x] = agent
                        now = np.int8(after)
                elif rebelling > 0:
                    by = np.uintp(agent - citizens)
                    there, at = caught(y, x, deeds[0, by], boards, windows, near, views, tall, pitch, width, reach)
                    if there >= 0:
                        rebel = np.int64(who[there * width + at])
                        state[rebel] = JAILED
                        rebelling -= 1
                        held += 1
                        flip(boards, REBELS, there, at, rows, spots, marks)
                        term[rebel] = (
                            -1 if jail_max < 0 else least_term + below(deeds[1, by], jail_max - least_term + 1)
                        )
                        if jailed_leave:
                            leave(rebel, there, at, place, taken, down, across)
        active[day] = rebelling
        jailed[day] = held
