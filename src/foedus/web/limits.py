"""What is larger than any question needs is refused before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Receive

#: Bytes of a body, and of an address with its query.
BODY, ADDRESS = 64 * 1024, 8 * 1024


class TooLargeError(Exception):
    """A body went on beyond its limit: status 413."""


def limited(receive: Receive, most: int = BODY) -> Receive:
    """The same stream of messages; TooLargeError once more than `most` bytes of body have come."""
    taken = 0

    async def counted() -> dict[str, object]:
        nonlocal taken
        message = dict(await receive())
        taken += len(bytes(message.get("body", b"")))
        if taken > most:
            raise TooLargeError
        return message

    return counted


def refused(target: int, length: str, most: int = BODY) -> int | None:
    """The status with which a request is refused by its head alone: 414, 413, 400; None where it may go on."""
    if target > ADDRESS:
        return 414
    if length and not (length.isascii() and length.isdigit() and len(length) < 19):
        return 400
    return 413 if length and int(length) > most else None
