"""Download a set from its publisher: asked for, with a progress bar, resumed where it broke off, checked before use.

pooch does the downloading and, where the catalogue has the file's own hash, the checking; an archive's members are
checked one by one as `add` does. A part that came stays beside the store until the rest has come.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from foedus.datasets.catalogue import DataSet, Table, fingerprints
from foedus.datasets.formats.limits import MOST_BYTES
from foedus.datasets.kept import home
from foedus.datasets.store import add, here, unwritable
from foedus.ground.errors import DatasetError
from foedus.ground.extras import need

if TYPE_CHECKING:
    from collections.abc import Callable

    #: Called with the bytes had so far and all bytes (None where the server does not say).
    Progress = Callable[[int, int | None], None]

CHUNK = 1 << 16
TIMEOUT_SECONDS = 30


class Resuming:
    """A downloader for pooch that goes on where an earlier try broke off, if the server offers ranges."""

    def __init__(self, part: Path, progress: Progress | None = None) -> None:
        self.part, self.progress = part, progress

    def __call__(self, url: str, output_file: Any, pooch: object, check_only: bool = False) -> bool | None:
        """Download `url` into `output_file`, as pooch asks its downloaders to."""
        import requests

        if check_only:
            return bool(requests.head(url, allow_redirects=True, timeout=TIMEOUT_SECONDS).ok)
        self.part.parent.mkdir(parents=True, exist_ok=True)
        had = self.part.stat().st_size if self.part.exists() else 0
        # Packed on the way, a part could not be gone on with, nor its length compared.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={had}-"} if had else {})
        with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT_SECONDS) as answer:
            if answer.status_code != requests.codes.requested_range_not_satisfiable:  # all of it is here already
                answer.raise_for_status()
                had = had if answer.status_code == requests.codes.partial_content else 0
                length = answer.headers.get("Content-Length")
                total = had + int(length) if length and length.isdigit() else None
                _check_size(total or 0, url)
                # A connection that breaks off must not take what had come with it: the length is compared below.
                answer.raw.enforce_content_length = False
                with self.part.open("ab" if had else "wb") as file:
                    for chunk in answer.iter_content(CHUNK):
                        file.write(chunk)
                        had += len(chunk)
                        _check_size(had, url)
                        if self.progress:
                            self.progress(had, total)
                if total is not None and had < total:
                    raise ConnectionError(f"{had:,} of {total:,} bytes came")
        shutil.copyfile(self.part, output_file)
        return None


def _check_size(size: int, url: str) -> None:
    if size > MOST_BYTES:
        raise DatasetError(f"the download is larger than {MOST_BYTES:,} bytes", why="more are not taken", where=url)


def fetch(owner: DataSet, progress: Progress | None = None) -> list[Table]:
    """Download what is not here of the set, check it, and put it into the store; returns the tables that are here now.

    Raises `DatasetError` where the catalogue has no address to download from, or what came is not what was published.
    """
    need("data")
    if not owner.downloads:
        raise DatasetError(
            f"{owner.title} {owner.version} has no address to download it from",
            why="its publisher gives it out on a page, after a form, or the address is not known",
            hint=f"get it from {owner.address}, then: foedus data add FILE",
        )
    # A file that is in the store already is not fetched again; what an archive's address holds is not known before.
    found = {t.id: t for t in owner.tables.values() if t.download and here(t)}
    had = {t.download for t in found.values()}
    for url in owner.downloads:
        if url not in had:
            found |= {table.id: table for table in _fetched(owner, url, progress)}
    return list(found.values())


def file_name(url: str) -> str:
    """The last part of an address, without a query, as a plain name.

    >>> file_name("https://example.org/data/wars.csv?version=4"), file_name("https://example.org/MIDA%205.0.csv")
    ('wars.csv', 'MIDA 5.0.csv')
    """
    return Path(unquote(url.split("?")[0].rsplit("/", 1)[-1])).name or "download"


def _fetched(owner: DataSet, url: str, progress: Progress | None) -> list[Table]:
    """Download one file or archive of the set and put what it holds into the store."""
    import pooch
    import requests

    pooch.get_logger().setLevel("WARNING")  # the progress bar tells what is happening
    name = file_name(url)
    known = fingerprints().get(name)
    folder = home() / "downloads"
    part = folder / f"{owner.id}-{hashlib.blake2b(url.encode(), digest_size=6).hexdigest()}.part"
    try:
        path = pooch.retrieve(
            url,
            known_hash=f"sha256:{known.sha256}" if known else None,
            fname=f"{owner.id}-{name}.download",
            path=folder,
            downloader=Resuming(part, progress),
        )
    except (requests.RequestException, ConnectionError) as error:
        raise DatasetError(
            f"{owner.title} could not be downloaded",
            why=f"{type(error).__name__}: {str(error)[:200]}",
            hint=f"try again: what has come is kept; or get it from {owner.address} and: foedus data add FILE",
            where=url,
        ) from None
    except ValueError as error:  # pooch: the hash is another one
        part.unlink(missing_ok=True)
        raise DatasetError(
            f"what came is not the published {name}",
            why=str(error).splitlines()[0][:300],
            hint=f"the publisher may have put out another version than {owner.version}: see {owner.address}",
            where=url,
        ) from None
    except OSError as error:
        raise unwritable(error) from None
    got = Path(path)
    try:
        return add(got, name)
    finally:
        got.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
