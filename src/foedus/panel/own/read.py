"""A researcher's own table, out of a file or a frame: its columns typed, gaps null, and what was taken for granted.

Files: CSV (comma, semicolon, tab; UTF-8, UTF-16, else Windows-1252, which is announced), Stata, Parquet, Arrow, Excel,
SPSS. Frames: Polars, pandas, Arrow, whatever shows the Arrow C interface, and mappings of columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.ground.errors import FoedusError, QueryError
from foedus.ground.extras import MissingExtraError, how_to_add
from foedus.panel.counts import Note, note

if TYPE_CHECKING:
    import polars as pl

DELIMITED = (".csv", ".tsv", ".tab", ".txt")
ARROW = (".arrow", ".feather", ".ipc")
ENDINGS = (*DELIMITED, ".dta", ".parquet", ".pq", *ARROW, ".xlsx", ".sav", ".zsav")
#: What stands for "not known" in delimited text and in sheets.
GAPS = ("", "NA", "N/A", "n/a", "NaN", "nan", ".", "..", "NULL", "null", "None", "#N/A", "-")
_COMMA_NUMBER = re.compile(r"[-+]?\d+,\d+([eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table that somebody brought: its columns, what messages call it, and what was noted while it was read."""

    frame: pl.DataFrame
    name: str
    notes: tuple[Note, ...] = ()


def is_file(source: str) -> bool:
    """Whether a text names a file rather than a source of the catalogue."""
    return source.lower().endswith(ENDINGS) or "/" in source or "\\" in source


def split(source: str) -> tuple[str, str]:
    """A file and the name given to it: "gdp.csv:wealth" is gdp.csv, named wealth.

    >>> split("gdp.csv:wealth"), split("C:/my/gdp.csv")
    (('gdp.csv', 'wealth'), ('C:/my/gdp.csv', ''))
    """
    path, colon, name = source.rpartition(":")
    return (path, name) if colon and path.lower().endswith(ENDINGS) else (source, "")


def read(source: object) -> OwnTable:
    """The table of a path or a frame. Raises `QueryError` for one that cannot be read, with the reason."""
    if isinstance(source, (str, Path)):
        return _file(Path(source).expanduser())
    try:
        return OwnTable(_frame(source), "the table")
    except FoedusError:
        raise
    except Exception as error:
        raise QueryError(
            f"{type(source).__name__} is no table that can be read", why=str(error).split("\n")[0][:200],
            hint="give a Polars, pandas or Arrow frame, or the path of a file",
        ) from None  # fmt: skip


def _frame(source: Any) -> pl.DataFrame:
    import polars as pl

    if isinstance(source, pl.LazyFrame):
        source = source.collect()
    if isinstance(source, pl.DataFrame):
        found = source
    elif type(source).__module__.split(".")[0] == "pandas":
        named = [n for n in source.index.names if n is not None]
        found = pl.from_pandas(source.reset_index() if named else source)
    elif isinstance(source, Mapping):
        found = pl.DataFrame(dict(source))
    elif hasattr(source, "__arrow_c_stream__"):
        found = pl.DataFrame(source)
    else:
        raise QueryError(
            f"{type(source).__name__} is no table", hint="give a Polars, pandas or Arrow frame, or the path of a file"
        )
    nested = [c for c, kind in found.schema.items() if kind.is_nested() or kind == pl.Object]
    if nested:
        raise QueryError(f"the column {nested[0]!r} holds lists or objects", hint="give plain columns")
    return found.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String), pl.col(pl.Decimal).cast(pl.Float64))


def check(path: Path) -> str:
    """The ending of a file that is there and could be read. Raises `QueryError` for another."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        hint = "save the sheet as .xlsx or CSV" if ending == ".xls" else f"files of one's own: {', '.join(ENDINGS)}"
        raise QueryError(f"no table is read from {ending or 'a file without an ending'}", hint=hint, where=str(path))
    if not path.is_file():
        raise QueryError("there is no such file", hint="give the path of a table", where=str(path))
    return ending


def _file(path: Path) -> OwnTable:
    ending = check(path)
    try:
        frame, notes = _by_ending(path, ending)
    except (FoedusError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # readers raise whatever they like, Polars even a panic outside Exception
        reason = f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else 'no reason given'}"
        raise QueryError(f"the file cannot be read as {ending}", why=reason, where=str(path)) from None
    if not frame.width or not frame.height:
        raise QueryError("the table has no rows", where=str(path))
    return OwnTable(frame, path.name, notes)


def _by_ending(path: Path, ending: str) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    import polars as pl

    if ending in DELIMITED:
        return delimited(path.read_bytes(), str(path))
    if ending == ".xlsx":
        from foedus.datasets.catalogue import Table
        from foedus.datasets.formats import excel

        sheet = excel.read(path.read_bytes(), Table(file=path.name, kind="xlsx", level="other", text="", columns={}))
        return typed(sheet)[0], ()
    if ending in (".parquet", ".pq"):
        return _frame(pl.read_parquet(path)), ()
    if ending in ARROW:
        return _frame(pl.read_ipc(path)), ()
    return _labelled(*(_stata(path) if ending == ".dta" else _spss(path)))


def delimited(data: bytes, where: str = "") -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """A frame of delimited text, with what was taken for granted: encoding, separator, decimal comma."""
    import io

    import polars as pl

    text, notes = _text(data, where)
    start = text.lstrip()[:200].casefold()
    if start.startswith("version https://git-lfs"):
        raise QueryError("this is a Git LFS pointer, not the table", hint="run: git lfs pull", where=where)
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise QueryError("this is a web page, not a table", hint="download the file itself", where=where)
    head = text.split("\n", 1)[0]
    separator = max(",;\t|", key=lambda s: head.count(s))
    if separator != ",":
        kind = {";": "semicolons", "\t": "tabs"}.get(separator, "bars")
        notes += (note(f"separator-{kind}", f"separated by {kind}"),)
    raw = pl.read_csv(io.BytesIO(text.encode()), separator=separator, infer_schema=False)
    found, comma = typed(raw.rename({c: c.strip() for c in raw.columns}), comma=separator != ",")
    return found, (*notes, note("comma", "decimal commas")) if comma else notes


def _text(data: bytes, where: str) -> tuple[str, tuple[Note, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16").replace("\r\n", "\n"), (note("utf-16", "read as UTF-16"),)
    if b"\x00" in data[:4096]:
        raise QueryError("the file holds zero bytes: it is not text", hint="save it as CSV", where=where)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), ()
    except UnicodeDecodeError as error:
        said = note("latin-1", "not UTF-8 (byte {byte}): read as Latin-1 (Windows-1252)", byte=error.start)
        return data.decode("cp1252", errors="replace").replace("\r\n", "\n").replace("\r", "\n"), (said,)


def typed(raw: pl.DataFrame, comma: bool = False) -> tuple[pl.DataFrame, bool]:
    """Columns of text as numbers, flags or days where every cell that is not a gap reads so; whether a comma did."""
    made, commas = [], False
    for column in raw:
        found, with_comma = _typed(column, comma)
        made.append(found)
        commas |= with_comma
    return raw.with_columns(made), commas


def _typed(column: pl.Series, comma: bool) -> tuple[pl.Series, bool]:
    import polars as pl

    cells = column.str.strip_chars()
    full = cells.set(cells.is_in(list(GAPS)), None)
    known = len(full) - full.null_count()
    if not known:
        return full.cast(pl.Float64), False
    whole = full.cast(pl.Int64, strict=False)
    if whole.null_count() == full.null_count():
        return whole, False
    with_comma = comma and bool(full.drop_nulls().str.contains(rf"^{_COMMA_NUMBER.pattern}$").any())
    number = (full.str.replace(",", ".", literal=True) if with_comma else full).cast(pl.Float64, strict=False)
    if number.null_count() == full.null_count():
        return number, with_comma
    if full.drop_nulls().str.to_lowercase().is_in(["true", "false"]).all():
        return full.str.to_lowercase() == "true", False
    day = full.str.to_date("%Y-%m-%d", strict=False)
    if day.null_count() == full.null_count():
        return day, False
    two = full.drop_nulls().str.contains("^[A-Z]{2}$").all()  # then NA is Namibia
    return (cells.set(cells == "", None) if two else full), False


def _stata(path: Path) -> tuple[Any, dict[str, dict[Any, str]]]:
    import warnings

    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pd.read_stata(path, iterator=True, convert_categoricals=False) as reader:
            frame = reader.read()
            sets = reader.value_labels()
            used = getattr(reader, "_lbllist", [])
    return frame, {c: sets[label] for c, label in zip(frame.columns, used, strict=False) if label in sets}


def _spss(path: Path) -> tuple[Any, dict[str, dict[Any, str]]]:
    try:
        import pyreadstat
    except ImportError:
        raise MissingExtraError(
            "SPSS files need pyreadstat, which is not installed",
            why="it comes with the extra 'data'; saved as CSV, the table needs nothing",
            hint=how_to_add("data"), where=str(path),
        ) from None  # fmt: skip
    frame, meta = pyreadstat.read_sav(str(path))
    return frame, dict(meta.variable_value_labels)


def _labelled(frame: Any, labels: dict[str, dict[Any, str]]) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """A statistics package's table; numbers that only stand for names of states are those names."""
    import polars as pl

    from foedus.panel.own.names import named, plain

    found, notes = _frame(frame), list[Note]()
    for column, words in labels.items():
        if words and 2 * sum(plain(w) in named() for w in words.values()) > len(words):
            texts = [None if v is None else words.get(v, str(v)) for v in found[column]]
            found = found.with_columns(pl.Series(column, texts, dtype=pl.String))
            notes.append(note("labels", "{column}: names by its labels", column=column))
    texts_only = [pl.col(c).replace("", None) for c, kind in found.schema.items() if kind == pl.String]
    return found.with_columns(texts_only).fill_nan(None), tuple(notes)
