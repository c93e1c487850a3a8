"""Answers kept as bytes: the least lately asked go first, and what depends on today goes with the day.

An answer is the same for the same address, record and code, so its ETag is made of these three; a browser that has it
is told so (304). What is about past days, known by past days, is never different: it may be kept without asking.
"""

from __future__ import annotations

import datetime as dt
import gzip
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256

from foedus.ground.version import __version__
from foedus.record.version import VERSION
from foedus.web.route import Body, Inquiry
from foedus.world import today

#: Bytes that the kept answers may take, compressed and not.
ROOM = 128 * 2**20
#: Below this many bytes compression gains nothing.
SMALL = 512
#: How hard gzip tries: above this it costs more time than it saves bytes.
LEVEL = 5
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class KeptBytes:
    """An answer with its headers in both forms; `day` is the day it holds for, None for one that holds for ever."""

    plain: bytes
    packed: bytes
    headers: Headers
    packed_headers: Headers
    etag: bytes
    day: dt.date | None

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self.plain) + len(self.packed)


class Cache:
    """Answers by canonical address, `room` bytes of them at most."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self.taken = room, 0
        self._kept: OrderedDict[str, KeptBytes] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, address: str) -> KeptBytes | None:
        """The answer at an address, unless there is none or its day is over."""
        found = self._kept.get(address)
        if found is None:
            return None
        if found.day is not None and found.day != today():
            self._drop(address)
            return None
        self._kept.move_to_end(address)
        return found

    def put(self, address: str, kept: KeptBytes) -> None:
        """Keep an answer, and let go of those that were asked longest ago until it has room."""
        if kept.size > self.room // 4:
            return
        self._drop(address)
        self._kept[address] = kept
        self.taken += kept.size
        while self.taken > self.room:
            self._drop(next(iter(self._kept)))

    def _drop(self, address: str) -> None:
        gone = self._kept.pop(address, None)
        self.taken -= gone.size if gone else 0


def made_ready(address: str, asked: Inquiry, body: Body, further: Headers) -> KeptBytes:
    """An answer with its headers; `further` are those that every answer of its kind carries."""
    day = None if settled(asked) else today()
    words = f"{address} {VERSION} {__version__} {day} {sha256(body.content).hexdigest()}"
    etag = f'"{sha256(words.encode()).hexdigest()[:24]}"'.encode()
    control = b"public, max-age=86400" if day is None else b"no-cache"
    headers = [*further, (b"content-type", body.media.encode()), (b"cache-control", control), (b"etag", etag)]
    if body.filename:
        headers.append((b"content-disposition", f'attachment; filename="{body.filename}"'.encode("ascii", "replace")))
    headers.append((b"vary", b"accept-encoding"))
    packs = len(body.content) >= SMALL and not body.media.startswith(("image/png", "application/pdf"))
    packed = gzip.compress(body.content, LEVEL, mtime=0) if packs else b""
    plain_headers = [*headers, (b"content-length", str(len(body.content)).encode())]
    packed_headers = [*headers, (b"content-encoding", b"gzip"), (b"content-length", str(len(packed)).encode())]
    return KeptBytes(body.content, packed, plain_headers, packed_headers, etag, day)


def settled(asked: Inquiry) -> bool:
    """Whether the answer is about past days as known by past days, and so the same on every day to come."""
    days = [value for name, value in asked.values.items() if name in ("on", "known")]
    return bool(days) and all(day is not None and day < today() for day in days)
