"""The small catalogue for every test of data sets that asks for it."""

from __future__ import annotations

from small_catalogue import small

__all__ = ["small"]
