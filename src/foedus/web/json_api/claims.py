"""Claims as JSON: the sets that ship, and one of them checked against the record."""

from __future__ import annotations

from foedus import api
from foedus.claims import claim_sets
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import KNOWN, Body, Inquiry, Parameter, Route

#: A set that ships, by name: never a path, since a file of the server is nobody's business.
SET = Parameter("set", "choice", "A set of claims that ships.", choices=tuple(claim_sets()))


def _all(_: Inquiry) -> Body:
    return json_body(claim_sets())


def _one(asked: Inquiry) -> Body:
    return json_body(api.claims(asked["set"], asked["known"]))


ROUTES = (
    Route("api-claims", f"{ROOT}/claims", _all, gives=list[str], summary="The sets of claims (foedus claims list)"),
    Route(
        "api-claim-set", f"{ROOT}/claims/{{set}}", _one, (SET, KNOWN),
        summary="Every statement of a text with its verdict, evidence and sources (foedus claims check)",
    ),
)  # fmt: skip
