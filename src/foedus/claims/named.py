"""Names in a query that the record has nowhere are an error of the file; what was not known yet is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foedus.claims.capability import CONCEPTS
from foedus.claims.evidence import Ask
from foedus.claims.happened import ControlChanged
from foedus.claims.said import NamedAsThreat
from foedus.ground.errors import QueryError, did_you_mean
from foedus.record.load import Record
from foedus.record.tables import states

#: So many names are listed.
FEW = 12
#: Arguments that take ids of states.
STATES = ("state", "by", "to", "states", "hosts", "neighbours", "all_of")


def require(query: Ask, record: Record) -> None:
    """Refuse a query that names what the record has nowhere: `QueryError` with the field and the nearest names."""
    stores: dict[str, Mapping[str, object]] = {
        "case": {**{alias: c for c in record.invocations.values() for alias in c.aliases}, **record.invocations},
        "conflict": record.conflicts,
        "place": record.places,
        "statement": record.statements,
        "statements": record.statements,
        "apart_from": record.sources,
    }
    for field, store in stores.items():
        _known(field, _names(getattr(query, field, ())), store)
    _known("concept", _names(getattr(query, "concept", ())), dict.fromkeys(CONCEPTS))
    for field in STATES:
        _known(field, _names(getattr(query, field, ())), states())
    if isinstance(query, ControlChanged):
        _known("of", _names(query.of), states())
    if isinstance(query, NamedAsThreat):
        groups = {t.source_group: t for t in record.threats.values() if t.source_group}
        _known("sources_any", query.sources_any, {**states(), **record.alliances, **groups})
    alliance = record.alliances.get(getattr(query, "alliance", ""))
    if alliance is not None:
        for field in ("treaty", "near"):
            _known(field, _names(getattr(query, field, ())), {t.id: t for t in alliance.treaties})
        for field in ("support", "limit"):
            _known(field, _names(getattr(query, field, ())), {e.id: e for e in alliance.events})
    inner = getattr(query, "measured", None)
    if inner is not None:
        require(inner, record)


def _names(value: object) -> tuple[str, ...]:
    """One name, several or none ("" is none)."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(v) for v in value) if isinstance(value, Iterable) else ()


def _known(field: str, names: tuple[str, ...], store: Mapping[str, object]) -> None:
    for name in names:
        if name not in store:
            few = 0 < len(store) <= FEW
            raise QueryError(
                f"the record has no {name!r}, named by {field!r}",
                why=f"it takes one of {', '.join(store)}" if few else f"it holds {len(store)} ids to choose from",
                hint=did_you_mean(name, store, "see docs/reference/claims-format.md"),
            )
