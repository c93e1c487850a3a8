"""Hold the record's memberships and obligations against ATOP 5.1, by alliance, year, phase and member.

python tools/compare_atop.py FOLDER          # prints the comparison; FOLDER holds atop5_1m.csv
python tools/compare_atop.py FOLDER --write  # and writes docs/reference/atop-agreement.md

A member-year is a state and a calendar year on any day of which it was a member (status "member"). Compared are the
alliances whose rules have a number of ATOP's, with the further numbers in `atop_differences.toml`, and years to 2018.
A difference is explained by the record's own dates (ATOP counts a signature; the record suspends where ATOP does not),
or by an entry of that table, which cites a source of the record. Exits with 1 above half a per cent unexplained.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.charter.audit import all_rules
from foedus.datasets.catalogue import get_table
from foedus.datasets.tidy import tidy
from foedus.ground.write import write_whole
from foedus.record.alliance import Alliance
from foedus.record.load import Record, load
from foedus.record.tables import states

TABLE = Path(__file__).with_name("atop_differences.toml")
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "atop-agreement.md"
START, END = "<!-- table: tools/compare_atop.py -->\n", "<!-- end of table -->\n"
#: The last year of ATOP 5.1, and the share of unexplained member-years that is borne.
LAST, BORNE = 2018, 0.005
#: ATOP's obligations in the record's words.
WORDS = {
    "defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "non-aggression",
    "consul": "consultation",
}  # fmt: skip
SIGNED, SUSPENDED = "signature", "suspension"
Years = set[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Compared:
    """An alliance: member-years of both, of ATOP alone and of the record alone, with the reason of each that differs."""

    alliance: str
    numbers: tuple[int, ...]
    both: Years
    atop: Years
    ours: Years
    reasons: dict[tuple[str, int], str]

    @property
    def differ(self) -> Years:
        """The member-years that one has and the other has not."""
        return self.atop | self.ours

    @property
    def unexplained(self) -> Years:
        """Those without a reason."""
        return self.differ - set(self.reasons)


@cache
def plan() -> dict[str, Any]:
    """Further numbers, and the reasons for differences of members and of obligations."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def numbers() -> dict[str, tuple[int, ...]]:
    """ATOP's numbers of every alliance that both know."""
    found: dict[str, list[int]] = defaultdict(list)
    for rules in all_rules():
        if rules.atop:
            found[rules.alliance].append(rules.atop)
    for alliance, more in plan()["numbers"].items():
        found[alliance] += more
    return {key: tuple(sorted(set(found[key]))) for key in sorted(found)}


def state_of(code: int, year: int) -> str:
    """The record's id of a state by its number in a year; by the nearest years where the record has it in others."""
    spans = [
        (row.since.first.year, row.until.first.year if row.until else 9999, key)
        for key, rows in states().items() for row in rows if row.cow == code
    ]  # fmt: skip
    return min(spans, key=lambda s: (max(s[0] - year, year - s[1], 0), -s[0]))[2]


@cache
def lasting(state: str) -> str:
    """The last state of a number: a successor that goes on with it counts as the same member."""
    (code, *_) = (row.cow for row in states()[state])
    return state if code is None else state_of(code, 9999)


def atop_rows(folder: Path) -> list[dict[str, Any]]:
    """The members of ATOP's alliances."""
    table = get_table("atop.members")
    (path,) = folder.rglob(table.file)
    return tidy(path.read_bytes(), table).to_dicts()


def atop_years(rows: list[dict[str, Any]], wanted: tuple[int, ...]) -> Years:
    """Member-years of the alliances with these numbers."""
    found: Years = set()
    for row in rows:
        if row["atopid"] in wanted:
            years = range(row["entry_year"], (row["exit_year"] or LAST) + 1)
            found |= {(lasting(state_of(row["ccode"], year)), year) for year in years}
    return found


def our_years(alliance: Alliance, status: str = "member") -> Years:
    """Member-years of the record; the day on which a membership ends is no day of it."""
    found: Years = set()
    for one in alliance.members:
        if one.status == status:
            end = one.until.last - dt.timedelta(days=one.until.precise) if one.until else dt.date(LAST, 12, 31)
            found |= {(lasting(one.state), y) for y in range(one.since.first.year, min(end.year, LAST) + 1)}
    return found


def signed_years(alliance: Alliance) -> Years:
    """Years from a state's signature to the year in which the treaty bound it, as the record's own entries have them."""
    found: Years = set()
    for one in alliance.members:
        if one.signed and one.status in ("member", "signatory"):
            found |= {(lasting(one.state), y) for y in range(one.signed.first.year, one.since.last.year + 1)}
    return found | our_years(alliance, "signatory")


def compare(record: Record, rows: list[dict[str, Any]]) -> list[Compared]:
    """Every alliance that both know."""
    found = []
    for key, wanted in numbers().items():
        alliance = record.alliances[key]
        atop, ours = atop_years(rows, wanted), our_years(alliance)
        reasons = dict.fromkeys(signed_years(alliance) & (atop - ours), SIGNED)
        reasons |= dict.fromkeys(our_years(alliance, "suspended") & (atop - ours), SUSPENDED)
        for entry in plan()["members"]:
            if entry["alliance"] == key:
                side = atop - ours if entry["in"] == "atop" else ours - atop
                first, last = entry["years"]
                whom = set(entry["states"])
                here = {(s, y) for s, y in side if first <= y <= last and whom & {s, "*"}}
                reasons |= dict.fromkeys(here - set(reasons), entry["why"])
        found.append(Compared(key, wanted, atop & ours, atop - ours, ours - atop, reasons))
    return found


def obligations(record: Record, rows: list[dict[str, Any]]) -> list[tuple[str, int, int, str, str, str, str]]:
    """Alliance, number, phase, member, ATOP's obligations, the record's, and the reason; one row a phase and member."""
    found = []
    for rules in sorted(all_rules(), key=lambda r: r.alliance):
        ours = [w for w in WORDS.values() if w in rules.obligations]
        for row in rows:
            if rules.atop and row["atopid"] == rules.atop:
                state = state_of(row["ccode"], row["entry_year"])
                theirs = [w for k, w in WORDS.items() if row[k]]
                why = "" if ours == theirs else next((
                    e["why"] for e in plan()["obligations"]
                    if e["alliance"] == rules.alliance and row["phase"] in e.get("phases", [row["phase"]])
                    and state in e.get("states", [state])
                ), "?")  # fmt: skip
                found.append((rules.alliance, rules.atop, row["phase"], state, ", ".join(theirs), ", ".join(ours), why))
    return found


def spans(years: set[int]) -> str:
    """Years as spans.

    >>> spans({1951, 1952, 1990})
    '1951–1952, 1990'
    """
    found: list[list[int]] = []
    for year in sorted(years):
        if found and year == found[-1][1] + 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in found)


def told(found: list[Compared], duties: list[tuple[str, int, int, str, str, str, str]]) -> str:
    """The comparison in Markdown."""
    every = sum(len(c.both | c.differ) for c in found)
    differ, open_ = sum(len(c.differ) for c in found), sum(len(c.unexplained) for c in found)
    kinds = Counter(c.reasons.get(one, "?") for c in found for one in c.differ)
    own = kinds[SIGNED] + kinds[SUSPENDED]
    lines = [
        f"{len(found)} alliances, {every:,} member-years: {every - differ:,} in both, {differ:,} in one only. Of these "
        f"{kinds[SIGNED]:,} lie between a signature and the day on which the treaty bound, {kinds[SUSPENDED]:,} are of "
        f"suspended members, {differ - own - open_:,} have a reason in the table below, {open_:,} "
        f"({open_ / every:.2%} of all) none.\n",
        "| alliance | ATOP | in both | ATOP alone | record alone | unexplained |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    for c in found:
        cells = (c.alliance, ", ".join(map(str, c.numbers)), len(c.both), len(c.atop), len(c.ours), len(c.unexplained))
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    lines += ["\n## Reasons, one for each event\n", "| alliance | member-years | of | why | sources |"]
    lines.append("| --- | --: | --- | --- | --- |")
    for entry in plan()["members"]:
        (one,) = (c for c in found if c.alliance == entry["alliance"])
        its = {k for k, why in one.reasons.items() if why == entry["why"]}
        who = entry["states"] if entry["states"] != ["*"] else ["all"]
        side = "ATOP alone" if entry["in"] == "atop" else "record alone"
        which = f"{side}: {', '.join(who)} {spans({y for _, y in its})}"
        lines.append(f"| {one.alliance} | {len(its)} | {which} | {entry['why']} | {', '.join(entry['sources'])} |")
    same, no = sum(not row[6] for row in duties), sum(row[6] == "?" for row in duties)
    lines += [
        "\n## Obligations by phase and member\n",
        f"{len(duties):,} rows of ATOP (a member in a phase): {same:,} with the obligations of the record's rules, "
        f"{len(duties) - same - no:,} with others for a reason, {no:,} unexplained.\n",
        "| alliance | phase | members | ATOP | record | why | sources |",
        "| --- | --: | --- | --- | --- | --- | --- |",
    ]
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for alliance, _, phase, state, theirs, ours, why in duties:
        if why:
            groups[alliance, str(phase), theirs or "none", ours, why].append(state)
    cites = {(e["alliance"], e["why"]): ", ".join(e["sources"]) for e in plan()["obligations"]}
    for (name, part, theirs, ours, why), members in groups.items():
        whom = ", ".join(sorted(set(members))) if len(set(members)) < 5 else f"{len(set(members))} members"
        lines.append(f"| {name} | {part} | {whom} | {theirs} | {ours} | {why} | {cites.get((name, why), '')} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Compare, print, and write where asked to."""
    record, rows = load(), atop_rows(Path(arguments[0]))
    found, duties = compare(record, rows), obligations(record, rows)
    text = told(found, duties)
    print(text)
    for one in found:
        for state in sorted({s for s, _ in one.unexplained}):
            for name, side in (("atop", one.atop), ("record", one.ours)):
                if years := {y for s, y in side & one.unexplained if s == state}:
                    print("UNEXPLAINED", one.alliance, state, name, spans(years))
    if "--write" in arguments:
        page = PAGE.read_text("utf-8")
        before, rest = page.split(START)
        write_whole(PAGE, f"{before}{START}{text}{END}{rest.split(END)[1]}")
    share = sum(len(c.unexplained) for c in found) / sum(len(c.both | c.differ) for c in found)
    return 1 if share > BORNE or any(row[6] == "?" for row in duties) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
