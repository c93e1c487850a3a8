"""The sources that a panel can be joined with, each under a short name; a table's id joins any other table.

foedus.panel.state_years(1990, 2018).add("nmc", "democracy", "gapminder.personnel")
foedus.panel.dyad_years(1816, 2025).add("atop", "capitals", "mids", "peace-years")
"""

from __future__ import annotations

from foedus.datasets.catalogue import catalogue, tables
from foedus.ground.errors import QueryError, did_you_mean
from foedus.panel.sheet import Make, Unit
from foedus.panel.verbs import alliances, any_table, capability, disputes, geography, politics, relations, wars
from foedus.panel.verbs.verb import Verb

VERBS: dict[str, Verb] = {
    **alliances.VERBS,
    **capability.VERBS,
    **geography.VERBS,
    **disputes.VERBS,
    **relations.VERBS,
    **politics.VERBS,
    **wars.VERBS,
}


def is_table(name: str) -> bool:
    """Whether a source is a table of the catalogue by its id, and no verb."""
    return name not in VERBS and (name in tables() or name in catalogue())


def maker(name: str, unit: Unit) -> Make:
    """What puts a source's columns on a panel of a unit. Raises for unknown sources, naming near ones."""
    if name in VERBS:
        found = VERBS[name]
        if unit not in found.units:
            raise QueryError(
                f"{name!r} cannot be joined to a {unit} panel", hint=f"it is about {' and '.join(found.units)}s"
            )
        return found.make
    if is_table(name):
        return any_table.joined(name)
    raise QueryError(f"there is no source {name!r}", hint=did_you_mean(name, [*VERBS, *tables()], "foedus sources"))


__all__ = ["VERBS", "Verb", "is_table", "maker"]
