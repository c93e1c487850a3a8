"""Wars and disputes as lists of fighters: who entered on which side on which day, from published lists.

* `wars`: inter-state wars, 1823-2003 (Sarkees & Wayman 2010, Resort to War; COW 4.0). A state's first entry on a side
  counts; a return after a truce is no new entry.
* `disputes`: militarized disputes in which somebody used force, 1816-2010 (Gibler, Miller & Little 2016, International
  Studies Quarterly 60(4)). Its originators are in it whether or not they used force, since who is attacked need not
  shoot; who else used none (hostility below 4) stayed out. A dispute that began while its participants were in an
  inter-state war belongs to that war: `group` says so, so that no model is tried on a war and fitted on its disputes.
* `later_wars`: pairs of states in armed conflict for the first time in ten years, 2004-2018 (UCDP/PRIO 25.1). After
  2018 no published list of treaties says who was bound.

A day of entry that a list does not give is taken as the first of its month, one of an end as the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.datasets import store

WARS, DISPUTES = "cow-inter-state-war.participants", "gml-mid.participants"
ARMED, CODES = "ucdp-acd.conflict-years", "state-crosswalk.gw-years"
#: Levels of hostility at which a state uses force, and the highest, war.
FORCE = 4
#: The first year after the list of wars, the last of the list of treaties, and how many years of quiet make a war new.
AFTER, TREATIES_END, QUIET = 2004, 2018, 10


@dataclass(frozen=True, slots=True)
class Fighter:
    """A state's entry into a war: its side, the day, whether the list says that it began it, whether it used force.

    `known` is the day from which that could be known: a list of disputes gives the day of the first threat and the
    highest level of the whole dispute, so that force is certain only when the state's part in it is over.
    """

    ccode: int
    side: int
    began: bool
    day: dt.date
    force: bool = True
    over: dt.date | None = None

    @property
    def known(self) -> dt.date:
        """The day from which the entry could be known for what it was."""
        return self.over or self.day


@dataclass(frozen=True, slots=True)
class War:
    """A war or dispute; `group` is the war with which it stands or falls (its own id unless it is part of another)."""

    id: str
    name: str
    group: str
    fighters: tuple[Fighter, ...]
    end: dt.date

    @property
    def day(self) -> dt.date:
        """The day on which the first state fought."""
        return min(f.day for f in self.fighters)


def wars() -> tuple[War, ...]:
    """Inter-state wars in order of time."""
    fights: dict[int, list[Fighter]] = {}
    names: dict[int, str] = {}
    ends: dict[int, dt.date] = {}
    columns = ("warnum", "warname", "ccode", "side", "initiator", "start_year1", "start_month1", "start_day1")
    last = ("end_year2", "end_month2", "end_day2"), ("end_year1", "end_month1", "end_day1")
    for row in store.frame(WARS).iter_rows(named=True):
        number, name, ccode, side, began, *day = (row[c] for c in columns)
        fights.setdefault(number, []).append(Fighter(ccode, side, began == 1, _day(*day)))
        names[number] = name
        end = next((_day(*(row[c] for c in part)) for part in last if row[part[0]]), _day(*day))
        ends[number] = max(ends.get(number, end), end)
    found = (War(f"war-{n}", names[n], f"war-{n}", _first(f), ends[n]) for n, f in fights.items())
    return tuple(sorted(found, key=lambda w: (w.day, w.id)))


def disputes(known: tuple[War, ...]) -> tuple[War, ...]:
    """Disputes with force in order of time; `known` are the wars to which some of them belong."""
    fights: dict[int, list[Fighter]] = {}
    ends: dict[int, dt.date] = {}
    for row in store.frame(DISPUTES).iter_rows(named=True):
        force = (row["hostlev"] or 0) >= FORCE
        if not (force or row["orig"]) or row["styear"] is None:
            continue
        day = _day(row["styear"], row["stmon"], row["stday"])
        end = _last(row["endyear"], row["endmon"], row["endday"])
        # The list has no initiator; side A, of the state that first used or threatened force, is the nearest to it.
        side, began = (1, bool(row["orig"])) if row["sidea"] else (2, False)
        fights.setdefault(row["dispnum"], []).append(Fighter(row["ccode"], side, began, day, force, max(day, end)))
        ends[row["dispnum"]] = max(ends.get(row["dispnum"], end), end)
    found = []
    for number, its in fights.items():
        if not any(f.force for f in its):
            continue
        war = War(f"dispute-{number}", f"dispute {number}", "", _first(its), ends[number])
        found.append(War(war.id, war.name, _group(war, known), war.fighters, war.end))
    return tuple(sorted(found, key=lambda w: (w.day, w.id)))


def _group(dispute: War, known: tuple[War, ...]) -> str:
    """The war that a dispute is part of: it began within the war, or a month before, and they share two fighters."""
    states = {f.ccode for f in dispute.fighters}
    month = dt.timedelta(days=31)
    for war in known:
        shared = states & {f.ccode for f in war.fighters}
        if shared and war.day - month <= dispute.day <= war.end and len(shared) >= min(2, len(states)):
            return war.id
    return dispute.id


def later_wars() -> tuple[War, ...]:
    """New armed conflicts between states after the list of wars ends, each from its first year, in order of time."""
    codes = {
        (gw, year): cow
        for gw, cow, year in store.frame(CODES).select("gwcode", "ccode", "year").iter_rows()
        if cow is not None
    }
    rows = store.frame(ARMED).filter(type_of_conflict=2).sort("conflict_id", "year").to_dicts()
    found: list[War] = []
    before: dict[int, int] = {}
    for row in rows:
        quiet = row["year"] - before.get(row["conflict_id"], -QUIET) > QUIET
        before[row["conflict_id"]] = row["year"]
        if not quiet or not AFTER <= row["year"] <= TREATIES_END:
            continue
        day, fighters = row["start_date2"], []
        for side, column in ((1, "gwno_a"), (2, "gwno_b"), (1, "gwno_a_2nd"), (2, "gwno_b_2nd")):
            # A party of the second rank has no day of its own: it came some day of the year after the first.
            came = day + dt.timedelta(days=column.endswith("2nd"))
            states = (int(x) for x in (row[column] or "").split(",") if x.strip())
            fighters += [Fighter(codes.get((s, row["year"]), s), side, False, came) for s in states]
        name = f"{row['location']} {row['year']}"
        id = f"ucdp-{row['conflict_id']}-{row['year']}"
        found.append(War(id, name, id, _first(fighters), dt.date(row["year"], 12, 31)))
    return tuple(sorted(found, key=lambda w: (w.day, w.id)))


def _first(fighters: Iterable[Fighter]) -> tuple[Fighter, ...]:
    """The first entry of each state on each side, in an order that no order of rows moves."""
    first: dict[tuple[int, int], Fighter] = {}
    for fighter in sorted(fighters, key=lambda f: (f.day, f.ccode, f.side, not f.began)):
        first.setdefault((fighter.ccode, fighter.side), fighter)
    return tuple(first.values())


def _day(year: int, month: int | None, day: int | None) -> dt.date:
    return dt.date(year, month or 1, day or 1)


def _last(year: int, month: int | None, day: int | None) -> dt.date:
    """The last day that a date can mean."""
    if month and day:
        return dt.date(year, month, day)
    return dt.date(year + (month in (None, 12)), (month or 12) % 12 + 1, 1) - dt.timedelta(days=1)
