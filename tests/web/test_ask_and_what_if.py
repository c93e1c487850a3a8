"""The form of a question with the answer beside it, and what a change does under the same draws."""

from __future__ import annotations

import html
import re

import pytest

from foedus.ground.numbers import chance_range
from foedus.web.registry import routes

QUESTION = "alliance=NATO&by=EST&on=2021-06-01&threat=external-attack&adversary=RUS&runs=500"
CASE = "case=CSTO-2022-KAZ&runs=500"


def of(text: str) -> str:
    return html.unescape(text).replace("\u2060", "").replace("\xa0", " ")


def test_the_form_offers_what_the_interface_takes(web):
    text = web.get("/en/ask").text
    for parameter in routes()["ask"].parameters:
        assert re.search(rf'name="{parameter.name}"', text)
        for choice in parameter.choices:
            assert f'<option value="{choice}"' in text
    assert re.search(r'<datalist id="states">.*<option value="Estonia">', text)
    assert all(f'for="{name}"' in text for name in re.findall(r'<(?:input|select)[^>]* id="([^"]+)"', text))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_answer_stands_beside_the_form_and_is_that_of_the_interface(web, lang):
    found = web.get(f"/api/v1/invoke?{QUESTION}").json()["response"]["troops"]
    text = of(web.get(f"/{lang}/ask?{QUESTION}").text)
    assert chance_range(**found, lang=lang).replace("\u2060", "").replace("\xa0", " ") in text
    assert 'value="EST"' not in text
    assert f'name="by" list="states" value="{"Estland" if lang == "de" else "Estonia"}"' in text
    assert f"/{lang}/what-if?alliance=NATO" in text


def test_a_state_by_its_name_leads_to_the_one_address(web):
    answer = web.get("/de/ask?" + QUESTION.replace("EST", "Estland") + "&known=&place=")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/de/ask?{QUESTION}")


def test_a_question_that_is_not_whole_says_what_is_missing(web):
    text = web.get("/de/ask?alliance=NATO&by=EST").text
    assert "Es fehlt noch: Am Tag, Anlass." in text
    assert web.get("/de/ask").text.count("Es fehlt noch") == 0


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (QUESTION.replace("by=EST", "by=SWE"), "Schweden"),
        (QUESTION.replace("runs=500", "runs=1000000"), "runs"),
        (QUESTION.replace("&runs", "&place=Nirgendwo&runs"), "Nirgendwo"),
        (QUESTION.replace("2021-06-01", "2021-02-30"), "2021-02-30"),
    ],
)
def test_what_cannot_be_asked_is_told_in_the_readers_language(web, query, says):
    answer = web.get(f"/de/ask?{query}")
    assert answer.status_code == 422
    assert says in of(answer.text)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_what_if_tells_the_difference_of_the_interface(web, lang):
    there = "what-if?case=CSTO-2022-KAZ&without=RUS&amend=two-thirds&runs=500"
    found = web.get(f"/api/v1/{there}").json()
    text = of(web.get(f"/{lang}/{there}").text)
    for side in ("first", "changed"):
        told = chance_range(**found["response"]["troops"][side], lang=lang)
        assert told.replace("\u2060", "").replace("\xa0", " ") in text
    assert found["gone"] == ["RUS"]
    assert re.search(r'value="RUS" checked', text)
    assert re.search(r'<option value="two-thirds" selected>', text)
    assert text.count("<rect") >= 2 * sum(1 for c in found["spread"] if c["runs"])
    assert ("Russland" if lang == "de" else "Russia") in text[text.index('id="why"') :]


def test_without_a_change_a_what_if_is_the_form_alone(web):
    text = web.get(f"/en/what-if?{CASE}").text
    assert "Nothing is changed yet" in text
    assert 'id="difference"' not in text
    assert '<input type="hidden" name="case" value="CSTO-2022-KAZ">' in text


def test_without_a_question_a_what_if_offers_the_recorded_cases(web):
    text = web.get("/de/what-if").text
    assert text.count("<option") == 1 + len(web.get("/api/v1/invocations").json())


def test_another_threat_and_a_case_that_is_asked_for_twice(web):
    text = of(web.get(f"/de/what-if?{QUESTION}&instead=internal-unrest").text)
    assert "Beistand geschuldet: erst ja, dann" in text
    assert "Angriff von außen, dann innere Unruhen" in text
    for there in (
        "/en/what-if?case=CSTO-2022-KAZ&alliance=NATO",
        "/api/v1/what-if?alliance=NATO",
        "/en/what-if?case=CSTO-2022-KAZ&amend=x",
    ):
        assert web.get(there).status_code == 422
