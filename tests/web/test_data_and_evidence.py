"""Data sets, the evidence and what the model takes for granted: told from the catalogue and the trial itself."""

from __future__ import annotations

import html
import re
from functools import cache

import pytest

from foedus.datasets.catalogue import catalogue
from foedus.evidence import call_trial
from foedus.ground.numbers import number
from foedus.response.model import model_named
from foedus.web.words import messages


def test_every_set_is_listed_under_its_topic(web):
    text = web.get("/de/data").text
    assert re.findall(r'href="/de/data/([\w.-]+)"', text) == list(
        dict.fromkeys(s.id for topic in dict.fromkeys(s.topic for s in catalogue().values())
                      for s in catalogue().values() if s.topic == topic)
    )  # fmt: skip
    assert web.get("/api/v1/data").json().keys() == catalogue().keys()


def test_every_word_of_the_catalogue_has_german():
    words = messages("data")
    for found in catalogue().values():
        assert f"topic.{found.topic}" in words
        assert f"state.{found.terms_state.replace(' ', '-')}" in words
        assert {f"type.{c.type}" for t in found.tables.values() for c in t.columns.values()} <= words.keys()


@pytest.mark.parametrize("name", ["nmc-7", "atop"])
def test_a_set_shows_its_citation_and_every_column(web, name):
    text = html.unescape(web.get(f"/en/data/{name}").text)
    found = catalogue()[name]
    assert found.citation in text
    assert found.terms in text
    for table in found.tables.values():
        assert f"<code>{table.file}</code>" in text
        assert all(f"<code>{column}</code>" in text for column in table.columns)
    assert web.get(f"/api/v1/data/{name}").json()["id"] == name


@cache
def trial() -> call_trial.CallTrial:
    from foedus.web.pages import evidence

    return evidence._tried()[0][0]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_scores_are_those_of_the_trial(web, lang):
    text = html.unescape(web.get(f"/{lang}/evidence").text)
    assert trial().design == "prequential"
    for line in trial().lines:
        assert number(line.brier.value, lang, 3) in text
    assert str(trial().rows) in text
    for entry in model_named().assumptions.values():
        assert entry.text.text(lang) in text
    ids = re.findall(r'<nav class="contents".*?</nav>', text, re.S)[0]
    assert all(f'id="{target}"' in text for target in re.findall(r'href="#([\w-]+)"', ids))
    assert text.count("<h1") == 1
