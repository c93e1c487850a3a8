"""The command of unrest: Epstein's model I, as an illustration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from foedus.cli.options import Json, LangOption


def unrest(
    citizens: Annotated[float, typer.Option("--citizens", help="Citizens as a share of the sites, 0 to 1.")] = 0.7,
    cops: Annotated[float, typer.Option("--cops", help="Cops as a share of the sites, 0 to 1.")] = 0.04,
    legitimacy: Annotated[
        float, typer.Option("--legitimacy", help="Legitimacy of the government in citizens' eyes, 0 to 1.")
    ] = 0.82,
    vision: Annotated[float, typer.Option("--vision", help="How many sites everybody sees, 1 to 8.")] = 7,
    jail: Annotated[int, typer.Option("--jail", help="Longest term of jail in days; -1 for ever.")] = 30,
    arrival: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--arrival", help="Day on which soldiers arrive and change the share of cops."),
    ] = None,
    then: Annotated[float, typer.Option("--then", help="Share of cops from --arrival on, 0 to 1.")] = 0.074,
    ratio: Annotated[
        str, typer.Option("--ratio", help="Cops per active in whole numbers (floor, round) or as printed (exact).")
    ] = "floor",
    size: Annotated[int, typer.Option("--size", help="Rows and columns of the grid.")] = 40,
    days: Annotated[int, typer.Option("--days", help="Days of a run.")] = 200,
    runs: Annotated[int, typer.Option("--runs", help="Number of runs.")] = 20,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draws.")] = 0,
    svg: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--svg", help="Write pictures of the grid of the first run to this file."),
    ] = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """An illustration: how unrest breaks out and ends in Epstein's model."""
    from foedus.brief.words.messages import language
    from foedus.cli import unrest_views
    from foedus.cli.terminal import emit_json
    from foedus.ground.errors import QueryError
    from foedus.unrest.ensemble import ensemble
    from foedus.unrest.rules import RuleReading, UnrestSetting, densities

    language(lang)
    if not 0 <= seed < 2**64:
        raise QueryError(f"--seed {seed} is out of range", why="seeds are whole numbers from 0 to 2^64 - 1")
    if arrival is not None and arrival < 1:
        raise QueryError(f"--arrival {arrival} is no day", why="days are counted from 1")
    if arrival is not None and arrival > days:
        raise QueryError(
            f"--arrival {arrival} lies after the last of {days} days",
            why="soldiers who come too late change nothing",
            hint="choose an earlier day, or more --days",
        )
    numbers = densities(size, size, citizens, cops, then)
    steps = () if arrival is None else ((arrival - 1, numbers[2]),)
    setting = UnrestSetting(
        size, size, numbers[0], numbers[1], vision, vision, legitimacy, jail, cop_steps=steps,
        reading=RuleReading(ratio=ratio),
    )  # fmt: skip
    found = ensemble(setting, days, runs, seed, pictures=svg is not None)
    if svg:
        unrest_views.write(found, svg, lang, quiet=json)
    emit_json({"model": "Epstein 2002, model I", "illustration": True, **found.as_dict()}) if json else (
        unrest_views.unrest(found, lang)
    )


def register(app: typer.Typer) -> None:
    """Put the command of unrest on the command line."""
    app.command("unrest")(unrest)
