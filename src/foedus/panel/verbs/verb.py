"""A verb: a name, what it adds, to which panels, from which tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foedus.datasets.catalogue import get_table
from foedus.panel.columns import Column
from foedus.panel.panel import Panel, Unit

Make = Callable[[Panel], dict[str, Column]]


@dataclass(frozen=True, slots=True)
class Verb:
    """`text` says what it adds; `peer` is the verb of peacesciencer that does the like, if any."""

    text: str
    units: tuple[Unit, ...]
    make: Make
    tables: tuple[str, ...]
    peer: str = ""


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
