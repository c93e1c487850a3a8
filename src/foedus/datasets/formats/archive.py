"""Zip archives: checked for size before anything is unpacked; names in them are never used as paths."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from foedus.datasets.formats.limits import MOST_BYTES
from foedus.ground.errors import DatasetError


def check_zip(data: bytes, where: str = "") -> zipfile.ZipFile:
    """The archive opened, once its members' sizes are within bounds."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DatasetError("the archive is damaged", why=str(error), hint="get it again", where=where) from None
    size = sum(m.file_size for m in archive.infolist())
    if size > MOST_BYTES or len(archive.infolist()) > 10_000:
        raise DatasetError(
            f"the archive unpacks to {size:,} bytes in {len(archive.infolist()):,} files",
            why=f"at most {MOST_BYTES:,} bytes are taken",
            where=where,
        )
    return archive


def members(data: bytes, where: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of an archive, the last part of each name with the bytes."""
    with check_zip(data, where) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            try:
                content = archive.read(member)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
                raise DatasetError(
                    f"{member.filename!r} in the archive cannot be read", why=str(error), where=where
                ) from None
            yield member.filename.replace("\\", "/").rsplit("/", 1)[-1], content
