"""A call in figures: its class (what was asked, against what) and the terms that move the chance, all known before it.

No term names an organisation or a region. Each can only help or only hurt (`Term.sign`), so that a stronger adversary,
a longer way or a weaker duty never raises the chance: that holds by construction, whatever the data say.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log1p
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from foedus.ground.label import Label
from foedus.ground.terms import ARRIVED, BY_GOVERNMENT, GROUPS, HELP
from foedus.world import World, figures

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.record.case import Invocation
    from foedus.response.situation import Situation

Sign = Literal[1, -1]
#: What is asked, as the model tells it apart: soldiers; other help; words; nothing.
ASKED: Final[tuple[str, ...]] = ("troops", "help", "words", "nothing")
#: Threats by their kind, in the order of the table's columns.
THREATENED: Final[tuple[str, ...]] = tuple(dict.fromkeys(GROUPS.values()))
#: How many own calls the rate of all alliances weighs against an alliance's own record.
OWN_RECORD = 2.0


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that can move the chance: in which direction only, its prior's width (log odds), how it is told."""

    key: str
    sign: Sign
    width: float
    much: Label
    little: Label


def _term(key: str, sign: Sign, width: float, much: tuple[str, str], little: tuple[str, str]) -> Term:
    return Term(key, sign, width, Label(en=much[0], de=much[1]), Label(en=little[0], de=little[1]))


#: The terms, in the order of the columns of every table of the model.
TERMS: Final[tuple[Term, ...]] = (
    _term(
        "leader-asks", 1, 1.0,
        ("it is the leading power that asks", "es ist die Führungsmacht, die bittet"),
        ("it is not the leading power that asks", "es ist nicht die Führungsmacht, die bittet"),
    ),
    _term(
        "outmatched", -1, 1.5,
        ("a state strong beside the asker is the adversary", "ein Staat, stark neben dem Bittenden, ist der Gegner"),
        ("the adversary is no state strong beside the asker", "der Gegner ist kein starker Staat"),
    ),
    _term(
        "uneven", -1, 0.4,
        # Measured in soldiers alone, and beside the usual call, and so it is told.
        ("the largest allied force is far larger than the asker's", "die größte verbündete Armee ist weit größer"),
        (
            "the largest allied force is less far ahead than usual",
            "die größte verbündete Armee hat weniger Vorsprung als sonst",
        ),
    ),
    _term(
        "facing", -1, 0.7,
        ("the adversary is strong beside the allies", "der Gegner ist stark neben den Verbündeten"),
        ("the adversary is weak beside the allies", "der Gegner ist schwach neben den Verbündeten"),
    ),
    _term(
        "torn", -1, 0.7,
        ("the strongest ally is tied to the adversary", "der stärkste Verbündete ist dem Gegner verpflichtet"),
        ("the strongest ally is not tied to the adversary", "der stärkste Verbündete ist frei gegen den Gegner"),
    ),
    _term(
        "fellow", -1, 0.7,
        ("the adversary is a fellow member", "der Gegner ist selbst Mitglied"),
        ("the adversary is no fellow member", "der Gegner ist kein Mitglied"),
    ),
    _term(
        "may-be-owed", 1, 0.5,
        ("the treaty does not rule help out", "der Vertrag schließt Beistand nicht aus"),
        ("the treaty does not cover the case", "der Vertrag erfasst den Fall nicht"),
    ),
    _term(
        "owed", 1, 0.5,
        ("the treaty makes help a duty", "der Vertrag macht Beistand zur Pflicht"),
        ("the treaty does not clearly make help a duty", "der Vertrag macht Beistand nicht klar zur Pflicht"),
    ),
    _term(
        "far", -1, 0.2,
        ("the strongest ally is far away", "der stärkste Verbündete ist weit weg"),
        ("the strongest ally is near", "der stärkste Verbündete ist nahe"),
    ),
    _term(
        "formal", 1, 1.0,
        ("the government asked formally", "die Regierung hat förmlich gebeten"),
        ("no government asked formally", "keine Regierung hat förmlich gebeten"),
    ),
    _term(
        "record", 1, 1.5,
        ("the alliance has often answered calls for help", "das Bündnis hat Hilferufe oft beantwortet"),
        ("the alliance has seldom answered calls for help", "das Bündnis hat Hilferufe selten beantwortet"),
    ),
    _term(
        "there", 1, 0.3,
        ("soldiers of the allies are already in the country", "Soldaten der Verbündeten sind schon im Land"),
        ("no soldiers of the allies are in the country yet", "noch sind keine Soldaten der Verbündeten im Land"),
    ),
)  # fmt: skip
SIGNS: Final = np.array([term.sign for term in TERMS], dtype=float)
WIDTHS: Final = np.array([term.width for term in TERMS])


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the model sees it: class, and `terms`, shape (T,), in the order of `TERMS`, NaN where unknown."""

    asked: int
    threatened: int
    contested: bool
    terms: NDArray[np.float64]


def came(case: Invocation) -> bool:
    """Whether soldiers came: decided, and not known to have stayed a promise."""
    return case.response.kind == "troops" and (
        case.response.delivered in ARRIVED or case.response.delivered == "unknown"
    )


def asked_as(asked: str, request: str) -> str:
    """The class of what was asked: a request for soldiers, for other help, for words, or none."""
    if request == "none" or asked == "none":
        return "nothing"
    if asked == "troops":
        return "troops"
    return "help" if asked in (*HELP, "sanctions") else "words"


def call_of(s: Situation) -> Call:
    """The figures of a situation; nothing in them became known after the question's `known`."""
    q = s.question
    return Call(
        asked=ASKED.index(asked_as(q.asked, s.matter.request)),
        threatened=THREATENED.index(GROUPS[q.threat]),
        contested=s.matter.request in ("faction", "disputed"),
        terms=np.array([_value(term.key, s) for term in TERMS]),
    )


def _value(key: str, s: Situation) -> float:
    return _VALUES[key](s)


def _strength(states: tuple[str, ...], world: World) -> dict[str, float]:
    """Military weight of states: what they spend, from one series and year; where that is not known, their soldiers."""
    for concept in ("military-expenditure", "personnel"):
        found = figures(concept, states, world.as_of)
        if found.complete:
            return found.values
    return found.values


def _unnamed(s: Situation) -> float:
    """What a term about the adversary is where no state is named: unknown in an attack from outside, else 0."""
    return float("nan") if s.question.threat == "external-attack" and not s.matter.adversaries else 0.0


def _outmatched(s: Situation) -> float:
    """The adversaries' share of their strength and the asker's together; NaN where it is not known."""
    foes = tuple(a for a in s.matter.adversaries if a != s.matter.by)
    if not foes:
        return _unnamed(s)
    weight = _strength((*foes, s.matter.by), s.world)
    against, own = sum(weight.get(f, 0.0) for f in foes), weight.get(s.matter.by)
    if own is None or not against:
        return float("nan")
    return against / (against + own)


def _uneven(s: Situation) -> float:
    """log of the strongest ally's soldiers over the asker's own; NaN where they are not known."""
    soldiers = figures("personnel", (s.matter.by, *s.allies), s.world.as_of).values
    own, strongest = soldiers.get(s.matter.by), max((soldiers.get(a, 0.0) for a in s.allies), default=0.0)
    return max(log(strongest / own), 0.0) if own and strongest else float("nan")


def _facing(s: Situation) -> float:
    """The adversaries' share of their strength and the strongest ally's together; NaN where it is not known."""
    foes = tuple(a for a in s.matter.adversaries if a != s.matter.by)
    if not foes or not s.allies:
        return _unnamed(s) if s.allies else 0.0
    weight = _strength((*foes, *s.allies), s.world)
    against = sum(weight.get(f, 0.0) for f in foes)
    strongest = max((weight.get(a, 0.0) for a in s.allies if a not in foes), default=0.0)
    return against / (against + strongest) if against and strongest else float("nan")


def first_ally(s: Situation) -> str | None:
    """The ally on whom most depends: the leading power, or where that asks or nobody leads the strongest one."""
    if s.leader in s.allies:
        return s.leader
    weight = _strength(s.allies, s.world) if s.allies else {}
    return max(sorted(weight), key=lambda a: weight[a], default=None)


def bound_to_adversary(s: Situation) -> set[str]:
    """The states that another alliance of the record, with a duty, binds to an adversary on the day."""
    found: set[str] = set()
    for alliance in s.world.record.alliances.values() if s.matter.adversaries else ():
        if alliance.kind == "partnership" or alliance.id == s.alliance.id or alliance.founded.first > s.question.on:
            continue
        states = {m.state for m in s.world.members(alliance)}
        if states & set(s.matter.adversaries):
            found |= states
    return found


def _torn(s: Situation) -> float:
    """Whether the first ally is bound to an adversary; NaN where nobody says who that is."""
    first = first_ally(s)
    if first is None:
        return 0.0
    return float(first in bound_to_adversary(s)) or _unnamed(s)


def _far(s: Situation) -> float:
    """log(1 + thousands of km) between the capitals of the first ally and of the state in need; 0 across a border."""
    first = first_ally(s)
    if first is None or s.world.borders(first, s.matter.by):
        return 0.0
    km = s.world.distance_km(first, s.matter.by)
    return log1p((km if km is not None else 3000.0) / 1000)


def _record(s: Situation) -> float:
    """How often the alliance answered earlier calls for soldiers with soldiers, beside all alliances; 0 without any."""
    asked = [
        p.case
        for p in s.cases
        if p.case.request in BY_GOVERNMENT and asked_as(p.case.asked, p.case.request) == "troops"
    ]
    if not asked:
        return 0.0
    everyone = sum(map(came, asked)) / len(asked)
    own = [came(case) for case in asked if case.alliance == s.alliance.id]
    return (sum(own) + OWN_RECORD * everyone) / (len(own) + OWN_RECORD) - everyone


def _there(s: Situation) -> float:
    """Whether the alliance or an ally has a mission or a base in the state in need."""
    here = s.matter.by
    held = [
        b.owner in (*s.allies, s.alliance.id)
        for b in s.alliance.basing
        if b.host == here and b.holds(s.world.as_of) is True
    ]
    sent = [m.host == here and m.holds(s.world.as_of) is True for m in s.alliance.missions]
    return float(any(held) or any(sent))


_VALUES: Final = {
    "leader-asks": lambda s: float(s.leader == s.matter.by),
    "outmatched": _outmatched,
    "uneven": _uneven,
    "facing": _facing,
    "torn": _torn,
    "fellow": lambda s: float(any(a in s.allies for a in s.matter.adversaries)) or _unnamed(s),
    "may-be-owed": lambda s: float(s.ruling.owed is not False),
    "owed": lambda s: float(s.ruling.owed is True),
    "far": _far,
    "formal": lambda s: float(s.matter.request == "formal"),
    "record": _record,
    "there": _there,
}
