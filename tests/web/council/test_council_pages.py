"""The pages of a room, as browsers without a script meet them: host, seats, onlookers, strangers and attackers."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import warnings
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest

from foedus.cli.german import in_german
from foedus.record.load import load
from foedus.response.question import find_case
from foedus.web.app import create_app
from foedus.web.council import desk as desks
from foedus.web.council.codes import code_of, new_code
from foedus.web.council.convening import situation_of
from foedus.web.council.place import rooms_file
from foedus.web.council.refusals import TooManyError
from foedus.web.council.room import GROUNDS, PHASES, STANCES, VOTES
from foedus.web.council.tries import REMEMBERED, Tries
from foedus.web.council.views import left_told, motion
from foedus.web.pages.council import best, offered
from foedus.web.words import messages

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
KAZAKHSTAN = {"case": "kazakhstan-2022", "hours": "2"}


class Class:
    """A class in front of its browsers: a host who has opened a room, and pupils who join."""

    def __init__(self, stack: ExitStack, file: Path, lang: str = "de", form: dict[str, str] = KAZAKHSTAN) -> None:
        self.app = create_app(in_german=in_german, kept_in=file)
        self.host = stack.enter_context(TestClient(self.app))
        opened = self.host.post(f"/{lang}/council", data=form)
        assert opened.status_code == 200, opened.text
        self.place = opened.url.path
        self.code = self.place.split("/")[-1]
        self.pupils: dict[str, TestClient] = {}

    def browser(self) -> TestClient:
        return TestClient(self.app)

    def joins(self, state: str) -> TestClient:
        pupil = self.pupils[state] = self.browser()
        assert pupil.post(f"{self.place}/seat", data={"state": state}).status_code == 200
        return pupil

    def act(self, browser: TestClient, act: str, **fields):
        """Fill in the form of the page, as a browser sends it."""
        page = browser.get(self.place).text
        found = re.search(rf'action="{self.place}/{act}".*?name="proof" value="(\w+)"', page, re.S)
        assert found, f"the page has no form to {act}"
        return browser.post(f"{self.place}/{act}", data={"proof": found[1], **fields})

    def leads(self, to: str) -> None:
        while (phase := self.phase()) != to:
            assert self.act(self.host, "forward", phase=phase).status_code == 200

    def phase(self) -> str:
        return self.host.get(f"{self.place}/turn").json()["phase"]


@pytest.fixture
def school(tmp_path):
    with ExitStack() as stack:
        yield lambda **more: Class(stack, tmp_path / "rooms.sqlite", **more)


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_a_class_goes_through_a_case_and_sees_the_differences(school):
    room = school()
    russia, armenia, kazakhstan = (room.joins(s) for s in ("RUS", "ARM", "KAZ"))
    assert "act of aggression" not in russia.get(room.place).text  # the briefing comes later
    room.leads("briefing")
    page = words_of(armenia.get(room.place))
    assert "Sie sprechen für Armenien" in page and "als Akt der Aggression zu werten" in page
    assert "Hilfe ist geschuldet." in page and "Ihr Staat bat um Hilfe; es kam: Erklärung." in page
    assert "keine gegeben" not in page and "Friedenstruppen" not in page.split("Quellen")[0].split("Vertrag sagt")[0]
    assert "%" not in page.split("Quellen")[0], "a forecast before the end"
    room.leads("statements")
    room.act(armenia, "statement", stance="reserve", ground=["precedent", "far-away"])
    assert "mit Vorbehalten – so haben wir es bisher gehalten; es ist weit weg" in words_of(russia.get(room.place))
    room.leads("vote")
    room.act(russia, "vote", vote="no")
    assert "Ihre Stimme: Nein" in words_of(russia.get(room.place))
    assert "Nein" not in words_of(room.host.get(room.place)).split("Der Rat")[1], "a vote seen before it is closed"
    assert "1 von 2 haben abgestimmt." in words_of(room.host.get(room.place))
    room.act(russia, "vote", vote="yes")
    assert room.act(armenia, "vote", vote="abstain").status_code == 200
    assert "/vote" not in kazakhstan.get(room.place).text
    room.leads("pledges")
    room.act(russia, "pledge", soldiers="3 100")
    assert "0, wenn keine. Ihr Staat hat 49.000 Soldaten." in words_of(armenia.get(room.place))
    room.leads("result")
    for browser in (room.host, russia, armenia, room.browser()):
        page = words_of(browser.get(room.place))
        assert "Sie helfen" in page and "So war es auch damals" in page
        assert re.search(r"Russland Ja 3\.100 bis zu 3\.000 99.% .* mehr als damals; wie erwartet", page)
        assert re.search(r"Armenien Enthaltung keine 70 – 100 .* weniger als damals; wie erwartet", page)
        assert page.count(": angenommen") == 7, (
            "two of three, with the state that asks, carry it under every other rule"
        )
    assert room.act(room.host, "close").url.path == "/de/council"
    assert room.host.get(room.place).status_code == 404


def test_a_room_speaks_english_too_and_keeps_its_language_by_the_address(school):
    room = school(lang="en", form={"case": "RIO-1969-HND", "hours": "1"})
    room.joins("SLV"), room.joins("USA")
    room.leads("briefing")
    page = words_of(room.pupils["SLV"].get(room.place))
    assert "on the other side of this dispute" in page and "You speak for El Salvador" in page
    german = room.pupils["SLV"].get(room.place.replace("/en/", "/de/"))
    assert '<html lang="de">' in german.text and "Sie sprechen für El Salvador" in german.text
    assert f'href="{room.place}"' in german.text


def test_what_came_of_a_case_is_told_at_its_end_only(school):
    room = school(lang="en", form={"case": "AL-1990-KWT", "hours": "1"})
    room.joins("EGY")
    room.leads("briefing")
    for browser in (room.host, room.pupils["EGY"]):
        page = words_of(browser.get(room.place))
        assert "Kuwait, 2 August 1990" in page and "The whole country was occupied." in page
        assert not re.search("condemned|10 August|bare majority|consultation:", page, re.IGNORECASE)
    room.leads("result")
    page = words_of(room.host.get(room.place))
    assert "Kuwait, August 1990: the Iraqi invasion" in page and "condemned Iraq by a majority" in page


@pytest.mark.parametrize("case", [c.id for c in offered()])
def test_every_case_that_is_offered_can_be_played_to_its_end(school, case):
    room = school(lang="en", form={"case": case, "hours": "1"})
    page = room.browser().get(room.place).text
    states = re.findall(r'name="state" value="(\w+)"', page)
    for state in states:
        room.joins(state)
    while (phase := room.phase()) != "result":
        room.act(room.host, "forward", phase=phase)
        for browser in (room.host, *list(room.pupils.values())[:3]):
            assert browser.get(room.place).status_code == 200
    assert "What happened" in room.host.get(room.place).text


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("kazakhstan-2022", "Die OVKS hilft Kasachstan."), ("TUR-AZE-2020-AZE", "Die Türkei hilft Aserbaidschan."),
        ("US-KOR-1968-KOR", "Die USA helfen Südkorea."), ("RIO-1969-HND", "Die Parteien des Rio-Vertrags helfen Honduras."),
        ("SUN-CHN-1950-CHN", "Die Sowjetunion hilft Nordkorea."),
    ],
)  # fmt: skip
def test_the_motion_names_who_helps_whom(case, sentence):
    assert motion(situation_of(find_case(load(), case).id), "de") == sentence


def test_what_is_left_of_a_room_is_told_as_people_say_it():
    assert [left_told(s, "de") for s in (0, 1800, 7200)] == [
        "wenigen Augenblicken",
        "rund 30 Minuten",
        "rund 2 Stunden",
    ]


def test_the_first_choice_is_a_case_with_much_on_record():
    assert best() in offered()
    assert len(best().positions) >= 4 and best().contributions


def test_every_word_a_seat_can_say_has_its_words():
    known = messages("council")
    for kind, said in (
        ("stance", STANCES),
        ("stance-short", STANCES),
        ("ground", GROUNDS),
        ("vote", VOTES),
        ("phase", PHASES),
    ):
        assert {f"{kind}.{word}" for word in said} <= known.keys()


def test_a_code_is_found_however_it_is_typed_and_a_wrong_one_is_told(school):
    room, pupil = school(), None
    pupil = room.browser()
    typed = f"{room.code[:4].lower()} - {room.code[4:].lower()}"
    assert pupil.get(f"/de/council/join?{urlencode({'code': typed})}").url.path == room.place
    assert pupil.get(f"/de/council/{room.code.lower()}").url.path == room.place
    for wrong in (new_code(), "nonsense", HOSTILE, "%00", "..", "\udcff".encode("utf-8", "surrogatepass").hex()):
        for there in (f"/de/council/join?{urlencode({'code': wrong})}", f"/de/council/{wrong.replace('/', '')}"):
            answer = pupil.get(there)
            assert answer.status_code in (400, 404), there
            assert "<script>alert" not in answer.text and "<img" not in answer.text
            assert '<html lang="de">' in answer.text and answer.text.count("<h1") == 1
    assert "ein Planspiel endet nach einigen Stunden von selbst" in words_of(
        pupil.get("/de/council/join?code=CDFHJKMN")
    )


def test_what_a_seat_does_needs_its_own_secret_and_its_own_form(school):
    room = school()
    russia, armenia = room.joins("RUS"), room.joins("ARM")
    room.leads("vote")
    proof = re.search(r'name="proof" value="(\w+)"', russia.get(room.place).text)[1]
    stranger = room.browser()
    for browser in (stranger, armenia):  # no seat; another's
        assert browser.post(f"{room.place}/vote", data={"vote": "no", "proof": proof}).status_code == 403
    assert russia.post(f"{room.place}/vote", data={"vote": "no"}).status_code == 403  # a form from nowhere
    for act in ("forward", "release", "close"):
        answer = russia.post(f"{room.place}/{act}", data={"proof": proof, "phase": "vote", "state": "ARM"})
        assert answer.status_code == 403 and "nicht eröffnet" in answer.text
    assert f'href="{room.place}"' in answer.text, "no way back"
    for state in ("RUS", "XXX", HOSTILE):
        assert stranger.post(f"{room.place}/seat", data={"state": state}).status_code in (409, 422)
    assert room.phase() == "vote"


def test_a_form_of_another_site_is_refused(school):
    room = school()
    pupil = room.browser()
    for told in (
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"},
    ):  # fmt: skip
        for there, form in ((f"{room.place}/seat", {"state": "RUS"}), ("/de/council", KAZAKHSTAN)):
            assert pupil.post(there, data=form, headers=told).status_code == 403
    for told in ({"sec-fetch-site": "same-origin"}, {"origin": "null"}, {"origin": "http://testserver"}):
        other = room.browser()
        state = {"same-origin": "RUS", "null": "ARM", "http://testserver": "TJK"}[next(iter(told.values()))]
        assert other.post(f"{room.place}/seat", data={"state": state}, headers=told).status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_ends_with_the_room(school):
    room = school()
    pupil = TestClient(room.app, follow_redirects=False)
    answer = pupil.post(f"{room.place}/seat", data={"state": "RUS"})
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and answer.headers["location"] == room.place
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie and "Secure" not in cookie
    assert 7100 < int(re.search(r"Max-Age=(\d+)", cookie)[1]) <= 7200
    safe = TestClient(room.app, base_url="https://testserver", follow_redirects=False)
    assert "Secure" in safe.post(f"{room.place}/seat", data={"state": "ARM"}).headers["set-cookie"]
    again = pupil.post(f"{room.place}/seat", data={"state": "TJK"})
    assert again.status_code == 303 and "set-cookie" not in again.headers, "one browser, one seat"


@pytest.mark.parametrize(
    ("act", "fields", "status"),
    [
        ("vote", {"vote": HOSTILE}, 422), ("vote", {}, 422), ("pledge", {"soldiers": "12"}, 409), ("statement", {}, 409),
        ("pledge", {"soldiers": "1.000"}, 422), ("pledge", {"soldiers": "\N{ARABIC-INDIC DIGIT NINE}"}, 422),
        ("pledge", {"soldiers": "9" * 400}, 422), ("pledge", {"soldiers": "-1"}, 422), ("vote", {"x": "y" * 5000}, 422),
        ("vote", {f"f{i}": "1" for i in range(40)}, 422),
    ],
)  # fmt: skip
def test_bad_forms_are_told_kindly_and_change_nothing(school, act, fields, status):
    room = school()
    russia = room.joins("RUS")
    room.leads("vote")
    before = room.host.get(f"{room.place}/turn").json()
    proof = re.search(r'name="proof" value="(\w+)"', russia.get(room.place).text)[1]
    answer = russia.post(f"{room.place}/{act}", data={"proof": proof, **fields})
    assert answer.status_code == status
    assert (
        "<script>alert" not in answer.text and "Traceback" not in answer.text and f'href="{room.place}"' in answer.text
    )
    assert room.host.get(f"{room.place}/turn").json() == before


def test_bytes_that_are_no_form_and_bad_openings_are_refused(school):
    room = school()
    for content in (b"\xff\xfe", b"a=%ff&", b"nothing", b"a=1&&"):
        answer = room.browser().post(f"{room.place}/seat", content=content)
        assert answer.status_code == 422 and "nicht zu lesen" in answer.text
    for form in ({}, {"case": HOSTILE, "hours": "2"}, {"case": "kazakhstan-2022", "hours": "99"},
                 {"case": "kazakhstan-2022", "hours": HOSTILE}, {"case": " ", "hours": "2"}):  # fmt: skip
        answer = room.browser().post("/de/council", data=form)
        assert answer.status_code == 422 and "<script>alert" not in answer.text
    assert room.browser().post("/fr/council", data=KAZAKHSTAN).status_code == 404
    assert room.browser().delete(room.place).status_code == 405
    assert room.browser().get("/de/council?case=kazakhstan-2022").status_code == 200


def test_who_tries_codes_has_to_wait_and_others_do_not(school, monkeypatch):
    room = school()
    guesser = TestClient(room.app, client=("203.0.113.9", 1))
    tried = [guesser.get(f"/de/council/{new_code()}").status_code for _ in range(desks.WRONG + 2)]
    assert tried[: desks.WRONG] == [404] * desks.WRONG and tried[-1] == 429
    answer = guesser.get(room.place)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")  # not even the right one is told
    assert room.browser().get(room.place).status_code == 200


def test_a_class_whose_room_is_over_is_not_taken_for_guessers(school):
    room, other = school(), school()
    pupil = room.joins("RUS")
    room.act(room.host, "close")
    assert {pupil.get(room.place).status_code for _ in range(desks.WRONG + 5)} == {404}
    assert pupil.get(other.place).status_code == 200


def test_nobody_opens_rooms_by_the_hundred(school):
    room = school()
    opener = TestClient(room.app, client=("203.0.113.8", 1), follow_redirects=False)
    answers = [opener.post("/de/council", data=KAZAKHSTAN).status_code for _ in range(desks.OPENED + 1)]
    assert answers == [303] * desks.OPENED + [429]


def test_tries_come_back_with_time_and_few_addresses_are_remembered():
    clock = [0.0]
    tries = Tries(2, 60, now=lambda: clock[0])
    for _ in range(2):
        tries.ask("a")
        tries.count("a")
    with pytest.raises(TooManyError):
        tries.ask("a")
    tries.ask("b")
    clock[0] = 30.0
    tries.ask("a")
    for i in range(REMEMBERED + 10):
        tries.count(str(i))
    assert len(tries._left) == REMEMBERED


def test_a_seat_that_was_freed_or_given_back_is_no_longer_its_browsers(school):
    room = school()
    russia, armenia = room.joins("RUS"), room.joins("ARM")
    room.act(armenia, "leave")
    assert "Einen Sitz einnehmen" in armenia.get(room.place).text
    room.act(room.host, "release", state="RUS")
    assert "Einen Sitz einnehmen" in russia.get(room.place).text
    assert room.joins("RUS").get(room.place).status_code == 200


def test_a_room_survives_a_new_server_and_is_swept_once_it_is_over(school, tmp_path, monkeypatch):
    room = school()
    russia = room.joins("RUS")
    room.leads("vote")
    room.act(russia, "vote", vote="abstain")
    second = TestClient(create_app(in_german=in_german, kept_in=tmp_path / "rooms.sqlite"), cookies=russia.cookies)
    assert "Ihre Stimme: Enthaltung" in second.get(room.place).text
    with sqlite3.connect(tmp_path / "rooms.sqlite") as file:
        file.execute("update room set ends = 1")
    file.close()
    monkeypatch.setattr(desks, "SWEEP_SECONDS", 0.01)
    with TestClient(create_app(kept_in=tmp_path / "rooms.sqlite")) as third:
        for _ in range(200):
            with sqlite3.connect(tmp_path / "rooms.sqlite") as file:
                (left,) = file.execute("select count(*) from room").fetchone()
            file.close()
            if not left:
                break
            third.portal.call(asyncio.sleep, 0.01)
        assert left == 0 and third.get(room.place).status_code == 404


def test_a_file_that_cannot_be_kept_is_told_as_a_fault_of_the_server(tmp_path, caplog):
    blocked = tmp_path / "blocked"
    blocked.write_text("no database, and long enough to look at. " * 100)
    with TestClient(create_app(in_german=in_german, kept_in=blocked)) as web:
        answer = web.post("/de/council", data=KAZAKHSTAN)
    assert answer.status_code == 500 and "lassen sich in" in answer.text
    assert "cannot be kept" in caplog.text  # and the sweep goes on


def test_rooms_are_kept_in_the_users_own_place(monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "/some/state")
    assert rooms_file() == Path("/some/state/foedus/council.sqlite")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert rooms_file() == Path("/home/somebody/.local/state/foedus/council.sqlite")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError))
    assert rooms_file().parts[1] == "nonexistent"


def test_codes_in_the_page_are_codes(school):
    room = school()
    shown = re.search(r'class="code board">([\w-]+)<', room.host.get(room.place).text)[1]
    assert code_of(shown) == room.code and "-" in shown
