"""Which pages the site has, each with its file, the addresses that lead to it, and what it belongs to.

All is as known on the day of the record, so that the site is the same whenever it is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from foedus.brief.words.messages import Lang
from foedus.claims import claim_sets
from foedus.datasets.catalogue import catalogue
from foedus.ground.calendar import parse_day
from foedus.ground.errors import QueryError
from foedus.record.load import load
from foedus.record.version import DATE
from foedus.response.question import recorded_question
from foedus.web.address import address, write
from foedus.web.registry import routes
from foedus.web.route import Inquiry
from foedus.web.site.turning import Turn, turns


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the site: what is asked, its file (with strokes, below the folder), and further addresses of it.

    Pages of one `group` are made together, since they share maps and answers. `alliance` is the one it is about, where
    the page depends on no other.
    """

    asked: Inquiry
    file: str
    group: str
    also: tuple[str, ...] = ()
    alliance: str = ""
    turns: tuple[Turn, ...] = ()


@dataclass
class Plan:
    """Every page, and the file of every address that the site can lead to; `left_out` are cases that nobody can ask."""

    leaves: tuple[Leaf, ...]
    langs: tuple[Lang, ...]
    left_out: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    near: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files = {a: leaf.file for leaf in self.leaves for a in (write(leaf.asked), *leaf.also)}

    def around(self, alliance: str) -> list[str]:
        """The files that the page of an alliance may lead to; those of all pages without one."""
        if alliance not in self.near:
            cases = load().invocations
            self.near[alliance] = [
                leaf.file
                for leaf in self.leaves
                if not alliance
                or leaf.alliance == alliance
                or (leaf.asked.route == "case" and cases[leaf.asked["case"]].alliance == alliance)
                or leaf.asked.route not in ("alliance", "case")
            ]
        return self.near[alliance]

    def file_of(self, there: str) -> str | None:
        """The file of an address of the web; that of the same subject and day where only the knowledge is another."""
        if there in self.files:
            return self.files[there]
        path, _, query = there.partition("?")
        kept = [part for part in query.split("&") if part.startswith("on=")]
        return self.files.get(f"{path}?{kept[0]}" if kept else path)


def plan(langs: Iterable[Lang], alliances: Iterable[str] = (), cases: Iterable[str] | None = None) -> Plan:
    """The plan of a site; `alliances` and `cases` bound it to some (ids), for a site of a part."""
    record, spoken = load(), tuple(langs)
    chosen = tuple(alliances) or tuple(record.alliances)
    wanted = [c.id for c in record.invocations.values() if c.alliance in chosen] if cases is None else list(cases)
    asked = [case for case in wanted if _can_be_asked(case)]
    leaves = [
        leaf
        for lang in spoken
        for leaf in (*_alone(lang), *_alliances(lang, chosen), *(_case(lang, case) for case in asked))
    ]
    return Plan(tuple(leaves), spoken, tuple(case for case in wanted if case not in asked))


def _can_be_asked(case: str) -> bool:
    """Whether `invoke` answers for the case; it refuses one of a state that no list of states has yet on that day."""
    try:
        recorded_question(case)
    except QueryError:
        return False
    return True


def _alone(lang: Lang) -> Iterator[Leaf]:
    """Home, and the pages that are about no alliance."""
    yield Leaf(_asked("home", lang, on=_end(), known=_end()), f"{lang}/index.html", "home", (address("home", lang),))
    for name in ("claims", "data", "evidence"):
        yield Leaf(_asked(name, lang), f"{lang}/{name}.html", name)
    for name in catalogue():
        yield Leaf(_asked("data-set", lang, set=name), f"{lang}/data/{name}.html", "data")
    for name in claim_sets():
        asked = _asked("claim-set", lang, set=name, known=_end())
        yield Leaf(asked, f"{lang}/claims/{name}.html", "claims", (address("claim-set", lang, set=name),))


def _alliances(lang: Lang, chosen: Iterable[str]) -> Iterator[Leaf]:
    """Every alliance on each of its turning points, and at the end of the record."""
    for name in chosen:
        found, bare = turns(name, lang), address("alliance", lang, alliance=name)
        days = [(turn.day, f"alliance/{name}/{turn.day}.html", ()) for turn in found if turn.day != _end()]
        for on, file, also in [*days, (_end(), f"alliance/{name}.html", (bare,))]:
            yield Leaf(
                _asked("alliance", lang, alliance=name, on=on, known=_end()), f"{lang}/{file}", f"alliance {name}",
                (*also, f"{bare}?on={on}"), name, found,
            )  # fmt: skip


def _case(lang: Lang, name: str) -> Leaf:
    return Leaf(_asked("case", lang, case=name), f"{lang}/case/{name}.html", f"case {name}")


def _asked(route: str, lang: Lang, **values: Any) -> Inquiry:
    given = {p.name: values.get(p.name, p.default) for p in routes()[route].parameters}
    return Inquiry(route, lang, given)


def _end() -> dt.date:
    return parse_day(DATE)
