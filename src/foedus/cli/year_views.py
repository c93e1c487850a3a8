"""What `foedus years` prints: an alliance over years, and why a cell is empty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from foedus.brief.words.messages import term
from foedus.cli.measure_views import CONCEPT_WORDS, NONE, short_name, state_names
from foedus.cli.terminal import console, grid, on_day, on_screen, told
from foedus.ground.numbers import by_name, listing, number, percent
from foedus.record import tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.measures.over_time.one_alliance import AllianceYear


def years(found: Sequence[AllianceYear], known: dt.date, out: Path | None, lang: str) -> None:
    """A line a year, then which series spoke for which years, and who has no figure."""
    screen, last = console(), found[-1]
    name, short = state_names(f"{last.year}-12-31", lang), short_name(last.alliance, f"{last.year}-12-31", lang)
    leaders = listing([name(s) for s in dict.fromkeys(r.leader for r in found if r.leader)], lang) or NONE
    concept = term("concept", CONCEPT_WORDS.get(last.concept, last.concept), lang)
    head = told("years-head", lang, alliance=short, first=found[0].year, last=last.year, concept=concept)
    screen.print(head, style="bold")
    screen.print(told("years-leader", lang, leader=leaders) + "\n")
    heads = ("year", "members", "leads-with", "left-over", "next", "counts-as", "apart")
    rows = grid(*(told(k, lang) for k in heads), right=(0, 1, 2, 3, 5, 6))
    for row in found:
        rows.add_row(
            str(row.year),
            str(len(row.members)),
            _bound(row.leader_share, "≤", row, lang),
            _bound(row.without_leader_ratio, "≥", row, lang),
            f"{name(row.next_state)} {percent(row.next_share, lang)}" if row.next_state and row.next_share else NONE,
            NONE if row.effective_number is None else number(row.effective_number, lang, 2),
            NONE if row.divergence is None else number(row.divergence, lang, 2),
        )
    screen.print(rows)
    origin = tables.origins()[last.series]
    words = {"series": last.series, "publisher": origin.publisher}
    screen.print(told("years-series", lang, **words), style="dim")
    for reason in _empty(found, known, lang):
        screen.print(reason, style="dim")
    missing = _gaps(found)
    gaps = [f"{name(state)} {_spans(missing[state])}" for state in by_name(missing, name)]
    if gaps:
        screen.print(told("years-missing", lang, gaps="; ".join(gaps)), style="dim")
    screen.print(told("years-note", lang), style="dim")
    if out is not None:
        screen.print(told("written", lang, path=out))


def _empty(found: Sequence[AllianceYear], known: dt.date, lang: str) -> list[str]:
    """Why cells are empty, each reason with its years."""
    series = tables.series(found[-1].series)
    origin, why = series.origin, dict[str, list[int]]()
    for row in found:
        half = 2 * len(row.missing) >= len(row.members)
        reasons = {
            "empty-no-members": not row.members,
            "empty-before": row.year < origin.first_year,
            "empty-after": row.year > origin.last_year,
            "empty-unpublished": series.published(row.year) > known,
            "empty-no-figure": row.total is None,
            "empty-no-leader": row.leader is None,
            "empty-leader": row.leader in row.missing,
            "empty-half": half and row.leader_share is None,
        }
        reason = next((key for key, holds in reasons.items() if holds), None)
        if reason:
            why.setdefault(reason, []).append(row.year)
        if row.members and row.divergence is None:
            why.setdefault("empty-threats", []).append(row.year)
    words = {"first": origin.first_year, "last": origin.last_year, "known": on_day(known.isoformat(), lang)}
    said = [f"  {on_screen(key, lang, years=_spans(when), **words)}" for key, when in why.items()]
    return [on_screen("empty-head", lang), *said] if said else []


def _bound(value: float | None, sign: str, row: AllianceYear, lang: str) -> str:
    """A share, with the sign of a bound where a member has no figure."""
    return NONE if value is None else (f"{sign} " if row.missing else "") + percent(value, lang)


def _gaps(found: Sequence[AllianceYear]) -> dict[str, list[int]]:
    """The years in which a member has no figure though others have one, by member."""
    gaps: dict[str, list[int]] = {}
    for row in found:
        for state in row.missing if row.total is not None else ():
            gaps.setdefault(state, []).append(row.year)
    return gaps


def _spans(years: list[int]) -> str:
    """Years as spans: 1996–1999, 2008.

    >>> _spans([1996, 1997, 1998, 2008])
    '1996–1998, 2008'
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], year]
        else:
            spans.append([year])
    return ", ".join(NONE.join(map(str, span)) for span in spans)


def write_years(found: Sequence[AllianceYear], out: Path) -> None:
    """The same as a table in a file; members and those without a figure as text, with blanks between."""
    from foedus.ground.extras import need

    need("tables")
    import msgspec
    import polars as pl

    from foedus.panel.write import write

    rows = [msgspec.structs.asdict(row) for row in found]
    for row in rows:
        row |= {key: " ".join(row[key]) for key in ("members", "missing")}
    write(pl.DataFrame(rows, infer_schema_length=None), out)
