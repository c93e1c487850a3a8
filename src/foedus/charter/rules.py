"""The rules of a treaty as data: articles, dated readings, conditions, procedures, named amendments.

One file per treaty under `rules/`; a treaty is added without code. An alliance may have several: a later treaty that
follows the first, or instruments beside it; they are read as one, and each reading says by its dates when it speaks.
The vocabulary of conditions is closed (`Condition.test`); where a treaty needs more, the vocabulary grows here and in
`conditions`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec

from foedus.ground.calendar import Date, holds
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.label import Label
from foedus.ground.logic import Truth
from foedus.ground.strict import Strict
from foedus.ground.terms import Obligation, Predicate, Procedure
from foedus.ground.toml import convert, read_toml, shipped

RULES = Path(__file__).parent / "rules"
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


def common(folder: Path = RULES) -> Common:
    """What stands in `common.toml`."""
    path = folder / "common.toml"
    return convert(read_toml(path), Common, path)


def read_rules(path: Path) -> Rules:
    """The rules in one file; damage is a `RecordError` with file, line and field."""
    return convert(read_toml(path), Rules, path)


@cache
def _by_alliance() -> dict[str, tuple[Rules, ...]]:
    files = [path for path in sorted(RULES.glob("*.toml")) if path.name != "common.toml"]
    found: dict[str, list[Rules]] = {}
    for rules in sorted((convert(shipped(path), Rules, path) for path in files), key=lambda r: bool(r.together_with)):
        found.setdefault(rules.alliance, []).append(rules)
    return {alliance: tuple(parts) for alliance, parts in found.items()}


def parts_of(alliance: str) -> tuple[Rules, ...]:
    """The rules of each of an alliance's treaties apart, the founding treaty's first; empty where nobody wrote any."""
    return _by_alliance().get(alliance, ())


@cache
def rules_of(alliance: str) -> Rules | None:
    """The rules of all treaties of an alliance, read as one; None where nobody has written them yet."""
    parts = parts_of(alliance)
    return together(parts) if parts else None


def together(parts: tuple[Rules, ...]) -> Rules:
    """Several treaties as one: the first's name and obligations, everybody's articles, procedures and amendments.

    An article of another file than the first is known by `file:number`, so that two articles 4 stay apart.
    """
    first, *others = parts
    articles = [
        msgspec.structs.replace(article, id=f"{rules.id}:{article.id}", of=article.of or rules.of)
        for rules in others
        for article in rules.articles
    ]
    return msgspec.structs.replace(
        first,
        articles=(*first.articles, *articles),
        decisions=tuple(d for rules in parts for d in rules.decisions),
        amendments=tuple(a for rules in parts for a in rules.amendments),
    )


def decision_on(rules: Rules, day: dt.date) -> DecisionRule | None:
    """Who decides on a day, and how; None where the rules name nobody for it."""
    return next((d for d in _deciding(rules, day) if d.seats == "members"), None)


def beside_on(rules: Rules, day: dt.date) -> tuple[DecisionRule, ...]:
    """The organs of some members only that could decide on a day, beside the one in which all sit."""
    return tuple(d for d in _deciding(rules, day) if d.seats != "members")


def _deciding(rules: Rules, day: dt.date) -> tuple[DecisionRule, ...]:
    return tuple(d for d in rules.decisions if holds(d.since, d.until, day) is not False)


def amendments_of(alliance: str) -> dict[str, Amendment]:
    """The named amendments that can be asked for, by id: the treaty's own first."""
    rules = rules_of(alliance)
    own = rules.amendments if rules else ()
    return {entry.id: entry for entry in (*own, *common().amendments)}


def amended(rules: Rules, name: str) -> Rules:
    """The rules after a named amendment; an unknown name raises `QueryError`."""
    known = amendments_of(rules.alliance)
    if name not in known:
        raise QueryError(
            f"there is no amendment {name!r} for {rules.alliance}",
            why=f"known amendments: {', '.join(known)}",
            hint=did_you_mean(name, known, "use one of these names"),
        )
    change = known[name]
    articles = tuple(_amend_article(article, change) for article in rules.articles)
    decisions = tuple(msgspec.structs.replace(d, procedure=change.procedure or d.procedure) for d in rules.decisions)
    return msgspec.structs.replace(rules, articles=articles, decisions=decisions)


def _amend_article(article: Article, change: Amendment) -> Article:
    kept: list[Reading] = []
    for reading in article.readings:
        if reading.id not in change.without_readings:
            kept.append(reading)
        elif kept:  # the reading before the one that is struck out goes on in its place
            kept[-1] = msgspec.structs.replace(kept[-1], until=reading.until)
    readings = []
    for index, reading in enumerate(kept):
        dropped = tuple(c for c in reading.conditions if c.test not in change.without_tests)
        early = reading.signed if reading.id in change.from_signature else reading.in_force
        follower = kept[index + 1] if index + 1 < len(kept) else None
        until = follower.signed if follower and follower.id in change.from_signature else reading.until
        by = None if reading.id in change.from_signature else reading.in_force_by
        readings.append(
            msgspec.structs.replace(reading, conditions=dropped, in_force=early, in_force_by=by, until=until)
        )
    return msgspec.structs.replace(article, readings=tuple(readings))
