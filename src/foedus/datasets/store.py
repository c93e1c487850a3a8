"""The user's own copies of published files, and the tidy tables made from them.

A file is kept as it came under `files/SET/`; its tidy table is made when it is first asked for, and kept (see `kept`).
Names of files come from the catalogue, never from what was added.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.datasets import kept
from foedus.datasets.catalogue import DataSet, Table, get_set, get_table, tables
from foedus.datasets.kept import home
from foedus.ground.errors import DatasetError
from foedus.ground.extras import need
from foedus.ground.owner import check_owner
from foedus.ground.write import write_whole

if TYPE_CHECKING:
    import polars as pl

#: Endings under which a file is kept that holds a table's values in another packing than any that was published.
PACKINGS = ("csv", "dta", "r", "xlsx", "parquet", "arrow")


def unwritable(error: OSError) -> DatasetError:
    """The error of a store that cannot be written."""
    return DatasetError(
        f"the store cannot be written: {error.strerror or error}",
        hint="free or allow the folder, or name another: FOEDUS_DATA_HOME",
        where=str(home()),
    )


def place(table: Table) -> Path:
    """Where a file of the table, in the form of that file, is kept."""
    return home() / "files" / table.set / table.file


def file_of(table: Table) -> Path:
    """Where the table's published file is kept, in whatever form it is there; the place of its own if none is."""
    folder = home() / "files" / table.set
    found = (folder / name for name in (*table.files, *(f"{table.file}.{ending}" for ending in PACKINGS)))
    return next((path for path in found if path.is_file()), folder / table.file)


def here(table: Table) -> bool:
    """Whether the table can be had: its published file is in the store, or all that it can be made from."""
    if file_of(table).is_file():
        return True
    return bool(table.made_from) and all(file_of(get_table(name)).is_file() for name in table.made_from)


def add(path: Path, name: str = "") -> list[Table]:
    """Recognise a file (or the files of a zip archive), check and store it; returns the tables that it holds.

    Nothing is stored unless the file was recognised; one whose bytes are not the published ones must also make its tidy
    table. Of an archive, files that the catalogue does not name (codebooks, other formats of the same data) are passed
    over, if at least one is of it; one that bears a published file's name and is not that file is refused, and the
    archive with it.
    """
    from foedus.datasets.formats.limits import MOST_BYTES

    try:
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            raise DatasetError("this is no file", why="a pipe, a device or a folder is not read", where=str(path))
        if told.st_size > MOST_BYTES:
            raise DatasetError(
                f"the file has {told.st_size:,} bytes", why=f"at most {MOST_BYTES:,} are taken", where=str(path)
            )
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"the file cannot be read: {error.strerror}", where=str(path)) from None
    return add_bytes(data, name or path.name)


def add_bytes(data: bytes, name: str) -> list[Table]:
    """Recognise, check and store bytes that were found under a name; see `add`."""
    from foedus.datasets.recognise import known_bytes

    need("data")
    check_owner(home(), "the store", "FOEDUS_DATA_HOME")
    if (whole := known_bytes(data, name)) is not None:
        found = [(whole, data)]
    elif _is_archive(data):
        found = _members_known(data, name)
    else:
        found = [_recognised(data, name)]
    try:
        for table, content in found:
            write_whole(place(table), content)
    except OSError as error:
        raise unwritable(error) from None
    return [table for table, _ in found]


def _members_known(data: bytes, name: str) -> list[tuple[Table, bytes]]:
    """The files of an archive that the catalogue knows; raises the first refusal where it knows none."""
    found, refused, named = [], [], {file for table in tables().values() for file in table.files}
    for inner, content in _archived(data, name):
        try:
            found.append(_recognised(content, inner))
        except DatasetError as error:
            if Path(inner).name in named:
                raise
            refused.append(error)
    if not found:
        raise refused[0]
    return found


def _recognised(data: bytes, name: str) -> tuple[Table, bytes]:
    """The table of a file and the content to keep: without an outer packing, and tried where its bytes are new."""
    from foedus.datasets.formats.sniff import plain
    from foedus.datasets.recognise import known_bytes, recognise

    if (known := known_bytes(data, name)) is not None:
        return known, data
    content, inner = plain(data, name)
    if content is not data and (known := known_bytes(content, inner)) is not None:
        return known, content
    table = recognise(content, inner)
    from foedus.datasets.tidy import tidy

    tidy(content, table)
    return table, content


def _is_archive(data: bytes) -> bool:
    """A zip archive that is not an Excel workbook."""
    from foedus.datasets.formats.archive import is_workbook

    return data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not is_workbook(data)


def _archived(data: bytes, name: str) -> list[tuple[str, bytes]]:
    from foedus.datasets.formats.archive import members

    ends = tuple({Path(file).suffix.lower() for t in tables().values() for file in t.files})
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
    check_owner(home(), "the store", "FOEDUS_DATA_HOME")
    made = kept.read(table)
    return _made(table) if made is None else made


def raw_frame(name: str) -> pl.DataFrame:
    """A published table with all its columns as they stand in the file, codes for "not known" included."""
    from foedus.datasets.formats import raw

    need("data")
    return raw(*_checked(get_table(name)))


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


def _checked(table: Table) -> tuple[bytes, Table]:
    """The table's published file and the table in its form; one changed inside the store is refused like any other."""
    from foedus.datasets.recognise import recognise

    content, path = _content(table), file_of(table)
    found = recognise(content, path.name)
    if found.id != table.id:
        raise DatasetError(
            f"this is {found.file}, not {table.file}",
            hint=f"foedus data add puts files into their places; remove {path}",
            where=str(path),
        )
    return content, found


def _made(table: Table) -> pl.DataFrame:
    from contextlib import suppress

    from foedus.datasets.tidy import tidied, tidy

    if table.made_from and not file_of(table).is_file() and here(table):
        from foedus.datasets.readers.made import MAKERS

        made = tidied(MAKERS[table.maker](*map(frame, table.made_from)), plain_columns(table))
    else:
        made = tidy(*_checked(table))
    with suppress(OSError):  # a store that may only be read serves too, without keeping what was made
        kept.keep(table, made)
    return made


def plain_columns(table: Table) -> Table:
    """The table as its maker gives it: columns under their own names, what is not known as null."""
    import msgspec

    columns = {
        name: msgspec.structs.replace(column, source="", missing=(), format="")
        for name, column in table.columns.items()
    }
    return msgspec.structs.replace(table, columns=columns, reader="")


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
