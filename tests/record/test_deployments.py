"""The days of deployments: their order, and that the record holds slow and failed ones beside the fast."""

from __future__ import annotations

import pytest

from foedus.ground.calendar import Date
from foedus.record.deployment import STAGES, Deployment, disorder
from foedus.record.load import load


def plan(**stages: str) -> Deployment:
    return Deployment(sources=("s",), **{k: Date(v) for k, v in ({"known": "2022-04"} | stages).items()})


def deployments() -> list[Deployment]:
    record = load()
    missions = [m.deployment for a in record.alliances.values() for m in a.missions]
    return [p for p in (*(c.deployment for c in record.invocations.values()), *missions) if p is not None]


@pytest.mark.parametrize(
    ("deployment", "told"),
    [
        (plan(decided="2022-01-06", first_arrival="2022-01-06", ended="2022-01-19"), ""),
        (plan(decided="2022-01-06", first_arrival="2022-01"), ""),  # the month may be right
        (plan(first_arrival="2022-01-05", decided="2022-01-06"), "`first_arrival` (2022-01-05) lies before `decided`"),
        (plan(first_arrival="2022-02", ended="2022-01-19"), "`ended` (2022-01-19) lies before `first_arrival` (2022-02)"),
        (plan(first_withdrawal="2022-03", ended="2022-02"), "`ended` (2022-02) lies before `first_withdrawal`"),
        (plan(first_arrival="2022-01-06", none_by="2022-01-07"), "`none_by` (2022-01-07) lies after `first_arrival`"),
        (plan(first_arrival="2022-01-06", ended="2022-02", there_on="2022-03"), "`there_on` (2022-03) lies after `ended`"),
        (plan(first_arrival="2022-01-06", ended_known="2022-01-13"), "`ended_known` without `ended`"),
        (plan(first_arrival="2022-01-06", known="2022-01-05"), "known (2022-01-05) before anybody arrived (2022-01-06)"),
        (plan(), "no day at all"),
    ],
)  # fmt: skip
def test_days_come_in_order(deployment, told):
    found = list(disorder(deployment))
    assert (told == "" and found == []) or (len(found) == 1 and told in found[0])


def test_the_record_holds_fast_slow_and_failed_ones():
    plans = deployments()
    came = [p for p in plans if p.first_arrival is not None]
    assert len(came) >= 80
    assert sum(p.first_arrival is None and p.none_by is not None for p in plans) >= 5
    assert all(p.sources for p in plans)
    for stage in STAGES:
        assert any(getattr(p, stage) is not None for p in plans)
