"""What a folder holds of a site: each page with the hash of its inputs and of its bytes.

The manifest is what tells a site of Foedus from a folder of somebody's own, which is never written into.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import msgspec

from foedus.ground.errors import FoedusError
from foedus.ground.gate import typed_json
from foedus.ground.strict import Strict
from foedus.ground.write import write_whole

NAME, FORMAT = "foedus-site.json", 1


class SiteError(FoedusError):
    """A folder cannot take a site, or what stands in it is not what was written."""


class Written(Strict, kw_only=True, frozen=True):
    """A page as it was written: hashes of its inputs and its bytes, and the maps that it shows."""

    inputs: str
    content: str
    maps: tuple[str, ...] = ()


class Manifest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """All pages of a site by file, and the files beside them with the hash of their bytes."""

    format: int = FORMAT
    pages: dict[str, Written] = msgspec.field(default_factory=dict)
    beside: dict[str, str] = msgspec.field(default_factory=dict)


def opened(folder: Path) -> Manifest:
    """The manifest of a folder, an empty one where there is nothing yet; `SiteError` for a folder that is none."""
    path = folder / NAME
    if folder.exists() and not folder.is_dir():
        raise SiteError(f"{folder} is no folder", hint="name a new or an empty one")
    if not path.exists():
        if folder.exists() and any(folder.iterdir()):
            raise SiteError(
                f"{folder} holds files, and is no site of Foedus",
                why=f"it has no {NAME}, so nothing in it is ours to replace",
                hint="name a new or an empty folder",
            )
        return Manifest()
    try:
        found: Manifest = typed_json(path.read_bytes(), Manifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SiteError(
            f"{path} is damaged", why=str(error), hint="remove the folder, or name another one, and make the site anew"
        ) from None
    if found.format != FORMAT:
        raise SiteError(
            f"{path} is of format {found.format}",
            why=f"this Foedus writes format {FORMAT}",
            hint="name a new folder, or make the site anew",
        )
    if wrong := next((f for f in (*found.pages, *found.beside) if not _inside(folder, f)), None):
        raise SiteError(f"{path} is damaged", why=f"{wrong} does not lie in the folder", hint="make the site anew")
    return found


def _inside(folder: Path, file: str) -> bool:
    """Whether a file that a manifest names lies below the folder, links followed."""
    return not file.startswith("/") and (folder / file).resolve().is_relative_to(folder.resolve())


def hashed(content: bytes) -> str:
    """The hash of a file's bytes."""
    return blake2b(content, digest_size=16).hexdigest()


def untouched(folder: Path, file: str, known: str) -> bool:
    """Whether a file is there as it was written, False where it is gone; `SiteError` where it is another."""
    try:
        content = (folder / file).read_bytes()
    except FileNotFoundError:
        return False
    if hashed(content) != known:
        raise SiteError(
            f"{folder / file} is not as it was written",
            why="a page that somebody has changed is not replaced",
            hint="remove that file, and it is made anew",
        )
    return True


def keep(folder: Path, manifest: Manifest) -> None:
    """Write the manifest whole."""
    content = msgspec.json.encode(manifest, order="deterministic")
    write_whole(folder / NAME, msgspec.json.format(content, indent=1) + b"\n")
