"""Whose a folder is: what somebody else may write is not believed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from foedus.ground.errors import DatasetError


def foreign(folder: Path) -> bool:
    """Whether the folder is there and belongs to another user (the system's own aside)."""
    if not hasattr(os, "geteuid"):
        return False
    try:
        owner = folder.stat().st_uid
    except OSError:
        return False
    return owner not in (os.geteuid(), 0)


def trusted(folder: Path) -> bool:
    """Whether nobody else can have put files into the folder; one that does not exist yet will be the user's own."""
    try:
        found = folder.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True  # there are no such owners on this system
    return found.st_uid == os.getuid() and not found.st_mode & stat.S_IWOTH


def check_owner(folder: Path, what: str, variable: str) -> None:
    """Refuse a folder of another user: its files could be made to say anything."""
    if foreign(folder):
        raise DatasetError(
            f"{what} belongs to another user",
            why="what others may write is not believed",
            hint=f"take the folder over (chown), or name one of your own: {variable}",
            where=str(folder),
        )
