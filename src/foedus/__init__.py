"""Foedus: an executable model of collective-security alliances. Who comes when an ally calls?

>>> import foedus as fd
>>> [m.state for m in fd.world("2022-01-07").members(fd.alliance("CSTO"))]
['ARM', 'BLR', 'KAZ', 'KGZ', 'RUS', 'TJK']
>>> fd.show("CSTO", "2022-01-07", known="2022-01-07")
<CSTO on 2022-01-07, known 2022-01-07: 6 members, RUS with 95% of expenditure>
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from foedus.ground.version import __version__

#: Where each public function lives; its name is that of the command.
_HOMES = {
    **dict.fromkeys(
        (
            "alliance", "alliances", "amendments", "brief", "burden", "cases", "claims", "compare", "dataset", "invoke",
            "members", "outcomes", "power", "reliability", "show", "vulnerability", "world", "years",
        ),
        "foedus.api",
    ),
    **dict.fromkeys(("alliance_years", "allies_in_conflict", "dyad_years", "sources", "state_years"), "foedus.panel"),
}  # fmt: skip
#: Where a command has another name than the function.
_ALIASES = {"dyads": "dyad_years"}
#: Names of the release before this one, and what to write now.
_RENAMED = {"over_years": "years", "voting_power": "power"}
#: Packages that are reached as they are: `fd.panel.dyad_years(...)`.
PACKAGES = ("crisis", "datasets", "measures", "panel", "unrest")

__all__ = [
    "__version__",
    "alliance",
    "alliance_years",
    "alliances",
    "allies_in_conflict",
    "amendments",
    "brief",
    "burden",
    "cases",
    "claims",
    "compare",
    "dataset",
    "dyad_years",
    "dyads",
    "invoke",
    "members",
    "outcomes",
    "power",
    "reliability",
    "show",
    "sources",
    "state_years",
    "vulnerability",
    "world",
    "years",
]

if TYPE_CHECKING:
    from foedus.api import (
        alliance,
        amendments,
        brief,
        burden,
        cases,
        claims,
        compare,
        dataset,
        invoke,
        members,
        outcomes,
        power,
        reliability,
        show,
        vulnerability,
        world,
        years,
    )
    from foedus.panel import alliance_years, allies_in_conflict, dyad_years, sources, state_years

    dyads = dyad_years


class _Question(ModuleType):
    """A package that is also a question: `fd.world(...)` asks, `import foedus.world` reaches the package."""

    def __call__(self, *values: Any, **words: Any) -> Any:
        from importlib import import_module

        return getattr(import_module("foedus.api"), self.__name__.removeprefix("foedus."))(*values, **words)

    def __repr__(self) -> str:
        return f"<foedus.{self.__name__.removeprefix('foedus.')}: a function and a package>"

    @property
    def __signature__(self) -> Any:
        from importlib import import_module
        from inspect import signature

        return signature(getattr(import_module("foedus.api"), self.__name__.removeprefix("foedus.")))


class _Root(ModuleType):
    """The package itself. A package below it with the name of a question answers it when it is called."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _HOMES and type(value) is ModuleType:
            value.__class__ = _Question
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Root


def __getattr__(name: str) -> Any:
    """The public functions, imported on first use: `import foedus` costs next to nothing."""
    from importlib import import_module

    if name in PACKAGES:
        return import_module(f"foedus.{name}")
    if name in _RENAMED:
        from warnings import warn

        warn(f"foedus.{name} is now foedus.{_RENAMED[name]}; the old name goes with the next release", stacklevel=2)
        name = _RENAMED[name]
    name = _ALIASES.get(name, name)
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *PACKAGES})
