"""The recorded cases most like a question, and what happened in them."""

from __future__ import annotations

import datetime as dt

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import GROUPS, ResponseKind
from foedus.response.precedents import Features, Precedent, asked_class

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
    """The cases with most traits in common, the more recent first among equals.

    The ruling takes longest to find: it is compared only where it can still decide who is among the first.
    """
    plain = sorted(((_plain(features, threat, p), p) for p in cases), key=_rank, reverse=True)
    bar = sum(plain[limit - 1][0]) if len(plain) >= limit else 0
    near = [(same, p) for same, p in plain if sum(same) + 1 >= bar]
    ranked = sorted(
        (((*same[:3], p.features.owed == features.owed, same[3]), p) for same, p in near), key=_rank, reverse=True
    )
    return tuple(
        Similar(
            id=p.case.id, title=p.case.title, date=p.case.date.text, response=p.case.response.kind,
            text=p.case.response.text, shared=tuple(trait for trait, has in zip(TRAITS, same, strict=True) if has),
            similarity=sum(same) / len(TRAITS), sources=p.case.response.sources,
        )
        for same, p in ranked[:limit]
        if sum(same) >= 2
    )  # fmt: skip


def _plain(features: Features, threat: str, precedent: Precedent) -> tuple[bool, ...]:
    """The traits that the case itself shows: threat, kind of threat, asked, alliance."""
    case = precedent.case
    return (
        case.threat == threat,
        GROUPS[case.threat] == features.group,
        asked_class(case.asked, case.request) == features.asked,
        case.alliance == features.alliance,
    )


def _rank(row: tuple[tuple[bool, ...], Precedent]) -> tuple[int, dt.date]:
    return sum(row[0]), row[1].case.date.first
