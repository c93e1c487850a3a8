"""The page of a state and the one that sets alliances side by side: the interface's objects, in both languages."""

from __future__ import annotations

import html
import re

import pytest

import foedus as fd
from foedus.ground.numbers import percent

STATE = "/{}/state/KAZ?on=2022-01-07&known=2022-01-07"
COMPARED = "/{}/compare?alliance=CSTO&alliance=NATO&on=2022-01-07"


def test_a_state_stands_in_the_alliances_of_the_interface(web):
    text = web.get(STATE.format("en")).text
    there = web.get("/api/v1/states/KAZ?on=2022-01-07&known=2022-01-07").json()["alliances"]
    living = {entry["id"] for entry in there if not entry["dissolved"]}
    assert set(re.findall(r'<h3><a href="/en/alliance/(\w+)\?on=2022-01-07', text)) == living
    assert "Article 4" in text  # what it is owed there
    assert (
        'href="/en/case/CSTO-2022-KAZ"'
        in text[text.index('id="h-made"') : text.index("</section>", text.index('id="h-made"'))]
    )


def test_a_state_sees_no_call_that_was_not_yet_made_or_known(web):
    assert "CSTO-2022-KAZ" not in web.get("/en/state/KAZ?on=2022-01-04&known=2026-01-01").text
    assert "CSTO-2022-KAZ" not in web.get("/en/state/KAZ?on=2022-06-01&known=2022-01-04").text
    armenian = web.get("/de/state/ARM?on=2022-06-01").text
    asked_of = armenian[armenian.index('id="h-asked"') :]
    assert "CSTO-2022-KAZ" in asked_of[: asked_of.index("</section>")]


def test_the_question_box_leads_to_the_state(web):
    text = web.get("/de/find?q=Wer+hilft+Armenien%3F").text
    assert 'href="/de/state/ARM"' in text


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_comparison_tells_what_the_interface_computes(web, lang):
    text = html.unescape(web.get(COMPARED.format(lang)).text)
    found = fd.compare("CSTO", "NATO", on="2022-01-07")
    for measures in found.measures.values():
        share = measures.without_leader["expenditure"].leader_share
        assert share is not None
        assert f'">{percent(share, lang)}</td>' in text
    assert text.count("<caption>") == 1 + len(found.ratios)
    without = html.unescape(web.get(COMPARED.format(lang) + "&without=RUS").text)
    assert re.search(r'value="RUS" checked', without)
    assert without != text


def test_a_comparison_without_a_name_is_a_form_and_five_are_too_many(web):
    text = web.get("/de/compare").text
    assert text.count('<select name="alliance">') == 2
    assert "<table" not in text
    many = "&".join(f"alliance={name}" for name in ("CSTO", "NATO", "CIS", "OTS", "SCO"))
    assert web.get(f"/de/compare?{many}").status_code == 422
    assert web.get("/de/compare?alliance=CSTO").status_code == 422


@pytest.mark.parametrize("page", ["state/XQZ", "state/KAZ?on=2022-02-30", "compare?alliance=NOBODY"])
def test_what_is_unknown_is_refused(web, page):
    assert web.get(f"/de/{page}").status_code in (404, 422)
