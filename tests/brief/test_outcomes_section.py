"""The section "What soldiers can and cannot do": short, in both languages alike, with counts, ranges and cases by name."""

from __future__ import annotations

import re

import pytest

from foedus.brief.page.blocks import Bullets, Grid
from foedus.brief.text.outcomes import case_told, section
from foedus.brief.words.outcomes import counted_told
from foedus.ground.terms import THREATS
from foedus.outcomes.ask import what_followed
from foedus.world import World
from strategies import day

EVE = "2022-01-05"


def told(threat, on, lang="en", exclude=""):
    world = World.at(day(on), day(on))
    return section(what_followed(world, threat, exclude), world, lang)


def parts(found):
    texts = []
    for block in found.blocks:
        if isinstance(block, Grid):
            texts += [block.caption, *block.header, *(cell for row in block.rows for cell in row)]
        elif isinstance(block, Bullets):
            texts += [block.title, *(f"{item.lead} {item.text}" for item in block.items)]
        else:
            texts.append(block.text)
    return texts


def test_on_the_eve_of_the_call_it_tells_of_earlier_cases_alone():
    text = " ".join(parts(told("internal-unrest", EVE)))
    assert "Kazakhstan" not in text and "Tokayev" not in text
    assert "9 of 10 (67" in text and "6 of 7" in text and "without Lesotho" in text
    assert "from −11\xa0points to +89\xa0points" in text
    assert "Bahrain, March 2011" in text and "35 (the Independent Commission of Inquiry; 14 February" in text
    assert "Kyrgyzstan, June 2010: Osh: No soldiers came." in text
    assert "The soldiers were to be gone by 31 May 2018, and were not." in text


@pytest.mark.parametrize("threat", THREATS)
@pytest.mark.parametrize("on", ["1950-01-01", "1999-01-01", "2026-11-01"])
def test_both_languages_say_the_same(threat, on):
    english, german = (told(threat, on, lang) for lang in ("en", "de"))
    assert [type(b) for b in english.blocks] == [type(b) for b in german.blocks]
    assert [len(getattr(b, "rows", getattr(b, "items", ()))) for b in english.blocks] == [
        len(getattr(b, "rows", getattr(b, "items", ()))) for b in german.blocks
    ]
    for one, other in zip(parts(english), parts(german), strict=True):
        assert "$" not in one + other
    assert german.title == "Was Soldaten können und was nicht"


def test_effect_cost_and_rightness_stand_apart():
    bullets = next(b for b in told("internal-unrest", EVE).blocks if isinstance(b, Bullets))
    assert [item.lead for item in bullets.items] == ["Effect:", "Cost:", "Rightness:"]
    assert "not zero" in bullets.items[1].text and "nobody knows" in bullets.items[0].text


def test_the_case_asked_about_is_no_evidence_for_itself():
    assert "Kazakhstan" in " ".join(parts(told("internal-unrest", "2026-11-01")))
    assert "Kazakhstan" not in " ".join(parts(told("internal-unrest", "2026-11-01", exclude="CSTO-2022-KAZ")))


def test_a_case_is_told_in_short_sentences():
    found = {c.id: c for c in what_followed(World.at(day("2026-11-01"), day("2026-11-01")), "coup").cases}
    assert case_told(found["FRA-GAB-1964"], "en") == (
        "Soldiers came, the first on 18 February 1964. Léon M’ba was overthrown on 17 February 1964. "
        "Back in office on 20 February 1964. The violence was over on 19 February 1964."
    )
    german = case_told(found["ECOWAS-2017-GMB"], "de")
    assert "Adama Barrow war fünf Jahre später im Amt." in german
    assert "Die Soldaten sollten bis Mai 2017 fort sein und waren es nicht." in german
    assert case_told(found["ECOWAS-2023-NER"], "en") == (
        "No soldiers came. Mohamed Bazoum was overthrown on 26 July 2023."
    )


def test_every_share_comes_with_its_count():
    for threat in ("internal-unrest", "coup", "civil-war", "external-attack"):
        grid = next(b for b in told(threat, "2026-11-01").blocks if isinstance(b, Grid))
        for row in grid.rows:
            for share in re.findall(r"\d+\u2060–\u2060\d+\xa0%", row[1]):
                assert re.search(r"\d+ of \d+ \(" + re.escape(share), row[1])


def test_published_counts_say_whose_they_are_and_what_they_are_not():
    world = World.at(day("2026-11-01"), day("2026-11-01"))
    lines = counted_told(what_followed(world, "civil-war"), "en")
    assert (
        lines[0].startswith("Matched on what was known on the day") and "54 helped governments against 387" in lines[0]
    )
    assert "6 of 41" in lines[1] and "29 of 359" in lines[1] and "That is no effect" in lines[1]
    assert any("Rwanda 1994" in line and "not what they do" in line for line in lines)
    assert len(counted_told(what_followed(world, "civil-war"), "de", 2)) == 2
    before = World.at(day("2013-01-01"), day("2013-01-01"))
    assert len(counted_told(what_followed(before, "civil-war"), "en")) == 1  # only that all of it came out later
