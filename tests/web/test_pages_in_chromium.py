"""Every kind of page in a browser: no wider than the screen, for those who cannot see it, and by keyboard alone."""

from __future__ import annotations

import pytest

from foedus.web.registry import routes

pytestmark = pytest.mark.browser
#: An address of every route that people read; a new page asks for one here.
KINDS = {
    "home": "", "alliance": "alliance/CSTO?on=2022-01-07&known=2022-01-07", "case": "case/CSTO-2022-KAZ",
    "find": "find?q=Armenia", "api": "api", "time": "time?alliance=CSTO&on=2022-01-07&known=2022-01-07",
    "state": "state/KAZ?on=2022-01-07", "states": "states", "cases": "cases?alliance=CSTO",
    "comparison": "compare?alliance=CSTO&alliance=NATO&on=2022-01-07", "claims": "claims",
    "ask": "ask?alliance=NATO&by=EST&on=2021-06-01&threat=external-attack&adversary=RUS&runs=500",
    "what-if": "what-if?case=CSTO-2022-KAZ&without=RUS&runs=500", "council": "council", "data": "data",
    "claim-set": "claims/article-2022-01-07?known=2026-01-01", "data-set": "data/nmc-7", "evidence": "evidence",
    "sources": "sources?kind=treaty", "source": "sources/atop-5-1",
}  # fmt: skip
#: What is a part of another page, or a file to take along.
PARTS = {"moment"} | {f"{of}-{part}" for of in ("alliance", "case") for part in ("embed", "figure", "file", "table")}
WIDTHS = (360, 768, 1280)


def test_every_kind_of_page_is_looked_at():
    assert {name for name, route in routes().items() if route.is_page} - PARTS == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_every_screen_and_has_no_serious_finding(page, kind):
    from axe_playwright_python.sync_playwright import Axe

    for lang in ("de", "en"):
        page.goto(f"/{lang}/{KINDS[kind]}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (lang, width)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa"]})
        serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
        told = [(v["id"], v["nodes"][0]["html"][:200]) for v in serious]
        assert told == [], scheme


def test_the_map_goes_through_time_by_keys_and_clicks(page):
    page.goto("/en/time?alliance=CSTO&on=2022-01-07&known=2022-01-07")
    day = page.locator("#moment").get_attribute("data-day")
    page.focus("#slider")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("day => document.getElementById('moment').dataset.day !== day", arg=day)
    assert "on=2021-12-01" in page.url
    assert page.input_value('#clock [name="on"]') == "2021-12-01"
    page.click("#before")
    page.wait_for_function("() => document.getElementById('moment').dataset.day === '2021-11-16'")
    page.click("#play")
    page.wait_for_function("() => document.getElementById('moment').dataset.day === '2022-01-05'")
    page.click("#play")
    assert page.locator("#play").get_attribute("aria-pressed") == "false"
    assert page.locator('path[data-code="398"]').get_attribute("class") == "member"
    near = page.locator("svg.atlas").get_attribute("viewBox")
    page.focus("#map")
    for key in ("+", "ArrowLeft", "0"):
        page.keyboard.press(key)
        before, near = near, page.locator("svg.atlas").get_attribute("viewBox")
        assert near != before
    assert near.startswith("0.0 0.0")
    page.click('[data-zoom="in"]')
    page.reload()
    assert "2022-01-05" in page.url


def test_by_keyboard_alone_a_question_finds_its_page(page):
    page.goto("/de/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(30):
        if page.evaluate("document.activeElement.id") == "q":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Kasachstan 2022")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/case/CSTO-2022-KAZ**")


def test_without_a_script_links_and_forms_do_it_all(browser, server):
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/time?alliance=CSTO&on=2022-01-07&known=2022-01-07")
    assert not page.locator("#slider").is_visible()
    page.click("#before")
    assert "on=2022-01-05" in page.url
    page.fill('#clock [name="on"]', "1999-05-01")
    page.click("#clock button")
    assert "on=1999-05-01" in page.url
    assert page.locator('path[data-code="860"]').get_attribute("class") != "member"
    page.goto("/en/")
    page.fill("#q", "NATO 1999")
    page.press("#q", "Enter")
    assert "/en/alliance/NATO" in page.url
    context.close()
