"""Foedus: an executable model of collective-security alliances. Who comes when an ally calls?

>>> import foedus as fd
>>> [m.state for m in fd.world("2022-01-07").members(fd.alliance("CSTO"))]
['ARM', 'BLR', 'KAZ', 'KGZ', 'RUS', 'TJK']
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from foedus.ground.version import __version__

__all__ = [
    "__version__",
    "alliance",
    "brief",
    "burden",
    "cases",
    "claims",
    "compare",
    "dataset",
    "invoke",
    "members",
    "over_years",
    "reliability",
    "show",
    "voting_power",
    "vulnerability",
    "world",
]

#: Packages that are reached as they are: `fd.panel.dyad_years(...)`.
PACKAGES = ("datasets", "measures", "panel")

if TYPE_CHECKING:
    from foedus.api import (
        alliance,
        brief,
        burden,
        cases,
        claims,
        compare,
        dataset,
        invoke,
        members,
        over_years,
        reliability,
        show,
        voting_power,
        vulnerability,
        world,
    )


class _Root(type(sys)):  # type: ignore[misc]
    """The package itself: `fd.world(...)` asks a question, `from foedus.world import World` reaches the package.

    Importing a package hangs it on its parent under its own name; for the three names that are also questions
    (brief, claims, world) the question stays.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in __all__ or not isinstance(value, type(sys)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Root


def __getattr__(name: str) -> Any:
    """The public functions, imported on first use: `import foedus` costs next to nothing."""
    from importlib import import_module

    if name in PACKAGES:
        return import_module(f"foedus.{name}")
    if name in __all__[1:]:
        return getattr(import_module("foedus.api"), name)
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *PACKAGES})
