"""The closed vocabularies of the record, in the field's own words. Labels live with the brief."""

from __future__ import annotations

from typing import Final, Literal, get_args

Threat = Literal[
    "external-attack",
    "cross-border-raid",
    "internal-unrest",
    "coup",
    "civil-war",
    "terrorism",
    "other",
]
ResponseKind = Literal["troops", "materiel", "observers", "sanctions", "consultation", "statement", "declined", "none"]
Status = Literal["signatory", "member", "observer", "applicant", "suspended"]
Obligation = Literal["defence", "offence", "neutrality", "non-aggression", "consultation"]
Procedure = Literal[
    "consensus",
    "unanimity-without-parties",
    "unanimity-minus-one",
    "two-thirds",
    "qualified-majority",
    "simple-majority",
    "each-for-itself",
    "leader-decides",
]
Request = Literal["formal", "informal", "faction", "disputed", "none"]
Delivered = Literal["full", "part", "little", "none", "unknown"]
Contributors = Literal["complete", "partial"]
Stance = Literal["support", "abstain", "oppose", "reserve"]
Predicate = Literal[
    "armed-attack",
    "attack-by-state",
    "external-origin",
    "threatens-state",
    "on-member-territory",
    "consultation-asked",
    "ally-attacked-first",
    "threatens-peace",
    "applied-by-organ",
]
Authority = Literal["organ", "party", "report"]
#: What followed a call, in one respect: who governed, the violence, the dead, the troops' leaving, the territory.
Followed = Literal[
    "in-office",
    "out-of-office",
    "back-in-office",
    "violence-ended",
    "violence-going-on",
    "deaths",
    "said-to-leave",
    "troops-there",
    "territory-kept",
    "territory-lost",
]
#: How somebody left an office: by the rules, by death, under pressure, by force, by force from abroad.
Leaving = Literal["regular", "died", "resigned", "ousted", "removed-from-abroad"]
#: When people died: before the first soldiers of the answer arrived, after, or both together.
Phase = Literal["before", "after", "all"]
#: What a ruling rests on, the firmest first: an organ's finding, a party's word, reports, what the question assumes.
Basis = Literal["organ", "party", "report", "assumption"]
Read = Literal["full", "part", "excerpt", "no"]
SourceKind = Literal["treaty", "official", "press", "paper", "book", "data", "reference"]

#: Responses in descending order of commitment.
RESPONSES: Final[tuple[ResponseKind, ...]] = get_args(ResponseKind)
THREATS: Final[tuple[Threat, ...]] = get_args(Threat)
PROCEDURES: Final[tuple[Procedure, ...]] = get_args(Procedure)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
#: Who left so was driven out.
DRIVEN_OUT: Final[tuple[Leaving, ...]] = ("resigned", "ousted", "removed-from-abroad")

#: Calls before this year are no precedents of later ones: their states and armies are another world.
SINCE: Final = 1945
#: Help is soldiers, arms or observers; acts are help or sanctions; the others are words or nothing.
HELP: Final[tuple[ResponseKind, ...]] = ("troops", "materiel", "observers")
ACTS: Final[tuple[ResponseKind, ...]] = ("troops", "materiel", "observers", "sanctions")
WORDS: Final[tuple[ResponseKind, ...]] = ("consultation", "statement", "declined", "none")
#: Help came where it was delivered at least in part; what was announced and not reported is counted apart.
ARRIVED: Final[tuple[Delivered, ...]] = ("full", "part")
#: Requests of the government in office. The others are made against it, or are contested, and enter no rate of help.
BY_GOVERNMENT: Final[tuple[Request, ...]] = ("formal", "informal")
#: Threats by their kind: from outside, from inside, terrorism, other.
GROUPS: Final[dict[Threat, str]] = {
    "external-attack": "external",
    "cross-border-raid": "external",
    "internal-unrest": "internal",
    "coup": "internal",
    "civil-war": "internal",
    "terrorism": "terrorism",
    "other": "other",
}
