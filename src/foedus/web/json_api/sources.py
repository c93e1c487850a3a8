"""Sources as JSON: where every fact of the record comes from."""

from __future__ import annotations

from foedus.record.entries import Source
from foedus.record.load import load
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import Body, Inquiry, Route


def _all(_: Inquiry) -> Body:
    return json_body(load().sources)


ROUTES = (
    Route(
        "api-sources", f"{ROOT}/sources", _all, gives=dict[str, Source],
        summary="The sources of the record by id (foedus record cite --json)",
    ),
)  # fmt: skip
