"""E2, obligations in war: an alliance that a war put to the test, and whether its members did what they owed.

Codings: "bf", Berkemeier & Fuhrmann 2018 (their own, 139 tests), "llm", theirs after Leeds, Long & Mitchell 2000 (146),
"la", Leeds & Anac 2005 (137; `honor3`). The row is the alliance's, the day is its own trigger's: the first day on which
a member fights in the war while the treaty is in force; of several that day one by the rule of `triggers`. Every other
member is an ally, whatever it did, so no feature knows who came. Ties are those of the day before, or of the treaty's
first day where it was made in the war (`wartime`).

Whom a member will face by the end of a war is half of what the codings record: in a frame that knows it
(`hindsight`), "a member fights on the other side" tells who broke its word years later. It is kept to show that leak.

Rows that follow from the coding: a pure promise not to attack is in "bf" only where it was broken (`only-peace`).
Tests of a war that the list of wars lacks, or in which no member fights, have the features that the treaty alone gives.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from math import log, log1p

from foedus.datasets import store
from foedus.evidence.frames.ally_in_war import SINCE, Past
from foedus.evidence.frames.background import Background
from foedus.evidence.frames.pacts import DUTIES, Pacts, Pledge
from foedus.evidence.frames.rows import NEVER, Found, Rows, rows_of
from foedus.evidence.frames.triggers import triggers
from foedus.evidence.frames.wars import Fighter, War

BF, LA = "berkemeier-fuhrmann.alliance-wars", "leeds-anac.alliance-wars"
#: Two wars of 1956 that the coding of 2005 names by their numbers in an older list (its trigger states tell them).
RENUMBERED = {154: 156, 157: 155}

#: Features and signs, as in `ally_in_war.SIGNS`; the last five are what the table of duty and era already tells.
SIGNS: dict[str, int] = {
    "adversary-member": -1, "rivals": 1, "fought": 1, "size": -1, "conditional": 0, "wartime": 1, "attacked": 0,
    "distance": -1, "near-adversary": 0, "majors": 0, "strength": 0, "record-wars": 1,
    "record-disputes": 1, "together": 1, "only-peace": -1, "defence": 0, "offence": 0,
    "neutrality": 0, "consultation": 0, "peace": 0,
}  # fmt: skip
#: What stands for the features of a test whose war is not in the list: two members, a thousand km apart, no more.
UNKNOWN = [0.0, 0.0, 0.0, log(2), 0.0, 0.0, 1.0, log1p(1), *[0.0] * 6]


def obligation_rows(
    coding: str, wars: Iterable[War], pacts: Pacts, background: Background, in_wars: Past, in_disputes: Past,
    hindsight: bool = False,
) -> Rows:  # fmt: skip
    """The frame of one coding. `hindsight` takes all who ever fought on the other side for adversaries of the day."""
    known = {war.id: war for war in wars}
    found = []
    for treaty, war_id, name, honoured in _tests(coding):
        war = known.get(war_id)
        group = war_id if war else f"test {name}"
        fits = _trigger(treaty, war, pacts, background, hindsight) if war else None
        day = fits[1] if fits else war.day if war else dt.date(_year(name), 1, 1)
        end = war.end if war else dt.date(_year(name), 12, 31)
        duties = _duties(treaty, day, pacts)
        told = UNKNOWN.copy()
        if fits:
            told = _told(fits, day, background)
            told[-3:-1] = (_record(fits, past, group) for past in (in_wars, in_disputes))
        told += [float(duties == {"nonagg"}), *(float(d in duties) for d in DUTIES)]
        strongest = next((d for d in DUTIES if d in duties), "none")
        cell = f"{strongest} {'since' if day.year >= SINCE else 'before'} {SINCE}"
        at, settled = day.toordinal(), end.toordinal()
        came = settled if honoured else NEVER
        found.append(Found(f"{day} {group} {treaty}", group, cell, at, came, told, settled))
    return rows_of(f"e2-{coding}", tuple(SIGNS), found)


def _tests(coding: str) -> list[tuple[int, str, str, bool]]:
    """Treaty, id of the war, its name, and whether the word was kept, of every test of a coding."""
    if coding == "la":
        rows = store.frame(LA).select("atopid", "war", "honor3").iter_rows()
        return [(a, f"war-{RENUMBERED.get(w, w)}", f"war {w}", bool(h)) for a, w, h in rows]
    outcome = f"outcome_{coding}"
    rows = store.frame(BF).select("atopid", "cowwarid", "warname", outcome).iter_rows()
    return [(a, f"war-{w}", name, o == "honored") for a, w, name, o in rows if o in ("honored", "violated")]


def _year(name: str) -> int:
    """The first year in a war's name; a test without a war in the list has no other date."""
    found = re.search(r"(1[89]|20)\d\d", name)
    return int(found[0]) if found else SINCE


def _duties(treaty: int, day: dt.date, pacts: Pacts) -> set[str]:
    """What members owe under the treaty on the day, or ever, where no part of it is known for the day."""
    parts = pacts.members(treaty, day) or pacts.of_treaty[treaty]
    return {duty for part in parts for duty in part.duties}


_Fit = tuple[Fighter, dt.date, tuple[int, ...], list[Pledge]]


def _trigger(treaty: int, war: War, pacts: Pacts, background: Background, hindsight: bool) -> _Fit | None:
    """The member whose fighting calls, the day, its adversaries of that day, and the parts in force."""
    best: tuple[dt.date, bool, float, int, Fighter] | None = None
    for fighter in war.fighters:
        for part in pacts.of_treaty[treaty]:
            day = max(fighter.day, part.start)
            if part.ccode == fighter.ccode and day <= part.end and day <= war.end:
                share = background.share(fighter.ccode, day.year)
                key = (day, not fighter.began, -share, fighter.ccode, fighter)
                best = key if best is None or key[:4] < best[:4] else best
    if best is None:
        return None
    day, _, _, _, fighter = best
    parts = pacts.members(treaty, day - dt.timedelta(days=1)) or pacts.members(treaty, day)
    if hindsight:
        ever = {f.ccode for f in war.fighters if f.side != fighter.side} - {fighter.ccode}
        return fighter, day, tuple(sorted(ever)), parts
    return fighter, day, _against(war, fighter, day, background), parts


def _against(war: War, fighter: Fighter, day: dt.date, background: Background) -> tuple[int, ...]:
    """Who fought on the other side before the day, and the trigger of that side of the fighter's own day."""
    found = {f.ccode for f in war.fighters if f.side != fighter.side and f.day < day}
    for trigger in triggers(war, background.share):
        if trigger.state.side != fighter.side and trigger.state.day <= day:
            found.add(trigger.state.ccode)
    return tuple(sorted(found - {fighter.ccode}))


def _told(fits: _Fit, day: dt.date, known: Background) -> list[float]:
    fighter, _, against, parts = fits
    year, members = day.year, {p.ccode for p in parts}
    allies = sorted(members - {fighter.ccode}) or [fighter.ccode]
    others = [c for c in against if c not in members] or list(against) or [fighter.ccode]
    rivals = [any(known.rivals(a, c, year) for c in others) for a in allies]
    fought = [sum(known.fought(a, c, day) for c in others) for a in allies]
    far = [min(known.distance(a, c, year) for c in (fighter.ccode, *others)) for a in allies]
    strength = sum(known.share(a, year) for a in allies)
    enemy = sum(known.share(c, year) for c in others)
    return [
        float(any(c in members for c in against)),
        sum(rivals) / len(rivals),
        log1p(sum(fought) / len(fought)),
        log(max(len(members), 2)),
        float(all(p.conditional for p in parts)),
        float(all(p.start > fighter.day for p in parts)),
        float(not fighter.began),
        log1p(min(far) / 1000),
        float(any(known.near(a, c, year) for a in allies for c in others)),
        sum(known.major(a, year) for a in allies) / len(allies),
        log(strength / enemy),
        *(0.0, 0.0),  # the records, which the caller knows
        log1p(sum(known.together(a, fighter.ccode, day) for a in allies) / len(allies)),
    ]


def _record(fits: _Fit, past: Past, group: str) -> float:
    """The mean of the allies' records."""
    fighter, day, _, parts = fits
    allies = sorted({p.ccode for p in parts} - {fighter.ccode}) or [fighter.ccode]
    return sum(past.record(a, day.toordinal(), group) for a in allies) / len(allies)
