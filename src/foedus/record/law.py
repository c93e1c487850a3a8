"""The law of a treaty as typed data: articles, dated readings, conditions, procedures, named amendments.

The files stand in the charter, which executes them; the types stand here, so that the record's tables can hold the law
beside what happened under it. The vocabulary of conditions is closed (`Condition.test`).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final, Literal

import msgspec

from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.ground.logic import Truth
from foedus.ground.strict import Strict
from foedus.ground.terms import Obligation, Predicate, Procedure
from foedus.ground.toml import convert, read_toml

Test = Literal[
    "party", "ally", "adversary", "fact", "territory", "area", "requested", "attacker-outside", "not-aggressor",
    "unprovoked",
]  # fmt: skip
Kind = Literal["defence", "consultation", "forces", "materiel"]
#: What a met article of each kind does: it makes help or consultation a duty, or it allows the organ to send help.
ALLOWING: Final[tuple[Kind, ...]] = ("forces", "materiel")
Seats = Literal["members", "military-structure"]


class Condition(Strict, kw_only=True, frozen=True):
    """One thing that must be so.

    party: the ally is bound by the treaty (members in `not_parties` are not, by this instrument). fact: one of the
    predicates in `any_of` holds. territory: it happened on the ally's own recognised territory. area: it happened in
    one of `zones`, in one of `places`, or on a party's metropolitan territory, of which that of the states in
    `straddling` lies only partly inside; or it hit a party's forces, vessels or aircraft in one of the places in
    `forces`, which are no party's territory. requested: the ally asked (formally, where `formal`). attacker-outside:
    no attacker is a party. not-aggressor: it is not found that the ally itself attacked first. ally: the ally is one
    of `states`. adversary: `least` of the attackers or more are among `states` (any state, where none is named).
    unprovoked: the ally did not attack first.
    """

    test: Test
    any_of: tuple[Predicate, ...] = ()
    zones: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    straddling: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    formal: bool = False
    states: tuple[str, ...] = ()
    least: int = 1
    not_parties: tuple[str, ...] = ()


class Reading(Strict, kw_only=True, frozen=True):
    """The executable meaning of an article over a span; signed and in force are two dates.

    `text` says in our own words what the article asks for and grants; `duty` what follows when it is met. Where the
    day of entry into force could not be read at a source, `in_force` is the first day that it can have been, and
    `in_force_by` one on which it surely was; in between it is unknown.
    """

    id: str
    signed: Date
    in_force: Date
    in_force_by: Date | None = None
    until: Date | None = None
    text: Label
    duty: Label
    conditions: tuple[Condition, ...]
    sources: tuple[str, ...]

    def begun(self, day: dt.date) -> Truth:
        """Whether the reading had entered into force by a day; unknown where the dates do not say."""
        begun = self.in_force.reached_by(day)
        if self.in_force_by is None or begun is False:
            return begun
        return True if self.in_force_by.reached_by(day) is True else None

    def holds(self, day: dt.date) -> Truth:
        """Whether the reading was in force on a day."""
        begun = self.begun(day)
        ended = False if self.until is None else self.until.reached_by(day)
        if begun is False or ended is True:
            return False
        return None if begun is None or ended is None else True


class Article(Strict, kw_only=True, frozen=True):
    """An article; `kind` is what meeting it opens: a duty to defend, to consult, or the use of forces or arms.

    `named` is how a sentence names it where that is not "Article" with its id ("the memorandum of 1982"); `of` cites
    the instrument after the number, where the article is not one of the founding treaty ("of the Charter").
    """

    id: str
    kind: Kind
    title: Label
    readings: tuple[Reading, ...]
    named: Label | None = None
    of: Label | None = None

    @property
    def cited(self) -> Label:
        """How a sentence cites it: "Article 4", "Article 3 of the agreement ..."."""
        if self.named is not None:
            return self.named
        number = self.id.rpartition(":")[2]
        en, de = (f" {self.of.en}", f" {self.of.de}") if self.of else ("", "")
        return Label(en=f"Article {number}{en}", de=f"Artikel {number}{de}")


class DecisionRule(Strict, kw_only=True, frozen=True):
    """Who decides, and how, over a span; `body` is the organ's id in the record.

    `procedure` is left out where the treaty names no rule. `seats`: an organ of those in the military structure only
    decides beside the one in which all members sit.
    """

    body: str
    organ: Label
    procedure: Procedure | None = None
    seats: Seats = "members"
    since: Date
    until: Date | None = None
    text: Label
    sources: tuple[str, ...]


class Amendment(Strict, kw_only=True, frozen=True):
    """A named change of the rules, historical or hypothetical."""

    id: str
    title: Label
    without_readings: tuple[str, ...] = ()
    from_signature: tuple[str, ...] = ()
    procedure: Procedure | None = None
    without_tests: tuple[Test, ...] = ()


class Rules(Strict, kw_only=True, frozen=True):
    """The rules of one treaty; `atop` is its number in ATOP (None where that has none).

    `obligations` are what each party owes each other by ATOP; an instrument that only allows carries none.
    `together_with` names the rules that these are read together with, and `of` how their articles are then cited.
    `leaves_out` says, for a jurist, what of the treaty no reading executes: articles, and what is told and not tested.
    """

    id: str
    alliance: str
    title: Label
    leaves_out: str = ""
    together_with: str = ""
    of: Label | None = None
    atop: int | None = None
    obligations: tuple[Obligation, ...] = ()
    articles: tuple[Article, ...]
    decisions: tuple[DecisionRule, ...] = ()
    amendments: tuple[Amendment, ...] = ()


class Common(Strict, kw_only=True, frozen=True):
    """What belongs to no treaty: amendments that can be made to any, and why an alliance has no rules."""

    amendments: tuple[Amendment, ...]
    without_rules: dict[str, str] = msgspec.field(default_factory=dict)


class Unwritten(Strict, kw_only=True, frozen=True):
    """Why an alliance of the record has no rules."""

    why: str


class Law(Strict, kw_only=True, frozen=True):
    """All rules by id, the amendments that can be made to any treaty, and why an alliance has none, by its id."""

    rules: dict[str, Rules]
    changes: dict[str, Amendment]
    unwritten: dict[str, Unwritten]


#: The parts of the law in tables.
LAW_PARTS = ("rules", "changes", "unwritten")


def read_rules(path: Path) -> Rules:
    """The rules in one file; damage is a `RecordError` with file, line and field."""
    return convert(read_toml(path), Rules, path)


def read_law(folder: Path) -> Law:
    """The rules of every file of a folder, with what `common.toml` says of all."""
    every = [read_rules(path) for path in sorted(folder.glob("*.toml")) if path.name != "common.toml"]
    path = folder / "common.toml"
    common = convert(read_toml(path), Common, path) if path.is_file() else Common(amendments=())
    return Law(
        rules={rules.id: rules for rules in every},
        changes={entry.id: entry for entry in common.amendments},
        unwritten={alliance: Unwritten(why=why) for alliance, why in common.without_rules.items()},
    )
