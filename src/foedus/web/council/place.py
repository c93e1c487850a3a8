"""Where the rooms are kept unless a file is named: the user's place for the state of programs."""

from __future__ import annotations

import os
from pathlib import Path


def rooms_file() -> Path:
    """`foedus/council.sqlite` in XDG_STATE_HOME, or in ~/.local/state; below /nonexistent for a user without a home."""
    root = os.environ.get("XDG_STATE_HOME")
    try:
        return (Path(root) if root else Path.home() / ".local" / "state") / "foedus" / "council.sqlite"
    except RuntimeError:  # opening a room then says that it cannot be kept
        return Path("/nonexistent/council.sqlite")
