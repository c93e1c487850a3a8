"""A recorded call for help: what was owed, who was likely to come, and what happened."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from foedus import api
from foedus.brief.page.blocks import Page
from foedus.brief.text import invocation as text
from foedus.brief.words.messages import language
from foedus.response import Answer
from foedus.web.page import brief_body, page
from foedus.web.route import KNOWN, Body, Inquiry, Parameter, Route


@lru_cache(4)
def _answer(name: str, known: dt.date | None) -> Answer:
    """The answer, once for the page in both languages and for what is taken along from it."""
    return api.invoke(name, known=known, history=True)


def case_page(asked: Inquiry) -> Page:
    """The brief of the case, as known on the day of the call unless a later one is asked for."""
    found = _answer(asked["case"], asked["known"])
    return text.page(found, text.world_of(found), language(asked.lang))


def case(asked: Inquiry) -> Body:
    """The page of the case."""
    brief, found = case_page(asked), _answer(asked["case"], asked["known"])
    return page(asked, "case", title=brief.title, made=brief, body=brief_body(brief), answer=found)


ROUTES = (Route("case", "/{lang}/case/{case}", case, (Parameter("case", "case"), KNOWN), heavy=True),)
