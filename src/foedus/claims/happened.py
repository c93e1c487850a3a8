"""Queries about what happened: invocations, missions and who sent soldiers, events, intervals, losses, control."""

from __future__ import annotations

from foedus.claims.deployed import on_record, recorded_as
from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.claims.wording import both, day, joined, name, names, number, say
from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.numbers import listing
from foedus.record.alliance import Basing
from foedus.record.case import Casualties
from foedus.record.entries import Report
from foedus.world import World


class SentBy(Ask, tag="sent-by", kw_only=True, frozen=True):
    """`count` states, among them `state`, sent soldiers in the case (in part: so many, but not that one)."""

    case: str
    state: str
    count: int

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        sent = [c for c in case.contributions if c.kind == "troops" and world.as_of.knows(c.known)]
        states = sorted({c.state for c in sent})
        if not states:
            return unknown("no-senders")
        return Evidence(
            verdict=graded(len(states) == self.count and self.state in states, len(states) == self.count),
            text=say("sent-by", count=str(len(states)), names=names(world, states), asked=name(world, case.by)),
            value={"states": states, "asked": case.by},
            sources=unique(s for c in sent for s in c.sources),
        )


class Intervened(Ask, tag="intervened", kw_only=True, frozen=True):
    """The alliance answered the case with soldiers, and the threat was of this kind."""

    case: str
    threat: str

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        if not world.as_of.knows(case.response.known):
            return unknown("no-answer")
        return Evidence(
            verdict=graded(
                case.response.kind == "troops" and case.threat == self.threat,
                case.response.kind == "troops",
            ),
            text=joined([case.response.text, recorded_as(case)]),
            value={"response": case.response.kind, "threat": case.threat},
            sources=unique([*case.sources, *case.response.sources]),
        )


class Requested(Ask, tag="requested", kw_only=True, frozen=True):
    """`by` formally asked for help in the case before the alliance decided."""

    case: str
    by: str

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        if case is None:
            return unknown("no-case")
        return Evidence(
            verdict=graded(
                case.by == self.by and case.request == "formal",
                case.by == self.by and case.request != "none",
            ),
            text=say(f"requested-{case.request}", state=name(world, case.by), day=day(case.date)),
            value={"request": case.request, "by": case.by, "date": case.date.text},
            sources=unique(case.sources),
        )


class Within(Ask, tag="within", kw_only=True, frozen=True):
    """The alliance's treaty was signed `at_most` months (in part: `partly`) after a conflict began."""

    alliance: str
    treaty: str
    conflict: str
    at_most: float
    partly: float

    def evaluate(self, world: World) -> Evidence:
        conflict = world.record.conflicts.get(self.conflict)
        treaty = next((t for t in world.alliance(self.alliance).treaties if t.id == self.treaty), None)
        if (
            conflict is None
            or treaty is None
            or not (world.as_of.knows(conflict.known) and world.as_of.knows(treaty.known))
        ):
            return unknown("no-date")
        months = (treaty.signed.first - conflict.since.first).days / 30.44
        return Evidence(
            verdict=graded(0 <= months <= self.at_most, 0 <= months <= self.partly),
            text=say(
                "within",
                conflict=conflict.name,
                began=day(conflict.since),
                treaty=treaty.title,
                signed=day(treaty.signed),
                months=number(months),
            ),
            value={"months": round(months, 1)},
            sources=unique([*conflict.sources, *treaty.sources]),
        )


class EventsSay(Ask, tag="events-say", kw_only=True, frozen=True):
    """The alliance's events in `support` bear the claim out; those in `limit` narrow it."""

    alliance: str
    support: tuple[str, ...]
    limit: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        events = {e.id: e for e in world.alliance(self.alliance).events if world.as_of.knows(e.known)}
        found = [events[key] for key in self.support if key in events]
        narrow = [events[key] for key in self.limit if key in events]
        if not found and not narrow:
            return unknown("no-event")
        said = [*found, *narrow]
        return Evidence(
            verdict=graded(bool(found) and not narrow, bool(found)),
            text=joined(say("event", day=day(e.date), text=e.text) for e in said),
            value={"support": [e.id for e in found], "limit": [e.id for e in narrow]},
            sources=unique(s for e in said for s in e.sources),
        )


class Stationed(Ask, tag="stationed", kw_only=True, frozen=True):
    """The alliance itself (not only a member) keeps soldiers in each of `hosts`."""

    alliance: str
    hosts: tuple[str, ...]

    def evaluate(self, world: World) -> Evidence:
        alliance = world.alliance(self.alliance)
        here = [b for b in alliance.basing if b.host in self.hosts and b.holds(world.as_of) is not False]
        own = {b.host for b in here if b.owner == alliance.id}
        anyone = {b.host for b in here}
        if not here:
            return unknown("no-base")
        short = world.title(alliance).short

        def told(base: Basing) -> Label:
            owner = short if base.owner == alliance.id else name(world, base.owner)
            return say("base", base=base.name, owner=owner, host=name(world, base.host))

        bases = both(lambda lang: listing([told(b).text(lang) for b in here], lang))
        return Evidence(
            verdict=graded(own == set(self.hosts), anyone == set(self.hosts)),
            text=say("stationed", bases=bases),
            value={b.id: {"owner": b.owner, "host": b.host} for b in here},
            sources=unique(s for b in here for s in b.sources),
        )


class Losses(Ask, tag="losses", kw_only=True, frozen=True):
    """About `deaths` people were killed in the conflict: at least `at_least` of the figures lie within `tolerance`.

    Both are shares (0..1). In part: some figure is as near, or the figures span it. Those for one side are added up
    (the lowest and the highest sum are two figures; overlapping ones are only shown), those for all together stand
    beside them. A text is no evidence for itself: reports that rest only on the sources in `apart_from` do not count.
    """

    conflict: str
    deaths: float
    tolerance: float = 0.15
    at_least: float = 0.5
    apart_from: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        conflict = world.record.conflicts.get(self.conflict)
        known = [
            c
            for c in (conflict.casualties if conflict else ())
            if c.of == "killed" and world.as_of.knows(c.known) and set(c.sources) - set(self.apart_from)
        ]
        if conflict is None or not known:
            return unknown("no-strengths")
        by_party: dict[str, list[float]] = {}
        total: list[float] = []
        for report in known:
            if report.overlaps:
                continue
            side = by_party.setdefault(report.party.en, []) if not report.total else total
            side.extend(_figures(report))
        low = sum(min(v) for v in by_party.values() if v)
        high = sum(max(v) for v in by_party.values() if v)
        figures = [*total, *([low, high] if by_party else [])]
        near = sum(abs(f - self.deaths) <= self.tolerance * self.deaths for f in figures)
        inside = bool(figures) and min(figures) <= self.deaths <= max(figures)
        return Evidence(
            verdict=graded(near > 0 and near >= self.at_least * len(figures), bool(near) or inside),
            text=joined([*(_told(r) for r in known), say("near", near=str(near), count=str(len(figures)))]),
            value={"sum_low": low, "sum_high": high, "totals": total, "near": near, "figures": len(figures)},
            sources=unique(s for r in known for s in r.sources),
        )  # fmt: skip


def _figures(report: Report) -> list[float]:
    return [v for v in (report.low, report.best, report.high) if v is not None]


def _told(report: Casualties) -> Label:
    figures = _figures(report)
    ends = dict.fromkeys((min(figures), max(figures))) if figures else {}
    span = joined((number(v) for v in ends), "–") if ends else "?"
    if report.according_to:
        return say("casualties-by", party=report.party, figure=span, who=report.according_to)
    return say("casualties", party=report.party, figure=span)


class ControlChanged(Ask, tag="control-changed", kw_only=True, frozen=True):
    """Control over the place passed to `to` between `since` and `until` (in part: at another time; false: never).

    With `of` it must have been that state's own by the United Nations' position; in part where it was not.
    """

    place: str
    to: str
    since: Date
    until: Date
    of: str = ""

    def evaluate(self, world: World) -> Evidence:
        place = world.record.places.get(self.place)
        if place is None:
            return unknown("no-place")
        known = [c for c in place.controlled if world.as_of.knows(c.known)]
        if not known:
            return unknown("no-control", place.sources)
        held = [c for c in known if c.state == self.to]
        then = [c for c in held if self.since.first <= c.since.first <= self.until.last]
        spans = then or held
        return Evidence(
            verdict=graded(bool(then) and self.of in ("", place.recognised), bool(held)),
            text=say(
                "control" if spans else "control-others",
                place=place.name,
                state=name(world, self.to),
                status=place.status,
                days=joined((day(c.since) for c in spans), ", "),
            ),
            value=[{"since": c.since.text, "state": c.state} for c in spans],
            sources=unique([*place.sources, *(s for c in spans for s in c.sources)]),
        )


class SendersFrom(Ask, tag="senders-from", kw_only=True, frozen=True):
    """All of `states` sent soldiers in the case (in part: at least the share `partly`): a region, not one state."""

    case: str
    states: tuple[str, ...]
    partly: float = 0.5

    def evaluate(self, world: World) -> Evidence:
        case = on_record(world, self.case)
        sent = {
            c.state for c in (case.contributions if case else ()) if c.kind == "troops" and world.as_of.knows(c.known)
        }
        if case is None or not sent:
            return unknown("no-senders")
        inside = sorted(sent & set(self.states))
        return Evidence(
            verdict=graded(inside == sorted(self.states), len(inside) >= self.partly * len(self.states)),
            text=say(
                "senders-from",
                region=names(world, self.states),
                came=names(world, inside),
                everyone=names(world, sent),
            ),
            value={"inside": inside, "senders": sorted(sent)},
            sources=unique(s for c in case.contributions for s in c.sources),
        )
