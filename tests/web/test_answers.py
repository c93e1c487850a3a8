"""What the web answers: the command line's own objects, safe headers, one set of bytes for one address."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from command_line import call
from foedus.claims import claim_sets
from foedus.web.registry import navigation, routes
from foedus.web.static import files, static

#: Each address of the interface beside the command that prints the same.
SAME = {
    "/api/v1/alliances?on=2022-01-07&known=2022-01-07": "alliances --on 2022-01-07 --known 2022-01-07 --json",
    "/api/v1/alliances?state=KAZ&living=1&on=2022-01-07": "alliances KAZ --living --on 2022-01-07 --json",
    "/api/v1/alliances/OVKS?on=2022-01-07&known=2022-01-07": "show CSTO --on 2022-01-07 --known 2022-01-07 --json",
    "/api/v1/compare?alliance=CSTO&alliance=NATO&on=2022-01-07&without=RUS": (
        "compare CSTO NATO --on 2022-01-07 --without RUS --json"
    ),
    "/api/v1/invocations?alliance=CSTO": "cases CSTO --json",
    "/api/v1/invoke?case=kazakhstan-2022&runs=500&seed=3&history=1": (
        "invoke kazakhstan-2022 --runs 500 --seed 3 --history --json"
    ),
    "/api/v1/invoke?alliance=NATO&by=EST&on=2021-06-01&threat=external-attack&adversary=RUS&runs=500": (
        "invoke --alliance NATO --by EST --on 2021-06-01 --threat external-attack --adversary RUS --runs 500 --json"
    ),
    "/api/v1/claims/article-2022-01-07?known=2026-01-01": ("claims check article-2022-01-07 --known 2026-01-01 --json"),
    "/api/v1/sources": "record cite --json",
}
PAST = "/en/alliance/CSTO?on=2022-01-07&known=2022-01-07"


@pytest.mark.parametrize("there", SAME)
def test_json_is_what_the_command_prints(web, capsys, there):
    code, printed, _ = call(capsys, *SAME[there].split())
    answer = web.get(there)
    assert (code, answer.status_code, answer.headers["content-type"]) == (0, 200, "application/json")
    assert answer.text == printed


def test_one_case_and_one_state_are_those_of_the_lists(web):
    listed = web.get("/api/v1/invocations").json()
    assert web.get("/api/v1/invocations/kazakhstan-2022").json() in listed
    found = web.get("/api/v1/states/Kasachstan?on=2022-01-07").json()
    assert found["state"] in web.get("/api/v1/states").json()["KAZ"]
    assert "CSTO" in {entry["id"] for entry in found["alliances"]}
    assert web.get("/api/v1/claims").json() == claim_sets()


def test_the_description_names_every_address_and_every_reference_is_there(web):
    found = web.get("/api/v1/openapi.json").json()
    assert found["paths"].keys() == {r.path for r in routes().values() if r.path.startswith("/api/")}
    named = set(re.findall(r"#/components/schemas/([\w.]+)", json.dumps(found)))
    assert named <= found["components"]["schemas"].keys()
    assert {"Profile", "Comparison", "Answer", "Invocation", "Problem"} <= named
    page = web.get("/de/api").text
    assert all(path in page for path in found["paths"])


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "page",
    [
        "",
        "alliance/CSTO?on=2022-01-07",
        "case/CSTO-2022-KAZ",
        "find?q=Armenia",
        "api",
        "find",
        "time?alliance=CSTO&on=2022-01-07",
        "state/KAZ?on=2022-01-07",
        "compare",
        "ask",
        "ask?alliance=NATO&by=EST&on=2021-06-01&threat=external-attack&adversary=RUS&runs=500",
        "what-if",
        "states?on=1970-01-01",
        "cases",
        "cases?alliance=CSTO&sort=answer",
        "claims",
        "claims/ecowas-2023-08-05?known=2026-01-01",
        "sources?kind=treaty&page=2",
        "sources/atop-5-1",
        "data",
        "data/nmc-7",
        "evidence",
        "what-if?case=CSTO-2022-KAZ&without=RUS&runs=500",
        "compare?alliance=CSTO&alliance=NATO&on=2022-01-07",
        "state/KAZ?on=2022-01-07",
        "compare",
        "compare?alliance=CSTO&alliance=NATO&on=2022-01-07",
    ],
)
def test_a_page_has_its_landmarks_and_loads_nothing_from_elsewhere(web, lang, page):
    answer = web.get(f"/{lang}/{page}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    text = answer.text
    assert f'<html lang="{lang}">' in text
    for mark in ('<a class="skip" href="#content">', '<main id="content"', "<nav aria-label=", "</footer>"):
        assert text.count(mark) == 1
    assert text.count("<h1") == 1
    assert not re.search(r"<script(?! src=\"/static/)|<style| style=| on\w+=\"", text)
    assert not re.search(r'(?:src|<link[^>]+href)="(?!/)', text)
    loaded = re.findall(r'(?:src|<link rel="(?:stylesheet|icon)" href)="([^"]+)"', text)
    assert loaded
    assert all(web.get(there).status_code == 200 for there in loaded)
    assert 'aria-current="page"' in text or page.split("?")[0] not in {r.path[8:] for r in navigation()}


def test_every_answer_carries_the_headers_of_safety(web):
    for there in (PAST, "/", "/nowhere", "/api/v1/alliances/XX", static("site.css"), "/de/?on=x"):
        named = web.get(there).headers
        policy = named["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert (named["x-content-type-options"], named["referrer-policy"]) == ("nosniff", "no-referrer")
    assert web.get(static("brief.css")).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", name) for name in files())


def test_a_browser_that_has_the_answer_is_told_so(web):
    first = web.get(PAST)
    assert first.headers["cache-control"] == "public, max-age=86400"
    for told in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = web.get(PAST, headers={"if-none-match": told})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert web.get(PAST, headers={"if-none-match": '"other"'}).status_code == 200
    assert web.get(PAST.replace("en", "de", 1)).headers["etag"] != first.headers["etag"]
    assert web.get("/en/").headers["cache-control"] == "no-cache"


def test_head_has_the_headers_and_no_body(web):
    for there in (PAST, "/api/v1/claims", static("site.css")):
        whole, head = web.get(there), web.head(there)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == whole.headers.get("content-length", head.headers["content-length"])
        assert head.headers.get("etag") == whole.headers.get("etag")


@pytest.mark.parametrize(
    ("accepts", "packed"), [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("", False)]
)
def test_compression_is_for_those_who_take_it(web, accepts, packed):
    with web.stream("GET", PAST, headers={"accept-encoding": accepts}) as answer:
        raw = b"".join(answer.iter_raw())
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    assert answer.headers["vary"] == "accept-encoding"
    plain = gzip.decompress(raw) if packed else raw
    assert plain == web.get(PAST).content
    assert len(raw) == int(answer.headers["content-length"])


@pytest.mark.parametrize(
    ("accepts", "lang"), [("de-AT,en;q=0.5", "de"), ("fr,en;q=0.2", "en"), ("x;q=y", "en"), ("", "en")]
)
def test_the_first_address_leads_to_the_language_of_the_browser(web, accepts, lang):
    answer = web.get("/", headers={"accept-language": accepts, "host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{lang}/")


def test_the_alliance_is_told_by_the_blocks_of_its_brief(web):
    from foedus.api import world
    from foedus.brief import alliance_brief

    brief = alliance_brief(world("2022-01-07", "2022-01-07"), "CSTO", "en").html
    part = brief[brief.index('<section id="') : brief.index("</main>")].strip()
    assert part in web.get(PAST).text
