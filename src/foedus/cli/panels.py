"""The commands of panels: state-years, dyad-years, alliance-years and allies in conflict as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from foedus.cli.options import Json

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.panel import Panel, Unit
    from foedus.panel.system import SystemName

First = Annotated[int, typer.Option("--from", help="First year.")]
Last = Annotated[Optional[int], typer.Option("--to", help="Last year; the last full year by default.")]  # noqa: UP045
With = Annotated[str, typer.Option("--with", help="Sources, with commas between: atop,nmc,mids (see: foedus sources).")]
Out = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--out", help="Write to this file: .parquet, .arrow, .csv or .dta."),
]
System = Annotated[str, typer.Option("--system", help="List of states: cow or gw.")]


def dyads(
    first: First = 1816,
    last: Last = None,
    sources: With = "",
    out: Out = None,
    system: System = "cow",
    undirected: Annotated[bool, typer.Option("--undirected", help="Each pair once, not both ways.")] = False,
    coding: Annotated[
        str,
        typer.Option(
            "--coding",
            help="Order of obligations for similarity; defence-consultation-nonaggression is that of fpsim in R.",
        ),
    ] = "defence-neutrality-consultation",
    json: Json = False,
) -> None:
    """Dyad-years with the sources that you name, as a table."""
    from foedus.measures.over_time.panel_columns import similarity_by
    from foedus.panel import dyad_years

    similarity_by(coding)

    names, states = _checked(sources, "dyad-year", system, out, first, last)
    _give(dyad_years(first, last, states, not undirected), names, out, json, coding)


def state_years(
    first: First = 1816, last: Last = None, sources: With = "", out: Out = None, system: System = "cow",
    json: Json = False,
) -> None:  # fmt: skip
    """State-years with the sources that you name, as a table."""
    from foedus.panel import state_years as panel

    names, states = _checked(sources, "state-year", system, out, first, last)
    _give(panel(first, last, states), names, out, json)


def alliance_years(
    first: First = 1816,
    last: Last = None,
    resources: Annotated[
        str,
        typer.Option("--with", help="Resources (NMC), with commas between: cinc,milex; who has most of them."),
    ] = "",
    out: Out = None,
    json: Json = False,
) -> None:
    """Alliance-years: each alliance of ATOP with its members by year, one row for all k of them."""
    from foedus.measures.over_time.every_alliance import check, with_resources
    from foedus.panel import last_full_year
    from foedus.panel.write import check_ending

    names = _names(resources)
    check(names)
    if out is not None:
        check_ending(out)
    _tell(with_resources(first, last_full_year() if last is None else last, names), out, json)


def allies_in_conflict(
    conflicts: Annotated[str, typer.Option("--conflicts", help="wars, gml-mids or cow-mids.")] = "wars",
    first: First = 1816,
    last: Last = None,
    sources: With = "",
    out: Out = None,
    json: Json = False,
) -> None:
    """Each belligerent with each of its allies: what the ally owed, and whether it came."""
    from foedus.panel import allies_in_conflict as panel

    names, _ = _checked(sources, "dyad-year", "cow", out, first, last)
    _give(panel(conflicts, first, last), names, out, json)


def sources(json: Json = False) -> None:
    """The sources that panels can be joined with; any table's id (foedus data list) is one too."""
    from foedus.cli.terminal import emit_json
    from foedus.measures.over_time.panel_columns import all_sources

    found = {
        name: {"adds": v.text, "units": v.units, "tables": (*v.tables, *v.own.values()), "peer": v.peer}
        for name, v in all_sources().items()
    }
    if json:
        emit_json(found)
        return
    width = max(map(len, found))
    for name, told in found.items():
        typer.echo(f"{name:<{width}}  {told['adds']}  [{', '.join(told['units'])}]")


def register(app: typer.Typer) -> None:
    """Put the commands of panels on the command line."""
    app.command("dyads")(dyads)
    app.command("state-years")(state_years)
    app.command("alliance-years")(alliance_years)
    app.command("allies-in-conflict")(allies_in_conflict)
    app.command("sources")(sources)


def _checked(
    sources: str, unit: Unit, system: str, out: Path | None, first: int, last: int | None
) -> tuple[list[str], SystemName]:
    """The names of sources and the state system, once nothing that will be asked for is unknown or not here."""
    from foedus.ground.errors import QueryError
    from foedus.measures.over_time.panel_columns import check
    from foedus.panel.system import check_years
    from foedus.panel.write import check_ending

    known: dict[str, SystemName] = {"cow": "cow", "gw": "gw"}
    if system.lower() not in known:
        raise QueryError(f"there is no state system {system!r}", hint="cow or gw")
    check_years(first, first if last is None else last)
    names = _names(sources)
    check(names, unit, known[system.lower()])
    if out is not None:
        check_ending(out)
    return names, known[system.lower()]


def _names(listed: str) -> list[str]:
    """Names with commas between, each once."""
    return list(dict.fromkeys(s.strip() for s in listed.split(",") if s.strip()))


def _give(panel: Panel, names: list[str], out: Path | None, json: bool, coding: str = "") -> None:
    """Join the sources, then write or show the panel."""
    from foedus.cli import panel_views
    from foedus.cli.data_views import steps
    from foedus.measures.over_time.panel_columns import with_sources
    from foedus.panel.unmatched import fates
    from foedus.panel.verbs import VERBS

    for name in steps(names, "joining", quiet=json):
        panel = with_sources(panel, [name], *([coding] if coding else []))
        for fate in fates(panel, name) if name in VERBS else ():
            if fate.unmatched:
                typer.echo(str(fate), err=True)
    if out is not None:
        panel.write(out)
    found = panel_views.summary_of_panel(panel)
    panel_views.table_json(found, out) if json else panel_views.table(found, out)


def _tell(frame: pl.DataFrame, out: Path | None, json: bool) -> None:
    from foedus.cli import panel_views
    from foedus.panel.write import write

    if out is not None:
        write(frame, out)
    found = panel_views.summary_of_frame(frame)
    panel_views.table_json(found, out) if json else panel_views.table(found, out)
