"""Each test of the rules' vocabulary, three-valued: given a matter, is the condition met?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from foedus.charter.matter import Finding, Matter, find
from foedus.ground.label import Label
from foedus.ground.logic import Truth, all_of, any_of
from foedus.record.alliance import Alliance
from foedus.record.case import Circumstance
from foedus.record.law import Condition, Rules
from foedus.record.tables import states
from foedus.world import World
from foedus.world.in_sentences import as_subject, owned_by


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one condition: its truth, the key of its wording and the words to fill in."""

    value: Truth
    key: str
    words: tuple[tuple[str, Label], ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """What a condition may look at."""

    world: World
    alliance: Alliance
    rules: Rules
    matter: Matter

    def state(self, code: str) -> Label:
        """A state's name as a sentence has it: "the United States", in German bare."""
        return as_subject(self.world, code)

    def place(self, code: str) -> Label:
        """The name of a state or of an area with a status of its own."""
        place = self.world.record.places.get(code)
        return place.name if place else self.state(code)

    def listed(self, labels: list[Label]) -> Label:
        """Labels as a list in a sentence."""
        return Label(en=_joined([x.en for x in labels], "and"), de=_joined([x.de for x in labels], "und"))


def _joined(words: list[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def party(bench: Bench, condition: Condition) -> Check:
    """The ally is a member whom the treaty binds; a signatory before it is in force is not yet bound.

    An instrument beside the founding treaty may have been signed by some members only.
    """
    ally = bench.matter.by
    if ally in condition.not_parties:
        return Check(False, "party-apart", (("state", bench.state(ally)),))
    entries = [m for m in bench.alliance.members if m.state == ally]
    names = (("state", bench.state(ally)),)
    for wanted, value in (("member", True), ("signatory", False)):
        for entry in entries:
            truth = entry.holds(bench.world.as_of)
            if entry.status == wanted and truth is not False:
                outcome = value if truth is True or not value else None
                since = Label(en=entry.since.text, de=entry.since.text)
                return Check(outcome, f"party-{wanted}", (*names, ("since", since)), sources=entry.sources)
    return Check(False, "party-none", names)


def fact(bench: Bench, condition: Condition) -> Check:
    """At least one of the predicates holds."""
    findings = tuple(find(bench.matter, p, bench.world.as_of) for p in condition.any_of)
    value = any_of(f.value for f in findings)
    sources = tuple(s for f in findings for g in f.grounds for s in g.sources)
    tag = "contested" if value is None and any(f.contested for f in findings) else ""
    return Check(
        value,
        f"fact-{'-or-'.join(condition.any_of)}",
        (("tag", Label(en=tag, de=tag)),),
        findings,
        sources,
    )


def territory(bench: Bench, condition: Condition) -> Check:
    """It happened on territory recognised as the ally's own; a contested finding leaves this unknown."""
    finding = find(bench.matter, "on-member-territory", bench.world.as_of)
    sources = tuple(s for g in finding.grounds for s in g.sources)
    value = finding.value if finding.grounds else any_of(_recognised(bench, p) for p in bench.matter.places)
    if not bench.matter.places and not finding.grounds:
        value = None
    where = bench.listed([bench.place(p) for p in bench.matter.places])
    places = [bench.world.record.places[p] for p in bench.matter.places if p in bench.world.record.places]
    sources += tuple(s for p in places for s in p.sources)
    owners = bench.listed([owned_by(bench.world, p.recognised) for p in places if p.recognised])
    key = "territory-place" if owners.en and value is False else "territory"
    ally = owned_by(bench.world, bench.matter.by) if key == "territory-place" else bench.state(bench.matter.by)
    words = (("place", where), ("state", ally), ("owner", owners))
    return Check(value, key, words, (finding,) if finding.grounds else (), sources)


def _recognised(bench: Bench, place: str) -> Truth:
    known = bench.world.record.places.get(place)
    return (known.recognised if known else place) == bench.matter.by


def area(bench: Bench, condition: Condition) -> Check:
    """It happened in the treaty area: on a party's home territory, or in a named zone or place."""
    members = {m.state for m in bench.world.members(bench.alliance, "member", "signatory")}
    finding = find(bench.matter, "on-member-territory", bench.world.as_of)

    def inside(place: str) -> Truth:
        known = bench.world.record.places.get(place)
        if place in condition.places:
            return True
        if known is None:
            at_home = place in members and place in states()
            return None if at_home and place in condition.straddling else at_home
        if known.zone not in condition.zones:
            return False
        gone = known.settled is not None and known.settled.reached_by(bench.matter.on) is True
        return None if gone else known.recognised in members

    land = any_of(inside(p) for p in bench.matter.places) if bench.matter.places else None
    forces = land is not True and bool(set(bench.matter.places) & set(condition.forces))
    value: Truth = True if forces else land
    if finding.grounds:  # whether it reached a member's ground at all is itself at issue
        value = all_of([value, finding.value])
    where = bench.listed([bench.place(p) for p in bench.matter.places])
    places = [bench.world.record.places[p] for p in bench.matter.places if p in bench.world.record.places]
    sources = tuple(s for p in places for s in p.sources)
    key = "area-forces" if forces and value is True else "area"
    key = "area-straddling" if value is None and set(bench.matter.places) & set(condition.straddling) else key
    return Check(value, key, (("place", where),), (finding,) if finding.grounds else (), sources)


def requested(bench: Bench, condition: Condition) -> Check:
    """The ally asked; where the rule wants a formal request, an informal one is not enough."""
    request = bench.matter.request
    truth: dict[str, Truth] = {
        "formal": True,
        "informal": not condition.formal,
        "faction": False,
        "none": False,
        "disputed": None,
    }
    words = (("state", bench.state(bench.matter.by)),)
    return Check(truth[request], f"requested-{request}", words, sources=bench.matter.sources)


def attacker_outside(bench: Bench, condition: Condition) -> Check:
    """No attacker is itself a party; the treaties are silent on a fight between parties, so that is unknown."""
    members = {m.state for m in bench.world.members(bench.alliance, "member", "signatory")}
    inside = [a for a in bench.matter.adversaries if a in members]
    words = (("states", bench.listed([bench.state(a) for a in inside or bench.matter.adversaries])),)
    if inside:
        return Check(None, "attacker-inside", words)
    return Check(True, "attacker-named" if bench.matter.adversaries else "attacker-outside", words)


def not_aggressor(bench: Bench, condition: Condition) -> Check:
    """It is not found that the ally attacked its adversary first, in this case or an earlier one of the record.

    The treaties promise help in self-defence (Article 51 of the UN Charter); what they owe an ally whose adversary
    is the one that defends itself, they do not say, so that is unknown.
    """
    finding = find(bench.matter, "ally-attacked-first", bench.world.as_of, _earlier(bench))
    words = (("state", bench.state(bench.matter.by)),)
    sources = tuple(s for g in finding.grounds for s in g.sources)
    if not finding.grounds or finding.value is False:
        return Check(True, "not-aggressor", words, (finding,) if finding.grounds else (), sources)
    return Check(None, "not-aggressor", words, (finding,), sources)


def ally(bench: Bench, condition: Condition) -> Check:
    """The ally is one of those to whom this part of the article promises help."""
    value = bench.matter.by in condition.states
    return Check(value, "ally", (("state", bench.state(bench.matter.by)),))


def adversary(bench: Bench, condition: Condition) -> Check:
    """So many of the attackers are states of which the article speaks; without a named attacker that is unknown."""
    found = [a for a in bench.matter.adversaries if not condition.states or a in condition.states]
    told = bench.listed([bench.state(a) for a in found or bench.matter.adversaries])
    number = Label(en=str(condition.least), de=str(condition.least))
    key = "adversary" if condition.least == 1 else "adversary-several"
    words = (("states", told), ("least", number))
    return Check(len(found) >= condition.least if bench.matter.adversaries else None, key, words)


def unprovoked(bench: Bench, condition: Condition) -> Check:
    """The ally did not attack first: met where nobody says so, unknown where it is contested.

    For treaties that promise help against an unprovoked attack only: one whose own attack is not disputed is owed none.
    """
    finding = find(bench.matter, "ally-attacked-first", bench.world.as_of, _earlier(bench))
    words = (("state", bench.state(bench.matter.by)),)
    sources = tuple(s for g in finding.grounds for s in g.sources)
    value = True if not finding.grounds else None if finding.value is None else not finding.value
    return Check(value, "unprovoked", words, (finding,) if finding.grounds else (), sources)


#: How long an affair lasts where no war is recorded (a convention, that of the codebook).
ONE_AFFAIR = dt.timedelta(days=365)


def _earlier(bench: Bench) -> tuple[Circumstance, ...]:
    """What earlier cases of the same war say of the same ally and the same adversary.

    A war is one that the record has between the two and that had begun by that case and not ended by this day; where
    it has none, whatever lies no longer than `ONE_AFFAIR` back.
    """
    matter = bench.matter
    wars = [
        war
        for war in bench.world.record.conflicts.values()
        if matter.by in war.parties and set(war.parties) & set(matter.adversaries) and war.holds(bench.world.as_of)
    ]
    return tuple(
        c
        for case in bench.world.record.invocations.values()
        if (case.victim or case.by) == matter.by and case.date.last < matter.on
        if set(case.adversaries) & set(matter.adversaries)
        if matter.on - case.date.last <= ONE_AFFAIR or any(war.since.first <= case.date.last for war in wars)
        for c in case.circumstances
        if c.predicate == "ally-attacked-first"
    )


CHECKS: dict[str, Callable[[Bench, Condition], Check]] = {
    "party": party,
    "ally": ally,
    "adversary": adversary,
    "fact": fact,
    "territory": territory,
    "area": area,
    "requested": requested,
    "attacker-outside": attacker_outside,
    "not-aggressor": not_aggressor,
    "unprovoked": unprovoked,
}
