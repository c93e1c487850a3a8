"""Data sets as JSON: what the catalogue says of each. Whether a file is here is the server's business, and left out."""

from __future__ import annotations

from foedus.datasets.catalogue import DataSet, catalogue
from foedus.ground.errors import did_you_mean
from foedus.web.address import NotThereError
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import Body, Inquiry, Parameter, Route

SET = Parameter("set", "text", "Id of a data set, such as the catalogue lists.")


def set_of(asked: Inquiry) -> DataSet:
    """The set of the address; `NotThereError` for one that the catalogue does not have."""
    found = catalogue().get(asked["set"])
    if found is None:
        hint = did_you_mean(asked["set"], catalogue(), "foedus data list names the sets and versions")
        raise NotThereError(f"there is no data set {asked['set']!r}", hint=hint)
    return found


def _all(_: Inquiry) -> Body:
    return json_body(catalogue())


def _one(asked: Inquiry) -> Body:
    return json_body(set_of(asked))


ROUTES = (
    Route(
        "api-data-sets", f"{ROOT}/data", _all, gives=dict[str, DataSet],
        summary="The public data sets that Foedus reads: version, terms, citation, tables, columns (foedus data list)",
    ),
    Route(
        "api-data-set", f"{ROOT}/data/{{set}}", _one, (SET,), gives=DataSet,
        summary="One public data set (foedus data show)",
    ),
)  # fmt: skip
