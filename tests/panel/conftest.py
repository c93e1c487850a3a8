"""The small tables for every test of panels that asks for them."""

from __future__ import annotations

from small_tables import small

__all__ = ["small"]
