"""Whatever a class does, in whatever order, and however often the server starts anew: the laws of a room."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sitting import STATES, council

from foedus.ground.errors import FoedusError
from foedus.ground.terms import PROCEDURES
from foedus.web.council.deciding import decided
from foedus.web.council.moves import forward, given_back, pledged, spoken, voted
from foedus.web.council.refusals import NoRoomError, NotYoursError
from foedus.web.council.room import GROUNDS, PHASES, STANCES, VOTES
from foedus.web.council.store import CouncilStore, as_host, seat_of

ANY = st.text(max_size=12)
MEMORY = Path("/dev/shm")  # noqa: S108


class RoomOfAClass(RuleBasedStateMachine):
    """A room beside a plain list of what was acknowledged: who holds what, and what each has said."""

    @initialize(
        procedure=st.sampled_from([*PROCEDURES, None]), party=st.sampled_from(["", "EEE"]),
        here=st.sets(st.sampled_from(STATES[1:]), min_size=1), ballots=st.just(("yes",) * 4) | st.tuples(*[st.sampled_from([*VOTES, "yes"])] * 4),
        begun=st.sampled_from(PHASES),
    )  # fmt: skip
    def open(self, procedure, party, here, ballots, begun):
        # What reaches a disk is the test of the store; here a folder in memory will do where there is one.
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.clock = 1_000_000.0
        self.store = self._store()
        self.room, self.host = self.store.open_room(council(procedure, party=party), hours=2)
        self.secrets: dict[str, str] = {}  # state: secret
        self.stale: list[str] = []
        for state in sorted(here):
            self.sit_down(state)
        while self.room.phase not in (begun, "result"):
            if self.room.phase == "vote":
                for state, ballot in zip(sorted(here), ballots, strict=False):
                    self.tried(lambda room, s=state, b=ballot: voted(room, s, b))
            self.lead()

    def _store(self):
        return CouncilStore(self.folder / "rooms.sqlite", now=lambda: self.clock)

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def tried(self, move):
        """Make a move through the store; what it acknowledged must be there, and what it refused must not."""
        before = self.room
        try:
            self.room = self.store.change(before.code, move)
        except FoedusError:
            assert self.store.look(before.code) == before
            return False
        return True

    @rule(state=st.sampled_from([*STATES, "ZZZ", "", "<b>", "' or 1=1"]))
    def sit_down(self, state):
        before = self.room
        try:
            self.room, secret = self.store.sit_down(before.code, state)
        except FoedusError:
            seat = before.seat(state)
            assert seat is None or not seat.free or before.phase in ("pledges", "result")
            return
        assert before.seat(state).free
        assert seat_of(self.room, secret).state == state
        self.secrets[state] = secret

    @rule(state=st.sampled_from(STATES))
    def stand_up(self, state):
        if self.tried(lambda room: given_back(room, state)):
            self.stale.append(self.secrets.pop(state))

    @rule(
        state=st.sampled_from(STATES), stance=st.sampled_from(STANCES), grounds=st.lists(st.sampled_from(GROUNDS), max_size=4),
        ballot=st.sampled_from(VOTES), soldiers=st.sampled_from([0, 1, 999, 1000, 1001, -1, 10**30]),
    )  # fmt: skip
    def say_what_is_asked_for(self, state, stance, grounds, ballot, soldiers):
        if self.room.phase == "statements" and self.tried(lambda room: spoken(room, state, stance, tuple(grounds))):
            assert self.room.seat(state).stance == stance and len(self.room.seat(state).grounds) <= 3
        if self.room.phase == "vote" and self.tried(lambda room: voted(room, state, ballot)):
            assert self.room.seat(state).vote == ballot
        if self.room.phase == "pledges" and self.tried(lambda room: pledged(room, state, soldiers)):
            assert 0 <= self.room.seat(state).pledge == soldiers <= 1000

    @rule(state=st.sampled_from(STATES), what=st.sampled_from(["statements", "vote", "pledges"]), words=ANY)
    def say_what_is_not(self, state, what, words):
        of_now = what == self.room.phase
        moves = {
            "statements": lambda room: spoken(room, state, words if of_now else "support", (words,)),
            "vote": lambda room: voted(room, state, words if of_now else "yes"),
            "pledges": lambda room: pledged(room, state, -1 if of_now else 1),
        }
        assert not self.tried(moves[what])

    @rule(seen=st.none() | st.sampled_from(PHASES))
    def lead(self, seen=None):
        before = self.room
        if self.tried(lambda room: forward(room, seen or before.phase)):
            moves = seen in (None, before.phase)
            assert (PHASES.index(self.room.phase) > PHASES.index(before.phase)) is moves, "an older page moves nothing"
            assert before.adopted in (None, self.room.adopted), "a decision stands"

    @rule(how=st.sampled_from(["restart", "fault", "end", "secrets"]))
    def shake(self, how):
        if how == "restart":
            self.store.close()
            self.store = self._store()
        elif how == "fault":
            with pytest.raises(ZeroDivisionError):
                self.store.change(self.room.code, lambda room: 1 // 0)
        elif how == "end":
            self.clock += 2 * 3600
            with pytest.raises(NoRoomError):
                self.store.look(self.room.code)
            self.clock -= 2 * 3600
        else:
            kept = b"".join(path.read_bytes() for path in self.folder.iterdir())
            assert not [s for s in (*self.secrets.values(), self.host) if s.encode() in kept]

    @precondition(lambda self: hasattr(self, "store"))
    @invariant()
    def what_was_acknowledged_is_there(self):
        assert self.store.look(self.room.code) == self.room

    @precondition(lambda self: hasattr(self, "store"))
    @invariant()
    def a_secret_holds_one_seat_and_a_stale_one_none(self):
        assert {s: seat_of(self.room, secret).state for s, secret in self.secrets.items()} == {
            s: s for s in self.secrets
        }
        for secret in (*self.stale, self.host, ""):
            with pytest.raises(NotYoursError):
                seat_of(self.room, secret)
        as_host(self.room, self.host)

    @precondition(lambda self: hasattr(self, "store"))
    @invariant()
    def the_decision_is_the_one_that_the_votes_make(self):
        closed = PHASES.index(self.room.phase) > PHASES.index("vote")
        assert (self.room.adopted is not None) is closed
        if closed:
            assert decided(self.room).adopted is self.room.adopted

    @precondition(lambda self: hasattr(self, "store"))
    @invariant()
    def nothing_is_pledged_where_nothing_was_agreed(self):
        if any(seat.pledge is not None for seat in self.room.seats):
            assert self.room.adopted


RoomOfAClass.TestCase.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
TestRoomOfAClass = RoomOfAClass.TestCase
