"""A state with its ties and calls, and alliances side by side."""

from __future__ import annotations

import re

import pytest

import foedus as fd


def test_a_state_has_its_alliances_with_what_is_owed_and_its_calls(web):
    text = web.get("/en/state/KAZ?on=2022-01-07&known=2022-01-07").text
    assert 'href="/en/alliance/CSTO?on=2022-01-07&amp;known=2022-01-07"' in text
    assert "With Armenia, Belarus, Kyrgyzstan, Russia, Tajikistan." in text
    assert "Article 4" in text
    assert 'href="/en/case/CSTO-2022-KAZ"' in text
    later = web.get("/en/state/KAZ?on=2022-01-04&known=2022-01-04").text
    assert "CSTO-2022-KAZ" not in later


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("state", ["SUN", "USA", "CHE", "DDR", "CRI"])
def test_every_kind_of_state_has_a_page(web, lang, state):
    answer = web.get(f"/{lang}/state/{state}?on=1985-06-01")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_what_a_state_sent_and_what_was_aimed_at_it_are_listed_apart(web):
    text = web.get("/en/state/RUS?on=2026-01-01&known=2026-01-01").text
    sections = dict(re.findall(r'<section aria-labelledby="(h-[a-z]+)">(.*?)</section>', text, re.S))
    assert "CSTO-2022-KAZ" in sections["h-sent"]
    assert "CSTO-2022-KAZ" in sections["h-asked"]
    assert "NATO" in sections["h-against"]


def test_the_question_box_leads_to_a_state_and_to_a_comparison(web):
    assert "/en/state/ARM" in web.get("/en/find?q=Armenia").text
    assert "/en/compare?alliance=CSTO&amp;alliance=NATO" in web.get("/en/find?q=CSTO+NATO").text


def test_a_comparison_prints_the_figures_of_the_answer(web):
    text = web.get("/en/compare?alliance=CSTO&alliance=NATO&on=2022-01-07&known=2022-01-07").text
    found = fd.compare("CSTO", "NATO", on="2022-01-07", known="2022-01-07")
    for key, group in found.alliances.items():
        assert f"<dt>{found.measures[key] and key} ({len(group)})</dt>" in text
    share = found.measures["CSTO"].without_leader["expenditure"].leader_share
    assert f"{100 * share:.0f}\N{NO-BREAK SPACE}%" in text
    assert "checkbox" in text


def test_without_its_leader_an_alliance_is_another(web):
    whole = web.get("/de/compare?alliance=CSTO&alliance=NATO&on=2022-01-07").text
    less = web.get("/de/compare?alliance=CSTO&alliance=NATO&on=2022-01-07&without=RUS").text
    assert whole != less
    assert re.search(r'value="RUS" checked', less)


@pytest.mark.parametrize(
    ("query", "status"),
    [("alliance=CSTO", 422), ("alliance=CSTO&alliance=NATO&without=KEN", 422),
     ("&".join(f"alliance={a}" for a in ("CSTO", "NATO", "EU", "AU", "OAS")), 422), ("alliance=nobody", 422)],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(web, query, status):
    assert web.get(f"/en/compare?{query}").status_code == status


def test_an_empty_comparison_is_a_form(web):
    text = web.get("/de/compare").text
    assert text.count("<select") == 2
    assert "<table" not in text
