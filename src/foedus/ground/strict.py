"""The struct of all entries that are read from files: frozen, and strict about names.

What is read from a file is a tree, without circles; so the garbage collector need not look at it (`gc=False`).
"""

from __future__ import annotations

from msgspec import Struct


class Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A frozen struct in which a field the format does not know is an error."""
