"""The file of the rooms: what was acknowledged survives kill -9, and a file that is none of ours is left alone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest
from sitting import STATES, council, filled, led_to, room

from foedus.web.council import store as stores
from foedus.web.council.moves import forward, given_back, pledged, spoken, taken, voted
from foedus.web.council.refusals import NoRoomError, NotNowError, NotYoursError, RoomError, StoreError, TooManyError
from foedus.web.council.room import GROUNDS
from foedus.web.council.store import CouncilStore, as_host, seat_of

#: Votes as quickly as it can, and says each vote once it is acknowledged.
VOTER = """
import sys
from pathlib import Path
from foedus.web.council.moves import voted
from foedus.web.council.room import GROUNDS
from foedus.web.council.store import CouncilStore
store = CouncilStore(Path(sys.argv[1]))
for n in range(10**6):
    vote = ("yes", "no", "abstain")[n % 3]
    room = store.change(sys.argv[2], lambda room: voted(room, "BBB", vote))
    print(room.turn, vote, flush=True)
"""


@pytest.fixture
def clock():
    return [1_000_000.0]


@pytest.fixture
def store(tmp_path, clock):
    made = CouncilStore(tmp_path / "below" / "rooms.sqlite", now=lambda: clock[0], most_rooms=3)
    yield made
    made.close()


def test_what_was_acknowledged_survives_a_kill(tmp_path):
    store = CouncilStore(tmp_path / "rooms.sqlite")
    code = store.open_room(council())[0].code
    store.change(code, lambda room: led_to(filled(room), "vote"))
    store.close()
    for _ in range(2):
        voter = subprocess.Popen(
            [sys.executable, "-c", VOTER, str(store.path), code],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        said = [voter.stdout.readline() for _ in range(40)]
        voter.send_signal(signal.SIGKILL)
        said += voter.stdout.readlines()
        voter.stdout.close()
        assert voter.wait() == -signal.SIGKILL
        turn, vote = said[-1].split()
        found = store.look(code)
        # The one after the last that was told may have been written and not yet told.
        assert found.turn in (int(turn), int(turn) + 1)
        if found.turn == int(turn):
            assert found.seat("BBB").vote == vote
        assert [s.holder for s in found.seats] == [f"digest-{s}" for s in STATES]
        store.close()


def test_of_many_who_want_one_seat_one_gets_it(store):
    code = store.open_room(council())[0].code
    got, refused = [], []

    def want():
        own = CouncilStore(store.path, now=store.now)
        try:
            got.append(own.sit_down(code, "CCC")[1])
        except NotNowError as error:
            refused.append(error.what)
        finally:
            own.close()

    class_of = [threading.Thread(target=want) for _ in range(8)]
    for one in class_of:
        one.start()
    for one in class_of:
        one.join()
    assert len(got) == 1 and refused == ["this seat is taken"] * 7
    assert seat_of(store.look(code), got[0]).state == "CCC"


def test_nobody_else_on_the_machine_reads_the_file(store):
    store.open_room(council())
    assert {path.stat().st_mode & 0o777 for path in store.path.parent.iterdir()} == {0o600}


def test_a_room_ends_by_itself_and_is_swept_away_and_overwritten(store, clock):
    first, _ = store.open_room(council(), hours=1)
    clock[0] += 1800
    second, _ = store.open_room(council(), hours=1)
    clock[0] += 1800
    with pytest.raises(NoRoomError):
        store.look(first.code)
    with pytest.raises(NoRoomError):
        store.change(first.code, lambda room: room)
    assert store.sweep() == 1 and store.sweep() == 0
    assert store.look(second.code) == second
    kept = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    assert first.code.encode() not in kept and second.code.encode() in kept
    assert store.was_there(first.code) and not store.was_there(second.code) and not store.was_there("")


def test_a_room_that_is_closed_is_told_as_one_that_never_was(store):
    room, _ = store.open_room(council())
    store.close_room(room.code)
    assert room.code.encode() not in b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    with pytest.raises(NoRoomError) as over:
        store.look(room.code)
    with pytest.raises(NoRoomError) as never:
        store.look("CDFHJKMN")
    assert over.value.why == never.value.why and over.value.status == 404


def test_few_of_the_rooms_that_are_over_are_remembered(store, monkeypatch):
    monkeypatch.setattr(stores, "REMEMBERED_ROOMS", 1)
    first, second = (store.open_room(council())[0].code for _ in range(2))
    for code in (first, second):
        store.close_room(code)
    assert store.was_there(second) and not store.was_there(first)


def test_there_are_only_so_many_rooms_at_once(store, clock):
    for _ in range(3):
        store.open_room(council(), hours=1)
    with pytest.raises(TooManyError, match="too many rooms"):
        store.open_room(council())
    clock[0] += 3600  # the old ones are over, and make place
    store.open_room(council())
    for hours in (0, 13, -1, 10**9):
        with pytest.raises(RoomError, match="cannot last"):
            store.open_room(council(), hours=hours)


def test_host_and_seats_open_to_their_own_secrets_only(store):
    room, host = store.open_room(council())
    room, secret = store.sit_down(room.code, "BBB")
    as_host(room, host)
    for other in (secret, "", host[:-1], "\udcff", "x" * 10_000):
        with pytest.raises(NotYoursError):
            as_host(room, other)
    assert seat_of(room, secret).state == "BBB"
    for other in (host, "", secret + "x", "' or 1=1 --"):
        with pytest.raises(NotYoursError):
            seat_of(room, other)


@pytest.mark.parametrize("code", ["", "' or '1'='1", "CDFH\x00479", "%", "\N{FULLWIDTH LATIN CAPITAL LETTER C}DFH3479"])
def test_hostile_codes_find_nothing(store, code):
    store.open_room(council())
    with pytest.raises(NoRoomError):
        store.look(code)


def test_a_database_of_somebody_else_is_left_as_it_is(tmp_path):
    path = tmp_path / "theirs.sqlite"
    with sqlite3.connect(path) as theirs:
        theirs.execute("create table mine (a)")
    theirs.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        CouncilStore(path).open_room(council())
    assert path.read_bytes() == before


@pytest.mark.parametrize("make", ["text", "folder", "below-a-file"])
def test_a_file_that_cannot_be_used_says_why(tmp_path, make):
    path = tmp_path / "rooms"
    if make == "text":
        path.write_text("no database, but long enough to look at. " * 100)
    elif make == "folder":
        path.mkdir()
    else:
        path.write_text("")
        path = path / "rooms"
    with pytest.raises(StoreError, match="cannot be kept") as told:
        CouncilStore(path).look("CDFH3479")
    assert told.value.why and told.value.hint and told.value.status == 500


def test_a_damaged_room_says_so_and_harms_no_other(store):
    first, second = (store.open_room(council())[0] for _ in range(2))
    store.close()
    with sqlite3.connect(store.path) as other:
        other.execute("update room set body = ? where code = ?", (b'{"code": 1}', first.code))
    other.close()
    with pytest.raises(StoreError, match="damaged"):
        store.look(first.code)
    assert store.look(second.code) == second


def test_the_host_who_presses_twice_moves_once():
    here = filled(room())
    once = forward(here, "lobby")
    assert once.phase == "briefing" and forward(once, "lobby") is once
    with pytest.raises(RoomError, match="no stage"):
        forward(here, "<script>")


def test_a_room_without_a_voter_does_not_begin_and_one_at_its_end_goes_nowhere():
    with pytest.raises(NotNowError, match="nobody is here"):
        forward(room(), "lobby")
    done = led_to(filled(room()), "result")
    with pytest.raises(NotNowError, match="end"):
        forward(done, "result")


def test_a_seat_left_before_the_vote_is_as_if_nobody_had_sat_there_and_stands_from_then_on():
    early = led_to(filled(room("two-thirds")), "statements")
    assert given_back(early, "BBB").seat("BBB") == room("two-thirds").seat("BBB")
    here = led_to(early, "vote")
    for state in ("BBB", "CCC", "DDD"):
        here = voted(here, state, "yes")
    left = given_back(given_back(here, "BBB"), "EEE")
    assert left.seat("BBB").vote == "yes" and left.seat("EEE").sat  # and EEE is still one of five
    done = forward(left, "vote")
    again = taken(given_back(done, "CCC"), "CCC", "another browser")
    assert again.seat("CCC").vote == "yes" and pledged(again, "CCC", 7).seat("CCC").pledge == 7


def test_nobody_takes_a_new_seat_once_the_vote_is_closed_nor_two():
    here = taken(room(), "BBB", "one")
    with pytest.raises(NotNowError, match="has a seat"):
        taken(here, "CCC", "one")
    with pytest.raises(NotNowError, match="closed"):
        taken(led_to(here, "pledges"), "CCC", "two")


def test_a_member_pledges_what_it_has_at_most():
    here = led_to(filled(room()), "pledges")
    assert pledged(here, "BBB", 1000).seat("BBB").pledge == 1000
    for soldiers in (1001, -1, 10**30):
        with pytest.raises(RoomError, match="cannot be pledged"):
            pledged(here, "BBB", soldiers)
    with pytest.raises(NotYoursError, match="sends nobody"):
        pledged(here, "AAA", 1)


def test_a_member_says_a_stance_and_up_to_three_grounds_of_the_lists():
    here = led_to(filled(room()), "statements")
    seat = spoken(here, "BBB", "reserve", ("duty", "far-away", "duty")).seat("BBB")
    assert (seat.stance, seat.grounds) == ("reserve", ("duty", "far-away"))
    for stance, grounds, why in (
        ("<script>", (), "no stance"), ("support", ("my own words",), "no ground"), ("oppose", GROUNDS[:4], "too many"),
    ):  # fmt: skip
        with pytest.raises(RoomError, match=why):
            spoken(here, "BBB", stance, grounds)


def test_the_state_that_asks_and_a_party_without_a_vote_cast_none():
    here = led_to(filled(room("unanimity-without-parties", party="EEE")), "vote")
    for state in ("AAA", "EEE"):
        with pytest.raises(NotYoursError, match="no vote"):
            voted(here, state, "yes")
    assert led_to(voted(here, "BBB", "no"), "result").adopted is False  # and no stage of pledges lies between
