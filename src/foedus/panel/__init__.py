"""Panels: state-years, dyad-years, alliance-years and allies in conflict, with verbs that join published sets.

>>> from foedus import panel
>>> "atop" in panel.sources(), "mids" in panel.sources()
(True, True)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.ground.extras import need

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.panel import Panel, Source
    from foedus.panel.system import SystemName

__all__ = ["alliance_years", "allies_in_conflict", "dyad_years", "last_full_year", "sources", "state_years"]


def state_years(
    first: int = 1816, last: int | None = None, system: SystemName = "cow", sources: Iterable[Source] = ()
) -> Panel:
    """State-years from `first` to `last` (the last full year), with sources joined; see `sources`."""
    need("data")
    from foedus.panel.panel import state_year_panel

    return state_year_panel(first, last or last_full_year(), system, sources)


def dyad_years(
    first: int = 1816,
    last: int | None = None,
    system: SystemName = "cow",
    directed: bool = True,
    sources: Iterable[Source] = (),
) -> Panel:
    """Dyad-years from `first` to `last` (the last full year), directed or not, with sources joined."""
    need("data")
    from foedus.panel.panel import dyad_year_panel

    return dyad_year_panel(first, last or last_full_year(), system, directed, sources)


def alliance_years(first: int = 1816, last: int | None = None) -> pl.DataFrame:
    """Alliance-years from `first` to `last`: each alliance of ATOP with all its k members, one row a year."""
    need("data")
    from foedus.panel.k_adic import alliance_years as table

    return table(first, last or last_full_year())


def allies_in_conflict(
    conflicts: str = "wars",
    first: int = 1816,
    last: int | None = None,
    lag: int = 0,
    sources: Iterable[Source] = (),
) -> Panel:
    """Each belligerent with each of its allies: what the ally owed (source "atop"), and whether it came.

    `conflicts` is wars (Correlates of War), gml-mids or cow-mids; `lag=1` takes the ties of the year before entry.
    """
    need("data")
    from foedus.panel.allies import allies_panel

    return allies_panel(conflicts, first, last or last_full_year(), lag).add(*sources)


def sources() -> dict[str, str]:
    """The short names of sources, and what each adds; any table's id (foedus data list) is a source too."""
    from foedus.panel.verbs import VERBS

    return {name: found.text for name, found in VERBS.items()}


def last_full_year() -> int:
    """The last year that has ended."""
    import datetime as dt

    return dt.date.today().year - 1
