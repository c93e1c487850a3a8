"""Bounds on what is unpacked: a small file may not become a large one."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from foedus.ground.errors import DatasetError

#: The largest file taken, and the most that one may unpack to, in bytes.
MOST_BYTES = 1 << 30
STEP = 1 << 22


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gzip:
    """zlib's unpacker with the interface of bz2's and lzma's."""

    def __init__(self) -> None:
        self.inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self.inner.eof

    @property
    def needs_input(self) -> bool:
        return not self.inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self.inner.decompress(self.inner.unconsumed_tail + data, max_length)


def unpacked(data: bytes, most: int = MOST_BYTES) -> bytes:
    """The content of a gzip, bzip2 or xz stream, or the bytes themselves; refuses what grows beyond `most`."""
    maker = next((m for magic, m in MAGIC.items() if data.startswith(magic)), None)
    if maker is None:
        return data
    unpacker, parts, size = maker(), [], 0
    try:
        part = unpacker.decompress(data, STEP)
        while part or not unpacker.eof:
            parts.append(part)
            size += len(part)
            if size > most:
                raise DatasetError(
                    f"the file unpacks to more than {most:,} bytes", hint="such a file is not in the catalogue"
                )
            if unpacker.eof:
                break
            part = unpacker.decompress(b"", STEP)
            if not part and not unpacker.eof:
                raise DatasetError("the packed file ends before its end", hint="it was cut off: get it again")
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise DatasetError("the packed file is damaged", why=str(error), hint="get it again") from None
    return b"".join(parts)


MAGIC: dict[bytes, Callable[[], _Unpacker]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lzma.LZMADecompressor,
}
