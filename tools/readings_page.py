"""The page of readings: which articles of each alliance's treaties are executable, on what they turn, what is left out."""

from __future__ import annotations

from collections import Counter

from foedus.charter.rules import common, parts_of
from foedus.record.alliance import Alliance
from foedus.record.law import Rules
from foedus.record.load import load
from markdown_cell import cell

KINDS = {"defence": "help", "consultation": "consultation", "forces": "forces", "materiel": "arms"}


def treaties(alliance: Alliance) -> str:
    """The treaties on record, oldest first; those with rules are marked."""
    told = []
    for treaty in sorted(alliance.treaties, key=lambda t: t.signed.first):
        year = treaty.signed.first.year
        told.append(f"**{treaty.id}** ({year})" if treaty.rules else f"{treaty.id} ({year})")
    return ", ".join(told) or "none"


def articles(rules: Rules) -> str:
    """Each executable article with what it opens and the readings that it has over time."""
    told = []
    for article in rules.articles:
        many = f", {len(article.readings)} readings" if len(article.readings) > 1 else ""
        told.append(f"{article.id} ({KINDS[article.kind]}{many})")
    return ", ".join(told)


def conditions(rules: Rules) -> str:
    """The tests that any reading uses, the most used first; facts by what they ask for."""
    seen: Counter[str] = Counter()
    for article in rules.articles:
        for reading in article.readings:
            for condition in reading.conditions:
                seen[" or ".join(condition.any_of) if condition.test == "fact" else condition.test] += 1
    return ", ".join(sorted(seen, key=lambda name: (-seen[name], name)))


def page() -> str:
    """The whole page: a row for each file of rules, then the alliances without any."""
    alliances = load().alliances
    every = {id: parts_of(id) for id in sorted(alliances)}
    files = [rules for parts in every.values() for rules in parts]
    readings = [r for rules in files for a in rules.articles for r in a.readings]
    lines = [
        "# Readings",
        "",
        "Made by `python tools/build_reference.py` from `src/foedus/charter/rules/` and the record. What of each treaty the engine executes and what it",
        "leaves out. A treaty in bold has rules; *help* is a duty to help, *consultation* a duty to consult, *forces* and *arms* may be sent and need not.",
        'Conditions are those of [the format of rules](rules-format.md): the more often a reading asks for one, the further in front it stands. What is "told and not',
        'tested" stands in the words of a ruling and moves no result.',
        "",
        f"{len(alliances)} alliances on record, {sum(bool(parts) for parts in every.values())} with rules: {len(files)} files, "
        f"{sum(len(rules.articles) for rules in files)} articles, {len(readings)} readings.",
        "",
        "| alliance | treaties on record | rules | executable articles | conditions | left out |",
        "|---|---|---|---|---|---|",
    ]
    for id, parts in every.items():
        for number, rules in enumerate(parts):
            head = f"| {id} | {cell(treaties(alliances[id]))} " if number == 0 else f"| {id} | "
            lines.append(
                f"{head}| `{rules.id}` | {cell(articles(rules))} | {conditions(rules)} | {cell(rules.leaves_out)} |"
            )
    lines += ["", "## Alliances without rules", "", "| alliance | treaties on record | why |", "|---|---|---|"]
    reasons = common().without_rules
    for id, parts in every.items():
        if not parts:
            lines.append(f"| {id} | {cell(treaties(alliances[id]))} | {cell(reasons[id])} |")
    return "\n".join(lines) + "\n"
