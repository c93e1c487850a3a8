"""The question box: a question in words leads to the page that answers it, or to those that may."""

from __future__ import annotations

from foedus.web.asked import resolved
from foedus.web.page import page
from foedus.web.route import Body, Inquiry, Parameter, Route, See
from foedus.web.words import told


def find(asked: Inquiry) -> Body | See:
    """One page that is meant, or a list of what may be meant; of nothing that is known, what comes nearest."""
    question = asked["q"]
    found = resolved(question, asked.lang)
    if len(found.hits) == 1:
        return See(found.hits[0].address)
    title = told("find", "title" if found.hits else "nothing", asked.lang)
    return page(asked, "find", title=title, question=question, found=found)


ROUTES = (Route("find", "/{lang}/find", find, (Parameter("q", "text", default=""),)),)
