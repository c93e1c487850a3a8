"""What is slow to parse is parsed once and kept as JSON in the user's cache folder (decision 2).

The name of the kept file holds a hash of the names, sizes and change times of all that it was made from; a missing,
stale or damaged one is made anew, and one that cannot be written is done without. `FOEDUS_CACHE` moves the folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from foedus.ground.owner import foreign
from foedus.ground.write import write_whole

T = TypeVar("T")
FORMAT = "1"


def cache_folder() -> Path:
    """Where kept files lie: `FOEDUS_CACHE`, else the user's cache folder."""
    root = os.environ.get("FOEDUS_CACHE") or os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(root) if root else Path.home() / ".cache") / "foedus"
    except RuntimeError:  # a user without a home keeps nothing
        return Path("/nonexistent")


def key_of(files: Iterable[Path]) -> str:
    """A hash of the files' names, sizes and change times; a change of any of them changes it."""
    digest = blake2b(FORMAT.encode(), digest_size=16)
    for path in files:
        stat = path.stat()
        digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return digest.hexdigest()


def parsed(
    name: str,
    files: Iterable[Path],
    kind: Any,
    make: Callable[[], T],
    decode: Callable[[type, Any], Any] | None = None,
    encode: Callable[[Any], Any] | None = None,
) -> T:
    """What `make` makes from `files`, or the copy of it that was kept; `kind` is its type.

    `decode` and `encode` are msgspec's hooks. Whatever `make` raises is passed on, and nothing is kept then.
    """
    path = cache_folder() / f"{name}-{key_of(files)}.json"
    if foreign(path.parent):  # what others may write is not believed
        return make()
    try:
        found: T = msgspec.json.decode(path.read_bytes(), type=kind, dec_hook=decode)
        return found
    except (OSError, msgspec.DecodeError, ValueError):
        pass
    made = make()
    try:
        for stale in path.parent.glob(f"{name}-*.json"):
            stale.unlink(missing_ok=True)
        write_whole(path, msgspec.json.encode(made, enc_hook=encode))
    except OSError:
        pass  # a read-only home costs time, not the answer
    return made
