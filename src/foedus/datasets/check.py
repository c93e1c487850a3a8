"""Verify the store: published files against what was published, tidy tables against the digests beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foedus.datasets.catalogue import tables
from foedus.datasets.kept import content_of, home, kept
from foedus.datasets.recognise import recognise
from foedus.datasets.store import file_of
from foedus.ground.errors import DatasetError
from foedus.ground.owner import check_owner


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file of the store, what is wrong with it (nothing if empty), and what to do."""

    path: Path
    problem: str = ""
    hint: str = ""


def check() -> list[Verdict]:
    """One verdict for every published file and every kept table of the store, and for what else lies there.

    Tables that another version of Foedus kept are never read, and not looked at."""
    check_owner(home(), "the store", "FOEDUS_DATA_HOME")
    known = {file_of(table): table.id for table in tables().values()}
    files = sorted(p for p in (home() / "files").rglob("*") if p.is_file())
    tidy = [path for path in map(kept, tables().values()) if path.is_file()]
    return [_published(path, known.get(path)) for path in files] + [_tidy(path) for path in tidy]


def _published(path: Path, name: str | None) -> Verdict:
    """A published file: recognised, and as the table in whose place it lies."""
    again = "remove it, and foedus data add the published file"
    try:
        found = recognise(path.read_bytes(), path.name)
    except (DatasetError, OSError) as error:
        return Verdict(path, error.what if isinstance(error, DatasetError) else str(error), again)
    if name is not None and found.id != name:
        return Verdict(path, f"this is {found.file}, a file of {found.id} and not of {name}", again)
    if found.set != path.parent.name:
        return Verdict(path, f"this is {found.file} and belongs to {found.set}", again)
    return Verdict(path)


def _tidy(path: Path) -> Verdict:
    """A kept table: its digest beside it, and the digest of its bytes."""
    if content_of(path) is not None:
        return Verdict(path)
    return Verdict(path, "its bytes are not those whose digest was kept", "remove it: it is made anew when asked for")
