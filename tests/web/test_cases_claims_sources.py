"""Lists of what the record holds: cases to narrow and sort, claims with verdicts, sources with what they carry."""

from __future__ import annotations

import html
import re

import pytest

import foedus as fd
from foedus.charter.audit import cited
from foedus.charter.carried import carried_here
from foedus.claims import claim_sets
from foedus.ground.numbers import number, sort_key
from foedus.record.load import load


def rows(text: str) -> list[list[str]]:
    """The cells of the table, row by row, without their marks."""
    body = re.search(r"<tbody.*?>(.*?)</tbody>", text, re.S)
    if body is None:
        return []
    lines = re.findall(r"<tr.*?>(.*?)</tr>", body[1], re.S)
    return [[html.unescape(re.sub(r"<.*?>", "", c)) for c in re.findall(r"<t[dh].*?>(.*?)</t[dh]>", r)] for r in lines]


FILTERS = ["", "alliance=CSTO", "threat=coup", "asked=troops&answer=troops", "request=faction", "decade=1990",
           "known=1960-01-01", "state=ARM", "alliance=NATO&answer=statement&decade=2020"]  # fmt: skip


@pytest.mark.parametrize("query", FILTERS)
def test_the_list_has_the_calls_of_the_interface_and_says_how_many(web, query):
    found = web.get(f"/api/v1/invocations?{query}").json()
    text = web.get(f"/de/cases?{query}" if query else "/de/cases").text
    assert {c["id"] for c in found} == set(re.findall(r'href="/de/case/([\w.-]+)"', text))
    assert f"{number(len(found), 'de')} von {number(len(load().invocations), 'de')} Fällen" in text
    assert found
    assert (len(found) < len(load().invocations)) == bool(query)


KEPT = {
    "alliance=CSTO": lambda c: c.alliance == "CSTO",
    "state=ARM": lambda c: "ARM" in (c.by, c.victim),
    "threat=coup": lambda c: c.threat == "coup",
    "asked=troops": lambda c: c.asked == "troops",
    "request=faction": lambda c: c.request == "faction",
    "answer=declined": lambda c: c.response.kind == "declined",
    "decade=1990": lambda c: 1990 <= c.date.first.year <= 1999,
    "known=1960-06-01": lambda c: c.known.first.isoformat() <= "1960-06-01",
}


@pytest.mark.parametrize("query", KEPT)
def test_a_filter_lets_through_what_it_names_and_nothing_else(web, query):
    found = {c["id"] for c in web.get(f"/api/v1/invocations?{query}").json()}
    assert found == {c.id for c in load().invocations.values() if KEPT[query](c)}
    assert 0 < len(found) < len(load().invocations)


def test_what_is_not_there_is_an_empty_list(web):
    text = web.get("/en/cases?alliance=CSTO&decade=1950").text
    assert "0 of " in text
    assert rows(text) == []


@pytest.mark.parametrize("down", [0, 1])
@pytest.mark.parametrize(("column", "at"), [("title", 1), ("alliance", 2), ("threat", 3), ("answer", 5)])
def test_a_column_orders_the_table_in_the_alphabet_of_the_reader(web, column, at, down):
    text = web.get(f"/de/cases?decade=1960&sort={column}" + ("" if down else "&down=0")).text
    told = [sort_key(row[at]) for row in rows(text)]
    assert len(told) > 5
    assert told == sorted(told, reverse=bool(down))
    assert text.count(f'aria-sort="{"descending" if down else "ascending"}"') == 1
    other = re.search(r'<a href="([^"]+)" aria-current="true"', text)
    assert ("down=0" in other[1]) == bool(down)


def test_the_form_keeps_the_order_and_the_links_keep_the_filters(web):
    text = html.unescape(web.get("/en/cases?threat=coup&sort=answer&down=0").text)
    assert '<input type="hidden" name="sort" value="answer">' in text
    assert '<input type="hidden" name="down" value="0">' in text
    assert all("threat=coup" in link for link in re.findall(r'href="(/en/cases\?[^"]+)"', text))


@pytest.mark.parametrize("query", ["threat=nonsense", "decade=199", "sort=colour", "alliance=NOBODY", "down=2"])
def test_a_wrong_filter_is_refused(web, query):
    assert web.get(f"/de/cases?{query}").status_code == 422


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_set_of_claims_is_told_with_the_verdicts_of_the_check(web, lang):
    assert all(f"/{lang}/claims/{name}" in web.get(f"/{lang}/claims").text for name in claim_sets())
    name = "ecowas-2023-08-05"
    text = html.unescape(web.get(f"/{lang}/claims/{name}?known=2026-01-01").text)
    found = fd.claims(name, "2026-01-01")
    for claim in found.claims:
        part = text[text.index(f'id="{claim.id}"') :]
        assert claim.statement.text(lang) in part[: part.index("</li>")]
        assert claim.evidence.text(lang) in part[: part.index("</li>")]
    noted = set(re.findall(rf'href="/{lang}/sources/([\w.-]+)"', text))
    assert noted == {s for c in found.claims for s in c.sources if s in load().sources}
    targets = set(re.findall(r'href="#(n\d+)"', text))
    assert targets <= set(re.findall(r'id="(n\d+)"', text))


def test_claims_beyond_the_shipped_sets_are_refused(web):
    assert web.get("/de/claims/..%2Fsecret.toml").status_code == 404
    assert web.get("/de/claims/nobody").status_code == 404


def test_every_source_is_on_one_page_of_the_list(web):
    first = web.get("/de/sources").text
    last = int(re.search(r"Seite 1 von (\d+)", first)[1])
    found = [s for n in range(1, last + 1) for s in listed(web, f"/de/sources?page={n}" if n > 1 else "/de/sources")]
    assert sorted(found) == sorted(load().sources)
    assert listed(web, "/de/sources?page=999") == listed(web, f"/de/sources?page={last}")


def listed(web, there: str) -> list[str]:
    return re.findall(r'<th scope="row" role="rowheader"><a href="/de/sources/([^"?]+)"', web.get(there).text)


def test_sources_are_narrowed_and_sorted(web):
    treaties = listed(web, "/de/sources?kind=treaty")
    assert {load().sources[s].kind for s in treaties} == {"treaty"}
    named = listed(web, "/de/sources?q=Rice+university&sort=facts")
    assert "atop-5-1" in named
    many = [len(carried_here()[s]) for s in listed(web, "/de/sources?sort=facts")]
    assert many == sorted(many, reverse=True)
    dated = [load().sources[s].date for s in listed(web, "/de/sources?sort=date")]
    assert [d.first for d in dated if d] == sorted(d.first for d in dated if d)


@pytest.mark.parametrize(
    "key", ["atop-5-1", "nato-hansard-1998-01-26-contingents", "thr-europediplomatic-2021-06-14-brussels"]
)
def test_a_source_carries_every_entry_that_cites_it(web, key):
    text = html.unescape(web.get(f"/en/sources/{key}").text)
    found = web.get(f"/api/v1/sources/{key}").json()
    assert len(found["facts"]) == len(carried_here()[key]) > 0
    assert all(f"<code>{fact['path']}</code>" in text for fact in found["facts"])
    assert f"({number(len(found['facts']), 'en')})" in text


def test_what_the_rules_of_treaties_cite_is_carried_too():
    found = carried_here()
    assert found.keys() == load().sources.keys()
    ruled = {source for source, facts in found.items() if any(f.part == "rules" for f in facts)}
    assert ruled == cited()
    case = load().invocations["CSTO-2022-KAZ"]
    for source in case.sources:
        assert "invocations[CSTO-2022-KAZ]" in {f.path for f in found[source]}


@pytest.mark.parametrize("there", ["/de/sources/nobody", "/api/v1/sources/nobody", "/de/data/nobody", "/api/v1/data/x"])
def test_an_unknown_source_or_set_is_not_found(web, there):
    assert web.get(there).status_code == 404
