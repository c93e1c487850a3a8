"""What a set needs beyond its declaration: one small function on the raw frame each, by the name the catalogue uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foedus.datasets.readers import alliances, conflict, states

if TYPE_CHECKING:
    import polars as pl

READERS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    **alliances.READERS,
    **states.READERS,
    **conflict.READERS,
}
