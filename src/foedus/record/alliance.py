"""An alliance and what belongs to it: names, treaties, members, leaders, organs, persons, forces, bases, missions."""

from __future__ import annotations

from typing import Literal

from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.shown import Showing
from foedus.ground.terms import Procedure, Status, Threat
from foedus.record.deployment import Deployment
from foedus.record.entries import Contribution, Entry, Report, Spanned


class Name(Spanned, kw_only=True, frozen=True):
    """The alliance's name over a span, long and short; the German gender and the English "the" are the short name's."""

    name: Label
    short: Label
    gender_de: Literal["f", "m", "n"] = "f"
    article_en: bool = True


class Treaty(Entry, kw_only=True, frozen=True):
    """A treaty, charter or protocol; signed and in force are two dates. `rules` names its rules file."""

    id: str
    title: Label
    role: str
    signed: Date
    in_force: Date | None = None
    until: Date | None = None
    until_known: Date | None = None
    rules: str = ""


class Membership(Spanned, kw_only=True, frozen=True):
    """A state's status in the alliance; `since` is the day the treaty bound it, `signed` the day it signed."""

    state: str
    status: Status
    signed: Date | None = None
    ended_by: str = ""
    text: Label | None = None


class Participation(Spanned, kw_only=True, frozen=True):
    """A member's restricted or special part: participation frozen, outside the military structure."""

    state: str
    kind: str
    text: Label


class Leader(Spanned, kw_only=True, frozen=True):
    """The state that leads, with the grounds on which it is called so."""

    state: str
    grounds: Label


class OfficeHolder(Spanned, kw_only=True, frozen=True):
    """Who holds an office of the alliance; `state` is where the person comes from, `acting` until somebody is named."""

    name: Label
    office: Label
    organ: str
    state: str
    acting: bool = False


class Organ(Spanned, kw_only=True, frozen=True):
    """A body of the alliance; `decides` is its procedure for non-procedural matters."""

    id: str
    name: Label
    level: str
    decides: Procedure | None = None
    composed_of: Label | None = None


class Force(Spanned, kw_only=True, frozen=True):
    """A standing pool of soldiers: strength (persons), notice (days), contingents by state."""

    id: str
    name: Label
    kind: str
    strength: tuple[Report, ...] = ()
    notice_days: tuple[Report, ...] = ()
    contingents: tuple[Contribution, ...] = ()
    composition: Label | None = None


class Basing(Spanned, kw_only=True, frozen=True):
    """A base or garrison of the alliance or of a state on another's territory; strength in persons."""

    id: str
    name: Label
    owner: str
    host: str
    place: str
    lat: float
    lon: float
    purpose: Label
    strength: tuple[Report, ...] = ()


class Mission(Spanned, kw_only=True, frozen=True):
    """A deployment: host, mandate, total strength and contributions by state (persons).

    `threat` and `deployment` are for one that answers no recorded call; where it does, they stand with the call.
    """

    id: str
    name: Label
    host: str
    kind: str
    mandate: Label
    lat: float | None = None
    lon: float | None = None
    invocation: str = ""
    threat: Threat | None = None
    deployment: Deployment | None = None
    strength: tuple[Report, ...] = ()
    contributions: tuple[Contribution, ...] = ()


class Event(Entry, kw_only=True, frozen=True):
    """A dated happening for the timeline."""

    id: str
    date: Date
    text: Label
    kind: str = "event"


class Alliance(Entry, Showing, kw_only=True, frozen=True):
    """A treaty community or organisation with an obligation or a mandate to assist."""

    __repr__ = Showing.__repr__

    id: str
    kind: str
    founded: Date
    dissolved: Date | None = None
    predecessors: tuple[str, ...] = ()
    counterpart: str = ""
    aliases: tuple[str, ...] = ()
    names: tuple[Name, ...]
    treaties: tuple[Treaty, ...]
    members: tuple[Membership, ...]
    leaders: tuple[Leader, ...] = ()
    participation: tuple[Participation, ...] = ()
    organs: tuple[Organ, ...] = ()
    persons: tuple[OfficeHolder, ...] = ()
    forces: tuple[Force, ...] = ()
    basing: tuple[Basing, ...] = ()
    missions: tuple[Mission, ...] = ()
    events: tuple[Event, ...] = ()
