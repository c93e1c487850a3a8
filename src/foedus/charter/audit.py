"""The audit of the rules: every reading is sourced, dated in order, and belongs to a treaty of the record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from foedus.charter.rules import RULES, common
from foedus.charter.wording import sentences
from foedus.record.law import ALLOWING, Rules, read_rules
from foedus.record.load import Record
from foedus.record.tables import states


def all_rules(folder: Path = RULES) -> list[Rules]:
    """The rules of every treaty."""
    return [read_rules(path) for path in sorted(folder.glob("*.toml")) if path.name != "common.toml"]


def cited(folder: Path = RULES) -> frozenset[str]:
    """The sources that the rules lean on."""
    every = all_rules(folder)
    of_readings = (s for rules in every for a in rules.articles for r in a.readings for s in r.sources)
    return frozenset(of_readings) | frozenset(s for rules in every for d in rules.decisions for s in d.sources)


def audit_rules(record: Record, folder: Path = RULES) -> Iterator[str]:
    """Findings about the rules, each one line."""
    every = all_rules(folder)
    yield from _together(every)
    yield from _unwritten(record, {rules.alliance for rules in every}, folder)
    for rules in every:
        where = f"rules[{rules.id}]"
        if not rules.leaves_out:
            yield f"{where}: say in `leaves_out` what of the treaty is not executed"
        alliance = record.alliances.get(rules.alliance)
        if alliance is None:
            yield f"{where}: alliance {rules.alliance!r} is not in the record"
        elif not any(treaty.rules == rules.id for treaty in alliance.treaties):
            yield f"{where}: no treaty of {rules.alliance} names these rules"
        for decision in rules.decisions if alliance else ():
            organ = next((o for o in alliance.organs if o.id == decision.body), None) if alliance else None
            if organ is None:
                yield f"{where}: {rules.alliance} has no organ {decision.body!r} in the record"
            elif organ.decides not in (None, decision.procedure):
                yield f"{where}: {decision.body} decides by {decision.procedure}, in the record by {organ.decides}"
        for article in rules.articles:
            for reading in article.readings:
                for condition in reading.conditions:
                    codes = (*condition.places, *condition.straddling, *condition.forces, *condition.states)
                    for code in (*codes, *condition.not_parties):
                        if code not in record.places and code not in states():
                            yield f"{where}.{reading.id}: {code!r} is neither a state nor a place of the record"
                    key = f"fact-{'-or-'.join(condition.any_of)}"
                    if condition.test == "fact" and key not in sentences():
                        yield f"{where}.{reading.id}: wording.toml has no sentence {key!r}; add it"
                if reading.in_force.first < reading.signed.first:
                    yield f"{where}.{reading.id}: in force before it was signed"
                if reading.in_force_by is not None and reading.in_force_by.first <= reading.in_force.last:
                    yield f"{where}.{reading.id}: in_force_by is not after in_force; leave it out"
            for first, second in pairwise(article.readings):
                if first.until is None or first.until.first > second.in_force.first:
                    yield f"{where}.{first.id}: overlaps with {second.id}"
    for source in sorted(cited(folder) - set(record.sources)):
        yield f"rules: source {source!r} is not in sources/; add it there"


def _unwritten(record: Record, written: set[str], folder: Path) -> Iterator[str]:
    """Findings about alliances without rules: `common.toml` says why, for these and no others."""
    reasons = common(folder).without_rules if (folder / "common.toml").is_file() else {}
    for alliance in record.alliances:
        if alliance not in written and not reasons.get(alliance):
            yield f"rules: {alliance} has none; write them, or say why in `without_rules` of common.toml"
    for alliance in sorted(written & reasons.keys()):
        yield f"rules: common.toml says why {alliance} has none, and it has some; take the reason out"


def _together(every: list[Rules]) -> Iterator[str]:
    """Findings about several rules of one alliance: one stands first, the others say with which they are read."""
    for rules in every:
        where = f"rules[{rules.id}]"
        if not rules.together_with:
            others = [r.id for r in every if r.alliance == rules.alliance and not r.together_with and r.id != rules.id]
            if others:
                yield f"{where}: {', '.join(others)} stands first for {rules.alliance} too; say together_with in one"
            only_allows = all(article.kind in ALLOWING for article in rules.articles)
            if not (rules.obligations or only_allows) or not rules.decisions:
                yield f"{where}: stands first, and names no obligations or nobody who decides"
            continue
        if rules.of is None:
            yield f"{where}: read together with {rules.together_with}; say in `of` how its articles are cited"
        if not any(r.id == rules.together_with and r.alliance == rules.alliance for r in every):
            yield f"{where}: there are no rules {rules.together_with!r} of {rules.alliance} to be read with"
    readings = [(rules.alliance, r.id) for rules in every for a in rules.articles for r in a.readings]
    for alliance, reading in sorted({pair for pair in readings if readings.count(pair) > 1}):
        yield f"rules of {alliance}: two readings are called {reading!r}; give one a name of its own"
