"""Invocations, threats, conflicts, statements and places: what happened to whom, and who said what."""

from __future__ import annotations

from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.terms import Authority, Contributors, Delivered, Predicate, Request, ResponseKind, Stance, Threat
from foedus.record.deployment import Deployment
from foedus.record.entries import Contribution, Entry, Report, Spanned


class Circumstance(Entry, kw_only=True, frozen=True):
    """A fact about the case that a treaty rule asks for, as somebody found or claimed it.

    `authority`: "organ" (a competent body of the alliance found it), "party" (a party to the matter says so),
    "report" (press, researchers, third states). Contradicting circumstances stand side by side.
    """

    predicate: Predicate
    value: bool
    authority: Authority
    according_to: Label
    text: Label


class Position(Entry, kw_only=True, frozen=True):
    """What a member said or did in the council or in public about the request."""

    state: str
    stance: Stance
    text: Label


class Response(Entry, kw_only=True, frozen=True):
    """What the alliance did: `kind` is the most that was decided, `delivered` what became of it (see the codebook)."""

    kind: ResponseKind
    delivered: Delivered = "full"
    date: Date | None = None
    text: Label


class Invocation(Entry, kw_only=True, frozen=True):
    """An ally's request, or the clear arising of the case, on a day; the codebook says what is one.

    `affair` is shared by requests in one affair; `contributors` says whether who is not listed sent nothing.
    """

    id: str
    alliance: str
    by: str
    date: Date
    title: Label
    summary: Label
    threat: Threat
    asked: ResponseKind
    request: Request
    response: Response
    articles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    victim: str = ""
    adversaries: tuple[str, ...] = ()
    opponents: tuple[Label, ...] = ()
    places: tuple[str, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    positions: tuple[Position, ...] = ()
    strength: tuple[Report, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    contributors: Contributors = "partial"
    affair: str = ""
    deployment: Deployment | None = None
    frame: str = ""


class ThreatNamed(Spanned, kw_only=True, frozen=True):
    """A threat that a state names or that hit it: who fears whom, since when, according to whom.

    `source_state` (ISO3) or `source_alliance` or `source_group` says where it comes from; `hit` is true where
    it has struck the state, false where it is named only.
    """

    id: str
    state: str
    threat: Threat
    hit: bool
    text: Label
    according_to: Label
    source_state: str = ""
    source_alliance: str = ""
    source_group: str = ""
    group_name: Label | None = None


class Casualties(Report, kw_only=True, frozen=True):
    """Losses on one side of a conflict, or of all sides together (`total`), according to somebody.

    `overlaps`: it counts people that other reports count as well (soldiers and civilians beside soldiers), so that the
    sides are not summed with it.
    """

    party: Label
    of: str = "killed"
    total: bool = False
    overlaps: bool = False


class Conflict(Spanned, kw_only=True, frozen=True):
    """A conflict with its parties, place and both sides' figures."""

    id: str
    name: Label
    text: Label
    parties: tuple[str, ...] = ()
    groups: tuple[Label, ...] = ()
    places: tuple[str, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    lat: float | None = None
    lon: float | None = None


class Statement(Entry, kw_only=True, frozen=True):
    """What a named person said about an alliance or a case, in our own words."""

    id: str
    speaker: Label
    role: Label
    date: Date
    text: Label
    about: tuple[str, ...] = ()
    kind: str = "assessment"


class Control(Spanned, kw_only=True, frozen=True):
    """Who holds a place in fact over a span."""

    state: str


class Place(Entry, kw_only=True, frozen=True):
    """An area with a status of its own; `recognised` is the United Nations' position (ISO3), empty for a sea.

    From `settled` on nobody disputes it any more.
    """

    id: str
    name: Label
    recognised: str = ""
    zone: str
    status: Label
    claimed_by: tuple[str, ...] = ()
    settled: Date | None = None
    controlled: tuple[Control, ...] = ()
    lat: float | None = None
    lon: float | None = None
