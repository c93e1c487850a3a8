"""Who was bound to whom on a day, and by what: treaties in force, from spells of membership (ATOP 5.1).

A member's duties are its own: in an asymmetric treaty the ally may owe what its partner does not. Leeds, Ritter,
Mitchell & Long 2002, International Interactions 28(3).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from foedus.datasets import store

MEMBERS = "atop.members"
#: The kinds of duty in the order in which the strongest names the tie.
DUTIES = ("defense", "offense", "neutral", "consul", "nonagg")


@dataclass(frozen=True, slots=True)
class Pledge:
    """A state's part in a treaty over some days; `duties` are what it owes the other members."""

    treaty: int
    ccode: int
    start: dt.date
    end: dt.date
    duties: frozenset[str]
    conditional: bool
    adversaries: bool


@dataclass(frozen=True, slots=True)
class Bond:
    """What one state owes another under all treaties of a day: duties, number of treaties, members of the smallest."""

    duties: frozenset[str]
    treaties: int
    smallest: int
    conditional: bool

    @property
    def strongest(self) -> str:
        """The first of `DUTIES` that is owed; "none" where a treaty binds the ally to none."""
        return next((d for d in DUTIES if d in self.duties), "none")


class Pacts:
    """Memberships, found by state and day."""

    def __init__(self, members: list[Pledge]) -> None:
        self.of_state: dict[int, list[Pledge]] = defaultdict(list)
        self.of_treaty: dict[int, list[Pledge]] = defaultdict(list)
        for one in sorted(members, key=lambda m: (m.treaty, m.ccode, m.start)):
            self.of_state[one.ccode].append(one)
            self.of_treaty[one.treaty].append(one)

    def members(self, treaty: int, day: dt.date) -> list[Pledge]:
        """The parts in force on a day."""
        return [m for m in self.of_treaty[treaty] if m.start <= day <= m.end]

    def allies(self, ccode: int, day: dt.date) -> dict[int, Bond]:
        """Every state bound to this one on the day by a treaty that both are in, with what the ally owes it."""
        found: dict[int, list[tuple[Pledge, int]]] = defaultdict(list)
        for treaty in sorted({m.treaty for m in self.of_state[ccode] if m.start <= day <= m.end}):
            parts = self.members(treaty, day)
            size = len({m.ccode for m in parts})
            for part in parts:
                if part.ccode != ccode:
                    found[part.ccode].append((part, size))
        return {ally: _bond(parts) for ally, parts in sorted(found.items())}


def _bond(parts: list[tuple[Pledge, int]]) -> Bond:
    duties = frozenset().union(*(p.duties for p, _ in parts))
    armed = [p for p, _ in parts if p.duties & {"defense", "offense"}]
    return Bond(
        duties=duties,
        treaties=len({p.treaty for p, _ in parts}),
        smallest=min(size for _, size in parts),
        conditional=bool(armed) and all(p.conditional for p in armed),
    )


def pacts() -> Pacts:
    """All memberships of the published list with a known first day."""
    found = []
    for row in store.frame(MEMBERS).iter_rows(named=True):
        if row["start"] is None:
            continue
        found.append(
            Pledge(
                treaty=row["atopid"],
                ccode=row["ccode"],
                start=row["start"],
                end=row["end"] or dt.date.max,
                duties=frozenset(d for d in DUTIES if row[d]),
                conditional=bool(row["conditio"]),
                adversaries=bool(row["defcoadv"]),
            )
        )
    return Pacts(found)
