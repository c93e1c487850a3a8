"""What machines can ask, for people: the description of the interface as a page."""

from __future__ import annotations

from foedus.web.json_api.openapi import REFUSALS, description
from foedus.web.page import page
from foedus.web.route import Body, Inquiry, Route
from foedus.web.words import told

#: An address that works, to begin with.
EXAMPLE = "api-alliances"


def interface(asked: Inquiry) -> Body:
    """Every address with its parameters."""
    paths = description()["paths"]
    return page(asked, "api", title=told("api", "title", asked.lang), paths=paths, refusals=REFUSALS, example=EXAMPLE)


ROUTES = (Route("api", "/{lang}/api", interface, place=90),)
