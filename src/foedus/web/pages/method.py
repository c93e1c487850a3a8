"""How answers are made, and how far they can be trusted."""

from __future__ import annotations

from foedus.brief.text import method as text
from foedus.brief.words.messages import language
from foedus.web.page import brief_body, page
from foedus.web.route import Body, Inquiry, Route


def method(asked: Inquiry) -> Body:
    """Assumptions, named cases, where it fails."""
    made = text.page(language(asked.lang))
    return page(asked, "brief", area="method", title=made.title, made=made, body=brief_body(made))


ROUTES = (Route("method", "/{lang}/method", method, heavy=True, place=80),)
