"""What the comparison of two tables prints."""

from __future__ import annotations

from pathlib import Path

import msgspec

from foedus.brief.words.messages import say
from foedus.cli.terminal import console, emit_json, grid
from foedus.datasets.compare import TableComparison

#: How many years and states are shown; --json has all.
SHOWN = 8


def comparison_json(found: TableComparison, out: Path | None) -> None:
    """The comparison with all years and states; the differences themselves go to a file."""
    emit_json(msgspec.to_builtins(found) | {"written": str(out) if out else None})


def comparison(found: TableComparison, lang: str, out: Path | None, written: int) -> None:
    """Rows, cells by column, the years and states with most differences, the largest changes."""

    def told(key: str, **values: object) -> str:
        return say("data", key, lang, **values)

    def number(value: float | None, digits: int = 0) -> str:
        text = "" if value is None else f"{value:,.{digits}f}"
        return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text

    screen = console()
    screen.print(told("title", a=f"A: {found.a}", b=f"B: {found.b}"), style="bold")
    screen.print(f"A: {found.title_a}\nB: {found.title_b}")
    span = told("in-years", first=found.years[0], last=found.years[1]) if found.years else ""
    screen.print(f"\n{told('keys', on=', '.join(found.on), years=span)}")
    names = ("in-a", "in-b", "in-both", "only-a", "only-b")
    rows = grid(*map(told, names), right=(0, 1, 2, 3, 4))
    rows.add_row(*map(number, (found.rows_a, found.rows_b, found.common, found.only_a, found.only_b)))
    screen.print(rows)
    if found.spread:
        screen.print(told("spread", tables=", ".join(found.spread)))
    if found.repeated_a or found.repeated_b:
        screen.print(told("repeated", a=number(found.repeated_a), b=number(found.repeated_b)))
    if found.set_aside:
        screen.print(told("set-aside", number=number(found.set_aside)))
    for column, one, two in found.marks:
        screen.print(told("mark", column=column, a=one, b=two))
    for key, columns in (("not-in-b", found.not_in_b), ("not-in-a", found.not_in_a)):
        if columns:
            screen.print(told(key, columns=", ".join(columns)))
    changed = [c for c in found.columns if c.changed]
    if not found.columns:
        screen.print(told("no-columns"))
    elif not changed:
        screen.print(told("nothing", matched=number(found.matched), columns=len(found.columns)))
    if changed:
        screen.print(f"\n{told('changed', matched=number(found.matched))}")
        heads = ("column", "cells", "alone", "large", "known-a", "known-b", "years", "correlation")
        table = grid(*map(told, heads), right=(1, 2, 3, 4, 5, 7))
        for c in sorted(changed, key=lambda c: -c.changed):
            years = f"{c.first}-{c.last}" if c.first is not None else ""
            name = c.column if c.other == c.column else f"{c.column} = {c.other}"
            counts = map(number, (c.changed, c.alone, c.large, c.only_a_knows, c.only_b_knows))
            table.add_row(name, *counts, years, number(c.r, 4))
        table.columns[heads.index("years")].no_wrap = True
        screen.print(table)
        if same := [c.column for c in found.columns if not c.changed]:
            screen.print(told("same", columns=", ".join(same)))
    if rounding := sum(c.rounding for c in found.columns):
        screen.print(told("rounding", tolerance=f"{found.tolerance:g}", number=number(rounding)))
    listings: tuple[tuple[str, str, tuple[dict[str, int], ...]], ...]
    listings = (("by-years", "year", found.by_year), ("by-states", "state", found.by_state))
    for title, label, listed in listings:
        most = sorted(listed, key=lambda r: -(r["only_a"] + r["only_b"] + r["changed"]))[:SHOWN]
        if most:
            screen.print(f"\n{told(title)}")
            table = grid(told(label), *map(told, ("only-a", "only-b", "cells")), right=(0, 1, 2, 3))
            for row in most:
                table.add_row(str(row[label]), *(number(row[n]) for n in ("only_a", "only_b", "changed")))
            screen.print(table)
    if found.largest:
        screen.print(f"\n{told('largest')}")
        table = grid(*found.on, told("column"), "A", "B", told("share"), right=tuple(range(len(found.on))))
        for cell in found.largest:
            share = f"{cell['share']:+.0%}"
            table.add_row(*(str(cell[k]) for k in found.on), cell["column"], cell["a"], cell["b"], share)
        screen.print(table)
    screen.print(told("written", path=out, rows=number(written)) if out else told("further"))
