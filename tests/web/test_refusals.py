"""What is refused: in the reader's language, with a status that says why, and never by a traceback."""

from __future__ import annotations

import asyncio
import re

import pytest

from foedus.cli.german import in_german
from foedus.ground.errors import DatasetError, RecordError
from foedus.ground.extras import MissingExtraError
from foedus.web import app, limits
from foedus.web.problem import of_error
from foedus.web.registry import routes
from foedus.web.words import FOLDER, messages

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.mark.parametrize(
    ("there", "status"),
    [
        ("/de/alliance/Atlantis", 404), ("/de/case/atlantis-1", 404), ("/de/nirgends", 404), ("/fr/", 404),
        ("/de/alliance/", 404), ("/de/alliance/CSTO/", 404), ("/de/../../etc/passwd", 404),
        ("/static/../app.py", 404), ("/static/site.css", 404), ("/de/alliance/CSTO?on=1950-01-01", 422),
        ("/de/alliance/CSTO?on=2022-13-01", 422), ("/de/alliance/CSTO?on=2022-01-07&on=2023-01-01", 422),
        ("/de/?x=1", 400), ("/de/?on=%ff", 400), ("/de/?on=" + "1" * 9000, 414), ("/de/case/%00", 400),
        (f"/api/v1/claims/{'..%2F..%2Fx.toml'}", 404), ("/api/v1/claims/x.toml", 404),
    ],
)  # fmt: skip
def test_a_malformed_address_is_told_kindly(web, there, status):
    answer = web.get(there, headers={"accept-language": "de"})
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert "location" not in answer.headers
    if there.startswith("/api"):
        assert answer.json()["title"] == "Nicht gefunden"
    else:
        assert '<html lang="de">' in answer.text
        assert answer.text.count("<h1") == 1


def test_the_host_of_a_request_leads_nowhere(web):
    for host in ("[", "evil.example/en/x?", "a b", ""):
        answer = web.get("/de/nirgends", headers={"host": host})
        assert (answer.status_code, '<html lang="de">' in answer.text, "evil" in answer.text) == (404, True, False)


def test_the_message_is_the_command_lines_own(web):
    page = web.get("/de/alliance/CSTO?on=1950-01-01").text
    assert "der Gründungsvertrag wurde am 15. Mai 1992 unterzeichnet" in page
    found = web.get("/api/v1/alliances/CSTO?on=1950-01-01").json()
    assert found["detail"] == "CSTO did not exist on 1950-01-01"
    assert found["why"] == "its founding treaty was signed on 1992-05-15"
    german = web.get("/api/v1/alliances/CSTO?on=1950-01-01", headers={"accept-language": "de"})
    assert german.json()["detail"] == "CSTO gab es am 1. Januar 1950 nicht"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_questions_are_taken(web, method):
    for there in ("/de/", "/api/v1/alliances"):
        answer = web.request(method, there)
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_a_large_body_is_refused_by_its_head_and_while_it_comes(web):
    assert web.request("GET", "/de/", content=b"x" * (limits.BODY + 1)).status_code == 413
    assert limits.refused(10, "a lot") == 400
    assert limits.refused(10, "") is limits.refused(10, "0") is None

    async def endless() -> dict[str, object]:
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    async def reading() -> None:
        receive = limits.limited(endless, 2500)
        while True:
            await receive()

    with pytest.raises(limits.TooLargeError):
        asyncio.run(reading())


@pytest.mark.parametrize(
    "there", ["/en/find?q={}", "/en/alliance/{}", "/en/?on={}", "/en/?{}=1", "/en/case/{}", "/{}/"]
)
def test_hostile_text_stays_text(web, there):
    from urllib.parse import quote

    text = web.get(there.format(quote(HOSTILE, safe="")), follow_redirects=True).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "49" not in text.split("<main")[1].split("</main>")[0]


def test_hostile_text_of_the_record_stays_text(web, monkeypatch):
    from foedus.ground.label import Label
    from foedus.web.asked import Hit, Meant
    from foedus.web.pages import find

    hits = (Hit("case", HOSTILE, "/en/"), Hit("case", Label(en=HOSTILE, de=HOSTILE).en, "/en/"))
    monkeypatch.setattr(find, "resolved", lambda *_: Meant(hits))
    assert "<script>alert" not in web.get("/en/find?q=hostile").text


def test_a_fault_of_the_program_is_told_as_one_and_logged(web, monkeypatch, caplog):
    def broken(_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(app, "answer_of", broken)
    for there, mark in (
        ("/de/?on=1950-05-05", "Ein Fehler des Programms"),
        ("/api/v1/states/ARM?on=1993-04-05", "fault"),
    ):
        answer = web.get(there)
        assert answer.status_code == 500
        assert mark in answer.text
        assert "secret" not in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(("error", "status"), [(RecordError, 500), (DatasetError, 500), (MissingExtraError, 501)])
def test_what_the_reader_cannot_help_is_no_fault_of_the_question(error, status):
    found = of_error(error("the file cannot be read", where="x.toml:3"), "de", in_german)
    assert found.status == status
    assert found.what.startswith("x.toml:3: ")


def test_every_page_has_its_words_and_every_word_both_languages():
    assert {route.name for route in routes().values() if route.place is not None} <= {p.stem for p in FOLDER.iterdir()}
    for path in FOLDER.glob("*.toml"):
        for key, told in messages(path.stem).items():
            assert told.keys() == {"de", "en"}, f"{path.name}: {key}"
            assert all(told.values()), f"{path.name}: {key}"
            assert set(re.findall(r"\$\w+", told["de"])) == set(re.findall(r"\$\w+", told["en"])), f"{path.name}: {key}"
