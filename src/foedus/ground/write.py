"""Write files whole or not at all; write into what is no regular file.

A symbolic link is followed, a file that is there keeps its mode, a new one gets what the umask allows. A pipe, a
device or a terminal is written into and never replaced, however it is named (`/dev/stdout`, a link to it).
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: A part left behind by a run that was killed is cleared away once it is this old, in seconds.
STALE = 3600
#: What is named here is written into, also where a shell has sent it to a regular file that it holds open itself.
STREAMS = ("/dev/", "/proc/")


def write_whole(path: Path, content: bytes | str) -> None:
    """Write `content` to `path`; an interrupted write leaves the old file as it was."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    with whole(path) as part:
        part.write_bytes(data)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to; once the block has ended well, it takes the place of `path`.

    Raises `OSError` where that cannot be: for a folder, a file without leave to write, a full disk.
    """
    goal, regular = _goal(path)
    if regular:
        goal.parent.mkdir(parents=True, exist_ok=True)
        _clear(goal)
    part = _part(goal if regular else Path(tempfile.gettempdir()) / "stream")
    try:
        yield part
        if regular:
            if goal.exists():
                part.chmod(stat.S_IMODE(goal.stat().st_mode))
            part.replace(goal)
        else:
            with part.open("rb") as made, goal.open("wb") as into:
                shutil.copyfileobj(made, into)
    finally:
        part.unlink(missing_ok=True)


def _goal(path: Path) -> tuple[Path, bool]:
    """Where the content belongs, links followed, and whether a file there may be replaced by another."""
    goal, links = path.absolute(), 0
    while not str(goal).startswith(STREAMS) and goal.is_symlink():
        goal, links = goal.parent / goal.readlink(), links + 1
        if links > 40:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if str(goal).startswith(STREAMS):
        return goal, False
    if goal.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if goal.is_file() and not os.access(goal, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return goal, goal.is_file() or not goal.exists()


def _part(goal: Path) -> Path:
    """A new empty file beside the goal, with the mode that the umask allows."""
    part = goal.parent / f"{_prefix(goal)}{secrets.token_hex(6)}.part"
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    return part


def _clear(goal: Path) -> None:
    """Remove parts of this file or folder that killed runs have left."""
    prefix, old = _prefix(goal), time.time() - STALE
    with os.scandir(goal.parent) as entries:
        left = [Path(e) for e in entries if e.name.startswith(prefix) and e.name.endswith(".part")]
    for part in left:
        with suppress(FileNotFoundError):  # another run may have cleared it
            if part.stat().st_mtime < old:
                shutil.rmtree(part) if part.is_dir() else part.unlink()


def _prefix(goal: Path) -> str:
    """How the names of its parts begin; short, since a name has at most 255 bytes."""
    return f".{goal.name[:40]}."


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A new folder beside `path` to fill; once the block has ended well, it takes the place of `path`.

    `path` must not be there, or be an empty folder; `OSError` otherwise, and nothing of it is touched.
    """
    goal = path.absolute()
    goal.parent.mkdir(parents=True, exist_ok=True)
    _clear(goal)
    part = goal.parent / f"{_prefix(goal)}{secrets.token_hex(6)}.part"
    part.mkdir()
    try:
        yield part
        if goal.is_dir() and not goal.is_symlink():
            goal.rmdir()  # only an empty one can be
        elif goal.exists() or goal.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        part.replace(goal)
    finally:
        shutil.rmtree(part, ignore_errors=True)
