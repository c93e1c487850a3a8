"""War, disputes, peace operations, protest: what their published tables need beyond a declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

READERS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {}
