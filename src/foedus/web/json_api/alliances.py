"""Alliances as JSON: all of a day or of a state, one on a day, several side by side."""

from __future__ import annotations

from foedus import api
from foedus.measures.profile import Profile
from foedus.measures.side_by_side import Comparison
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import CLOCKS, WITHOUT, Body, Inquiry, Parameter, Route
from foedus.world import Listed, listing

NAMED = Parameter("alliance", "alliance", "Id or name of an alliance, in English or German.")


def _all(asked: Inquiry) -> Body:
    world = api.world(asked["on"], asked["known"])
    return json_body(listing(world, asked["state"] or "", ended=not asked["living"]))


def _one(asked: Inquiry) -> Body:
    return json_body(api.show(asked["alliance"], asked["on"], asked["known"]))


def _compared(asked: Inquiry) -> Body:
    names, without = asked["alliance"], asked["without"]
    return json_body(api.compare(*names, on=asked["on"], known=asked["known"], without=without))


ROUTES = (
    Route(
        "api-alliances", f"{ROOT}/alliances", _all, gives=list[Listed],
        parameters=(
            Parameter("state", "state", "Only the alliances that this state belongs to on the day."),
            Parameter("living", "flag", "1: only those that had not ended by the day.", default=False),
            *CLOCKS,
        ),
        summary="The alliances of the record on a day (foedus alliances)",
    ),
    Route(
        "api-alliance", f"{ROOT}/alliances/{{alliance}}", _one, (NAMED, *CLOCKS), gives=Profile,
        summary="An alliance on a day: members, treaties, forces, missions, threats, measures (foedus show)",
    ),
    Route(
        "api-compare", f"{ROOT}/compare", _compared, gives=Comparison,
        parameters=(
            Parameter("alliance", "alliance", "Two or more alliances.", many=True, required=True, default=()),
            *CLOCKS, WITHOUT,
        ),
        summary="Alliances side by side, also without some members (foedus compare)",
    ),
)  # fmt: skip
