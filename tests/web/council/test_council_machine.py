"""Whatever a class does, in whatever order, and however often the server starts anew: the laws of a room."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec
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


class RoomOfAClass(RuleBasedStateMachine):
    """A room beside a plain list of what was acknowledged: who holds what, and what each has said."""

    @initialize(procedure=st.sampled_from([*PROCEDURES, None]), party=st.sampled_from(["", "EEE"]))
    def open(self, procedure, party):
        self.folder = Path(tempfile.mkdtemp())
        self.clock = 1_000_000.0
        self.store = self._store()
        self.room, self.host = self.store.open_room(council(procedure, party=party), hours=2)
        self.secrets: dict[str, str] = {}  # state: secret
        self.stale: list[str] = []

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

    @rule(state=st.sampled_from(STATES) | ANY)
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
        state=st.sampled_from(STATES), stance=st.sampled_from(STANCES) | ANY,
        grounds=st.lists(st.sampled_from(GROUNDS) | ANY, max_size=4),
    )  # fmt: skip
    def speak(self, state, stance, grounds):
        if self.tried(lambda room: spoken(room, state, stance, tuple(grounds))):
            assert self.room.seat(state).stance == stance in STANCES

    @rule(state=st.sampled_from(STATES), vote=st.sampled_from(VOTES) | ANY)
    def vote(self, state, vote):
        if self.tried(lambda room: voted(room, state, vote)):
            assert self.room.seat(state).vote == vote in VOTES

    @rule(state=st.sampled_from(STATES), soldiers=st.integers(-5, 1005))
    def pledge(self, state, soldiers):
        if self.tried(lambda room: pledged(room, state, soldiers)):
            assert 0 <= self.room.seat(state).pledge == soldiers <= 1000

    @rule(seen=st.sampled_from(PHASES))
    def go_on(self, seen):
        before = self.room.phase
        if self.tried(lambda room: forward(room, seen)) and seen != before:
            assert self.room.phase == before, "a page of another stage moves nothing"

    @rule()
    def lead(self):
        before = self.room
        if self.tried(lambda room: forward(room, before.phase)):
            assert PHASES.index(self.room.phase) > PHASES.index(before.phase)
            assert before.adopted in (None, self.room.adopted), "a decision stands"

    @rule()
    def start_anew(self):
        self.store.close()
        self.store = self._store()

    @rule()
    def fail_in_the_middle(self):
        def fault(room):
            msgspec.structs.replace(room, phase="result")
            raise RuntimeError("a fault of the program")

        try:
            self.store.change(self.room.code, fault)
        except RuntimeError:
            return
        raise AssertionError("the fault was swallowed")

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
            try:
                seat_of(self.room, secret)
            except NotYoursError:
                continue
            raise AssertionError("a seat opened to a stranger")
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

    @rule()
    def no_secret_stands_in_the_file(self):
        kept = b"".join(path.read_bytes() for path in self.folder.iterdir())
        assert not [s for s in (*self.secrets.values(), self.host) if s.encode() in kept]

    @precondition(lambda self: len(self.stale) > 1)
    @rule()
    def end(self):
        self.clock += 2 * 3600
        try:
            self.store.look(self.room.code)
        except NoRoomError:
            self.clock -= 2 * 3600
            return
        raise AssertionError("a room outlived its end")


RoomOfAClass.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestRoomOfAClass = RoomOfAClass.TestCase
