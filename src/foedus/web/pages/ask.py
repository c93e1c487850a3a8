"""Ask: a form for a question of one's own, and beside it the answer from the blocks of its brief."""

from __future__ import annotations

from typing import Any

from foedus import api
from foedus.brief.text import invocation as text
from foedus.brief.words.messages import language
from foedus.ground.numbers import by_name
from foedus.web.choices import alliances_of, drawn, states_of
from foedus.web.json_api.invocations import QUESTION, answer_to
from foedus.web.page import brief_body, page
from foedus.web.route import Body, Inquiry, Route
from foedus.web.words import told

#: A recorded case has a page of its own, and what is changed in a question stands on that of what-ifs.
ELSEWHERE = ("case", "without", "amend", "history")
OWN = tuple(p for p in QUESTION if p.name not in ELSEWHERE)
#: Without these there is no question yet.
NEEDED = ("alliance", "by", "on", "threat")


def ask(asked: Inquiry) -> Body:
    """The form alone while the question is not whole; then the answer of `foedus invoke` beside it."""
    missing = [name for name in NEEDED if not asked[name]]
    values = offered_in_fields(asked)
    if missing:
        begun = len(missing) < len(NEEDED)
        open_ones = [told("ask", f"field.{name}", asked.lang) for name in missing] if begun else []
        return page(asked, "ask", title=told("ask", "title", asked.lang), missing=open_ones, made=None, **values)
    found = answer_to(Inquiry(asked.route, asked.lang, {**{p.name: p.default for p in QUESTION}, **asked.values}))
    made = text.page(found, text.world_of(found), language(asked.lang))
    return page(asked, "ask", title=made.title, missing=[], made=made, body=brief_body(made), **values)


def offered_in_fields(asked: Inquiry) -> dict[str, Any]:
    """What the fields of the form offer, on the day of the question."""
    world, lang = api.world(asked["on"], asked["known"]), language(asked.lang)
    places = [(p.id, p.name.text(lang)) for p in world.record.places.values() if world.as_of.knows(p.known)]
    return {
        "names": alliances_of(world, lang), "states": states_of(world, lang),
        "places": by_name(places, lambda place: place[1]),
        "state_name": lambda code: world.name(code, lang) if code else "", "field": lambda name: drawn(OWN, name),
    }  # fmt: skip


ROUTES = (Route("ask", "/{lang}/ask", ask, OWN, heavy=True, place=40),)
