"""What each format gives, and the bounds that keep a small hostile file from filling memory or time."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import struct
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pytest
import rdata

from foedus.datasets.catalogue import ColumnEntry, Table
from foedus.datasets.formats import archive, limits, raw, rfile, serial
from foedus.datasets.formats.text import delimited
from foedus.ground.errors import DatasetError
from small_catalogue import (
    csv_bytes,
    dta_bytes,
    frame,
    pandas_frame,
    published,
    r_bytes,
    table_of,
    xlsx_bytes,
    xlsx_rows,
    zip_bytes,
)  # fmt: skip

SHEET = "xl/worksheets/sheet1.xml"
#: An R file of format 2 without an object: what follows is its first one.
HEAD = b"X\n" + struct.pack(">iii", 2, 0x40000, 0x20300)
NULL, SYMBOL, NUMBERS, WHOLE, LIST = 254, 1, 14, 13, 19


def ints(*numbers: int) -> bytes:
    return struct.pack(f">{len(numbers)}i", *numbers)


def plain(kind: str, **more: object) -> Table:
    return Table(
        file=f"x.{kind}", kind=kind, level="other", text="", columns={"a": ColumnEntry(type="text", text="")}, **more
    )


def refused(data: bytes, table: Table) -> str:
    with pytest.raises(DatasetError) as error:
        raw(data, table)
    return error.value.text()


# Cases: what published files hold


def test_every_kind_gives_the_same_table():
    expected = frame()
    for file in ("forces.csv", "forces.xlsx", "forces.dta", "forces.rda"):
        made = raw(published()[file], table_of(file))
        assert made.height == expected.height
        assert made["state"].to_list() == expected["state"].to_list(), file
        assert made["milper"].cast(pl.Float64).to_list() == expected["milper"].cast(pl.Float64).to_list(), file


@pytest.mark.parametrize("version", [114, 117, 118, 119])
def test_stata_files_of_four_versions(version):
    made = raw(dta_bytes(pandas_frame(), version), plain("dta"))
    assert made["year"].to_list() == frame()["year"].to_list()


def test_missing_values_of_binary_files_are_null():
    holes = pd.DataFrame({"n": [1.0, np.nan], "t": ["x", ""]})
    assert raw(dta_bytes(holes), plain("dta")).rows() == [(1.0, "x"), (None, None)]
    made = pd.DataFrame({"n": [1.0, np.nan], "k": pd.array([1, None], "Int32")})
    assert raw(r_bytes(made), plain("r")).rows() == [(1.0, 1.0), (None, None)]


@pytest.mark.parametrize("compression", ["gzip", "bzip2", "xz", None])
@pytest.mark.parametrize("ending", ["rda", "rds"])
def test_r_files_in_every_packing(ending, compression):
    made = raw(r_bytes(pandas_frame(), ending, compression), plain("r"))
    assert made["state"].to_list() == frame()["state"].to_list()


def test_an_r_file_needs_one_data_frame(tmp_path):
    path = tmp_path / "x.rda"
    one = pandas_frame().astype({"state": object})
    rdata.write_rda(path, {"a": one, "b": one})
    assert "holds 2 data frames" in refused(path.read_bytes(), plain("r"))
    rdata.write_rda(path, {"a": np.array([1.0])})
    assert "holds 0 data frames" in refused(path.read_bytes(), plain("r"))


def test_a_workbook_by_sheet_with_skipped_lines_and_short_rows():
    data = xlsx_bytes([["a title"], ["a", None, "a", "b"], [1.0, 2.5, True, None], [], ["x"]])
    made = raw(data, plain("xlsx", skip_lines=1))
    assert made.columns == ["a", "column_2", "a_3", "b"]  # two columns of one name stay two
    assert made.rows() == [("1", "2.5", "1", None), ("x", None, None, None)]
    assert "there is no sheet 'Other'" in refused(data, plain("xlsx", sheet="Other"))


def test_columns_of_a_workbook_that_no_name_tells_apart_are_refused():
    assert "cannot be told apart" in refused(xlsx_bytes([["a_3", "a", "a"], [1, 2, 3]]), plain("xlsx"))


def test_days_in_a_workbook_are_dates_in_text():
    import datetime as dt

    assert raw(xlsx_bytes([["d"], [dt.datetime(2022, 1, 6)]]), plain("xlsx")).rows() == [("2022-01-06",)]


def test_features_of_geojson_and_topojson():
    assert raw(published()["places.json"], plain("json")).row(0) == ("USA", "Point", "Usa", "0")
    topology = {"type": "Topology", "objects": {"countries": {"geometries": [{"type": "Polygon", "id": "004"}, {}]}}}
    assert raw(json.dumps(topology).encode(), plain("json")).rows() == [("004", "Polygon"), (None, None)]


@pytest.mark.parametrize("document", [
    "[]", "3", '"x"', "{}", '{"type": "FeatureCollection"}', '{"type": "FeatureCollection", "features": [1]}',
    '{"type": "Topology", "objects": 1}', '{"type": "Topology", "objects": {"countries": []}}',
])  # fmt: skip
def test_json_without_features_is_refused(document):
    assert "holds no features" in refused(document.encode(), plain("json"))


def test_text_with_empty_fields_trailing_separators_and_odd_line_ends():
    assert delimited("a,b,\n1,,\n").rows() == [("1", None)]
    assert delimited("note\na;b\r\n1;2\r\n", ";", skip_lines=1).rows() == [("1", "2")]
    assert delimited("1,2\n3,4\n", header=False).columns == ["column_0", "column_1"]


def test_text_that_is_none_is_refused():
    assert "zero bytes" in refused(b"a,b\n\x00,1\n", plain("csv"))
    assert "byte 4 is not utf-8" in refused(b"a,b\n\xe9,1\n", plain("csv"))
    assert "cannot be read as csv" in refused(b"", plain("csv"))


# Bounds: packed files


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_unpacked_whole_or_refused(pack):
    content = np.random.default_rng(1).bytes(300_000) + bytes(5_000_000)
    packed = pack(content)
    assert limits.unpacked(packed) == content
    assert limits.unpacked(packed + packed) == content + content  # streams one after the other, as pigz writes
    for cut in (8, len(packed) // 2, len(packed) - 1):
        with pytest.raises(DatasetError, match="before its end"):
            limits.unpacked(packed[:cut])
    with pytest.raises(DatasetError):
        limits.unpacked(packed + b"something after the end")
    with pytest.raises(DatasetError, match="more than 1,000,000 bytes"):
        limits.unpacked(packed, most=1_000_000)


def test_plain_bytes_stay_as_they_are():
    assert limits.unpacked(b"state,year") == b"state,year"


def test_a_damaged_packed_file_is_told():
    damaged = bytearray(gzip.compress(b"x" * 1000))
    damaged[-6] ^= 1
    with pytest.raises(DatasetError, match="damaged"):
        limits.unpacked(bytes(damaged))


def test_very_many_streams_are_refused():
    with pytest.raises(DatasetError, match="streams"):
        limits.unpacked(gzip.compress(b"") * (limits.MOST_STREAMS + 1))


def test_an_xz_file_may_not_ask_for_a_large_dictionary(monkeypatch):
    monkeypatch.setattr(limits, "XZ_MEMORY", 1 << 16)
    with pytest.raises(DatasetError, match=r"[Mm]emory"):
        limits.unpacked(lzma.compress(b"x" * 1000))


# Bounds: shapes


def test_a_text_table_of_a_million_columns_is_refused_before_it_is_read():
    assert "1,000,000 columns" in refused(b"a" + b"," * 999_999 + b"\n1\n", plain("csv"))


def test_a_text_table_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 1000)
    assert "2 columns" in refused(b"a,b\n" + b"1,2\n" * 600, plain("csv"))
    assert raw(b"a,b\n" + b"1,2\n" * 400, plain("csv")).height == 400


def test_json_with_another_property_in_every_feature_is_refused():
    features = [{"properties": {f"p{i}": 1}} for i in range(10_001)]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert "a table of 10,001 rows and" in refused(text.encode(), plain("json"))


def test_texts_repeated_by_reference_are_counted_before_they_are_copied(monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 10_000)
    with pytest.raises(DatasetError, match=r"'t' holds 20,000 characters"):
        limits.text_column("t", ["x" * 1000] * 20)
    assert limits.text_column("t", [None, "x"]).to_list() == [None, "x"]


@pytest.mark.parametrize("document", ["[" * 100_000, '{"a":' * 100_000])
def test_json_nested_without_end_is_refused(document):
    assert "not JSON" in refused(document.encode(), plain("json"))


def test_json_with_a_number_of_a_million_digits_is_refused():
    text = b'{"type":"FeatureCollection","features":[{"id":' + b"9" * 1_000_000 + b"}]}"
    assert "digits" in refused(text, plain("json"))


# Bounds: R


def sequence(length: float) -> bytes:
    """R's short form of a sequence, which only says how long it is."""
    name = b"compact_intseq"
    state = ints(NUMBERS, 3) + struct.pack(">3d", length, 1, 1)
    return ints(238, 2, SYMBOL, 9, len(name)) + name + ints(NULL) + state + ints(NULL)


@pytest.mark.parametrize("kind", [10, 13, 14, 15, 24, 16, 19, 20, 9, 7])
def test_an_r_vector_may_not_declare_more_than_there_is(kind):
    for length in (2**31 - 1, 5, -3):
        message = refused(HEAD + ints(kind, length, 0), plain("r"))
        assert f"declares {length:,} elements" in message


@pytest.mark.parametrize(("name", "content", "message"), [
    ("bytecode, which lets rdata reserve any number of places", ints(21, 2**31 - 1), "type 21"),
    ("an unknown type", ints(99, 0), "type 99"),
    ("a text in which something else stands", ints(16, 1, NULL, 0), "something else"),
    ("cut off", ints(LIST, 1), "declares 1 elements"),
    ("cut off in a header", ints(2), "ends before its end"),
    ("goes on", ints(NULL, NULL), "4 bytes after its end"),
    ("a short form with attributes", ints(238 | 1 << 9), "short form"),
    ("nested without end", ints(LIST, 1) * 20_000 + ints(NULL), "RecursionError"),
    ("a pairlist without end", ints(2, NULL) * 20_000 + ints(NULL), "RecursionError"),
    ("a sequence of 10^9 numbers", sequence(1e9), "at most"),
    ("an endless sequence", sequence(float("inf")), "infinity"),
    ("a sequence of less than none", sequence(-5), "at most"),
    ("a reference to nothing", ints(255 | 7 << 8), "IndexError"),
])  # fmt: skip
def test_a_hostile_r_file_is_refused(name, content, message):
    assert message in refused(HEAD + content, plain("r")), name


def test_many_sequences_are_counted_together(monkeypatch):
    monkeypatch.setattr(rfile, "MOST_CELLS", 100)
    assert "0 data frames" in refused(HEAD + ints(LIST, 3) + sequence(30) * 3, plain("r"))
    assert "at most 100" in refused(HEAD + ints(LIST, 4) + sequence(30) * 4, plain("r"))


def test_a_short_sequence_in_an_r_file_is_read():
    assert "0 data frames" in refused(HEAD + sequence(5), plain("r"))


@pytest.mark.parametrize("content", [
    ints(4, 0, NULL, NULL, NULL, NULL),  # an environment
    ints(22, NULL, NULL),  # an external pointer, which readr leaves in its tables
    ints(249, 0, 1, 9, 1) + b"x",  # a name space
    ints(8, 1) + b"c",  # a built-in function
    ints(9, -1),  # a text that is not there
    ints(LIST | 1 << 9, 1, NULL) + ints(2 | 1 << 10, SYMBOL, 9, 5) + b"names" + ints(16, 1, 9, 1) + b"a" + ints(NULL),
])  # fmt: skip
def test_what_r_files_hold_beside_data_is_walked_over(content):
    serial.check_serial(HEAD + content)
    with pytest.raises(DatasetError):
        serial.check_serial((HEAD + content)[:-1])


def test_only_r_files_in_the_usual_form_are_read():
    assert "usual form" in refused(b"A\n2\n197888\n131840\n13\n2147483647\n", plain("r"))
    assert "format 7" in refused(b"RDX2\nX\n" + ints(7, 1, 1, NULL), plain("r"))


def test_r_files_of_many_objects_or_long_texts_are_refused(monkeypatch):
    many = HEAD + ints(LIST, 20) + ints(NULL) * 20
    monkeypatch.setattr(serial, "MOST_OBJECTS", 15)
    assert "more than 15 objects" in refused(many, plain("r"))
    monkeypatch.setattr(serial, "MOST_OBJECTS", 100)
    monkeypatch.setattr(serial, "MOST_TEXT_BYTES", 1000)
    long = HEAD + ints(16, 11, 9, 100) + b"x" * 100 + ints(9, 0) * 10
    assert "11 texts of up to 100 characters" in refused(long, plain("r"))


def data_frame(columns: dict[str, bytes], attributes: bytes = b"") -> bytes:
    """A data frame of R from serialised columns."""
    names = b"".join(ints(9, len(n)) + n.encode() for n in columns)
    tag = ints(2 | 1 << 10, SYMBOL, 9, 5)
    return (
        HEAD + ints(LIST | 1 << 8 | 1 << 9, len(columns)) + b"".join(columns.values())
        + tag + b"names" + ints(16, len(columns)) + names
        + tag + b"class" + ints(16, 1, 9, 10) + b"data.frame" + ints(NULL)
    )  # fmt: skip


def test_a_data_frame_by_hand_and_one_with_columns_of_two_lengths():
    good = data_frame({"a": ints(WHOLE, 2, 1, 2), "b": ints(16, 2, 9, 1) + b"x" + ints(9, -1)})
    assert raw(good, plain("r")).rows() == [(1, "x"), (2, None)]
    bad = data_frame({"a": ints(WHOLE, 2, 1, 2), "b": ints(WHOLE, 1, 1)})
    assert "different lengths" in refused(bad, plain("r"))


def test_a_factor_with_a_code_beyond_its_levels_is_refused():
    tag = ints(2 | 1 << 10, SYMBOL, 9, 6) + b"levels" + ints(16, 1, 9, 1) + b"u"
    kind = ints(2 | 1 << 10, SYMBOL, 9, 5) + b"class" + ints(16, 1, 9, 6) + b"factor" + ints(NULL)
    factor = ints(WHOLE | 1 << 8 | 1 << 9, 2, 1, 2) + tag + kind
    assert "beyond its levels" in refused(data_frame({"f": factor}), plain("r"))


def test_a_data_frame_without_names_is_refused():
    tag = ints(2 | 1 << 10, SYMBOL, 9, 5)
    bare = HEAD + ints(LIST | 1 << 8 | 1 << 9, 1, WHOLE, 1, 5) + tag + b"class" + ints(16, 1, 9, 10) + b"data.frame"
    assert "without names" in refused(bare + ints(NULL), plain("r"))


# Bounds: Stata


def forged(data: bytes, mark: bytes, number: int, form: str) -> bytes:
    at = data.index(mark) + len(mark)
    return data[:at] + struct.pack(form, number) + data[at + struct.calcsize(form) :]


def test_a_stata_header_that_promises_more_rows_than_bytes_is_refused():
    """pandas reads the header with the rows; asked before, its number of rows stood at none."""
    data = dta_bytes(pandas_frame())
    assert "the header promises 1,099,511,627,776 rows" in refused(forged(data, b"<N>", 2**40, "<Q"), plain("dta"))
    assert "cannot be read as dta" in refused(forged(data, b"<N>", 500, "<Q"), plain("dta"))
    assert "cannot be read as dta" in refused(forged(dta_bytes(pandas_frame(), 119), b"<K>", 2**31, "<I"), plain("dta"))


def test_long_texts_in_a_stata_file_are_refused():
    buffer = io.BytesIO()
    long = pd.DataFrame({"t": ["y" * 5000] * 3})
    long.to_stata(buffer, convert_strl=["t"], write_index=False, version=117)
    assert "strL" in refused(buffer.getvalue(), plain("dta"))


# Bounds: workbooks and archives


def workbook(change: dict[str, bytes] | None = None, **replaced: tuple[bytes, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(xlsx_rows()))) as book:
        parts = {n: book.read(n) for n in book.namelist()}
    for old, new in replaced.values():
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new)
    return zip_bytes(parts | (change or {}))


def test_a_forged_dimension_of_a_sheet_is_not_believed():
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(xlsx_rows()))) as book:
        told = re.search(rb'<dimension ref="[^"]*"', book.read(SHEET))[0]
    made = raw(workbook(size=(told, b'<dimension ref="A1:XFD1048576"')), plain("xlsx"))
    assert made.shape == (24, 3)


def test_a_forged_number_of_a_row_is_refused(monkeypatch):
    """openpyxl makes up every row between: a number of ten digits would run for hours."""
    from foedus.datasets.formats import excel

    monkeypatch.setattr(excel, "MOST_ROWS", 1000)
    assert "more than 1,000 rows" in refused(workbook(row=(b'<row r="5"', b'<row r="99999999999"')), plain("xlsx"))


def test_very_wide_rows_of_a_sheet_are_refused():
    assert "18,278 columns" in refused(workbook(cell=(b'r="C1"', b'r="ZZZ1"')), plain("xlsx"))


def test_cells_of_a_sheet_are_counted(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 50)
    assert "at most" in refused(xlsx_bytes(xlsx_rows()), plain("xlsx"))


def test_an_xml_entity_bomb_is_refused():
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 30) for i in range(8))
    bomb = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">' + entities + b"]><worksheet>&i;</worksheet>"
    assert "cannot be read as xlsx" in refused(workbook({SHEET: bomb}), plain("xlsx"))


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    packed = zip_bytes({"a.csv": bytes(100_000)})
    monkeypatch.setattr(archive, "MOST_BYTES", 50_000)
    with pytest.raises(DatasetError, match="unpacks to 100,000 bytes"):
        archive.check_zip(packed)
    assert "unpacks to" in refused(workbook({"x.bin": bytes(100_000)}), plain("xlsx"))


def test_an_archive_that_lies_about_a_size_is_refused():
    packed = bytearray(zip_bytes({"a.csv": bytes(100_000)}))
    at = packed.index(b"PK\x01\x02") + 24
    packed[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(DatasetError, match="cannot be read"):
        list(archive.members(bytes(packed)))


def test_members_of_an_archive_lose_their_folders_and_others_stay_packed():
    packed = zip_bytes({"../../etc/a.csv": b"1", "C:\\x\\b.csv": b"2", "code.pdf": b"%PDF", "f/": b""})
    assert list(archive.members(packed, ends=(".csv",))) == [("a.csv", b"1"), ("b.csv", b"2")]


def test_an_entry_without_a_name_is_passed_over():
    """zipfile's own question whether an entry is a folder fails on an empty name."""
    packed = zip_bytes({"a": b"1"})
    at = packed.index(b"PK\x01\x02")
    forged_entry = packed[: at + 28] + struct.pack("<H", 0) + packed[at + 30 : at + 46] + packed[at + 47 :]
    end = forged_entry.index(b"PK\x05\x06")
    size = struct.unpack_from("<I", forged_entry, end + 12)[0]
    forged_entry = forged_entry[: end + 12] + struct.pack("<I", size - 1) + forged_entry[end + 16 :]
    assert list(archive.members(forged_entry)) == []


def test_damaged_members_are_told():
    packed = bytearray(zip_bytes({"a.csv": csv_bytes(frame()) * 20}))
    packed[60] ^= 0xFF
    with pytest.raises(DatasetError, match=r"'a.csv' in the archive cannot be read"):
        list(archive.members(bytes(packed)))
    with pytest.raises(DatasetError, match="archive is damaged"):
        archive.check_zip(bytes(packed)[:100])


def test_a_workbook_is_told_from_an_archive_that_holds_one():
    book = xlsx_bytes(xlsx_rows())
    assert archive.is_workbook(book)
    assert archive.is_workbook(book[: len(book) // 2])
    assert not archive.is_workbook(zip_bytes({"forces.xlsx": book}, zipfile.ZIP_STORED))


def test_a_workbook_without_a_sheet_is_refused(monkeypatch):
    class Empty:
        worksheets = ()

        def close(self) -> None: ...

    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: Empty())
    assert "no sheet" in refused(published()["forces.xlsx"], plain("xlsx"))
