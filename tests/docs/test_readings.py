"""The page of readings says what the rules hold, for every alliance of the record once."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from foedus.charter.audit import all_rules
from foedus.record.load import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def readings_page():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import readings_page
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return readings_page


def test_the_page_is_what_the_rules_hold(readings_page):
    page = (ROOT / "docs/reference/readings.md").read_text("utf-8")
    assert readings_page.page() == page, "python tools/build_reference.py"
    written, unwritten = page.split("## Alliances without rules")
    rows = [re.split(r"(?<!\\) ?\| ?", line) for line in written.splitlines() if line.startswith("| ")][1:]
    assert {row[3].strip("`") for row in rows} == {rules.id for rules in all_rules()}
    named = {row[1] for row in rows} | set(re.findall(r"^\| ([A-Z0-9-]+) \|", unwritten, re.M))
    assert named == load().alliances.keys()


def test_a_row_says_articles_conditions_and_what_is_left_out(readings_page):
    (rules,) = [r for r in all_rules() if r.id == "warsaw"]
    assert readings_page.articles(rules) == "3 (consultation), 4 (help)"
    assert readings_page.conditions(rules).startswith("party, ")
    assert "attack-by-state" in readings_page.conditions(rules)
    assert readings_page.treaties(load().alliances["WARSAW-PACT"]).startswith("**")
