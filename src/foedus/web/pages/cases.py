"""The recorded calls for help: a table that can be narrowed and sorted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foedus.brief.words.messages import Lang, language, term
from foedus.ground.numbers import sort_key
from foedus.record.case import Invocation
from foedus.record.load import load
from foedus.web.choices import alliances_of
from foedus.web.json_api.invocations import FILTERS, chosen
from foedus.web.page import page
from foedus.web.route import Body, Inquiry, Parameter, Route
from foedus.web.words import told
from foedus.world import World, today

COLUMNS = ("date", "title", "alliance", "threat", "asked", "answer")
SORT = Parameter("sort", "choice", "The column that orders the table.", default="date", choices=COLUMNS)
DOWN = Parameter("down", "flag", "1: from the last to the first.", default=True)


def cases(asked: Inquiry) -> Body:
    """The calls that the filters let through, in the order asked for, with their number."""
    lang, world = language(asked.lang), World.at(today(), asked["known"])
    found = chosen(asked)  # (in order of time, which decides where the column does not)
    shorts = dict(alliances_of(world, lang, ended=True))
    key = _keys(shorts, lang)[asked["sort"]]
    found.sort(key=key, reverse=asked["down"])
    years = sorted({c.date.first.year // 10 * 10 for c in load().invocations.values()})
    return page(
        asked, "cases", title=told("cases", "title", lang), cases=found, columns=COLUMNS, world=world,
        total=len(load().invocations), names=alliances_of(world, lang, ended=True), shorts=shorts, decades=years,
        choices={p.name: p.choices for p in FILTERS if p.choices}, filters=[p.name for p in FILTERS],
        narrowed=any(asked[p.name] is not None for p in FILTERS),
    )  # fmt: skip


def _keys(shorts: dict[str, str], lang: Lang) -> dict[str, Callable[[Invocation], Any]]:
    """What each column is ordered by: time, or the words that stand in it."""
    return {
        "date": lambda c: (c.date.first, c.id),
        "title": lambda c: sort_key(c.title.text(lang)),
        "alliance": lambda c: sort_key(shorts.get(c.alliance, c.alliance)),
        "threat": lambda c: sort_key(term("threat", c.threat, lang)),
        "asked": lambda c: sort_key(term("response", c.asked, lang)),
        "answer": lambda c: sort_key(term("response", c.response.kind, lang)),
    }


ROUTES = (Route("cases", "/{lang}/cases", cases, (*FILTERS, SORT, DOWN), place=50),)
