"""Peacekeepers: whether peace held, who was killed, how fast missions grew and how long they stayed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedus.ground.terms import Threat
from foedus.outcomes.counted.without import mean_of, resampled, without_largest
from foedus.outcomes.figures import CountedFigure
from foedus.outcomes.shares import share_of

if TYPE_CHECKING:
    import polars as pl

#: A mission counts as built up if it had so many soldiers in its first months,
LARGE, FIRST_MONTHS = 1000, 18
#: and as built from nearly nothing if its first month had less than this share of its peak; else as taken over.
NOTHING: Final = 0.1
#: A month with more killed than this is told apart: one month turns the sign of the means.
THOUSAND: Final = 1000
DAYS_A_YEAR = 365.25
#: Missions of the United Nations stand where there was civil war; how they come and go is told of every threat within.
WITHIN: Final[tuple[Threat, ...]] = ("internal-unrest", "coup", "civil-war")


def ceasefire_figures(frame: pl.DataFrame) -> list[CountedFigure]:
    """O33: ceasefires that held to the end of 2004, with peacekeepers and without, and the time to relapse."""
    made = []
    for there in (True, False):
        its = frame.filter(frame["peacekeepers"] == there)
        held = its["censored"].to_numpy().astype(float)
        names = [str(n) for n in range(its.height)]
        told, group = share_of(int(held.sum()), its.height), "peacekeepers" if there else "no-peacekeepers"
        _, rest = without_largest(mean_of(held, names), sorted(names))
        shared: dict[str, Any] = {
            "set": "ceasefire-spells", "threats": ("civil-war",), "measure": "ceasefires", "group": group,
            "horizon": "to-2004",
        }  # fmt: skip
        made.append(
            CountedFigure(
                id=f"ceasefires-{group}-held", outcome="peace-held", kind="share", value=told.share or 0.0,
                yes=told.yes, of=told.of, low=told.low, high=told.high, running=0, largest="one ceasefire",
                without=rest, **shared,
            )
        )  # fmt: skip
        broken = its.filter(~its["censored"])["delay"].to_numpy()
        made.append(
            CountedFigure(
                id=f"ceasefires-{group}-relapse", outcome="time-to-relapse", kind="median", unit="years",
                value=float(np.median(broken)), of=len(broken), running=told.yes, **shared,
            )
        )  # fmt: skip
    return made


def killing_figures(frame: pl.DataFrame) -> list[CountedFigure]:
    """O36: civilians killed a month with and without United Nations troops, and what one year of one place does to it.

    Raw means, whose sign is wrong: troops go where people are killed. They stand here as the warning that they are.
    """
    made = []
    for group, its in (
        ("no-un-troops", frame.filter(frame["troops"] == 0)),
        ("un-troops", frame.filter(frame["troops"] > 0)),
        ("un-troops-10000", frame.filter(frame["troops"] >= 10)),
    ):
        killed = its["killed"].to_numpy().astype(float)
        names = [f"{row[0]} {row[1]}" for row in its.select("location", "year").iter_rows()]
        figure, cases = mean_of(killed, names), sorted(set(names))
        largest, rest = without_largest(figure, cases)
        low, high = resampled(figure, len(cases))
        made.append(
            CountedFigure(
                id=f"killing-{group}", set="hultman-kathman-shannon", threats=("civil-war",), measure="killing",
                outcome="civilians-killed", group=group, kind="mean", unit="a-month", value=float(killed.mean()),
                of=its.height, low=low, high=high, horizon="1991-2008", largest=largest, without=rest,
            )
        )  # fmt: skip
    return made


@dataclass(frozen=True, slots=True)
class BuiltUp:
    """A mission's first months: soldiers in the first month that is known, whether any before it is not, its peak, and
    the months to half and to nine tenths of that."""

    mission: str
    first: float
    gap: bool
    peak: float
    half: int
    most: int

    @property
    def taken_over(self) -> bool:
        """Whether it began with a force that was there."""
        return self.first >= NOTHING * self.peak


def built_up(frame: pl.DataFrame) -> list[BuiltUp]:
    """The missions begun after January 1990 that had 1,000 soldiers within 18 months."""
    found = []
    for (mission,), rows in frame.sort("year", "month").group_by("mission", maintain_order=True):
        begun = (rows["year"][0], rows["month"][0])
        strength = [None if s is None else float(s) for s in rows["troop"].to_list()[:FIRST_MONTHS]]
        known = [s for s in strength if s is not None]
        if begun <= (1990, 1) or not known or max(known) < LARGE:
            continue
        peak = max(known)

        def months(share: float, strength: list[float | None] = strength, peak: float = peak) -> int:
            return next(n for n, s in enumerate(strength) if s is not None and s >= share * peak)

        found.append(BuiltUp(str(mission), known[0], strength[0] is None, peak, months(0.5), months(0.9)))
    return found


def speed_figures(found: list[BuiltUp]) -> list[CountedFigure]:
    """O51: months to half and to nine tenths of the peak, of missions built from nearly nothing and taken over."""
    made = []
    for group, its in (
        ("from-nothing", [m for m in found if not m.taken_over]),
        ("taken-over", [m for m in found if m.taken_over and not m.gap]),
    ):
        for outcome, months in (("to-half", [m.half for m in its]), ("to-nine-tenths", [m.most for m in its])):
            made.append(
                CountedFigure(
                    id=f"speed-{group}-{outcome}", set="kathman-peacekeeping", threats=WITHIN, measure="un-speed",
                    outcome=outcome, group=group, kind="median", unit="months", value=float(np.median(months)),
                    of=len(its), low=float(min(months)), high=float(max(months)), horizon="18-months",
                )
            )  # fmt: skip
    return made


def stay_figures(frame: pl.DataFrame, today: dt.date) -> list[CountedFigure]:
    """O67: how long ended missions stayed, and the age of those that run, which the ended ones leave out."""
    dated = frame.filter(frame["start"].is_not_null())
    ended = dated.filter(dated["end"].is_not_null())
    running = dated.filter(dated["end"].is_null())
    years = ((ended["end"] - ended["start"]).dt.total_days() / DAYS_A_YEAR).to_numpy()
    ages = np.array([(today - start).days / DAYS_A_YEAR for start in running["start"]])
    names = [str(acronym) for acronym in ended["acronym"]]
    largest, rest = without_largest(mean_of(years, names), sorted(set(names)))
    within = share_of(int((years < 1).sum()), len(years))
    shared: dict[str, Any] = {
        "set": "un-peacekeeping-missions", "threats": WITHIN, "measure": "un-stay", "horizon": "to-2024",
    }  # fmt: skip
    ended_ones: dict[str, Any] = {"group": "missions-ended", "of": len(years), "running": len(ages)}
    return [
        CountedFigure(
            id="stay-ended-median", outcome="stay", kind="median", unit="years", value=float(np.median(years)),
            **ended_ones, **shared,
        ),
        CountedFigure(
            id="stay-ended-mean", outcome="stay", kind="mean", unit="years", value=float(years.mean()),
            largest=largest, without=rest, **ended_ones, **shared,
        ),
        CountedFigure(
            id="stay-within-a-year", outcome="gone-within-a-year", kind="share", value=within.share or 0.0,
            yes=within.yes, low=within.low, high=within.high, **ended_ones, **shared,
        ),
        CountedFigure(
            id="stay-running-median", outcome="age", group="missions-running", kind="median", unit="years",
            value=float(np.median(ages)), of=len(ages), **shared,
        ),
    ]  # fmt: skip
