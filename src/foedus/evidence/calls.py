"""The frame of calls: every recorded call since 1945, as a forecaster of the day before saw it, and what came of it.

A row is the very situation that `foedus invoke CASE --known THE-DAY-BEFORE` answers: what is scored is what ships.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.ground.calendar import AsOf
from foedus.ground.errors import QueryError
from foedus.ground.terms import SINCE
from foedus.response.fitted.call import Call, call_of, came
from foedus.response.fitted.members import SIZE, forces_of, senders_of, sending, size_row
from foedus.response.fitted.sizes import own_levels
from foedus.response.precedents import Precedent, precedents
from foedus.response.question import recorded_question
from foedus.response.situation import Situation
from foedus.world import World, figures, today

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.record.case import Invocation
    from foedus.record.load import Record

#: Where an alliance's own level stands among what moves a contingent.
OWN_LEVEL: Final = SIZE.index("own-level")
#: Fewer soldiers than this are officers and observers, and no contingent (a convention).
LEAST: Final = 10


@dataclass(frozen=True)
class Row:
    """A call with its figures, what came of it, and for answers with a complete list who of the allies sent."""

    case: Invocation
    eve: dt.date
    call: Call
    came: bool
    sending: NDArray[np.float64]
    sent: NDArray[np.bool_] | None

    @property
    def learnt(self) -> dt.date:
        """The day from which what came of it could be known."""
        return max(self.case.known.last, self.case.response.known.last)

    @property
    def group(self) -> str:
        """Calls of one affair stand and fall together."""
        return self.case.affair or self.case.id


@dataclass(frozen=True)
class Frame:
    """The rows in order of time, and the calls that could not have been asked about on the day before, with why."""

    rows: list[Row]
    left_out: dict[str, str]


def frame_of(record: Record) -> Frame:
    """The frame of a record."""
    everything = precedents(record, AsOf(today(), today()))
    cases = [c for c in record.invocations.values() if c.date.first.year >= SINCE]
    found, left_out = [], {}
    for case in sorted(cases, key=lambda c: (c.date.first, c.id)):
        try:
            found.append(_row(case, record, everything))
        except QueryError as error:
            left_out[case.id] = str(error)
    return Frame(found, left_out)


def situation_before(case: Invocation, record: Record, everything: Iterable[Precedent]) -> Situation:
    """The situation of a recorded call on the day before it was known."""
    eve = min(case.date.first, case.known.first) - dt.timedelta(days=1)
    question = recorded_question(case.id, known=eve, record=record, runs=100)
    known = [
        p for p in everything
        if p.case.id != case.id and p.case.known.last <= eve and p.case.response.known.last <= eve
        and p.case.date.first < question.on
    ]  # fmt: skip
    return Situation.of(question, record, known)


def _row(case: Invocation, record: Record, everything: list[Precedent]) -> Row:
    s = situation_before(case, record, everything)
    whole = came(case) and case.contributors == "complete" and case.request != "faction"
    sent = np.array([a in senders_of(case) for a in s.allies]) if whole else None
    return Row(case, s.question.known, call_of(s), came(case), sending(s, forces_of(s)), sent)


@dataclass(frozen=True)
class Contingents:
    """Contingents of recorded answers and missions: rows (N, `SIZE`), logarithms (N,), mission (N,), known from (N,).

    `began` is the day of each one's mission. A row's own level is that of the vintage before it, which is what ships.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    mission: NDArray[np.int64]
    known: list[dt.date]
    names: list[str]
    alliance: list[str]
    began: list[dt.date]

    def levels_by(self, day: dt.date) -> dict[str, float]:
        """The own level of each alliance, from missions that began before the day, as known on it."""
        seen = [i for i, (k, b) in enumerate(zip(self.known, self.began, strict=True)) if k <= day and b < day]
        return own_levels(self.x[seen], self.y[seen], self.mission[seen], [self.alliance[i] for i in seen])


def contingents(record: Record) -> Contingents:
    """The first known figure of each contingent; those of a mission that answers a recorded call are told once."""
    x, y, mission, known, names, alliance, began = [], [], [], [], [], [], []
    seen: set[tuple[str, str]] = set()
    missions = [
        (m.invocation or m.id, m.host, m.since.first, m.contributions, a.id)
        for a in record.alliances.values()
        for m in a.missions
    ]
    calls = [
        (c.id, c.victim or c.by, c.date.first, c.contributions, c.alliance)
        for c in record.invocations.values() if c.date.first.year >= SINCE
    ]  # fmt: skip
    number = {name: i for i, name in enumerate(dict.fromkeys(name for name, *_ in [*calls, *missions]))}
    for name, host, day, entries, sender in [*calls, *missions]:
        if day.year < SINCE:
            continue
        for entry in entries:
            figure = entry.best if entry.best is not None else _middle(entry.low, entry.high)
            if entry.kind != "troops" or (figure or 0) < LEAST or (name, entry.state) in seen:
                continue
            seen.add((name, entry.state))
            world = World.at(day, today(), record)
            force = figures("personnel", [entry.state], world.as_of).values.get(entry.state)
            if force:
                x.append(size_row(world, entry.state, host, force, day.year))
                y.append(np.log(figure or LEAST))
                mission.append(number[name])
                known.append(max(entry.known.last, day))
                names.append(f"{name} {entry.state}")
                alliance.append(sender)
                began.append(day)
    rows = np.array(x).reshape(-1, len(SIZE))
    found = Contingents(rows, np.array(y), np.array(mission, dtype=np.int64), known, names, alliance, began)
    before = {year: found.levels_by(dt.date(year, 1, 1)) for year in {day.year for day in began}}
    rows[:, OWN_LEVEL] = [before[day.year].get(name, 0.0) for day, name in zip(began, alliance, strict=True)]
    return found


def _middle(low: float | None, high: float | None) -> float | None:
    ends = [v for v in (low, high) if v is not None]
    return float(np.sqrt(ends[0] * ends[-1])) if ends else None
