"""Names of a package whose modules are loaded when a name is first asked for, so that importing it costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: public names by the module of the package in which each lives.

    No name may also be that of a module: once loaded, the module would hide it.

    >>> lazily("foedus.ground", {"number": "numbers"})("number")(20000, "en")
    '20,000'
    """

    def attribute(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return attribute
