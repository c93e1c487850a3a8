"""The commands of panels: state-years, dyad-years, alliance-years and allies in conflict as tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from foedus.cli.options import Json, LangOption

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.counts import Counts
    from foedus.panel.own.rows import Told
    from foedus.panel.panel import Panel
    from foedus.panel.sheet import Unit
    from foedus.panel.system import SystemName

First = Annotated[int, typer.Option("--from", help="First year.")]
Last = Annotated[Optional[int], typer.Option("--to", help="Last year; the last full year by default.")]  # noqa: UP045
With = Annotated[
    str,
    typer.Option(
        "--with",
        help="Sources, with commas between: atop,nmc,mids (see: foedus sources); files of your own: my.csv:name.",
    ),
]
Out = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--out", help="Write to this file: .parquet, .arrow, .csv or .dta."),
]
System = Annotated[str, typer.Option("--system", help="List of states: cow or gw.")]
Keys = Annotated[
    str,
    typer.Option("--keys", help="Your tables' key columns, where not recognised: STATE,YEAR or STATE1,STATE2,YEAR."),
]
Codes = Annotated[
    str, typer.Option("--codes", help="How your tables name states, where not recognised: cow, gw, iso3, iso2, names.")
]
Twins = Annotated[
    str, typer.Option("--twins", help="Which of several rows on one place counts: first, last, sum, mean, max, min.")
]
Wide = Annotated[bool, typer.Option("--wide", help="Your table has a column for each year.")]
Pairs = Annotated[
    str, typer.Option("--pairs", help="Whether your table's pairs have a direction: directed, undirected.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop if a row of your table does not fit.")]
Names = Annotated[str, typer.Option("--names", help="Add the states' names: en or de.")]
Cite = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--cite", help="Write the panel's sources to this file: .bib as BibTeX, else as text."),
]


def dyads(
    first: First = 1816, last: Last = None, sources: With = "", out: Out = None, system: System = "cow",
    undirected: Annotated[bool, typer.Option("--undirected", help="Each pair once, not both ways.")] = False,
    coding: Annotated[
        str,
        typer.Option(
            "--coding",
            help="Order of obligations for similarity; defence-consultation-nonaggression is that of fpsim in R.",
        ),
    ] = "defence-neutrality-consultation",
    keys: Keys = "", codes: Codes = "", twins: Twins = "", wide: Wide = False, pairs: Pairs = "",
    strict: Strict = False, names: Names = "", cite: Cite = None, json: Json = False, lang: LangOption = "en",
) -> None:  # fmt: skip
    """Dyad-years with the sources that you name, as a table."""
    from foedus.measures.over_time.panel_columns import similarity_by
    from foedus.panel import dyad_years

    similarity_by(coding)
    wanted, states = _checked(sources, "dyad-year", system, out, first, last)
    told = _told(keys, codes, twins, wide, pairs, strict)
    _give(dyad_years(first, last, states, not undirected), wanted, told, Print(out, names, cite, json, lang), coding)


def state_years(
    first: First = 1816, last: Last = None, sources: With = "", out: Out = None, system: System = "cow",
    keys: Keys = "", codes: Codes = "", twins: Twins = "", wide: Wide = False, strict: Strict = False,
    names: Names = "", cite: Cite = None, json: Json = False, lang: LangOption = "en",
) -> None:  # fmt: skip
    """State-years with the sources that you name, as a table."""
    from foedus.panel import state_years as panel

    wanted, states = _checked(sources, "state-year", system, out, first, last)
    told = _told(keys, codes, twins, wide, "", strict)
    _give(panel(first, last, states), wanted, told, Print(out, names, cite, json, lang))


def alliance_years(
    first: First = 1816, last: Last = None,
    resources: Annotated[
        str,
        typer.Option(
            "--with", help="Resources (NMC), with commas between: cinc,milex, who has most of them; files of your own."
        ),
    ] = "",
    out: Out = None, keys: Keys = "", twins: Twins = "", strict: Strict = False, cite: Cite = None,
    json: Json = False, lang: LangOption = "en",
) -> None:  # fmt: skip
    """Alliance-years: each alliance of ATOP with its members by year, one row for all k of them."""
    from foedus.measures.over_time.every_alliance import check_resources, tables_of, with_resources
    from foedus.panel import last_full_year
    from foedus.panel.cite import cited
    from foedus.panel.own.alliances import on_alliance_years
    from foedus.panel.own.read import is_file, split
    from foedus.panel.write import check_ending, write

    wanted = _listed(resources)
    named = [n for n in wanted if not is_file(split(n)[0])]
    check_resources(named)
    if out is not None:
        check_ending(out)
    told, how = _told(keys, "", twins, False, "", strict), Print(out, "", cite, json, lang)
    frame = with_resources(first, last_full_year() if last is None else last, named)
    joins: list[Counts] = []
    for name in wanted:
        if name not in named:
            frame, counts = on_alliance_years(frame, name, told)
            joins.append(counts)
    if out is not None:
        write(frame, out)
    _cite(cited, (tables_of(named), [c.name for c in joins]), cite)
    _show(frame, joins, how)


def allies_in_conflict(
    conflicts: Annotated[str, typer.Option("--conflicts", help="wars, gml-mids or cow-mids.")] = "wars",
    first: First = 1816, last: Last = None, sources: With = "", out: Out = None,
    keys: Keys = "", codes: Codes = "", twins: Twins = "", wide: Wide = False, pairs: Pairs = "",
    strict: Strict = False, names: Names = "", cite: Cite = None, json: Json = False, lang: LangOption = "en",
) -> None:  # fmt: skip
    """Each belligerent with each of its allies: what the ally owed, and whether it came."""
    from foedus.panel import allies_in_conflict as panel

    wanted, _ = _checked(sources, "dyad-year", "cow", out, first, last)
    told = _told(keys, codes, twins, wide, pairs, strict)
    _give(panel(conflicts, first, last), wanted, told, Print(out, names, cite, json, lang))


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


@dataclass(frozen=True)
class Print:
    """How a panel is handed over: to which file, with names and citations, in which form and language."""

    out: Path | None
    names: str
    cite: Path | None
    json: bool
    lang: str


def _checked(
    sources: str, unit: Unit, system: str, out: Path | None, first: int, last: int | None
) -> tuple[list[str], SystemName]:
    """The sources and the state system, once nothing that will be asked for is unknown or not here."""
    from foedus.ground.errors import QueryError
    from foedus.measures.over_time.panel_columns import check_sources
    from foedus.panel.own.read import check as check_file
    from foedus.panel.own.read import is_file, split
    from foedus.panel.system import check_years
    from foedus.panel.write import check_ending

    known: dict[str, SystemName] = {"cow": "cow", "gw": "gw"}
    if system.lower() not in known:
        raise QueryError(f"there is no state system {system!r}", hint="cow or gw")
    check_years(first, first if last is None else last)
    names = _listed(sources)
    own = [n for n in names if is_file(split(n)[0])]
    check_sources([n for n in names if n not in own], unit, known[system.lower()])
    for name in own:
        check_file(Path(split(name)[0]).expanduser())
    if out is not None:
        check_ending(out)
    return names, known[system.lower()]


def _told(keys: str, codes: str, twins: str, wide: bool, pairs: str, strict: bool) -> Told:
    """What was told about tables of one's own."""
    from foedus.ground.errors import QueryError
    from foedus.panel.own.places import code_list
    from foedus.panel.own.rows import Told
    from foedus.panel.own.twins import rule

    ways = {"": None, "directed": True, "undirected": False}
    if pairs.lower() not in ways:
        raise QueryError(f"pairs are not {pairs!r}", hint="directed or undirected")
    return Told(keys or None, code_list(codes) if codes else None, "", rule(twins), wide, ways[pairs.lower()], strict)


def _listed(named: str) -> list[str]:
    """Names with commas between, each once."""
    return list(dict.fromkeys(s.strip() for s in named.split(",") if s.strip()))


def _give(panel: Panel, sources: list[str], told: Told, how: Print, coding: str = "") -> None:
    """Join the sources, then write or show the panel."""
    from foedus.brief.words.messages import language, say
    from foedus.cli.data_views import steps
    from foedus.measures.over_time.panel_columns import CODING, with_sources

    language(how.lang)
    for name in steps(sources, say("panels", "joining", how.lang), quiet=how.json):
        panel = with_sources(panel, [name], coding or CODING, told)
    if how.names:
        panel = panel.with_names(how.names.lower())
    if how.out is not None:
        panel.write(how.out)
    _cite(panel.cite, (), how.cite)
    _show(panel, list(panel.joins), how)


def _cite(cited: Callable[..., str], given: tuple[object, ...], path: Path | None) -> None:
    """Write what a panel's sources are to a file, as its ending says."""
    from foedus.ground.errors import QueryError
    from foedus.ground.write import write_whole

    if path is None:
        return
    try:
        write_whole(path, cited(*given, form="bibtex" if path.suffix.lower() == ".bib" else "text"))
    except OSError as error:
        raise QueryError(f"{path} cannot be written: {error.strerror or error}") from None


def _show(table: Panel | pl.DataFrame, joins: list[Counts], how: Print) -> None:
    from foedus.cli import panel_views
    from foedus.panel.panel import Panel

    found = panel_views.summary_of_panel(table) if isinstance(table, Panel) else panel_views.summary_of_frame(table)
    if how.json:
        panel_views.table_json(found, how.out, joins, how.cite)
    else:
        panel_views.table(found, how.out, joins, how.cite, how.lang)
