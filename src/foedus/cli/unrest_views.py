"""What the command of unrest prints and draws."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.brief.graphics.grids import GridsData, grids_figure
from foedus.brief.words.messages import say
from foedus.cli.terminal import console, grid, told
from foedus.ground.errors import QueryError
from foedus.ground.numbers import number, percent
from foedus.ground.write import write_whole

if TYPE_CHECKING:
    from foedus.unrest.ensemble import Ensemble

NONE = "\N{EN DASH}"


def unrest(found: Ensemble, lang: str) -> None:
    """What it is, what was asked, the figures over the runs, and what not to make of them."""

    def word(key: str, **values: object) -> str:
        return say("unrest", key, lang, **values)

    def whole(value: float) -> str:
        return number(value, lang)

    out, told_of, setting = console(), found.as_dict(), found.setting
    out.print(word("label"), style="bold")
    out.print(
        word(
            "asked", citizens=whole(setting.citizens), cops=whole(setting.cops),
            sites=whole(setting.height * setting.width), days=whole(found.active.shape[1]),
            runs=whole(len(found.active)), seed=found.seed,
        )
    )  # fmt: skip
    for start, cops in setting.cop_steps:
        out.print(word("arriving", day=start + 1, cops=whole(cops)))
    table = grid(word("figure"), word("median"), word("between"), right=(1, 2))
    above: Any = told_of["days_above"]
    bursts: Any = told_of["outbursts"]
    rows: list[tuple[str, Any]] = [
        (word("most-active"), told_of["most_active"]), (word("size"), bursts["size"]),
        (word("wait"), bursts["wait_days"]), (word("jailed"), told_of["jailed_at_the_end"]),
    ]  # fmt: skip
    for label, spread in rows:
        cells = (
            (NONE, NONE)
            if spread is None
            else (whole(spread["0.5"]), f"{whole(spread['0.05'])}{NONE}{whole(spread['0.95'])}")
        )
        table.add_row(label, *cells)
    out.print(table)
    out.print(f"{word('days-above', many=above['many'])}: {percent(above['share'], lang)}")
    out.print(f"{word('outbursts')}: {number(bursts['per_run'], lang, 1)}")
    out.print(word("reading", ratio=setting.reading.ratio), style="dim")
    out.print(word("caution"), style="yellow")


def write(found: Ensemble, path: Path, lang: str, quiet: bool) -> None:
    """Write the picture of the first run."""

    def word(key: str, **values: object) -> str:
        return say("unrest", key, lang, **values)

    course = found.active[0]
    data = GridsData(
        word("title"), word("subtitle"), word("source"),
        word("alt", count=len(found.pictures), days=number(len(course), lang), most=number(int(course.max()), lang)),
        tuple(
            (word("day", day=number(day, lang)), tuple(tuple(int(site) for site in row) for row in picture))
            for day, picture in zip(found.days, found.pictures, strict=True)
        ),
        tuple((state, word(f"state-{state}")) for state in (0, 1, 3)),
        tuple(float(value) for value in course), found.days,
        word("course", most=number(int(course.max()), lang)), word("axis"),
    )  # fmt: skip
    try:
        write_whole(path, grids_figure(data).svg)
    except OSError as error:
        raise QueryError(
            f"{path} cannot be written", why=error.strerror or str(error), hint="choose another file"
        ) from None
    if not quiet:
        sys.stderr.write(told("written", lang, path=path.resolve()) + "\n")
