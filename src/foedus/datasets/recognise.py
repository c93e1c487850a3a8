"""Recognise a published file by its content, or say what differs from the one the catalogue knows.

A file is taken if its bytes are the published ones (sha256), if only line endings differ, or if every column has the
published values (packed anew). Anything else is refused: figures that were computed from an edited file would pass
for published ones.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Fingerprint, Table, fingerprints, get_set, tables
from foedus.datasets.formats import raw
from foedus.datasets.formats.limits import MAGIC, MOST_BYTES
from foedus.ground.errors import DatasetError

if TYPE_CHECKING:
    import polars as pl

#: From this share of common column names on, a file is said to be "like" a table.
ALIKE = 0.5


def fingerprint_of(values: pl.Series) -> str:
    """A short hash of a column's values in their order; the same for any packing of the same values."""
    import polars as pl

    state = hashlib.blake2b(digest_size=6)
    if values.dtype == pl.String:
        texts = values.to_list()
        if any(v is not None and ("\x1f" in v or "\x00" in v) for v in texts):
            # Texts that hold the marks themselves are told apart by their lengths.
            state.update(b"\x00\x00lengths\x1f")
            texts = ["\x00" if v is None else f"{len(v)}:{v}" for v in texts]
        state.update("\x1f".join("\x00" if v is None else v for v in texts).encode("utf-8", "surrogatepass"))
    else:
        state.update(values.cast(pl.Float64).fill_null(float("nan")).to_numpy().tobytes())
    return state.hexdigest()


def line_feeds(data: bytes) -> str:
    """The sha256 with carriage returns before line feeds, and a byte order mark, left out."""
    return hashlib.sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()


def recognise(data: bytes, name: str = "") -> Table:
    """The table whose published file this is. Raises `DatasetError` that says what differs, or what it is like."""
    if len(data) > MOST_BYTES:
        raise DatasetError(f"the file has {len(data):,} bytes", why=f"at most {MOST_BYTES:,} are taken", where=name)
    if not data:
        raise DatasetError("the file is empty", where=name)
    by_file = {t.file: t for t in tables().values()}
    digest, bare = hashlib.sha256(data).hexdigest(), line_feeds(data)
    for file, known in fingerprints().items():
        if file in by_file and (known.sha256 == digest or (known.lf and known.lf == bare)):
            return by_file[file]
    if data.startswith(b"%PDF"):
        raise DatasetError("this is a PDF", hint="codebooks are not data; add the data file itself", where=name)
    return _by_columns(data, name)


def _by_columns(data: bytes, name: str) -> Table:
    """The table whose columns and values the file has; the refusal names the nearest one."""
    best: tuple[float, Table, pl.DataFrame] | None = None
    named: tuple[Table, pl.DataFrame | None] | None = None
    tried: dict[tuple[object, ...], pl.DataFrame | None] = {}
    kind = _kind(data)
    for table in tables().values():
        if table.file not in fingerprints():
            continue
        if table.file == name:
            named = (table, None)
        if table.kind != kind:
            continue
        form = (table.encoding, table.separator, table.header, table.skip_lines, table.sheet)
        if form not in tried:
            try:
                tried[form] = raw(data, table)
            except DatasetError:
                tried[form] = None
        frame = tried[form]
        if frame is None:
            continue
        known = fingerprints()[table.file]
        if _same(frame, known):
            return table
        if table.file == name:
            named = (table, frame)
        score = len(set(frame.columns) & set(known.columns)) / max(1, len(set(frame.columns) | set(known.columns)))
        score += 1e-3 * (table.file == name) - 1e-6 * abs(frame.height - known.rows)
        if best is None or score > best[0]:
            best = (score, table, frame)
    if best and best[0] >= ALIKE:
        raise _differs(data, name, best[1], best[2])
    if named:
        raise _differs(data, name, *named)
    raise DatasetError(
        "no set of the catalogue has this file",
        why="neither its bytes nor its columns are those of a published file known here",
        hint="foedus data list names the sets and versions",
        where=name,
    )


def _kind(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    if data.startswith(b"<stata_dta>") or (
        data[:1] in (b"\x6e", b"\x6f", b"\x71", b"\x72", b"\x73") and data[2:3] == b"\x01"
    ):
        return "dta"
    if data.startswith((*MAGIC, b"RDX", b"X\n", b"A\n")):
        return "r"
    return "json" if data.lstrip()[:1] == b"{" else "csv"


def _same(frame: pl.DataFrame, known: Fingerprint) -> bool:
    if frame.height != known.rows or frame.columns != list(known.columns):
        return False
    return all(fingerprint_of(frame[c]) == h for c, h in known.columns.items())


def _differs(data: bytes, name: str, table: Table, frame: pl.DataFrame | None) -> DatasetError:
    known, owner = fingerprints()[table.file], get_set(table.set)
    told = [f"{len(data):,} bytes, published {known.bytes:,}"] if len(data) != known.bytes else []
    if frame is None:
        told.append("it cannot be read to its end")
    else:
        if frame.height != known.rows:
            told.append(f"{frame.height:,} rows, published {known.rows:,}")
        if missing := [c for c in known.columns if c not in frame.columns]:
            told.append(f"columns missing: {', '.join(missing[:6])}")
        if more := [c for c in frame.columns if c not in known.columns]:
            told.append(f"columns not published: {', '.join(more[:6])}")
        if not missing and frame.height == known.rows:
            changed = [c for c, h in known.columns.items() if fingerprint_of(frame[c]) != h]
            if changed:
                told.append(f"other values in: {', '.join(changed[:6])}")
            elif not more:
                told.append("its columns stand in another order")
    return DatasetError(
        f"not the published {table.file} of {owner.title} {owner.version}, though like it",
        why="; ".join(told),
        hint=f"get it again from {owner.address}; another version than {owner.version} is not in the catalogue",
        where=name,
    )
