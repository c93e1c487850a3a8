"""Zip archives: checked for size before anything is unpacked; names in them are never used as paths."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from foedus.datasets.formats.limits import MOST_BYTES
from foedus.datasets.formats.sniff import HEAD, check_first_line
from foedus.ground.errors import DatasetError

TEXTS = (".csv", ".txt", ".tab", ".tsv")
#: What zipfile and the unpackers behind it raise on damaged archives, unknown packings and passwords.
DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error,
    NotImplementedError, RuntimeError, OSError, EOFError, ValueError, OverflowError, IndexError,
)  # fmt: skip


def check_zip(data: bytes, where: str = "") -> zipfile.ZipFile:
    """The archive opened, once its members' sizes are within bounds."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise DatasetError("the archive is damaged", why=str(error), hint="get it again", where=where) from None
    size = sum(m.file_size for m in archive.infolist())
    if size > MOST_BYTES or len(archive.infolist()) > 10_000:
        raise DatasetError(
            f"the archive unpacks to {size:,} bytes in {len(archive.infolist()):,} files",
            why=f"at most {MOST_BYTES:,} bytes are taken",
            where=where,
        )
    return archive


def members(data: bytes, where: str = "", ends: tuple[str, ...] = ("",)) -> Iterator[tuple[str, bytes]]:
    """The files of an archive whose names end so, the last part of each name with the bytes; others stay packed."""
    with check_zip(data, where) as archive:
        for member in archive.infolist():
            name = member.filename.replace("\\", "/").rsplit("/", 1)[-1]
            if not name or not name.lower().endswith(ends):  # without a name: a folder, or a forged entry
                continue
            try:
                if name.lower().endswith(TEXTS) and member.file_size > HEAD:
                    with archive.open(member) as file:
                        check_first_line(file.read(HEAD), member.filename)
                content = archive.read(member)
            except DAMAGE as error:
                raise DatasetError(
                    f"{member.filename!r} in the archive cannot be read", why=str(error), where=where
                ) from None
            yield name, content


def is_workbook(data: bytes) -> bool:
    """Whether a zip archive is an Excel workbook; of a damaged one its first entry tells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except DAMAGE:
        return b"[Content_Types].xml" in data[:4096] or b"xl/" in data[:4096]
