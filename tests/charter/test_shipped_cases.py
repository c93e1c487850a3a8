"""The golden cases once more: where a fact decides, it is the very fact that the case names; no case is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from test_golden_cases import judge

from foedus.charter.wording import sentences

CASES = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (Path(__file__).parent / "cases").glob("*.yaml")
}
TRUTH = {True: "true", False: "false", None: "unknown"}
FIELDS = {
    "invocation",
    "question",
    "known",
    "amend",
    "owed",
    "consultation",
    "rests_on",
    "allowed",
    "procedure",
    "organs",
    "reading",
    "turns_on",
    "predicate",
}


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if "predicate" in case))
def test_the_reason_is_the_sentence_of_the_predicate_named(name):
    case = CASES[name]
    found = judge(case)
    told = [
        by_truth[TRUTH[case["owed"]]].en
        for key, by_truth in sentences().items()
        if key.startswith("fact-") and case["predicate"] in key.removeprefix("fact-").split("-or-")
    ]
    assert re.sub("^(Assumed|Left open) by the question: ", "", found.reason.en) in told


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_case_says_no_more_than_the_harness_reads(name):
    assert set(CASES[name]) <= FIELDS
    if "reading" not in CASES[name]:  # a treaty that promises talks only turns on nothing
        assert {"owed", "consultation"} <= set(CASES[name]) and not {"turns_on", "predicate"} & set(CASES[name])
        return
    assert {"owed", "reading", "turns_on"} <= set(CASES[name])
    assert ("invocation" in CASES[name]) != ("question" in CASES[name])
    assert ("predicate" in CASES[name]) == (CASES[name]["turns_on"] == "fact")


def test_the_cases_of_the_brief_are_all_there():
    assert {case.get("invocation") for case in CASES.values()} >= {
        "CSTO-2010-KGZ", "CSTO-2013-TJK", "CSTO-2020-ARM-NKR", "CSTO-2021-ARM", "CSTO-2022-ARM", "CSTO-2022-KAZ",
        "CSTO-2024-RUS", "NATO-1961-PRT", "NATO-1982-GBR", "NATO-2001-USA", "NATO-2012-06-TUR", "WP-1956-HUN",
        "WP-1968-CSK",
    }  # fmt: skip
