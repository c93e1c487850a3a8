"""The recorded cases most like a question, and what happened in them."""

from __future__ import annotations

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import ResponseKind
from foedus.response.precedents import Features, Precedent

#: What two cases can have in common; each counts one.
TRAITS = ("threat", "kind of threat", "asked", "ruling", "alliance")


class Similar(Strict, kw_only=True, frozen=True):
    """A recorded case, what came of it, and what it shares with the question (of five traits)."""

    id: str
    title: Label
    date: str
    response: ResponseKind
    text: Label
    shared: tuple[str, ...]
    similarity: float
    sources: tuple[str, ...]


def similar(features: Features, threat: str, cases: list[Precedent], limit: int = 5) -> tuple[Similar, ...]:
    """The cases with most traits in common, the more recent first among equals."""
    ranked = []
    for precedent in cases:
        other = precedent.features
        same = (
            precedent.case.threat == threat,
            other.group == features.group,
            other.asked == features.asked,
            other.owed == features.owed,
            other.alliance == features.alliance,
        )
        shared = tuple(trait for trait, is_same in zip(TRAITS, same, strict=True) if is_same)
        ranked.append((len(shared), precedent.case.date.first, precedent, shared))
    ranked.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return tuple(
        Similar(
            id=p.case.id, title=p.case.title, date=p.case.date.text, response=p.case.response.kind,
            text=p.case.response.text, shared=shared, similarity=count / len(TRAITS),
            sources=p.case.response.sources,
        )
        for count, _, p, shared in ranked[:limit]
        if count >= 2
    )  # fmt: skip
