"""Texts that were checked sentence by sentence: the list of those that ship, and the page of each."""

from __future__ import annotations

from foedus import api
from foedus.brief.text import claim_set as text
from foedus.brief.words.messages import language
from foedus.claims import claim_sets
from foedus.claims.check import read_claims
from foedus.web.page import brief_body, page
from foedus.web.route import KNOWN, Body, Inquiry, Parameter, Route
from foedus.web.words import told


def claims(asked: Inquiry) -> Body:
    """The sets that ship."""
    sets = [read_claims(name) for name in claim_sets()]
    return page(asked, "claims", title=told("claims", "title", asked.lang), sets=sets)


def claim_set(asked: Inquiry) -> Body:
    """Every statement of a set with its verdict."""
    made = text.page(api.claims(asked["set"], asked["known"]), language(asked.lang))
    return page(asked, "brief", area="claims", title=made.title, made=made, body=brief_body(made))


ROUTES = (
    Route("claims", "/{lang}/claims", claims, place=60),
    Route(
        "claim-set", "/{lang}/claims/{set}", claim_set,
        (Parameter("set", "choice", "A set of claims that ships.", choices=tuple(claim_sets())), KNOWN), heavy=True,
    ),
)  # fmt: skip
