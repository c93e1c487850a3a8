"""Whose a folder is: what somebody else may write is not believed."""

from __future__ import annotations

import os
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


def check_owner(folder: Path, what: str, variable: str) -> None:
    """Refuse a folder of another user: its files could be made to say anything."""
    if foreign(folder):
        raise DatasetError(
            f"{what} belongs to another user",
            why="what others may write is not believed",
            hint=f"take the folder over (chown), or name one of your own: {variable}",
            where=str(folder),
        )
