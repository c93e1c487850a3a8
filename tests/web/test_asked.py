"""The question box understands what people write."""

from __future__ import annotations

import pytest

from foedus.web.asked import resolved


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("Kasachstan 2022", "/de/case/CSTO-2022-KAZ"),
        ("kazakhstan-2022", "/de/case/CSTO-2022-KAZ"),
        ("NATO 1999", "/de/alliance/NATO?on=1999-12-31"),
        ("die OVKS am 7. 1. 2022", "/de/alliance/CSTO?on=2022-01-07"),
        ("Warschauer Pakt 1968", "/de/alliance/WARSAW-PACT?on=1968-12-31"),
        ("NATO 1815", "/de/alliance/NATO"),
        ("NATO 1900", "/de/alliance/NATO?on=1949-04-04"),
        ("Syrien 2015", "/de/case/SUN-SYR-2015-SYR"),
    ],
)
def test_one_page_is_meant(question, address):
    assert [hit.address for hit in resolved(question, "de").hits] == [address]


def test_a_state_leads_to_its_calls_and_its_alliances():
    for question in ("Wer hilft Armenien?", "Armeniens Verbündete", "Who helps Armenia?", "ARM"):
        hits = resolved(question, "de").hits
        assert {"CSTO-2022-ARM", "CSTO-2021-11-ARM"} <= {hit.address.rsplit("/")[-1] for hit in hits}
        assert "/de/alliance/CSTO" in {hit.address for hit in hits}
        assert len({hit.address for hit in hits}) == len(hits)


def test_two_alliances_are_two_hits_in_the_order_of_the_question():
    assert [hit.address for hit in resolved("NATO oder OVKS?", "en").hits if hit.kind == "alliance"] == [
        "/en/alliance/NATO", "/en/alliance/CSTO",
    ]  # fmt: skip


def test_small_words_are_no_names_and_a_slip_is_offered_its_name():
    assert resolved("der Arm und die Hand", "de").hits == ()
    found = resolved("Kasachstn", "de")
    assert (found.hits, found.near[0]) == ((), "Kasachstan")
    assert resolved("2022-02-30", "de").hits == ()
    assert resolved("", "de") == resolved("?!", "de")


def test_a_box_with_one_answer_leads_to_it(web):
    answer = web.get("/en/find?q=NATO+1999")
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/alliance/NATO?on=1999-12-31")
