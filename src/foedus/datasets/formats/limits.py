"""Bounds on what is unpacked: a small file may not become a large one."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl

#: The largest file taken, and the most that one may unpack to, in bytes. The largest of the catalogue has some 40 MB.
MOST_BYTES = 1 << 28
#: The most cells (rows times columns) and columns of one table; the largest of the catalogue has some 4 million cells.
MOST_CELLS = 50_000_000
MOST_COLUMNS = 10_000
#: Packed bytes given to an unpacker at a time, and the most it gives back at a time.
FEED = 1 << 16
STEP = 1 << 22
#: What an xz stream may ask for as its dictionary, in bytes; `xz -9` asks for 64 MiB.
XZ_MEMORY = 1 << 27
#: The most streams one after the other in a packed file.
MOST_STREAMS = 10_000


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

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

    @property
    def unused_data(self) -> bytes:
        return self.inner.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self.inner.decompress(self.inner.unconsumed_tail + data, max_length)


def unpacked(data: bytes, most: int | None = None) -> bytes:
    """The content of a gzip, bzip2 or xz file, or the bytes themselves; refuses what grows beyond `most` bytes.

    Streams one after the other (as parallel packers write them) are one file; anything else after a stream's end is
    an error.
    """
    most = MOST_BYTES if most is None else most
    maker = next((m for magic, m in MAGIC.items() if data.startswith(magic)), None)
    if maker is None:
        return data
    unpacker, parts, size, at, streams = maker(), [], 0, 0, 1
    try:
        while True:
            feed = data[at : at + FEED] if unpacker.needs_input else b""
            at += len(feed)
            part = unpacker.decompress(feed, STEP)
            parts.append(part)
            size += len(part)
            if size > most:
                raise DatasetError(
                    f"the file unpacks to more than {most:,} bytes", hint="such a file is not in the catalogue"
                )
            if unpacker.eof:
                at -= len(unpacker.unused_data)
                if at == len(data):
                    return b"".join(parts)
                unpacker, streams = maker(), streams + 1
                if streams > MOST_STREAMS:
                    raise DatasetError(f"the packed file has more than {MOST_STREAMS:,} streams")
            elif not part and not feed and at == len(data):
                raise DatasetError("the packed file ends before its end", hint="it was cut off: get it again")
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise DatasetError("the packed file is damaged", why=str(error), hint="get it again") from None


def check_shape(rows: int, columns: int, where: str = "") -> None:
    """Refuse a table beyond `MOST_COLUMNS` and `MOST_CELLS` before memory is taken for it."""
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise DatasetError(
            f"a table of {rows:,} rows and {columns:,} columns",
            why=f"at most {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells are taken",
            hint="no table of the catalogue is so large",
            where=where,
        )


def text_column(name: str, values: Sequence[str | None], where: str = "") -> pl.Series:
    """A column of texts, refused where texts that a file holds once and repeats by reference would fill memory."""
    import polars as pl

    size = sum(len(v) for v in values if v is not None)
    if size > MOST_BYTES:
        raise DatasetError(
            f"the column {name!r} holds {size:,} characters", why=f"at most {MOST_BYTES:,} are taken", where=where
        )
    return pl.Series(name, values, dtype=pl.String)


MAGIC: dict[bytes, Callable[[], _Unpacker]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, XZ_MEMORY),
}
