"""What really happened in a recorded case: shown only where it is asked for, never used by the model."""

from __future__ import annotations

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import ResponseKind
from foedus.record.deployment import Deployment
from foedus.record.entries import Contribution, Report
from foedus.record.load import Record


class History(Strict, kw_only=True, frozen=True):
    """The recorded answer, the figures side by side as the sources give them, and the dates."""

    response: ResponseKind
    date: str | None
    text: Label
    strength: tuple[Report, ...]
    contributions: tuple[Contribution, ...]
    deployment: Deployment | None
    sources: tuple[str, ...]


def history_of(record: Record, case_id: str) -> History:
    """The history of a recorded case."""
    case = record.invocations[case_id]
    return History(
        response=case.response.kind,
        date=case.response.date.text if case.response.date else None,
        text=case.response.text,
        strength=case.strength,
        contributions=case.contributions,
        deployment=case.deployment,
        sources=case.response.sources,
    )
