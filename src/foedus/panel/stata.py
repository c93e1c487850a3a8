"""Tables as Stata files: names that Stata takes, with the long ones as labels; flags as 0 and 1; lists as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from foedus.ground.errors import QueryError

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.sheet import Sheet

    Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

#: Stata's longest name of a variable, and its longest label.
LONGEST_NAME, LONGEST_LABEL = 32, 80
#: Words that Stata keeps for itself.
_KEPT = {
    "aggregate", "array", "boolean", "break", "byte", "case", "catch", "class", "colvector", "complex", "const",
    "continue", "default", "delegate", "delete", "do", "double", "else", "eltypedef", "end", "enum", "explicit",
    "export", "external", "float", "for", "friend", "function", "global", "goto", "if", "in", "inline", "int",
    "local", "long", "namespace", "new", "numeric", "null", "operator", "orgtypedef", "pointer", "polymorphic",
    "pragma", "private", "protected", "quad", "rowvector", "scalar", "short", "string", "struct", "super",
    "switch", "template", "this", "throw", "transmorphic", "try", "typedef", "typename", "union", "using",
    "vector", "version", "virtual", "void", "volatile", "while", "with",
}  # fmt: skip


def flat(frame: Frame) -> Frame:
    """The frame with every list as text, its entries with blanks between ("365 705"): for forms that hold no lists."""
    import polars as pl

    lists = [name for name, kind in frame.lazy().collect_schema().items() if isinstance(kind, pl.List)]
    return frame.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join(" ") for name in lists)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """A name that Stata takes for each name, all different; one that it takes already stays.

    >>> list(short_names(["cinc1", "thompson_sakuwa_suhas_interventionary", "GDP (US$)"]).values())
    ['cinc1', 'thompson_sakuwa_suhas_interventi', 'GDP__US__']
    """
    names = list(names)
    found = {n: n for n in names if _fits(n)}
    used = set(found)
    for name in names:
        if name in found:
            continue
        stem = re.sub(r"[^A-Za-z0-9_]", "_", name)
        stem = stem if re.match(r"[A-Za-z_]", stem) and stem.casefold() not in _KEPT else f"_{stem}"
        tail, number = "", 1
        while (made := stem[: LONGEST_NAME - len(tail)] + tail) in used:
            number += 1
            tail = f"_{number}"
        used.add(made)
        found[name] = made
    return {n: found[n] for n in names}


def _fits(name: str) -> bool:
    """Whether Stata takes a name as it is."""
    plain = re.fullmatch(rf"[A-Za-z_][A-Za-z0-9_]{{0,{LONGEST_NAME - 1}}}", name)
    return bool(plain) and name.casefold() not in _KEPT


def texts_of(panel: Sheet) -> dict[str, str]:
    """What the catalogue says of the panel's columns, where it knows them: labels for a file that can hold them."""
    from foedus.datasets.catalogue import get_table
    from foedus.panel.verbs.any_table import panel_name

    known: dict[str, str] = {}
    for table in map(get_table, panel.tables):
        for column, declared in table.columns.items():
            text = f"{declared.text}, {declared.unit}" if declared.unit else declared.text
            known.setdefault(column, text)
            known[panel_name(table, column)] = text
    found = {}
    for name in panel.columns:
        base = name if name in known or panel.pairs is None else re.sub("[12]$", "", name)
        if base in known:
            found[name] = known[base]
    return found


def _label(name: str, made: str, text: str) -> str:
    """A variable's label: the name that it had, where that was changed, and what it means."""
    return text if made == name else f"{name}: {text}" if text else name


def stata(frame: pl.DataFrame, texts: Mapping[str, str] | None = None) -> bytes:
    """The frame as Stata 118, what is unknown as Stata's missing; a name that was changed stands in the label."""
    import polars as pl

    names = short_names(frame.columns)
    texts = dict(texts or {})
    labels = {made: _label(name, made, texts.get(name, "")) for name, made in names.items()}
    numbers = pl.col(pl.Boolean).cast(pl.Int8), pl.col(pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64).cast(pl.Int64)
    found = flat(frame).with_columns(*numbers).rename(names).to_pandas()
    for name in found.columns:
        if found[name].dtype.kind not in "biufM":
            found[name] = found[name].astype(object).where(found[name].notna(), "")
    buffer = io.BytesIO()
    try:
        found.to_stata(
            buffer, write_index=False, version=118,
            variable_labels={name: label[:LONGEST_LABEL] for name, label in labels.items() if label},
        )  # fmt: skip
    except (ValueError, OverflowError) as error:
        raise QueryError(
            "Stata cannot hold this table", why=str(error).split("\n")[0], hint="write .parquet or .csv"
        ) from None
    return buffer.getvalue()
