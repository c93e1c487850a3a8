"""Recognise a published file by its content, or say what it is and what differs from the one the catalogue knows.

A file is taken if its bytes are the published ones (sha256), if only line endings or the outer packing differ, or if
every column has the published values (another format, separator or encoding, a twin of the publisher's). Anything else
is refused: figures that were computed from an edited file would pass for published ones.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import Fingerprint, Form, Table, by_file, catalogue, fingerprints, get_set, tables
from foedus.datasets.formats import raw
from foedus.datasets.formats.limits import MOST_BYTES
from foedus.datasets.formats.sniff import Look, kind_of, look
from foedus.ground.errors import DatasetError, UnknownFileError

if TYPE_CHECKING:
    import polars as pl

#: From this share of a table's own column names on, a file is said to be "like" it.
ALIKE = 0.5
#: A name that so many tables have says little of which one a file is like.
COMMON = 4
#: What stands for "not known" among numbers in text files, whatever the publisher.
EMPTY = ("", "NA", "NaN", ".")
#: How a release is numbered in a file's own column; others hold a year there, or a name.
RELEASE = re.compile(r"^\d+\.\d+$")


def fingerprint_of(values: pl.Series, missing: tuple[int, ...] = ()) -> str:
    """A short hash of a column's values in their order; the same for any format that holds the same values.

    Texts that are all numbers count as numbers; `missing` are codes of numbers that mean "not known".
    """
    import polars as pl

    state = hashlib.blake2b(digest_size=6)
    numbers, texts = _values(values)
    if numbers is not None:
        numbers = numbers.set(numbers.is_in(list(map(float, missing))).fill_null(False), None) if missing else numbers
        state.update((numbers.fill_nan(None).fill_null(float("nan")) + 0.0).cast(pl.Float64).to_numpy().tobytes())
    elif texts:
        if any(v is not None and ("\x1f" in v or "\x00" in v) for v in texts):
            # Texts that hold the marks themselves are told apart by their lengths.
            state.update(b"\x00\x00lengths\x1f")
            texts = ["\x00" if v is None else f"{len(v)}:{v}" for v in texts]
        state.update("\x1f".join("\x00" if v is None else v for v in texts).encode("utf-8", "surrogatepass"))
    return state.hexdigest()


def _values(values: pl.Series) -> tuple[pl.Series | None, list[str | None]]:
    """A column as numbers, if it holds nothing else, or as texts; an empty text is null."""
    import polars as pl

    if values.dtype.is_temporal():
        values = values.dt.date().cast(pl.String) if values.dtype == pl.Datetime else values.cast(pl.String)
    if values.dtype != pl.String:
        return values.cast(pl.Float64), []
    texts = values.str.strip_chars()
    gone = texts.is_in(EMPTY).fill_null(True)
    numbers = texts.set(gone, None).cast(pl.Float64, strict=False)
    if gone.all():
        return numbers, []
    if not (numbers.is_null() & ~gone).any():
        return numbers, []
    return None, texts.set(texts == "", None).to_list()


def line_feeds(data: bytes) -> str:
    """The sha256 with carriage returns before line feeds, and a byte order mark, left out."""
    return hashlib.sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()


def recognise(data: bytes, name: str = "") -> Table:
    """The table whose published file this is, in the form of that file.

    Raises `DatasetError` that says what the file is, what differs, or what it is like.
    """
    if (known := known_bytes(data, name)) is not None:
        return known
    return _by_values(data, name)


def known_bytes(data: bytes, name: str = "") -> Table | None:
    """The table whose published file these bytes are, line endings aside; None if they are not known."""
    if len(data) > MOST_BYTES:
        raise DatasetError(f"the file has {len(data):,} bytes", why=f"at most {MOST_BYTES:,} are taken", where=name)
    if not data:
        raise DatasetError("the file is empty", where=name)
    digest, prints, files = hashlib.sha256(data).hexdigest(), fingerprints(), by_file()
    for file, known in prints.items():
        if known.sha256 == digest and file in files:
            return files[file]
    if kind_of(data) not in ("csv", "json"):
        return None
    bare = line_feeds(data)
    return next((files[f] for f, known in prints.items() if known.lf and known.lf == bare and f in files), None)


def _by_values(data: bytes, name: str) -> Table:
    """The table that has the file's columns and values; the refusal names what the file is, or the nearest table."""
    named = by_file().get(name)
    try:
        seen = look(data, name)
    except DatasetError as error:
        if named is None:
            raise UnknownFileError(error.what, why=error.why, hint=error.hint, where=name) from None
        raise DatasetError(
            f"not the published {name}: {error.what}", why=error.why, hint=error.hint, where=name
        ) from None
    nearest: tuple[float, Table, pl.DataFrame | None] | None = None
    read: dict[tuple[object, ...], pl.DataFrame | None] = {}
    for table in _candidates(seen, name):
        form = _packing(table)
        if form not in read:
            try:
                read[form] = raw(data, table)
            except DatasetError:
                read[form] = None
        frame = read[form]
        if frame is None:
            if table.file == name:
                nearest = nearest or (0, table, None)
            continue
        if _same(frame, table):
            return table
        score = _alike(frame, table) + (table.file == name) - 1e-6 * abs(frame.height - _print_of(table).rows)
        if nearest is None or score > nearest[0]:
            nearest = (score, table, frame)
    if nearest and (nearest[0] >= ALIKE or nearest[2] is None):
        raise _differs(data, name, nearest[1], nearest[2])
    if named and name in fingerprints():
        raise _differs(data, name, named, None)
    raise _unknown(name, seen, next((f for f in read.values() if f is not None), None))


def _candidates(seen: Look, name: str) -> list[Table]:
    """Every table in the forms that fit the file: those of its name, those published so, then other packings."""
    published, packed = [], []
    for file, table in by_file().items():
        main = tables()[table.id]
        if main.file not in fingerprints():
            continue
        if table.kind == seen.kind and (seen.kind != "csv" or _may_be(seen, table) or file == name):
            published.append(table)
        if file == main.file and main.header:
            ending = f"{main.file}.{seen.kind}"
            other = main.in_form(Form(file=ending, kind=seen.kind, encoding=seen.encoding, separator=seen.separator))
            if _packing(other) != _packing(table) and (seen.kind != "csv" or _may_be(seen, other)):
                packed.append(other)
    return sorted(published, key=lambda t: t.file != name) + packed


def _packing(table: Table) -> tuple[object, ...]:
    """What decides how a file's bytes are read."""
    return (table.kind, table.encoding, table.separator, table.header, table.skip_lines, table.sheet, table.digits)


def _may_be(seen: Look, table: Table) -> bool:
    """Whether the first line can be that of the table: read on only if it shares columns with it."""
    if not table.header or table.skip_lines:
        return bool(table.skip_lines) or len(seen.fields) == len(_print_of(table).columns)
    if table.separator not in (seen.separator, ","):
        return False
    have = {f.casefold() for f in seen.fields}
    want = {c.casefold() for c in _wanted(table)}
    return len(have & want) >= ALIKE * len(want)


def _print_of(table: Table) -> Fingerprint:
    """The fingerprint of the table's file, or of the form in which it was seen."""
    prints = fingerprints()
    return prints.get(table.file) or prints[tables()[table.id].file]


def _wanted(table: Table) -> dict[str, str]:
    """The columns that a file of the table has, by the names it gives them, with the hash of each one's values.

    A form that was not seen is known by the columns that the catalogue takes from the table's own file.
    """
    own = fingerprints().get(table.file)
    if own:
        return own.columns
    main, known = tables()[table.id], _print_of(table).columns
    if table.file.startswith(main.file):
        return known
    own_names = {short: column.source or short for short, column in main.columns.items()}
    return {table.columns[s].source or s: known[name] for s, name in own_names.items() if name in known}


def _same(frame: pl.DataFrame, table: Table) -> bool:
    """Whether the frame has the table's published values, column by column; capitals in names do not matter."""
    wanted = _wanted(table)
    names = {c.casefold(): c for c in frame.columns}
    if frame.height != _print_of(table).rows or not wanted or any(c.casefold() not in names for c in wanted):
        return False
    unseen = any(form.file == table.file for form in tables()[table.id].forms) and table.file not in fingerprints()
    if not unseen and [c.casefold() for c in frame.columns] != [c.casefold() for c in wanted]:
        return False
    codes = _missing(table)
    return all(fingerprint_of(frame[names[c.casefold()]], codes) == h for c, h in wanted.items())


def _missing(table: Table) -> tuple[int, ...]:
    """The codes for "not known" that an unseen form has in its numbers and the table's own file has not."""
    form = next((f for f in tables()[table.id].forms if f.file == table.file), None)
    return form.missing if form and table.file not in fingerprints() else ()


def _alike(frame: pl.DataFrame, table: Table) -> float:
    """The share of the table's own column names that the frame has; names that many tables have do not count."""
    wanted = _wanted(table)
    if not table.header:  # without names only values can be alike
        return float(any(c in frame.columns and fingerprint_of(frame[c]) == h for c, h in wanted.items()))
    times = Counter(c for known in fingerprints().values() for c in known.columns)
    own = {c for c in wanted if times[c] < COMMON} or set(wanted)
    have = set(frame.columns)
    return len(have & own) / max(1, len(own | {c for c in have if times[c] < COMMON}))


def _differs(data: bytes, name: str, table: Table, frame: pl.DataFrame | None) -> DatasetError:
    known, owner = _print_of(table), get_set(table.set)
    hint = f"get it again from {owner.address}"
    told = [f"{len(data):,} bytes, published {known.bytes:,}"] if len(data) != known.bytes else []
    if frame is None:
        told.append("it cannot be read to its end")
    else:
        wanted = _wanted(table)
        if frame.height != known.rows:
            told.append(f"{frame.height:,} rows, published {known.rows:,}")
        if missing := [c for c in wanted if c not in frame.columns]:
            told.append(f"columns missing: {', '.join(missing[:6])}")
        if more := [c for c in frame.columns if c not in wanted]:
            told.append(f"columns not published: {', '.join(more[:6])}")
        if not missing and frame.height == known.rows:
            changed = [c for c, h in wanted.items() if fingerprint_of(frame[c]) != h]
            if changed:
                told.append(f"other values in: {', '.join(changed[:6])}")
            elif not more:
                told.append("its columns stand in another order")
        if release := _release(frame, owner.version):
            told.insert(0, f"its own column `version` says {release}")
            hint = f"{release} is not in the catalogue, {owner.version} is: foedus data show {owner.id}"
    if unseen := _unseen(name):
        return unseen
    # A file under another name of which no column has the published values is no copy that somebody edited.
    kept = frame is None or any(c in frame.columns and fingerprint_of(frame[c]) == h for c, h in _wanted(table).items())
    kind = DatasetError if kept or name == table.file else UnknownFileError
    return kind(
        f"not the published {tables()[table.id].file} of {owner.title} {owner.version}, though like it",
        why="; ".join(told),
        hint=hint if "catalogue" in hint else f"{hint}; another version than {owner.version} is not in the catalogue",
        where=name,
    )


def _release(frame: pl.DataFrame, version: str) -> str:
    """What the file's own column of versions says, if it is one thing and another than the version known here."""
    if "version" not in frame.columns or frame["version"].n_unique() != 1:
        return ""
    told = str(frame["version"][0])
    return told if RELEASE.match(told) and told not in version else ""


def _unseen(name: str) -> DatasetError | None:
    """The refusal of a file that bears the name of a release of which no copy was seen."""
    for owner in catalogue().values():
        for release in owner.unseen:
            if name in release.files:
                return DatasetError(
                    f"this bears the name of {owner.title} {release.version}, of which no copy could be checked yet",
                    why=f"the catalogue has {owner.version}; {release.text}".rstrip("; "),
                    hint=f"foedus data show {owner.id} lists the releases that were not seen",
                    where=name,
                )
    return None


def _unknown(name: str, seen: Look, frame: pl.DataFrame | None) -> DatasetError:
    """The refusal of a file that is like nothing in the catalogue: what it is, as far as it could be read."""
    if unseen := _unseen(name):
        return unseen
    if frame is not None and seen.kind != "csv":
        what = f"a table of {frame.height:,} rows and {frame.width} columns ({', '.join(frame.columns[:6])} ...)"
    elif seen.kind == "csv" and len(seen.fields) > 1:
        what = f"text with {len(seen.fields)} fields in its first line ({', '.join(seen.fields[:6])} ...)"
    elif seen.kind == "csv":
        what = "text that is no table: its first line has no separator (comma, semicolon, tab, |)"
    else:
        what = f"a file of the kind {seen.kind} that could not be read as a table"
    return UnknownFileError(
        "no set of the catalogue has this file",
        why=f"it is {what}; neither its bytes nor its columns are those of a published file known here",
        hint="foedus data list names the sets and versions",
        where=name,
    )
