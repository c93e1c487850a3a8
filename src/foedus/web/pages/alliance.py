"""An alliance on a day, from the blocks of its brief."""

from __future__ import annotations

from foedus import api
from foedus.brief.text import alliance as text
from foedus.brief.words.messages import language
from foedus.record.load import load
from foedus.web.page import brief_body, page
from foedus.web.route import CLOCKS, Body, Inquiry, Parameter, Route


def alliance(asked: Inquiry) -> Body:
    """The brief of the alliance, with its recorded calls and the one it is compared with."""
    world = api.world(asked["on"], asked["known"])
    made = text.page(world, asked["alliance"], language(asked.lang))
    entry = load().alliances[asked["alliance"]]
    cases = sorted(
        (c for c in load().invocations.values() if c.alliance == entry.id and c.date.first <= world.as_of.on),
        key=lambda c: (c.date.first, c.id),
    )
    return page(asked, "alliance", title=made.title, made=made, body=brief_body(made), world=world, cases=cases)


ROUTES = (
    Route(
        "alliance", "/{lang}/alliance/{alliance}", alliance, (Parameter("alliance", "alliance"), *CLOCKS), heavy=True
    ),
)
