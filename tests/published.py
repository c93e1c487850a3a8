"""Published data files, for tests marked `data`: read from the folder that FOEDUS_DATA names, skipped without it.

The fixtures `folder`, `files` and `read` of conftest.py are made of these.
"""

from __future__ import annotations

import os
import warnings
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def folder() -> Path:
    """The folder of published files; skips the test where none is named, fails it where there is none of the name."""
    if not (named := os.environ.get("FOEDUS_DATA")):
        pytest.skip("set FOEDUS_DATA to the folder of published data files to read them")
    assert Path(named).is_dir(), f"FOEDUS_DATA names no folder: {named}"
    return Path(named)


@cache
def files() -> dict[str, Path]:
    """The published files by name; a name that several files bear stands for none of them."""
    found = [path for path in folder().rglob("*") if path.is_file()]
    times = Counter(path.name for path in found)
    return {path.name: path for path in found if times[path.name] == 1}


@cache
def tidy_table(name: str) -> pl.DataFrame:
    """A table of the catalogue, tidy, from its published file."""
    from foedus.datasets.catalogue import get_table
    from foedus.datasets.tidy import tidy

    table = get_table(name)
    if table.file not in files():
        pytest.skip(f"{table.file} is not in the folder of published files")
    return tidy(files()[table.file].read_bytes(), table)


@cache
def r_table(name: str) -> pd.DataFrame:
    """The one table of an R file as its authors wrote it."""
    import rdata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of R attributes that are of no matter here
        (found,) = rdata.read_rda(files()[name]).values()
    return found


def rows(frame: pl.DataFrame, *columns: str, **where: object) -> list[tuple[Any, ...]]:
    """The named columns of the rows that fit, in the order of the values."""
    import polars as pl

    found = frame.filter(*(pl.col(k) == v for k, v in where.items())).select(columns)
    return sorted(found.rows(), key=lambda row: tuple((x is None, x) for x in row))
