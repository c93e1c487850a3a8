"""Tidy tables that were made once and kept as Arrow files, each with the digest of its bytes beside it.

A kept table is believed if its bytes are those whose digest stands there; any other is made anew from the published
file. The name holds what the table depends on: the published files, the declaration, the code that reads them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Table, fingerprints, get_table
from foedus.ground.version import __version__
from foedus.ground.write import write_whole

if TYPE_CHECKING:
    import polars as pl


def _user() -> Path:
    """The user's own folder; where there is none, the place that systems name for those who have none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/nonexistent")


def home() -> Path:
    """The folder of the store: FOEDUS_DATA_HOME, else where the system keeps a user's data."""
    if named := os.environ.get("FOEDUS_DATA_HOME"):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or _user() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = _user() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or _user() / ".local" / "share")
    return base / "foedus" / "datasets"


def read(table: Table) -> pl.DataFrame | None:
    """The tidy table kept in a file; None if it is not there, was changed or is damaged."""
    import polars as pl

    content = content_of(kept(table))
    if content is None:
        return None
    try:
        found = pl.read_ipc(content)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic stands outside Exception
        return None
    return found if found.columns == list(table.columns) else None


def content_of(path: Path) -> bytes | None:
    """The bytes of a kept table, if they are those whose digest stands beside it."""
    try:
        content, told = path.read_bytes(), digest_of(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return content if hashlib.sha256(content).hexdigest() == told else None


def digest_of(path: Path) -> Path:
    """Where the digest of a kept table stands."""
    return path.with_name(f"{path.name}.sha256")


def keep(table: Table, made: pl.DataFrame) -> None:
    """Keep a tidy table in place of an older one."""
    import io

    buffer = io.BytesIO()
    made.write_ipc(buffer, compression="uncompressed")
    path = kept(table)
    for old in path.parent.glob(f"{table.id}.*.arrow*"):
        if old not in (path, digest_of(path)):
            old.unlink(missing_ok=True)
    # The digest last: without it the table is not believed.
    digest_of(path).unlink(missing_ok=True)
    write_whole(path, buffer.getvalue())
    write_whole(digest_of(path), f"{hashlib.sha256(buffer.getvalue()).hexdigest()}\n")


def kept(table: Table) -> Path:
    """Where the tidy table is kept, there or not."""
    return home() / "tables" / f"{table.id}.{stamp(table.id)}.arrow"


@cache
def stamp(name: str) -> str:
    """What the tidy table depends on: the published file, its declaration, the code that reads it, the version."""
    import msgspec

    table = get_table(name)
    folder = Path(__file__).parent
    sources = [folder / "tidy.py", *sorted(folder.glob("readers/*.py")), *sorted(folder.glob("formats/*.py"))]
    code = b"".join(p.read_bytes() for p in sources)
    seen = [fingerprints()[file].sha256 for file in table.files if file in fingerprints()]
    text = json.dumps([__version__, seen, msgspec.to_builtins(table)], sort_keys=True)
    return hashlib.blake2b(text.encode() + code, digest_size=8).hexdigest()
