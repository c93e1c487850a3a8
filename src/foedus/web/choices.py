"""What a form offers: the alliances and the states of a day, in the alphabet of the language."""

from __future__ import annotations

from typing import Any

from foedus.brief.words.messages import Lang
from foedus.charter.rules import amendments_of
from foedus.ground.calendar import holds
from foedus.ground.numbers import by_name
from foedus.record import tables
from foedus.record.law import Amendment
from foedus.web.route import Parameter
from foedus.world import World, listing

Choice = tuple[str, str]


def alliances_of(world: World, lang: Lang, *, ended: bool = False) -> list[Choice]:
    """The alliances of the day by id, with the short name that they had then."""
    found = [(entry.id, entry.short.text(lang)) for entry in listing(world, ended=ended)]
    return by_name(found, lambda choice: choice[1])


def states_of(world: World, lang: Lang) -> list[Choice]:
    """The states of the day by id, with the name that they had then."""
    day = world.as_of.on
    there = (
        code for code, spans in tables.states().items() if any(holds(s.since, s.until, day) is not False for s in spans)
    )
    return by_name([(code, world.name(code, lang)) for code in there], lambda choice: choice[1])


def fellow_members(world: World, alliance: str, lang: Lang, besides: str = "") -> list[Choice]:
    """The members and signatories of an alliance on the day, without one of them."""
    there = world.members(world.alliance(alliance), "member", "signatory")
    return by_name([(m.state, world.name(m.state, lang)) for m in there if m.state != besides], lambda c: c[1])


def amendments(alliance: str) -> tuple[list[Amendment], list[Amendment]]:
    """The named changes of a treaty: those that only put another procedure in place, and all others."""
    every = list(amendments_of(alliance).values())
    return [a for a in every if a.procedure], [a for a in every if not a.procedure]


def drawn(parameters: tuple[Parameter, ...], name: str) -> Any:
    """A parameter of a question, for the choices and bounds that its field shows."""
    return next(p for p in parameters if p.name == name)
