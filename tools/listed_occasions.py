"""Occasions for a call: force against a member, crises, civil wars and coups from published lists, by alliance.

An event is a row of a list that names the state that was hit, a day and, where there are any, the states that did it:

* `mid`: the state was in a dispute from its first day and not on the side that acted first, and a state of that side used
  force (hostility 4 or 5). To 2010 the list as corrected by Gibler, Miller & Little, from 2011 to 2014 MID 5.0.
* `icb`: a crisis that a violent act or an internal challenge set off for the state (triggers 6, 8 and 9), or in which
  clashes were serious (severity 3 or 4). To 2017.
* `ucdp`: the first year of a civil war on the state's government (types 3 and 4) after more than two quiet years; from
  2015 on also of a war between states, counted for both sides, since the list does not say who began. To 2024.
* `coup`: an attempt, failed or not. To October 2020.

An occasion is a state's events within one alliance that follow each other within a year and have an adversary in
common, or that have none among the states: a dispute and the crisis made of it are one occasion.
"""

from __future__ import annotations

import csv
import datetime as dt
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedus.charter.rules import rules_of
from foedus.datasets.catalogue import get_table
from foedus.datasets.tidy import tidy
from foedus.ground.calendar import holds
from foedus.record.alliance import Alliance
from foedus.record.load import Record
from foedus.record.tables import states

#: The first year, the turns of the years in the lists, the quiet years before an onset, the gap that parts occasions. A
#: war that is older than its list was no onset in the list's first years.
SINCE, MID_5, ALSO_STATES, UCDP_BEGINS, QUIET = 1945, 2011, 2015, 1946, 2
GAP = dt.timedelta(days=365)
#: Levels of hostility that are force; triggers and severities of a crisis that count; codes that are no states.
FORCE, TRIGGERS, SEVERE, NO_STATE = 4, (6, 8, 9), 3, 990


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a state: `date` as precise as the list, `first` and `last` its days, `row` in the list."""

    state: str
    date: str
    first: dt.date
    last: dt.date
    source: str
    row: str
    adversaries: frozenset[str]


@dataclass(slots=True)
class Occasion:
    """Events of a state within an alliance; `fellow` says whether a fellow member is among the adversaries."""

    alliance: str
    fellow: bool
    group: str
    events: list[Event] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Alliance, state and the first event's row, which no other occasion shares."""
        one = self.events[0]
        return f"{self.alliance}-{one.state}-{one.source}-{one.row}".lower()

    @property
    def adversaries(self) -> frozenset[str]:
        """All states that did it."""
        return frozenset().union(*(e.adversaries for e in self.events))

    @property
    def last(self) -> dt.date:
        """The last day."""
        return max(e.last for e in self.events)

    @property
    def stratum(self) -> str:
        """List, time and class of the alliance; occasions by a fellow member by time alone."""
        source = "fellow" if self.fellow else {"mid": "force", "icb": "force"}.get(self.events[0].source)
        if source is None:
            source = "force" if self.adversaries else {"ucdp": "civil-war", "coup": "coup"}[self.events[0].source]
        year = self.events[0].first.year
        time = "1945-59" if year < 1960 else "2010-24" if year >= 2010 else f"{year // 10 * 10}s"
        return f"{source} {time}" if self.fellow else f"{source} {time} {self.group}"


class Lists:
    """The published lists of a folder, found by the names that the catalogue knows."""

    def __init__(self, folder: Path) -> None:
        self.files = {path.name: path for path in folder.rglob("*") if path.is_file()}
        self.codes = {
            system: [
                (code, row.since.first, row.until.first if row.until else dt.date.max, key)
                for key, spans in states().items() for row in spans
                if (code := row.cow if system == "cow" else row.gw) is not None
            ]
            for system in ("cow", "gw")
        }  # fmt: skip

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table of the catalogue."""
        table = get_table(name)
        return tidy(self.files[table.file].read_bytes(), table).to_dicts()

    def state(self, system: str, code: int, day: dt.date) -> str | None:
        """The record's id of a state by its code on a day."""
        found = [key for number, since, until, key in self.codes[system] if number == code and since <= day < until]
        return found[0] if found else None

    def events(self) -> list[Event]:
        """All events in order of time."""
        found = [*self._disputes(), *self._crises(), *self._armed(), *self._coups()]
        return sorted((e for e in found if e.first.year >= SINCE), key=lambda e: (e.first, e.state, e.source, e.row))

    def _disputes(self) -> Iterator[Event]:
        for name, start, end in (("gml-mid.participants", SINCE, MID_5), ("cow-mid.participants", MID_5, 9999)):
            by_number = defaultdict(list)
            for row in self.rows(name):
                by_number[row["dispnum"]].append(row)
            for number, its in by_number.items():
                force = [r for r in its if r["sidea"] and (r["hostlev"] or 0) >= FORCE]
                began = min(r["styear"] for r in its)
                if not force or not start <= began < end:
                    continue
                for row in its:
                    if row["orig"] and not row["sidea"]:
                        date, first, _ = _day(row["styear"], row["stmon"], row["stday"])
                        last = _day(row["endyear"], row["endmon"], row["endday"])[2]
                        by = (self.state("cow", r["ccode"], first) for r in force)
                        yield from self._event("cow", row["ccode"], date, first, last, "mid", str(number), by)

    def _crises(self) -> Iterator[Event]:
        for row in self.rows("icb.actors"):
            violent = row["triggr"] in TRIGGERS or (row["sevvio"] or 0) >= SEVERE
            if row["start_year"] is None or not violent:
                continue
            date, first, end = _day(row["start_year"], row["start_month"], row["start_day"])
            last = _day(row["end_year"], row["end_month"], row["end_day"])[2] if row["end_year"] else end
            by = (c for c in (row["trigent"], row["southv"]) if c and c < NO_STATE and c != row["gwcode"])
            named = (s for c in by if (s := self.state("gw", c, first)))
            yield from self._event("gw", row["gwcode"], date, first, max(first, last), "icb", str(row["cracno"]), named)

    def _armed(self) -> Iterator[Event]:
        before: dict[int, int] = {}
        for row in sorted(self.rows("ucdp-acd.conflict-years"), key=lambda r: (r["conflict_id"], r["year"])):
            year, number = row["year"], row["conflict_id"]
            quiet = year - before.get(number, 0) - 1 > QUIET
            before[number] = year
            day, id = row["start_date2"], f"{number}-{year}"
            if (
                not quiet
                or row["type_of_conflict"] == 1
                or row["start_date"].year < UCDP_BEGINS <= year <= UCDP_BEGINS + QUIET
            ):
                continue
            sides = [[int(c) for c in (row[k] or "").split(",") if c.strip()] for k in ("gwno_a", "gwno_b")]
            if row["type_of_conflict"] == 2:
                if year >= ALSO_STATES:
                    for one, other in (sides, sides[::-1]):
                        named = [s for c in other if (s := self.state("gw", c, day))]
                        for code in one:
                            yield from self._event("gw", code, str(day), day, day, "ucdp", id, named)
            else:
                for code in sides[0][:1]:
                    yield from self._event("gw", code, str(day), day, day, "ucdp", id, ())

    def _coups(self) -> Iterator[Event]:
        with self.files["powell_thyne_coups_final.txt"].open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                date, first, last = _day(int(row["year"]), int(row["month"]), int(row["day"]))
                yield from self._event(
                    "cow", int(row["ccode"]), date, first, last, "coup", f"{row['ccode']}-{date}", ()
                )

    def _event(
        self, system: str, code: int, date: str, first: dt.date, last: dt.date, source: str, row: str,
        adversaries: Iterable[str | None],
    ) -> Iterator[Event]:  # fmt: skip
        if (state := self.state(system, code, first)) is not None:
            named = frozenset(a for a in adversaries if a and a != state)
            yield Event(state, date, first, last, source, row, named)


def alliances(record: Record) -> dict[str, tuple[Alliance, bool]]:
    """The alliances whose members can call, with whether their rules hold a duty to defend; partnerships have none."""
    bound = [a for a in record.alliances.values() if a.kind != "partnership"]
    return {a.id: (a, bool((rules := rules_of(a.id)) and "defence" in rules.obligations)) for a in bound}


def occasions(events: list[Event], record: Record) -> list[Occasion]:
    """All occasions by alliance and state in order of time."""
    found: list[Occasion] = []
    for alliance, duty in alliances(record).values():
        latest: dict[str, list[Occasion]] = defaultdict(list)
        for event in events:
            bound = members(alliance, event.first)
            if event.state not in bound:
                continue
            fellow = bool(event.adversaries & bound)
            one = next((o for o in reversed(latest[event.state]) if _goes_on(o, event, fellow)), None)
            if one is None:
                group = "bilateral" if len(bound) == 2 else "duty" if duty else "no-duty"
                one = Occasion(alliance.id, fellow, group)
                latest[event.state].append(one)
                found.append(one)
            one.events.append(event)
    return found


def members(alliance: Alliance, day: dt.date) -> frozenset[str]:
    """Who was a member on a day, surely or perhaps where the record's day is not exact."""
    return frozenset(
        m.state for m in alliance.members if m.status == "member" and holds(m.since, m.until, day) is not False
    )


def _goes_on(occasion: Occasion, event: Event, fellow: bool) -> bool:
    same = bool(occasion.adversaries & event.adversaries) or not (occasion.adversaries or event.adversaries)
    return same and fellow == occasion.fellow and event.first - occasion.last <= GAP


def _day(year: int, month: int | None, day: int | None) -> tuple[str, dt.date, dt.date]:
    """A date as precise as it is known, its first and its last day."""
    if not month or month > 12:
        return str(year), dt.date(year, 1, 1), dt.date(year, 12, 31)
    length = monthrange(year, month)[1]
    if not day or not 1 <= day <= length:
        return f"{year}-{month:02d}", dt.date(year, month, 1), dt.date(year, month, length)
    return f"{year}-{month:02d}-{day:02d}", dt.date(year, month, day), dt.date(year, month, day)
