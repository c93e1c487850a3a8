"""Queries about what happened: invocations, missions and who sent soldiers, events, intervals, losses, control."""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, states_list, unique, unknown
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.label import Label
from foedus.ground.numbers import listing, number
from foedus.record.case import Invocation
from foedus.record.entries import Report
from foedus.world import World


def _case(world: World, key: str) -> Invocation | None:
    case = world.record.invocations.get(key)
    return case if case and world.as_of.knows(case.known) else None


NO_CASE = ("The case was not on record by then.", "Der Fall war zu diesem Zeitpunkt nicht bekannt.")


class SentBy(Ask, tag="sent-by", kw_only=True, frozen=True):
    """`count` states, among them `state`, sent soldiers in the case."""

    case: str
    state: str
    count: int

    def evaluate(self, world: World) -> Evidence:
        case = _case(world, self.case)
        if case is None:
            return unknown(*NO_CASE)
        sent = [c for c in case.contributions if c.kind == "troops" and world.as_of.knows(c.known)]
        states = sorted({c.state for c in sent})
        if not states:
            return unknown(
                "Nobody's soldiers were on record by then.",
                "Zu diesem Zeitpunkt waren keine Entsendungen bekannt.",
            )
        names = states_list(world, states)
        return Evidence(
            verdict=graded(len(states) == self.count and self.state in states, False),
            text=Label(
                en=f"{len(states)} states sent soldiers: {names.en}. The state that asked, {world.name(case.by)}, is a member but not a sender.",
                de=f"{len(states)} Staaten schickten Soldaten: {names.de}. Mitglied, aber nicht Entsender ist der ersuchende Staat: {world.name(case.by, 'de')}.",
            ),
            value={"states": states, "asked": case.by},
            sources=unique(s for c in sent for s in c.sources),
        )


class Intervened(Ask, tag="intervened", kw_only=True, frozen=True):
    """The alliance answered the case with soldiers, and the threat was of this kind."""

    case: str
    threat: str

    def evaluate(self, world: World) -> Evidence:
        case = _case(world, self.case)
        if case is None:
            return unknown(*NO_CASE)
        if not world.as_of.knows(case.response.known):
            return unknown(
                "The answer was not known by then.",
                "Die Antwort war zu diesem Zeitpunkt nicht bekannt.",
            )
        return Evidence(
            verdict=graded(
                case.response.kind == "troops" and case.threat == self.threat,
                case.response.kind == "troops",
            ),
            text=case.response.text,
            value={"response": case.response.kind, "threat": case.threat},
            sources=unique([*case.sources, *case.response.sources]),
        )


class Requested(Ask, tag="requested", kw_only=True, frozen=True):
    """`by` formally asked for help in the case before the alliance decided."""

    case: str
    by: str

    def evaluate(self, world: World) -> Evidence:
        case = _case(world, self.case)
        if case is None:
            return unknown(*NO_CASE)
        words = {
            "formal": Label(en="formally", de="förmlich"), "informal": Label(en="informally", de="nicht förmlich"),
            "none": Label(en="not at all", de="gar nicht"), "disputed": Label(en="in a disputed way", de="in umstrittener Weise"),
        }[case.request]  # fmt: skip
        return Evidence(
            verdict=graded(
                case.by == self.by and case.request == "formal",
                case.by == self.by and case.request != "none",
            ),
            text=Label(
                en=f"{world.name(case.by)} asked for help {words.en} ({day(case.date, 'en')}).",
                de=f"{world.name(case.by, 'de')} hat {words.de} um Hilfe ersucht ({day(case.date, 'de')}).",
            ),
            value={"request": case.request, "by": case.by, "date": case.date.text},
            sources=unique(case.sources),
        )


class InVain(Ask, tag="in-vain", kw_only=True, frozen=True):
    """The ally asked for help in the case, and got words or nothing."""

    case: str

    def evaluate(self, world: World) -> Evidence:
        case = _case(world, self.case)
        if case is None:
            return unknown(*NO_CASE)
        nothing = case.response.kind in ("none", "declined", "statement", "consultation")
        asked = case.request in ("formal", "informal")
        en = "A request is on record." if asked else "No formal request for help is on record."
        de = "Ein Ersuchen ist verzeichnet." if asked else "Ein förmliches Beistandsersuchen ist nicht verzeichnet."
        return Evidence(
            verdict=graded(asked and nothing, nothing),
            text=Label(en=f"{en} {case.response.text.en}", de=f"{de} {case.response.text.de}"),
            value={"request": case.request, "response": case.response.kind},
            sources=unique([*case.sources, *case.response.sources]),
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
        if conflict is None or treaty is None:
            return unknown(
                "One of the two dates is not on record.",
                "Eines der beiden Daten ist nicht erfasst.",
            )
        months = (treaty.signed.first - conflict.since.first).days / 30.44
        return Evidence(
            verdict=graded(0 <= months <= self.at_most, 0 <= months <= self.partly),
            text=Label(
                en=f"{conflict.name.en}: from {day(conflict.since, 'en')}. {treaty.title.en}: signed {day(treaty.signed, 'en')}, {number(months, 'en')} months later.",
                de=f"{conflict.name.de}: ab {day(conflict.since, 'de')}. {treaty.title.de}: unterzeichnet am {day(treaty.signed, 'de')}, {number(months, 'de')} Monate später.",
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
            return unknown("No such event is on record.", "Ein solches Ereignis ist nicht erfasst.")
        said = [*found, *narrow]
        return Evidence(
            verdict=graded(bool(found) and not narrow, bool(found)),
            text=Label(
                en=" ".join(f"{day(e.date, 'en')}: {e.text.en}" for e in said),
                de=" ".join(f"{day(e.date, 'de')}: {e.text.de}" for e in said),
            ),
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
            return unknown("No base there is on record.", "Dort ist kein Stützpunkt erfasst.")
        short = world.title(alliance).short

        def owner(code: str, lang: str) -> str:
            return (short.text(lang)) if code == alliance.id else world.name(code, lang)

        return Evidence(
            verdict=graded(own == set(self.hosts), anyone == set(self.hosts)),
            text=Label(
                en="On record: "
                + listing(
                    [f"{b.name.en} ({owner(b.owner, 'en')} in {world.name(b.host)})" for b in here],
                    "en",
                )
                + ".",
                de="Erfasst sind: "
                + listing(
                    [f"{b.name.de} ({owner(b.owner, 'de')} in {world.name(b.host, 'de')})" for b in here],
                    "de",
                )
                + ".",
            ),
            value={b.id: {"owner": b.owner, "host": b.host} for b in here},
            sources=unique(s for b in here for s in b.sources),
        )


class Losses(Ask, tag="losses", kw_only=True, frozen=True):
    """About `deaths` people were killed in the conflict, within `tolerance` (a share), summed over its sides.

    Figures for one side are added up, figures for all together stand beside the sum. A text is no evidence for itself:
    reports that rest only on the sources in `apart_from` do not count.
    """

    conflict: str
    deaths: float
    tolerance: float = 0.15
    apart_from: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        conflict = world.record.conflicts.get(self.conflict)
        known = [
            c
            for c in (conflict.casualties if conflict else ())
            if c.of == "killed" and world.as_of.knows(c.known) and set(c.sources) - set(self.apart_from)
        ]
        if conflict is None or not known:
            return unknown("No figures were known by then.", "Zu diesem Zeitpunkt lagen keine Zahlen vor.")
        by_party: dict[str, list[float]] = {}
        total: list[float] = []
        for report in known:
            side = by_party.setdefault(report.party.en, []) if not report.total else total
            side.extend(_figures(report))
        low = sum(min(v) for v in by_party.values() if v)
        high = sum(max(v) for v in by_party.values() if v)
        figures = [*total, *([low, high] if by_party else [])]
        near = any(abs(f - self.deaths) <= self.tolerance * self.deaths for f in figures)
        inside = bool(figures) and min(figures) <= self.deaths <= max(figures)
        shown = " ".join(_told(r, "en") for r in known), " ".join(_told(r, "de") for r in known)
        return Evidence(
            verdict=graded(near, inside), text=Label(en=shown[0], de=shown[1]),
            value={"sum_low": low, "sum_high": high, "totals": total},
            sources=unique(s for r in known for s in r.sources),
        )  # fmt: skip


def _figures(report: Report) -> list[float]:
    return [v for v in (report.low, report.best, report.high) if v is not None]


def _told(report: Report, lang: str) -> str:
    party = getattr(report, "party", Label(en="", de=""))
    figures = _figures(report)
    span = "–".join(dict.fromkeys(number(v, lang) for v in (min(figures), max(figures)))) if figures else "?"
    who = report.according_to
    said = f" ({who.de if lang == 'de' else who.en})" if who else ""
    return f"{party.de if lang == 'de' else party.en}: {span}{said}."


class ControlChanged(Ask, tag="control-changed", kw_only=True, frozen=True):
    """Control over the place passed to `to` between `since` and `until`, in whole or part."""

    place: str
    to: str
    since: Date
    until: Date

    def evaluate(self, world: World) -> Evidence:
        place = world.record.places.get(self.place)
        if place is None:
            return unknown("The place is not on record.", "Der Ort ist nicht erfasst.")
        spans = [
            c
            for c in place.controlled
            if world.as_of.knows(c.known) and c.state == self.to
            and self.since.first <= c.since.first <= self.until.last
        ]  # fmt: skip
        return Evidence(
            verdict=graded(bool(spans), False) if spans else "unverifiable",
            text=Label(
                en=f"{place.name.en}: {world.name(self.to)} holds parts from {', '.join(day(c.since, 'en') for c in spans) or '—'}. {place.status.en}",
                de=f"{place.name.de}: {world.name(self.to, 'de')} hält Teile ab {', '.join(day(c.since, 'de') for c in spans) or '—'}. {place.status.de}",
            ),
            value=[{"since": c.since.text, "state": c.state} for c in spans],
            sources=unique([*place.sources, *(s for c in spans for s in c.sources)]),
        )


class SendersFrom(Ask, tag="senders-from", kw_only=True, frozen=True):
    """All of `states` sent soldiers in the case: a picture of a whole region, not of one state."""

    case: str
    states: tuple[str, ...]

    def evaluate(self, world: World) -> Evidence:
        case = _case(world, self.case)
        sent = {
            c.state for c in (case.contributions if case else ()) if c.kind == "troops" and world.as_of.knows(c.known)
        }
        if case is None or not sent:
            return unknown(
                "Nobody's soldiers were on record by then.",
                "Zu diesem Zeitpunkt waren keine Entsendungen bekannt.",
            )
        inside = sorted(sent & set(self.states))
        came, region = states_list(world, inside), states_list(world, self.states)
        everyone = states_list(world, sorted(sent))
        return Evidence(
            verdict=graded(inside == sorted(self.states), False),
            text=Label(
                en=f"Of {region.en}, soldiers came from {came.en}; all senders: {everyone.en}.",
                de=f"Aus der Region ({region.de}) schickte Soldaten: {came.de}; alle Entsender: {everyone.de}.",
            ),
            value={"inside": inside, "senders": sorted(sent)},
            sources=unique(s for c in case.contributions for s in c.sources),
        )
