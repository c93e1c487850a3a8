"""States as JSON: all with their spans, and one with the alliances it belongs to on a day."""

from __future__ import annotations

from foedus import api
from foedus.ground.strict import Strict
from foedus.record import tables
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import CLOCKS, Body, Inquiry, Parameter, Route
from foedus.world import Listed, listing


class StateOnDay(Strict, kw_only=True, frozen=True):
    """A state on a day with the alliances it is a full member of."""

    state: tables.State
    on: str
    known: str
    alliances: tuple[Listed, ...]


def _all(_: Inquiry) -> Body:
    return json_body(tables.states())


def _one(asked: Inquiry) -> Body:
    world = api.world(asked["on"], asked["known"])
    found, day = world.state(asked["state"]), world.as_of
    return json_body(
        StateOnDay(state=found, on=day.on.isoformat(), known=day.known.isoformat(), alliances=listing(world, found.id))
    )


ROUTES = (
    Route(
        "api-states", f"{ROOT}/states", _all, gives=dict[str, tuple[tables.State, ...]],
        summary="The states of the record by id, each with the spans of its existence",
    ),
    Route(
        "api-state", f"{ROOT}/states/{{state}}", _one, gives=StateOnDay,
        parameters=(Parameter("state", "state", "Id, code or name of a state."), *CLOCKS),
        summary="A state on a day, with its alliances (foedus alliances STATE)",
    ),
)  # fmt: skip
