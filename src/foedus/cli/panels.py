"""The commands of panels: state-years, dyad-years, alliance-years and allies in conflict as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from foedus.cli.options import Json

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.panel import Panel
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
    json: Json = False,
) -> None:
    """Dyad-years with the sources that you name, as a table."""
    from foedus.panel import dyad_years

    _give(dyad_years(first, last, _system(system), not undirected), sources, out, json)


def state_years(
    first: First = 1816, last: Last = None, sources: With = "", out: Out = None, system: System = "cow",
    json: Json = False,
) -> None:  # fmt: skip
    """State-years with the sources that you name, as a table."""
    from foedus.panel import state_years as panel

    _give(panel(first, last, _system(system)), sources, out, json)


def alliance_years(first: First = 1816, last: Last = None, out: Out = None, json: Json = False) -> None:
    """Alliance-years: each alliance of ATOP with its members by year, one row for all k of them."""
    from foedus.panel import alliance_years as table

    _tell(table(first, last), out, json)


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

    _give(panel(conflicts, first, last), sources, out, json)


def sources(json: Json = False) -> None:
    """The sources that panels can be joined with; any table's id (foedus data list) is one too."""
    from foedus.cli.views import emit_json
    from foedus.measures.on_panels import NEEDED, PEERS, TEXTS
    from foedus.panel.verbs import VERBS

    found = {n: {"adds": v.text, "units": v.units, "tables": v.tables, "peer": v.peer} for n, v in VERBS.items()}
    for name, text in TEXTS.items():
        found[name] = {"adds": text, "units": ("dyad-year",), "tables": NEEDED[name], "peer": PEERS[name]}
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


def _system(name: str) -> SystemName:
    from foedus.ground.errors import QueryError

    found: dict[str, SystemName] = {"cow": "cow", "gw": "gw"}
    if name.lower() not in found:
        raise QueryError(f"there is no state system {name!r}", hint="cow or gw")
    return found[name.lower()]


def _give(panel: Panel, sources: str, out: Path | None, json: bool) -> None:
    """Join the sources, then write or show the panel."""
    from foedus.cli.data_views import steps
    from foedus.measures.on_panels import MEASURES, NEEDED, with_sources

    names = list(dict.fromkeys(s.strip() for s in sources.split(",") if s.strip()))
    panel.check([n for n in names if n not in MEASURES], [t for n in names for t in NEEDED.get(n, ())])
    for name in steps(names, "joining", quiet=json):
        panel = with_sources(panel, [name])
    _tell(panel.frame(), out, json)


def _tell(frame: pl.DataFrame, out: Path | None, json: bool) -> None:
    from foedus.cli import panel_views
    from foedus.panel.write import check_ending, write

    if out is not None:
        check_ending(out)
        write(frame, out)
    panel_views.table_json(frame, out) if json else panel_views.table(frame, out)
