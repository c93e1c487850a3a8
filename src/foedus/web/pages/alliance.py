"""An alliance on a day, from the blocks of its brief."""

from __future__ import annotations

from foedus import api
from foedus.brief.page.blocks import Page
from foedus.brief.text import alliance as text
from foedus.brief.words.messages import language
from foedus.record.load import load
from foedus.web.page import brief_body, page
from foedus.web.route import CLOCKS, Body, Inquiry, Parameter, Route


def alliance_page(asked: Inquiry) -> Page:
    """The brief of the alliance."""
    return text.page(api.world(asked["on"], asked["known"]), asked["alliance"], language(asked.lang))


def alliance(asked: Inquiry) -> Body:
    """The brief of the alliance, with its recorded calls and the one it is compared with."""
    world, brief = api.world(asked["on"], asked["known"]), alliance_page(asked)
    entry = load().alliances[asked["alliance"]]
    cases = sorted(
        (c for c in load().invocations.values() if c.alliance == entry.id and c.date.first <= world.as_of.on),
        key=lambda c: (c.date.first, c.id),
    )
    return page(asked, "alliance", title=brief.title, made=brief, body=brief_body(brief), world=world, cases=cases)


ROUTES = (
    Route(
        "alliance", "/{lang}/alliance/{alliance}", alliance, (Parameter("alliance", "alliance"), *CLOCKS), heavy=True
    ),
)
