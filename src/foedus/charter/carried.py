"""What each source carries: every entry of the record, and every reading of a treaty, that rests on it."""

from __future__ import annotations

from functools import cache
from typing import Any

from foedus.charter.rules import parts_of
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.record.audit import entries
from foedus.record.entries import Entry
from foedus.record.load import Record, load


class Fact(Strict, kw_only=True, frozen=True):
    """An entry that a source carries: in which part of the record, of which owner (an alliance, a case ...), where.

    `kind` is what the entry is ("Membership", "Circumstance", "Reading"); `text` its own words where it has any;
    `known` the day from which it could be known (a reading: that on which it was signed).
    """

    part: str
    owner: str
    path: str
    kind: str
    text: Label | None
    known: str


#: Where an entry may say in words what it is, the most telling first.
WORDS = ("text", "title", "name", "role")


def carried(record: Record) -> dict[str, tuple[Fact, ...]]:
    """The facts of each source of a record, in the order of the record; a source may carry none."""
    found: dict[str, list[Fact]] = {key: [] for key in record.sources}
    for part in ("alliances", "invocations", "threats", "conflicts", "statements", "places"):
        for owner, value in getattr(record, part).items():
            for path, entry in entries(value, f"{part}[{owner}]"):
                if isinstance(entry, Entry):
                    fact = Fact(
                        part=part, owner=owner, path=path, kind=type(entry).__name__, text=_words(entry),
                        known=entry.known.text,
                    )  # fmt: skip
                    for source in dict.fromkeys(entry.sources):
                        found[source].append(fact)
    for alliance in record.alliances:
        for source, fact in _ruled(alliance):
            found[source].append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


@cache
def carried_here() -> dict[str, tuple[Fact, ...]]:
    """The same of the record that ships, gathered once."""
    return carried(load())


def _words(entry: Any) -> Label | None:
    return next((said for name in WORDS if isinstance(said := getattr(entry, name, None), Label)), None)


def _ruled(alliance: str) -> list[tuple[str, Fact]]:
    """The readings and the procedures that rest on a source."""
    found = []
    for rules in parts_of(alliance):
        for article in rules.articles:
            for reading in article.readings:
                fact = Fact(
                    part="rules", owner=alliance, path=f"rules[{rules.id}].articles[{article.id}][{reading.id}]",
                    kind="Reading", text=reading.text, known=reading.signed.text,
                )  # fmt: skip
                found += [(source, fact) for source in reading.sources]
        for decision in rules.decisions:
            fact = Fact(
                part="rules", owner=alliance, path=f"rules[{rules.id}].decisions[{decision.body}]", kind="DecisionRule",
                text=decision.text, known=decision.since.text,
            )  # fmt: skip
            found += [(source, fact) for source in decision.sources]
    return found
