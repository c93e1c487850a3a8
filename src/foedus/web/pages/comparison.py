"""Two to four alliances side by side on a day, with and without some of their members."""

from __future__ import annotations

from foedus import api
from foedus.brief.figures.order import by_name
from foedus.brief.words.messages import language
from foedus.ground.errors import QueryError
from foedus.ground.numbers import by_name as in_order
from foedus.web.page import page
from foedus.web.route import CLOCKS, WITHOUT, Body, Inquiry, Parameter, Route
from foedus.web.words import told
from foedus.world import listing

#: More than these do not fit beside each other.
MOST_BESIDE = 4
CONCEPTS_SHOWN = ("expenditure", "personnel", "population", "gdp")
ALLIANCES = Parameter("alliance", "alliance", "An alliance; two to four of them.", many=True, default=())


def comparison(asked: Inquiry) -> Body:
    """The measures of each alliance in a column, the ratios of each pair; a form alone where none is named yet."""
    lang, chosen = language(asked.lang), asked["alliance"]
    world = api.world(asked["on"], asked["known"])
    names = [(e.id, e.short.text(lang)) for e in in_order(listing(world, ended=False), lambda e: e.short.text(lang))]
    if len(chosen) > MOST_BESIDE:
        raise QueryError(f"{len(chosen)} alliances are too many", why=f"at most {MOST_BESIDE} stand side by side")
    found = None
    if chosen:
        found = api.compare(*chosen, on=asked["on"], known=asked["known"], without=asked["without"])
    short = {k: world.title(world.record.alliances[k]).short.text(lang) for k in chosen}
    members = sorted({s for group in found.alliances.values() for s in group} | set(found.without)) if found else []
    return page(
        asked, "comparison", world=world, day=world.as_of.on, names=names, chosen=chosen, found=found, short=short,
        title=told("comparison", "title", lang, list=" · ".join(short.values())) if found else
        told("comparison", "nav", lang), concepts=CONCEPTS_SHOWN, most=MOST_BESIDE,
        members=[(s, world.name(s, lang)) for s in by_name(world, members, lang)],
        groups={k: [world.name(s, lang) for s in by_name(world, group, lang)] for k, group in
                (found.alliances.items() if found else ())},
    )  # fmt: skip


ROUTES = (Route("comparison", "/{lang}/compare", comparison, (ALLIANCES, *CLOCKS, WITHOUT), heavy=True, place=30),)
