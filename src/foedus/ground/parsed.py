"""What is slow to parse is parsed once and kept as JSON in the user's cache folder (decision 2).

The name of the kept file holds a hash of the names, sizes and change times of all that it was made from; its first
line holds a digest of the rest. A missing, stale, damaged or edited one is made anew, and one that cannot be written is
done without; so is a folder that belongs to somebody else or that anybody may write to, since what lies there is
believed. `FOEDUS_CACHE` moves the folder.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from foedus.ground.gate import typed_json
from foedus.ground.owner import trusted

if TYPE_CHECKING:
    from mmap import mmap

T = TypeVar("T")
FORMAT = "3"
#: A temporary file this old is what a killed run has left, and not one that is being written.
ABANDONED_SECONDS = 3600
#: From this size on a kept file is mapped into memory and not copied.
LARGE_BYTES = 1_000_000


def cache_folder() -> Path:
    """Where kept files lie: `FOEDUS_CACHE`, else the user's cache folder; RuntimeError for a user without a home."""
    root = os.environ.get("FOEDUS_CACHE") or os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(root) if root else Path.home() / ".cache") / "foedus"
    except RuntimeError:  # a user without a home keeps nothing
        return Path("/nonexistent")


def key_of(files: Iterable[Path | os.DirEntry[str]]) -> str:
    """A hash of the files' names, sizes and change times; a change of any of them changes it."""
    digest = blake2b(FORMAT.encode(), digest_size=16)
    for path in files:
        found = path.stat()
        digest.update(f"{os.fspath(path)}:{found.st_size}:{found.st_mtime_ns};".encode())
    return digest.hexdigest()


def parsed(
    name: str,
    files: Iterable[Path | os.DirEntry[str]],
    kind: Any,
    make: Callable[[], T],
    decode: Callable[[type, Any], Any] | None = None,
    encode: Callable[[Any], Any] | None = None,
) -> T:
    """What `make` makes from `files`, or the copy of it that was kept; `kind` is its type.

    `decode` and `encode` are msgspec's hooks. Whatever `make` raises is passed on, and nothing is kept then.
    """
    with _collector_off():
        try:
            folder = cache_folder()
        except RuntimeError:
            return make()
        if not trusted(folder):
            return make()
        path = folder / f"{name}-{key_of(files)}.json"
        try:
            with _content(path) as content:
                found: T = typed_json(content, kind, decode)
            return found
        except (OSError, msgspec.DecodeError, ValueError):
            pass
        made = make()
        try:
            from foedus.ground.write import write_whole

            write_whole(path, _with_digest(msgspec.json.encode(made, enc_hook=encode)))
            for stale in _stale(path, name):
                stale.unlink(missing_ok=True)
        except OSError:
            pass  # a read-only home costs time, not the answer
        return made


def _with_digest(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode() + b"\n" + content


@contextmanager
def _content(path: Path) -> Iterator[memoryview]:
    """The kept JSON below its digest; ValueError where the two do not fit."""
    with _bytes_of(path) as data:
        head = data.find(b"\n") + 1
        with memoryview(data)[head:] as content:
            if data[:head].strip() != sha256(content).hexdigest().encode():
                raise ValueError(f"{path} was changed")
            yield content


@contextmanager
def _bytes_of(path: Path) -> Iterator[bytes | mmap]:
    """A file's bytes; those of a large one are read where they lie, without a copy."""
    if path.stat().st_size < LARGE_BYTES:
        yield path.read_bytes()
        return
    from mmap import ACCESS_READ, mmap

    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        yield data


def _stale(path: Path, name: str) -> Iterator[Path]:
    """What was kept of an earlier state of the files, and what killed runs have left half-written."""
    yield from (old for old in path.parent.glob(f"{name}-{'[0-9a-f]' * 32}.json") if old != path)
    for left in path.parent.glob(f".{name}-*.json.*"):
        if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
            yield left


@contextmanager
def _collector_off() -> Iterator[None]:
    """Many small objects are made and none dropped, so the garbage collector would search them over and over."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
