"""Published statements: a factbox on West African interventions while the ultimatum to Niger ran, checked end to end."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.claims.check import check, read_claims

TODAY = dt.date(2026, 11, 23)
SET = "ecowas-2023-08-05"
TEXT = "waf-reuters-2023-08-05"


@pytest.fixture(scope="module")
def verdicts():
    return check(SET, TODAY)


def test_the_counts_of_the_verdicts(verdicts):
    assert len(verdicts.claims) == 24
    assert verdicts.counts() == {
        "supported": 15,
        "nuanced": 3,
        "contradicted": 1,
        "unverifiable": 3,
        "opinion": 2,
    }


def test_what_the_text_has_otherwise_than_the_record(verdicts):
    found = {c.statement.en: c for c in verdicts.claims}
    assert found["That was in 1998."].verdict == "contradicted"
    assert found["That was in 1998."].value["first"] == "1997-05-26"
    peak = found["At its height the force in Liberia numbered about 12,000."]
    assert peak.verdict == "nuanced"
    assert peak.value["figures"] == [15000]


def test_the_text_is_no_evidence_for_its_own_figures():
    figures = [c.query for c in read_claims(SET).claims if hasattr(c.query, "strength")]
    assert len(figures) == 3
    for claim in check(SET, TODAY).claims:
        if isinstance(claim.value, dict) and "figures" in claim.value:
            assert TEXT not in claim.sources
