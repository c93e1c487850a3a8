"""Cases: an ally that asked in vain, and of whom it asked."""

from __future__ import annotations

import datetime as dt

from foedus.claims.in_vain import InVain
from foedus.world import World

TODAY = dt.date(2026, 11, 23)


def asked(case, known=TODAY):
    return InVain(case=case).evaluate(World.at(known, known))


def test_armenia_asked_nothing_of_the_csto_in_2020_but_formally_of_russia():
    found = asked("CSTO-2020-ARM-NKR")
    assert found.verdict == "nuanced"
    assert found.value["request"] == "none"
    assert found.value["asked_elsewhere"] == ["RUS-ARM-2020-ARM"]
    assert "No formal request for help is on record" in found.text.en
    assert "Of the CSTO Armenia asked nothing" in found.text.en
    assert "Formally asked of others in the same affair: Armenia, 31 October 2020: letter to Moscow" in found.text.en
    assert "An die OVKS richtete Armenien kein Ersuchen" in found.text.de
    assert "In derselben Sache förmlich an andere gerichtet" in found.text.de
    assert "eur-redbanner-2020-10-31" in found.sources


def test_an_answer_that_was_not_known_yet_gives_no_verdict():
    found = asked("CSTO-2020-ARM-NKR", dt.date(2020, 10, 15))
    assert found.verdict == "unverifiable"
