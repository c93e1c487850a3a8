"""The sources that a panel can be joined with, each under a short name; a table's id joins any other table.

foedus.panel.state_years(1990, 2018).add("nmc", "democracy")
foedus.panel.dyad_years(1816, 2025).add("atop", "capitals", "mids", "peace-years", "ucdp-acd.conflicts")
"""

from __future__ import annotations

from foedus.panel.panel import Unit, choose
from foedus.panel.verbs import alliances, capability, disputes, geography, politics, relations, wars
from foedus.panel.verbs.verb import Make, Verb

VERBS: dict[str, Verb] = {
    **alliances.VERBS,
    **capability.VERBS,
    **geography.VERBS,
    **disputes.VERBS,
    **relations.VERBS,
    **politics.VERBS,
    **wars.VERBS,
}


def verb(name: str, unit: Unit) -> Make:
    """What puts a source's columns on a panel of a unit. Raises for unknown sources, naming near ones."""
    from foedus.datasets.catalogue import catalogue, tables
    from foedus.ground.errors import QueryError

    if name in VERBS:
        found = VERBS[name]
        if unit not in found.units:
            raise QueryError(
                f"{name!r} cannot be joined to a {unit} panel", hint=f"it is about {' and '.join(found.units)}s"
            )
        return found.make
    if name in tables() or name in catalogue():
        from foedus.panel.verbs.any_table import joined

        return joined(name)
    choose([*VERBS, *tables()], name, "source")
    raise AssertionError(name)


def needed(names: tuple[str, ...], system: str) -> tuple[str, ...]:
    """The tables that the named sources are read from, for a state system."""
    other = {"cow": "gw-", "gw": "cow-"}[system]
    found: list[str] = []
    for name in names:
        tables = VERBS[name].tables if name in VERBS else (name,)
        # Where a verb has a table for each system, only the panel's own is needed.
        own = [t for t in tables if not t.startswith(other) and f"-{other[:-1]}." not in t]
        found += own or tables
    return tuple(dict.fromkeys(found))


__all__ = ["VERBS", "Verb", "needed", "verb"]
