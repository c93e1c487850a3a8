"""The user's own copies of published files, and the tidy tables made from them.

A file is kept as it came under `files/SET/`, its tidy table as an Arrow file under `tables/`, made anew when the file,
its declaration or the readers change. Names of files come from the catalogue, never from what was added.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import DataSet, Table, fingerprints, get_set, get_table, tables
from foedus.ground.errors import DatasetError
from foedus.ground.extras import need
from foedus.ground.version import __version__
from foedus.ground.write import write_whole

if TYPE_CHECKING:
    import polars as pl


def home() -> Path:
    """The folder of the store: FOEDUS_DATA_HOME, else where the system keeps a user's data."""
    if named := os.environ.get("FOEDUS_DATA_HOME"):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / "foedus" / "datasets"


def unwritable(error: OSError) -> DatasetError:
    """The error of a store that cannot be written."""
    return DatasetError(
        f"the store cannot be written: {error.strerror or error}",
        hint="free or allow the folder, or name another: FOEDUS_DATA_HOME",
        where=str(home()),
    )


def file_of(table: Table) -> Path:
    """Where the table's published file is kept, there or not."""
    return home() / "files" / table.set / table.file


def here(table: Table) -> bool:
    """Whether the table's published file is in the store."""
    return file_of(table).is_file()


def add(path: Path, name: str = "") -> list[Table]:
    """Recognise a file (or the files of a zip archive), check and store it; returns the tables that it holds.

    Nothing is stored unless the file was recognised and could be made tidy. Of an archive, files that the catalogue
    does not name (codebooks, other formats of the same data) are passed over, if at least one is of it; one that bears
    a published file's name and is not that file is refused, and the archive with it.
    """
    from foedus.datasets.formats.limits import MOST_BYTES

    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise DatasetError(f"the file has {size:,} bytes", why=f"at most {MOST_BYTES:,} are taken", where=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"the file cannot be read: {error.strerror}", where=str(path)) from None
    return add_bytes(data, name or path.name)


def add_bytes(data: bytes, name: str) -> list[Table]:
    """Recognise, check and store bytes that were found under a name; see `add`."""
    from foedus.datasets.recognise import recognise
    from foedus.datasets.tidy import tidy

    need("data")
    packed, named = _is_archive(data), {table.file for table in tables().values()}
    found, refused = [], []
    for inner, content in _archived(data, name) if packed else [(name, data)]:
        try:
            table = recognise(content, inner)
        except DatasetError as error:
            if packed and Path(inner).name in named:
                raise
            refused.append(error)
            continue
        found.append((table, content, tidy(content, table)))
    if not found:
        raise refused[0]
    try:
        for table, content, frame in found:
            write_whole(file_of(table), content)
            _keep(table, frame)
    except OSError as error:
        raise unwritable(error) from None
    return [table for table, _, _ in found]


def _is_archive(data: bytes) -> bool:
    """A zip archive that is not an Excel workbook."""
    from foedus.datasets.formats.archive import is_workbook

    return data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not is_workbook(data)


def _archived(data: bytes, name: str) -> list[tuple[str, bytes]]:
    from foedus.datasets.formats.archive import members

    ends = tuple({Path(t.file).suffix.lower() for t in tables().values()})
    found = list(members(data, name, ends))
    if not found:
        raise DatasetError("the archive holds no data file", hint="foedus data list names the files", where=name)
    return found


def frame(name: str) -> pl.DataFrame:
    """A tidy table by id ("set.table", or the set's id where it has one table).

    Raises `DatasetError` if its file is not in the store, naming how to get it.
    """
    need("data")
    table = get_table(name)
    made = _read(_kept(table), table)
    return _made(table) if made is None else made


def _read(path: Path, table: Table) -> pl.DataFrame | None:
    """The tidy table kept in a file; None if it is not there or damaged, whatever Polars raises for that."""
    import polars as pl

    if not path.is_file():
        return None
    try:
        found = pl.read_ipc(path)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic stands outside Exception
        return None
    return found if found.columns == list(table.columns) else None


def raw_frame(name: str) -> pl.DataFrame:
    """A published table with all its columns as they stand in the file, codes for "not known" included."""
    from foedus.datasets.formats import raw

    need("data")
    table = get_table(name)
    return raw(_checked(table), table)


def _content(table: Table) -> bytes:
    try:
        return file_of(table).read_bytes()
    except OSError:
        owner = get_set(table.set)
        raise DatasetError(
            f"{table.id} is not here: {owner.title} {owner.version}",
            why=f"its file {table.file} is not in {home()}",
            hint=f"get it from {owner.address}, then: foedus data add {table.file}"
            + (f" (or: foedus data fetch {owner.id})" if owner.downloads else ""),
        ) from None


def _checked(table: Table) -> bytes:
    """The table's published file; one changed inside the store is refused like any other."""
    from foedus.datasets.recognise import recognise

    content = _content(table)
    found = recognise(content, table.file)
    if found.file != table.file:
        raise DatasetError(
            f"this is {found.file}, not {table.file}",
            hint=f"foedus data add puts files into their places; remove {file_of(table)}",
            where=str(file_of(table)),
        )
    return content


def _made(table: Table) -> pl.DataFrame:
    from contextlib import suppress

    from foedus.datasets.tidy import tidy

    made = tidy(_checked(table), table)
    with suppress(OSError):  # a store that may only be read serves too, without keeping what was made
        _keep(table, made)
    return made


def _keep(table: Table, made: pl.DataFrame) -> None:
    import io

    buffer = io.BytesIO()
    made.write_ipc(buffer, compression="uncompressed")
    path = _kept(table)
    for old in path.parent.glob(f"{table.id}.*.arrow"):
        if old != path:
            old.unlink(missing_ok=True)
    write_whole(path, buffer.getvalue())


def _kept(table: Table) -> Path:
    return home() / "tables" / f"{table.id}.{_stamp(table.id)}.arrow"


@cache
def _stamp(name: str) -> str:
    """What the tidy table depends on: the published file, its declaration, the code that reads it, the version."""
    import msgspec

    table = get_table(name)
    folder = Path(__file__).parent
    sources = [folder / "tidy.py", *sorted(folder.glob("readers/*.py")), *sorted(folder.glob("formats/*.py"))]
    code = b"".join(p.read_bytes() for p in sources)
    known = fingerprints().get(table.file)
    text = json.dumps([__version__, known.sha256 if known else "", msgspec.to_builtins(table)], sort_keys=True)
    return hashlib.blake2b(text.encode() + code, digest_size=8).hexdigest()


def missing(names: Iterable[str]) -> DatasetError | None:
    """The error that names all tables whose files are not in the store, and how to get them; None if all are."""
    gone = [table for table in map(get_table, dict.fromkeys(names)) if not here(table)]
    if not gone:
        return None
    ways, places = [], []
    for name in dict.fromkeys(t.set for t in gone):
        owner, files = get_set(name), [t for t in gone if t.set == name]
        if owner.download or all(t.download for t in files):
            ways.append(name)
        else:
            places.append(f"{', '.join(t.file for t in files)} from {owner.address}")
    steps = [f"foedus data fetch {' '.join(ways)}"] if ways else []
    steps += [f"get {'; '.join(places)}; then: foedus data add FILE..."] if places else []
    return DatasetError(
        f"not here: {', '.join(t.id for t in gone)}",
        why=f"Foedus ships no publisher's files, and these are not in {home()}",
        hint="; ".join(steps),
    )


def present(owner: DataSet) -> list[Table]:
    """The tables of a set whose files are in the store."""
    return [t for t in owner.tables.values() if here(t)]
