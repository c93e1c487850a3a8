"""German verbs, articles and counts agree with what they belong to: "die USA rufen", "auf den Komoren", "1 Fall"."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import foedus as fd
from command_line import call
from foedus.brief import alliance_brief, invocation_brief
from foedus.brief.text.subject import subject
from foedus.brief.words import names
from foedus.charter.wording import sentences
from foedus.claims.wording import sentences as said
from foedus.ground.numbers import percent
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


# --- none, one, many -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alliance", "said"),
    [("AUKUS", "Bis dahin ist kein Fall erfasst."), ("SAU-PAK", "Bis dahin ist ein Fall erfasst.")],
)
def test_a_brief_counts_no_case_and_one_case_in_words(alliance, said):
    page = alliance_brief(World.at(dt.date(2026, 1, 1)), alliance, "de").markdown
    assert said in page
    assert "In den übrigen" not in page


def test_where_no_call_is_on_record_no_share_of_calls_is_printed(capsys):
    told = {
        (lang, a): call(capsys, "reliability", a, "--lang", lang)[1] for lang in ("en", "de") for a in ("AUKUS", "AES")
    }
    assert told["de", "AUKUS"].startswith("AUKUS-Partnerschaft: Ein Ruf nach Soldaten")
    assert "─" not in told["de", "AUKUS"]  # no table without rows
    assert "0 of 0" not in told["en", "AUKUS"]
    assert "das eine erfasste Hilfsersuchen" in told["de", "AES"]


def test_lists_of_one_are_headed_in_the_singular(capsys):
    assert call(capsys, *["alliances", "COM", "--on", "1990-01-01", "--lang", "de"])[1].startswith(
        "1 erfasstes Bündnis\n"
    )


def test_a_forecast_that_rests_on_no_case_says_so(capsys):
    asked = "--alliance TRIPLE-ALLIANCE --by AUH --on 1914-07-28 --threat external-attack --adversary SRB"
    told = " ".join(call(capsys, "invoke", *asked.split(), *["--runs", "200", "--lang", "de"])[1].split())
    assert "ein Fall dieser Art ist nicht erfasst" in told
    assert "kein datierter Einsatz" in told
    assert ": 0" not in told


# --- what a heading promises, and how figures are printed -------------------------------------------


@pytest.mark.parametrize("alliance", ["AUKUS", "ARAB-LEAGUE", "SAU-PAK"])
def test_no_heading_speaks_of_a_leader_where_none_leads(alliance):
    world = World.at(dt.date(2026, 1, 1))
    for lang, word in (("de", "ohne die Führungsmacht"), ("en", "without its leader")):
        heads = [line for line in alliance_brief(world, alliance, lang).markdown.splitlines() if line.startswith("## ")]
        assert not any(word in head for head in heads), heads


@pytest.mark.parametrize("hundredths", range(1, 1100))
def test_a_share_is_printed_with_two_digits_and_no_more(hundredths):
    """Near 10 and 1 too, where rounding adds a digit: "10 %" and never "10,0 %"."""
    shown = percent(hundredths / 10_000 - 0.00004, "de").removesuffix("\N{NO-BREAK SPACE}%")
    assert len(shown.lstrip("0,").replace(",", "")) <= 2


def test_decades_are_told_in_the_words_of_the_language(capsys):
    told = call(capsys, "record", "stats", "--lang", "de")[1]
    assert "1990er " in told
    assert not re.search(r"\d0s\b", told)


# --- an alliance that has ended ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(("alliance", "year"), [("WARSAW-PACT", 1995), ("CENTO", 1985), ("LITTLE-ENTENTE", 1950)])
def test_a_brief_of_an_ended_alliance_has_no_empty_list_and_no_empty_table(alliance, year, lang):
    page = alliance_brief(World.at(dt.date(year, 1, 1)), alliance, lang).markdown
    assert not re.search(r": \.|: ,|\| --- \|\n\n", page)
    assert ("gehört kein Staat dazu" if lang == "de" else "no state belongs to it") in page


def test_former_members_stand_in_the_order_of_the_reader(capsys):
    page = alliance_brief(World.at(dt.date(1995, 1, 1)), "WARSAW-PACT", "de").markdown
    former = next(line for line in page.splitlines() if line.startswith("Frühere Mitglieder: "))
    assert former.index("Rumänien") < former.index("Sowjetunion") < former.index("Ungarn")


def test_what_is_left_is_told_in_a_sentence_that_fits_a_plural():
    page = alliance_brief(World.at(dt.date(2024, 1, 1)), "JEF", "de").markdown
    assert "entfiele auf die Niederlande" in page


def test_a_picture_of_no_members_says_none():
    page = alliance_brief(World.at(dt.date(1995, 1, 1)), "WARSAW-PACT", "de").markdown
    assert "Kein Mitglied am Stichtag" in page
    assert "0 Mitglieder" not in page


@pytest.mark.parametrize(("alliance", "state"), [("RIO", "CUB"), ("OAS", "CUB"), ("ARAB-LEAGUE", "EGY")])
def test_a_suspended_member_is_no_former_one(alliance, state):
    world = World.at(dt.date(1982, 5, 1))
    assert state not in {row.state for row in fd.show(alliance, on="1982-05-01").former}
    assert any(m.state == state for m in world.members(world.alliance(alliance), "suspended"))


def test_a_reason_says_what_is_measured_and_calls_no_state_stronger():
    """North Korea has more soldiers than Russia, and is not stronger for it."""
    asked = {"alliance": "RUS-PRK", "by": "PRK", "on": "2026-01-01", "threat": "external-attack", "runs": 200}
    told = [r.text.de for r in fd.invoke(adversary="USA", **asked).reasons if r.text]
    assert any("Armee" in text for text in told)
    assert not any("Verbündeter" in text and "stark" in text for text in told)
