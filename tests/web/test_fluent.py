"""The pages in a browser: fluent with a script, whole without one, and nowhere wider than a phone."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
EST = "alliance=NATO&by=EST&on=2021-06-01&threat=external-attack&adversary=RUS&runs=500"
PAGES = (
    "state/KAZ?on=2022-01-07", "states", "compare?alliance=CSTO&alliance=NATO&on=2022-01-07&without=RUS", f"ask?{EST}",
    "what-if?case=CSTO-2022-KAZ&without=RUS&runs=500", "cases?alliance=CSTO", "claims", "sources?kind=treaty",
    "claims/article-2022-01-07?known=2026-01-01", "sources/atop-5-1", "data", "data/nmc-7",
)  # fmt: skip


def opened(page, there: str) -> None:
    page.goto(there)
    page.evaluate("window.same = true")


def test_a_list_narrows_as_its_fields_change_and_goes_back(page):
    opened(page, "/de/cases")
    count = page.locator("#count b")
    whole = count.inner_text()
    page.focus("[name=alliance]")
    page.select_option("[name=alliance]", "CSTO")
    page.wait_for_url("**/de/cases?alliance=CSTO")
    page.wait_for_function("whole => document.querySelector('#count b').textContent !== whole", arg=whole)
    assert page.evaluate("window.same && document.activeElement.name") == "alliance"
    assert page.locator("#told").inner_text().startswith(count.inner_text())
    page.click(".sorting a:has-text('Was kam')")
    page.wait_for_url("**sort=answer&down=0")
    assert page.evaluate("window.same && document.activeElement.id") == "content"
    assert page.locator("th[aria-sort]").inner_text() == "Was kam"
    page.go_back()
    page.go_back()
    page.wait_for_function("whole => document.querySelector('#count b').textContent === whole", arg=whole)
    assert page.evaluate("window.same")
    assert page.title().startswith("Erfasste Beistandsfälle")


def test_words_are_sought_while_they_are_typed(page):
    opened(page, "/en/sources")
    page.locator("[name=q]").press_sequentially("rice university", delay=5)
    page.wait_for_url("**/en/sources?q=rice+university")
    page.wait_for_function("!document.querySelector('[aria-busy]')")
    assert page.evaluate("window.same && document.activeElement.name") == "q"
    assert page.locator("tbody tr").count() > 0


def test_a_what_if_is_ticked_and_answered_in_place(page):
    opened(page, "/de/what-if?case=CSTO-2022-KAZ&runs=500")
    page.check("input[name=without][value=RUS]")
    page.click("form.question button")
    page.wait_for_url("**without=RUS**")
    page.wait_for_selector("#difference")
    assert page.evaluate("window.same")
    assert page.locator("h1").inner_text() == "Ohne Russland: Soldaten werden unwahrscheinlicher"
    assert page.locator("#told").text_content().startswith("Ohne Russland")
    assert "without=RUS" in page.locator(".switch a").get_attribute("href")


def test_what_cannot_be_asked_is_said_above_the_form_that_stays(page):
    opened(page, f"/de/ask?{EST}")
    page.fill("[name=by]", "Schweden")
    page.click("form.question button")
    said = page.locator("[role=alert]")
    said.wait_for()
    assert "Schweden" in said.inner_text()
    assert page.input_value("[name=by]") == "Schweden"
    assert page.evaluate("window.same && document.activeElement.classList.contains('refused')")
    assert "by=EST" in page.url


def test_a_step_to_a_footnote_and_back_asks_nothing(page):
    opened(page, "/en/claims/article-2022-01-07?known=2026-01-01")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    page.click("sup a >> nth=0")
    page.go_back()
    assert asked == []
    assert page.evaluate("window.same")


def test_lists_narrow_while_typing(page):
    opened(page, "/de/states?on=2020-01-01")
    page.fill("[data-narrows]", "rumanien")
    assert page.locator("#states-of li:visible a").all_inner_texts() == ["Rumänien"]
    page.click("#states-of li:visible a")
    page.wait_for_url("**/de/state/ROU**")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_nothing_is_wider_than_a_phone_and_all_works_without_a_script(browser, server, lang):
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    wide = {}
    for there in PAGES:
        assert page.goto(f"/{lang}/{there}").status == 200
        width = page.locator("html").evaluate("e => e.scrollWidth")
        if width > 360:
            wide[there] = width
    assert wide == {}
    page.goto(f"/{lang}/ask")
    page.select_option("[name=alliance]", "NATO")
    page.fill("[name=by]", "Estonia")
    page.fill("[name=on]", "2021-06-01")
    page.select_option("[name=threat]", "external-attack")
    page.click("form.question button")
    assert "/ask?alliance=NATO&by=EST&on=2021-06-01&threat=external-attack" in page.url
    assert page.locator("section#will").count() == 1
    context.close()
