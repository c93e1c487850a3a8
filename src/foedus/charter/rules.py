"""The rules of a treaty, read from data (the types stand in `record.law`) and put together for the engine.

One file per treaty under `rules/`; a treaty is added without code. An alliance may have several: a later treaty that
follows the first, or instruments beside it; they are read as one, and each reading says by its dates when it speaks.
Where a treaty needs more than the closed vocabulary of conditions, that grows in `record.law` and in `conditions`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import msgspec

from foedus.ground.calendar import holds
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.toml import convert, read_toml, shipped
from foedus.record.law import Amendment, Article, Common, DecisionRule, Law, Reading, Rules, read_law

RULES = Path(__file__).parent / "rules"


@cache
def shipped_law() -> Law:
    """All the law that ships, for the record's tables."""
    return read_law(RULES)


def common(folder: Path = RULES) -> Common:
    """What stands in `common.toml`."""
    path = folder / "common.toml"
    return convert(read_toml(path), Common, path)


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
