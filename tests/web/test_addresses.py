"""The address is the state: read strictly, written in one form, and kept by the switch of languages."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.web.address import MalformedError, NotThereError, address, read, write
from foedus.web.registry import routes
from foedus.web.route import Inquiry

ALLIANCE, COMPARE, INVOKE = (routes()[n] for n in ("alliance", "api-compare", "api-invoke"))
DAYS = st.none() | st.dates(dt.date(1816, 1, 1), dt.date(2100, 12, 31))
NAMES = st.lists(st.sampled_from(["KAZ", "ARM", "BLR", "KGZ"]), unique=True, max_size=4).map(tuple)


def query_of(text: str) -> str:
    return text.partition("?")[2]


@given(on=DAYS, known=DAYS, alliances=st.sampled_from([("CSTO",), ("CSTO", "NATO")]), without=NAMES)
def test_what_is_written_is_read_back_as_it_was(on, known, alliances, without):
    there = address("api-compare", "en", alliance=alliances, on=on, known=known, without=without)
    asked = read(COMPARE, {}, query_of(there), "en")
    assert dict(asked.values) == {"alliance": alliances, "on": on, "known": known, "without": without}
    assert write(asked) == there


def test_the_address_of_the_issue_asks_what_it_says():
    asked = read(ALLIANCE, {"alliance": "CSTO"}, "on=2022-01-07&known=2022-01-07", "de")
    assert asked == Inquiry(
        "alliance", "de", {"alliance": "CSTO", "on": dt.date(2022, 1, 7), "known": dt.date(2022, 1, 7)}
    )
    assert write(asked) == "/de/alliance/CSTO?on=2022-01-07&known=2022-01-07"
    assert write(asked, lang="en", on=None) == "/en/alliance/CSTO?known=2022-01-07"


@pytest.mark.parametrize(("name", "id"), [("OVKS", "CSTO"), ("ovks", "CSTO"), ("Warschauer%20Pakt", "WARSAW-PACT")])
def test_any_name_leads_to_the_one_address(web, name, id):
    answer = web.get(f"/de/alliance/{name}?known=&on=2022-01-07")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/de/alliance/{id}?on=2022-01-07")


def test_the_switch_of_languages_keeps_the_state(web):
    here = web.get("/de/?on=1960-01-01&known=1961-02-03").text
    there = re.search(r'<a href="([^"]+)" hreflang="en"', here)
    assert there
    assert there[1] == "/en/?on=1960-01-01&amp;known=1961-02-03"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("nix=1", MalformedError),
        ("alliance=NATO&alliance=CSTO&alliance=", None),
        ("", QueryError),
        ("alliance=CSTO&on=2022-02-30", QueryError),
        ("alliance=CSTO&on=2022-01-07&on=2022-01-08", QueryError),
        ("alliance=%ff", MalformedError),
        ("alliance=CSTO%00", MalformedError),
        (f"alliance={'x' * 201}", QueryError),
        ("alliance=CSTO&" + "&".join(["without=RUS"] * 10_000), QueryError),
    ],
)
def test_what_cannot_be_read_is_refused(query, kind):
    if kind is None:
        assert read(COMPARE, {}, query, "en")["alliance"] == ("NATO", "CSTO")
    else:
        with pytest.raises(kind):
            read(COMPARE, {}, query, "en")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("runs=1000000", 422), ("runs=99", 422), ("runs=ten", 422), ("runs=9999999999999999999999", 422),
        ("runs=٣٠٠", 422), ("threat=flood", 422), ("history=yes", 422), ("by=Atlantis", 422), ("case=atlantis-1", 422),
        ("assumptions=/etc/passwd", 400), ("q=1", 400), ("", 422), ("case=kazakhstan-2022&by=KAZ", 422),
    ],
)  # fmt: skip
def test_a_bad_question_is_told_in_the_words_of_the_command_line(web, given, status):
    answer = web.get(f"/api/v1/invoke?{given}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert answer.json()["detail"]
    assert "Traceback" not in answer.text


def test_a_name_in_the_path_that_is_none_is_not_there():
    with pytest.raises(NotThereError) as caught:
        read(ALLIANCE, {"alliance": "CSTOO"}, "", "en")
    assert "CSTO" in caught.value.hint
