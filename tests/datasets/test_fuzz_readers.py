"""Bytes that no writer made: whatever the format, a table or a `DatasetError`, and nothing else.

`tools/fuzz_readers.py` runs the same question for as long as one likes, guided by coverage.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foedus.datasets.formats import archive, raw
from foedus.datasets.formats.limits import unpacked
from foedus.datasets.tidy import tidied
from foedus.ground.errors import DatasetError
from small_catalogue import dta_bytes, pandas_frame, published, r_bytes, table_of, zip_bytes

FILES = sorted(published())
#: What each kind begins with, so that arbitrary bytes get past the door.
DOORS = {
    "forces.csv": b"state,year,milper\n",
    "forces.dta": b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>",
    "forces.rda": b"RDX3\nX\n\x00\x00\x00\x03\x00\x04\x03\x00\x00\x03\x05\x00\x00\x00\x00\x05UTF-8",
    "forces.rds": b"X\n\x00\x00\x00\x02\x00\x04\x03\x00\x00\x02\x03\x00",
    "forces.xlsx": b"PK\x03\x04",
    "places.json": b'{"type":"FeatureCollection","features":[',
}
#: Numbers that readers take for lengths, counts and places.
NUMBERS = (0, 1, -1, -2, 255, 1 << 16, 1 << 24, (1 << 31) - 1, -(1 << 31))
MARKS = (
    b"<",
    b">",
    b'"',
    b"\n",
    b"\r\n",
    b",",
    b";",
    b"\x00",
    b"\xff",
    b"[",
    b"{",
    b"999999999",
    b"-1",
    b"ZZZ",
    b"nan",
)
PACKERS = (bytes, gzip.compress, bz2.compress, lzma.compress)


def read(data: bytes, file: str) -> None:
    """Read and make tidy; only a `DatasetError` may come out, and none that hides a shortage of memory."""
    table = table_of(file)
    try:
        tidied(raw(data, table), table)
    except DatasetError as error:
        assert error.what
        assert "MemoryError" not in error.why


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content after one to four blows: a byte, a forged number, a mark, a piece cut out or repeated, an end."""
    data = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["byte", "number", "mark", "cut", "repeat", "end"])):
            case "byte":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "number":
                data[at : at + 4] = struct.pack(draw(st.sampled_from(["<i", ">i"])), draw(st.sampled_from(NUMBERS)))
            case "mark":
                data[at : at + draw(st.sampled_from([0, 1, 4]))] = draw(st.sampled_from(MARKS))
            case "cut":
                del data[at : at + draw(st.integers(1, 64))]
            case "repeat":
                data[at:at] = data[at : at + draw(st.integers(1, 64))]
            case _:
                del data[at:]
    return bytes(data)


@settings(max_examples=30)
@given(st.data())
@pytest.mark.parametrize("file", FILES)
def test_damaged_files_of_every_kind(file, data):
    read(data.draw(damaged(published()[file])), file)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(["forces.rda", "forces.rds"]), st.sampled_from(PACKERS))
def test_r_files_damaged_inside_their_packing(data, file, pack):
    read(pack(data.draw(damaged(unpacked(published()[file])))), file)


@settings(max_examples=30)
@given(st.data(), st.sampled_from([114, 117, 118, 119]))
def test_damaged_stata_files_of_four_versions(data, version):
    read(data.draw(damaged(dta_bytes(pandas_frame(), version))), "forces.dta")


@settings(max_examples=40)
@given(st.data())
def test_workbooks_damaged_inside_their_archive(data):
    with zipfile.ZipFile(io.BytesIO(published()["forces.xlsx"])) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    read(zip_bytes(parts | {part: data.draw(damaged(parts[part]))}, zipfile.ZIP_STORED), "forces.xlsx")


@settings(max_examples=25)
@given(content=st.binary(max_size=200))
@pytest.mark.parametrize("file", sorted(DOORS))
def test_arbitrary_bytes_behind_the_door_of_each_format(file, content):
    read(DOORS[file] + content, file)


@settings(max_examples=80)
@given(st.data())
def test_damaged_archives(data):
    content = data.draw(damaged(zip_bytes({"a/forces.csv": published()["forces.csv"], "code.pdf": b"%PDF"})))
    archive.is_workbook(content)
    try:
        names = [name for name, _ in archive.members(content)]
    except DatasetError as error:
        assert error.what
    else:
        assert not any("/" in name for name in names)


@settings(max_examples=40)
@given(st.sampled_from(PACKERS[1:]), st.binary(max_size=200), st.integers(0, 400))
@example(gzip.compress, b"", 5)
def test_a_packed_file_is_whole_or_refused(pack, content, end):
    """Cut within its first bytes it is no packed file any more, and comes back as it is."""
    cut = pack(content)[:end]
    try:
        found = unpacked(cut)
    except DatasetError:
        assert end < len(pack(content))
    else:
        assert found == (content if end >= len(pack(content)) else cut)


@pytest.mark.parametrize("ending", ["rda", "rds"])
def test_an_r_file_cut_anywhere_is_refused(ending):
    """rdata takes a vector that is cut short for a shorter vector; the walk before it does not."""
    whole, file = r_bytes(pandas_frame(), ending, None), f"forces.{ending}"
    for end in range(0, len(whole) - 1, 7):
        with pytest.raises(DatasetError):
            raw(whole[:end], table_of(file))
