"""The matter before the law: who asks, where, against whom, and what is found, claimed or assumed.

A fact is three-valued. The finding of a competent organ outweighs all others; parties or reports that contradict
each other leave it unknown; nothing recorded leaves it unknown too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foedus.ground.calendar import AsOf
from foedus.ground.label import Label
from foedus.ground.logic import Truth
from foedus.ground.terms import Predicate, Request, Threat
from foedus.record.case import Circumstance, Invocation

#: What a question that names only a kind of threat is taken to mean. None: the kind does not say.
ASSUMED: dict[Threat, dict[Predicate, Truth]] = {
    "external-attack": {"armed-attack": True, "attack-by-state": True, "external-origin": True},
    "cross-border-raid": {"armed-attack": True, "attack-by-state": False, "external-origin": True},
    "internal-unrest": {"armed-attack": None, "attack-by-state": False, "external-origin": None},
    "coup": {"armed-attack": None, "attack-by-state": False, "external-origin": None},
    "civil-war": {"armed-attack": True, "attack-by-state": False, "external-origin": None},
    "terrorism": {"armed-attack": True, "attack-by-state": False, "external-origin": None},
    "other": {"armed-attack": None, "attack-by-state": None, "external-origin": None},
}
THE_QUESTION = Label(en="the question as asked", de="die Frage, wie sie gestellt ist")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a treaty is asked about. `assumed` marks a question without a recorded case."""

    by: str
    on: dt.date
    places: tuple[str, ...]
    adversaries: tuple[str, ...]
    request: Request
    threat: Threat
    circumstances: tuple[Circumstance, ...]
    sources: tuple[str, ...]
    assumed: bool = False

    def assumes(self, predicate: Predicate) -> Truth:
        """What the question itself takes for granted of a fact that nobody has found yet.

        Where it names a state as the adversary, the threat comes from abroad, and whether that state's part in a
        raid, a coup, a rising or an act of terror is an attack by a state is the very thing that is open.
        """
        if predicate == "threatens-state":
            return None if self.threat == "other" else True
        if predicate == "consultation-asked":
            return self.request in ("formal", "informal")
        value = ASSUMED[self.threat].get(predicate)
        if self.adversaries and predicate == "attack-by-state":
            return value or None
        if self.adversaries and predicate == "external-origin":
            return True
        return value


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact with its truth and what speaks for and against it; `contested` where the known reports differ."""

    predicate: Predicate
    value: Truth
    contested: bool
    grounds: tuple[Circumstance, ...]


def recorded(invocation: Invocation, on: dt.date | None = None) -> Matter:
    """The matter of a recorded case."""
    return Matter(
        by=invocation.victim or invocation.by,
        on=on or invocation.date.first,
        places=invocation.places,
        adversaries=invocation.adversaries,
        request=invocation.request,
        threat=invocation.threat,
        circumstances=invocation.circumstances,
        sources=invocation.sources,
    )


def hypothetical(
    by: str,
    on: dt.date,
    threat: Threat,
    adversary: str = "",
    place: str = "",
    request: Request = "formal",
) -> Matter:
    """The matter of a question: what its kind of threat means, on the ally's own ground, formally asked."""
    return Matter(
        by=by,
        on=on,
        places=(place or by,),
        adversaries=(adversary,) if adversary else (),
        request=request,
        threat=threat,
        circumstances=(),
        sources=(),
        assumed=True,
    )


def find(matter: Matter, predicate: Predicate, as_of: AsOf, besides: tuple[Circumstance, ...] = ()) -> Finding:
    """What is known of a fact by `as_of.known`, from the matter itself and from circumstances `besides` it."""
    known = tuple(c for c in (*matter.circumstances, *besides) if c.predicate == predicate and as_of.knows(c.known))
    contested = len({c.value for c in known}) > 1
    weight = tuple(c for c in known if c.authority == "organ") or known
    values = {c.value for c in weight}
    value: Truth = values.pop() if len(values) == 1 else None
    if matter.assumed and not known:
        value = matter.assumes(predicate)
    return Finding(predicate, value, contested, known)
