"""One stretch of runs: what the response model draws for them, what unfolds, what is counted. Loads numba."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from threading import Lock

import msgspec
import numpy as np
from numpy.typing import NDArray

from foedus.crisis import front, riot
from foedus.crisis.keyed import ASSUMPTION, DECISION, uniform
from foedus.crisis.plan import ASSUMED, BLOCK, CrisisPlan
from foedus.crisis.tally import RunTally, count_days
from foedus.ground.errors import QueryError
from foedus.ground.terms import RESPONSES
from foedus.response.assumptions import Assumption
from foedus.response.draws import Draws
from foedus.response.forecast import Forecast
from foedus.unrest.philox import key

Floats = NDArray[np.float32]
#: Events that each ground tells, after the three of every crisis: first soldiers, full strength, the last ones gone.
EVENTS: dict[str, tuple[str, ...]] = {
    "unrest": ("outnumbered", "restored", "outnumbered-alone", "restored-alone"),
    "war": ("own-breaks", "foe-breaks", "own-breaks-alone", "foe-breaks-alone"),
    "none": (),
}
ALWAYS = ("first-soldiers", "full-strength", "gone")
SERIES: dict[str, tuple[str, ...]] = {"unrest": riot.SERIES, "war": front.SERIES, "none": ("soldiers",)}
TROOPS = RESPONSES.index("troops")
#: A day that never comes, in float32 exactly.
NEVER = 1e6


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the response model draws for each of R runs.

    kind: index of `RESPONSES`; soldiers together, float32, 0 where none come; days of the first, of full strength and
    of the last ones' leaving; who sends, bool (R, M).
    """

    kind: NDArray[np.int64]
    soldiers: Floats
    first: Floats
    full: Floats
    gone: Floats
    joined: NDArray[np.bool_]


class Blocks:
    """The response model's draws by block of runs, the last few kept; the same block for any thread or chunk."""

    def __init__(self, plan: CrisisPlan) -> None:
        self._plan, self._lock = plan, Lock()
        self._kept: dict[int, Forecast] = {}

    def forecast(self, block: int) -> Forecast:
        """The forecast whose runs are block * BLOCK and on; of the first block the one that `invoke` shows."""
        with self._lock:
            if block not in self._kept:
                seed, s = seed_of(self._plan.seed, block), self._plan.situation
                question = msgspec.structs.replace(s.question, seed=seed, runs=BLOCK)
                fresh = replace(s, question=question, draws=Draws(seed, BLOCK))
                while len(self._kept) > 2:
                    del self._kept[next(iter(self._kept))]
                self._kept[block] = self._plan.model.forecast(fresh)
            return self._kept[block]

    def drawn(self, first: int, runs: int) -> Drawn:
        """The draws of the runs first .. first + runs - 1."""
        u = uniform(DECISION, "", self._plan.seed, first, runs)
        parts, at = [], first
        while at < first + runs:
            start = at % BLOCK
            end = min(start + first + runs - at, BLOCK)
            parts.append(_part(self.forecast(at // BLOCK), start, end, u[at - first : at - first + end - start]))
            at += end - start
        joined = (np.concatenate([getattr(part, name) for part in parts]) for name in Drawn.__dataclass_fields__)
        return Drawn(*joined)


def seed_of(seed: int, block: int) -> int:
    """The seed of a block of runs; the first one's is the question's own."""
    if block == 0:
        return seed
    digest = blake2b(f"{seed}\x00block\x00{block}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def _part(forecast: Forecast, start: int, end: int, u: NDArray[np.float64]) -> Drawn:
    turn = np.arange(start, end) % len(forecast.act)
    kind = (np.cumsum(forecast.kinds, axis=1)[turn] < u[:, None]).sum(axis=1).clip(0, len(RESPONSES) - 1)
    come = kind == TROOPS
    never = np.full(end - start, NEVER, np.float32)
    if forecast.first_arrival is None or forecast.full_strength is None:
        # Nobody is left who could send soldiers: their chance is zero then, and no run draws them.
        nobody = np.zeros((end - start, len(forecast.members)), np.bool_)
        return Drawn(kind, np.zeros(end - start, np.float32), never, never, never, nobody)
    if forecast.total is None:
        raise QueryError(
            "how many soldiers would come is unknown",
            why="the armed forces of no ally are known on that day, or the model does not add them up",
            hint="ask foedus invoke for the chance that any come",
        )
    first, full = forecast.first_arrival[start:end], forecast.full_strength[start:end]
    stay = np.full(end - start, NEVER) if forecast.stay is None else forecast.stay[start:end]
    joined = forecast.joined if forecast.joined is not None else np.zeros((BLOCK, len(forecast.members)), np.bool_)
    return Drawn(
        kind,
        np.where(come, forecast.total[start:end], 0).astype(np.float32),
        np.where(come, first, NEVER).astype(np.float32),
        np.where(come, full, NEVER).astype(np.float32),
        np.where(come, first + stay, NEVER).astype(np.float32),
        joined[start:end] & come[:, None],
    )


def assumed(plan: CrisisPlan, first: int, runs: int) -> Floats:
    """The ground's assumptions by run, float32 (names, R): log-uniform over the range, uniform where that touches 0."""

    def spread(name: str, entry: Assumption) -> NDArray[np.float64]:
        u = uniform(ASSUMPTION, name, plan.seed, first, runs)
        if entry.low > 0:
            return np.asarray(entry.low * (entry.high / entry.low) ** u)
        return entry.low + (entry.high - entry.low) * u

    return np.array([spread(name, plan.table[name]) for name in ASSUMED[plan.ground]], np.float32)


def unfold(plan: CrisisPlan, blocks: Blocks, first: int, runs: int, *, paths: bool = False) -> tuple[RunTally, Floats]:
    """Count the runs first .. first + runs - 1; with `paths` their whole series too, float32 (S, R, days)."""
    drawn, days, low_high = blocks.drawn(first, runs), plan.days, key(plan.seed)
    series, told = SERIES[plan.ground], EVENTS[plan.ground]
    tally = RunTally.empty(len(RESPONSES), drawn.joined.shape[1], len(series), len(ALWAYS) + len(told), days)
    kept = np.empty((len(series), runs if paths else 0, days), np.float32)
    events = np.full((len(told), runs), -1, np.int32)
    rise = (1 / (drawn.full - drawn.first + 1)).astype(np.float32)
    own, foe = np.float32(plan.own), np.float32(plan.foe)
    come = drawn.soldiers, drawn.first, rise
    if plan.ground == "unrest":
        given = assumed(plan, first, runs)
        riot.all_unrest(first, days, *low_high, *come, drawn.gone, given, own, events, tally.sizes, kept)
    elif plan.ground == "war":
        given = assumed(plan, first, runs)
        law = front.squared(given[2], given[3])
        front.all_war(first, days, *low_high, *come, given, law, own, foe, events, tally.sizes, kept)
    else:
        riot.presence(days, *come, drawn.gone, tally.sizes, kept)
    _count(tally, drawn, events, days)
    return tally, kept


def _count(tally: RunTally, drawn: Drawn, events: NDArray[np.int32], days: int) -> None:
    """Count runs, answers, members, days of events, and what the soldiers changed."""
    tally.runs = len(drawn.kind)
    tally.kinds += np.bincount(drawn.kind, minlength=len(RESPONSES)).astype(np.int32)
    tally.members += drawn.joined.sum(axis=0, dtype=np.int32)
    arrivals = np.stack([drawn.first, drawn.full, drawn.gone]).astype(np.int32)
    count_days(np.concatenate([np.where(arrivals >= days, -1, arrivals), events]), tally.events)
    if not len(events):
        return
    helped, alone = (events[i, drawn.kind == TROOPS] for i in (1, 3))
    tally.effect += np.array(
        [((helped >= 0) == a).astype(int) @ ((alone >= 0) == b).astype(int) for a, b in WITH_AND_ALONE], np.int32
    )
    both = (helped >= 0) & (alone >= 0)
    tally.sooner += np.bincount(alone[both] - helped[both] + days, minlength=2 * days + 1).astype(np.int32)


#: Whether the end comes about with the soldiers and without them, in the order of `RunTally.effect`.
WITH_AND_ALONE = ((True, True), (True, False), (False, True), (False, False))
