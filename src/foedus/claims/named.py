"""Names in a query that the record has nowhere are an error of the file; what was not known yet is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foedus.claims.evidence import Ask
from foedus.ground.errors import QueryError, did_you_mean
from foedus.record.load import Record


def require(query: Ask, record: Record) -> None:
    """Refuse a query that names what the record has nowhere: `QueryError` with the field and the nearest names."""
    stores: dict[str, Mapping[str, object]] = {
        "case": record.invocations,
        "conflict": record.conflicts,
        "place": record.places,
        "statement": record.statements,
        "statements": record.statements,
        "apart_from": record.sources,
    }
    for field, store in stores.items():
        _known(field, _names(getattr(query, field, ())), store)
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
            raise QueryError(
                f"the record has no {name!r}, named by {field!r}",
                why=f"{field!r} takes ids of the record, {len(store)} of them",
                hint=did_you_mean(name, store, f"write one of the ids of the record for {field!r}"),
            )
