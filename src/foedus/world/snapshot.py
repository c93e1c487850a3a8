"""A frozen view of the record as of (on, known): who exists, who belongs to what, who is near whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from foedus.ground.calendar import AsOf, Date, holds
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.sphere import great_circle_km
from foedus.ground.terms import Status
from foedus.record import tables
from foedus.record.alliance import Alliance, Leader, Membership, Name
from foedus.record.load import Record, load
from foedus.world.state_names import meant, spelled


def today() -> dt.date:
    """The present day, the default of `known`."""
    return dt.date.today()


@dataclass(frozen=True, slots=True)
class Member:
    """A state's place in an alliance on a day; `certain` is false inside an imprecise date."""

    state: str
    status: Status
    since: Date
    signed: Date | None
    certain: bool
    entry: Membership


@dataclass(frozen=True)
class World:
    """The record as of two clocks. All look-ups raise `QueryError` with a way out."""

    as_of: AsOf
    record: Record

    def __repr__(self) -> str:
        return f"<the world on {self.as_of.on}, known {self.as_of.known}>"

    @classmethod
    def at(cls, on: dt.date, known: dt.date | None = None, record: Record | None = None) -> World:
        """The world on a day, as known by a day (today, where none is given)."""
        return cls(AsOf(on, known or today()), record or load())

    # --- states ---------------------------------------------------------------------------

    def state(self, code: str) -> tables.State:
        """The state with this id on the day; unknown ids and states not there raise `QueryError`."""
        spans = tables.states().get(meant(code, self.as_of.on) or "")
        if not spans:
            raise QueryError(
                f"there is no state {code!r} in the record",
                why="states are named by ISO 3166 ids (KAZ), by COW or Gleditsch-Ward codes (705), or in words",
                hint=did_you_mean(
                    code,
                    spelled(self.as_of.on),
                    did_you_mean(code, spelled(), "write its ISO id, or its name in English or German"),
                ),
            )
        for span in spans:
            if span.existed(self.as_of.on):
                return span
        first, last = spans[0], spans[-1]
        told = "; ".join(f"{s.since} to {s.until or 'today'}" for s in spans)
        hint = f"its successor is {last.successor}" if last.successor else "choose a day in one of these spans"
        raise QueryError(
            f"{first.name_en} ({first.id}) did not exist on {self.as_of.on}",
            why=f"it is recorded from {told}",
            hint=hint,
        )

    def name(self, code: str, lang: str = "en") -> str:
        """The state's name in a language; the id itself where the record has none."""
        spans = tables.states().get(code, ())
        for span in spans:
            if span.existed(self.as_of.on):
                return span.name_de if lang == "de" else span.name_en
        return (spans[-1].name_de if lang == "de" else spans[-1].name_en) if spans else code

    def distance_km(self, a: str, b: str) -> float | None:
        """Great-circle distance between two capitals in km; None if one is unknown."""
        first, second = self._place(a), self._place(b)
        if first is None or second is None:
            return None
        return great_circle_km(*first, *second)

    def _place(self, code: str) -> tuple[float, float] | None:
        spans = tables.states().get(code, ())
        for span in (*(s for s in spans if s.existed(self.as_of.on)), *reversed(spans)):
            if span.lat is not None and span.lon is not None:
                return span.lat, span.lon
        return None

    def borders(self, a: str, b: str) -> bool:
        """Whether the two share a land border on the day (or at the end of the table's coverage)."""
        spans = tables.neighbours().get(frozenset((a, b)), ())
        return any(kind == "land" and holds(since, until, self.as_of.on) is not False for kind, since, until in spans)

    # --- alliances ------------------------------------------------------------------------

    @cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for key, alliance in self.record.alliances.items():
            short = [text for name in alliance.names for text in (name.short.en, name.short.de)]
            long = [text for name in alliance.names for text in (name.name.en, name.name.de)]
            for text in (key, *alliance.aliases, *short, *long):
                names.setdefault(text.casefold(), key)
        return names

    def alliance(self, name: str) -> Alliance:
        """The alliance of this id, short or long name, if it was founded by the day."""
        key = self._names.get(name.strip().casefold())
        if key is None:
            raise self._no_alliance(name)
        alliance = self.record.alliances[key]
        if self.as_of.on < alliance.founded.first:
            raise QueryError(
                f"{key} did not exist on {self.as_of.on}",
                why=f"its founding treaty was signed on {alliance.founded}",
                hint=f"choose a day from {alliance.founded} on",
            )
        if not self.as_of.knows(alliance.known):
            raise QueryError(
                f"{key} was not known on {self.as_of.known}",
                why=f"it could be known from {alliance.known} on",
                hint=f"use --known {alliance.known} or later",
            )
        return alliance

    def _no_alliance(self, name: str) -> QueryError:
        """What to say of a name that is none of an alliance: it may be that of a state or of a case."""
        state = meant(name, self.as_of.on)
        if state is not None:
            there = self._alliances_of(state)
            belongs = f"on {self.as_of.on} it belongs to {', '.join(there)}" if there else ""
            return QueryError(
                f"{name!r} is a state and no alliance",
                why=belongs or f"on {self.as_of.on} it belongs to no alliance of the record",
                hint=f"ask: foedus show {there[0]}" if there else "foedus alliances lists those of the record",
            )
        cases = {n.casefold(): c for c in self.record.invocations.values() for n in (c.id, *c.aliases)}
        if name.casefold() in cases:
            return QueryError(f"{name!r} is a recorded case and no alliance", hint=f"ask: foedus invoke {name}")
        shorts = [text for a in self.record.alliances.values() for n in a.names for text in (n.short.en, n.short.de)]
        return QueryError(
            f"there is no alliance {name!r} in the record",
            hint=did_you_mean(name, [*self.record.alliances, *shorts], "foedus alliances lists those of the record"),
        )

    def _alliances_of(self, state: str) -> list[str]:
        """The alliances a state belongs to on the day, the one with most recorded calls (most often meant) first."""
        calls = Counter(case.alliance for case in self.record.invocations.values())
        there = [a.id for a in self.record.alliances.values() if state in {m.state for m in self.members(a)}]
        return sorted(there, key=lambda key: (-calls[key], key))

    def dissolved(self, alliance: Alliance) -> bool:
        """Whether the alliance had ended by the day."""
        return alliance.dissolved is not None and alliance.dissolved.reached_by(self.as_of.on) is True

    def title(self, alliance: Alliance) -> Name:
        """The alliance's name on the day; the last one before, or the first one."""
        for name in alliance.names:
            if name.holds(self.as_of) is not False:
                return name
        past = [n for n in alliance.names if n.since.first <= self.as_of.on]
        return past[-1] if past else alliance.names[0]

    def members(self, alliance: Alliance, *statuses: Status) -> list[Member]:
        """The states with one of `statuses` (by default full members) on the day, by id."""
        wanted = statuses or ("member",)
        found = [
            Member(entry.state, entry.status, entry.since, entry.signed, truth is True, entry)
            for entry in alliance.members
            if entry.status in wanted and (truth := entry.holds(self.as_of)) is not False
        ]
        return sorted(found, key=lambda m: m.state)

    def leader(self, alliance: Alliance) -> Leader | None:
        """The state that leads on the day, if the record names one."""
        return next((e for e in alliance.leaders if e.holds(self.as_of) is not False), None)

    def require_member(self, alliance: Alliance, code: str, role: str) -> Member:
        """The membership of a state on the day, or a `QueryError` that says when it was one."""
        state = self.state(code)
        for member in self.members(alliance, "member", "signatory"):
            if member.state == state.id:
                return member
        spans = [
            f"{m.since} to {m.end(self.as_of.known) or 'today'}"
            for m in alliance.members
            if m.state == state.id and m.status == "member" and self.as_of.knows(m.known)
        ]
        names = ", ".join(m.state for m in self.members(alliance)) or "nobody"
        raise QueryError(
            f"{state.name_en} ({state.id}) was no member of {alliance.id} on {self.as_of.on}",
            why=f"it was one from {'; '.join(spans)}" if spans else f"{role} must be a member of the alliance",
            hint=f"the members on that day: {names}",
        )
