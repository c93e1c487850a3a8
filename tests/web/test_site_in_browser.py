"""The folder of a site opened without a server: it is styled, its maps are seen, it searches, nothing is fetched."""

from __future__ import annotations

import shutil

import pytest

from foedus.web.site.build import build
from foedus.web.site.plan import Plan, plan

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DAY = "2022-01-05"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The CSTO on two days, its call of Kazakhstan, and the first page, in both languages."""
    wanted = {f"{lang}/{name}.html" for lang in ("de", "en") for name in (
        "index", "alliance/CSTO", f"alliance/CSTO/{DAY}", "case/CSTO-2022-KAZ")}  # fmt: skip
    whole = plan(("de", "en"), ["CSTO"], ["CSTO-2022-KAZ"])
    made = tmp_path_factory.mktemp("site") / "a folder"
    build(Plan(tuple(leaf for leaf in whole.leaves if leaf.file in wanted), whole.langs), made)
    return made


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_folder_is_a_site(folder):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            for lang, word, title in (
                ("de", "kasach", "Kasachstan, Januar 2022"),
                ("en", "kazakh", "Kazakhstan, January 2022"),
            ):
                page = browser.new_page(viewport={"width": 390, "height": 800})
                faults: list[str] = []
                page.on("requestfailed", lambda request, faults=faults: faults.append(request.url))
                page.on(
                    "request",
                    lambda request, faults=faults: (
                        None if request.url.startswith("file:") else faults.append(request.url)
                    ),
                )
                page.on("pageerror", lambda error, faults=faults: faults.append(str(error)))
                page.goto((folder / "index.html").as_uri())
                page.click(f'a[hreflang="{lang}"]')
                assert page.locator("h1").evaluate("e => getComputedStyle(e).fontWeight") == "700"
                page.fill("#q", word)
                page.press("#q", "Enter")
                page.wait_for_url(f"**/{lang}/case/CSTO-2022-KAZ.html")
                assert title in page.locator(".kicker").first.inner_text()
                picture = page.locator(".narrow img").first
                picture.scroll_into_view_if_needed()
                page.wait_for_function("i => i.complete && i.naturalWidth > 300", arg=picture.element_handle())
                assert page.evaluate("document.documentElement.scrollWidth") <= 391
                page.locator('a[href*="alliance/CSTO"]').last.click()
                page.wait_for_url(f"**/{lang}/alliance/CSTO/{DAY}.html")
                page.click('nav.around a[rel="next"]') if page.locator('nav.around a[rel="next"]').count() else None
                other = "en" if lang == "de" else "de"
                page.click(f'.switch a[hreflang="{other}"]')
                page.wait_for_url(f"**/{other}/alliance/**")
                assert faults == []
                page.close()
        finally:
            browser.close()
