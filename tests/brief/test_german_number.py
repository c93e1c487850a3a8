"""German verbs, articles and counts agree with what they belong to: "die USA rufen", "auf den Komoren", "1 Fall"."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import foedus as fd
from foedus.brief import invocation_brief
from foedus.brief.text.subject import subject
from foedus.brief.words import names
from foedus.charter.wording import sentences
from foedus.claims.wording import sentences as said
from foedus.world import World

DAY = dt.date(2025, 1, 1)
#: A plural verb wants a plural subject: what no sentence about one state may have beside a name that is filled in.
SINGULAR = re.compile(r"\$state (ist|hat|ruft|hatte|war|wird)\b|\b(ist|hat|ruft|hatte|war|wird|band) \$state\b")


@pytest.mark.parametrize(
    ("code", "nominative", "dative"),
    [
        ("BHS", "die Bahamas", "den Bahamas"),
        ("COM", "die Komoren", "den Komoren"),
        ("SYC", "die Seychellen", "den Seychellen"),
        ("CAF", "die Zentralafrikanische Republik", "der Zentralafrikanischen Republik"),
        ("DOM", "die Dominikanische Republik", "der Dominikanischen Republik"),
        ("CIV", "die Elfenbeinküste", "der Elfenbeinküste"),
        ("TCD", "der Tschad", "dem Tschad"),
        ("SSD", "der Südsudan", "dem Südsudan"),
    ],
)
def test_states_stand_with_their_article_in_german_sentences(code, nominative, dative):
    world = World.at(DAY)
    assert names.state(world, code, "de") == nominative
    assert names.state(world, code, "de", "dat") == dative


@pytest.mark.parametrize("code", ["BHS", "CAF", "COD", "COM", "DOM", "SLB"])
def test_states_stand_with_the_in_english_sentences(code):
    assert names.state(World.at(DAY), code, "en").startswith("the ")


def test_the_verb_of_a_question_agrees_with_the_state_that_asks():
    world = World.at(dt.date(2001, 9, 11))
    asked = {"alliance": "OAS", "on": "2001-09-11", "threat": "terrorism", "runs": 200}
    many, one = fd.invoke(by="USA", **asked), fd.invoke(by="CAN", **asked)
    assert "die USA rufen die OAS" in subject(many, world, "de")
    assert "Kanada ruft die OAS" in subject(one, world, "de")
    page = invocation_brief(many, "de").markdown
    assert "die USA hätten am" in page
    assert not re.search(r"USA (ruft|ist|hat|hätte)\b", page)


def test_sentences_with_a_state_filled_in_need_no_number():
    german = [label.de for by_truth in sentences().values() for label in by_truth.values()]
    german += [label.de for label in said().values()]
    assert [text for text in german if SINGULAR.search(text)] == []
