"""A verb: a name, what it adds, to which panels, from which tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from foedus.datasets.catalogue import get_table
from foedus.panel.codes import CROSSWALK
from foedus.panel.sheet import Make, Unit
from foedus.panel.system import LISTS, SystemName

Makes = TypeVar("Makes", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Verb:
    """`text` says what it adds; `peer` is the verb of peacesciencer that does the like, if any.

    `tables` are read whatever the state system, of `own` the one of the panel's system. `code` is how `tables` name
    states (empty: the verb is about codes); on a panel of the other list the crosswalk is read too.
    """

    text: str
    units: tuple[Unit, ...]
    make: Make
    tables: tuple[str, ...]
    peer: str = ""
    own: dict[SystemName, str] = field(default_factory=dict)
    code: str = "ccode"

    def needed(self, system: SystemName) -> tuple[str, ...]:
        """The tables that the verb reads on a panel of a state system."""
        abroad = self.code != LISTS[system][1] and (self.tables or not self.code)
        return (*self.tables, *([self.own[system]] if self.own else []), *(CROSSWALK.values() if abroad else ()))


def reads(*tables: str) -> Callable[[Makes], Makes]:
    """Marks a function of a panel with the tables that it reads, so that the panel can cite them."""

    def marked(make: Makes) -> Makes:
        vars(make)["tables"] = tables
        return make

    return marked


BOTH: tuple[Unit, ...] = ("state-year", "dyad-year")
STATES: tuple[Unit, ...] = ("state-year",)
DYADS: tuple[Unit, ...] = ("dyad-year",)


def window(table: str, column: str = "") -> tuple[int, int]:
    """The years that a table, or one of its columns, covers; outside them its values are unknown."""
    found = get_table(table)
    own = found.columns[column].coverage if column in found.columns else None
    covered = own or found.coverage
    if covered is None:
        raise AssertionError(f"the catalogue gives no coverage for {table}")
    return covered
