"""A recorded call for help: what was owed, who was likely to come, and what happened."""

from __future__ import annotations

from foedus import api
from foedus.brief.text import invocation as text
from foedus.brief.words.messages import language
from foedus.web.page import brief_body, page
from foedus.web.route import KNOWN, Body, Inquiry, Parameter, Route


def case(asked: Inquiry) -> Body:
    """The brief of the case, as known on the day of the call unless a later one is asked for."""
    found = api.invoke(asked["case"], known=asked["known"], history=True)
    made = text.page(found, text.world_of(found), language(asked.lang))
    return page(asked, "case", title=made.title, made=made, body=brief_body(made), answer=found)


ROUTES = (Route("case", "/{lang}/case/{case}", case, (Parameter("case", "case"), KNOWN), heavy=True),)
