"""Panels as Parquet files: what is a state's is written once a state and year, and not once a pair (decision 13).

A group of rows holds some years. A state-year column of a dyad-year panel is stored in it as its values in these years,
and for each row the number of one: Parquet's own dictionary, which needs no search here, and the rows' numbers are the
same for all such columns. All other columns are stored plain. Pages are packed with zstd.
Format: Apache Parquet, "File format", "Encodings", and parquet.thrift; every reader of Parquet reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.panel.columns import Array, Column, Mask
from foedus.panel.dyads import ENDS, Dyads, End
from foedus.panel.side import Side
from foedus.panel.thrift import I32, I64, Value, encoded, varint

if TYPE_CHECKING:
    from pyarrow import Codec

MARK = b"PAR1"
BY = b"foedus (https://github.com/apache/parquet-format 2)"
PLAIN, RLE, DICTIONARY, OPTIONAL, ZSTD, LEVEL = I32(0), I32(3), I32(8), I32(1), I32(6), 3


class Kind(NamedTuple):
    """How values are stored: Parquet's type, the type of its bytes ("" for text), what else the type stands for."""

    type: int
    stored: str
    meant: int | None = None


KINDS = {
    "bool": Kind(0, "?"), "int8": Kind(1, "<i4", 15), "int16": Kind(1, "<i4", 16), "int32": Kind(1, "<i4"),
    "text": Kind(6, "", 0), "int64": Kind(2, "<i8"), "float32": Kind(4, "<f4"), "float64": Kind(5, "<f8"),
}  # fmt: skip


class Chunk(NamedTuple):
    """A column of a group of rows: its pages, where the data page begins in them, and what the footer says of it."""

    pages: bytes
    data: int
    unpacked: int
    about: dict[int, Value]


def storable(columns: Mapping[str, Column]) -> bool:
    """Whether all columns are of types that are written here; text is where it is a state's."""
    return all(_type_of(c) in KINDS and (isinstance(c, Side) or not c.words) for c in columns.values())


def write(columns: Mapping[str, Column], pairs: Dyads, path: Path, most: int) -> None:
    """Write columns of dyad-years, groups of at most so many rows (or one year); two are made at a time."""
    with path.open("wb") as file, ThreadPoolExecutor(2) as pool:
        file.write(MARK)
        paired = {end: pairs.partners(end) > 0 for end in ENDS}
        groups: list[Value] = []
        for rows, chunks in pool.map(partial(_group, columns, pairs, paired), pairs.spans(most)):
            group: list[Value] = []
            for name, chunk in zip(columns, chunks, strict=True):
                group.append({2: I64(file.tell()), 3: _described(name, chunk, file.tell(), rows)})
                file.write(chunk.pages)
            groups.append({1: group, 2: I64(sum(c.unpacked for c in chunks)), 3: I64(rows)})
        footer = encoded(
            {
                1: I32(2), 2: [{4: b"panel", 5: I32(len(columns))}, *_schema(columns)], 3: I64(len(pairs)), 4: groups,
                6: BY, 7: [{1: {}} for _ in columns],
            }
        )  # fmt: skip
        file.write(footer + len(footer).to_bytes(4, "little") + MARK)


def _type_of(column: Column) -> str:
    return "text" if column.words else (column.column if isinstance(column, Side) else column).values.dtype.name


def _schema(columns: Mapping[str, Column]) -> Iterator[Value]:
    for name, column in columns.items():
        kind = KINDS[_type_of(column)]
        meant: dict[int, Value] = {} if kind.meant is None else {6: I32(kind.meant)}
        yield {1: I32(kind.type), 3: OPTIONAL, 4: name.encode(), **meant}


def _described(name: str, chunk: Chunk, at: int, rows: int) -> Value:
    coding: list[Value] = [PLAIN, RLE, DICTIONARY] if chunk.data else [PLAIN, RLE]
    found: dict[int, Value] = {
        2: coding, 3: [name.encode()], 4: ZSTD, 5: I64(rows), 6: I64(chunk.unpacked), 7: I64(len(chunk.pages)),
        9: I64(at + chunk.data), **({11: I64(at)} if chunk.data else {}),
    }  # fmt: skip
    return dict(sorted((found | chunk.about).items()))


def _group(
    columns: Mapping[str, Column], pairs: Dyads, paired: Mapping[End, Mask], years: slice
) -> tuple[int, list[Chunk]]:
    """The rows of some years, and their chunks by column."""
    import pyarrow as pa

    rows = slice(*pairs.begin[[years.start, years.stop]].tolist())
    states = slice(*pairs.states.offset[[years.start, years.stop]].tolist())
    number = np.arange(len(pairs.states.code)) - states.start
    packer = Packer(pa.Codec("zstd", compression_level=LEVEL), rows.stop - rows.start)
    if states.stop - states.start > 1 << 16:
        raise AssertionError("the places of a group's state-years take 16 bits")
    places = {end: pairs.side(end, number.astype("<u2"), years) for end in ENDS}
    return packer.rows, [
        packer.by_state(c.of_states(states), places[c.end], paired[c.end][states], c.end)
        if isinstance(c, Side) and c.column.values.dtype != np.bool_
        else packer.plain(c.part(rows, years))
        for c in columns.values()
    ]


class Packer:
    """Packs the columns of one group of rows; pages of the same content are packed once."""

    def __init__(self, codec: Codec, rows: int) -> None:
        self.codec, self.rows = codec, rows
        self.kept: dict[tuple[int, bytes], tuple[bytes, int, int]] = {}

    def plain(self, column: Column) -> Chunk:
        """Values as they are."""
        values, known = column.values, column.known
        known = None if known is None or bool(known.all()) else known
        held = values if known is None else values[known]
        kind = KINDS[values.dtype.name]
        if kind.stored == "?":
            body = np.packbits(held, bitorder="little").tobytes()
        else:
            body = np.ascontiguousarray(held, kind.stored).tobytes()
        data, size = self._page({1: I32(0)}, 5, {2: PLAIN, 3: RLE, 4: RLE}, self.rows, self._levels(known) + body)
        return Chunk(data, 0, size, _about(kind, held, self.rows - len(held)))

    def by_state(self, column: Column, place: Array, paired: Mask, end: End) -> Chunk:
        """The values of the group's state-years, and for each row the place of one (unsigned, 16 bits).

        `paired`: which state-years have a row, so that others do not count for the least and the largest value.
        """
        values, known = column.values, column.known
        known = None if known is None or bool(known.all()) else known
        kind = KINDS["text" if column.words else values.dtype.name]
        book = _text(column) if column.words else np.ascontiguousarray(values, kind.stored).tobytes()
        head, first = self._page({1: I32(2)}, 7, {2: PLAIN}, len(values), book)
        key = (end, b"" if known is None else known.tobytes())
        if key not in self.kept:
            rows = None if known is None else known[place]
            held = place if rows is None else place[rows]
            # Groups of eight numbers of 16 bits each, the last one filled up: a number is its own two bytes.
            body = b"\x10" + varint((len(held) + 7) // 8 << 1 | 1) + held.tobytes() + bytes(-len(held) % 8 * 2)
            coding: dict[int, Value] = {2: DICTIONARY, 3: RLE, 4: RLE}
            page, size = self._page({1: I32(0)}, 5, coding, self.rows, self._levels(rows) + body)
            self.kept[key] = page, size, len(held)
        data, second, there = self.kept[key]
        seen = values[paired if known is None else paired & known]
        return Chunk(head + data, len(head), first + second, _about(kind, seen, self.rows - there))

    def _levels(self, known: Mask | None) -> bytes:
        """Which rows are known: one run of ones, or a bit each."""
        if known is None:
            runs = varint(self.rows << 1) + b"\1"
        else:
            runs = varint((self.rows + 7) // 8 << 1 | 1) + np.packbits(known, bitorder="little").tobytes()
        return len(runs).to_bytes(4, "little") + runs

    def _page(
        self, kind: dict[int, Value], field: int, coding: dict[int, Value], count: int, body: bytes
    ) -> tuple[bytes, int]:
        """A page with its header, and its size before it was packed."""
        packed = self.codec.compress(body, asbytes=True)
        head = encoded({**kind, 2: I32(len(body)), 3: I32(len(packed)), field: {1: I32(count), **coding}})
        return head + packed, len(head) + len(body)


def _text(column: Column) -> bytes:
    """Each value's word, its length before it; of what is unknown, any."""
    words = [len(w).to_bytes(4, "little") + w for w in (word.encode() for word in column.words)]
    return b"".join(words[place] for place in column.values)


def _about(kind: Kind, seen: Array, unknown: int) -> dict[int, Value]:
    """The type, and by what a reader may skip a group: unknown rows, and of whole numbers the largest and the least."""
    found: dict[int, Value] = {3: I64(unknown)}
    if kind.stored in ("<i4", "<i8") and len(seen):
        found |= {5: seen.max().astype(kind.stored).tobytes(), 6: seen.min().astype(kind.stored).tobytes()}
    return {1: I32(kind.type), 12: found}
