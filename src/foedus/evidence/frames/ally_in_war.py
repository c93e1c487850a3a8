"""E1, ally in war: every state bound by treaty to one that enters a war, and whether it came to fight beside it.

A row is a trigger (see `triggers`) and a state bound to it on the day before that had not fought in the war yet: also
one that fights from that same day. It came if it entered the war on the trigger's side on the day or later. Ties are
those of the day before, everything else is as of the end of the year before; who else will enter is nowhere in it, and
moving the days of those who come moves no feature of a first day's row.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, log1p

from foedus.evidence.frames.background import Background
from foedus.evidence.frames.pacts import Bond, Pacts
from foedus.evidence.frames.rows import NEVER, Found, Rows, rows_of
from foedus.evidence.frames.triggers import Trigger, triggers
from foedus.evidence.frames.wars import War

#: From this year on an era of its own: after the Second World War fewer commitments were kept (Berkemeier & Fuhrmann
#: 2018).
SINCE = 1945
#: What an ally without a record is taken to have done: so many calls, answered at so low a rate.
CALLS, RATE = 40.0, 0.01

#: Each feature and its sign: 1 may only raise the chance, -1 only lower it, 0 either.
SIGNS: dict[str, int] = {
    "defence": 1, "offence": 1, "rival": 1, "fought": 1, "near-adversary": 1, "near-trigger": 1, "distance": -1,
    "pact-of-two": 1, "size": -1, "treaties": 1, "conditional": -1, "adversary-bound": -1, "ally-major": 1,
    "ally-strength": 1, "trigger-strength": 0, "adversary-strength": 0, "adversary-major": 0, "attacked": 0,
    "later": 0, "fighting": 1, "together": 1, "record-wars": 1, "record-disputes": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """Calls of the past by ally: the day of the call and the day on which it came, `NEVER` without; by group."""

    calls: dict[int, list[tuple[int, int, str]]]

    def record(self, ally: int, day: int, group: str) -> float:
        """Log of the ally's smoothed rate of coming over `RATE`, from calls and acts before the day, of other wars."""
        known = [(came < day) for called, came, its in self.calls.get(ally, ()) if called < day and its != group]
        return log((sum(known) + CALLS * RATE) / (len(known) + CALLS) / RATE)


def past(wars: Iterable[War], pacts: Pacts, background: Background) -> Past:
    """The record of every ally in a list of wars or disputes."""
    calls: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for war in wars:
        for trigger in triggers(war, background.share):
            for ally, _ in _at_risk(trigger, pacts):
                calls[ally].append((trigger.state.day.toordinal(), _came(trigger, ally), war.group))
    return Past(dict(calls))


def ally_rows(
    name: str, wars: Iterable[War], pacts: Pacts, background: Background, in_wars: Past, in_disputes: Past,
    first_only: bool = False,
) -> Rows:  # fmt: skip
    """The frame over a list of wars or disputes."""
    found = []
    for war in wars:
        for trigger in triggers(war, background.share, first_only):
            day = trigger.state.day.toordinal()
            eve = trigger.state.day - dt.timedelta(days=1)
            bound = frozenset(ally for c in trigger.adversaries for ally in pacts.allies(c, eve))
            for ally, bond in _at_risk(trigger, pacts):
                label = f"{trigger.state.day} {war.id} {trigger.state.side} {trigger.state.ccode:03d} {ally:03d}"
                told = _features(trigger, ally, bond, bound, background)
                told += [past.record(ally, day, war.group) for past in (in_wars, in_disputes)]
                found.append(Found(label, war.group, cell(bond, trigger.state.day), day, _came(trigger, ally), told))
    return rows_of(name, tuple(SIGNS), found)


def cell(bond: Bond, day: dt.date) -> str:
    """The class of the table of rates: the strongest duty, and the era."""
    return f"{bond.strongest} {'since' if day.year >= SINCE else 'before'} {SINCE}"


def _at_risk(trigger: Trigger, pacts: Pacts) -> list[tuple[int, Bond]]:
    eve = trigger.state.day - dt.timedelta(days=1)
    bound = pacts.allies(trigger.state.ccode, eve)
    out = {*trigger.fighting, *trigger.adversaries}
    return [(ally, bond) for ally, bond in bound.items() if ally not in out]


def _came(trigger: Trigger, ally: int) -> int:
    its = (f for f in trigger.war.fighters if f.force and f.ccode == ally and f.side == trigger.state.side)
    days = [f.known for f in its]
    return min(days).toordinal() if days else NEVER


def _features(trigger: Trigger, ally: int, bond: Bond, bound: frozenset[int], known: Background) -> list[float]:
    """All features but the records; `bound` are the states with a treaty with an adversary."""
    state, day = trigger.state.ccode, trigger.state.day
    year, against = day.year, trigger.adversaries
    shares = {c: known.share(c, year) for c in (ally, state, *against)}
    near = min(known.distance(ally, c, year) for c in (state, *against))
    return [
        float("defense" in bond.duties),
        float("offense" in bond.duties),
        float(any(known.rivals(ally, c, year) for c in against)),
        log1p(sum(known.fought(ally, c, day) for c in against)),
        float(any(known.near(ally, c, year) for c in against)),
        float(known.near(ally, state, year)),
        log1p(near / 1000),
        float(bond.smallest == 2),
        log(bond.smallest),
        log1p(bond.treaties),
        float(bond.conditional),
        float(ally in bound),
        float(known.major(ally, year)),
        log(shares[ally] * 100),
        log(shares[state] * 100),
        log(sum(shares[c] for c in against) * 100),
        float(any(known.major(c, year) for c in against)),
        float(not trigger.state.began),
        float(trigger.later),
        log1p(len(trigger.fighting)),
        log1p(known.together(ally, state, day)),
    ]
