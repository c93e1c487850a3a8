"""Words: the same keys in both languages, editors' numbers, names in sentences."""

from __future__ import annotations

import re
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.brief.words import names
from foedus.brief.words.messages import FOLDER, frequency, language, likelihood, say, words
from foedus.charter.wording import sentences
from foedus.claims.wording import sentences as queries
from foedus.ground.errors import QueryError
from foedus.ground.terms import PROCEDURES, RESPONSES, STATUSES, THREATS
from foedus.record.load import load
from foedus.response.baserate.assumptions import assumptions
from foedus.world import World

AREAS = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("area", AREAS)
def test_every_key_has_both_languages_with_the_same_placeholders(area):
    for key, label in words(area).items():
        assert set(label) == {"en", "de"}, key
        assert all(label.values()), key
        names_en, names_de = (set(Template(label[lang]).get_identifiers()) for lang in ("en", "de"))
        assert names_en == names_de or names_en >= names_de, key


def test_charter_sentences_fill_only_what_both_languages_know():
    for key, by_truth in sentences().items():
        for label in by_truth.values():
            assert set(Template(label.de).get_identifiers()) <= set(Template(label.en).get_identifiers()), key


def test_what_queries_say_fills_the_same_words_in_both_languages():
    for key, label in queries().items():
        assert set(Template(label.de).get_identifiers()) == set(Template(label.en).get_identifiers()), key
        assert not GERMAN_SLIPS.search(label.de), key


def test_closed_vocabularies_have_labels():
    terms = words("terms")
    for vocabulary, values in (
        ("threat", THREATS), ("response", RESPONSES), ("procedure", PROCEDURES), ("status", STATUSES),
    ):  # fmt: skip
        assert {f"{vocabulary}.{v}" for v in values} <= set(terms)


GERMAN_SLIPS = re.compile(r"\b(Kirgisien|Kirgisistan|Weißrussland|fuer|ueber|koennen|Buendnis|CSTO)\b")


def test_german_is_as_an_editor_prints_it():
    for area in AREAS:
        for key, label in words(area).items():
            assert not GERMAN_SLIPS.search(label["de"]), key


def test_german_labels_of_the_record_use_the_names_of_the_guide():
    from foedus.record.audit import entries

    found = []
    for path, entry in entries(load(), "record"):
        if type(entry).__name__ == "Label" and re.search(
            r"\b(Kirgisien|Kirgisistan|Weißrussland|fuer|ueber|CSTO)\b", entry.de
        ):
            found.append(f"{path}: {entry.de}")
    assert not found, "\n".join(found[:20])


@given(st.floats(0, 1))
def test_frequency_and_likelihood_answer_for_every_chance(p):
    for lang in ("en", "de"):
        assert likelihood(p, lang)
        counts = [int(n) for n in re.findall(r"\d+", frequency(p, lang))]
        assert 0 < counts[0] < counts[1]


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        say("terms", "frequency.about", "en")
    with pytest.raises(QueryError):
        language("fr")


def test_names_in_sentences():
    import datetime as dt

    world = World.at(dt.date(2022, 1, 7))
    assert names.state(world, "USA", "en") == "the United States"
    assert names.state(world, "TUR", "de", "dat") == "der Türkei"
    assert names.state(world, "NLD", "de", "dat") == "den Niederlanden"
    assert names.state(world, "KAZ", "de") == "Kasachstan"
    csto, pact = (world.title(world.alliance(k)) for k in ("CSTO", "WARSAW-PACT"))
    assert names.alliance(csto, "de", "dat") == "der OVKS"
    assert names.alliance(pact, "de", "acc") == "den Warschauer Pakt"
    assert names.alliance(csto, "en") == "the CSTO"


def test_every_assumption_has_grounds_and_both_languages():
    for name, entry in assumptions().items():
        assert entry.grounds, name
        assert entry.text.en != entry.text.de, name
        assert entry.low <= entry.value <= entry.high


@pytest.mark.parametrize(
    ("alliance", "case", "told"),
    [
        ("ARAB-LEAGUE", "nom", "die Arabische Liga"),
        ("ARAB-LEAGUE", "dat", "der Arabischen Liga"),
        ("HOLY-ALLIANCE", "gen", "der Heiligen Allianz"),
        ("LITTLE-ENTENTE", "dat", "der Kleinen Entente"),
        ("GBR-JOR", "nom", "das britisch-jordanische Bündnis"),
        ("GBR-JOR", "gen", "des britisch-jordanischen Bündnisses"),
        ("SUN-SYR", "acc", "den sowjetisch-syrischen Vertrag"),
        ("CHN-PRK", "gen", "des Bündnisses China–Nordkorea"),
        ("US-IRN", "gen", "des Abkommens USA–Iran"),
        ("FRA-TGO", "dat", "dem französisch-togoischen Verteidigungsabkommen"),
        ("WARSAW-PACT", "gen", "des Warschauer Pakts"),
        ("UNION-STATE", "gen", "des Unionsstaats"),
        ("GCC", "gen", "des Golfkooperationsrats"),
        ("CSTO", "gen", "der OVKS"),
    ],
)
def test_the_name_of_an_alliance_is_declined_after_its_article(alliance, case, told):
    assert names.alliance(load().alliances[alliance].names[-1], "de", case) == told


def test_no_alliance_has_two_articles_or_an_adjective_undeclined():
    for entry in load().alliances.values():
        for name in entry.names:
            assert not re.match(r"the (the|\S+[’']s) ", names.alliance(name, "en"), re.IGNORECASE)
            assert not re.match(r"(das|der|dem|des) \S+(sches|scher) ", names.alliance(name, "de"))
