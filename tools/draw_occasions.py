"""Draw silent occasions from published lists: strata, seeded numbers, inverse-probability weights.

python tools/draw_occasions.py FOLDER          # prints the counts; FOLDER holds the published files
python tools/draw_occasions.py FOLDER --write  # and writes the drawn rows and the strata into the record

An occasion (see `listed_occasions`) that a recorded call of the same alliance answers to is no silent one and is taken
out first. Of each stratum the rows with the smallest numbers are drawn; a number depends on the seed and the row's id
alone (permanent random numbers: Ohlsson 1995, Business Survey Methods, ch. 9), so that an alliance or a call that comes
into the record moves no other row's number. What was coded of a row that is drawn again stays.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from collections import Counter, defaultdict
from pathlib import Path

from foedus.ground.write import write_whole
from foedus.record.case import Invocation
from foedus.record.load import DATA, Record, load
from foedus.record.occasions import DRAWN, DRAWN_FIELDS, POPULATION, POPULATION_FIELDS, read_drawn
from foedus.record.occasions import Occasion as Drawn
from foedus.response.draws import Draws
from listed_occasions import SINCE, Lists, Occasion, occasions

#: The seed of the numbers, how many rows are wanted, how many of a stratum at least, and the power of its size that the
#: others go by: between equal shares of the strata and equal weights.
SEED, WANTED, LEAST, POWER = 20261128, 150, 1, 2 / 3
#: A call belongs to an occasion from so long before its first day to so long after its last.
BEFORE, AFTER = dt.timedelta(days=30), dt.timedelta(days=365)
#: Threats that come from outside.
EXTERNAL = ("external-attack", "cross-border-raid")


def answers(call: Invocation, occasion: Occasion) -> bool:
    """Whether a recorded call is one of this occasion: alliance, state, days, and no other adversary."""
    if call.alliance != occasion.alliance or occasion.events[0].state not in (call.by, call.victim):
        return False
    if not occasion.events[0].first - BEFORE <= call.date.last or call.date.first > occasion.last + AFTER:
        return False
    if occasion.adversaries and call.adversaries:
        return bool(occasion.adversaries & set(call.adversaries))
    return bool(occasion.adversaries) or call.threat not in EXTERNAL or not call.adversaries


def allocation(sizes: dict[str, int]) -> dict[str, int]:
    """How many rows of each stratum: with a power of its size, at least `LEAST`, at most all, `WANTED` in all."""
    low, high = 0.0, float(WANTED)
    for _ in range(60):
        middle = (low + high) / 2
        total = sum(min(n, max(LEAST, round(middle * n**POWER))) for n in sizes.values())
        low, high = (middle, high) if total <= WANTED else (low, middle)
    return {name: min(n, max(LEAST, round(low * n**POWER))) for name, n in sizes.items()}


def number(id: str) -> float:
    """The permanent random number of an occasion in [0, 1)."""
    return float(Draws(SEED, 1).uniform("silent occasion", id)[0])


def _before() -> tuple[Drawn, ...]:
    """The rows of the draw before, with what was coded of them."""
    return read_drawn() if (DATA / DRAWN).is_file() else ()


def silent(found: list[Occasion], record: Record) -> tuple[dict[str, list[Occasion]], list[dict[str, str]]]:
    """The silent occasions of each stratum by their numbers, and the counts of all by alliance and stratum.

    A coded row stays silent although its call has come into the record since: it stands for others like it that nobody
    found, and to take it out because the draw found it would make the silent look more silent than they are.
    """
    coded = {row.id for row in _before() if row.known}
    by_call = defaultdict(list)
    for call in record.invocations.values():
        by_call[call.alliance].append(call)
    strata: dict[str, list[Occasion]] = defaultdict(list)
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for occasion in found:
        its = [c for c in by_call[occasion.alliance] if occasion.id not in coded and answers(c, occasion)]
        cell = cells[occasion.alliance, occasion.stratum]
        cell.update(occasions=1, called=int(bool(its)), asked=int(any(c.asked != "none" for c in its)))
        if not its:
            strata[occasion.stratum].append(occasion)
    counts = [
        {"alliance": alliance, "stratum": stratum, **{k: str(cell[k]) for k in POPULATION_FIELDS[2:]}}
        for (alliance, stratum), cell in sorted(cells.items())
    ]
    return {name: sorted(strata[name], key=lambda o: number(o.id)) for name in sorted(strata)}, counts


def drawn_rows(strata: dict[str, list[Occasion]], many: dict[str, int]) -> list[dict[str, str]]:
    """The drawn rows with probability and weight, what was coded before kept."""
    before = {row.id: row for row in _before()}
    found = []
    for name, its in strata.items():
        for occasion in its[: many[name]]:
            one, old = occasion.events[0], before.get(occasion.id)
            found.append(
                {
                    "id": occasion.id, "alliance": occasion.alliance, "state": one.state, "date": one.date,
                    "until": str(occasion.last), "list": one.source,
                    "rows": " ".join(f"{e.source}:{e.row}" for e in occasion.events),
                    "adversaries": " ".join(sorted(occasion.adversaries)), "stratum": name,
                    "probability": f"{many[name] / len(its):.6f}", "weight": f"{len(its) / many[name]:.6f}",
                    "asked": old.asked if old else "unknown", "response": old.response if old else "unknown",
                    "sources": " ".join(old.sources) if old else "", "note": old.note if old else "",
                }
            )  # fmt: skip
    return found


def table(fields: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    """Rows as a CSV file."""
    made = io.StringIO()
    writer = csv.DictWriter(made, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def main(arguments: list[str]) -> None:
    """Count, draw, and write where asked to."""
    folder, record = Path(arguments[0]), load()
    found = occasions(Lists(folder).events(), record)
    strata, counts = silent(found, record)
    before = Counter(row.stratum for row in _before())
    # A stratum gives up no draws when the population grows: what was looked up is not thrown away.
    wanted = allocation({name: len(its) for name, its in strata.items()})
    many = {name: min(len(its), max(wanted[name], before[name])) for name, its in strata.items()}
    alliances = {o.alliance for o in found}
    calls = [c for c in record.invocations.values() if c.alliance in alliances and c.date.first.year >= SINCE]
    within = sum(any(answers(c, o) for o in found) for c in calls)
    called = sum(int(row["called"]) for row in counts)
    print(f"seed {SEED}; {len(found):,} occasions, {called:,} with a recorded call, {sum(many.values())} drawn")
    print(f"{within} of {len(calls)} recorded calls since {SINCE} are within an occasion of the lists")
    print("silent and drawn by stratum:")
    for name, its in strata.items():
        print(f"  {name:<32}{len(its):>5}{many[name]:>5}")
    if "--write" in arguments:
        write_whole(DATA / POPULATION, table(POPULATION_FIELDS, counts))
        write_whole(DATA / DRAWN, table(DRAWN_FIELDS, drawn_rows(strata, many)))


if __name__ == "__main__":
    main(sys.argv[1:])
