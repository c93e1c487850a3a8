"""What a room refuses, each with the status that a browser is told."""

from __future__ import annotations

from typing import ClassVar

from foedus.ground.errors import QueryError
from foedus.web.council.codes import spelled_code


class RoomError(QueryError):
    """A room cannot do what was asked of it; `status` is that of the page that says so."""

    status: ClassVar[int] = 422


class NoRoomError(RoomError):
    """No room has this code, or none any more: the two are told alike, so that nobody learns which codes there were."""

    status = 404

    def __init__(self, code: str = "") -> None:
        what = f"there is no room {spelled_code(code)!r}" if code else "this is no code of a room"
        super().__init__(
            what,
            why="a room ends by itself after some hours, and its code with it",
            hint="check the code with the person who opened the room",
        )


class NotYoursError(RoomError):
    """The browser that asks does not hold the seat, or is not the host's."""

    status = 403


class NotNowError(RoomError):
    """The room is at another stage, or somebody was quicker."""

    status = 409


class TooManyError(RoomError):
    """There are too many rooms, or too many tries."""

    status = 429


class StoreError(RoomError):
    """The file of the rooms cannot be read or written; no question is at fault."""

    status = 500
