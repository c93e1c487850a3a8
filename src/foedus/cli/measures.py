"""The commands of measures: vulnerability, voting power, burden sharing, reliability, an alliance over years."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from foedus.cli.options import Alliance, Json, Known, LangOption, On, Without


def vulnerability(
    alliance: Alliance,
    on: On = None,
    known: Known = None,
    without: Without = None,
    attacker: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--attacker", help="A state or alliance that might attack (repeat for more); all without."),
    ] = None,
    gamma: Annotated[float, typer.Option("--gamma", help="The defenders' advantage; 1 is none.")] = 1.0,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """Whom some allied group could defeat, with and without some members."""
    from foedus.api import vulnerability as ask
    from foedus.brief.words.messages import language
    from foedus.cli import measure_views
    from foedus.cli.terminal import emit_json

    language(lang)
    gone, attackers = tuple(without or ()), tuple(attacker) if attacker else None
    found = ask(alliance, on=on, known=known, without=gone, attackers=attackers, gamma=gamma)
    emit_json(found) if json else measure_views.vulnerability(found, lang)


def power(
    alliance: Alliance,
    on: On = None,
    known: Known = None,
    organ: Annotated[Optional[str], typer.Option("--organ", help="Id of an organ; the deciding one without.")] = None,  # noqa: UP045
    without: Without = None,
    party: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--party", help="A member that is party to the dispute (repeat for more)."),
    ] = None,
    procedure: Annotated[
        str, typer.Option("--procedure", help="What if it decided so: consensus, two-thirds ...")
    ] = "",
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """How much a member's vote decides under the procedure in force on the day."""
    from foedus.api import power as ask
    from foedus.brief.words.messages import language
    from foedus.cli import measure_views
    from foedus.cli.terminal import emit_json

    language(lang)
    gone, parties = tuple(without or ()), tuple(party or ())
    found = ask(alliance, on=on, known=known, organ=organ, without=gone, parties=parties, procedure=procedure)
    emit_json(found) if json else measure_views.power(found, lang)


def burden(alliance: Alliance, on: On = None, known: Known = None, json: Json = False, lang: LangOption = "en") -> None:
    """Whether the larger members bear more: rank correlation of product and share spent on defence."""
    from foedus.api import burden as ask
    from foedus.brief.words.messages import language
    from foedus.cli import measure_views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = ask(alliance, on=on, known=known)
    emit_json(found) if json else measure_views.burden(found, lang)


def reliability(
    alliance: Alliance,
    on: On = None,
    known: Known = None,
    coding: Annotated[str, typer.Option("--coding", help="llm or bf, Berkemeier and Fuhrmann's two.")] = "llm",
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """How an alliance has kept its word: calls that were helped, commitments in war that were honoured."""
    from foedus.api import reliability as ask
    from foedus.brief.words.messages import language
    from foedus.cli import measure_views
    from foedus.cli.terminal import emit_json

    language(lang)
    found = ask(alliance, on=on, known=known, coding=coding)
    emit_json(found) if json else measure_views.reliability(found, lang)


def years(
    alliance: Alliance,
    first: Annotated[int, typer.Option("--from", help="First year.")],
    last: Annotated[Optional[int], typer.Option("--to", help="Last year; the last full year by default.")] = None,  # noqa: UP045
    known: Known = None,
    resource: Annotated[
        str, typer.Option("--resource", help="military-expenditure, personnel, population, gdp.")
    ] = "military-expenditure",
    series: Annotated[str, typer.Option("--series", help="All years from this one series, e.g. milex-nmc.")] = "",
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", help="Write the table to this file: .parquet, .arrow, .csv or .dta."),
    ] = None,
    json: Json = False,
    lang: LangOption = "en",
) -> None:
    """An alliance over years: the leader's share, what is left, concentration, divergence of threats."""
    from foedus.api import years as ask
    from foedus.brief.words.messages import language
    from foedus.cli import year_views
    from foedus.cli.terminal import emit_json
    from foedus.ground.calendar import parse_day
    from foedus.panel.write import check_ending
    from foedus.world import today

    language(lang)
    if out is not None:
        check_ending(out)
    found = ask(alliance, first, last, known=known, resource=resource, series=series)
    if out is not None:
        year_views.write_years(found, out)
    then = parse_day(known, "known") if known else today()
    emit_json(found) if json else year_views.years(found, then, out, lang)


def register(app: typer.Typer) -> None:
    """Put the commands of measures on the command line."""
    app.command("vulnerability")(vulnerability)
    app.command("power")(power)
    app.command("burden")(burden)
    app.command("reliability")(reliability)
    app.command("years")(years)
