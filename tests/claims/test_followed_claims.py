"""Claims about what soldiers do: effect and cost are judged apart, and an opinion stays one."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.claims.check import check
from foedus.claims.followed import Cost, Ended, SoldiersCame
from foedus.world import World

TODAY = dt.date(2026, 11, 23)


def at(on, known=TODAY):
    return World.at(dt.date.fromisoformat(on), known)


def test_the_article_s_last_warning_is_an_opinion_beside_what_is_counted():
    found = {c.id: c for c in check("article-2022-01-07", TODAY).claims}
    assert {found[key].verdict for key in ("A34", "A35", "A36")} == {"opinion"}
    text = found["A36"].evidence.text("en")
    assert "6 of 7" in text and "contradicted" in text and "113–181" in text
    assert "nobody knows" in text and "not for a record to say" in text
    assert "1 of 5" in found["A34"].evidence.text("en")


def test_never_is_the_opposite_statement():
    world = at("2022-01-07")
    assert Ended(threat="internal-unrest", never=True).evaluate(world).verdict == "contradicted"
    assert Ended(threat="internal-unrest", never=True, at_least=0.9).evaluate(world).verdict == "nuanced"
    assert Ended(threat="coup", never=True).evaluate(world).verdict == "supported"


def test_what_was_not_known_then_counts_for_nothing():
    then = Ended(threat="internal-unrest").evaluate(at("2022-01-07", dt.date(2022, 1, 7)))
    assert "CSTO-2022-KAZ" not in then.value["known"] and len(then.value["known"]) == 6
    assert "230" not in Cost(threat="internal-unrest").evaluate(at("2022-01-07", dt.date(2022, 1, 7))).text.en


@pytest.mark.parametrize("query", [Ended(threat="internal-unrest"), Cost(threat="coup"),
                                   SoldiersCame(alliance="NATO", group="internal")])  # fmt: skip
def test_without_a_case_there_is_no_verdict(query):
    assert query.evaluate(at("1950-06-01")).verdict == "unverifiable"


def test_soldiers_of_another_alliance_in_the_same_affair_are_not_its_own():
    found = SoldiersCame(alliance="SCO", group="internal").evaluate(at("2026-01-01"))
    assert found.verdict == "contradicted" and "CSTO-2022-KAZ" in found.value["not"]
