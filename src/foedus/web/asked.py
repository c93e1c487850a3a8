"""What a question in words is about: "Kasachstan 2022", "NATO 1999", "Wer hilft Armenien?".

Names are those of the record, in both languages; a year or a day may stand beside them. A short name in capitals
("NATO", "KAZ") counts only as it is written, so that words of a sentence are not taken for one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from foedus.ground.calendar import FIRST_YEAR
from foedus.ground.errors import QueryError, nearest
from foedus.record import tables
from foedus.record.case import Invocation
from foedus.record.load import load
from foedus.web.address import address
from foedus.web.registry import routes
from foedus.world import World, listing, today
from foedus.world.state_names import names, spelled

DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
GERMAN_DAY = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
#: Names of at most so many letters count only in capitals.
SHORT = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that may be meant."""

    kind: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Meant:
    """The pages that may be meant, the likeliest first; where there are none, the names that are nearest."""

    hits: tuple[Hit, ...]
    near: tuple[str, ...] = ()


def resolved(question: str, lang: str) -> Meant:
    """The pages that a question may mean."""
    on, year, rest = _when(question)
    alliances, states, cases = (_named(rest, table) for table in (_alliances(), _states(), _cases()))
    called = _aliased(question, states if not alliances else [], year)
    if called:
        return Meant((_case(called, lang),))
    if cases:
        return Meant(tuple(_case(load().invocations[c], lang) for c in cases))
    calls = [_case(c, lang) for c in _calls(states, alliances, year)] if states else []
    if calls and year:
        return Meant(tuple(calls))
    hits: list[Hit] = []
    if len(alliances) > 1 and "comparison" in routes():
        there = address("comparison", lang, alliance=tuple(alliances), on=on)
        hits.insert(0, Hit("comparison", " · ".join(_short(a, lang) for a in alliances), there))
    hits += [_alliance(a, on, lang) for a in alliances]
    for state in () if alliances else states:
        hits += _of_state(state, on, lang)
    hits += calls
    words = [w for w in re.findall(r"\w+", rest) if len(w) > 2]
    near = () if hits else tuple(dict.fromkeys(n for w in words for n in nearest(w, _spelled(), 2)))[:6]
    return Meant(tuple(dict.fromkeys(hits)), near)


def _when(question: str) -> tuple[dt.date | None, int | None, str]:
    """The day that is named (of a year its last one, of this year today), the year, and the words without them."""
    for form, order in ((DAY, (1, 2, 3)), (GERMAN_DAY, (3, 2, 1))):
        if found := form.search(question):
            try:
                day = dt.date(*(int(found[i]) for i in order))
            except ValueError:
                continue
            return _inside(day), day.year, form.sub(" ", question)
    if found := YEAR.search(question):
        year = int(found[1])
        day = dt.date(year, 12, 31)
        return _inside(min(day, today()) if year <= today().year else day), year, YEAR.sub(" ", question)
    return None, None, question


def _inside(day: dt.date) -> dt.date | None:
    return day if day.year >= FIRST_YEAR else None


def _folded(text: str) -> str:
    plain = "".join(c for c in normalize("NFKD", text.replace("ß", "ss")) if not combining(c))
    return " ".join(re.findall(r"\w+", plain.casefold()))


def _named(text: str, table: dict[str, str]) -> list[str]:
    """The ids whose names stand in a text, in its order; a longer name hides the shorter ones inside it."""
    folded, left = _folded(text), _folded(text)
    capitals = {_folded(w) for w in re.findall(r"\w+", text) if w.isupper()}
    found: dict[int, str] = {}
    for name in sorted(table, key=len, reverse=True):
        if len(name) <= SHORT and name not in capitals and folded != name:
            continue
        # (German puts an s to a name: "Armeniens Verbündete".)
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?:s|es)?(?!\w)", left):
            found.setdefault(hit.start(), table[name])
            left = left[: hit.start()] + "#" * (hit.end() - hit.start()) + left[hit.end() :]
    return list(dict.fromkeys(found[at] for at in sorted(found)))


@cache
def _alliances() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, entry in load().alliances.items():
        texts = [t for n in entry.names for t in (n.short.en, n.short.de, n.name.en, n.name.de)]
        for text in (key, *entry.aliases, *texts):
            found.setdefault(_folded(text), key)
    return found


@cache
def _states() -> dict[str, str]:
    return {_folded(name): key for name, key in names().items()} | {_folded(key): key for key in tables.states()}


@cache
def _cases() -> dict[str, str]:
    """Cases by their titles, in both languages."""
    return {_folded(t): c.id for c in load().invocations.values() for t in (c.title.en, c.title.de)}


def _aliased(question: str, states: list[str], year: int | None) -> Invocation | None:
    """The case that goes by the very words ("kazakhstan-2022"), or by the English name of the state and the year."""
    named = {alias.casefold(): c for c in load().invocations.values() for alias in (c.id, *c.aliases)}
    words = [question] if year is None or len(states) != 1 else [question, *_english(states[0], year)]
    return next((named[w] for text in words if (w := "-".join(text.casefold().split())) in named), None)


def _english(state: str, year: int) -> list[str]:
    return [f"{span.name_en} {year}" for span in tables.states()[state]]


@cache
def _spelled() -> tuple[str, ...]:
    shorts = [t for a in load().alliances.values() for n in a.names for t in (n.short.en, n.short.de)]
    return (*dict.fromkeys([*shorts, *(s for s in spelled(today()) if len(s) > 3)]),)


def _calls(states: list[str], alliances: list[str], year: int | None) -> list[Invocation]:
    """The recorded calls of the states, on the alliances and in the year where these are named, the latest first."""
    found = [
        c for c in load().invocations.values()
        if c.by in states and (not alliances or c.alliance in alliances) and year in (None, c.date.first.year)
    ]  # fmt: skip
    return sorted(found, key=lambda c: (c.date.first, c.id), reverse=True)


def _case(case: Invocation, lang: str) -> Hit:
    label = f"{case.title.text(lang)} ({_short(case.alliance, lang)})"
    return Hit("case", label, address("case", lang, case=case.id))


def _short(alliance: str, lang: str) -> str:
    return World.at(today()).title(load().alliances[alliance]).short.text(lang)


def _alliance(alliance: str, on: dt.date | None, lang: str) -> Hit:
    """The alliance on the day; on the first day it was there where the one that is named comes before."""
    entry = load().alliances[alliance]
    day = None if on is None else max(on, entry.founded.first)
    name = World.at(day or today()).title(entry).name.text(lang)
    return Hit("alliance", name, address("alliance", lang, alliance=alliance, on=day))


def _of_state(state: str, on: dt.date | None, lang: str) -> list[Hit]:
    """The page of a state, and the alliances it belongs to on the day."""
    world = World.at(on or today())
    found = (
        [Hit("state", world.name(state, lang), address("state", lang, state=state, on=on))]
        if "state" in routes()
        else []
    )
    try:
        there = listing(world, state, ended=False)
    except QueryError:
        return found
    return found + [_alliance(entry.id, on, lang) for entry in there]
