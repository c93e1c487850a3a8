"""What a file is by its first bytes and lines: its kind, its packing, how its text is encoded and separated.

A file that cannot be a table of the catalogue gets a reason that is true and a hint that helps.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

from foedus.datasets.catalogue import Kind
from foedus.datasets.formats.limits import MAGIC, unpacked
from foedus.ground.errors import DatasetError

#: How much of a file is looked at; a table's first line is shorter.
HEAD = 1 << 20
SEPARATORS = (",", ";", "\t", "|")
UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
R = (b"RDX2", b"RDX3", b"RDA2", b"RDA3", b"X\n", b"A\n")

#: What begins so is no table that is read here: the start of the file, what it is, what to do.
OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "this is a PDF", "codebooks are not data; add the data file itself"),
    (b"version https://git-lfs", "this is a Git LFS pointer and not the file itself",
     "run `git lfs pull` in the repository it is from, or download the file on its page"),
    (b"\xd0\xcf\x11\xe0", "this is an old Office file (.xls or .doc)",
     "open it and save the sheet as .xlsx or CSV, or take the publisher's CSV"),
    (b"$FL2", "this is an SPSS file (.sav)", "take the publisher's CSV or Stata file, or save it as CSV"),
    (b"$FL3", "this is an SPSS file (.zsav)", "take the publisher's CSV or Stata file, or save it as CSV"),
    (b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xc2\xea\x81\x60", "this is a SAS file",
     "take the publisher's CSV or Stata file, or save it as CSV"),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7z archive", "unpack it and add the data file in it"),
    (b"Rar!", "this is a RAR archive", "unpack it and add the data file in it"),
    (b"SQLite format 3", "this is a database", "export the table as CSV"),
    (b"FEA1", "this is a Feather file of version 1", "write it anew: version 2 (Arrow) and Parquet are read"),
    (b"\x89HDF", "this is an HDF5 file", "export the table as CSV"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """The kind of a file; of a text its encoding, separator and the fields of its first line."""

    kind: Kind
    encoding: str = "utf-8"
    separator: str = ","
    fields: tuple[str, ...] = ()


def plain(data: bytes, name: str = "") -> tuple[bytes, str]:
    """The content and name of a file that was packed with gzip, bzip2 or xz; R files stay as they are."""
    if not data.startswith(tuple(MAGIC)):
        return data, name
    content = unpacked(data)
    if content.startswith(R):
        return data, name
    return content, name.removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")


def kind_of(data: bytes) -> Kind:
    """The kind of table that the first bytes stand for; text is delimited text until read."""
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    if data.startswith(b"<stata_dta>") or (
        data[:1] in (b"\x6e", b"\x6f", b"\x71", b"\x72", b"\x73") and data[2:3] == b"\x01"
    ):
        return "dta"
    if data.startswith((*MAGIC, *R, b"RDX")):
        return "r"
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"ARROW1"):
        return "arrow"
    return "json" if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else "csv"


def look(data: bytes, name: str = "") -> Look:
    """What the file is. Raises `DatasetError` with a reason where it cannot be a table of the catalogue."""
    for start, what, hint in OTHERS:
        if data.startswith(start):
            raise DatasetError(what, hint=hint, where=name)
    kind = kind_of(data)
    if kind != "csv":
        return Look(kind)
    head = data[:HEAD]
    encoding = UTF16.get(data[:2], "utf-8")
    if encoding == "utf-8" and b"\x00" in head:
        raise DatasetError(
            "the file holds zero bytes: it is not text",
            why="its first bytes are those of no kind of table known here",
            hint="add the publisher's CSV, Stata, Excel (.xlsx), R, Parquet or Arrow file",
            where=name,
        )
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    if text.lstrip()[:200].casefold().startswith(("<!doctype", "<html", "<?xml", "<head", "<body")):
        raise DatasetError(
            "this is a web page and not the file itself",
            why="a download that needs a form or a login is answered with a page",
            hint="open the address in a browser and save the data file",
            where=name,
        )
    check_first_line(head, name)
    line = next((x for x in text.splitlines() if x.strip()), "")
    found = {s: next(csv.reader([line], delimiter=s), []) for s in SEPARATORS}
    separator = max(SEPARATORS, key=lambda s: len(found[s]))
    return Look("csv", encoding, separator, tuple(f.strip() for f in found[separator]))


def check_first_line(head: bytes, name: str) -> None:
    """Refuse a text without an end of line in its first mebibyte: it is no table, and reading on costs memory."""
    if len(head) >= HEAD and b"\n" not in head and b"\r" not in head:
        raise DatasetError(
            f"its first line has more than {HEAD:,} characters", why="a table has shorter ones", where=name
        )
