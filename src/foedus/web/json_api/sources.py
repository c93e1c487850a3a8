"""Sources as JSON: where every fact of the record comes from, and all the facts that one of them carries."""

from __future__ import annotations

from foedus.charter.carried import Fact, carried_here
from foedus.ground.errors import did_you_mean
from foedus.ground.strict import Strict
from foedus.record.entries import Source
from foedus.record.load import load
from foedus.web.address import NotThereError
from foedus.web.json_api.json_body import ROOT, json_body
from foedus.web.route import Body, Inquiry, Parameter, Route

SOURCE = Parameter("source", "text", "Id of a source.")


class SourceWithFacts(Strict, kw_only=True, frozen=True):
    """A source and every entry that rests on it."""

    id: str
    source: Source
    facts: tuple[Fact, ...]


def source_of(asked: Inquiry) -> SourceWithFacts:
    """The source of the address with its facts; `NotThereError` for an id that the record does not have."""
    key, known = asked["source"], load().sources
    if key not in known:
        raise NotThereError(
            f"there is no source {key!r}", hint=did_you_mean(key, known, "foedus record cite lists them")
        )
    return SourceWithFacts(id=key, source=known[key], facts=carried_here()[key])


def _all(_: Inquiry) -> Body:
    return json_body(load().sources)


def _one(asked: Inquiry) -> Body:
    return json_body(source_of(asked))


ROUTES = (
    Route(
        "api-sources", f"{ROOT}/sources", _all, gives=dict[str, Source],
        summary="The sources of the record by id (foedus record cite --json)",
    ),
    Route(
        "api-source", f"{ROOT}/sources/{{source}}", _one, (SOURCE,), gives=SourceWithFacts,
        summary="A source with every entry of the record that rests on it",
    ),
)  # fmt: skip
