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
Request = Literal["formal", "informal", "none", "disputed"]
Stance = Literal["support", "abstain", "oppose", "reserve"]
Predicate = Literal[
    "armed-attack",
    "attack-by-state",
    "external-origin",
    "threatens-state",
    "on-member-territory",
    "consultation-asked",
]
Authority = Literal["organ", "party", "report"]
Read = Literal["full", "part", "excerpt", "no"]
SourceKind = Literal["treaty", "official", "press", "paper", "book", "data", "reference"]

#: Responses in descending order of commitment; "helped" means soldiers, arms or observers came.
RESPONSES: Final[tuple[ResponseKind, ...]] = get_args(ResponseKind)
THREATS: Final[tuple[Threat, ...]] = get_args(Threat)
PROCEDURES: Final[tuple[Procedure, ...]] = get_args(Procedure)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

#: Responses that are acts; the others are words or nothing.
ACTS: Final[tuple[ResponseKind, ...]] = ("troops", "materiel", "observers", "sanctions")
WORDS: Final[tuple[ResponseKind, ...]] = ("consultation", "statement", "declined", "none")
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
