"""What `foedus record stats --frame` prints: occasions, calls and drawn rows, and the estimated shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.terminal import console, grid, on_screen
from foedus.ground.numbers import number, percent

if TYPE_CHECKING:
    from foedus.evidence.frames.occasions import Occasions, Share


def occasions(found: Occasions, lang: str) -> None:
    """Tables by kind, time and alliance, with what the shares rest on."""
    out = console()
    heads = [on_screen(f"frame-{name}", lang) for name in ("occasions", "called", "drawn", "coded")]
    shares = [on_screen(f"frame-{name}", lang) for name in ("asked", "silent", "bounds")]
    for title, rows, with_shares in (
        ("frame-by-kind", (*found.by_kind, found.whole), True),
        ("frame-by-time", found.by_decade, False),
        ("by-alliance", found.by_alliance, False),
    ):
        table = grid(on_screen(title, lang), *heads, *(shares if with_shares else ()), right=(1, 2, 3, 4, 5, 6, 7))
        for row in rows:
            name = on_screen(f"frame-kind-{row.group}", lang) if with_shares else _period(row.group, lang)
            counts = (row.occasions, row.called, row.drawn, row.coded)
            table.add_row(name, *(number(n, lang) for n in counts), *(_shares(row, lang) if with_shares else ()))
        out.print(table)
        out.print()
    out.print(on_screen("frame-note", lang), style="dim")


def _period(group: str, lang: str) -> str:
    """A decade in the words of the language; an alliance's id as it stands."""
    year = group.removesuffix("s")
    return on_screen("decade", lang, year=year) if year != group and year.isdigit() else group


def _shares(row: Share, lang: str) -> tuple[str, str, str]:
    return _interval(row.asked, lang), _interval(row.silent_asked, lang), _span(*row.bounds, lang)


def _interval(found: tuple[float, float, float] | None, lang: str) -> str:
    """A share with its interval, in per cent."""
    if found is None:
        return on_screen("frame-none", lang)
    value, low, high = found
    return f"{percent(value, lang, 0)} [{_span(low, high, lang)}]"


def _span(low: float, high: float, lang: str) -> str:
    return f"{number(low * 100, lang)}–{number(high * 100, lang)}"
