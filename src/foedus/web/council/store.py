"""Rooms in one SQLite file: what is acknowledged is on the disk, whatever kills the server next.

Each move reads, changes and writes its room within one transaction that nobody else can be in, in the journal mode
that survives a kill (WAL, every commit synced). A room is over at its end, whether or not it has been swept away yet;
what is swept is overwritten. The file holds digests instead of secrets, and nothing of anybody's person.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from foedus.ground.gate import typed_json
from foedus.web.council.codes import digest, new_code, new_secret, opens
from foedus.web.council.convening import Sitting
from foedus.web.council.moves import taken
from foedus.web.council.refusals import NoRoomError, NotYoursError, RoomError, StoreError, TooManyError
from foedus.web.council.room import CouncilRoom, Seat

#: How long a room lasts, in hours, and the least and most that a host can choose.
HOURS, LEAST_HOURS, MOST_HOURS = 4, 1, 12
#: So many rooms at once; more would be no class but an attack.
MOST_ROOMS: Final = 300
#: So many codes of rooms that have ended are remembered, in memory.
REMEMBERED_ROOMS: Final = 1000
#: Marks the file as ours ("FOED"), and its form.
APPLICATION, FORM = 0x464F4544, 1
TABLE: Final = """
create table if not exists room (
    code text primary key, ends integer not null, body blob not null
) strict, without rowid
"""
Move = Callable[[CouncilRoom], CouncilRoom]


class CouncilStore:
    """The rooms of one file. One connection, one user at a time; other processes may use the file as well.

    `now` gives the time in seconds since 1970. Raises `StoreError` for a file that cannot be used.
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time, most_rooms: int = MOST_ROOMS) -> None:
        self.path, self.now, self.most_rooms = path, now, most_rooms
        self._lock = threading.Lock()
        self._link: sqlite3.Connection | None = None
        self._over: OrderedDict[str, None] = OrderedDict()

    # --- what happens in rooms -----------------------------------------------------------------

    def open_room(self, council: Sitting, hours: int = HOURS) -> tuple[CouncilRoom, str]:
        """A new room for a council, and the host's secret; `TooManyError` where there are too many already."""
        if not LEAST_HOURS <= hours <= MOST_HOURS:
            raise RoomError(f"a room cannot last {hours} hours", hint=f"choose {LEAST_HOURS} to {MOST_HOURS}")
        secret, opened = new_secret(), int(self.now())
        with self._writing() as link:
            self._sweep(link)
            (there,) = link.execute("select count(*) from room").fetchone()
            if there >= self.most_rooms:
                raise TooManyError(
                    "there are too many rooms", why=f"{there} are open", hint="try again when one has ended"
                )
            code = next(c for c in iter(new_code, "") if self._found(link, c) is None)
            room = CouncilRoom(
                code=code, case=council.case, opened=opened, ends=opened + hours * 3600, host=digest(secret),
                procedure=council.procedure, leader=council.leader, seats=council.seats,
            )  # fmt: skip
            link.execute("insert into room values (?, ?, ?)", (code, room.ends, msgspec.json.encode(room)))
        return room, secret

    def look(self, code: str) -> CouncilRoom:
        """The room as it is; `NoRoomError` for a code that is wrong or over."""
        with self._using() as link:
            return self._there(link, code)

    def sit_down(self, code: str, state: str) -> tuple[CouncilRoom, str]:
        """Take a seat, and the secret that holds it."""
        secret = new_secret()
        return self.change(code, lambda room: taken(room, state, digest(secret))), secret

    def change(self, code: str, move: Move) -> CouncilRoom:
        """The room after a move, written; a move that raises changes nothing."""
        with self._writing() as link:
            before = self._there(link, code)
            after = move(before)
            if after is not before:
                link.execute("update room set body = ? where code = ?", (msgspec.json.encode(after), code))
        return after

    def close_room(self, code: str) -> None:
        """The room and all that was said in it are gone."""
        with self._writing() as link:
            self._there(link, code)
            link.execute("delete from room where code = ?", (code,))
            self._ended(code)
        self._forget()

    def sweep(self) -> int:
        """Remove the rooms that are over; how many there were."""
        with self._writing() as link:
            found = self._sweep(link)
        if found:
            self._forget()
        return found

    def was_there(self, code: str) -> bool:
        """Whether a room of this code has ended while this server ran: who asks for it has guessed nothing."""
        return code in self._over

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._link is not None:
                self._link.close()
                self._link = None

    # --- the file ------------------------------------------------------------------------------

    def _sweep(self, link: sqlite3.Connection) -> int:
        over = link.execute("delete from room where ends <= ? returning code", (int(self.now()),)).fetchall()
        for (code,) in over:
            self._ended(code)
        return len(over)

    def _ended(self, code: str) -> None:
        self._over[code] = None
        if len(self._over) > REMEMBERED_ROOMS:
            self._over.popitem(last=False)

    def _forget(self) -> None:
        """Empty the journal, in which what was deleted would stand for a while yet."""
        with self._using() as link:
            link.execute("pragma wal_checkpoint(truncate)")

    def _found(self, link: sqlite3.Connection, code: str) -> bytes | None:
        row = link.execute("select body from room where code = ?", (code,)).fetchone()
        return None if row is None else row[0]

    def _there(self, link: sqlite3.Connection, code: str) -> CouncilRoom:
        body = self._found(link, code)
        if body is None:
            raise NoRoomError(code)
        try:
            room: CouncilRoom = typed_json(body, CouncilRoom)
        except msgspec.MsgspecError as error:
            raise StoreError(f"the room {code!r} is damaged", why=str(error), hint="open another room") from None
        if room.ends <= self.now():
            self._ended(code)
            raise NoRoomError(code)
        return room

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, whole or not at all, that begins by keeping all other writers out."""
        with self._using() as link:
            link.execute("begin immediate")
            try:
                yield link
            except BaseException:
                link.execute("rollback")
                raise
            link.execute("commit")

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._link is None:
                    self._link = self._linked()
                yield self._link
            except sqlite3.Error as error:
                raise StoreError(
                    f"the rooms cannot be kept in {self.path}", why=str(error), hint="give another file for the rooms"
                ) from None
            except OSError as error:
                raise StoreError(
                    f"the rooms cannot be kept in {self.path}",
                    why=error.strerror or str(error),
                    hint="give another file for the rooms",
                ) from None

    def _linked(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Nobody else on the machine reads it; SQLite gives the files beside it the same mode.
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        link = sqlite3.connect(self.path, timeout=5, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(link)
        except BaseException:
            link.close()
            raise
        return link

    def _prepare(self, link: sqlite3.Connection) -> None:
        (mark,) = link.execute("pragma application_id").fetchone()
        (form,) = link.execute("pragma user_version").fetchone()
        (tables,) = link.execute("select count(*) from sqlite_master").fetchone()
        if (mark, form) != (APPLICATION, FORM) and (mark or form or tables):
            raise StoreError(
                f"the rooms cannot be kept in {self.path}",
                why="it is a database of another program or another version",
                hint="give another file for the rooms",
            )
        link.execute("pragma journal_mode = wal")
        link.execute("pragma synchronous = full")
        link.execute("pragma secure_delete = on")
        link.execute("begin immediate")
        link.execute(TABLE)
        link.execute(f"pragma application_id = {APPLICATION}")
        link.execute(f"pragma user_version = {FORM}")
        link.execute("commit")


def seat_of(room: CouncilRoom, secret: str) -> Seat:
    """The seat that a secret holds; `NotYoursError` where it holds none."""
    for seat in room.seats:
        if opens(secret, seat.holder):
            return seat
    raise NotYoursError("this browser has no seat in the room", hint="take one that is free")


def as_host(room: CouncilRoom, secret: str) -> None:
    """Raise `NotYoursError` unless the secret is the host's."""
    if not opens(secret, room.host):
        raise NotYoursError("this browser did not open the room", hint="the host leads from stage to stage")
