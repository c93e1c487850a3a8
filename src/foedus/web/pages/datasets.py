"""The published data sets that Foedus reads."""

from __future__ import annotations

from foedus.brief.text import data_sets as text
from foedus.brief.words.messages import language
from foedus.web.page import brief_body, page
from foedus.web.route import Body, Inquiry, Route


def datasets(asked: Inquiry) -> Body:
    """The catalogue by topic."""
    made = text.page(language(asked.lang))
    return page(asked, "brief", area="datasets", title=made.title, made=made, body=brief_body(made))


ROUTES = (Route("datasets", "/{lang}/data", datasets, place=70),)
