"""What the commands of panels print: the size, what is known of each column, its sum, the last rows."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.brief.words.messages import say
from foedus.cli.terminal import console, emit_json, grid
from foedus.ground.numbers import number, percent

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.counts import Counts
    from foedus.panel.panel import Panel

#: How many rows are shown; the last ones, since they show where a source's coverage ends.
SHOWN = 5
#: About as many characters as a column takes.
COLUMN_WIDTH = 14
#: How many states a line names.
NAMED = 10
#: Columns whose numbers are names: codes of states, years, numbers of alliances, disputes, wars, rivalries.
NAMES_ONLY = re.compile(
    r"(.*_)?(ccode|gwcode|gwno|iso3|year|leader|atopid|id|conflict|(disp|war|rivalry|crisis|incid)(num|no)3?|warnum)[12]?"
)


class Summary(NamedTuple):
    """Of a table: its size, for each column its name, type, number of known values and sum, and the last rows."""

    rows: int
    columns: list[dict[str, Any]]
    last: pl.DataFrame


def summary_of_frame(frame: pl.DataFrame) -> Summary:
    """The summary of a frame; of columns that are neither numbers nor flags there is no sum."""
    import polars as pl

    found = []
    for name, kind in frame.schema.items():
        counted = kind.is_numeric() or kind == pl.Boolean
        values = frame[name]
        total = values.cast(pl.Int64).sum() if kind.is_integer() else values.sum() if counted else None
        found.append({"column": name, "type": str(kind), "known": len(values) - values.null_count(), "sum": total})
    return Summary(frame.height, found, frame.tail(SHOWN))


def summary_of_panel(panel: Panel) -> Summary:
    """The summary of a panel, which is not laid out for it."""
    if panel.subset is not None:
        return summary_of_frame(panel.frame())
    last, found = panel.tail(SHOWN), []
    for name, column in (panel.keys() | panel.columns).items():
        known, total = column.total()
        found.append({"column": name, "type": str(last.schema[name]), "known": known, "sum": total})
    return Summary(len(panel), found, last)


def is_sum(column: str) -> bool:
    """Whether a column's sum says anything: of years, and of numbers that are names, it does not.

    >>> is_sum("cinc1"), is_sum("ccode1"), is_sum("cinc_leader"), is_sum("mine_gwcode")
    (True, False, False, False)
    """
    return not NAMES_ONLY.fullmatch(column)


def told(key: str, lang: str, **values: object) -> str:
    """A sentence of this page."""
    return say("panels", key, lang, **values)


def joined(counts: Counts, lang: str) -> list[str]:
    """What became of a table's rows, in lines."""
    codes = told("names", lang) if counts.codes == "names" else counts.codes
    parts = [
        told("join", lang, name=counts.name, rows=number(counts.rows, lang), keys=", ".join(counts.keys), codes=codes,
             matched=number(counts.matched, lang))
    ]  # fmt: skip
    rest = {"outside": counts.outside, "unmatched": counts.unmatched, "without": counts.without}
    parts += [told(key, lang, count=number(count, lang)) for key, count in rest.items() if count]
    if counts.doubled:
        parts.append(told("doubled", lang, count=number(counts.doubled, lang), rule=counts.twins))
    if counts.spelled is not None:
        parts.append(told("spelled", lang, count=number(counts.spelled, lang)))
    lines = ["; ".join(parts)]
    if counts.states:
        named = [f"{state} ({number(rows, lang)})" for state, rows in counts.states[:NAMED]]
        left = len(counts.states) - NAMED
        names = ", ".join(named) + (" " + told("more", lang, count=number(left, lang)) if left > 0 else "")
        lines.append("  " + told("lost", lang, names=names))
    return lines + [f"  {told(f'note.{n.key}', lang, **_numbers(n.values, lang))}" for n in counts.notes]


def _numbers(values: dict[str, object], lang: str) -> dict[str, object]:
    return {key: number(value, lang) if isinstance(value, int) else value for key, value in values.items()}


def table_json(found: Summary, out: Path | None, joins: Sequence[Counts], cite: Path | None) -> None:
    """The table's summary as JSON; the table itself goes to a file."""
    columns = [row if is_sum(row["column"]) else row | {"sum": None} for row in found.columns]
    files = {"written": str(out) if out else None, "cited": str(cite) if cite else None}
    emit_json({"rows": found.rows, **files, "columns": columns, "joins": [c.as_dict() for c in joins]})


def table(found: Summary, out: Path | None, joins: Sequence[Counts], cite: Path | None, lang: str) -> None:
    """The table's summary and last rows, and what became of the rows of the tables that were joined by their keys."""
    import polars as pl

    screen = console()
    rows = grid(*(told(key, lang) for key in ("column", "type", "known", "sum")), right=(2, 3))
    for row in found.columns:
        total = row["sum"] if is_sum(row["column"]) else None
        text = "" if total is None else number(total, lang, 0 if isinstance(total, int) else 4)
        rows.add_row(row["column"], row["type"], percent(row["known"] / max(found.rows, 1), lang, 1), text)
    size = {"rows": number(found.rows, lang), "columns": number(len(found.columns), lang)}
    screen.print(told("rows", lang, **size))
    screen.print(rows)
    with pl.Config(
        tbl_rows=SHOWN, tbl_cols=max(4, screen.width // COLUMN_WIDTH), tbl_width_chars=screen.width,
        tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, tbl_formatting="NOTHING", float_precision=4,
    ):  # fmt: skip
        sys.stdout.write(f"{found.last}\n")
    # Of a source joined by its name only what is missing is news; of a table joined by its keys, everything.
    for counts in (c for c in joins if c.unmatched or not c.source):
        for line in joined(counts, lang):
            screen.print(line)
    if out is None:
        screen.print(told("out-hint", lang))
    else:
        screen.print(told("written", lang, file=out, size=number(out.stat().st_size / 1e6, lang, 1)))
    if cite is not None:
        screen.print(told("cited", lang, file=cite))
